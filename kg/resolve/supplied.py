"""Who did it, and to whom, where no words of the act's own name a side: the likeliest of the article's sides.

What is hard: "a missile hit the port" names nobody, and yet readers mostly know. What speaks for each side is weighed
(kg.resolve.role_signs, with readable weights fitted to annotated texts by tests/quality/fit_roles.py), and the
likeliest is taken where it is likely enough; else the role stays open. Such an argument has no words of its own: it
tells how sure it is and which signs weighed most.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kg.model import Actor, Argument, Event
from kg.names import actors
from kg.resolve.cast import Cast, sure
from kg.resolve.merge import actor_id, told_anew
from kg.resolve.profile import MUTUAL, firm
from kg.resolve.role_signs import BY_RULE, Question
from kg.resolve.sides import side_of
from kg.resolve.weighing import Choice, known
from kg.vocab import UNREAL, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Document, EventMention, Extraction
    from kg.resolve.sides import Sides

LIKELY, AGREED = 0.45, 0.2
"""The chance from which a side is taken, and from which it is where a rule supposes it too, as the one foe."""
_KEPT = ("own words", "unnamed group")
"""In the rules of words that stay beside the side they are taken for: "gunmen", "the Treasury"."""


def weights() -> dict[str, dict[str, float]]:
    """Return the weight of each sign, by role."""
    return known("role_weights.toml")


def open_roles(cast: Cast, events: Sequence[Event]) -> list[Question]:
    """Return the roles of events that no words of their own fill."""
    return [
        Question(cast, event, role)
        for event in events
        for role in (Role.ACTOR, Role.TARGET)
        if event.factuality not in UNREAL and not any(map(sure, cast.fillers(event, role)))
    ]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The candidates for one open role, weighed."""

    asked: Question
    sides: Choice[str]

    @staticmethod
    def of(asked: Question) -> Weighed:
        """Weigh the candidates of a question."""
        signs = {side: asked.signs(side) for side in asked.cast.candidates(asked.event, asked.role)}
        return Weighed(asked, Choice.of(signs, weights()[asked.role.value]))

    def without(self, sides: Iterable[str]) -> Weighed:
        """Return the same choice with some sides left out: nobody strikes itself."""
        return replace(self, sides=self.sides.without(sides))

    def taken(self) -> list[Argument]:
        """Return the likeliest side as a filler; none where none is likely enough.

        What has two sides (a clash, a truce) has the next likeliest beside it, of those that were supposed.
        """
        ranked, asked = self.sides.ranked, self.asked
        if not ranked:
            return []
        agreed = any(sign.startswith(BY_RULE) for sign in self.sides.signs[ranked[0]])
        if self.sides.surest < (AGREED if agreed else LIKELY):
            return []
        two = asked.role is Role.ACTOR and (asked.event.type in MUTUAL or asked.event.type.family is Family.DEAL)
        supposed = {side for _, side in asked.own}
        beside = [side for side in ranked[1:] if side in supposed] if two and ranked[0] in supposed else []
        return [self._filler(side) for side in (ranked[0], *beside[:1])]

    def _filler(self, side: str) -> Argument:
        """Return the filler whose words name that side, or else one that tells what spoke for it."""
        asked = self.asked
        said = next((a for a, of in asked.own if of == side and a.span is not None), None)
        if said is not None:
            return said
        party = actors.canonical(side)
        ref = party.id if party is not None else Actor.identify(side)
        rule = self.sides.rule(side, weights()[asked.role.value])
        return Argument(asked.role, side, side, ref, None, rule, round(self.sides.chance(side), 2))


def chosen(open_to: Sequence[Question]) -> dict[Role, list[Argument]]:
    """Return the fillers of the open roles of one event; the surest is chosen first, and no side for both.

    A pointer to another article tells nothing but its own words: the sides told around it are none of its own.
    """
    if open_to and open_to[0].event.teaser:
        return {one.role: [] for one in open_to}
    weighed = sorted(map(Weighed.of, open_to), key=lambda one: -one.sides.surest)
    found: dict[Role, list[Argument]] = {}
    for one in weighed:
        taken = [side_of(a.name) for fillers in found.values() for a in fillers]
        found[one.asked.role] = one.without(taken).taken()
    return found


def supplied(
    document: Document, extraction: Extraction, events: tuple[Event, ...], sides: Sides
) -> tuple[tuple[Event, ...], tuple[EventMention, ...]]:
    """Return events and mentions with their open roles filled, or left open.

    What was supposed of a single mention gives way to what is weighed of the whole act.
    """
    cast = Cast(document, extraction, events, sides)
    mentions = {m.id: m for m in extraction.mentions}
    full = {event.id: event for event in events}
    for key, asked in groupby(open_roles(cast, events), key=lambda one: one.event.id):
        questions = list(asked)
        found = chosen(questions)
        for one in questions:
            full[key] = _filled(full[key], one, found[one.role], mentions)
    names = {actor_id(a): a.name for m in (*extraction.mentions, *mentions.values()) for a in m.arguments}
    renamed = tuple(told_anew(full[event.id], event, names) for event in events)
    return renamed, tuple(mentions[m.id] for m in extraction.mentions)


def _filled(event: Event, asked: Question, found: list[Argument], mentions: dict[str, EventMention]) -> Event:
    """Return an event with what was found for a role, and write it into its mentions."""
    taken = frozenset(side_of(a.name) for a in found)
    kin = {side for _, side in asked.own if asked.cast.sides.kin(frozenset((side,)), taken)}
    kept = {a for a, side in asked.own if (a.span or firm(a)) and (side in taken | kin or _common(a))}
    for member in event.members:
        old = mentions[member]
        rest = tuple(a for a in old.arguments if a.role is not asked.role or a in kept)
        extra = tuple(a for a in found if member == event.members[0] and a not in kept)
        mentions[member] = replace(old, arguments=(*rest, *extra))
    fillers = (*found, *(a for a, _ in asked.own if a in kept))
    ids = tuple(dict.fromkeys(map(actor_id, fillers)))
    weighed = (asked.role.value,) if found and not any(a.span for a in fillers) else ()
    full = replace(event, worked_out=tuple(sorted({*event.worked_out, *weighed})))
    return replace(full, actors=ids) if asked.role is Role.ACTOR else replace(full, targets=ids)


def _common(argument: Argument) -> bool:
    """Whether words name no side that is known, and so stay beside the one they are taken for."""
    return any(way in argument.rule for way in _KEPT)
