"""What the mentions of one act say together.

What is hard: mentions differ in detail and sometimes in kind ("attack" for a massacre), and the event must
say what most of them say, as narrowly as they agree, without making anything up: the day is what all dated
mentions allow, the type what the most telling words name, and a place is kept only if some mention names it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Actor, Event, Place
from kg.resolve.profile import firm
from kg.vocab import HOSTILE, EventType, Factuality, Family, LineLabel, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Argument, Document, EventMention, Extraction
    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides
    from kg.when import When

TOWNS = frozenset(
    {"airport", "base", "camp", "city", "district", "nuclear", "nuclear-site", "place", "port", "site", "village"}
)
"""Kinds of places that stand in a region."""
GENERIC_VOTE = 0.4
"""A word that fits any act says this much of a telling one about the type."""


def actor_id(argument: Argument) -> str:
    """Return the id of the actor an argument names, known or not."""
    return argument.ref or Actor.identify(argument.name)


def place_id(argument: Argument) -> str:
    """Return the id of the place an argument names, known or not."""
    return argument.ref or Place.identify(argument.name, None)


def _type(members: Sequence[Profile]) -> EventType:
    """Families vote first, telling words more than bare labels; the commonest narrow type of the winner is taken."""
    family: Counter[str] = Counter()
    narrow: Counter[EventType] = Counter()
    for one in members:
        vote = GENERIC_VOTE if one.generic else 1.0
        family[one.mention.type.family.value] += vote  # type: ignore[assignment]  # halves count too
        narrow[one.mention.type] += vote  # type: ignore[assignment]  # halves count too
    first = {m.mention.type.family.value: -i for i, m in reversed(list(enumerate(members)))}
    won = max(family, key=lambda f: (family[f], first[f]))
    own = [t for t in narrow if t.family.value == won]
    telling = [t for t in own if t.value != won] or own
    return max(telling, key=lambda t: (narrow[t], t.value))


def _factuality(members: Sequence[Profile]) -> Factuality:
    """Asserted if anybody asserts it; else what most mentions say, the first winning ties."""
    said = [m.mention.factuality for m in members]
    if Factuality.ASSERTED in said:
        return Factuality.ASSERTED
    return max(dict.fromkeys(said), key=said.count)


def _when(members: Sequence[Profile]) -> When | None:
    """What all dated mentions allow; where two contradict each other, the first dated one is kept.

    A day that was carried over serves where no mention has one of its own.
    """
    own = [one.when for one in members if one.when is not None]
    met: When | None = None
    for when in own or [one.mention.when for one in members if one.mention.when is not None]:
        met = when if met is None else met.meet(when) or met
    return met


def _ranked(members: Sequence[Profile], role: Role) -> list[Argument]:
    """The fillers of a role, the most often named first, each name once.

    Where words of an act's own name a side, a faint one of another mention is left out.
    """
    said = [a for one in members for a in one.mention.fillers(role)]
    if role is not Role.PLACE and any(map(firm, said)):
        named = {a.name for a in said if not any(faint in a.rule for faint in _FAINT)}
        said = [a for a in said if a.name in named]
    count = Counter(a.name for a in said)
    surest: dict[str, Argument] = {}
    for argument in said:
        if argument.confidence > surest.setdefault(argument.name, argument).confidence:
            surest[argument.name] = argument
    return sorted(surest.values(), key=lambda a: -count[a.name])


def _breadth(sides: Sides, name: str) -> int:
    """Return how widely a name tells a place: a town or region, the border or the north of a country, a country."""
    place = sides.place(name)
    if place is not None and place.kind in ("border", "part"):
        return 1
    return 0 if sides.precise(name) else 2


def _places(members: Sequence[Profile], sides: Sides) -> list[Argument]:
    """The places of an act: the narrow before the wide, what its own words name, the most often named.

    A town comes before the region of its country; one that is named leaves out what is as wide and only supposed.
    """
    count = Counter(a.name for one in members for a in one.mention.fillers(Role.PLACE) if firm(a))
    found = sorted(_ranked(members, Role.PLACE), key=lambda a: (_breadth(sides, a.name), not firm(a), -count[a.name]))
    named = next((at for at, place in enumerate(found) if firm(place)), len(found))
    found = [p for at, p in enumerate(found) if firm(p) or (at <= named and not _taken_over(p, found, sides))]
    top = sides.place(found[0].name) if found else None
    if top is not None and top.kind == "region":
        for at, other in enumerate(found):
            place = sides.place(other.name)
            inside = place is None or (place.kind in TOWNS and place.country in (None, top.country))
            if inside and firm(other):
                return [other, *found[:at], *found[at + 1 :]]
    return found


def _taken_over(place: Argument, found: Sequence[Argument], sides: Sides) -> bool:
    """Whether a place only goes on from the act told before, where an act's own words name one, more than a border."""
    named = (sides.place(other.name) for other in found if firm(other))
    return "carried over" in place.rule and any(where is not None and where.kind != "border" for where in named)


_FAINT = ("carried over", "the only foe", "told before")
"""In the rules of a side that was taken from another act, or supposed."""

TOWARDS = {
    Family.INTERCEPT: "of an attack by",
    Family.THREAT: "against",
    Family.SANCTION: "against",
    Family.DEAL: "with",
    Family.MOVE: "towards",
    Family.SEIZE: "from",
    Family.KILLING: "of",
}
"""What stands between an act and whom it is done to; "on" for all others."""


def _label(kind: EventType, actors: list[Argument], targets: list[Argument], places: list[Argument]) -> str:
    """Write an event as a person would: "Russia: missile strike on Ukraine, Kryvyi Rih", places as the text does."""
    head = _head(kind, *(side[0].name if side else None for side in (actors, targets)))
    where = _spelt(places[0]) if places else ""
    return f"{head}, {where}" if where and where not in {target.name for target in targets[:1]} else head


def _head(kind: EventType, actor: str | None, target: str | None) -> str:
    """Write who did what to whom."""
    text = "interception" if kind.family is Family.INTERCEPT else kind.value.replace("-", " ")
    if actor:
        text = f"{actor}: {text}"
    return f"{text} {TOWARDS.get(kind.family, 'on')} {target}" if target else text


def _spelt(place: Argument) -> str:
    """Return a place as the text spells it, without article or genitive; by its name where that only owns a thing."""
    if "whose it is" in place.rule:
        return place.name
    words = " ".join(place.text.split())
    for end in ("\u2019s", "'s"):
        words = words.removesuffix(end)
    return words.removeprefix("the ").removeprefix("The ") or place.name


def built(document: Document, members: Sequence[Profile], sides: Sides) -> Event:
    """Return the event that `members` tell of; they are in text order and not empty."""
    mentions: list[EventMention] = [m.mention for m in members]
    actors, targets = _ranked(members, Role.ACTOR), _ranked(members, Role.TARGET)
    places = _places(members, sides)
    kind = _type(members)
    ids = tuple(m.id for m in mentions)
    return Event(
        id=Event.identify(ids),
        type=kind,
        label=_label(kind, actors, targets, places),
        factuality=_factuality(members),
        when=_when(members),
        actors=tuple(dict.fromkeys(map(actor_id, actors))),
        targets=tuple(dict.fromkeys(map(actor_id, targets))),
        places=tuple(dict.fromkeys(map(place_id, places))),
        members=ids,
        documents=(document.id,),
        teaser=all(m.line is LineLabel.TEASER for m in mentions),
    )


def completed(events: tuple[Event, ...], extraction: Extraction) -> tuple[Event, ...]:
    """Fill in who did what to whom where a stated answer makes it evident.

    Who retaliates was hit, and hits who did it; an interception is by who is attacked, of who attacks. Only what no
    mention names is filled, from the mentions that the relation joins, never through a chain of relations.
    """
    at = {mention: i for i, event in enumerate(events) for mention in event.members}
    full = list(events)
    said = [a for m in extraction.mentions for role in (Role.ACTOR, Role.TARGET) for a in m.fillers(role)]
    names = {actor_id(a): a.name for a in said}
    able = {actor_id(a) for a in said if not any(way in a.rule for way in _NO_SIDE)}
    for relation in extraction.relations:
        i, j = at[relation.effect], at[relation.cause]
        effect, cause = events[i], events[j]
        if relation.denied or relation.kind is Relation.FOLLOWED or cause.type.family not in HOSTILE:
            continue
        if effect.type.family in HOSTILE | {Family.INTERCEPT, Family.THREAT} and i != j:
            full[i] = _filled(full[i], effect, cause, able)
            full[j] = _filled(full[j], cause, effect, able)
        if effect.type.family is Family.INTERCEPT and i != j:  # what is met is met on the day it is fired
            full[i] = replace(full[i], when=full[i].when or cause.when)
            full[j] = replace(full[j], when=full[j].when or effect.when)
    return tuple(told_anew(new, old, names) for new, old in zip(full, events, strict=True))


def told_anew(event: Event, before: Event, names: dict[str, str]) -> Event:
    """Name the sides in the label that were filled in."""
    told = ([names[side[0]] if side else None for side in (e.actors, e.targets)] for e in (before, event))
    old, new = (_head(event.type, *sides) for sides in told)
    return event if old == new else replace(event, label=new + event.label.removeprefix(old))


_NO_SIDE = ("own words", "whose ground")
"""How rules are named that read no side: a ship or a man who was hit, the owner of the ground."""


def _filled(event: Event, told: Event, other: Event, able: set[str]) -> Event:
    """Give an event the sides that its counterpart in an answer implies, where none was told; `able` may have acted."""
    if set(told.actors) & set(other.actors):
        return event
    hit = (a for a in other.targets[:1] if a in able)
    return replace(
        event,
        actors=event.actors or tuple(a for a in hit if a not in (*event.targets, *other.actors)),
        targets=event.targets or tuple(a for a in other.actors[:1] if a not in event.actors),
    )
