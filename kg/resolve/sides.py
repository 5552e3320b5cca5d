"""Who is on whose side, and which places can be one: what coreference asks of names.

What is hard: "Palestinian militants", "Hamas" and "Gaza" can be one side told at three levels of detail, while
"Syria" and "Syrian rebels", which share an adjective, are enemies. A group meets its country's other groups only
where one of the two names is vague; a government never meets a group.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.names import actors, tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Actor, Argument

_STATELESS = frozenset({"PS"})
"""Countries whose government is not a side of its own beside its groups."""
_VAGUE = frozenset(
    {"the", "of", "region", "province", "oblast", "city", "district", "northern", "southern", "eastern", "western"}
    | {"central", "strip", "border", "area", "town", "village", "near", "north", "south", "east", "west", "coast"}
)
"""Words that tell how wide a place is, not which."""


@cache
def _side(name: str) -> Actor | None:
    known = actors.canonical(name)
    return None if known is None else actors.side(known)


@cache
def _vague(name: str) -> bool:
    """Return whether a side's name could stand for others: "gunmen", "Palestinian militants", "Gaza"."""
    side = _side(name)
    if side is None:
        return True
    if side.kind == "country":
        return side.country in _STATELESS
    return side.kind in ("territory", "people") or side.name not in tables.parties()


@cache
def _meet(left: str, right: str) -> bool:
    if left == right:
        return True
    a, b = _side(left), _side(right)
    if a is None or b is None:
        return False
    states = [s for s in (a, b) if s.kind == "country" and s.country not in _STATELESS]
    if states:
        return False
    return (_vague(left) or _vague(right)) and (a.country == b.country or None in (a.country, b.country))


class Sides:
    """Answers about names, by the tables of kg.names alone."""

    def of(self, argument: Argument) -> str:
        """Return the side an actor or target is of: "Russia" for its defence ministry, else the name itself."""
        side = _side(argument.name)
        return argument.name if side is None else side.name

    def meet(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Return whether some side of `left` can be some side of `right`."""
        return any(_meet(a, b) for a in left for b in right)

    def apart(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Return whether no side of `left` can be one of `right`, all of them being known."""
        return not self.meet(left, right) and all(_side(s) is not None for s in (*left, *right))

    def precise(self, place: str) -> bool:
        """Return whether a place is narrower than a country."""
        return _country(place) is None

    def near(self, left: str, right: str) -> bool:
        """Return whether two place names can be of one act: the same, or one inside the other."""
        return _near(*sorted((left, right)))


def _country(place: str) -> str | None:
    known = actors.canonical(place)
    return known.country if known is not None and known.kind in ("country", "territory") else None


@cache
def _near(left: str, right: str) -> bool:
    a, b = (set(re.findall(r"\w+", name.lower())) - _VAGUE for name in (left, right))
    if not a or not b or a <= b or b <= a:
        return True
    wide = [c for c in (_country(left), _country(right)) if c is not None]
    return bool(wide) and len(set(wide)) == 1
