"""Any graph that can be: nouns with hostile words in them, for property tests."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import strategies as st

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

HOSTILE = (
    '"',
    "\\",
    "\n",
    "\r",
    "\t",
    "\x00",
    "\x7f",
    "</script>",
    "שלום",
    "\u202e",
    "🚀",
    "e\u0301",
    "'; DROP",
    "\u2028",
    "<a>",
)
words = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=5).map("".join)
texts = words.map(lambda text: f"{text}.")
maybe = st.none() | words
share = st.floats(0, 1)
counts = st.integers(0, 2**70)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
whens = st.none() | st.builds(lambda a, b, p: When(min(a, b), max(a, b), p), days, days, st.sampled_from(Precision))


def spans(text):
    cut = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    return cut.map(lambda pair: Span.of(text, *pair))


@st.composite
def documents(draw):
    text = draw(texts)
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    label = st.sampled_from(LineLabel)
    lines = tuple(Line(a, b, draw(label)) for a, b in itertools.pairwise(cuts))
    url, source, published = draw(maybe), draw(maybe), draw(st.none() | days)
    name = Document.identify(text, url, source, published)
    return Document(name, draw(words), text, lines, draw(maybe), url, source, published)


@st.composite
def mentions(draw, doc, refs):
    span = spans(doc.text)
    argument = st.builds(
        Argument, st.sampled_from(Role), words, words, st.none() | refs, st.none() | span, words, share
    )
    quantity = st.builds(
        Quantity, st.sampled_from(ClaimKind), counts, st.none() | counts, span, words, st.none() | words
    )
    attribution = st.builds(
        Attribution, words, st.sampled_from(Stance), span, st.lists(words, max_size=3).map(tuple), words
    )
    trigger = draw(span)
    return EventMention(
        id=EventMention.identify(doc.id, trigger.start, trigger.end),
        document=doc.id,
        trigger=trigger,
        sentence=draw(span),
        type=draw(st.sampled_from(EventType)),
        factuality=draw(st.sampled_from(Factuality)),
        lemma=draw(words),
        line=draw(st.sampled_from(LineLabel)),
        nominal=draw(st.booleans()),
        determiner=draw(st.sampled_from(Determiner)),
        plural=draw(st.booleans()),
        arguments=tuple(draw(st.lists(argument, max_size=3))),
        when=draw(whens),
        when_span=draw(st.none() | span),
        quantities=tuple(draw(st.lists(quantity, max_size=2))),
        attribution=draw(st.none() | attribution),
        rule=draw(words),
        confidence=draw(share),
    )


@st.composite
def events(draw, members, actors, places, docs):
    few = st.lists(st.sampled_from(actors), max_size=3).map(tuple)
    return Event(
        id=Event.identify(members),
        type=draw(st.sampled_from(EventType)),
        label=draw(words),
        factuality=draw(st.sampled_from(Factuality)),
        when=draw(whens),
        actors=draw(few),
        targets=draw(few),
        places=draw(st.lists(st.sampled_from(places), max_size=2).map(tuple)),
        members=members,
        documents=docs,
        teaser=draw(st.booleans()),
        part_of=draw(st.none() | st.just("e-0123456789abcdef")),
        worked_out=tuple(sorted(draw(st.sets(st.sampled_from(["actor", "target", "place", "when"]))))),
    )


def evidence(docs):
    return st.sampled_from(docs).flatmap(lambda d: st.builds(Evidence, st.just(d.id), spans(d.text), maybe))


@st.composite
def links(draw, effect, cause, docs):
    kind, denied = draw(st.sampled_from(Relation)), draw(st.booleans())
    return CausalLink(
        id=CausalLink.identify(effect, cause, kind, denied),
        effect=effect,
        cause=cause,
        kind=kind,
        basis=draw(st.sampled_from(Basis)),
        confidence=draw(share),
        evidence=tuple(draw(st.lists(evidence(docs), min_size=1, max_size=3))),
        method=draw(words),
        denied=denied,
        reasons=tuple(draw(st.lists(st.builds(Reason, words, words, st.floats(-9, 9)), max_size=2))),
    )


@st.composite
def graphs(draw):
    docs = draw(st.lists(documents(), min_size=1, max_size=3, unique_by=lambda d: d.id))
    actors = tuple(
        Actor(Actor.identify(name), name, draw(words), draw(maybe), draw(maybe))
        for name in draw(st.lists(words, min_size=1, max_size=3, unique=True))
    )
    degrees = st.none() | st.floats(-90, 90)
    places = tuple(
        Place(Place.identify(name, None), name, draw(words), draw(maybe), draw(degrees), draw(degrees))
        for name in draw(st.lists(words, min_size=1, max_size=3, unique=True))
    )
    refs = st.sampled_from([thing.id for thing in (*actors, *places)])
    said = [draw(mentions(doc, refs)) for doc in docs for _ in range(draw(st.integers(0, 3)))]
    said = list({m.id: m for m in said}.values())
    acts = tuple(draw(events((m.id,), [a.id for a in actors], [p.id for p in places], (m.document,))) for m in said)
    claims, tied = {}, {}
    for act in acts:
        proof, kind, stance = draw(evidence(docs)), draw(st.sampled_from(ClaimKind)), draw(st.sampled_from(Stance))
        name = Claim.identify(act.id, kind, stance, proof)
        claims[name] = Claim(name, act.id, kind, stance, proof, draw(st.none() | counts), draw(st.none() | counts))
    for cause, effect in itertools.pairwise(acts):
        link = draw(links(effect.id, cause.id, docs))
        tied[link.id] = link
    return Graph(tuple(docs), tuple(said), acts, actors, places, tuple(claims.values()), tuple(tied.values()))
