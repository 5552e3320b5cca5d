"""Small local graphs told in a line each, for tests of the memory and of tracing."""

from __future__ import annotations

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

START = date(2024, 3, 1)
WORD = "strike "


def day(n: int | None, last: int | None = None) -> When | None:
    """Day n of the story, or the stretch from n to last."""
    if n is None:
        return None
    first = START + timedelta(days=n)
    return When(first, START + timedelta(days=n if last is None else last), Precision.DAYS if last else Precision.DAY)


def telling(name: str, acts, links=(), tolls=(), origin: str | None = None) -> Graph:
    """A document's own graph.

    acts: (type, actor, target, place, when); links: (effect, cause, kind, confidence, denied), by position;
    tolls: (act, killed, speaker).
    """
    text = f"{name}: " + WORD * max(1, len(acts))
    lines = (Line(0, len(text), LineLabel.BODY),)
    key = Document.identify(text, None, name, START)
    document = Document(key, origin or f"wire/{name}", text, lines, title=name, source=name, published=START)
    actors, places, mentions, events = {}, {}, [], []
    for i, (kind, actor, target, place, when) in enumerate(acts):
        at = len(name) + 2 + i * len(WORD)
        mention = EventMention(
            EventMention.identify(document.id, at, at + 6), document.id, Span.of(text, at, at + 6),
            Span.of(text, 0, len(text)), kind, Factuality.ASSERTED, "strike", when=when,
        )  # fmt: skip
        mentions.append(mention)
        for who in (actor, target):
            if who:
                actors[who] = Actor(Actor.identify(who), who, "country")
        if place:
            places[place] = Place(Place.identify(place, None), place, "city")
        events.append(
            Event(
                Event.identify((mention.id,)),
                kind,
                f"{actor or 'unknown'}: {kind} on {place or 'a place'}",
                Factuality.ASSERTED,
                when,
                (actors[actor].id,) if actor else (),
                (actors[target].id,) if target else (),
                (places[place].id,) if place else (),
                (mention.id,),
                (document.id,),
            )
        )
    said = Evidence(document.id, Span.of(text, 0, len(name)), None)
    found = {}
    for effect, cause, kind, confidence, denied in links:
        a, b = events[effect].id, events[cause].id
        key = CausalLink.identify(a, b, kind, denied)
        found[key] = CausalLink(key, a, b, kind, Basis.STATED, confidence, (said,), "test/1", denied)
    claims = []
    for act, killed, speaker in tolls:
        words = Evidence(document.id, Span.of(text, 0, len(text)), speaker)
        name_ = Claim.identify(events[act].id, ClaimKind.KILLED, Stance.CLAIMS, words)
        claims.append(Claim(name_, events[act].id, ClaimKind.KILLED, Stance.CLAIMS, words, killed, killed))
    return Graph((document,), tuple(mentions), tuple(events), tuple(actors.values()), tuple(places.values()),
                 tuple(claims), tuple(found.values()))  # fmt: skip


SHELLING, DRONES = EventType.SHELLING, EventType.DRONE_STRIKE
RETALIATION, RESPONSE, FOLLOWED = Relation.RETALIATION_FOR, Relation.RESPONDS_TO, Relation.FOLLOWED
