"""Acts that a text calls part of a wider one: "struck the depot as part of an operation in the north".

What is hard: the part and the whole share side, place and day, so that every sign of sameness speaks for joining
them; only the words "part of" tell them apart. Those are read here, before anything is joined.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import EventMention

_PART_OF = re.compile(
    r"\b(?:(?:as )?(?:a )?part of|in the course of|under|within the framework of"
    r"|the (?:first|second|latest|opening) \w+ of)"
    r"(?: (?:the|an?|its|their|this|that|what|[\w’'-]+)){0,5} ?[“\"‘']?$",
    re.IGNORECASE,
)
_WHOLES = frozenset(
    ("operation", "offensive", "campaign", "wave", "barrage", "series", "assault", "counteroffensive", "invasion")
)


def parts(mentions: Iterable[EventMention]) -> Iterator[tuple[str, str]]:
    """Yield (mention of a part, mention of its whole) for neighbouring mentions of one sentence."""
    ordered = sorted(mentions, key=lambda m: (m.sentence.start, m.trigger.start, m.id))
    for part, whole in pairwise(ordered):
        if part.sentence.start != whole.sentence.start or whole.lemma.lower() not in _WHOLES:
            continue
        offset = part.sentence.start
        between = part.sentence.quote[max(0, part.trigger.end - offset) : max(0, whole.trigger.start - offset)]
        if _PART_OF.search(between):
            yield part.id, whole.id
