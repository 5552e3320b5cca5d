"""Which events are asked for by filters. Hard: a person's words are data, never part of a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import AskedWrongly
from kg.vocab import UNREAL, EventType, Family

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

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
