"""Documents of a world at odds, by chance and seed: every family of act, claim and link, and text that bites."""

from __future__ import annotations

import random
from datetime import date, timedelta

from kg.model import (
    Actor,
    CausalLink,
    Claim,
    Document,
    Event,
    EventMention,
    Evidence,
    Graph,
    Line,
    Place,
    Span,
)
from kg.vocab import Basis, ClaimKind, EventType, Factuality, LineLabel, Relation, Stance
from kg.when import Precision, When

BITING = [
    'it\'s "quoted"',
    "two\nlines\r\nand a\ttab",
    "'}) DETACH DELETE n //",
    "`; MATCH (n) DELETE n; `",
    "$rows {id: 1} \\u0027 \\",
    "🚀 שלום عربى 中文",
    "<script>alert(1)</script>",
]
START = date(2031, 3, 1)
SIDES = ["Norland", "Sudria", "Hill Front", "Kell Guard"]
ORGANS = [("Norland Navy", "Norland"), ("Sudrian Army", "Sudria")]
TOWNS = [("Brod", 45.5, 12.25), ("Kell", -3.0, 0.0), ("Mira", None, None), ('O\'Dell; "x"', 1.5, -2.5)]


def story(seed: int, acts: int = 12, long: int = 0) -> Graph:
    """Return one document; `long` makes its first sentence that many characters long."""
    rng = random.Random(seed)  # noqa: S311 - a story, not a secret
    words = [f"Report {seed}: {rng.choice(BITING)}. " + "x" * long]
    words += [f"Act {n} {rng.choice(BITING)} fired. " for n in range(acts)]
    text, at = "".join(words), [sum(map(len, words[:n])) for n in range(1, acts + 1)]
    source = rng.choice(["Wire", "Courier", None])
    key = Document.identify(text, None, source, START)
    document = Document(
        key, f"world/{seed}", text, (Line(0, len(text), LineLabel.BODY),), title=rng.choice([None, BITING[0]]),
        source=source, published=rng.choice([None, START]),
    )  # fmt: skip
    actors = {name: Actor(Actor.identify(name), name, "country", country=name[:2]) for name in SIDES}
    actors |= {name: Actor(Actor.identify(name), name, "organ", parent=whole) for name, whole in ORGANS}
    towns = [Place(Place.identify(n, None), n, "city", None, lat, lon) for n, lat, lon in TOWNS]
    mentions, events = [], []
    for n in range(acts):
        mention = _mention(rng, document, at[n])
        mentions.append(mention)
        events.append(_event(rng, document, mention, list(actors.values()), towns, events))
    claims = {c.id: c for e in events for c in _claims(rng, document, e)}
    links = {k.id: k for _ in range(acts) if (k := _link(rng, document, events))}
    return Graph((document,), tuple(mentions), tuple(events), tuple(actors.values()), tuple(towns),
                 tuple(claims.values()), tuple(links.values()))  # fmt: skip


def _mention(rng, document, at):
    kind = rng.choice([*EventType, *[EventType.CEASEFIRE] * 4, *[EventType.SHELLING] * 20, EventType.INTERCEPT])
    told = rng.choice([Factuality.ASSERTED] * 5 + list(Factuality))
    first = START + timedelta(days=rng.randrange(30))
    when = None if rng.random() < 0.2 else When(first, first + timedelta(days=rng.choice([0, 0, 0, 3])), Precision.DAYS)
    if when and when.first == when.last:
        when = When.on(first)
    return EventMention(
        EventMention.identify(document.id, at, at + 3), document.id, Span.of(document.text, at, at + 3),
        Span.of(document.text, at, at + 8), kind, told, "fire", when=when,
    )  # fmt: skip


def _event(rng, document, mention, actors, towns, before):
    some = [a.id for a in rng.sample(actors, rng.choice([0, 1, 1, 2]))]
    others = [a.id for a in rng.sample(actors, rng.choice([0, 1, 1, 2]))]
    whole = rng.choice(before).id if before and rng.random() < 0.15 else None
    return Event(
        Event.identify((mention.id,)), mention.type, f"{mention.type.value} {rng.choice(BITING)}", mention.factuality,
        mention.when, tuple(some), tuple(others), tuple(p.id for p in rng.sample(towns, rng.choice([0, 1, 1, 2]))),
        (mention.id,), (document.id,), teaser=rng.random() < 0.1, part_of=whole,
    )  # fmt: skip


def _said(rng, document):
    start = rng.randrange(len(document.text) - 40)
    speaker = rng.choice([None, None, "the governor", 'a "spokesman"'])
    return Evidence(document.id, Span.of(document.text, start, start + rng.randrange(5, 40)), speaker)


def _claims(rng, document, event):
    for _ in range(rng.choice([0, 1, 2, 5])):
        kind = rng.choice([*ClaimKind, *[ClaimKind.KILLED, ClaimKind.INJURED] * 4])
        stance, words = rng.choice(list(Stance)), _said(rng, document)
        low = rng.choice([None, 0, 3, 4, 17])
        if kind in {ClaimKind.OCCURRENCE, ClaimKind.RESPONSIBILITY}:
            low = None
        high = None if low is None or rng.random() < 0.4 else low + rng.choice([0, 0, 2])
        name = Claim.identify(event.id, kind, stance, words)
        yield Claim(name, event.id, kind, stance, words, low, high)


def _link(rng, document, events):
    effect, cause = rng.sample(events, 2)
    kind, denied = rng.choice(list(Relation)), rng.random() < 0.15
    if events.index(effect) < events.index(cause) and rng.random() < 0.7:
        effect, cause = cause, effect
    words = tuple(dict.fromkeys(_said(rng, document) for _ in range(rng.choice([1, 1, 1, 3]))))
    name = CausalLink.identify(effect.id, cause.id, kind, denied)
    basis = rng.choice(list(Basis))
    return CausalLink(name, effect.id, cause.id, kind, basis, round(rng.uniform(0.3, 1), 3), words, "world/1", denied)
