"""The likeliest way to part the mentions of one text into acts.

What is hard: an early mistake draws later ones after it; once "the attack" has joined the wrong raid, so does all that
is said of either. Several ways are therefore carried along from mention to mention, each scored by how likely its
choices are together (beam search), and the best is taken when the text is over. The chance of a choice is that of a
mention-ranking resolver (Denis & Baldridge 2008): the events so far that no law forbids (kg.resolve.conflicts), and a
new one, share it by what speaks for each. No act answers what answered it: a way on which two acts would is not taken.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from math import exp, log1p
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.conflicts import conflict
from kg.resolve.features import Feature, features, of_itself
from kg.resolve.members import Members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

WIDTH = 6
"""Ways carried along."""
UNLIKELY = -4.0
"""A choice with a smaller logarithm of its chance is not followed."""
REACH = 60
"""So many acts back, and words of one act, a word can refer; a book would else take the square of its length."""
MOST = 30.0
_NOBODY = Members()

Held = dict[str, set[str]]
"""For each mention, those that are known to tell of another act."""
Answers = Sequence[tuple[str, str]]
"""Mentions that come in answer to, or after, others: effect and cause."""
Arrows = frozenset[tuple[int, int]]
"""Events that come in answer to others, by their numbers: effect and cause."""


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature, and the `threshold` that a sum must reach to be likelier than a new event."""
    return tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Step:
    """The choice made for one mention: the number of its event, and what spoke for it."""

    one: Profile
    event: int
    signs: tuple[Feature, ...]
    before: Step | None


@dataclass(frozen=True, slots=True)
class _Way:
    """Choices up to some mention; `events` are those within reach, the one spoken of last at the end."""

    score: float
    events: dict[int, Members]
    count: int
    last: Step | None
    arrows: Arrows = frozenset()

    def drawn(self, asked: Asked, event: int) -> Arrows | None:
        """Return the arrows between events once a mention is of one; None where two would point at each other."""
        if not asked.answers:
            return self.arrows
        at = {m.mention.id: i for i, members in self.events.items() for m in members} | {asked.one.mention.id: event}
        arrows = self.arrows | {(at[e], at[c]) for e, c in asked.answers if e in at and c in at}
        return None if any((c, e) in arrows for e, c in arrows) else arrows


class _Choice(NamedTuple):
    """One more step of a way: which event a mention is of, what spoke for it, and the score of the way then."""

    score: float
    way: _Way
    event: int
    signs: tuple[Feature, ...]
    arrows: Arrows

    def made(self, asked: Asked) -> _Way:
        """Return the way with this step."""
        way, event = self.way, self.event
        events = way.events.copy()
        members = events.pop(event, _NOBODY)
        if len(events) >= REACH:
            del events[next(iter(events))]
        events[event] = asked.joined(members)
        step = Step(asked.one, event, self.signs, way.last)
        return _Way(self.score, events, max(way.count, event + 1), step, self.arrows)


class Asked:
    """What was found out of one mention, once: ways share most of their events, and events of ways their mentions."""

    def __init__(self, one: Profile, held: Held, sides: Sides, answers: Answers = ()) -> None:
        self.one, self._sides = one, sides
        self.answers = [ends for ends in answers if one.mention.id in ends]
        self._apart = held.get(one.mention.id, set())
        self._barred: dict[int, bool] = {}
        self._itself = of_itself(one)
        self._joins: dict[tuple[int, ...], tuple[tuple[Feature, ...], float] | None] = {}
        self._joined: dict[tuple[int, ...], Members] = {}

    def joined(self, members: Members) -> Members:
        """Return an event's mentions with this one."""
        if members.key not in self._joined:
            self._joined[members.key] = Members((*members, self.one)[-REACH:])
        return self._joined[members.key]

    def join(self, members: Members) -> tuple[tuple[Feature, ...], float] | None:
        """Return the signs for its joining an event and the odds that they give; None where a law forbids it."""
        key = members.key
        if key not in self._joins:
            signs = self.signs(members)
            odds = 0.0 if signs is None else min(MOST, speaking_for(signs) - weights()["threshold"])
            self._joins[key] = None if signs is None else (signs, odds)
        return self._joins[key]

    def signs(self, members: Members) -> tuple[Feature, ...] | None:
        """Return what speaks for and against its joining an event; None where a law forbids it."""
        if any(map(self._bars, members)):
            return None
        return (*self._itself, *features(self.one, members, self._sides))

    def _bars(self, other: Profile) -> bool:
        known = self._barred.get(other.order)
        if known is None:
            known = other.mention.id in self._apart or conflict(self.one, other, self._sides) is not None
            self._barred[other.order] = known
        return known


def speaking_for(signs: tuple[Feature, ...]) -> float:
    """Return the weighted sum of what speaks for a join."""
    known = weights()
    return sum(known.get(name, 0.0) * value for name, value, _ in signs)


def _choices(way: _Way, asked: Asked) -> Iterator[_Choice]:
    open_to = []
    for i, members in sorted(way.events.items()):
        if (found := asked.join(members)) is not None and (arrows := way.drawn(asked, i)) is not None:
            open_to.append((i, arrows, *found))
    total = log1p(sum(exp(odds) for *_, odds in open_to))
    yield _Choice(way.score - total, way, way.count, (), way.drawn(asked, way.count) or way.arrows)
    for i, arrows, signs, odds in open_to:
        if odds - total > UNLIKELY:
            yield _Choice(way.score + odds - total, way, i, signs, arrows)


def likeliest(ordered: Sequence[Profile], held: Held, sides: Sides, answers: Answers = ()) -> list[Step]:
    """Return the choices for mentions in text order; of two ways alike, the one that opens more events is taken."""
    ways = [_Way(0.0, {}, 0, None)]
    for one in ordered:
        asked = Asked(one, held, sides, answers)
        further = [choice for way in ways for choice in _choices(way, asked)]
        ways = [choice.made(asked) for choice in nlargest(WIDTH, further, key=itemgetter(0))]
    found: list[Step] = []
    step = ways[0].last
    while step is not None:
        found.append(step)
        step = step.before
    return found[::-1]
