"""Nouns as rows of the ledger's tables.

What is hard: a row that has not changed must not get a new revision, or every reader of the changes (RDF, Neo4j)
would do its work again for nothing. So rows are compared before they are written.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.graph import codec
from kg.model import Actor, CausalLink, Document, Event, Line, Place, Reason
from kg.vocab import Basis, EventType, Factuality, LineLabel
from kg.when import Precision, When

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kg.model import Claim, EventMention

DOCUMENT = "id, origin, title, url, source, published, text, lines"
"""What `document` reads of its table, which also holds what was read in it."""
MANY, KNOWN = 500, 10_000
ACTOR, TARGET = 0, 1
STATED = Basis.STATED
PARTS = ("actor", "actor", "place", "m", "doc")
"""The kinds of ids that the body of an event's row holds."""
LISTS = ("actors", "targets", "places", "members", "documents")
"""Their names in `Event`."""
Row = tuple[Any, ...]
Sql = tuple[str, list[object]]
"""A part of a query, and its values."""
End = tuple[int, int | None, int | None]


def chunks(values: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield question marks and as many values, a few hundred at a time."""
    rest = iter(values)
    while some := list(islice(rest, MANY)):
        yield ",".join("?" * len(some)), some


def newer(revision: int) -> tuple[str, str]:
    """Return what picks the rows of later revisions (one `?`), and their order: such that an index is used."""
    return ("revision > 1 AND revision > ?", "+id") if revision else ("revision > ?", "id")


def some(db: sqlite3.Connection, table: str, ids: Iterable[int]) -> Iterator[Row]:
    """Yield rows of one of our tables by their numbers."""
    for marks, few in chunks(ids):
        yield from db.execute(f"SELECT * FROM {table} WHERE id IN ({marks})", few)  # noqa: S608 - question marks


def bury(db: sqlite3.Connection, kind: str, ids: Iterable[int], revision: int) -> None:
    """Note that things are gone, so that copies elsewhere can follow."""
    db.executemany("INSERT OR REPLACE INTO tombstone VALUES (?, ?, ?)", ((kind, i, revision) for i in ids))


def unbury(db: sqlite3.Connection, kind: str, ids: Iterable[int]) -> None:
    """Note that things are there again."""
    db.executemany("DELETE FROM tombstone WHERE kind = ? AND id = ?", ((kind, i) for i in ids))


def put_document(db: sqlite3.Connection, document: Document, blob: bytes, mark: str, revision: int) -> None:
    """Write a document with its own graph."""
    me = codec.number(document.id)
    published = document.published.isoformat() if document.published else None
    lines = codec.dumps([[line.start, line.end, line.label] for line in document.lines])
    known = (me, document.origin, document.title, document.url, document.source, published, document.text, lines)
    query = "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    db.execute(query, (*known, blob, mark, revision))
    unbury(db, "doc", [me])


def document(row: Row) -> Document:
    """Return the document of a row of the columns `DOCUMENT`."""
    lines = tuple(Line(a, b, LineLabel(label)) for a, b, label in codec.loads(row[7]))
    published = date.fromisoformat(row[5]) if row[5] else None
    return Document(codec.name("doc", row[0]), row[1], row[6], lines, row[2], row[3], row[4], published)


def actor(row: Row) -> Actor:
    """Return the actor of a row."""
    return Actor(codec.name("actor", row[0]), row[1], row[2], row[3], row[4])


def place(row: Row) -> Place:
    """Return the place of a row."""
    return Place(codec.name("place", row[0]), row[1], row[2], row[3], row[4], row[5])


def event_row(e: Event, revision: int) -> Row:
    """Return an event as its table has it; truth and words as plain values, which SQLite's module takes faster."""
    number, first, last = end(e)
    precision = e.when.precision._value_ if e.when else None
    whole = codec.number(e.part_of) if e.part_of else None
    return (
        number, e.type._value_, e.label, e.factuality._value_, first, last, precision, 1 if e.teaser else 0, whole,
        _event_body(e), revision,
    )  # fmt: skip


def _event_body(e: Event) -> str:
    """Return five lists of ids, and what was worked out where anything was: each byte counts."""
    return ";".join(
        (
            ",".join([_short("actor", one) for one in e.actors]),
            ",".join([_short("actor", one) for one in e.targets]),
            ",".join([_short("place", one) for one in e.places]),
            ",".join([codec.short("m", one) for one in e.members]),
            ",".join([_short("doc", one) for one in e.documents]),
            *([",".join(e.worked_out)] if e.worked_out else ()),
        )
    )


def _parts(row: Row) -> list[tuple[str, ...]]:
    """Return the five lists of ids of an event's row, and what was worked out."""
    found = row[9].split(";")
    rest = found[len(PARTS) :]
    return [
        *(_ids(kind, ids) for kind, ids in zip(PARTS, found, strict=False)),
        tuple(rest[0].split(",") if rest else ()),
    ]


def _ids(kind: str, ids: str) -> tuple[str, ...]:
    return tuple([_full(kind, i) for i in ids.split(",")]) if ids else ()


def part(body: str, name: str) -> tuple[str, ...]:
    """Return one of the five lists of ids of an event's row by its name in `Event`."""
    place = LISTS.index(name)
    return _ids(PARTS[place], body.split(";")[place])


def event(row: Row) -> Event:
    """Return the event of a row of its table."""
    actors, targets, places, members, documents, worked_out = _parts(row)
    whole = None if row[8] is None else codec.name("e", row[8])
    return Event(
        codec.name("e", row[0]), EventType(row[1]), row[2], Factuality(row[3]), when(row), actors, targets, places,
        members, documents, bool(row[7]), whole, worked_out,
    )  # fmt: skip


def when(row: Row) -> When | None:
    """Return the days of an event's row."""
    if row[4] is None:
        return None
    return When(date.fromordinal(row[4]), date.fromordinal(row[5]), Precision(row[6]))


def end(e: Event) -> End:
    """Return what the row of a link must know of the event at its end: number, first and last day."""
    when = e.when
    if when is None:
        return codec.number(e.id), None, None
    return codec.number(e.id), when.first.toordinal(), when.last.toordinal()


def link_row(k: CausalLink, effect: End, cause: End, revision: int) -> Row:
    """Return a link as its table has it; is it in time, as far as the days at its ends are known?"""
    me, _, last = effect
    other, begins, _ = cause
    return (
        codec.number(k.id), me, other, codec.KINDS.index(k.kind), 1 if k.basis is STATED else 0, k.confidence,
        1 if k.denied else 0, 1 if last is None or begins is None or begins <= last else 0, _link_body(k), revision,
    )  # fmt: skip


def _link_body(k: CausalLink) -> str:
    """Return method, reasons, then four values for each evidence: there are many links, and each byte counts."""
    reasons = codec.dumps([(r.feature, r.detail, r.score) for r in k.reasons]) if k.reasons else "[]"
    said = [f"{_document(e.document)},{e.span.start},{e.span.end},{_quoted(e.speaker)}" for e in k.evidence]
    return f"[{_quoted(k.method)},{reasons},{','.join(said)}]"


_quoted = lru_cache(MANY)(codec.text)
_short = lru_cache(KNOWN)(codec.short)
_full = lru_cache(MANY)(codec.full)


@lru_cache(MANY)
def _document(identifier: str) -> str:
    return codec.text(codec.short("doc", identifier))


def link(row: Row, text: Callable[[str], str]) -> CausalLink:
    """Return the link of a row of its table; `text` tells a document's text by its id."""
    method, reasons, *flat = codec.loads(row[8])
    said = ([_full("doc", flat[i]), *flat[i + 1 : i + 4]] for i in range(0, len(flat), 4))
    return CausalLink(
        codec.name("link", row[0]), codec.name("e", row[1]), codec.name("e", row[2]), codec.KINDS[row[3]],
        STATED if row[4] else Basis.INFERRED, row[5], tuple(codec.evidence(e, text) for e in said), method,
        bool(row[6]), tuple(Reason(*r) for r in reasons),
    )  # fmt: skip


def claim_row(c: Claim, revision: int) -> Row:
    """Return a claim as its table has it."""
    return codec.number(c.id), codec.number(c.event), codec.dumps(codec.claim_row(c)), revision


def replace_events(
    db: sqlite3.Connection,
    stale: Sequence[int],
    events: dict[int, Event],
    claims: Sequence[Claim],
    links: Sequence[CausalLink],
    revision: int,
) -> None:
    """Make the tables say of the stale events what is given, and no more."""
    ends = {e.id: end(e) for e in events.values()}
    other = {at for k in links for at in (k.effect, k.cause)} - ends.keys()
    for identifier in sorted(other):
        query = "SELECT id, first, last FROM event WHERE id = ?"
        ends[identifier] = db.execute(query, (codec.number(identifier),)).fetchone()
    _swap(db, "e", "id", stale, [event_row(e, revision) for e in events.values()], revision)
    _swap(db, "claim", "event", stale, [claim_row(c, revision) for c in claims], revision)
    tied = [link_row(k, ends[k.effect], ends[k.cause], revision) for k in links]
    _swap(db, "link", "ends", stale, tied, revision)


TABLES = {"e": "event", "claim": "claim", "link": "link"}
FINDERS = {
    "id": "SELECT * FROM event WHERE id IN ({0})",
    "event": "SELECT * FROM claim WHERE event IN ({0})",
    "ends": "SELECT * FROM link WHERE effect IN ({0}) UNION SELECT * FROM link WHERE cause IN ({0})",
}


def _swap(db: sqlite3.Connection, kind: str, by: str, stale: Sequence[int], wanted: list[Row], revision: int) -> None:
    """Delete rows no longer wanted, write those that are new or changed; leave the rest alone."""
    table = TABLES[kind]
    query = FINDERS[by]
    old: dict[int, Row] = {}
    for marks, some in chunks(stale):
        values = some * query.count("{0}")
        old.update({row[0]: row for row in db.execute(query.format(marks), values)})
    new = {row[0]: row for row in wanted}
    gone = sorted(old.keys() - new.keys())
    changed = [row for i, row in sorted(new.items()) if i not in old or tuple(old[i][:-1]) != tuple(row[:-1])]
    if table == "event":
        _unlist(db, [old[i] for i in gone] + [old[r[0]] for r in changed if r[0] in old])
    db.executemany(f"DELETE FROM {table} WHERE id = ?", ((i,) for i in gone))  # noqa: S608 - one of three words
    marks = ",".join("?" * len(changed[0])) if changed else ""
    if changed:
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", changed)  # noqa: S608 - the same
    if table == "event":
        enlist(db, changed)
    unbury(db, kind, (row[0] for row in changed))
    if gone:
        bury(db, kind, gone, revision)


def put_spoken(db: sqlite3.Connection, stale: Iterable[int], told: Mapping[int, Iterable[EventMention]]) -> None:
    """Make events findable by the words of their triggers and arguments, as texts have them."""
    db.executemany("DELETE FROM spoken WHERE event = ?", ((number,) for number in stale))
    said = (
        (number, word)
        for number, mentions in told.items()
        for m in mentions
        for quote in (m.trigger.quote, *(a.text for a in m.arguments))
        for word in re.findall(r"\w+", quote.lower())
    )
    db.executemany("INSERT OR IGNORE INTO spoken VALUES (?, ?)", said)


def words(label: str, kind: str) -> str:
    """Return what an event of this label and type is found by."""
    return f"{label} {kind} {EventType(kind).family}"


def _unlist(db: sqlite3.Connection, events: Sequence[Row]) -> None:
    for row in events:
        db.execute("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", (row[0], words(row[2], row[1])))
        actors, targets, places = _parts(row)[:3]
        for role, ids in ((ACTOR, actors), (TARGET, targets)):
            db.executemany("DELETE FROM party WHERE actor = ? AND event = ? AND role = ?",
                           ((codec.number(a), row[0], role) for a in ids))  # fmt: skip
        db.executemany("DELETE FROM site WHERE place = ? AND event = ?", ((codec.number(p), row[0]) for p in places))


def enlist(db: sqlite3.Connection, events: Iterable[Row]) -> None:
    """Make events findable by words, parties and places."""
    for row in events:
        db.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (row[0], words(row[2], row[1])))
        actors, targets, places = _parts(row)[:3]
        sides = [(row[0], role, codec.number(a)) for role, ids in ((ACTOR, actors), (TARGET, targets)) for a in ids]
        db.executemany("INSERT OR IGNORE INTO party (event, role, actor) VALUES (?, ?, ?)", sides)
        db.executemany("INSERT OR IGNORE INTO site VALUES (?, ?)", ((row[0], codec.number(p)) for p in places))
