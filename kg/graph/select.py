"""Which events are asked for: filters, ids, words. Hard: a person's words are data, never part of a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import AskedWrongly
from kg.graph import codec, rows
from kg.vocab import UNREAL, EventType, Family

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

SHORTEST_ID = 4
DIGITS = 16
REAL = f"factuality NOT IN ({', '.join(repr(f.value) for f in sorted(UNREAL))})"
COUNTED = {
    "documents": "document",
    "events": "event",
    "unreal": f"event WHERE NOT ({REAL})",
    "claims": "claim",
    "links": "link",
}
"""What is counted of a store; the unreal events, habits and possibilities, are among the events."""
Query = tuple[str, list[object]]


def events(
    db: sqlite3.Connection,
    actor: str | None,
    place: str | None,
    of_type: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
    real: bool,
) -> Query:
    """Return the query and its values for a listing of events; `real` leaves habits and mere possibilities out."""
    wheres: list[str] = [REAL] if real else []
    values: list[object] = []
    for table, column, wanted in (("party", "actor", actor), ("site", "place", place)):
        if wanted is not None:
            found = _named(db, column, wanted)
            marks = ",".join("?" * len(found))
            wheres.append(f"id IN (SELECT event FROM {table} WHERE {column} IN ({marks}))")  # noqa: S608 - fixed words
            values += found
    if of_type is not None:
        kinds = _types(of_type)
        wheres.append(f"type IN ({','.join('?' * len(kinds))})")
        values += kinds
    if since is not None:
        wheres.append("last >= ?")
        values.append(since.toordinal())
    if until is not None:
        wheres.append("first <= ?")
        values.append(until.toordinal())
    where = f" WHERE {' AND '.join(wheres)}" if wheres else ""
    values.append(-1 if limit is None else limit)
    order = "ORDER BY first IS NULL, first, last, id LIMIT ?"
    return f"SELECT * FROM event{where} {order}", values  # noqa: S608 - fixed words and question marks


def _types(word: str) -> list[str]:
    """Return the types that a family holds, or the one type of that name."""
    name = word.strip().lower().replace(" ", "-").replace("_", "-")
    if name not in set(EventType):
        raise AskedWrongly(f"{word!r} is no type of event", do=f"families are {', '.join(Family)}")
    return [t for t in EventType if t.family == name] if name in set(Family) else [name]


def _named(db: sqlite3.Connection, table: str, words: str) -> list[int]:
    """Return the actors or places whose name holds the words; an actor's organs come with it."""
    query = f"SELECT id, name FROM {table} WHERE name LIKE ? ESCAPE '\\'"  # noqa: S608 - one of two words
    if table == "actor":
        query += " OR parent LIKE ? ESCAPE '\\'"
    like = "%" + re.sub(r"([\\%_])", r"\\\1", words.strip()) + "%"
    found = db.execute(query, [like] * query.count("?")).fetchall()
    if not found:
        raise AskedWrongly(f"no {table} is called {words!r}")
    exact = [row[0] for row in found if row[1].lower() == words.strip().lower()]
    return exact if exact and table == "place" else [row[0] for row in found]


def found(db: sqlite3.Connection, words: str, limit: int) -> list[rows.Row]:
    """Return the rows of events that an id, or words, name; the words of labels before those of texts."""
    return by_id(db, words) or by_words(db, words, limit) or by_spoken(db, words, limit)


def by_id(db: sqlite3.Connection, start: str) -> list[rows.Row]:
    """Return the rows of events whose id starts so (`e-` may be left out)."""
    digits = start.removeprefix("e-").lower()
    if not SHORTEST_ID <= len(digits) <= DIGITS or not re.fullmatch(r"[0-9a-f]+", digits):
        return []
    low, high = (codec.number(f"e-{digits.ljust(DIGITS, pad)}") for pad in "0f")
    return db.execute("SELECT * FROM event WHERE id BETWEEN ? AND ? ORDER BY id", (low, high)).fetchall()


def by_spoken(db: sqlite3.Connection, words: str, limit: int) -> list[rows.Row]:
    """Return the rows of events that all the words fit, be they of a label or of a text ("drone offensive")."""
    fit: set[int] | None = None
    for term in re.findall(r"\w+", words.lower()):
        query = (
            "SELECT event FROM spoken WHERE word BETWEEN ? AND ? UNION SELECT rowid FROM search WHERE search MATCH ?"
        )
        found = {row[0] for row in db.execute(query, (term, f"{term}\U0010ffff", f'"{term}"*'))}
        fit = found if fit is None else fit & found
    told: list[rows.Row] = []
    for marks, some in rows.chunks(sorted(fit or ())):
        told += db.execute(f"SELECT * FROM event WHERE id IN ({marks})", some)  # noqa: S608 - question marks
    return sorted(told, key=lambda row: (row[4] is None, row[4] or 0, row[0]))[:limit]


def by_words(db: sqlite3.Connection, words: str, limit: int) -> list[rows.Row]:
    """Return the rows of events that all the words fit (each may be the start of one), oldest first."""
    terms = re.findall(r"\w+", words)
    if not terms:
        return []
    asked = " AND ".join(f'"{term}"*' for term in terms)
    query = (
        "SELECT event.* FROM search JOIN event ON event.id = search.rowid WHERE search MATCH ?"
        " ORDER BY first IS NULL, first, event.id LIMIT ?"
    )
    return db.execute(query, (asked, limit)).fetchall()
