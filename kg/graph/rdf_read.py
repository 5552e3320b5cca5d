"""Triples back to nouns, one function a noun.

What is hard: taking what any tool wrote. Named graphs are not looked at, since where a triple stands is told
by what it says; triples of other vocabularies are passed over; and both forms of a link are read, its ends or
an RDF 1.2 reifier. Things come out in the order of their ids, mentions as they stand in their text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.rdf_nodes import Node
from kg.graph.rdf_terms import ESC, OA, RDF, RDFS, SCHEMA, TYPE, WGS84, identifier
from kg.model import (
    Actor,
    Argument,
    Attribution,
    CausalLink,
    Claim,
    Document,
    Event,
    EventMention,
    Evidence,
    Graph,
    Line,
    Place,
    Quantity,
    Reason,
    Span,
)
from kg.vocab import Basis, ClaimKind, Determiner, EventType, Factuality, LineLabel, Relation, Role, Stance
from kg.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Iterable

LABEL = f"{RDFS}label"
CLASSES = ("Document", "EventMention", "Event", "Actor", "Place", "Claim", "CausalLink")


def graph(quads: Iterable[ox.Quad | ox.Triple]) -> Graph:
    """Return the nouns that quads tell of."""
    whole: dict[str, Node] = {}
    things: dict[str, list[Node]] = {f"{ESC}{name}": [] for name in CLASSES}
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, predicate = quad.subject.value, quad.predicate.value
        node = whole.get(subject)
        if node is None:
            node = whole[subject] = Node(subject, whole)
        node.said[predicate].append(quad.object)
    for iri in sorted(whole):
        for kind in whole[iri].all(f"{RDF}type"):
            if kind in things:
                things[kind].append(whole[iri])
    documents, mentions, events, actors, places, claims, links = (things[f"{ESC}{name}"] for name in CLASSES)
    try:
        found = sorted(map(_mention, mentions), key=lambda m: (m.document, m.trigger.start, m.id))
        return Graph(
            documents=tuple(map(_document, documents)),
            mentions=tuple(found),
            events=tuple(map(_event, events)),
            actors=tuple(map(_actor, actors)),
            places=tuple(map(_place, places)),
            claims=tuple(map(_claim, claims)),
            links=tuple(map(_link, links)),
        )
    except ValueError as error:
        raise InputError(f"says what cannot be: {error}") from error


def _document(n: Node) -> Document:
    lines = [n.go(iri) for iri in n.all(f"{ESC}line")]
    found = [Line(*_stretch(it), it.word(f"{ESC}lineLabel", LineLabel)) for it in lines]
    return Document(
        id=n.id,
        origin=n.must(f"{ESC}origin"),
        text=n.must(f"{SCHEMA}text"),
        lines=tuple(sorted(found, key=lambda line: (line.start, line.end))),
        title=n.may(f"{SCHEMA}headline"),
        url=n.may(f"{SCHEMA}url"),
        source=n.may(f"{ESC}source"),
        published=n.day(f"{SCHEMA}datePublished"),
    )


def _stretch(n: Node) -> tuple[int, int]:
    return int(n.must(f"{OA}start")), int(n.must(f"{OA}end"))


def _span(n: Node, predicate: str) -> Span | None:
    iri = n.may(predicate)
    if iri is None:
        return None
    it = n.go(iri)
    return Span(*_stretch(it), it.must(f"{OA}exact"))


def _must_span(n: Node, predicate: str) -> Span:
    found = _span(n, predicate)
    if found is None:
        raise InputError(f"has no <{predicate}>", where=f"<{n.iri}>")
    return found


def _when(n: Node) -> When | None:
    first, last = n.day(f"{ESC}firstDay"), n.day(f"{ESC}lastDay")
    if first is None or last is None:
        return None
    return When(first, last, n.word(f"{ESC}precision", Precision))


def _confidence(n: Node) -> float:
    return float(n.must(f"{ESC}confidence"))


def _mention(n: Node) -> EventMention:
    return EventMention(
        id=n.id,
        document=identifier(n.must(f"{ESC}document")),
        trigger=_must_span(n, f"{ESC}trigger"),
        sentence=_must_span(n, f"{ESC}sentence"),
        type=n.word(f"{ESC}type", EventType, TYPE),
        factuality=n.word(f"{ESC}factuality", Factuality),
        lemma=n.must(f"{ESC}lemma"),
        line=n.word(f"{ESC}lineLabel", LineLabel),
        nominal=n.may(f"{ESC}nominal") == "true",
        determiner=n.word(f"{ESC}determiner", Determiner),
        plural=n.may(f"{ESC}plural") == "true",
        arguments=tuple(map(_argument, n.parts(f"{ESC}argument"))),
        when=_when(n),
        when_span=_span(n, f"{ESC}whenPassage"),
        quantities=tuple(map(_quantity, n.parts(f"{ESC}quantity"))),
        attribution=next(map(_attribution, n.parts(f"{ESC}attribution")), None),
        rule=n.may(f"{ESC}rule") or "",
        confidence=_confidence(n),
    )


def _argument(n: Node) -> Argument:
    ref = n.may(f"{ESC}refersTo")
    return Argument(
        role=n.word(f"{ESC}role", Role),
        text=n.must(f"{ESC}text"),
        name=n.must(f"{ESC}name"),
        ref=None if ref is None else identifier(ref),
        span=_span(n, f"{ESC}passage"),
        rule=n.may(f"{ESC}rule") or "",
        confidence=_confidence(n),
    )


def _quantity(n: Node) -> Quantity:
    return Quantity(
        kind=n.word(f"{ESC}claimKind", ClaimKind),
        low=int(n.must(f"{ESC}low")),
        high=n.number(f"{ESC}high"),
        span=_must_span(n, f"{ESC}passage"),
        rule=n.may(f"{ESC}rule") or "",
        speaker=n.may(f"{ESC}speaker"),
    )


def _attribution(n: Node) -> Attribution:
    return Attribution(
        speaker=n.must(f"{ESC}speaker"),
        stance=n.word(f"{ESC}stance", Stance),
        span=_must_span(n, f"{ESC}passage"),
        chain=n.ordered(f"{ESC}speakerChain"),
        rule=n.may(f"{ESC}rule") or "",
    )


def _event(n: Node) -> Event:
    whole = n.may(f"{ESC}partOf")
    return Event(
        id=n.id,
        type=n.word(f"{ESC}type", EventType, TYPE),
        label=n.must(LABEL),
        factuality=n.word(f"{ESC}factuality", Factuality),
        when=_when(n),
        actors=n.several("actor"),
        targets=n.several("target"),
        places=n.several("place"),
        members=n.several("mention"),
        documents=n.several("document"),
        teaser=n.may(f"{ESC}teaserOnly") == "true",
        part_of=None if whole is None else identifier(whole),
        worked_out=tuple(sorted(n.all(f"{ESC}workedOut"))),
    )


def _actor(n: Node) -> Actor:
    return Actor(
        id=n.id,
        name=n.must(LABEL),
        kind=n.must(f"{ESC}actorKind"),
        parent=n.may(f"{ESC}parentName"),
        country=n.may(f"{ESC}country"),
    )


def _place(n: Node) -> Place:
    return Place(
        id=n.id,
        name=n.must(LABEL),
        kind=n.must(f"{ESC}placeKind"),
        country=n.may(f"{ESC}country"),
        latitude=n.real(f"{WGS84}lat"),
        longitude=n.real(f"{WGS84}long"),
    )


def _evidence(n: Node) -> Evidence:
    document = identifier(n.must(f"{ESC}document"))
    return Evidence(document, _must_span(n, f"{ESC}passage"), n.may(f"{ESC}speaker"))


def _claim(n: Node) -> Claim:
    evidence = n.parts(f"{ESC}evidence")
    if len(evidence) != 1:
        raise InputError(f"a claim rests on one passage, this on {len(evidence)}", where=f"<{n.iri}>")
    return Claim(
        id=n.id,
        event=identifier(n.must(f"{ESC}about")),
        kind=n.word(f"{ESC}claimKind", ClaimKind),
        stance=n.word(f"{ESC}stance", Stance),
        evidence=_evidence(evidence[0]),
        low=n.number(f"{ESC}low"),
        high=n.number(f"{ESC}high"),
    )


def _link(n: Node) -> CausalLink:
    effect, kind, cause = _ends(n)
    return CausalLink(
        id=n.id,
        effect=identifier(effect),
        cause=identifier(cause),
        kind=kind,
        basis=n.word(f"{ESC}basis", Basis),
        confidence=_confidence(n),
        evidence=tuple(map(_evidence, n.parts(f"{ESC}evidence"))),
        method=n.must(f"{ESC}method"),
        denied=n.may(f"{ESC}isDenied") == "true",
        reasons=tuple(map(_reason, n.parts(f"{ESC}reason"))),
    )


def _ends(n: Node) -> tuple[str, Relation, str]:
    for edge in n.said.get(f"{RDF}reifies", ()):
        if isinstance(edge, ox.Triple):
            kind = Relation(edge.predicate.value.removeprefix(ESC))
            return str(getattr(edge.subject, "value", "")), kind, str(getattr(edge.object, "value", ""))
    return n.must(f"{ESC}effect"), n.word(f"{ESC}kind", Relation), n.must(f"{ESC}cause")


def _reason(n: Node) -> Reason:
    return Reason(n.must(f"{ESC}feature"), n.must(f"{ESC}detail"), float(n.must(f"{ESC}score")))
