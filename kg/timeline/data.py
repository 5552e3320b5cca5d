"""The graph as the page wants it.

What is hard: size. The page of a thousand events must travel by mail, so sentences are kept once and
details of large graphs stay behind, to be asked for one event at a time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.vocab import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import CausalLink, Claim, Document, Event, EventMention, Evidence, Graph

DETAILED = 20_000
SENTENCE = 600
Json = dict[str, Any]


def data(graph: Graph, chain: Iterable[str] = (), *, revision: int = 0, detail_url: str | None = None) -> Json:
    """Return all the page needs; with `detail_url` mentions and claims stay on the server."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in graph.claims:
        claims[claim.event].append(claim)
    mentions = {mention.id: mention for mention in graph.mentions}
    inside = detail_url is None and len(graph.events) <= DETAILED
    details = {e.id: detail([mentions[m] for m in e.members if m in mentions], claims[e.id]) for e in graph.events}
    parents = {actor.id: actor.parent for actor in graph.actors}
    return {
        "title": "Escalation timeline",
        "revision": revision,
        "events": [_event(event, claims[event.id]) for event in graph.events],
        "links": [_link(link) for link in graph.links],
        "actors": [{"id": a.id, "name": a.name, "parent": parents[a.id]} for a in graph.actors],
        "places": [
            {"id": p.id, "name": p.name, "kind": p.kind, "latitude": p.latitude, "longitude": p.longitude}
            for p in graph.places
        ],
        "documents": [_document(document) for document in graph.documents],
        "details": details if inside else {},
        "chain": list(chain),
        "detailUrl": detail_url,
    }


def dumps(value: Json) -> str:
    """Return JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def detail(mentions: list[EventMention], claims: list[Claim]) -> Json:
    """Return the mentions and claims of one event."""
    told = sorted(claims, key=lambda c: (c.kind, c.low is None, c.low or 0, c.id))
    return {
        "mentions": [_mention(mention) for mention in mentions],
        "claims": [
            {"kind": c.kind, "stance": c.stance, "low": c.low, "high": c.high, "words": _words(c.evidence)}
            for c in told
        ],
    }


def _event(event: Event, claims: list[Claim]) -> Json:
    when = event.when
    return {
        "id": event.id,
        "label": event.label,
        "type": event.type,
        "family": event.type.family,
        "factuality": event.factuality,
        "first": str(when.first) if when else None,
        "last": str(when.last) if when else None,
        "precision": when.precision if when else None,
        "actors": event.actors,
        "targets": event.targets,
        "places": event.places,
        "killed": _least(claims, ClaimKind.KILLED),
        "injured": _least(claims, ClaimKind.INJURED),
        "documents": len(event.documents),
        "teaser": event.teaser,
    }


def _least(claims: list[Claim], kind: ClaimKind) -> tuple[int, int | None] | None:
    """Return the lowest count claimed, and the highest (None: no upper bound stated by someone)."""
    told = [c for c in claims if c.kind is kind and c.low is not None]
    if not told:
        return None
    highs = [c.high for c in told]
    return min(c.low or 0 for c in told), None if None in highs else max(h or 0 for h in highs)


def _link(link: CausalLink) -> Json:
    return {
        "id": link.id,
        "effect": link.effect,
        "cause": link.cause,
        "kind": link.kind,
        "basis": link.basis,
        "confidence": round(link.confidence, 3),
        "denied": link.denied,
        "evidence": [_words(evidence) for evidence in link.evidence],
    }


def _words(evidence: Evidence) -> Json:
    span = evidence.span
    return {
        "document": evidence.document,
        "start": span.start,
        "end": span.end,
        "quote": span.quote if len(span.quote) <= SENTENCE else f"{span.quote[:SENTENCE]} …",
        "speaker": evidence.speaker,
    }


def _mention(mention: EventMention) -> Json:
    at = mention.trigger.start - mention.sentence.start
    cut = max(0, at - SENTENCE // 2)
    words = mention.sentence.quote[cut : cut + SENTENCE]
    end = min(len(words), at - cut + len(mention.trigger.quote))
    return {"document": mention.document, "start": mention.trigger.start, "trigger": [at - cut, end], "sentence": words}


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source or document.origin,
        "url": document.url,
        "published": str(document.published) if document.published else None,
    }
