"""The ledger: one SQLite file that is the one truth; everything else (RDF, Neo4j, traces) is read off it.

What is hard: several programs at once, a power cut at any moment, and copies elsewhere that want to know just
what has changed. So each document is one transaction, each change carries the next revision, and what is gone
leaves a tombstone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.errors import AskedWrongly
from kg.graph import codec, finding, named, rows, select, store
from kg.graph.settle import Settling
from kg.graph.texts import Texts
from kg.model import Graph

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from datetime import date
    from types import TracebackType

    from kg.graph.settle import Unite
    from kg.model import Actor, CausalLink, Claim, Document, Event, EventMention, Place

TABLES = {"doc": "document", "e": "event", "actor": "actor", "place": "place", "claim": "claim", "link": "link"}


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a document did. `replaced` are the ids of the versions it took the place of."""

    document: str
    changed: bool
    replaced: tuple[str, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class Change:
    """A noun that is new or changed since a revision, or gone. `kind` is the first part of its id."""

    kind: str
    id: str
    revision: int
    gone: bool


class Ledger:
    """An open store. Use it as a context manager, from one thread."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        """Use `Ledger.open`."""
        self.db, self.path = db, path
        self._texts = Texts(db)

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, read_only: bool = False) -> Self:
        """Open the store at `path`, or make it where `create` says so.

        Raises:
            StoreError: there is none, it is no store, of a newer version, or cannot be read or written.
        """
        path = Path(path)
        return cls(store.connect(path, create=create, read_only=read_only), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with store.told(self.path):
            self.db.close()

    @property
    def revision(self) -> int:
        """The number of the last change; it only grows."""
        return self._count("SELECT revision FROM state")

    @property
    def identity(self) -> str:
        """What tells this store from another that has come to the same revision."""
        row = self._one("SELECT identity FROM state")
        return str(row[0]) if row else ""

    def store(self, graph: Graph, unite: Unite) -> Stored:
        """Put one document's own graph in, in one transaction; the same again changes nothing.

        An older document of the same origin is superseded: the ledger is then as if only the new one had been read.
        """
        document = graph.documents[0]
        blob = codec.pack(graph)
        lines = [[x.start, x.end, x.label] for x in document.lines]
        said = codec.dumps([document.origin, document.title, lines, named.tellings(graph)])
        mark = hashlib.sha256(blob + said.encode()).hexdigest()
        me = codec.number(document.id)
        with store.transaction(self.db, self.path):
            known = self.db.execute("SELECT digest FROM document WHERE id = ?", (me,)).fetchone()
            if known and known[0] == mark:
                return Stored(document.id, changed=False, replaced=(), revision=self.revision)
            query = "SELECT id FROM document WHERE origin = ? OR id = ? ORDER BY id"
            old = [row[0] for row in self.db.execute(query, (document.origin, me))]
            settling = self._next(unite)
            keys = set(chain.from_iterable(settling.remove(number) for number in old))
            keys |= settling.add(graph, blob, mark)
            settling.settle(keys)
            self._texts.clear()
            replaced = tuple(codec.name("doc", number) for number in old if number != me)
            return Stored(document.id, changed=True, replaced=replaced, revision=settling.revision)

    def forget(self, document: str, unite: Unite) -> Document:
        """Take one document out, named by its id or the start of it, and return it.

        Raises:
            AskedWrongly: no document, or more than one, has an id that starts so.
        """
        found = [d for d in self.documents() if d.id.startswith(document) or d.id == f"doc-{document}"]
        if len(found) != 1:
            what = "no document" if not found else f"{len(found)} documents"
            raise AskedWrongly(f"{what} with an id that starts {document!r}", do="`kg documents` lists them")
        me = codec.number(found[0].id)
        with store.transaction(self.db, self.path):
            settling = self._next(unite)
            settling.settle(settling.remove(me))
        self._texts.clear()
        return found[0]

    def _next(self, unite: Unite) -> Settling:
        self.db.execute("UPDATE state SET revision = revision + 1")
        return Settling(self.db, unite, self.revision)

    def _one(self, query: str, values: Iterable[object] = ()) -> rows.Row | None:
        with store.told(self.path):
            row: rows.Row | None = self.db.execute(query, tuple(values)).fetchone()
            return row

    def _count(self, query: str) -> int:
        row = self._one(query)
        return int(row[0]) if row else 0

    def _all(self, query: str, values: Iterable[object] = ()) -> Iterator[rows.Row]:
        with store.told(self.path):
            yield from self.db.execute(query, tuple(values))

    def _text(self, document: str) -> str:
        return self._texts[document]

    def _must(self, kind: str, identifier: str, columns: str = "*") -> rows.Row:
        try:
            row = self._one(f"SELECT {columns} FROM {TABLES[kind]} WHERE id = ?", (codec.number(identifier),))  # noqa: S608 - one of six words
        except ValueError:
            row = None
        if row is None:
            raise AskedWrongly(f"nothing in the store is called {identifier!r}")
        return row

    def counts(self) -> dict[str, int]:
        """Return how many documents, events, claims and links there are."""
        return {name: self._count(f"SELECT count(*) FROM {table}") for name, table in select.COUNTED.items()}  # noqa: S608 - fixed words

    def documents(self, origin: str | None = None) -> Iterator[Document]:
        """Yield all documents, or those of one origin, by id."""
        where, values = ("WHERE origin = ?", (origin,)) if origin else ("", ())
        query = f"SELECT {rows.DOCUMENT} FROM document {where} ORDER BY id"  # noqa: S608 - our columns
        return map(rows.document, self._all(query, values))

    def document(self, identifier: str) -> Document:
        """Return a document; AskedWrongly where there is none."""
        return rows.document(self._must("doc", identifier, rows.DOCUMENT))

    def has(self, document: str) -> bool:
        """Return whether a document of this id is stored."""
        return self._one("SELECT 1 FROM document WHERE id = ?", (codec.number(document),)) is not None

    def event(self, identifier: str) -> Event:
        """Return an event; AskedWrongly where there is none."""
        return rows.event(self._must("e", identifier))

    def events(
        self,
        *,
        actor: str | None = None,
        place: str | None = None,
        type: str | None = None,  # noqa: A002 - the word that people use
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        real: bool = False,
    ) -> Iterator[Event]:
        """Yield events by first day, undated last; `real` ones alone: no habits, no possibilities.

        Names may be given in part, `type` is a family or a type.
        """
        query, values = select.events(self.db, actor, place, type, since, until, limit, real)
        return map(rows.event, self._all(query, values))

    def find(self, words: str, limit: int = finding.LIMIT) -> list[Event]:
        """Return the events whose id starts so, or that all the words fit, those that fit best first."""
        return self.meant(words, limit).fit

    def meant(self, words: str, limit: int = finding.LIMIT) -> finding.Found:
        """Return what `find` returns, with how many fit as well as the first, and what is near where none fits."""
        with store.told(self.path):
            return finding.found(self.db, words, limit)

    def mentions(self, event: str) -> list[EventMention]:
        """Return the mentions of an event, by document and place in it."""
        members = set(self.event(event).members)
        query = (
            "SELECT DISTINCT d.id, d.reading FROM told JOIN document d ON d.id = told.document"
            " WHERE told.event = ? ORDER BY d.id"
        )
        graphs = (codec.unpack(row[1], self._text) for row in self._all(query, (codec.number(event),)))
        return [m for graph in graphs for m in graph.mentions if m.id in members]

    def told_by(self, document: str) -> tuple[EventMention, ...]:
        """Return the mentions of a document."""
        row = self._must("doc", document, "reading")
        return codec.unpack(row[0], self._text).mentions

    def told_in(self, documents: Iterable[str]) -> list[str]:
        """Return the ids of the events that documents tell of."""
        query = "SELECT event FROM told WHERE document = ?"
        found = {row[0] for d in documents for row in self._all(query, (codec.number(d),))}
        return [codec.name("e", number) for number in sorted(found)]

    def claims(self, event: str) -> list[Claim]:
        """Return what is claimed of an event, by id."""
        query = "SELECT body FROM claim WHERE event = ? ORDER BY id"
        return [codec.claim(codec.loads(row[0]), self._text) for row in self._all(query, (codec.number(event),))]

    def links(self, *, effect: str | None = None, cause: str | None = None) -> list[CausalLink]:
        """Return the links from an effect, or to a cause, surest first."""
        end, identifier = ("effect", effect) if effect else ("cause", cause or "")
        query = f"SELECT * FROM link WHERE {end} = ? ORDER BY kind, confidence DESC, id"  # noqa: S608 - one of two words
        found = self._all(query, (codec.number(identifier),))
        return [rows.link(row, self._text) for row in found]

    def link(self, identifier: str) -> CausalLink:
        """Return a link; AskedWrongly where there is none."""
        return rows.link(self._must("link", identifier), self._text)

    def claim(self, identifier: str) -> Claim:
        """Return a claim; AskedWrongly where there is none."""
        return codec.claim(codec.loads(self._must("claim", identifier, "body")[0]), self._text)

    def actor(self, identifier: str) -> Actor:
        """Return an actor; AskedWrongly where there is none."""
        return rows.actor(self._must("actor", identifier))

    def actors(self) -> Iterator[Actor]:
        """Yield all actors, by name."""
        return map(rows.actor, self._all("SELECT * FROM actor ORDER BY name, id"))

    def places(self) -> Iterator[Place]:
        """Yield all places, by name."""
        return map(rows.place, self._all("SELECT * FROM place ORDER BY name, id"))

    def place(self, identifier: str) -> Place:
        """Return a place; AskedWrongly where there is none."""
        return rows.place(self._must("place", identifier))

    def graph(self) -> Graph:
        """Return all there is, each kind by id."""
        documents = tuple(sorted(self.documents(), key=lambda d: d.id))
        blobs = self._all("SELECT reading FROM document ORDER BY id")
        mentions = (m for row in blobs for m in codec.unpack(row[0], self._text).mentions)
        events = map(rows.event, self._all("SELECT * FROM event"))
        claims = (codec.claim(codec.loads(r[0]), self._text) for r in self._all("SELECT body FROM claim"))
        links = (rows.link(row, self._text) for row in self._all("SELECT * FROM link"))
        return Graph(
            documents,
            tuple(sorted(mentions, key=lambda m: m.id)),
            tuple(sorted(events, key=lambda e: e.id)),
            tuple(sorted(map(rows.actor, self._all("SELECT * FROM actor")), key=lambda a: a.id)),
            tuple(sorted(map(rows.place, self._all("SELECT * FROM place")), key=lambda p: p.id)),
            tuple(sorted(claims, key=lambda c: c.id)),
            tuple(sorted(links, key=lambda k: k.id)),
        )

    def changes(self, since: int) -> Iterator[Change]:
        """Yield what is new, changed or gone after revision `since`: what is gone first, then nouns by kind."""
        query = "SELECT kind, id, revision FROM tombstone WHERE revision > ? ORDER BY kind, id"
        for kind, number, revision in self._all(query, (since,)):
            yield Change(kind, codec.name(kind, number), revision, gone=True)
        newer, order = rows.newer(since)
        for kind, table in TABLES.items():
            query = f"SELECT id, revision FROM {table} WHERE {newer} ORDER BY {order}"  # noqa: S608 - one of six words
            for number, revision in self._all(query, (since,)):
                yield Change(kind, codec.name(kind, number), revision, gone=False)
