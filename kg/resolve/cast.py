"""The cast of an article: which sides it names and where, and who does what to whom in it.

What is hard: an article names many sides, and few of them act. Only what the words of an act itself say counts here;
what was carried over, supposed or read off a place would else be its own witness.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.names import actors
from kg.resolve.profile import ATTACK, firm
from kg.resolve.sides import side_of
from kg.vocab import HOSTILE, Family, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import Actor, Argument, Document, Event, EventMention, Extraction
    from kg.resolve.sides import Sides

DOING = ATTACK | {Family.INTERCEPT, Family.SEIZE}
"""What tells of two sides who fights whom."""
AROUND = 3000
"""Characters before and after an act within which a side that is named may be meant; further off only a chief one."""
CHIEF = 12
"""The sides that most is told of, which may be meant anywhere."""
UNSURE = ("own words", "unnamed group", "told before")
"""In the rules of a filler that stands in the words but may be less than a side, or another one."""
BREAK = re.compile(r"[.!?]\s|\n")
_OTHER = {Role.ACTOR: Role.TARGET, Role.TARGET: Role.ACTOR}


class Name(NamedTuple):
    """Where a side is named, and whether by an adjective: "Israeli"."""

    start: int
    side: str
    adjective: bool


class Tie(NamedTuple):
    """That an act answers or follows another (`end` "effect"), or is answered or followed by it ("cause")."""

    end: str
    kind: Relation
    event: Event


def ties(extraction: Extraction, event: Mapping[str, Event]) -> dict[str, list[Tie]]:
    """Return what each event is said to answer or follow, and to be answered or followed by; `event` is by mention."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for told in extraction.relations:
        effect, cause = event[told.effect], event[told.cause]
        if not told.denied and effect.id != cause.id:
            found[effect.id].append(Tie("effect", told.kind, cause))
            found[cause.id].append(Tie("cause", told.kind, effect))
    return found


def sure(argument: Argument) -> bool:
    """Return whether an act's own words name the side that fills a role, so that nothing has to be supposed."""
    read_off = argument.role is Role.TARGET and "place" in argument.rule
    return firm(argument) and not read_off and not any(way in argument.rule for way in UNSURE)


class Cast:
    """The sides of one article, by its events."""

    def __init__(self, document: Document, extraction: Extraction, events: Sequence[Event], sides: Sides) -> None:
        """Count who does what to whom, and note where each side is named."""
        self.text, self.sides = document.text, sides
        self.mention = {m.id: m for m in extraction.mentions}
        self.event = {member: event for event in events for member in event.members}
        self._order = sorted(extraction.mentions, key=lambda m: (m.trigger.start, m.trigger.end, m.id))
        self._at = {m.id: i for i, m in enumerate(self._order)}
        self._breaks = [found.start() for found in BREAK.finditer(document.text)]
        self.names = [
            Name(hit.start, actors.side(hit.actor).name, hit.adjective)
            for hit in actors.find(document.text)
            if not hit.backed
        ]
        self._starts = [name.start for name in self.names]
        self.named: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            self.named[name.side].append(name)
        self._of = {side: [name.start for name in named] for side, named in self.named.items()}
        self.ties = ties(extraction, self.event)
        self._count(events)

    def _count(self, events: Iterable[Event]) -> None:
        self._known: dict[tuple[str, Role], frozenset[str]] = {}
        self.does: dict[Role, Counter[str]] = {Role.ACTOR: Counter(), Role.TARGET: Counter()}
        self._pairs: Counter[tuple[str, str]] = Counter()
        told: Counter[str] = Counter()
        for event in events:
            for role in _OTHER:
                known = frozenset(side_of(a.name) for a in self.fillers(event, role) if sure(a))
                self._known[event.id, role] = known
                told.update(known)
            if event.type.family in DOING:
                doers, hit = self.known(event, Role.ACTOR), self.known(event, Role.TARGET)
                self.does[Role.ACTOR].update(doers)
                self.does[Role.TARGET].update(hit)
                self._pairs.update((a, b) for a in doers for b in hit if a != b)
        self._foes: Counter[tuple[Role, str]] = Counter()
        for (doer, hit_by_it), number in self._pairs.items():
            self._foes.update({(Role.TARGET, doer): number, (Role.ACTOR, hit_by_it): number})
        self.doings = {role: sum(does.values()) for role, does in self.does.items()}
        self.chief = tuple(side for side, _ in sorted(told.items(), key=lambda item: (-item[1], item[0]))[:CHIEF])

    def members(self, event: Event) -> list[EventMention]:
        """Return the mentions of an event, in text order."""
        return [self.mention[m] for m in event.members]

    def fillers(self, event: Event, role: Role) -> list[Argument]:
        """Return what fills a role of an event, told or supposed."""
        return [a for m in self.members(event) for a in m.fillers(role)]

    def known(self, event: Event, role: Role) -> frozenset[str]:
        """Return the sides that words of an event's own name in a role."""
        return self._known[event.id, role]

    def fights(self, role: Role, side: str, other: str) -> int:
        """Return how many acts have a side in a role, and another in the other role."""
        return self._pairs[(side, other) if role is Role.ACTOR else (other, side)]

    def foes(self, role: Role, other: str) -> int:
        """Return how many acts, by whomever, have a side in the other role."""
        return self._foes[role, other]

    def apart(self, start: int, end: int) -> int:
        """Return how many ends of sentences and lines lie between two places in the text."""
        return bisect_left(self._breaks, end) - bisect_left(self._breaks, start)

    def between(self, start: int, end: int) -> list[Name]:
        """Return the sides named from one place in the text to another."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def told_of(self, side: str, start: int, end: int) -> list[Name]:
        """Return where a side is named from one place in the text to another."""
        starts = self._of.get(side, [])
        return self.named[side][bisect_left(starts, start) : bisect_left(starts, end)] if starts else []

    def beside(self, side: str, start: int, end: int) -> tuple[int | None, int | None]:
        """Return where a side is named last before a stretch of text, and first after it."""
        starts = self._of.get(side, [])
        i, j = bisect_left(starts, start), bisect_left(starts, end)
        return (starts[i - 1] if i else None), (starts[j] if j < len(starts) else None)

    def last_named(self, at: int) -> str | None:
        """Return the side that was named last before a place in the text."""
        i = bisect_left(self._starts, at)
        return self.names[i - 1].side if i else None

    def neighbour(self, event: Event, step: int) -> Event | None:
        """Return the event told of right before the first words of an event (`step` -1), or right after them (1)."""
        i = self._at[self.members(event)[0].id] + step
        while 0 <= i < len(self._order):
            other = self.event.get(self._order[i].id)
            if other is None or other.id != event.id:
                return other
            i += step
        return None

    def candidates(self, event: Event, role: Role) -> list[str]:
        """Return the sides that may fill a role of an event, by name; nobody acts upon itself."""
        first = self.members(event)[0].trigger.start
        own = {side_of(a.name) for a in self.fillers(event, role)}
        near = {name.side for name in self.between(first - AROUND, first + AROUND)}
        known = {
            side for side in (*near, *self.chief) if (actor := actors.canonical(side)) and _may(event, role, actor)
        }
        return sorted((own | known) - self.known(event, other(role)))


def _may(event: Event, role: Role, actor: Actor) -> bool:
    """Whether a party may have done such an act: no watcher, court or charity strikes."""
    return role is Role.TARGET or event.type.family not in HOSTILE or actor.kind != "body"


def other(role: Role) -> Role:
    """Return the actor's role for the target's, and the other way round."""
    return _OTHER[role]
