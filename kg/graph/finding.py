"""Which event is meant by an id, or by a person's words.

What is hard: to be of help without guessing. Acts that all the words fit are put in order of how well: words of the
label before words that only texts have for the act, and these before words that merely stand in a sentence of it; what
happened before what is told as a habit. One that fits best is found, several that fit as well are a choice, and an act
that only some of the words fit is never taken, but named as near.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph import codec, rows

if TYPE_CHECKING:
    import sqlite3

    from kg.graph.rows import Row
    from kg.model import Event

SHORTEST_ID = 4
LIMIT = 50


@dataclass(frozen=True, slots=True)
class Found:
    """Events that all the words fit, the best first; so many fit as well as the first; or those that are only near."""

    fit: list[Event]
    equal: int
    near: list[Event]


def found(db: sqlite3.Connection, asked: str, limit: int) -> Found:
    """Return the events that an id, or words, name."""
    named = by_id(db, asked)
    if named:
        return Found([*map(rows.event, named)], len(named), [])
    from kg.graph.asked import read  # noqa: PLC0415 - the words that are known take long to load, and an id needs none
    from kg.graph.searching import LEVELS, Search  # noqa: PLC0415 - the same

    terms = read(asked)
    if not terms:
        return Found([], 0, [])
    search = Search(db, terms)
    for level in LEVELS:
        fit = search.fit(level, limit)
        if fit:
            ranks = [rank for _, rank in fit]
            return Found([rows.event(row) for row, _ in fit], ranks.count(ranks[0]), [])
    return Found([], 0, [*map(rows.event, search.near())])


def by_id(db: sqlite3.Connection, start: str) -> list[Row]:
    """Return the rows of events whose id starts so (`e-` may be left out)."""
    digits = start.strip().removeprefix("e-").lower()
    if not SHORTEST_ID <= len(digits) <= codec.HEX or not re.fullmatch(r"[0-9a-f]+", digits):
        return []
    low, high = (codec.number(f"e-{digits.ljust(codec.HEX, pad)}") for pad in "0f")
    return db.execute("SELECT * FROM event WHERE id BETWEEN ? AND ? ORDER BY id", (low, high)).fetchall()
