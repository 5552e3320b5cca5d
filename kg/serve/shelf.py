"""Answers that are kept whole, for the next who asks the same: what a page or a panel asks again and again.

What is hard: that none is ever wrong. A tag names the data's state, the question, the address and the form, so an
answer under it can only be the same; a question that may be answered otherwise each time has no tag.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.serve.pool import Answer

ROOM = 32 << 20
"""Bytes of bodies kept at most; those asked for least lately go first. What lies in a file is not kept."""
LEAST = 1 << 10
"""Bytes that even an empty answer counts as."""


class Shelf:
    """The answers of one server, by tag."""

    def __init__(self, room: int = ROOM) -> None:
        """Keep bodies of `room` bytes in all."""
        self.room, self.size = room, 0
        self.kept: OrderedDict[str, Answer] = OrderedDict()

    def find(self, tag: str) -> Answer | None:
        """Return the answer kept under a tag."""
        if tag in self.kept:
            self.kept.move_to_end(tag)
        return self.kept.get(tag)

    def keep(self, tag: str, answer: Answer) -> None:
        """Keep an answer, unless it says that something went wrong, or is too large."""
        if answer.path is not None or "media" not in answer.told or tag in self.kept:
            return
        self.kept[tag] = answer
        self.size += len(answer.body) + LEAST
        while self.size > self.room:
            _, gone = self.kept.popitem(last=False)
            self.size -= len(gone.body) + LEAST
