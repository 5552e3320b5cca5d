"""Nouns as compact JSON for the ledger, and back.

What is hard: words must not be kept twice. A span is its two offsets; its quote is cut from the document again
on reading, so that what is shown is always what the document says.
"""

from __future__ import annotations

import json
import zlib
from binascii import a2b_base64, b2a_base64
from datetime import date
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from kg.model import (
    Argument,
    Attribution,
    CausalLink,
    Claim,
    Event,
    EventMention,
    Evidence,
    Graph,
    Quantity,
    Reason,
    Span,
)
from kg.vocab import (
    Basis,
    ClaimKind,
    Determiner,
    EventType,
    Factuality,
    LineLabel,
    Relation,
    Role,
    Stance,
)
from kg.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = tuple(Relation)
SIGN, WHOLE = 1 << 63, 1 << 64
HEX, DIGITS = 16, 11
"""64 bits in base 16, and in base 64 without padding."""
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Row = list[Any]


def dumps(value: object) -> str:
    """Return JSON with no spare byte, the same on every run."""
    return _ENCODE(value)


def text(value: str | None) -> str:
    """Return what `dumps` makes of a text, or of None; several times as fast."""
    return "null" if value is None else encode_basestring(value)


def loads(text: str | bytes) -> Any:
    """Return what `dumps` was given."""
    return json.loads(text)


def pack(graph: Graph) -> bytes:
    """Return one document's own graph, but for its text, as compressed JSON."""
    body = {
        "mentions": [mention_row(m) for m in graph.mentions],
        "events": [event_row(e) for e in graph.events],
        "claims": [claim_row(c) for c in graph.claims],
        "links": [link_row(k) for k in graph.links],
    }
    return zlib.compress(dumps(body).encode(), 6)


def unpack(blob: bytes, text: Callable[[str], str]) -> Graph:
    """Return what `pack` was given, nothing for no bytes; `text` tells a document's text by its id."""
    if not blob:
        return Graph()
    body = json.loads(zlib.decompress(blob))
    return Graph(
        mentions=tuple(mention(row, text) for row in body["mentions"]),
        events=tuple(event(row) for row in body["events"]),
        claims=tuple(claim(row, text) for row in body["claims"]),
        links=tuple(link(row, text) for row in body["links"]),
    )


def _when_row(when: When | None) -> Row | None:
    return [when.first.isoformat(), when.last.isoformat(), when.precision] if when else None


def _when(row: Row | None) -> When | None:
    return When(date.fromisoformat(row[0]), date.fromisoformat(row[1]), Precision(row[2])) if row else None


def _span_row(span: Span | None) -> Row | None:
    return [span.start, span.end] if span else None


_BEFORE = 12
"""Parts of an event in a store that was made before what was worked out was kept."""


def event_row(e: Event) -> Row:
    """Return an event as a row."""
    return [
        e.id, e.type, e.label, e.factuality, _when_row(e.when), e.actors, e.targets, e.places, e.members,
        e.documents, e.teaser, e.part_of, e.worked_out,
    ]  # fmt: skip


def event(row: Row) -> Event:
    """Return the event of a row."""
    actors, targets, places, members, documents = (tuple(part) for part in row[5:10])
    return Event(
        row[0], EventType(row[1]), row[2], Factuality(row[3]), _when(row[4]), actors, targets, places, members,
        documents, row[10], row[11], tuple(row[12]) if len(row) > _BEFORE else (),
    )  # fmt: skip


def mention_row(m: EventMention) -> Row:
    """Return a mention as a row."""
    arguments = [[a.role, a.text, a.name, a.ref, _span_row(a.span), a.rule, a.confidence] for a in m.arguments]
    quantities = [[q.kind, q.low, q.high, _span_row(q.span), q.rule, q.speaker] for q in m.quantities]
    a = m.attribution
    said = [a.speaker, a.stance, _span_row(a.span), a.chain, a.rule] if a else None
    return [
        m.id, m.document, _span_row(m.trigger), _span_row(m.sentence), m.type, m.factuality, m.lemma, m.line, m.nominal,
        m.determiner, m.plural, arguments, _when_row(m.when), _span_row(m.when_span), quantities, said, m.rule,
        m.confidence,
    ]  # fmt: skip


def mention(row: Row, text: Callable[[str], str]) -> EventMention:
    """Return the mention of a row."""
    words = text(row[1])

    def span(at: Row) -> Span:
        return Span.of(words, at[0], at[1])

    def maybe(at: Row | None) -> Span | None:
        return span(at) if at else None

    arguments = tuple(Argument(Role(a[0]), a[1], a[2], a[3], maybe(a[4]), a[5], a[6]) for a in row[11])
    quantities = tuple(Quantity(ClaimKind(q[0]), q[1], q[2], span(q[3]), *q[4:]) for q in row[14])
    said = row[15]
    source = Attribution(said[0], Stance(said[1]), span(said[2]), tuple(said[3]), said[4]) if said else None
    return EventMention(
        row[0], row[1], span(row[2]), span(row[3]), EventType(row[4]), Factuality(row[5]), row[6], LineLabel(row[7]),
        row[8], Determiner(row[9]), row[10], arguments, _when(row[12]), maybe(row[13]), quantities, source, row[16],
        row[17],
    )  # fmt: skip


def evidence_row(e: Evidence) -> Row:
    """Return evidence as a row."""
    return [e.document, e.span.start, e.span.end, e.speaker]


def evidence(row: Row, text: Callable[[str], str]) -> Evidence:
    """Return the evidence of a row."""
    return Evidence(row[0], Span.of(text(row[0]), row[1], row[2]), row[3])


def claim_row(c: Claim) -> Row:
    """Return a claim as a row."""
    return [c.id, c.event, c.kind, c.stance, evidence_row(c.evidence), c.low, c.high]


def claim(row: Row, text: Callable[[str], str]) -> Claim:
    """Return the claim of a row."""
    return Claim(row[0], row[1], ClaimKind(row[2]), Stance(row[3]), evidence(row[4], text), row[5], row[6])


def link_row(k: CausalLink) -> Row:
    """Return a link as a row."""
    reasons = [[r.feature, r.detail, r.score] for r in k.reasons]
    said = [evidence_row(e) for e in k.evidence]
    return [k.id, k.effect, k.cause, k.kind, k.basis, k.confidence, said, k.method, k.denied, reasons]


def link(row: Row, text: Callable[[str], str]) -> CausalLink:
    """Return the link of a row."""
    return CausalLink(
        row[0], row[1], row[2], Relation(row[3]), Basis(row[4]), row[5], tuple(evidence(e, text) for e in row[6]),
        row[7], row[8], tuple(Reason(*r) for r in row[9]),
    )  # fmt: skip


def short(kind: str, identifier: str) -> str:
    """Return an id without its kind where a reader knows that, its 64 bits in base 64; of another kind, whole."""
    if identifier[:-HEX] != kind + "-":
        return identifier
    return b2a_base64(bytes.fromhex(identifier[-HEX:]))[:DIGITS].decode()


def full(kind: str, text: str) -> str:
    """Return the id that `short` was given."""
    return text if "-" in text else f"{kind}-{a2b_base64(text + '=').hex()}"


def number(identifier: str) -> int:
    """Return the 64 bits of an id as SQLite keeps them, signed."""
    value = int(identifier[-HEX:], 16)
    return value if value < SIGN else value - WHOLE


def name(kind: str, value: int) -> str:
    """Return the id that `number` was given."""
    return f"{kind}-{value & 0xFFFFFFFFFFFFFFFF:016x}"
