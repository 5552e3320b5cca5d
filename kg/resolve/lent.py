"""Sides and places that a mention does not name itself: what the reader carried over to it, or guessed.

What is hard: "the attack" mostly names nobody. What it was lent agrees easily with whatever stands nearest, so that it
neither parts nor unites as its own words would. Yet it agrees with the act that is meant far more often than with
others, and so it is weighed by signs of its own where at least one of the two does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Argument
    from kg.resolve.members import Members
    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

_FIELDS = {Role.ACTOR: "actors", Role.TARGET: "targets", Role.PLACE: "places"}


@dataclass(frozen=True, slots=True)
class Lent:
    """A side or place, by the field of a profile where a firm one would stand, and whether it was carried over."""

    field: str
    name: str
    carried: bool


def lent(unsure: Iterable[Argument], sides: Sides) -> tuple[Lent, ...]:
    """Return what arguments that are not firm lend their mention."""
    return tuple(
        Lent(_FIELDS[a.role], a.name if a.role is Role.PLACE else sides.of(a), "carried over" in a.rule)
        for a in unsure
        if a.role in _FIELDS
    )


def agreeing(one: Profile, members: Members, sides: Sides, way: str) -> Iterator[tuple[str, float, str]]:
    """Yield whether what was lent to a mention, or to an event's members, agrees with what the other says.

    Two guesses of one role may yield both, and then tell nothing.
    """
    for role, field in _FIELDS.items():
        own, told = getattr(one, field), getattr(members, field)
        theirs = told or members.lent(field)
        if not theirs or (own and (told or role is Role.PLACE)):
            continue
        if own:
            yield f"{role.value} lent the act, {_meeting(role, own, theirs, sides)}, {way}", 1.0, min(theirs)
            continue
        said: dict[str, str] = {}
        for x in one.lent:
            if x.field == field:
                how = "carried over" if x.carried else "guessed"
                met = _meeting(role, frozenset((x.name,)), theirs, sides)
                said.setdefault(f"{role.value} {how}, {met}, {way}", x.name)
        for sign, name in said.items():
            yield sign, 1.0, name


def _meeting(role: Role, names: frozenset[str], theirs: frozenset[str], sides: Sides) -> str:
    if role is Role.PLACE:
        return "met" if any(sides.near(a, b) for a in names for b in theirs) else "other"
    return "met" if sides.meet(names, theirs) else "other"
