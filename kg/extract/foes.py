"""Who fights whom in an article: what names a side that a sentence leaves out.

What is hard: "a missile hit the port" names nobody, and yet its readers know. Only pairs that sentences name themselves
count, whoever strikes first; a party that is nobody's foe, or has two, leaves the side open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.names import actors, tables
from kg.vocab import EventType, Factuality, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Argument, EventMention

HARMING = frozenset({Family.STRIKE, Family.GROUND, Family.KILLING})
_FOUGHT = HARMING | {Family.SEIZE, Family.INTERCEPT, Family.THREAT}
_MUTUAL = frozenset({EventType.EXCHANGE_OF_FIRE, EventType.CLASH})
GROUND = "whose ground it is"
_GUESSED = 0.45
"""How surely whose place it is was hit, where nobody is told to hit it."""
_BETWEEN = _MUTUAL | {EventType.CEASEFIRE, EventType.PRISONER_EXCHANGE}
_OPEN = frozenset({EventType.ACCIDENT, EventType.DEATH})


def side_name(name: str) -> str:
    """Return the side that a name is of, or the name itself."""
    known = actors.canonical(name)
    return actors.side(known).name if known is not None else name


def sides(mention: EventMention, role: Role) -> set[str]:
    """Return the sides that fill a role."""
    return {side_name(name) for name in mention.names(role)}


def home(name: str) -> str | None:
    """Return the country code that a side is of."""
    known = actors.canonical(name)
    return known.country if known is not None else None


def kin(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists of sides are of one country: Gaza is no foe of Hamas."""
    mine = {code for code in map(home, one) if code}
    return bool(mine & {code for code in map(home, other) if code})


def _told(mention: EventMention, role: Role) -> list[Argument]:
    """Return the fillers that stand in the words, or follow from the place named there."""
    return [
        a
        for a in mention.fillers(role)
        if (a.span is not None or a.rule.startswith("place") or "told before" in a.rule) and "own words" not in a.rule
    ]


class Foes:
    """The pairs of an article that fight, by how often they are told to; named ones, and ones that a place tells."""

    def __init__(self, told: Sequence[EventMention]) -> None:
        """Count the pairs that mentions name."""
        self._named: Counter[tuple[str, str]] = Counter()
        self._placed: Counter[tuple[str, str]] = Counter()
        self._filler: dict[str, Argument] = {}
        self._acts: set[str] = set()
        for mention in told:
            if mention.type.family in _FOUGHT and mention.factuality is not Factuality.HYPOTHETICAL:
                self._take(mention)
        idle = {side for pair in self._placed for side in pair if _parted(side) and side not in self._acts}
        self._placed = Counter({pair: n for pair, n in self._placed.items() if idle.isdisjoint(pair)})
        self._all = Counter({pair: 2 * n for pair, n in self._named.items()}) + self._placed
        self._acting = self._named + Counter({p: n for p, n in self._placed.items() if p[1] in self._acts})

    def _take(self, mention: EventMention) -> None:
        mine = _told(mention, Role.ACTOR)
        theirs = mine if mention.type in _MUTUAL else _told(mention, Role.TARGET)
        for one in mine:
            if mention.type.family in HARMING and _armed(side_name(one.name)):
                self._acts.add(side_name(one.name))
                self._filler.setdefault(side_name(one.name), replace(one, name=side_name(one.name)))
            for other in theirs:
                a, b = side_name(one.name), side_name(other.name)
                if a == b:
                    continue
                count = self._placed if by_place(other) else self._named
                self._acts.add(a)
                count[(a, b)] += 1
                count[(b, a)] += 1
                self._filler.setdefault(a, replace(one, name=a))
                self._filler.setdefault(b, replace(other, name=b))

    def acts(self, side: str) -> bool:
        """Return whether a side does anything hostile in the article."""
        return side in self._acts

    def of(self, mine: set[str]) -> Argument | None:
        """Return the one foe of a side, or the one told of far more often."""
        return self._first(mine, self._all)

    def named(self, mine: set[str]) -> Argument | None:
        """Return the one foe of a side that is named as such, not read off a place."""
        return self._first(mine, self._acting)

    def there(self, mine: set[str], country: str | None) -> Argument | None:
        """Return the one foe, named as such, that a side has in a country."""
        near = {(a, b): n for (a, b), n in self._named.items() if home(b) in (country, None)}
        groups = {p: n for p, n in near.items() if _armed(p[1])}
        found = self._first(mine, Counter(groups)) or self._first(mine, Counter(near))
        armed = sorted(side for side in self._acts if home(side) == country and _armed(side) and side not in mine)
        if (found is None or not _armed(found.name)) and len(armed) == 1 and not kin(armed, mine):
            return self._filler[armed[0]]
        return found

    def pair(self) -> tuple[Argument, ...]:
        """Return the two that fight most often, where no other two come near."""
        count = Counter({tuple(sorted(p)): n for p, n in (self._named + self._placed).items()})
        ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))[:2]
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return ()
        return tuple(self._filler[side] for side in ranked[0][0])

    def _first(self, mine: set[str], count: Counter[tuple[str, str]]) -> Argument | None:
        found: Counter[str] = Counter()
        for (one, other), number in count.items():
            if one in mine and other not in mine and not _one_people(other, mine):
                found[other] += number
        ranked = found.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return self._filler[ranked[0][0]]


def _armed(side: str) -> bool:
    """Whether a side is a known group, not the state of its country."""
    known = actors.canonical(side)
    return known is not None and known.kind in ("group", "movement", "militia", "party") and side in tables.parties()


def _land(name: str) -> bool:
    """Whether a name is a people's or its land's, which is hit with the group that fights for it: Gaza."""
    known = actors.canonical(name)
    return known is not None and known.kind in ("territory", "people")


def _one_people(other: str, mine: set[str]) -> bool:
    """Whether a side is the land of another: Gaza is no foe of Hamas."""
    return _land(other) and kin([other], mine)


def by_place(argument: Argument) -> bool:
    """Whether a side was only read off the place that was hit."""
    return "place" in argument.rule


def opposed(told: Sequence[EventMention]) -> list[EventMention]:
    """Fill a missing actor or target by whom the other side fights in the article."""
    told = fired_from(told)
    foes = Foes(told)
    return [_opposed(_divided(_placed(mention, foes), foes), foes) for mention in told]


def fired_from(told: Sequence[EventMention]) -> Sequence[EventMention]:
    """Give what was fired from a country that takes no part itself to the one armed group that acts from there."""
    own: dict[str | None, set[str]] = {}
    for mention in told:
        for a in mention.fillers(Role.ACTOR):
            if mention.type.family in HARMING and not a.rule.startswith("from"):
                own.setdefault(home(a.name), set()).add(side_name(a.name))
    lone = {code: next(iter(who)) for code, who in own.items() if code and len(who) == 1 and all(map(_armed, who))}
    return [_manning(m, lone) for m in told] if lone else told


def _manning(mention: EventMention, lone: dict[str, str]) -> EventMention:
    """Return a mention whose weapons came from a country with who acts from there as its actor."""
    done = []
    for a in mention.arguments:
        came = a.role is Role.ACTOR and a.rule.startswith("from")
        group = actors.canonical(lone.get(home(a.name) or "", "")) if came else None
        if group is not None and group.name != a.name:
            done.append(replace(a, name=group.name, ref=group.id, rule=f"{a.rule}, who acts there"))
        else:
            done.append(a)
    return replace(mention, arguments=tuple(done))


def _placed(mention: EventMention, foes: Foes) -> EventMention:
    """Return a mention whose target, read off its place, gives way to the foe that its actor has there."""
    targets = mention.fillers(Role.TARGET)
    if not targets or mention.type.family not in _FOUGHT:
        return mention
    mine = sides(mention, Role.ACTOR)
    if not all(map(by_place, targets)):
        return _manned(mention, targets, foes)
    if not mine:
        weak = tuple(_grounded(a) if a in targets else a for a in mention.arguments)
        mention = replace(mention, arguments=weak)
        targets = mention.fillers(Role.TARGET)
        known = mention.type.family is Family.STRIKE or foes.of({side_name(t.name) for t in targets}) is not None
        return mention if known else replace(mention, arguments=tuple(a for a in mention.arguments if a not in targets))
    land = home(targets[0].name)
    own = any(home(name) == land for name in mine)
    foe = foes.there(mine, land) or (foes.named(mine) if own else None)
    rest = tuple(a for a in mention.arguments if a.role is not Role.TARGET)
    if foe is not None:
        extra = replace(foe, role=Role.TARGET, span=None, rule="the foe in that place", confidence=0.5)
        both = (_grounded(t) for t in targets if t.name != foe.name and (_land(t.name) or not own))
        return replace(mention, arguments=(*rest, extra, *both))
    if not own or any(GROUND in t.rule for t in targets):
        return mention
    return replace(mention, arguments=rest if land == "PS" else (*rest, *map(_grounded, targets)))


def _divided(mention: EventMention, foes: Foes) -> EventMention:
    """Leave a country that its own armed sides divide, and that takes no part itself, out of who was hit there."""
    lands = [a for a in mention.fillers(Role.TARGET) if by_place(a) and _parted(a.name) and not foes.acts(a.name)]
    return replace(mention, arguments=tuple(a for a in mention.arguments if a not in lands)) if lands else mention


def _parted(name: str) -> bool:
    known = actors.canonical(name)
    return known is not None and known.kind == "country" and tables.countries()[known.country or ""].divided


def _grounded(argument: Argument) -> Argument:
    """Return a target marked as no more than whose ground was hit, which tells no act from another."""
    rule = argument.rule if GROUND in argument.rule else f"{GROUND}, {argument.rule}"
    return replace(argument, rule=rule, confidence=_GUESSED)


def _manned(mention: EventMention, targets: Sequence[Argument], foes: Foes) -> EventMention:
    """Add the armed group that an actor fights in a country which takes no part itself: "bombed a Yemeni port"."""
    known = actors.canonical(targets[0].name)
    if len(targets) > 1 or known is None or known.kind != "country" or foes.acts(known.name):
        return mention
    foe = foes.there(sides(mention, Role.ACTOR), known.country)
    if foe is None or not _armed(foe.name) or home(foe.name) != known.country:
        return mention
    extra = replace(foe, role=Role.TARGET, span=None, rule="the foe in that place", confidence=0.5)
    return replace(mention, arguments=(*mention.arguments, extra))


def _known(side: str) -> bool:
    """Whether a side is one that has foes of its own, not "gunmen"."""
    known = actors.canonical(side)
    return known is None or known.kind != "group" or side in tables.parties()


def _agreed(mention: EventMention, foes: Foes) -> EventMention:
    """Fill in between whom a truce or a clash is that names nobody: the one pair of the article that fights."""
    pair = foes.pair() if mention.type in _BETWEEN and not mention.fillers(Role.ACTOR) else ()
    extra = (replace(a, role=Role.ACTOR, span=None, rule="who fight in the article", confidence=0.5) for a in pair)
    return replace(mention, arguments=(*mention.arguments, *extra)) if pair else mention


def _opposed(mention: EventMention, foes: Foes) -> EventMention:
    if mention.type.family is Family.DEAL or mention.type in _MUTUAL:
        return _agreed(mention, foes)
    if mention.type.family not in _FOUGHT or mention.type in _MUTUAL | _OPEN:
        return mention
    if mention.factuality is Factuality.HYPOTHETICAL:
        return mention
    for have, want in ((Role.ACTOR, Role.TARGET), (Role.TARGET, Role.ACTOR)):
        mine = sides(mention, have)
        if not mine or mention.fillers(want) or (want is Role.TARGET and not any(map(_known, mine))):
            continue
        if mention.type.family is Family.THREAT and want is Role.ACTOR:
            continue
        foe = foes.of(mine) if want is Role.TARGET else foes.named(mine)
        if foe is not None:
            extra = replace(foe, role=want, span=None, rule="the only foe in the article", confidence=0.5)
            mention = replace(mention, arguments=(*mention.arguments, extra))
    return mention
