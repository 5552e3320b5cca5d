"""Finding known phrases in a text, thousands of them in one pass.

What is hard: "U.S.-led", "al-Quds", "People's" and "Kyiv’s" break words differently in every newsroom. So words are
runs of letters and digits, whatever stands between them, and a phrase is a row of such words: "U.S.", "U. S." and
"US" meet only where the table says so. Where two phrases overlap, the one that starts first wins unless the other
reaches further ("the West" gives way to "West Bank").
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
Tail = tuple[int, T]
"""Where a phrase ends, and what the table holds for it."""

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \t\u00a0\-‐‑–'’‘`.,/]{0,2}\Z")
_SHORT = 5
_BRIEF = 300
"""Characters: a text as short as a sentence is read anew each time."""


class Hit(NamedTuple, Generic[T]):
    """A phrase found at `start`..`end`, and what the table holds for it."""

    start: int
    end: int
    value: T


def words(text: str) -> list[str]:
    """Return the folded words of `text`: no case, no accents, no punctuation."""
    return [fold(m.group()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return the folded words of `text` as one string."""
    return " ".join(words(text))


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
        self._kept = lru_cache(maxsize=4)(self._openings)

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Yield hits between `start` and `end`, left to right."""
        stop = len(text) if end is None else end
        if len(text) < _BRIEF or _cuts(text, start) or _cuts(text, stop):
            starts, phrases = self._openings(text, start, stop)
        else:  # many rooms ask about the sentences of one article
            starts, phrases = self._kept(text)
        first, last = bisect_left(starts, start), bisect_left(starts, stop)
        after = start
        for index in range(first, last):
            found = _longest(phrases[index], stop) if starts[index] >= after else None
            if found is None:
                continue
            at, (after, value) = starts[index], found
            for later in range(index + 1, bisect_left(starts, after, index)):
                rival = _longest(phrases[later], stop)
                if rival is not None and rival[0] > after:
                    at, (after, value) = starts[later], rival
                    break
            yield Hit(at, after, value)

    def get(self, phrase: str) -> T | None:
        """Return the value of exactly this phrase, or None."""
        told = list(_WORD.finditer(phrase))
        return self._value(phrase, told, [fold(m.group()) for m in told])

    def _openings(self, text: str, start: int = 0, end: int | None = None) -> tuple[list[int], list[list[Tail[T]]]]:
        """Return the offsets at which known phrases start, and those phrases, the longest first."""
        told = list(_WORD.finditer(text, start, len(text) if end is None else end))
        folded = [fold(m.group()) for m in told]
        starts, phrases = [], []
        for i in [i for i, word in enumerate(folded) if word in self._lengths]:
            ends = [i + count for count in self._lengths[folded[i]] if i + count <= len(told)]
            tails = [(told[j - 1].end(), self._value(text, told[i:j], folded[i:j])) for j in ends]
            known = [(at, value) for at, value in tails if value is not None]
            if known:
                starts.append(told[i].start())
                phrases.append(known)
        return starts, phrases

    def _value(self, text: str, span: list[re.Match[str]], folded: list[str]) -> T | None:
        """Return the value of a row of words, where their capitals and what stands between them allow it."""
        values = self._rows.get(tuple(folded))
        if values is None:
            return None
        value = values.get(span[0].group(), values.get(None))
        if value is None or not any(m.group()[0].isupper() or m.group()[0].isdigit() for m in span):
            return None
        return value if all(_GAP.match(text[a.end() : b.start()]) for a, b in pairwise(span)) else None


def _longest(phrases: list[Tail[T]], stop: int) -> Tail[T] | None:
    """Return the longest phrase that ends before an offset."""
    return next((tail for tail in phrases if tail[0] <= stop), None)


def _cuts(text: str, at: int) -> bool:
    """Whether an offset stands within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
