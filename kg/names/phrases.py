"""Finding known phrases in a text, thousands of them in one pass.

What is hard: "U.S.-led", "al-Quds", "People's" and "Kyiv’s" break words differently in every newsroom. So words are
runs of letters and digits, whatever stands between them, and a phrase is a row of such words: "U.S.", "U. S." and
"US" meet only where the table says so. Where two phrases overlap, the one that starts first wins unless the other
reaches further ("the West" gives way to "West Bank").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \t\u00a0\-‐‑–'’‘`.,/]{0,2}\Z")
_SHORT = 5


class Hit(NamedTuple, Generic[T]):
    """A phrase found at `start`..`end`, and what the table holds for it."""

    start: int
    end: int
    value: T


def words(text: str) -> list[str]:
    """Return the folded words of `text`: no case, no accents, no punctuation."""
    return [fold(m.group()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Fold case and accents: 'Élysée' and 'elysee' meet; 'ı' and 'ł' too."""
    low = text.casefold()
    if low.isascii():
        return low
    plain = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return plain.translate(_LETTERS)


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ə": "a", "ħ": "h"})


class Phrases(Generic[T]):
    """An automaton of known phrases: `scan` gives every non-overlapping occurrence.

    A hit needs a capital somewhere, and a phrase of up to five letters that is no mere name ("US", "IS", "LeT") only
    meets the same capitals: "us", "is" and "Let" are words.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Take (phrase, value) pairs; of two equal phrases the first stays."""
        self._rows: dict[tuple[str, ...], dict[str | None, T]] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, value in entries:
            row = tuple(words(phrase))
            exact = phrase if phrase.isalpha() and len(phrase) <= _SHORT and not phrase.istitle() else None
            if row:
                self._rows.setdefault(row, {}).setdefault(exact, value)
                lengths.setdefault(row[0], set()).add(len(row))
        self._lengths = {word: sorted(known, reverse=True) for word, known in lengths.items()}

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Yield hits between `start` and `end`, left to right."""
        told = list(_WORD.finditer(text, start, len(text) if end is None else end))
        folded = [fold(m.group()) for m in told]
        after = 0
        for opening in [i for i, word in enumerate(folded) if word in self._lengths]:
            found = self._at(text, told, folded, opening) if opening >= after else None
            if found is None:
                continue
            index, (count, value) = opening, found
            for later in range(index + 1, index + count):
                rival = self._at(text, told, folded, later)
                if rival is not None and later + rival[0] > index + count:
                    index, (count, value) = later, rival
                    break
            yield Hit(told[index].start(), told[index + count - 1].end(), value)
            after = index + count

    def get(self, phrase: str) -> T | None:
        """Return the value of exactly this phrase, or None."""
        told = list(_WORD.finditer(phrase))
        found = self._at(phrase, told, [fold(m.group()) for m in told], 0) if told else None
        return found[1] if found is not None and found[0] == len(told) else None

    def _at(self, text: str, told: list[re.Match[str]], folded: list[str], index: int) -> tuple[int, T] | None:
        """Return the longest phrase that starts at a word: how many words, and its value."""
        for count in self._lengths.get(folded[index], ()):
            values = self._rows.get(tuple(folded[index : index + count]))
            if values is None:
                continue
            span = told[index : index + count]
            value = values.get(span[0].group(), values.get(None))
            if value is None or not any(m.group()[0].isupper() or m.group()[0].isdigit() for m in span):
                continue
            if all(_GAP.match(text[a.end() : b.start()]) for a, b in pairwise(span)):
                return len(span), value
        return None
