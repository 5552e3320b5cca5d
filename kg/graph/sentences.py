"""Words of the sentences that tell of events, for a search that nothing better answers.

What is hard: the store keeps no index of them, as it would be larger than all else. So the few documents whose text
holds most of the words are opened, and their mentions read; documents too large to open in passing are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.graph import codec, rows
from kg.graph.asked import Act, Side, Word
from kg.graph.asked_days import Day
from kg.graph.rows import ACTOR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from kg.graph.asked import Term

DOCUMENTS, LARGE = 40, 400_000
"""So many documents are opened, none with more bytes of what was read in it."""


def told(db: sqlite3.Connection, terms: Sequence[Term]) -> dict[Term, list[int]]:
    """Return the events in whose sentences a term's words stand; a side only where no other is known in its part."""
    roots = {term: _roots(term) for term in terms if not isinstance(term, Act)}
    found: dict[Term, list[int]] = {term: [] for term in roots}
    for document in _documents(db, sorted({root for some in roots.values() for root in some})):
        spans = _sentences(db, document)
        query = "SELECT event.* FROM told JOIN event ON event.id = told.event WHERE told.document = ?"
        for row in db.execute(query, (document,)).fetchall():
            said = " ".join(spans[m] for m in rows.part(row[9], "members") if m in spans)
            for term, some in roots.items():
                if _open(term, row) and all(re.search(rf"\b{root}", said) for root in some):
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


def _documents(db: sqlite3.Connection, roots: list[str]) -> list[int]:
    """Return the documents whose texts hold most of the roots, and one at least."""
    if not roots:
        return []
    holds = " + ".join("(text LIKE ?)" for _ in roots)
    small = f"length(reading) < {LARGE}"
    query = f"SELECT id, {holds} AS held FROM document WHERE {small} AND held ORDER BY held DESC, id LIMIT {DOCUMENTS}"  # noqa: S608 - question marks
    return [row[0] for row in db.execute(query, [f"%{root}%" for root in roots])]


def _sentences(db: sqlite3.Connection, document: int) -> dict[str, str]:
    """Return the sentences of a document's mentions, in small letters, by the id of the mention."""
    text, reading = db.execute("SELECT text, reading FROM document WHERE id = ?", (document,)).fetchone()
    return {m.id: m.sentence.quote.lower() for m in codec.unpack(reading, lambda _: text).mentions}
