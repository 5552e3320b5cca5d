"""The graph as tables for a spreadsheet.

What is hard: a cell holds one value and a spreadsheet runs what looks like a formula. Several values are joined
by "; ", what is not known is an empty cell, and a text that begins like a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv as reader
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import CausalLink, Claim, Document, Event, EventMention, Graph

    Cell = str | int | float | None
    Row = tuple[Cell, ...]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(graph: Graph) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield each table's name and its rows, the first of which names the columns; rows by id."""
    names = {a.id: a.name for a in graph.actors} | {p.id: p.name for p in graph.places}
    labels = {event.id: event.label for event in graph.events}
    yield "events", [EVENTS, *(_event(e, names) for e in sorted(graph.events, key=lambda e: e.id))]
    yield "links", [LINKS, *(row for k in sorted(graph.links, key=lambda k: k.id) for row in _link(k, labels))]
    yield "claims", [CLAIMS, *(_claim(c, labels) for c in sorted(graph.claims, key=lambda c: c.id))]
    mentions = sorted(graph.mentions, key=lambda m: (m.document, m.trigger.start, m.id))
    yield "mentions", [MENTIONS, *map(_mention, mentions)]
    actors = sorted(graph.actors, key=lambda a: a.id)
    yield "actors", [ACTORS, *((a.id, a.name, a.kind, a.parent, a.country) for a in actors)]
    places = sorted(graph.places, key=lambda p: p.id)
    yield "places", [PLACES, *((p.id, p.name, p.kind, p.country, p.latitude, p.longitude) for p in places)]
    documents = sorted(graph.documents, key=lambda d: d.id)
    yield "documents", [DOCUMENTS, *map(_document, documents)]


def _document(document: Document) -> Row:
    day = document.published.isoformat() if document.published else None
    return document.id, document.origin, document.title, document.source, document.url, day


EVENTS: Row = (
    *("id", "label", "type", "family", "factuality", "first_day", "last_day", "precision"),
    *("actors", "targets", "places", "mentions", "documents", "part_of", "teaser"),
)
LINKS: Row = (
    *("id", "effect", "effect_label", "kind", "cause", "cause_label", "basis", "confidence", "denied"),
    *("method", "document", "start", "end", "speaker", "quote"),
)
CLAIMS: Row = (
    "id",
    "event",
    "event_label",
    "kind",
    "stance",
    "low",
    "high",
    "document",
    "start",
    "end",
    "speaker",
    "quote",
)
MENTIONS: Row = (
    "id",
    "document",
    "start",
    "end",
    "trigger",
    "type",
    "factuality",
    "line",
    "rule",
    "confidence",
    "sentence",
)
ACTORS: Row = ("id", "name", "kind", "parent", "country")
PLACES: Row = ("id", "name", "kind", "country", "latitude", "longitude")
DOCUMENTS: Row = ("id", "origin", "title", "source", "url", "published")


def _event(e: Event, names: dict[str, str]) -> Row:
    def named(ids: Iterable[str]) -> str:
        return "; ".join(names.get(one, one) for one in ids)

    days = (
        (None, None, None) if e.when is None else (e.when.first.isoformat(), e.when.last.isoformat(), e.when.precision)
    )
    parties = named(e.actors), named(e.targets), named(e.places)
    rest = len(e.members), "; ".join(e.documents), e.part_of, _yes(e.teaser)
    return e.id, e.label, e.type, e.type.family, e.factuality, *days, *parties, *rest


def _link(k: CausalLink, labels: dict[str, str]) -> Iterator[Row]:
    """Yield one row for each passage that bears the link out."""
    ends = k.id, k.effect, labels.get(k.effect), k.kind, k.cause, labels.get(k.cause)
    for one in k.evidence:
        words = one.document, one.span.start, one.span.end, one.speaker, one.span.quote
        yield *ends, k.basis, k.confidence, _yes(k.denied), k.method, *words


def _claim(c: Claim, labels: dict[str, str]) -> Row:
    one = c.evidence
    words = one.document, one.span.start, one.span.end, one.speaker, one.span.quote
    return c.id, c.event, labels.get(c.event), c.kind, c.stance, c.low, c.high, *words


def _mention(m: EventMention) -> Row:
    words = m.trigger.start, m.trigger.end, m.trigger.quote
    return m.id, m.document, *words, m.type, m.factuality, m.line, m.rule, m.confidence, m.sentence.quote


def _yes(value: bool) -> str:
    return "true" if value else "false"


def csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV (RFC 4180) in UTF-8."""
    out = io.StringIO(newline="")
    sheet = reader.writer(out)
    sheet.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """Keep a spreadsheet from running text: see OWASP on CSV injection."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
