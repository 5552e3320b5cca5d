"""Finding known phrases in a text, thousands of them in one pass.

What is hard: "U.S.-led", "al-Quds", "People's" and "Kyiv’s" break words differently in every newsroom. So words are
runs of letters and digits, whatever stands between them, and a phrase is a row of such words: "U.S.", "U. S." and
"US" meet only where the table says so. Where two phrases overlap, the one that starts first wins unless the other
reaches further ("the West" gives way to "West Bank").
"""

from __future__ import annotations

import re
import unicodedata
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

    A hit needs a capital somewhere, and a phrase written in capitals of up to five letters ("US", "IS", "SAF")
    only meets the same capitals: "us" and "is" are words.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Take (phrase, value) pairs; of two equal phrases the first stays."""
        self._rows: dict[str, list[tuple[tuple[str, ...], str | None, T]]] = {}
        seen: set[tuple[tuple[str, ...], str | None]] = set()
        for phrase, value in entries:
            row = tuple(words(phrase))
            exact = phrase if phrase.isupper() and phrase.isalpha() and len(phrase) <= _SHORT else None
            if row and (row, exact) not in seen:
                seen.add((row, exact))
                self._rows.setdefault(row[0], []).append((row, exact, value))
        for rows in self._rows.values():
            rows.sort(key=lambda r: (-len(r[0]), r[1] is None))

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Yield hits between `start` and `end`, left to right."""
        tokens = _tokens(text, start, len(text) if end is None else end)
        index = 0
        while index < len(tokens):
            found = self._at(text, tokens, index)
            if found is None:
                index += 1
                continue
            count, value = found
            for later in range(index + 1, index + count):
                rival = self._at(text, tokens, later)
                if rival is not None and later + rival[0] > index + count:
                    index, (count, value) = later, rival
                    break
            yield Hit(tokens[index].start, tokens[index + count - 1].end, value)
            index += count

    def get(self, phrase: str) -> T | None:
        """Return the value of exactly this phrase, or None."""
        tokens = _tokens(phrase, 0, len(phrase))
        found = self._at(phrase, tokens, 0) if tokens else None
        return found[1] if found is not None and found[0] == len(tokens) else None

    def _at(self, text: str, tokens: list[_Token], index: int) -> tuple[int, T] | None:
        """Return the longest phrase that starts at a token: how many tokens, and its value."""
        for row, exact, value in self._rows.get(tokens[index].folded, ()):
            span = tokens[index : index + len(row)]
            if len(span) < len(row) or any(t.folded != w for t, w in zip(span, row, strict=True)):
                continue
            if exact is not None and span[0].word != exact:
                continue
            if not any(t.word[0].isupper() or t.word[0].isdigit() for t in span):
                continue
            if all(_GAP.match(text[a.end : b.start]) for a, b in pairwise(span)):
                return len(row), value
        return None


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    folded: str


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(m.start(), m.end(), m.group(), fold(m.group())) for m in _WORD.finditer(text, start, end)]
