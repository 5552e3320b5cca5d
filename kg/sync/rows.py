"""Nouns as rows: one flat dictionary a node or relationship, in types that a database has.

What is hard: nothing may be lost or made up on the way. Days are days, what is unknown is absent (None), an upper bound
that nobody gave is not set; and of a link with several witnesses each keeps its words, speaker and document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.graph.telling import count_of
from kg.model import Actor
from kg.vocab import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.changed import Toll
    from kg.model import CausalLink, Claim, Document, Event, EventMention, Place

Row = dict[str, Any]
NARRATOR = "narrator"
"""Who speaks in a list of speakers where the article itself does: lists hold no gaps there."""


def document(d: Document) -> Row:
    """Return an article, without its text."""
    return {
        "id": d.id, "origin": d.origin, "title": d.title, "url": d.url, "source": d.source, "published": d.published,
    }  # fmt: skip


def actor(a: Actor, side: str) -> Row:
    """Return a party and the side it stands on."""
    return {"id": a.id, "name": a.name, "kind": a.kind, "side": side, "country": a.country}


def place(p: Place) -> Row:
    """Return a place; `location` (WGS 84) is what a statement makes of the two numbers."""
    located = p.latitude is not None and p.longitude is not None
    at = (p.latitude, p.longitude) if located else (None, None)
    return {"id": p.id, "name": p.name, "kind": p.kind, "country": p.country, "latitude": at[0], "longitude": at[1]}


def event(e: Event, toll: Toll) -> Row:
    """Return an act; its tolls are bounds over all that is claimed, the claims themselves are nodes."""
    killed, injured = (toll.get(kind, (None, None)) for kind in (ClaimKind.KILLED, ClaimKind.INJURED))
    days = e.when
    return {
        "id": e.id, "label": e.label, "type": e.type.value, "family": e.type.family.value,
        "factuality": e.factuality.value, "start": days.first if days else None, "end": days.last if days else None,
        "precision": days.precision.value if days else None, "killed_low": killed[0], "killed_high": killed[1],
        "injured_low": injured[0], "injured_high": injured[1], "teaser": e.teaser,
    }  # fmt: skip


def claim(c: Claim) -> Row:
    """Return a claim, with the act it is `about`."""
    span = c.evidence.span
    count = f" {count_of(c)}" if c.low is not None else ""
    return {
        "id": c.id, "about": c.event, "label": f"{c.kind.value}{count}", "kind": c.kind.value, "stance": c.stance.value,
        "low": c.low, "high": c.high, "quote": span.quote, "speaker": c.evidence.speaker,
        "document": c.evidence.document, "first": span.start, "last": span.end,
    }  # fmt: skip


def mention(m: EventMention) -> Row:
    """Return one place in a text that tells of an act."""
    return {
        "id": m.id, "label": m.trigger.quote, "quote": m.sentence.quote, "document": m.document,
        "first": m.trigger.start, "last": m.trigger.end, "type": m.type.value, "factuality": m.factuality.value,
        "line": m.line.value, "rule": m.rule, "confidence": m.confidence,
    }  # fmt: skip


def link(k: CausalLink, timely: bool) -> Row:
    """Return a link with its ends; the lists hold all witnesses in order."""
    first = k.evidence[0]
    return {
        "id": k.id, "effect": k.effect, "cause": k.cause, "kind": k.kind.value, "basis": k.basis.value,
        "confidence": k.confidence, "denied": k.denied, "timely": timely, "method": k.method,
        "quote": first.span.quote, "speaker": first.speaker, "document": first.document,
        "quotes": [e.span.quote for e in k.evidence], "speakers": [e.speaker or NARRATOR for e in k.evidence],
        "documents": [e.document for e in k.evidence],
    }  # fmt: skip


def ties(one: str, others: Iterable[str]) -> Iterator[Row]:
    """Yield what an act is tied to in one way, each with the place in its order."""
    for position, other in enumerate(dict.fromkeys(others)):
        yield {"from": one, "to": other, "position": position}


def organ(a: Actor) -> Row:
    """Return of whom a party is an organ."""
    parent = a.parent or ""
    return {"from": a.id, "to": parent if parent.startswith("actor-") else Actor.identify(parent), "position": 0}
