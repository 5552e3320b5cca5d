"""Acts that several documents tell of, brought together only where they must be the same.

What is hard: two strikes on one town in one week are two acts, and a paper that repeats itself is not a second
strike. An act is told in full when its family, its author, its place and its one exact day are told; only such acts
unite, only across documents, and never where a document tells of two acts alike in all that, or weapons differ. One
that names no author ("Tuesday's attack on Klintsy") joins them where only one author is told of there and then.
Everything here depends on the set of documents alone, so the order in which they were read never matters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Event
from kg.vocab import EventType, Factuality

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TOLD = frozenset({Factuality.ASSERTED, Factuality.DENIED})
NARROW = frozenset({"city", "village", "base", "airport", "port", "camp", "nuclear-site"})
"""Kinds of places small enough that a day and an author make one act likely; a country sees many a day."""


def key(event: Event, kinds: Mapping[str, str]) -> str | None:
    """Return what two tellings of one act share; None where too little is told to say.

    `kinds` tells the kind of each place by its id.
    """
    when = event.when
    if event.teaser or event.factuality not in TOLD or not event.places or "place" in event.worked_out:
        return None
    if kinds.get(event.places[0]) not in NARROW:
        return None
    if when is None or when.first != when.last or "when" in event.worked_out:
        return None
    return " ".join((event.type.family, event.places[0], when.first.isoformat()))


def groups(events: Sequence[Event]) -> list[list[Event]]:
    """Return which events of one key are one act, each group of two or more; the others stand alone."""
    by: dict[str, list[Event]] = {}
    for event in events:
        by.setdefault(_author(event) or "", []).append(event)
    nameless = by.pop("", [])
    told = [group for group in by.values() if _apart(group) and same(group)]
    if len(by) == 1 and told and _apart(told[0] + nameless) and same(told[0] + nameless):
        told = [told[0] + nameless]
    return [group for group in told if len(group) > 1]


def _author(event: Event) -> str | None:
    """Return who did it by the event's own words; who is only thought to have done it brings nothing together."""
    return event.actors[0] if event.actors and "actor" not in event.worked_out else None


def _apart(events: Sequence[Event]) -> bool:
    """Return whether each event is told by another document."""
    return len({document for event in events for document in event.documents}) == len(events)


def same(events: Sequence[Event]) -> bool:
    """Return whether events of one author, each from another document, are one act: no two weapons, no two targets."""
    weapons = {event.type for event in events if event.type.value != event.type.family.value}
    targets = [set(event.targets) for event in events if event.targets and "target" not in event.worked_out]
    return len(weapons) <= 1 and (not targets or bool(set.intersection(*targets)))


def merged(events: Sequence[Event]) -> Event:
    """Return the one event that several tell of: what most say, the more exact word where they differ in that."""
    order = sorted(events, key=lambda e: e.id)
    kinds = [e.type for e in order if e.type.value != e.type.family.value] or [e.type for e in order]
    kind = EventType(min(kinds))
    told = min((e for e in order if e.type is kind), key=lambda e: (not _author(e), not e.targets, e.id))
    facts = Counter(e.factuality for e in order)
    members = tuple(sorted({m for e in order for m in e.members}))
    guessed = {name for e in order for name in e.worked_out}
    return replace(
        told,
        id=Event.identify(members),
        factuality=max(sorted(facts), key=lambda f: facts[f]),
        actors=_told(order, "actor", [e.actors for e in order]),
        targets=_told(order, "target", [e.targets for e in order]),
        places=_told(order, "place", [e.places for e in order]),
        members=members,
        documents=tuple(sorted({d for e in order for d in e.documents})),
        worked_out=tuple(sorted(guessed.intersection(*map(_open, order)))),
    )


def _open(event: Event) -> set[str]:
    """Return what an event's own words leave open, whether it was worked out or not."""
    filled = {"actor": event.actors, "target": event.targets, "place": event.places, "when": event.when}
    return {name for name, value in filled.items() if not value} | set(event.worked_out)


def _told(events: Sequence[Event], name: str, sides: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the sides or places that words tell, in some event; else those that were worked out."""
    told = [own for event, own in zip(events, sides, strict=True) if name not in event.worked_out]
    return _union(told) or _union(sides)


def _union(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))
