"""Acts that stand in the same place of one story: what the lead says an act came after is what it answers further on.

What is hard: "Jets bombed the port a day after rockets hit Telna … The raid was revenge for Sunday's attack": "Sunday's
attack" has no word in common with the rockets, and nearer acts of the same side stand between. But both are what the
raid came upon, and one act is seldom told to have had two such causes. So two causes of one effect are one act where no
law but those of place and day forbids it and the later is spoken of as known; likewise two effects of one cause, and
two interceptions of one attack where no law at all stands between. And "the killing of a commander in an air strike"
names one act by what it did and how.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from kg.resolve.conflicts import conflict, doubts
from kg.resolve.profile import ATTACK
from kg.resolve.wording import fired_again, in_which, of_known_weapons
from kg.vocab import Determiner, Family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Extraction
    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

_READ_WIDELY = frozenset({"place", "elsewhere", "unlisted place", "other day", "day"})
"""What may differ here: a village and its district, the day of a report."""
_NEAR = 3
"""Sentences on, weapons are still spoken of as known."""
Pair = tuple[str, int, str, int]
"""Two groups, each by its first mention and by how many it has."""
_NEW = frozenset({Determiner.INDEFINITE, Determiner.NONE})


def alike(
    groups: Sequence[Sequence[Profile]],
    extraction: Extraction,
    held: Mapping[str, set[str]],
    sides: Sides,
    asked: dict[Pair, bool],
) -> Iterator[tuple[int, int]]:
    """Yield pairs of groups of mentions, by number, that are one act because they stand in one place of the story.

    `asked` keeps which groups may be one, for those that are asked about again when others were made one.
    """
    at = {p.mention.id: number for number, group in enumerate(groups) for p in group}
    one = {p.mention.id: p for group in groups for p in group}
    in_order = sorted(one.values(), key=lambda p: p.mention.trigger.start)
    for earlier, later in (*_slain(in_order), *_fired(in_order)):
        if at[earlier.mention.id] != at[later.mention.id] and not _against(earlier, later, sides):
            yield at[earlier.mention.id], at[later.mention.id]
    told = [(r.effect, r.cause) for r in extraction.relations if not r.denied and {r.effect, r.cause} <= at.keys()]
    for fixed, free in ((0, 1), (1, 0)):
        of: dict[int, list[str]] = {}
        for ends in told:
            of.setdefault(at[ends[fixed]], []).append(ends[free])
        for mentions in of.values():
            for first, second in combinations(sorted(set(mentions), key=lambda m: one[m].mention.trigger.start), 2):
                if (
                    at[first] != at[second]
                    and _known(one[second])
                    and _once(groups[at[first]], groups[at[second]], held, sides, asked)
                ):
                    yield at[first], at[second]


def _slain(told: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Yield a killing and the strike by which it was done: "the killing of its commander in a drone strike"."""
    for first, second in pairwise(told):
        done = second.mention.type.family in (Family.STRIKE, Family.GROUND)
        if first.mention.type.family is Family.KILLING and done and in_which(first.mention, second.mention):
            yield first, second


def _fired(told: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Yield the firing of weapons and a telling of it by who owns to it: "said it had launched the rockets"."""
    for number, one in enumerate(told):
        if fired_again(one.mention):
            before = (p for p in reversed(told[:number]) if p.mention.type is one.mention.type)
            first = next(before, None)
            if first is not None and one.sentence - first.sentence <= _NEAR:
                yield first, one


def _known(one: Profile) -> bool:
    """Return whether a mention speaks of its act as of one that was told."""
    if one.mention.type.family is Family.INTERCEPT:
        return of_known_weapons(one.mention)
    return one.mention.nominal and one.mention.determiner not in _NEW


def _once(
    left: Sequence[Profile],
    right: Sequence[Profile],
    held: Mapping[str, set[str]],
    sides: Sides,
    asked: dict[Pair, bool],
) -> bool:
    pair = (left[0].mention.id, len(left), right[0].mention.id, len(right))  # groups only grow
    if pair not in asked:
        asked[pair] = _may(left, right, held, sides)
    return asked[pair]


def _may(left: Sequence[Profile], right: Sequence[Profile], held: Mapping[str, set[str]], sides: Sides) -> bool:
    families = {p.mention.type.family for p in (*left, *right)}
    if not families <= ATTACK and families != {Family.INTERCEPT}:
        return False
    ids = {p.mention.id for p in left}
    if any(held.get(p.mention.id, set()) & ids for p in right):
        return False
    borne = _READ_WIDELY if families != {Family.INTERCEPT} else frozenset()
    differing = 0
    for a in left:
        for b in right:
            against = _against(a, b, sides)
            if not borne.issuperset(against):
                return False
            differing += bool(against)
    return 2 * differing <= len(left) * len(right)


def _against(a: Profile, b: Profile, sides: Sides) -> tuple[str, ...]:
    law = conflict(a, b, sides)
    return doubts(a, b, sides) if law is None else (law, *doubts(a, b, sides))
