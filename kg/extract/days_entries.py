"""The days that head the entries of a chronicle or a live page: "Nov 15 - The first …", "13:00 GMT - On the border".

What is hard: a dateline looks much the same ("QUETTA, Jan 18 - Jets pounded …") but dates the report, not what it
tells. So only a line that opens with its day, or with a clock under such a day, heads an entry; a page whose entries
have clocks alone tells of the day it came out, or the night before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import dates
from kg.extract.dates_calendar import by_telling
from kg.when import Precision, When

if TYPE_CHECKING:
    from datetime import date

_HEAD = 40
"""Characters of a line within which its head ends."""
_HOUR = r"\d{1,2}[:.]\d\d(?: ?(?:GMT|UTC|BST|CET|local time|[ap]\.?m\.?))?"
_DASH = re.compile(rf"(?:,? {_HOUR})?(?:\s+[-–—|]+\s|\s?[:–—]\s|\s*$)", re.MULTILINE)
_CLOCK = re.compile(rf"(?:{_HOUR}|Morning|Noon|Afternoon|Evening|Night|Midnight)(?:\s*[-–—|]+\s|[ \t]*(?=\n))")
_ASIDE = re.compile(r"\b(?:analysis|background|explainer|history|how we got|recap|what we know)\b", re.IGNORECASE)
"""Opens an entry that tells of other days than its own."""
_OPENS = re.compile(r"^[ \t•*]*(?:[-–—][ \t]+)?", re.MULTILINE)
_FEWEST = 2
"""One line alone that opens with a day is no chronicle; one with a clock is an entry."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Where entries begin, in order, with the day of each and where its head ends; None where an entry has no day."""

    starts: tuple[int, ...] = ()
    days: tuple[tuple[When, int] | None, ...] = ()

    def day(self, at: int) -> tuple[When, int] | None:
        """Return the day of the entry that holds an offset, and the offset where the entry's head ends."""
        number = bisect_right(self.starts, at)
        return self.days[number - 1] if number else None


def entries(text: str, published: date | None) -> Entries:
    """Return the entries of a document that is a chronicle or a live page; of another, none."""
    found: list[tuple[int, tuple[When, int] | None]] = []
    day: When | None = None
    for match in _OPENS.finditer(text):
        at = match.end()
        head = dates.find(text, at, min(at + _HEAD, _line_end(text, at)), published=published)
        first = head[0] if head and head[0].span.start == at else None
        if first is not None and first.when is not None and first.when.precision is Precision.DAY:
            if (dash := _DASH.match(text, first.span.end)) is not None:
                day = first.when
                found.append((at, (day, dash.end())))
        elif (clock := _CLOCK.match(text, at)) is not None:
            when = day or (by_telling(When.on(published)) if published is not None else None)
            aside = _ASIDE.search(text, clock.end(), clock.end() + _HEAD)
            found.append((at, None if when is None or aside else (when, clock.end())))
    if len(found) < _FEWEST and day is not None:
        return Entries()
    return Entries(tuple(at for at, _ in found), tuple(told for _, told in found))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
