"""What a ledger has changed since a revision, as nouns, for a copy kept elsewhere.

What is hard: size and stillness. A million nouns must pass one by one, never all at once; and all of them must be
of one moment, whatever a build writes meanwhile. So a `Changed` holds one read transaction open and streams out of it.
Revision 0 means: all there is.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.graph import codec, rows, store
from kg.graph.texts import Texts
from kg.vocab import ClaimKind, Relation, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.ledger import Ledger
    from kg.model import Actor, CausalLink, Claim, Document, Event, EventMention, Place

    Toll = dict[ClaimKind, tuple[int, int]]

TABLES = {"document": "doc", "actor": "actor", "place": "place", "event": "e", "claim": "claim", "link": "link"}
AFFECTED = "(SELECT id FROM event WHERE {0} UNION SELECT event FROM claim WHERE {0})"


@contextmanager
def changed(ledger: Ledger, since: int) -> Iterator[Changed]:
    """Read what changed after revision `since`, as the ledger is at this moment."""
    with store.moment(ledger.db, ledger.path):
        yield Changed(ledger, since)


class Changed:
    """The nouns that are new or changed, kind by kind, each by id; and what is gone."""

    def __init__(self, ledger: Ledger, since: int) -> None:
        """Use `changed`."""
        self.ledger, self.db, self.since = ledger, ledger.db, since
        self.revision, self.identity = ledger.revision, ledger.identity
        self._newer, self._order = rows.newer(since)
        self._affected = AFFECTED.format(self._newer), (since, since)
        self._text = Texts(ledger.db).__getitem__

    def all(self) -> Changed:
        """Return all there is, of the same moment."""
        return Changed(self.ledger, 0)

    def _rows(self, table: str, columns: str = "*") -> Iterator[rows.Row]:
        query = f"SELECT {columns} FROM {table} WHERE {self._newer} ORDER BY {self._order}"  # noqa: S608 - our tables
        yield from self.db.execute(query, (self.since,))

    def count(self, table: str) -> int:
        """Return how many rows of a table changed."""
        query = f"SELECT count(*) FROM {table} WHERE {self._newer}"  # noqa: S608 - one of our tables
        return int(self.db.execute(query, (self.since,)).fetchone()[0])

    def gone(self, table: str) -> Iterator[str]:
        """Yield the ids of what is there no more."""
        kind = TABLES[table]
        query = "SELECT id FROM tombstone WHERE kind = ? AND revision > ? ORDER BY id"
        for (number,) in self.db.execute(query, (kind, self.since)):
            yield codec.name(kind, number)

    def documents(self) -> Iterator[Document]:
        """Yield documents."""
        return map(rows.document, self._rows("document", rows.DOCUMENT))

    def mentions(self) -> Iterator[EventMention]:
        """Yield the mentions of the documents that changed."""
        for (blob,) in self._rows("document", "reading"):
            yield from codec.unpack(blob, self._text).mentions

    def actors(self) -> Iterator[tuple[Actor, str]]:
        """Yield parties, each with the name of its side: that of the party whose organ it is, or its own."""
        names = {codec.name("actor", number): name for number, name in self.db.execute("SELECT id, name FROM actor")}
        for actor in map(rows.actor, self._rows("actor")):
            yield actor, actor.name if actor.parent is None else names.get(actor.parent, actor.parent)

    def organs(self) -> Iterator[Actor]:
        """Yield all parties that are part of another, where any party changed."""
        if self.count("actor"):
            yield from map(rows.actor, self.db.execute("SELECT * FROM actor WHERE parent IS NOT NULL ORDER BY id"))

    def places(self) -> Iterator[Place]:
        """Yield places."""
        return map(rows.place, self._rows("place"))

    def events(self) -> Iterator[tuple[Event, Toll]]:
        """Yield acts that changed, or of which something else is claimed, with the bounds of what is claimed."""
        tolls = self._tolls()
        which, values = self._affected
        for row in self.db.execute(f"SELECT * FROM event WHERE id IN {which} ORDER BY id", values):  # noqa: S608 - ours
            yield rows.event(row), tolls.get(row[0], {})

    def _tolls(self) -> dict[int, Toll]:
        """Return for each act the least and the greatest number that somebody gives, without those denied."""
        found: defaultdict[int, Toll] = defaultdict(dict)
        which, values = self._affected
        for number, body in self.db.execute(f"SELECT event, body FROM claim WHERE event IN {which}", values):  # noqa: S608 - ours
            claim = codec.claim(codec.loads(body), self._text)
            if claim.low is None or claim.stance is Stance.DENIES:
                continue
            low, high = found[number].get(claim.kind, (claim.low, claim.low))
            most = claim.low if claim.high is None else claim.high
            found[number][claim.kind] = min(low, claim.low), max(high, most)
        return found

    def ties(self) -> Iterator[Event]:
        """Yield the acts whose parties, places, documents or whole may have changed."""
        return map(rows.event, self._rows("event"))

    def parts(self, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield for the same acts their ids and those of one part of them, by its name in `Event`."""
        for number, whole, body in self._rows("event", "id, part_of, body"):
            if name == "part_of":
                yield codec.name("e", number), () if whole is None else (codec.name("e", whole),)
            else:
                yield codec.name("e", number), rows.part(body, name)

    def claims(self) -> Iterator[Claim]:
        """Yield claims."""
        for row in self._rows("claim"):
            yield codec.claim(codec.loads(row[2]), self._text)

    def statements(self) -> Iterator[CausalLink]:
        """Yield links of all kinds, whether they stand or not."""
        return (rows.link(row, self._text) for row in self._rows("link"))

    def links(self, kind: Relation | None) -> Iterator[tuple[CausalLink, bool]]:
        """Yield links that stand (not denied, nor against time) of one kind, or with None those that do not.

        With each comes whether its days allow it.
        """
        stands = "denied = 0 AND timely = 1 AND kind = ?" if kind else "(denied = 1 OR timely = 0) AND ? IS NULL"
        query = f"SELECT * FROM link WHERE {self._newer} AND {stands} ORDER BY {self._order}"  # noqa: S608 - fixed words
        code = codec.KINDS.index(kind) if kind else None
        for row in self.db.execute(query, (self.since, code)):
            yield rows.link(row, self._text), bool(row[7])
