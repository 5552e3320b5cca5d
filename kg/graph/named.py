"""Actors and places: what the documents together know of a name.

What is hard: one document may know a name better than another ("Izmail" with its country and its whereabouts, or
the bare word), and what stands in the ledger must not hang on which was read first. So what each document knows
is kept, and the fullest telling stands, for as long as a document bears it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.graph import codec, rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from kg.model import Graph

Telling = tuple[str, int, str]  # kind, number, what is known of it
INSERT = {
    "actor": "INSERT OR REPLACE INTO actor VALUES (?, ?, ?, ?, ?, ?)",
    "place": "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?)",
}


def tellings(graph: Graph) -> list[Telling]:
    """Return what a document knows of actors and places, in an order that is always the same."""
    actors = [("actor", codec.number(a.id), [a.name, a.kind, a.parent, a.country]) for a in graph.actors]
    places = [("place", codec.number(p.id), [p.name, p.kind, p.country, p.latitude, p.longitude]) for p in graph.places]
    return sorted((kind, number, codec.dumps(known)) for kind, number, known in (*actors, *places))


def put(db: sqlite3.Connection, document: int, told: Iterable[Telling]) -> None:
    """Note what a document knows."""
    db.executemany("INSERT OR REPLACE INTO named VALUES (?, ?, ?, ?)", ((k, n, document, body) for k, n, body in told))


def drop(db: sqlite3.Connection, document: int) -> set[tuple[str, int]]:
    """Take away what a document knows; return of what."""
    query = "SELECT kind, thing FROM named WHERE document = ?"
    things = {(kind, thing) for kind, thing in db.execute(query, (document,))}
    db.execute("DELETE FROM named WHERE document = ?", (document,))
    return things


def settle(db: sqlite3.Connection, things: Iterable[tuple[str, int]], revision: int) -> None:
    """Make the tables say the fullest that any document knows of these things, and nothing of what none knows."""
    for kind, thing in sorted(things):
        query = "SELECT DISTINCT body FROM named WHERE kind = ? AND thing = ?"
        known = [codec.loads(row[0]) for row in db.execute(query, (kind, thing))]
        old = db.execute(f"SELECT * FROM {kind} WHERE id = ?", (thing,)).fetchone()  # noqa: S608 - one of two words
        if not known:
            db.execute(f"DELETE FROM {kind} WHERE id = ?", (thing,))  # noqa: S608 - the same
            rows.bury(db, kind, [thing], revision)
            continue
        fullest = min(known, key=_emptiness)
        if old is None or list(old[1:-1]) != fullest:
            db.execute(INSERT[kind], (thing, *fullest, revision))
            rows.unbury(db, kind, [thing])


def _emptiness(known: list[Any]) -> tuple[int, str]:
    return sum(value is None for value in known), codec.dumps(known)
