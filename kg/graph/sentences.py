"""Words of the sentences that tell of events, for a search that nothing better answers.

What is hard: the store keeps no index of them, as it would be larger than all else. So the few documents that
hold most of what is asked are opened, and their mentions read; documents too large to open in passing are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.graph import codec, rows
from kg.graph.asked import GOES_ON, Act, Side, Word
from kg.graph.asked_days import Day
from kg.graph.rows import ACTOR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from kg.graph.asked import Term
    from kg.graph.rows import Sql

_ENDINGS = "|".join(GOES_ON)
DOCUMENTS, LARGE = 40, 400_000
"""So many documents are opened, none with more bytes of what was read in it."""


def told(db: sqlite3.Connection, fits: Mapping[Term, Sql]) -> dict[Term, list[int]]:
    """Return the events in whose sentences a term's words stand; a side only where no other is known in its part.

    `fits` are the terms, each with the condition that it fits what is known of an event without its sentences.
    """
    roots = {term: _roots(term) for term in fits if not isinstance(term, Act)}
    found: dict[Term, list[int]] = {term: [] for term in roots}
    for document in _documents(db, fits):
        spans = _sentences(db, document)
        query = "SELECT event.* FROM told JOIN event ON event.id = told.event WHERE told.document = ?"
        for row in db.execute(query, (document,)).fetchall():
            said = " ".join(spans[m] for m in rows.part(row[9], "members") if m in spans)
            for term, some in roots.items():
                if _open(term, row) and all(re.search(rf"\b{re.escape(root)}(?:{_ENDINGS})\b", said) for root in some):
                    found[term].append(row[0])
    return found


def _roots(term: Term) -> tuple[str, ...]:
    """Return how the words begin that must stand in a sentence."""
    if isinstance(term, Side):
        return (term.actor.name.lower(),)
    return tuple(word if isinstance(term, Day) else Word(word).root for word in term.text.split())


def _open(term: Term, row: rows.Row) -> bool:
    """Whether the part that a side is asked for is nobody's in the event."""
    if not isinstance(term, Side) or term.role is None:
        return True
    return not rows.part(row[9], "actors" if term.role == ACTOR else "targets")


def _documents(db: sqlite3.Connection, fits: Mapping[Term, Sql]) -> list[int]:
    """Return the documents that hold most of the terms: in their text, or in what is known of an act they tell of."""
    holds, values, words = [], [], []
    for term, (known, some) in fits.items():
        ways = [f"id IN (SELECT document FROM told JOIN event ON event.id = told.event WHERE {known})"]  # noqa: S608 - question marks
        values += some
        if not isinstance(term, Act):
            roots = [f"%{root}%" for root in _roots(term)]
            words.append(" AND ".join("text LIKE ?" for _ in roots))
            ways.append(words[-1])
            values += roots
        holds.append(f"({' OR '.join(ways)})")
    if not words:
        return []
    query = (
        f"SELECT id, {' + '.join(holds)} AS held FROM document WHERE length(reading) < {LARGE} AND held"  # noqa: S608 - question marks
        f" ORDER BY held DESC, id LIMIT {DOCUMENTS}"
    )
    return [row[0] for row in db.execute(query, values)]


def _sentences(db: sqlite3.Connection, document: int) -> dict[str, str]:
    """Return the sentences of a document's mentions, in small letters, by the id of the mention."""
    text, reading = db.execute("SELECT text, reading FROM document WHERE id = ?", (document,)).fetchone()
    return {m.id: m.sentence.quote.lower() for m in codec.unpack(reading, lambda _: text).mentions}
