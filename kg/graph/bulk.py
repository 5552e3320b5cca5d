"""A store made at once from graphs that are already settled: an export read back, records by the million.

What is hard: speed without a half-made store. Rows go in by the order of their keys, so that SQLite only ever adds a
page at the end; and as neither Python nor SQLite uses a second core, a second process makes a second file, of the acts
and all that finds them, while this one writes the links. Its tables are then copied page by page. Only the finished
file takes its name. Such events need no bringing together, so documents keep no reading of their own and
cannot be forgotten one by one.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sqlite3
import sys
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.graph import codec, named, rows, store
from kg.model import Graph
from kg.vocab import EventType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.model import Event, EventMention

REVISION = 1
LINKS, ACTS = ".new", ".acts"
AT_ONCE = 40
"""Rows of one statement: most of what a row costs is the step from Python to SQLite and back."""
SORTED_AT_ONCE = 4096
"""Kilobytes that an index sorts at once: pieces that the processor holds itself take half as long as one big sort."""
FEW = 20_000
"""Fewer acts than this are written sooner than shared out."""
INDEXES = ("event_order", "link_effect", "link_cause", "claim_event", "named_document")
OF_ACTS = ("named", "actor", "place", "event", "party", "site", "search_data", "search_idx")
"""The tables that the second file fills; the last two hold the words that acts are found by."""


def make(path: Path, graphs: Iterable[Graph], *, mentions: bool = False) -> None:
    """Make a store of graphs whose ids are final; links may lead to an event of any of them.

    With `mentions`, the mentions of each document are kept too, as those of an export read back must be.

    Raises:
        StoreError: there is a store already, or it cannot be written.
    """
    if path.exists():
        raise StoreError("there is a store already", where=str(path), do="name another with --store")
    links, acts = (path.with_name(path.name + end) for end in (LINKS, ACTS))
    with store.told(path), ExitStack() as undo:
        for file in (links, acts):
            file.unlink(missing_ok=True)
            undo.callback(file.unlink, missing_ok=True)
        held = [graph if mentions else replace(graph, mentions=()) for graph in graphs]
        with _beside(_write_acts, acts, held), _filling(links) as db:
            _put_links(db, held)
            if mentions:
                for graph in held:
                    _keep(db, graph)
        _join(links, acts)
        links.rename(path)


@contextmanager
def _beside(work: Callable[[Path, list[Graph]], None], file: Path, graphs: list[Graph]) -> Iterator[None]:
    """Do the work in a process of its own meanwhile; or here, if there is little, no second core, or it failed."""
    alone = os.cpu_count() == 1 or sys.platform != "linux"  # elsewhere to fork is not safe
    if alone or sum(len(graph.events) for graph in graphs) < FEW:
        yield
        work(file, graphs)
        return
    gc.freeze()  # neither process need look through what both hold
    gc.disable()
    other = multiprocessing.get_context("fork").Process(target=_quietly, args=(work, file, graphs))
    other.start()
    try:
        yield
        other.join()
    finally:
        other.kill()
        other.join()
        gc.enable()
        gc.unfreeze()
    if other.exitcode:
        file.unlink(missing_ok=True)
        work(file, graphs)  # and say what is wrong


def _quietly(work: Callable[[Path, list[Graph]], None], file: Path, graphs: list[Graph]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work(file, graphs)
    except (sqlite3.Error, OSError):
        sys.exit(1)


@contextmanager
def _filling(file: Path) -> Iterator[sqlite3.Connection]:
    """Give a new store to fill; its indexes come last."""
    db = store.connect(file, create=True, read_only=False)
    try:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -16384", "threads = 2"):
            db.execute(f"PRAGMA {setting}")
        later = [db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] for name in INDEXES]
        for name in INDEXES:
            db.execute(f"DROP INDEX {name}")
        db.execute("BEGIN")
        yield db
        db.execute(f"PRAGMA cache_size = -{SORTED_AT_ONCE}")
        for statement in later:
            db.execute(statement)
        db.execute("COMMIT")
    finally:
        db.close()


def _join(links: Path, acts: Path) -> None:
    """Copy the tables of the second file into the first: alike to the last index, they are copied unread."""
    db = store.connect(links, create=False, read_only=False)
    try:
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            db.execute(f"PRAGMA {setting}")
        db.execute("ATTACH ? AS acts", (str(acts),))
        db.execute("BEGIN")
        for table in OF_ACTS:
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of our tables
            db.execute(f"INSERT INTO {table} SELECT * FROM acts.{table}")  # noqa: S608 - the same
        db.execute("UPDATE state SET revision = ?", (REVISION,))
        db.execute("COMMIT")
        db.execute("DETACH acts")
        db.execute("PRAGMA journal_mode = WAL")
    finally:
        db.close()


def _put(db: sqlite3.Connection, table: str, values: Iterable[rows.Row]) -> None:
    """Insert rows, many at once; of two with one key the first stays."""
    rest = iter(values)
    some = list(islice(rest, AT_ONCE))
    if not some:
        return
    one = f"({','.join('?' * len(some[0]))})"
    insert = f"INSERT OR IGNORE INTO {table} VALUES "  # noqa: S608 - one of our tables
    many = insert + ",".join([one] * AT_ONCE)
    while len(some) == AT_ONCE:
        db.execute(many, list(chain.from_iterable(some)))
        some = list(islice(rest, AT_ONCE))
    db.executemany(insert + one, some)


def _put_links(db: sqlite3.Connection, graphs: list[Graph]) -> None:
    """Write documents, claims and links."""
    for graph in graphs:
        for document in graph.documents:
            rows.put_document(db, document, b"", "", REVISION)
    claims = [rows.claim_row(claim, REVISION) for graph in graphs for claim in graph.claims]
    _put(db, "claim", sorted(claims, key=itemgetter(0)))
    ends = {event.id: rows.end(event) for graph in graphs for event in graph.events}
    links = [rows.link_row(k, ends[k.effect], ends[k.cause], REVISION) for graph in graphs for k in graph.links]
    _put(db, "link", sorted(links, key=itemgetter(0)))


def _write_acts(file: Path, graphs: list[Graph]) -> None:
    """Write acts, and what finds them: names, sides, places, words."""
    with _filling(file) as db:
        told = [
            (kind, thing, codec.number(document.id), body)
            for graph in graphs
            for kind, thing, body in named.tellings(graph)
            for document in graph.documents
        ]
        _put(db, "named", sorted(told))
        named.settle(db, {(kind, thing) for kind, thing, _, _ in told}, REVISION)
        acts = [rows.event_row(event, REVISION) for graph in graphs for event in graph.events]
        _put(db, "event", sorted(acts, key=itemgetter(0)))
        del acts
        _put_finders(db, chain.from_iterable(graph.events for graph in graphs))
        _put_words(db)


def _put_finders(db: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Make acts findable by who was in them, and where: name by name, so that there are only numbers to sort."""
    sides: defaultdict[str, list[int]] = defaultdict(list)  # an act's number and, as the last bit, the role in it
    sites: defaultdict[str, list[int]] = defaultdict(list)
    for event in events:
        me = codec.number(event.id)
        for name in event.actors:
            sides[name].append(me << 1 | rows.ACTOR)
        for name in event.targets:
            sides[name].append(me << 1 | rows.TARGET)
        for name in event.places:
            sites[name].append(me)
    names = sorted((codec.number(name), name) for name in sides)
    _put(db, "party", ((one >> 1, one & 1, number) for number, name in names for one in sorted(sides[name])))
    names = sorted((codec.number(name), name) for name in sites)
    _put(db, "site", ((one, number) for number, name in names for one in sorted(sites[name])))


def _put_words(db: sqlite3.Connection) -> None:
    """Make all acts findable by words, in one statement that calls no Python."""
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 67108864)")
    db.execute("CREATE TEMP TABLE kind (type TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID")
    db.executemany("INSERT INTO kind VALUES (?, ?)", ((kind.value, rows.words("", kind)) for kind in EventType))
    db.execute(
        "INSERT INTO search (rowid, words) SELECT id, label || kind.words FROM event"
        " CROSS JOIN kind ON kind.type = event.type ORDER BY id"
    )


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
