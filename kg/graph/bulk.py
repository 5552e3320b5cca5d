"""A store made at once from graphs that are already settled: an export read back, records by the million.

What is hard: speed without a half-made store. All is written to a file aside, without a journal, in the order of
arrival; then sorted into place by SQLite, which fills each page to its end; and only the finished file
takes its name. Such events need no bringing together, so documents keep no reading of their own and cannot be
forgotten one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.graph import codec, named, rows, store
from kg.model import Graph

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model import EventMention
    from kg.when import When

REVISION = 1
ASIDE = ".new"
STAGED = {"event": "id", "link": "id", "claim": "id", "party": "actor, event, role", "site": "place, event"}
"""The tables filled by way of a staging table, and the order in which they keep their rows."""
INDEXES = ("event_order", "link_effect", "link_cause", "claim_event")


def make(path: Path, graphs: Iterable[Graph], *, mentions: bool = False) -> None:
    """Make a store of graphs whose ids are final; a link may lead to an event of any graph before it, or its own.

    With `mentions`, the mentions of each document are kept too, as those of an export read back must be.

    Raises:
        StoreError: there is a store already, or it cannot be written.
    """
    if path.exists():
        raise StoreError("there is a store already", where=str(path), do="name another with --store")
    aside = path.with_name(path.name + ASIDE)
    aside.unlink(missing_ok=True)
    with store.told(path):
        db = store.connect(aside, create=True, read_only=False)
        try:
            _fill(db, graphs, mentions=mentions)
        finally:
            db.close()
        aside.rename(path)


def _fill(db: sqlite3.Connection, graphs: Iterable[Graph], *, mentions: bool) -> None:
    for setting in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "cache_size = -262144",
        "temp_store = MEMORY",
        "threads = 2",
    ):
        db.execute(f"PRAGMA {setting}")
    later = [db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] for name in INDEXES]
    for name in INDEXES:
        db.execute(f"DROP INDEX {name}")
    for table in STAGED:
        db.execute(f"CREATE TEMP TABLE new_{table} AS SELECT * FROM {table} WHERE 0")  # noqa: S608 - one of five words
    db.execute("BEGIN")
    db.execute("UPDATE state SET revision = ?", (REVISION,))
    whens: dict[str, When | None] = {}
    things: set[tuple[str, int]] = set()
    for graph in graphs:
        _stage(db, graph, whens, things)
        if mentions:
            _keep(db, graph)
    named.settle(db, things, REVISION)
    for table, order in STAGED.items():
        db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM new_{table} ORDER BY {order}")  # noqa: S608 - the same
        db.execute(f"DELETE FROM new_{table}")  # noqa: S608 - the same
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 67108864)")
    db.create_function("words", 2, rows.words, deterministic=True)
    db.execute("INSERT INTO search (rowid, words) SELECT id, words(label, type) FROM event ORDER BY id")
    for statement in later:
        db.execute(statement)
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")


def _keep(db: sqlite3.Connection, graph: Graph) -> None:
    """Keep what each document says of which event, as far as showing it needs."""
    of: dict[str, list[EventMention]] = {document.id: [] for document in graph.documents}
    for mention in graph.mentions:
        of[mention.document].append(mention)
    for document, told in of.items():
        blob = codec.pack(Graph(mentions=tuple(told)))
        db.execute("UPDATE document SET reading = ? WHERE id = ?", (blob, codec.number(document)))
    numbers = ((codec.number(d), codec.number(e.id), codec.number(e.id)) for e in graph.events for d in e.documents)
    db.executemany("INSERT OR IGNORE INTO told VALUES (?, ?, NULL, ?)", numbers)
    known = {m.id: m for m in graph.mentions}
    rows.put_spoken(db, (), {codec.number(e.id): [known[m] for m in e.members if m in known] for e in graph.events})


def _stage(db: sqlite3.Connection, graph: Graph, whens: dict[str, When | None], things: set[tuple[str, int]]) -> None:
    """Put a graph's rows where they wait; `whens` collects the days of all events, `things` all that has a name."""
    for document in graph.documents:
        me = codec.number(document.id)
        rows.put_document(db, document, b"", "", REVISION)
        told = named.tellings(graph)
        named.put(db, me, told)
        things.update((kind, thing) for kind, thing, _ in told)
    whens.update((event.id, event.when) for event in graph.events)
    db.executemany(
        "INSERT INTO new_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (rows.event_row(e, REVISION) for e in graph.events),
    )
    db.executemany("INSERT INTO new_party VALUES (?, ?, ?)", (p for e in graph.events for p in rows.parties(e)))
    sites = ((codec.number(e.id), codec.number(place)) for e in graph.events for place in e.places)
    db.executemany("INSERT INTO new_site VALUES (?, ?)", sites)
    db.executemany("INSERT INTO new_claim VALUES (?, ?, ?, ?)", (rows.claim_row(c, REVISION) for c in graph.claims))
    links = (rows.link_row(k, whens[k.effect], whens[k.cause], REVISION) for k in graph.links)
    db.executemany("INSERT INTO new_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", links)
