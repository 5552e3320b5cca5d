"""Which of many patterns may match a text: those of whose words it holds one.

What is hard: to try a few hundred patterns on each sentence takes nearly as long as to parse it, though most of them
need a word that is not there. Those words are read off the patterns themselves: of a row of choices any may stand, what
may be left out stands for nothing, and neighbours are joined ("death" and " toll" to "death toll").
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

MOST = 128
"""So many strings, and no more, are looked for in place of one pattern."""

PIECE = 4
"""Letters by which strings are looked up, hundreds at once."""

Strings = frozenset[str]
_NOTHING: Strings = frozenset({""})


def needed(pattern: re.Pattern[str]) -> Strings:
    """Return strings in lower case of which each match holds one, whatever its case; "" where none is sure."""
    _, best = _read(parser.parse(pattern.pattern, pattern.flags))
    return best


def _read(items: Iterable[Any]) -> tuple[Strings | None, Strings]:
    """Return all that a row of parts can match, None where that is too much to tell, and what it needs."""
    whole, best, run = True, _NOTHING, _NOTHING
    for kind, value in items:
        exact, must = _part(kind, value)
        if exact is not None and len(exact) * len(run) <= MOST:
            run = frozenset(a + b for a in run for b in exact)
        else:
            whole, best, run = False, max(best, _least(run), must, key=_worth), exact or _NOTHING
    return run if whole else None, max(best, _least(run), key=_worth)


def _part(kind: Any, value: Any) -> tuple[Strings | None, Strings]:
    exact: Strings | None = None
    must = _NOTHING
    if kind is op.LITERAL:
        exact = frozenset({chr(value).lower()})
    elif kind is op.IN and all(one is op.LITERAL for one, _ in value):
        exact = frozenset(chr(code).lower() for _, code in value)
    elif kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        exact = _NOTHING
    elif kind is op.SUBPATTERN:
        exact, must = _read(value[-1])
    elif kind is op.BRANCH:
        choices = [_read(choice) for choice in value[1]]
        exact = _union(exact for exact, _ in choices)
        must = _union(must for _, must in choices) or _NOTHING
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, inner = value
        once, must = _read(inner)
        exact = once | _NOTHING if once is not None and (least, most) == (0, 1) else once if most == 1 else None
        must = must if least else _NOTHING
    return exact, must


def _union(sets: Iterable[Strings | None]) -> Strings | None:
    found: set[str] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return frozenset(found) if len(found) <= MOST else None


def _least(strings: Strings) -> Strings:
    """Leave out the strings that hold another."""
    return frozenset(s for s in strings if not any(o in s for o in strings if o != s))


def _worth(strings: Strings) -> tuple[int, int]:
    """Rate strings by how seldom the likeliest of them stands in a text."""
    return min(sum(map(str.isalnum, s)) for s in strings), -len(strings)


class Sieve(Generic[T]):
    """Things that have a pattern each; `passed` gives those whose pattern may match, in their order."""

    def __init__(self, things: Iterable[tuple[re.Pattern[str], T]]) -> None:
        self._things: list[T] = []
        self._holding: dict[str, dict[str, set[int]]] = {}
        for number, (pattern, thing) in enumerate(things):
            self._things.append(thing)
            for word in needed(pattern):
                self._holding.setdefault(_piece(word), {}).setdefault(word, set()).add(number)

    def passed(self, text: str) -> list[T]:
        """Return the things whose pattern may match somewhere in a text."""
        low = text.lower()
        found = {
            number
            for piece in _pieces(low) & self._holding.keys()
            for word, numbers in self._holding[piece].items()
            if word in low
            for number in numbers
        }
        return [self._things[number] for number in sorted(found)]


@lru_cache(maxsize=8)  # several sieves are shown the same sentence
def _pieces(low: str) -> frozenset[str]:
    return frozenset([low[at : at + PIECE] for at in range(len(low) - PIECE + 1)]) | {""}


def _piece(word: str) -> str:
    """Return the piece of a word by which it is looked up, "" for a short one."""
    pieces = [word[at : at + PIECE] for at in range(len(word) - PIECE + 1)]
    return max(pieces, key=lambda piece: sum(map(str.isalpha, piece)), default="")
