"""Who is on whose side, and which places can be one: what coreference asks of names.

What is hard: "Palestinian militants", "Hamas" and "Gaza" can be one side told at three levels of detail, while
"Syria" and "Syrian rebels", which share an adjective, are enemies. A group meets its country's other groups only
where one of the two names is vague; a government never meets a group.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from kg.model.text import items
from kg.names import actors, places, tables
from kg.resolve.lists import labels

if TYPE_CHECKING:
    from kg.model import Actor, Argument, Place
    from kg.names.places import Spotted

_STATELESS = frozenset({"PS"})
"""Countries whose government is not a side of its own beside its groups."""
_VAGUE = frozenset(
    {"the", "of", "region", "province", "oblast", "city", "district", "northern", "southern", "eastern", "western"}
    | {"central", "strip", "border", "area", "town", "village", "near", "north", "south", "east", "west", "coast"}
)
"""Words that tell how wide a place is, not which."""
_WIDE = frozenset({"country", "territory"})
_TOWN = 4.0
_REACH = {
    "territory": 300.0,
    "region": 220.0,
    "part": 250.0,
    "border": 250.0,
    "province": 220.0,
    "valley": 80.0,
    "strait": 150.0,
    "island": 80.0,
}
"""Kilometres from its middle that a place of a kind reaches; all other kinds reach as far as a town."""
_NARROW = {"LB": 50.0, "PS": 75.0}
"""Kilometres that a part or region reaches in a land that is no wider than others' regions."""
_DEGREE = 111.2


@cache
def _side(name: str) -> Actor | None:
    known = actors.canonical(name)
    return None if known is None else actors.side(known)


def side_of(name: str) -> str:
    """Return the side that a name is of: "Russia" for its defence ministry, else the name itself."""
    side = _side(name)
    return name if side is None else side.name


@cache
def side_of_words(words: str) -> frozenset[str]:
    """Return the side that words name or, else, the first that they speak of: "a spokesman for the rebel SLA"."""
    side = _side(words)
    if side is not None:
        return frozenset((side.name,))
    return frozenset(actors.side(hit.actor).name for hit in actors.find(words)[:1])


def named(word: str) -> bool:
    """Return whether a word by itself names a party."""
    return _side(word) is not None


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
    """Answers about the names of one article."""

    def __init__(self, text: str = "") -> None:
        """Take the article's text: the countries it speaks of settle which of several towns is meant."""
        self._places, self._text = places.Places(text=text), text
        self._known: dict[str, Place | None] = {}
        self._items = items(text)

    def item(self, at: int) -> int:
        """Return in which item of a live page an offset stands, from 1; 0 before the first, or in an article."""
        return bisect_right(self._items, at)

    def of(self, argument: Argument) -> str:
        """Return the side an actor or target is of: "Russia" for its defence ministry, else the name itself."""
        return side_of(argument.name)

    def meet(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Return whether some side of `left` can be some side of `right`."""
        if not left or not right:
            return False
        return not left.isdisjoint(right) or any(_meet(a, b) for a in left for b in right)

    def surely(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Return whether some side of `left` is one of `right`: "gunmen" may be anybody's, but are not "settlers"."""
        homes = {name: side.country for name in left | right if (side := _side(name)) is not None}
        return any(a == b or (_meet(a, b) and homes.get(a) and homes.get(b)) for a in left for b in right)

    def apart(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Return whether no side of `left` can be one of `right`, all of them being known."""
        return not self.meet(left, right) and all(_side(s) is not None for s in (*left, *right))

    def nameless(self, names: frozenset[str]) -> bool:
        """Return whether all of them are groups without name or country: "gunmen"."""
        known = [_side(name) for name in names]
        return bool(known) and all(one is not None and one.kind == "group" and one.country is None for one in known)

    def kin(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Return whether some side of `left` is of the same country as some side of `right`."""
        homes = {a.country for name in left if (a := _side(name)) is not None}
        return any((b := _side(name)) is not None and b.country in homes - {None} for name in right)

    def place(self, name: str) -> Place | None:
        """Return the place a name means in this article, or None."""
        if name not in self._known:
            found = self._places.resolve(name)
            self._known[name] = None if found is None else found.place
        return self._known[name]

    def spotted(self) -> list[Spotted]:
        """Return the places that the article names, in text order."""
        return places.Places(text=self._text).scan(self._text)

    def precise(self, name: str) -> bool:
        """Return whether a place is narrower than a country."""
        place = self.place(name)
        return place is None or place.kind not in _WIDE

    def near(self, left: str, right: str) -> bool:
        """Return whether two place names can be of one act: the same, one inside the other, or not both known."""
        if _same_words(left, right):
            return True
        a, b = self.place(left), self.place(right)
        if a is None or b is None:
            return False
        wide = [one for one in (a, b) if one.kind in _WIDE]
        unlisted = any(one.country is None and one.latitude is None and one not in wide for one in (a, b))
        if a.id == b.id or "sea" in (a.kind, b.kind) or (wide and unlisted):  # "in Chamaa", "in southern Lebanon"
            return True
        if wide and (a.country != b.country or any(one.kind == "country" or not one.country for one in wide)):
            return a.country == b.country
        if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
            return a.country == b.country
        reach = max(_reach(a), _reach(b))
        return _distance(a.latitude, a.longitude, b.latitude, b.longitude) <= reach

    def may_hold(self, left: str, right: str) -> bool:
        """Return whether one of two places is unlisted and the other so wide that it may lie there."""
        a, b = self.place(left), self.place(right)
        return _may_lie_in(left, a, b) or _may_lie_in(right, b, a)


def _reach(place: Place) -> float:
    known = _REACH.get(place.kind, _TOWN)
    return min(known, _NARROW.get(place.country or "", known))


def _may_lie_in(name: str, unknown: Place | None, known: Place | None) -> bool:
    """Return whether an unlisted village or district may lie in a wide place, and an unlisted building in any."""
    if unknown is not None or known is None:
        return False
    return (
        known.kind in _WIDE
        or known.kind in _REACH
        or bool(set(re.findall(r"\w+", name.lower())) & labels()[""]["building"])
    )


def _distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return kilometres between two points, on a plane that is good enough for neighbours."""
    east = (lon2 - lon1) * cos(radians((lat1 + lat2) / 2))
    return hypot(lat2 - lat1, east) * _DEGREE


@cache
def _same_words(left: str, right: str) -> bool:
    a, b = (set(re.findall(r"\w+", name.lower())) - _VAGUE for name in (left, right))
    return not a or not b or a <= b or b <= a
