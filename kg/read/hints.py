"""What a person should know of articles before their reading is trusted: no day, another day, another language.

What is hard: to say it once. A thousand articles without a day are one line; and a short headline in English holds
as few function words as a French paragraph, so nothing is said of the language of a few words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kg.model import Document

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({"the", "and", "on", "by", "that", "with", "said", "from", "were", "has", "have"})
_FEW, _SHARE = 20, 0.04
_NAMED = 3


@dataclass(slots=True)
class Hints:
    """What was seen of the articles read so far; `asked` is the day that was given for those that tell none."""

    asked: date | None = None
    _undated: list[str] = field(default_factory=list)
    _foreign: list[str] = field(default_factory=list)
    _own: dict[date, list[str]] = field(default_factory=dict)
    _kept: dict[date, list[str]] = field(default_factory=dict)

    def see(self, document: Document, *, kept: bool = False) -> None:
        """Take note of an article; `kept` is a day that a store knew of it."""
        if not english(document.text):
            self._foreign.append(document.origin)
        if document.published is None:
            self._undated.append(document.origin)
        elif kept:
            self._kept.setdefault(document.published, []).append(document.origin)
        elif self.asked and document.published != self.asked:
            self._own.setdefault(document.published, []).append(document.origin)

    def lines(self) -> list[str]:
        """Return what there is to say, a line each."""
        told = [f"{_names(on)}: dated {day} by its own words, not {self.asked}" for day, on in self._own.items()]
        told += [f"{_names(on)}: dated {day}, as when it was read before" for day, on in self._kept.items()]
        if self._undated:
            told.append(f"{_names(self._undated)}: no day of publication found; give --published")
        if self._foreign:
            told.append(f"{_names(self._foreign)}: not English, it seems; only English is read")
        return told


def english(text: str) -> bool:
    """Whether a text is English, or too short to tell."""
    words = _WORD.findall(text[:20_000].casefold())
    return len(words) < _FEW or sum(word in _ENGLISH for word in words) >= _SHARE * len(words)


def _names(origins: list[str]) -> str:
    more = f" and {len(origins) - _NAMED} more" if len(origins) > _NAMED else ""
    return ", ".join(origins[:_NAMED]) + more
