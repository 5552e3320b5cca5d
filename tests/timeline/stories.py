"""Graphs that the page must bear: the example of the ontology, none, one, many, long, from right to left, hostile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import acts

from kg.graph import rdf
from kg.graph.ledger import Ledger
from kg.model import Actor, Document, Event, Graph, Place, Span
from kg.resolve import across
from kg.timeline.page import standalone
from kg.timeline.serving import opening

STORY = rdf.load(Path(__file__).resolve().parents[2] / "ontology" / "examples" / "valid" / "tit-for-tat.trig")
HOSTILE = '</script><script>window.hit=1</script><img src=x onerror="window.hit=1">\u2028{{}}\u202e&amp; "'


def stored(path: Path, graph: Graph) -> Path:
    """A store that holds the graph."""
    with Ledger.open(path, create=True) as ledger:
        for document in graph.documents:
            ledger.store(part(graph, document), across)
    return path


def part(graph: Graph, document: Document) -> Graph:
    """What one document says: enough of it for a store of single-document graphs."""
    mentions = tuple(m for m in graph.mentions if m.document == document.id)
    ids = {m.id for m in mentions}
    events = tuple(
        replace(e, members=tuple(m for m in e.members if m in ids), documents=(document.id,))
        for e in graph.events
        if ids & set(e.members)
    )
    known = {e.id for e in events}
    return replace(
        graph,
        documents=(document,),
        mentions=mentions,
        events=events,
        claims=tuple(c for c in graph.claims if c.evidence.document == document.id and c.event in known),
        links=tuple(k for k in graph.links if {k.effect, k.cause} <= known),
    )


def chain(graph: Graph) -> tuple[str, ...]:
    """The ids of the chain of greatest summed confidence, by brute force, latest first."""
    causes = {}
    for link in graph.links:
        if not link.denied:
            causes.setdefault(link.effect, []).append(link)

    def strongest(event: str) -> tuple[float, tuple[str, ...]]:
        further = [(k.confidence, strongest(k.cause)) for k in causes.get(event, ())]
        return max(((own + more, (event, *rest)) for own, (more, rest) in further), default=(0.0, (event,)))

    return max(map(strongest, sorted(causes)), default=(0.0, ()))[1]


def page(folder: Path, graph: Graph, name: str = "page.html") -> str:
    """Write the page of a graph and return its address."""
    path = folder / name
    path.write_text(standalone(graph, chain(graph)), encoding="utf-8")
    return path.as_uri()


NONE = Graph()
ONE = acts.telling("Wire", [(acts.SHELLING, "Sudria", "Norland", "Kell", acts.day(2))])
BARE = acts.telling("Wire", [(acts.SHELLING, None, None, None, None), (acts.DRONES, "Sudria", None, None, None)])
MANY_SIDES = acts.telling(
    "Wire",
    [(acts.SHELLING, f"Party {n:03}", f"Party {n * 7 % 200:03}", f"Town {n}", acts.day(n % 60)) for n in range(200)],
    [(n + 1, n, acts.RETALIATION, 0.9, False) for n in range(0, 190, 3) if n % 60 < 59],
)
CROWD = acts.telling(
    "Wire", [(acts.SHELLING, f"Party {n % 3}", "Norland", f"Town {n}", acts.day(n % 5)) for n in range(60)]
)


def hostile() -> Graph:
    """Each name, title and sentence tries to be markup."""
    found = acts.telling(
        HOSTILE,
        [
            (acts.SHELLING, HOSTILE, "Norland", HOSTILE, acts.day(1)),
            (acts.DRONES, "Norland", HOSTILE, HOSTILE, acts.day(2)),
        ],
        [(1, 0, acts.RETALIATION, 0.9, False)],
        [(0, 6, HOSTILE), (0, 9, "the mayor")],
    )
    return replace(found, documents=tuple(replace(d, url=f"javascript:{HOSTILE}") for d in found.documents))


def long_and_leftward() -> Graph:
    """An article of a megabyte, without a full stop, in Arabic and Hebrew letters."""
    found = acts.telling("Wire", [(acts.SHELLING, "Sudria", "Norland", "Kell", acts.day(2))])
    text = "قصفت القوات المدينة שלום " * 21_000 + found.documents[0].text
    document = replace(found.documents[0], text=text)
    mention = replace(found.mentions[0], sentence=Span.of(text, 0, len(text)), trigger=Span.of(text, 500_000, 500_006))
    label = "قصف المدينة ليلا — " * 6
    arab = Actor(Actor.identify("القوات"), "القوات", "group")
    place = Place(Place.identify("المدينة", None), "المدينة", "city")
    event: Event = replace(found.events[0], label=label, actors=(arab.id,), places=(place.id,))
    return replace(
        found,
        documents=(document,),
        mentions=(mention,),
        events=(event,),
        actors=(*found.actors, arab),
        places=(place,),
    )


def opened(store: Path) -> tuple[str, ...]:
    with Ledger.open(store, read_only=True) as ledger:
        return opening(ledger)


def news(size: int) -> Graph:
    """Events as papers tell them: each in two papers, in sentences of some 200 letters, with rival tolls and links."""
    found = []
    for paper in ("Wire", "Post"):
        told = acts.telling(
            paper,
            [(acts.SHELLING, f"Party {n % 9}", f"Party {n % 7}", f"Town {n}", acts.day(n % 365)) for n in range(size)],
            [(n + 1, n, acts.RETALIATION, 0.9, False) for n in range(size - 1) if n % 365 < 364],
            [(n, n % 40, "the governor") for n in range(size)],
        )
        found.append(_written_out(told, paper))
    one, two = found
    members = {a.id: (*a.members, *b.members) for a, b in zip(one.events, two.events, strict=True)}
    same = {b.id: a.id for a, b in zip(one.events, two.events, strict=True)}
    return replace(
        one,
        documents=one.documents + two.documents,
        mentions=one.mentions + two.mentions,
        events=tuple(replace(e, members=members[e.id]) for e in one.events),
        claims=one.claims + tuple(replace(c, id=f"{c.id}2", event=same[c.event]) for c in two.claims),
    )


def _written_out(graph: Graph, paper: str) -> Graph:
    """Give each mention and link a sentence of its own."""
    sentences = [
        f"{paper} {n}: the town woke to a strike that officials on both sides described in their own words, while"
        f" residents number {n} counted broken windows, closed schools and the wounded. "
        for n in range(len(graph.events))
    ]
    text, spans, at = "".join(sentences), [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence), sentence))
        at += len(sentence)
    mentions = tuple(
        replace(m, sentence=s, trigger=Span.of(text, s.start + 30, s.start + 36))
        for m, s in zip(graph.mentions, spans, strict=True)
    )
    where = {e.id: s for e, s in zip(graph.events, spans, strict=True)}
    return replace(
        graph,
        documents=(replace(graph.documents[0], text=text),),
        mentions=mentions,
        claims=tuple(replace(c, evidence=replace(c.evidence, span=where[c.event])) for c in graph.claims),
        links=tuple(replace(k, evidence=(replace(k.evidence[0], span=where[k.effect]),)) for k in graph.links),
    )
