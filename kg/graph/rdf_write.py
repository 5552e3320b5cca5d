"""Nouns to triples, one function a noun.

What is hard: losing nothing, and ownership. Every field of a noun becomes a triple, absent ones none; and
every part of a thing has an IRI under the thing's own ("…/link-12#evidence-0"), so that a thing can be
taken out again with all that is its own. `seen` holds the shared values a graph has told already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import kg
from kg.graph.rdf_parts import (
    DOCUMENT,
    PASSAGE,
    POSITION,
    SPEAKER,
    A,
    bounds,
    carried,
    days,
    evidence,
    interval,
    ordered,
    passage,
    place_in,
    several,
)
from kg.graph.rdf_terms import (
    GEO,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SF,
    TRUE,
    TYPE,
    WGS84,
    day,
    double,
    esc,
    graph_of,
    integer,
    node,
    part,
    text,
)
from kg.model import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.rdf_parts import Seen, Triple
    from kg.model import Argument, CausalLink, Claim, Document, Event, EventMention, Place, Quantity
    from kg.when import When

LABEL = f"<{RDFS}label>"
CONFIDENCE, RULE, COUNTRY = esc("confidence"), esc("rule"), esc("country")


def document(doc: Document) -> Iterator[Triple]:
    """Tell of an article, its lines, and the run that read it."""
    me, graph, run = node(doc.id), graph_of(doc.id), part(node(doc.id), "reading")
    yield me, A, esc("Document")
    yield me, esc("origin"), text(doc.origin)
    yield me, f"<{SCHEMA}text>", text(doc.text)
    if doc.title is not None:
        yield me, f"<{SCHEMA}headline>", text(doc.title)
    if doc.url is not None:
        yield me, f"<{SCHEMA}url>", text(doc.url)
    if doc.source is not None:
        yield me, esc("source"), text(doc.source)
    if doc.published is not None:
        yield me, f"<{SCHEMA}datePublished>", day(doc.published)
    for at, line in enumerate(doc.lines):
        it = part(me, f"line-{at}")
        yield me, esc("line"), it
        yield it, A, esc("Line")
        yield it, f"<{OA}start>", integer(line.start)
        yield it, f"<{OA}end>", integer(line.end)
        yield it, esc("lineLabel"), esc(line.label.value)
    yield graph, f"<{PROV}wasDerivedFrom>", me
    yield graph, f"<{PROV}wasGeneratedBy>", run
    yield run, A, esc("Reading")
    yield run, f"<{PROV}used>", me
    yield run, esc("softwareVersion"), text(f"escalation-kg {kg.__version__}")


def mention(m: EventMention, seen: Seen) -> Iterator[Triple]:
    """Tell of one place in a text that tells of an act: an annotation of it."""
    me, doc, target = node(m.id), node(m.document), part(node(m.id), "target")
    yield me, A, esc("EventMention")
    yield me, A, f"<{OA}Annotation>"
    yield me, DOCUMENT, doc
    yield from passage(me, esc("trigger"), m.document, m.trigger, seen)
    yield from passage(me, esc("sentence"), m.document, m.sentence, seen)
    yield me, f"<{OA}hasTarget>", target
    yield target, A, f"<{OA}SpecificResource>"
    yield target, f"<{OA}hasSource>", doc
    yield target, f"<{OA}hasSelector>", place_in(m.document, m.trigger)
    yield me, esc("type"), f"<{TYPE}{m.type.value}>"
    yield me, esc("factuality"), esc(m.factuality.value)
    yield me, esc("lemma"), text(m.lemma)
    yield me, esc("lineLabel"), esc(m.line.value)
    yield me, esc("determiner"), esc(m.determiner.value)
    yield me, CONFIDENCE, double(m.confidence)
    if m.nominal:
        yield me, esc("nominal"), TRUE
    if m.plural:
        yield me, esc("plural"), TRUE
    if m.rule:
        yield me, RULE, text(m.rule)
    yield from days(me, m.when)
    if m.when_span is not None:
        yield from passage(me, esc("whenPassage"), m.document, m.when_span, seen)
    for at, filler in enumerate(m.arguments):
        yield from _argument(me, m.document, at, filler, seen)
    for at, quantity in enumerate(m.quantities):
        yield from _quantity(me, m.document, at, quantity, seen)
    yield from _attribution(me, m, seen)


def _argument(me: str, document_id: str, at: int, filler: Argument, seen: Seen) -> Iterator[Triple]:
    it = part(me, f"argument-{at}")
    yield me, esc("argument"), it
    yield it, A, esc("Argument")
    yield it, POSITION, integer(at)
    yield it, esc("role"), esc(filler.role.value)
    yield it, esc("text"), text(filler.text)
    yield it, esc("name"), text(filler.name)
    if filler.ref is not None:
        yield it, esc("refersTo"), node(filler.ref)
    if filler.span is not None:
        yield from passage(it, PASSAGE, document_id, filler.span, seen)
    if filler.rule:
        yield it, RULE, text(filler.rule)
    yield it, CONFIDENCE, double(filler.confidence)


def _quantity(me: str, document_id: str, at: int, quantity: Quantity, seen: Seen) -> Iterator[Triple]:
    it = part(me, f"quantity-{at}")
    yield me, esc("quantity"), it
    yield it, A, esc("Quantity")
    yield it, POSITION, integer(at)
    yield it, esc("claimKind"), esc(quantity.kind.value)
    yield from bounds(it, quantity.low, quantity.high)
    yield from passage(it, PASSAGE, document_id, quantity.span, seen)
    if quantity.rule:
        yield it, RULE, text(quantity.rule)
    if quantity.speaker is not None:
        yield it, SPEAKER, text(quantity.speaker)


def _attribution(me: str, m: EventMention, seen: Seen) -> Iterator[Triple]:
    if m.attribution is None:
        return
    it = part(me, "attribution")
    yield me, esc("attribution"), it
    yield it, A, esc("Attribution")
    yield it, SPEAKER, text(m.attribution.speaker)
    yield it, esc("stance"), esc(m.attribution.stance.value)
    yield from passage(it, PASSAGE, m.document, m.attribution.span, seen)
    if m.attribution.rule:
        yield it, RULE, text(m.attribution.rule)
    if m.attribution.chain:
        yield it, esc("speakerChain"), part(me, "speakers-0")
        yield from ordered(me, "speakers", [text(speaker) for speaker in m.attribution.chain])


def event(e: Event, seen: Seen) -> Iterator[Triple]:
    """Tell of an act."""
    me = node(e.id)
    yield me, A, esc("Event")
    yield me, esc("type"), f"<{TYPE}{e.type.value}>"
    yield me, esc("family"), f"<{TYPE}{e.type.family.value}>"
    yield me, LABEL, text(e.label)
    yield me, esc("factuality"), esc(e.factuality.value)
    yield from days(me, e.when)
    yield from interval(me, e.when, seen)
    yield from several(me, "actor", e.actors)
    yield from several(me, "target", e.targets)
    yield from several(me, "place", e.places)
    yield from several(me, "mention", e.members)
    yield from several(me, "document", e.documents)
    if e.teaser:
        yield me, esc("teaserOnly"), TRUE
    if e.part_of is not None:
        yield me, esc("partOf"), node(e.part_of)
    for name in e.worked_out:
        yield me, esc("workedOut"), text(name)


def actor(a: Actor, side: str) -> Iterator[Triple]:
    """Tell of a party, whose organ it is, and the name of the `side` it stands on: its whole, or itself."""
    me = node(a.id)
    yield me, A, esc("Actor")
    yield me, LABEL, text(a.name)
    yield me, esc("actorKind"), text(a.kind)
    yield me, esc("side"), text(side)
    if a.parent is not None:
        yield me, esc("organOf"), node(a.parent if a.parent.startswith("actor-") else Actor.identify(a.parent))
        yield me, esc("parentName"), text(a.parent)
    if a.country is not None:
        yield me, COUNTRY, text(a.country)


def place(p: Place) -> Iterator[Triple]:
    """Tell of a place and where on Earth it is, when that is known."""
    me = node(p.id)
    yield me, A, esc("Place")
    yield me, LABEL, text(p.name)
    yield me, esc("placeKind"), text(p.kind)
    if p.country is not None:
        yield me, COUNTRY, text(p.country)
    if p.latitude is not None:
        yield me, f"<{WGS84}lat>", double(p.latitude)
    if p.longitude is not None:
        yield me, f"<{WGS84}long>", double(p.longitude)
    if p.latitude is not None and p.longitude is not None:
        point = part(me, "point")
        yield me, f"<{GEO}hasGeometry>", point
        yield point, A, f"<{SF}Point>"
        yield point, f"<{GEO}asWKT>", f'"POINT({p.longitude!r} {p.latitude!r})"^^<{GEO}wktLiteral>'


def claim(c: Claim, seen: Seen) -> Iterator[Triple]:
    """Tell what one source says of one act."""
    me = node(c.id)
    yield me, A, esc("Claim")
    yield me, esc("about"), node(c.event)
    yield me, esc("claimKind"), esc(c.kind.value)
    yield me, esc("stance"), esc(c.stance.value)
    yield from bounds(me, c.low, c.high)
    yield from carried(me, (c.evidence,))
    yield from evidence(c.id, 0, c.evidence, seen)


def link(k: CausalLink, *, edge: bool, rdf12: bool = False) -> Iterator[Triple]:
    """Tell of a link as a node, and as a direct edge where `edge` says that it may stand as one.

    The words of its evidence are told apart, each in the graph of its document (`evidence`).
    With `rdf12` the node reifies the edge (RDF 1.2 Concepts, section 1.5) instead of naming its ends.
    """
    me, effect, cause, kind = node(k.id), node(k.effect), node(k.cause), esc(k.kind.value)
    yield me, A, esc("CausalLink")
    if rdf12:
        yield me, f"<{RDF}reifies>", f"<<( {effect} {kind} {cause} )>>"
    else:
        yield me, esc("effect"), effect
        yield me, esc("cause"), cause
        yield me, esc("kind"), kind
    yield me, esc("basis"), esc(k.basis.value)
    yield me, CONFIDENCE, double(k.confidence)
    yield me, esc("method"), text(k.method)
    if k.denied:
        yield me, esc("isDenied"), TRUE
    yield from carried(me, k.evidence)
    for at, reason in enumerate(k.reasons):
        it = part(me, f"reason-{at}")
        yield me, esc("reason"), it
        yield it, A, esc("Reason")
        yield it, POSITION, integer(at)
        yield it, esc("feature"), text(reason.feature)
        yield it, esc("detail"), text(reason.detail)
        yield it, esc("score"), double(reason.score)
    if edge:
        yield effect, kind, cause


def stands(k: CausalLink, when: Mapping[str, When | None]) -> bool:
    """Return whether a link may be told as a direct edge: not denied, and not against time for certain.

    `when` holds the days of the events by id; an act of unknown days may have been at any time.
    """
    effect, cause = when.get(k.effect), when.get(k.cause)
    return not k.denied and not (effect is not None and cause is not None and effect.before(cause))
