"""All days that a text names near its acts, for whoever weighs which of them an act had.

What is hard: here nothing is; what is hard comes after. Days told of a saying, of a cause and of another act are named
as well as an act's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import dates
from kg.model import NamedDay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.parse import Parsed
    from kg.extract.triggers import Candidate

BACK = 2
"""Sentences before an act whose days may be meant."""


def named(parsed: Parsed, ones: Iterable[Candidate]) -> tuple[NamedDay, ...]:
    """Return the days named in the sentences of acts, and in those shortly before, in text order."""
    near = {one.sentence.index - back for one in ones for back in range(BACK + 1)}
    published = parsed.document.published
    return tuple(
        NamedDay(day.span, day.when)
        for at in parsed.sentences
        if at.index in near
        for day in dates.find(parsed.document.text, at.start, at.end, published=published)
        if day.when is not None
    )
