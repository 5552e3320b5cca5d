"""What speaks for a side's filling a role that an act's own words leave open: named signs, each with a value.

What is hard: readers know who did it from many faint signs at once, such as who fights whom, whose jets there are, who
tells of it, who is named last, who answers for it afterwards. None of them decides, and each weighs differently in an
air strike, an interception and a closure; so each comes twice, by itself and for the kind of act.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.names import actors, tables
from kg.resolve.cast import BREAK, UNSURE, other
from kg.resolve.profile import ATTACK, firm
from kg.resolve.sides import side_of, side_of_words
from kg.vocab import EventType, Family, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Event, Span
    from kg.resolve.cast import Cast, Tie

Sign = tuple[str, float]
BY_RULE = "rule: "
"""How the signs begin that a rule supposes the side, too."""

_WEAPON = {
    EventType.AIR_STRIKE: "air",
    EventType.MISSILE_STRIKE: "missile",
    EventType.DRONE_STRIKE: "drone",
    EventType.ROCKET_FIRE: "rocket",
    EventType.SHELLING: "shell",
    EventType.BOMBING: "bomb",
    EventType.EXPLOSION: "bomb",
}
_FAR_BEFORE, _FAR_AFTER = 4, 3
"""Sentences beyond which distance counts no further."""
_OFTEN, _TOP, _AFTERWARDS = 3, 300, 260
_BLAMED = re.compile(r"blam|accus|suspect|attribut|finger|\bput\b.*\bdown to|work of|held", re.IGNORECASE)
_OWNED = re.compile(r"claim|responsib|behind|took credit|said (?:it|its|that it|they)\b|adopted", re.IGNORECASE)
_DENIED = re.compile(r"den(?:y|ied|ies)|nothing to do|no part|not comment|declin", re.IGNORECASE)
_TOLD = {
    "blame": re.compile(r"blam|accus|attribut", re.IGNORECASE),
    "claim": re.compile(r"claim|responsib|said it (?:had )?(?:fired|carried)|behind", re.IGNORECASE),
    "nobody": re.compile(r"no group|no one has|not clear who|unknown|unclear who|nobody", re.IGNORECASE),
}


@lru_cache(maxsize=64)  # both roles of an act ask
def _vouched(words: str) -> list[str]:
    """Return what words tell of who did an act: "blame", "claim", "nobody"."""
    return [what for what, pattern in _TOLD.items() if pattern.search(words)]


@lru_cache(maxsize=1024)  # both roles of an act ask, and the acts of a sentence
def _owned(text: str, start: int, at: int) -> tuple[str, ...]:
    """Return what the words before and behind a name say of whom it names; `start` is that of the act's sentence."""
    before = BREAK.split(text[max(start, at - 70) : at])[-1]
    after = BREAK.split(text[at : at + 110])[0]
    asked = (("blamed", _BLAMED, before), ("owns it", _OWNED, after), ("denies it", _DENIED, after))
    return tuple(sign for sign, pattern, words in asked if pattern.search(words))


@cache
def _class(name: str) -> str:
    """Return what sort of side a name is: "state", a named "group", an "unnamed" one, or its "own words"."""
    known = actors.canonical(name)
    if known is None:
        return "own words"
    side = actors.side(known)
    return "state" if side.kind == "country" else "group" if side.name in tables.parties() else "unnamed"


@cache
def _country(name: str) -> str | None:
    known = actors.canonical(name)
    return known.country if known is not None else None


class Question:
    """Which side fills one role of one event? What all candidates share is found out once."""

    def __init__(self, cast: Cast, event: Event, role: Role) -> None:
        self.cast, self.event, self.role = cast, event, role
        self.members = cast.members(event)
        self.kind = "attack" if event.type.family in ATTACK else event.type.family.value
        self.weapon = _WEAPON.get(event.type, event.type.family.value)
        self.told = cast.known(event, other(role))
        self.supposed = {side_of(a.name) for a in cast.fillers(event, other(role))} - self.told
        self.own = [(a, side_of(a.name)) for a in cast.fillers(event, role)]
        said = next((m.attribution for m in self.members if m.attribution is not None), None)
        first = self.members[0].sentence
        around = (("here", (first.start, first.end)), ("next", (first.end, first.end + 200)))
        self.vouched = [(where, span, _vouched(cast.text[slice(*span)])) for where, span in around]
        self.said, self.tellers = said, side_of_words(said.speaker) if said is not None else frozenset()

    def signs(self, side: str) -> dict[str, float]:
        """Return the signs that speak for a side, or against it, with their values."""
        found: dict[str, float] = {}
        for name, value in (*self._by_words(side), *self._by_cast(side), *self._by_place(side), *self._by_story(side)):
            found[name] = found.get(name, 0.0) + value
        whole = {f"{self.kind}: {name}": value for name, value in found.items()}
        family = self.event.type.family.value
        return {"any": 1.0, f"in a {family}": 1.0, f"{self.weapon}, {_class(side)}": 1.0, **found, **whole}

    def _by_words(self, side: str) -> Iterator[Sign]:
        """What the act's own words tell of it, as far as rules could read them."""
        kind = _class(side)
        weak = [(a, of) for a, of in self.own if firm(a)]
        if weak:
            yield "a weak one is told", 1.0
        for a, of in weak:
            if of == side:
                ways = [way for way in UNSURE if way in a.rule]
                yield f"told: {', '.join(ways)}", 1.0
                yield f"told {kind}", 1.0
        rules = sorted({a.rule.split(", ")[0] for a, of in self.own if of == side})
        for rule in rules:
            yield f"{BY_RULE}{rule}", 1.0
        if self.own and not rules:
            yield "another was supposed", 1.0
        back = [a for a, of in self.own if of == side and "told before" in a.rule]
        if back:
            yield ("pronoun" if any("pronoun" in a.rule for a in back) else "definite noun"), 1.0
        filled = self.event.actors if self.role is Role.ACTOR else self.event.targets
        if not self.own and filled and (known := actors.canonical(side)) is not None and known.id in filled:
            yield f"{BY_RULE}completed", 1.0

    def _by_cast(self, side: str) -> Iterator[Sign]:
        """Who fights whom in the article."""
        cast, role, kind = self.cast, self.role, _class(side)
        if side in self.supposed:
            yield "is supposed to be the other side", 1.0
        home, others = _country(side), sorted(self.told | self.supposed)
        if home and any(_country(o) == home for o in others if o != side):
            yield "countryman of the other side", 1.0
        does, suffers = cast.does[role], cast.does[other(role)]
        if does[side]:
            yield "does so elsewhere", 1.0
            yield "share of doings", does[side] / cast.doings[role]
            if len(does) <= len(self.told) + 1 and set(does) - self.told == {side}:
                yield "only one to do so", 1.0
        elif does:
            yield "never does so", 1.0
        if suffers[side]:
            yield "suffers elsewhere", 1.0
        for one in sorted(self.told):
            yield from self._against(side, one)
        if not self.told:
            yield "other side not told", 1.0
        if others:
            yield f"{_class(others[0])} and {kind}, {self.kind}", 1.0

    def _against(self, side: str, one: str) -> Iterator[Sign]:
        fights = self.cast.fights
        forth, back = fights(self.role, side, one), fights(self.role, one, side)
        if forth:
            yield "does so to it", 1.0
            if forth == self.cast.foes(self.role, one):
                yield "only foe", 1.0
        if back:
            yield "suffers from it", 1.0
            if back == self.cast.foes(other(self.role), one):
                yield "only one it does so to", 1.0

    def _by_place(self, side: str) -> Iterator[Sign]:
        """Whose country the act happened in."""
        where = self.cast.fillers(self.event, Role.PLACE)
        place = self.cast.sides.place(where[0].name) if where else None
        if place is not None and place.country:
            home = _country(side)
            if home is None:
                yield "stateless", 1.0
            else:
                yield ("its country" if place.country == home else "not its country"), 1.0

    def _by_story(self, side: str) -> Iterator[Sign]:
        """Where it is named, who tells of the act, and what the acts around say."""
        yield from self._near(side)
        yield from self._telling(side)
        for step, which in ((-1, "act before"), (1, "act after")):
            beside = self.cast.neighbour(self.event, step)
            if beside is not None:
                if side in self.cast.known(beside, self.role):
                    yield f"{which} too", 1.0
                    if beside.type is self.event.type:
                        yield f"{which} too, same type", 1.0
                if side in self.cast.known(beside, other(self.role)):
                    yield f"{which}: other role", 1.0
        for tie in self.cast.ties[self.event.id]:
            yield from self._tied(side, tie)

    def _tied(self, side: str, tie: Tie) -> Iterator[Sign]:
        """Whom the act that it answers, or that answers it, is by and upon."""
        way = "follows" if tie.kind is Relation.FOLLOWED else "answers"
        way += " met" if tie.event.type.family is Family.INTERCEPT else ""
        spoken = {m.sentence.start for m in self.members} & {m.sentence.start for m in self.cast.members(tie.event)}
        for role, told in ((Role.ACTOR, "did the other"), (Role.TARGET, "hit by the other")):
            if side in self.cast.known(tie.event, role):
                yield f"{way}, {tie.end}: {told}", 1.0
                if tie.kind is Relation.RETALIATION_FOR:
                    yield f"retaliates, {tie.end}: {told}", 1.0
                if spoken:
                    yield f"{way}, {tie.end}, one sentence: {told}", 1.0
                if len(self.cast.known(tie.event, role)) == 1 and side not in self.told | self.supposed:
                    yield f"{way}, {tie.end}, clear: {told}", 1.0

    def _near(self, side: str) -> Iterator[Sign]:
        cast, first, named = self.cast, self.members[0], self.cast.named.get(side, [])
        start, end = first.sentence.start, first.sentence.end
        here = cast.told_of(side, start, end)
        if here or any(cast.told_of(side, m.sentence.start, m.sentence.end) for m in self.members):
            yield "same sentence", 1.0
        if here:
            yield ("adjective here" if here[0].adjective else "noun here"), 1.0
            yield ("before it" if here[0].start < first.trigger.start else "after it"), 1.0
        before, after = cast.beside(side, start, end)
        if before is not None:
            yield f"before, {min(cast.apart(before, start), _FAR_BEFORE)}", 1.0
        if after is not None:
            yield f"after, {min(cast.apart(end, after), _FAR_AFTER)}", 1.0
        if cast.last_named(first.trigger.start) == side:
            yield "named last", 1.0
        if len(named) >= _OFTEN:
            yield "named often", 1.0
        if named and named[0].start < _TOP:
            yield "named at the top", 1.0
        yield "share of names", len(named) / max(1, len(cast.names))

    def _telling(self, side: str) -> Iterator[Sign]:
        """Who vouches for the act, is blamed for it, or owns up to it, in its sentence or right after."""
        if self.said is not None:
            if side_of(self.said.speaker) == side:
                yield f"teller, {self.said.stance.value}", 1.0
            elif actors.canonical(self.said.speaker) is not None:
                yield "another tells", 1.0
        if side in self.tellers:
            yield "side of the teller", 1.0
        fights = self.cast.fights
        if any(fights(self.role, side, t) or fights(self.role, t, side) for t in self.tellers):
            yield "foe of the teller", 1.0
        if (home := _country(side)) and any(_country(t) == home for t in self.tellers):
            yield "country of the teller", 1.0
        for where, (start, end), told in self.vouched:
            here = ", named" if told and self.cast.told_of(side, start, end) else ""
            for what in told:
                yield f"{what} told {where}{here}", 1.0
        yield from sorted({sign for m in self.members for sign in self._owning(m.sentence, side)})

    def _owning(self, told: Span, side: str) -> Iterator[Sign]:
        for name in self.cast.told_of(side, told.start, told.end + _AFTERWARDS):
            for sign in _owned(self.cast.text, told.start, name.start):
                yield sign, 1.0
