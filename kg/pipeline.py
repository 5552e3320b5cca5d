"""The rooms in order: from a document to its own small graph; the only place that knows them all.

What is hard: a text speaks of more than it tells. Habits and mere possibilities are kept in the graph under
their factuality, while a cause that harms nobody (an accident, a statement) counts as an event only where a
link needs it.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from kg.errors import Fault, KgError
from kg.extract import extract
from kg.link.stated import links
from kg.model import Actor, Graph, Place
from kg.names import actors, places
from kg.resolve.claims import claims, source
from kg.resolve.merge import actor_id, place_id
from kg.resolve.tolls import toll
from kg.resolve.within import group
from kg.vocab import UNREAL, ClaimKind, Factuality, Family, Relation, Role
from kg.when import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract import Reader
    from kg.model import Argument, Document, Event, EventMention

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a fault of this package shows itself by."""
DAYS = 4
"""A stretch of more days than these names no day that could be compared; "dated" tells it as the text does."""
UNKNOWN = "place"
"""The kind of a place that no gazetteer knows."""
NEEDED_BY_A_LINK = frozenset({Family.INCIDENT, Family.STATEMENT})
PRONOUNS = frozenset({"he", "her", "his", "it", "its", "our", "she", "their", "them", "they", "us", "we"})
REALIS = {Factuality.DENIED: "denied", Factuality.THREATENED: "threat"}
KINDS = {
    Relation.RETALIATION_FOR: "retaliation",
    Relation.RESPONDS_TO: "response",
    Relation.FOLLOWED: "followed",
}


def reading(document: Document, reader: Reader) -> Graph:
    """Return the local graph of one document; the same document gives the same graph, in the same order."""
    extraction = extract(document, reader)
    grouped = group(document, extraction)
    events = grouped.events
    found = links(extraction, events)
    linked = {end for link in found for end in (link.effect, link.cause)}
    kept = tuple(e for e in events if e.type.family not in NEEDED_BY_A_LINK or e.id in linked)
    members = {mention for event in kept for mention in event.members}
    mentions = tuple(m for m in grouped.mentions if m.id in members)
    ids = {event.id for event in kept}
    return Graph(
        documents=(document,),
        mentions=mentions,
        events=kept,
        actors=_actors(mentions),
        places=_places(mentions, document),
        claims=tuple(c for c in claims(extraction, events) if c.event in ids),
        links=found,
    )


def _fillers(mentions: Iterable[EventMention], *roles: Role) -> Iterable[Argument]:
    return (a for m in mentions for role in roles for a in m.fillers(role))


def _actors(mentions: Iterable[EventMention]) -> tuple[Actor, ...]:
    """Return the actors that mentions name, with the parties that they belong to, by id."""
    found: dict[str, Actor] = {}
    for argument in _fillers(mentions, Role.ACTOR, Role.TARGET):
        actor = actors.canonical(argument.name)
        if actor is None or actor.id != actor_id(argument):
            actor = Actor(actor_id(argument), argument.name)
        found.setdefault(actor.id, actor)
        above = actors.side(actor)
        found.setdefault(above.id, above)
    return tuple(found[key] for key in sorted(found))


def _places(mentions: Iterable[EventMention], document: Document) -> tuple[Place, ...]:
    """Return the places that mentions name, by id; one that no gazetteer settles keeps its name alone."""
    settle = places.Places(text=document.text)
    found: dict[str, Place] = {}
    for argument in _fillers(mentions, Role.PLACE):
        key = place_id(argument)
        tries = (settle.resolve(words) for words in (argument.text, argument.name))
        known = next((r.place for r in tries if r is not None and r.place.id == key), None)
        if key not in found or (known is not None and found[key].kind == UNKNOWN):
            found[key] = known or Place(key, argument.name, UNKNOWN)
    return tuple(found[key] for key in sorted(found))


def attempt(document: Document, reader: Reader) -> Graph | Fault:
    """Return the graph of one document, or what failed: a fault met in one text must not cost all the others."""
    try:
        return reading(document, reader)
    except KgError:
        raise
    except FAULTS as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        at = f"{type(error).__name__} at {'/'.join(last.filename.split('/')[-2:])}:{last.lineno}"
        return Fault(f"kg failed on this text ({at})", where=document.origin, do="please report it, with the text")


def scored(graph: Graph, document: Document) -> dict[str, Any]:
    """Return what a scorer compares: events with their families, spans, names and counts, and links of their ids.

    Habits and possibilities are left out, except a habit that a link needs; so are links that a source denies.
    """
    links_told = [link for link in graph.links if not link.denied]
    needed = {end for link in links_told for end in (link.effect, link.cause)}
    shown = [
        e
        for e in graph.events
        if e.factuality not in UNREAL or (e.factuality is Factuality.HABITUAL and e.id in needed)
    ]
    ids = {event.id for event in shown}
    mentions = {m.id: m for m in graph.mentions if m.document == document.id}
    names = {p.id: p.name for p in graph.places} | _called(graph, document)
    return {
        "events": [_event(e, mentions, names) for e in shown],
        "links": [
            {"from": x.effect, "to": x.cause, "kind": KINDS[x.kind]}
            for x in links_told
            if x.effect in ids and x.cause in ids
        ],
    }


def _event(event: Event, mentions: dict[str, EventMention], names: dict[str, str]) -> dict[str, Any]:
    told = sorted((mentions[m] for m in event.members if m in mentions), key=lambda m: m.trigger.start)
    return {
        "id": event.id,
        "family": event.type.family.value,
        "type": event.type.value,
        "realis": REALIS.get(event.factuality, "actual"),
        "mentions": [{"start": m.trigger.start, "end": m.trigger.end, "text": m.trigger.quote} for m in told],
        "actors": [names[a] for a in event.actors],
        "targets": [names[a] for a in event.targets],
        "place": _spelt(event.places[0], names, told) if event.places else None,
        "when": _days(event),
        "dated": str(event.when) if event.when else None,
        "killed": toll(told, ClaimKind.KILLED),
        "injured": toll(told, ClaimKind.INJURED),
        "claimed_by": source(told),
    }


def _called(graph: Graph, document: Document) -> dict[str, str]:
    """Return the name of each party and, after bars, its names in the text, and whose organ, wing or leader it is."""
    known = {a.id: a for a in graph.actors}
    found = {key: {actor.name: None} for key, actor in known.items()}
    for argument in _fillers((m for m in graph.mentions if m.document == document.id), Role.ACTOR, Role.TARGET):
        actor, text = known[actor_id(argument)], " ".join(argument.text.split())
        told = not any(way in argument.rule for way in ("place", "of the state"))
        own = told and text.lower() not in PRONOUNS
        if own and (actors.canonical(text) or actor).id == actor.id:
            found[actor.id][text] = None
    for hit in actors.find(document.text):
        if hit.actor.id in found and hit.via in {"name", "people", "group", "organ"}:
            found[hit.actor.id][hit.matched] = None
    for key, actor in known.items():
        found[key][actors.side(actor).name] = None
    return {key: "|".join(names) for key, names in found.items()}


def _spelt(place: str, names: dict[str, str], told: list[EventMention]) -> str:
    """Return the name of a place and, after a bar, its other spellings in the text: "Odesa|Odessa"."""
    texts = [" ".join(a.text.split()) for m in told for a in m.fillers(Role.PLACE) if place_id(a) == place]
    return "|".join(dict.fromkeys((names[place], *texts)))


def _days(event: Event) -> list[str] | None:
    """Return the days of an event; a month gives its first day, as annotators do ("dated" tells that it is a month)."""
    when = event.when
    if when is None or (when.days > DAYS and when.precision is not Precision.MONTH):
        return None
    last = when.first if when.precision is Precision.MONTH else when.last
    return [when.first.isoformat(), last.isoformat()]
