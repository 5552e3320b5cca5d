"""A conflict of any size that never was: parties by Zipf, acts day by day, each answering some that came before.

What is hard: being big and still like the real thing. A few pairs of parties do most of the fighting; an answer comes
within days, mostly to the other side; and in 2 of 100 links the text's dates contradict what it says, so that the
effect is over before its cause begins. The same seed gives the same graph.
"""

from __future__ import annotations

import random
from collections import deque
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from kg.model import Actor, CausalLink, Document, Event, EventMention, Evidence, Graph, Line, Place, Span
from kg.vocab import Basis, EventType, Factuality, LineLabel, Relation
from kg.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

START, DAYS = date(2000, 1, 1), 9000
DYADS, TOWNS, RECENT = 400, 3000, 40
LINKS = 2.854  # a link for each answered act, as the store measurements had it
WRONG, SURE = 0.02, 0.6
KINDS = (Relation.RETALIATION_FOR, Relation.FOLLOWED, Relation.RESPONDS_TO)
SHARES = (0.42, 0.86, 1.0)
TYPES = tuple(t for t in EventType if t.family.value == "strike")
WORDS = "An act. "


def conflict(size: int, seed: int = 7, batch: int = 10_000) -> Iterator[Graph]:
    """Yield documents of `batch` acts each, in order of time; links go back within and across documents' acts."""
    rng = random.Random(seed)  # noqa: S311 - a bench, not a secret
    zipf = list(accumulate(1 / rank for rank in range(1, DYADS + 1)))
    names = [f"Party {n}" for n in range(DYADS // 2)]
    actors = [Actor(Actor.identify(name), name, "country") for name in names]
    towns = [Place(Place.identify(f"Town {n}", None), f"Town {n}", "city") for n in range(TOWNS)]
    pairs = [tuple(rng.sample(range(len(names)), 2)) for _ in range(DYADS)]
    recent = [deque[tuple[str, int]](maxlen=RECENT) for _ in range(DYADS)]
    for first in range(0, size, batch):
        count = min(batch, size - first)
        yield _document(rng, first, count, size, zipf, pairs, recent, actors, towns)


def _document(rng, first, count, size, zipf, pairs, recent, actors, towns) -> Graph:
    text = f"Report {first}. " + WORDS * count
    head = text.index(WORDS)
    name = Document.identify(text, None, "synthetic", START)
    document = Document(name, f"synthetic/{first}", text, (Line(0, len(text), LineLabel.BODY),), source="synthetic")
    said = Evidence(name, Span.of(text, 0, 6))
    events, mentions, links = [], [], []
    days = [When.on(START + timedelta(days=(first + i) * DAYS // size)) for i in range(count)]
    for i, dyad in enumerate(rng.choices(range(DYADS), cum_weights=zipf, k=count)):
        at = head + i * len(WORDS)
        span = Span.of(text, at + 3, at + 6)
        when = days[i]
        mention = EventMention(
            EventMention.identify(name, span.start, span.end), name, span, span, TYPES[i % len(TYPES)],
            Factuality.ASSERTED, "act", when=when,
        )  # fmt: skip
        side = rng.getrandbits(1)
        one, two = pairs[dyad][side], pairs[dyad][1 - side]
        town = towns[rng.randrange(TOWNS)]
        kind = mention.type
        event = Event(
            Event.identify((mention.id,)), kind, f"{actors[one].name}: {kind.value} on {town.name}",
            Factuality.ASSERTED, when, (actors[one].id,), (actors[two].id,), (town.id,), (mention.id,), (name,),
        )  # fmt: skip
        links += _links(rng, event.id, recent[dyad], said)
        recent[dyad].append(event.id)
        events.append(event)
        mentions.append(mention)
    used = {a for e in events for a in (*e.actors, *e.targets)}
    sites = {p for e in events for p in e.places}
    return Graph(
        (document,), tuple(mentions), tuple(events), tuple(a for a in actors if a.id in used),
        tuple(p for p in towns if p.id in sites), (), tuple(links),
    )  # fmt: skip


def _links(rng, event, recent, said) -> list[CausalLink]:
    """Link an act to some recent ones of its pair of parties; a few the wrong way round."""
    wanted = int(LINKS) + (rng.random() < LINKS - int(LINKS) + 0.04)
    found = {}
    for cause in rng.sample(recent, min(wanted, len(recent))):
        share = rng.random()
        kind = next(k for k, s in zip(KINDS, SHARES, strict=True) if share < s)
        effect, other = (cause, event) if rng.random() < WRONG else (event, cause)
        name, sure = CausalLink.identify(effect, other, kind), round(0.3 + 0.7 * rng.random(), 3)
        basis = Basis.STATED if share < SURE else Basis.INFERRED
        found[name] = CausalLink(name, effect, other, kind, basis, sure, (said,), "synthetic/1")
    return list(found.values())
