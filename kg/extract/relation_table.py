"""The table of connectives, and where its words stand in a sentence.

What is hard: "after" stands inside "hours after" and "response to" inside "in response to". Longer words win:
a stretch that one row has taken is not offered to the next, and rows are tried by the length of what they match.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.literals import Sieve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.tree import Doc, Token

ON_THE_MENTION = frozenset({"modifier", "itself", "promised"})
"""Shapes whose words are the mention's own or hang on it; they are looked up from there."""
WORD = r"[\w'’-]+"
"""What `\\w+` of a row meets: the hyphen of a name is a word of its own ("al - Assad")."""
BESIDE = frozenset({"pays", "announces"})
"""Shapes that read the words of other rows in another way, and so leave them to those rows too."""
QUOTES = frozenset({'"', "“", "”", "«", "»", "``", "''", "„", "‘"})
"""Marks that stand between the words of a connective: called it "an act of revenge" for the raid."""


@dataclass(frozen=True, slots=True)
class Connective:
    """One row of connectives.toml; `rule` names it in what it found.

    `spaced` is its pattern between two spaces: such are found three times as fast.
    """

    rule: str
    shape: str
    pattern: re.Pattern[str]
    spaced: re.Pattern[str]
    answer: bool
    weight: float
    near: bool
    active: bool
    only: frozenset[str]
    known: bool
    direct: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A connective found in a sentence: its first and last token."""

    connective: Connective
    first: Token
    last: Token


@cache
def table() -> tuple[Connective, ...]:
    """Return all rows in the order of the file."""
    raw = tomllib.loads((Path(__file__).parent / "connectives.toml").read_text(encoding="utf-8"))
    rows = []
    for shape, entries in raw.items():
        for number, row in enumerate(entries, 1):
            words = row["words"].replace(r"\w+", WORD)
            rows.append(
                Connective(
                    rule=f"relation/{shape}-{number}",
                    shape=shape,
                    pattern=re.compile(words),
                    spaced=re.compile(rf" (?:{words})(?= )"),
                    answer=row["sense"] == "answer",
                    weight=row["weight"],
                    near=row.get("near", False),
                    active=row.get("active", False),
                    only=frozenset(row.get("only", ())),
                    known=row.get("known", False),
                    direct=frozenset(row.get("direct", ())),
                )
            )
    return tuple(rows)


@cache
def shaped(shape: str) -> tuple[Connective, ...]:
    """Return the rows of one shape."""
    return tuple(c for c in table() if c.shape == shape)


@cache
def _sieve() -> Sieve[tuple[int, Connective]]:
    rows = ((order, row) for order, row in enumerate(table()) if row.shape not in ON_THE_MENTION)
    return Sieve((row.spaced, (order, row)) for order, row in rows)


_READ = "connectives"


def scan(doc: Doc) -> list[Match]:
    """Return the connectives of a parsed sentence, in text order, none inside another; read once for each sentence."""
    found: list[Match] | None = doc.memo.get(_READ)
    if found is None:
        found = doc.memo[_READ] = _scanned(doc)
    return found


def _scanned(doc: Doc) -> list[Match]:
    words, starts = [], []
    at = 0
    tokens = [t for t in doc if t.text not in QUOTES]
    for token in tokens:
        starts.append(at)
        words.append(token.lower_.replace("\n", " "))
        at += len(words[-1]) + 1
    text = f" {' '.join(words)} "
    hits: list[tuple[int, int, int, Connective]] = []
    for order, row in _sieve().passed(text):
        hits += [(m.start(), m.end() - 1, order, row) for m in row.spaced.finditer(text)]
    hits.sort(key=lambda h: (h[0] - h[1], h[0], h[2]))
    taken: list[tuple[int, int]] = []
    found = []
    for start, end, _, row in hits:
        if row.shape in BESIDE or all(end <= s or start >= e for s, e in taken):
            if row.shape not in BESIDE:
                taken.append((start, end))
            found.append(Match(row, tokens[_index(starts, start)], tokens[_index(starts, end - 1)]))
    return sorted(found, key=lambda m: m.first.i)


def _index(starts: Sequence[int], offset: int) -> int:
    """Return the number of the token that holds the character `offset` of the joined words."""
    return max(0, bisect_right(starts, offset) - 1)
