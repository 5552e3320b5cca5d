"""From what each document says to what the documents together speak of, kept in step.

What is hard: the ledger must be the same whatever the order of reading. Each document's own graph is kept as it
was; an event of the ledger, its claims and its links are worked out anew from all documents that tell of it,
whenever one of them comes, changes or goes. Nothing else is touched, so the work does not grow with the store.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kg.errors import StoreError
from kg.graph import codec, named, rows
from kg.graph.texts import Texts
from kg.model import CausalLink, Claim, Event, Graph, digest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.model import EventMention


class Unite(Protocol):
    """How acts told by several documents are brought together (kg.resolve.across does it)."""

    def key(self, event: Event, kinds: Mapping[str, str]) -> str | None:
        """Return what two tellings of one act share; None where too little is told to say.

        `kinds` tells the kind of each place by its id.
        """

    def groups(self, events: Sequence[Event]) -> list[list[Event]]:
        """Return which events of one key are one act, each group of two or more."""

    def merged(self, events: Sequence[Event]) -> Event:
        """Return the one event that several tell of."""


class Settling:
    """One change of the ledger, within one transaction."""

    def __init__(self, db: sqlite3.Connection, unite: Unite, revision: int) -> None:
        """`revision` is the number that all changed rows will carry."""
        self.db, self.unite, self.revision = db, unite, revision
        self._graphs: dict[int, Graph] = {}
        self._texts = Texts(db)
        self.stale: set[int] = set()
        self.names: set[tuple[str, int]] = set()

    def remove(self, document: int) -> set[str]:
        """Take a document out; return the keys of its events."""
        if self.db.execute("SELECT 1 FROM document WHERE id = ? AND digest = ''", (document,)).fetchone():
            raise StoreError(
                f"{codec.name('doc', document)} came with a graph already settled and cannot be taken out alone",
                do="make the store anew",
            )
        keys = set()
        for key, event in self.db.execute("SELECT key, event FROM told WHERE document = ?", (document,)):
            self.stale.add(event)
            if key:
                keys.add(key)
        self.names |= named.drop(self.db, document)
        self.db.execute("DELETE FROM told WHERE document = ?", (document,))
        self.db.execute("DELETE FROM document WHERE id = ?", (document,))
        rows.bury(self.db, "doc", [document], self.revision)
        return keys

    def add(self, graph: Graph, blob: bytes, mark: str) -> set[str]:
        """Put a document and its own events in; return the keys of its events."""
        document = graph.documents[0]
        rows.put_document(self.db, document, blob, mark, self.revision)
        me = codec.number(document.id)
        told = named.tellings(graph)
        named.put(self.db, me, told)
        self.names |= {(kind, thing) for kind, thing, _ in told}
        self._graphs[me] = graph
        kinds = {place.id: place.kind for place in graph.places}
        keys = {event.id: self.unite.key(event, kinds) for event in graph.events}
        self.db.executemany(
            "INSERT INTO told VALUES (?, ?, ?, ?)",
            ((me, codec.number(e), key, codec.number(e)) for e, key in keys.items()),
        )
        self.stale.update(codec.number(e) for e in keys)
        return {key for key in keys.values() if key}

    def settle(self, keys: Iterable[str]) -> None:
        """Work out anew all events that the removed and added documents touch."""
        for key in sorted(keys):
            self._unite(key)
        named.settle(self.db, self.names, self.revision)
        stale = sorted(self.stale)
        events: dict[int, Event] = {}
        claims: list[Claim] = []
        links: dict[str, CausalLink] = {}
        for number in stale:
            event = self._event(number)
            if event:
                events[number] = event
                claims += self._claims(number, event.id)
                for link in self._links(number):
                    links[link.id] = link
        rows.replace_events(self.db, stale, events, claims, list(links.values()), self.revision)
        rows.put_spoken(self.db, stale, {number: self._spoken(number) for number in events})

    def _spoken(self, number: int) -> Iterator[EventMention]:
        """Yield the mentions of an event, of all documents that tell of it."""
        for document, local in self._tellings(number):
            members = set(self._local(document, local).members)
            yield from (m for m in self._graph(document).mentions if m.id in members)

    def _unite(self, key: str) -> None:
        told = self.db.execute(
            "SELECT document, local, event FROM told WHERE key = ? ORDER BY document, local", (key,)
        ).fetchall()
        locals_ = [self._local(document, local) for document, local, _ in told]
        shared: dict[str, int] = {}
        for group in self.unite.groups(locals_):
            name = codec.number(Event.identify(tuple(sorted(m for e in group for m in e.members))))
            shared.update((event.id, name) for event in group)
        for document, local, event in told:
            wanted = shared.get(codec.name("e", local), local)
            if wanted != event:
                self.stale.update((event, wanted, *self._parts(document, local)))
                self.db.execute("UPDATE told SET event = ? WHERE document = ? AND local = ?", (wanted, document, local))

    def _parts(self, document: int, local: int) -> Iterator[int]:
        """Yield the events that a document tells as parts of one of its own: they name it by its id."""
        whole = codec.name("e", local)
        for event in self._graph(document).events:
            if event.part_of == whole:
                yield codec.number(self._global(document, event.id))

    def _tellings(self, number: int) -> list[tuple[int, int]]:
        return self.db.execute(
            "SELECT document, local FROM told WHERE event = ? ORDER BY document, local", (number,)
        ).fetchall()

    def _graph(self, document: int) -> Graph:
        if document not in self._graphs:
            blob = self.db.execute("SELECT reading FROM document WHERE id = ?", (document,)).fetchone()[0]
            self._graphs[document] = codec.unpack(blob, self._text)
        return self._graphs[document]

    def _text(self, identifier: str) -> str:
        return self._texts[identifier]

    def _local(self, document: int, local: int) -> Event:
        name = codec.name("e", local)
        return next(event for event in self._graph(document).events if event.id == name)

    def _global(self, document: int, local: str) -> str:
        row = self.db.execute(
            "SELECT event FROM told WHERE document = ? AND local = ?", (document, codec.number(local))
        ).fetchone()
        return codec.name("e", row[0])

    def _event(self, number: int) -> Event | None:
        told = [(document, self._local(document, local)) for document, local in self._tellings(number)]
        if not told:
            return None
        wholes = {self._global(document, e.part_of) for document, e in told if e.part_of}
        events = [event for _, event in told]
        event = events[0] if len(events) == 1 else self.unite.merged(events)
        name = codec.name("e", number)
        return replace(event, id=name, part_of=min(wholes - {name}, default=None))

    def _claims(self, number: int, event: str) -> list[Claim]:
        found = []
        for document, local in self._tellings(number):
            mine = codec.name("e", local)
            for c in self._graph(document).claims:
                if c.event == mine:
                    name = Claim.identify(event, c.kind, c.stance, c.evidence)
                    if (c.low, c.high) != (None, None):
                        name = digest("claim", name, c.low, c.high)
                    found.append(replace(c, id=name, event=event))
        return found

    def _links(self, number: int) -> list[CausalLink]:
        """Return the links at an event, each with the words of all documents that state it."""
        parts: dict[str, list[CausalLink]] = defaultdict(list)
        for document, local in self._tellings(number):
            mine = codec.name("e", local)
            for k in self._graph(document).links:
                if mine in (k.effect, k.cause):
                    effect, cause = self._global(document, k.effect), self._global(document, k.cause)
                    if effect != cause:
                        name = CausalLink.identify(effect, cause, k.kind, k.denied)
                        parts[name].append(replace(k, id=name, effect=effect, cause=cause))
        return [_joined(sorted(same, key=_order)) for same in parts.values()]


def _order(link: CausalLink) -> tuple[float, str, int]:
    first = link.evidence[0]
    return (-link.confidence, first.document, first.span.start)


def _joined(links: list[CausalLink]) -> CausalLink:
    """Return one link with all evidence; the surest telling gives basis, method and reasons."""
    said = {e: None for link in links for e in link.evidence}
    order = sorted(said, key=lambda e: (e.document, e.span.start, e.span.end, e.speaker or ""))
    return replace(links[0], evidence=tuple(order))
