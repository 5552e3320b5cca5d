"""The course of an article: its mentions in the order of telling, their events, and the sentences they stand in.

What is hard: days and places are lent by what stands before, behind and around, so all who weigh them must mean the
same by "before" and "around".
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.resolve.cast import ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Document, Event, EventMention, Extraction


class Course:
    """The mentions of an article in the order of telling, with their events and what ties those."""

    def __init__(
        self, document: Document, extraction: Extraction, events: Sequence[Event], mentions: Iterable[EventMention]
    ) -> None:
        """Put the mentions in order."""
        self.text, self._starts = document.text, extraction.starts
        self.order = sorted(mentions, key=lambda m: (m.trigger.start, m.trigger.end, m.id))
        self.at = {m.id: i for i, m in enumerate(self.order)}
        self.event = {member: event for event in events for member in event.members}
        self.ties = ties(extraction, self.event)

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return bisect_right(self._starts, at) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where a sentence begins, and where the next one does."""
        after = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self._starts[number], after

    def around(self, at: int, step: int) -> tuple[int, int] | None:
        """Return the bounds of a sentence before (`step` -1) or after (1) that of an offset, if there is one."""
        number = self.sentence(at) + step
        return self.bounds(number) if 0 <= number < len(self._starts) else None

    def beside(self, mention: EventMention, step: int) -> EventMention | None:
        """Return the mention right before (`step` -1) or right after (1) another in the text."""
        at = self.at[mention.id] + step
        return self.order[at] if 0 <= at < len(self.order) else None
