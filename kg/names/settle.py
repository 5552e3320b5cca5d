"""Choosing among places of one name.

What is hard: neither size nor nearness alone is right: the Pokrovsk of an article on Ukraine is the fourth largest.
Countries of the article come first, each step down their list costing as much as a threefold size, a place already
settled nearby is worth a twentyfold one, as is being a capital, and a former or foreign name costs a tenfold one.
Without any of these only a name that is clearly one place's is settled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Place
from kg.names import tables
from kg.names.phrases import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.names.gazetteer import Town

_NEAR_KM = 200
_BIG = 100_000
_SOLE = 50_000
_HUGE = 500_000
_WORLD = 2_000_000
_SHORT = 5
"""Letters of a name that may be another spelling of a town's by chance."""
_TIMES = 5
_STEP, _NEARBY, _SEAT, _FOREIGN, _OLD_NAME = (math.log(n) for n in (3, 20, 20, 1000, 10))
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "JM", "PH"})
"""Countries whose small towns are named with English words."""
_NOWHERE = tables.Country("", "", (), (), (), (), ())
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Resolved:
    """A settled place, all that it could have been (the chosen one among them), and why it was chosen."""

    place: Place
    candidates: tuple[Place, ...]
    reason: str


def place_of(name: str, kind: str, country: str | None, latitude: float | None, longitude: float | None) -> Place:
    """Make a place, its id from name and country."""
    return Place(Place.identify(name, country), name, kind, country, latitude, longitude)


def town_place(town: Town) -> Place:
    """Make the place of a town."""
    return place_of(town.name, "city", town.country, town.latitude, town.longitude)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return kilometres between two points given in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(h))


class Judge:
    """Knows the countries of one article and the places settled so far."""

    def __init__(self, countries: Iterable[str]) -> None:
        """Take ISO codes, the most spoken of first."""
        self._rank: dict[str, int] = {}
        for code in countries:
            self._rank.setdefault(code, len(self._rank))
        self._points: list[tuple[float, float]] = []

    def settled(self, where: Place) -> None:
        """Remember a place, so that it draws its neighbours."""
        if (
            where.latitude is not None
            and where.longitude is not None
            and where.kind not in {"sea", "territory", "part"}
        ):
            point = (where.latitude, where.longitude)
            if point not in self._points:
                self._points.append(point)

    def choose(self, name: str, found: tuple[Town, ...], *, named: bool = False) -> Resolved | None:
        """Return the town meant by `name`, or None where nothing speaks for one; `named`: a noun says it is a place."""
        candidates = tuple(town_place(t) for t in found)
        spoken = words(name)
        best = max(found, key=lambda t: (self._weight(t) - (0 if words(t.name) == spoken else _OLD_NAME), -t.id))
        chosen = town_place(best)
        if best.country in self._rank:
            if best.country in _ENGLISH and best.population < _BIG and not named:
                return None
            near = len(found) > 1 and self._near(best)
            return Resolved(
                chosen, candidates, "in a country of the article" + (", near places settled" if near else "")
            )
        respelt = words(best.name) != spoken and len(name) <= _SHORT  # "Wari" is not Warri, far away
        least = _WORLD if respelt else 0 if named else _BIG if len(found) > 1 else _SOLE
        if self._rank and best.population < least:
            return None
        others = [t.population for t in found if t is not best]
        if not others:
            return Resolved(chosen, candidates, "the only one of that name")
        if best.population >= min(_HUGE, _TIMES * max(others)):
            return Resolved(chosen, candidates, "by far the most populous of that name")
        return None

    def _weight(self, town: Town) -> float:
        """Weigh size, rank of the country, nearness, and being a capital."""
        rank = self._rank.get(town.country)
        cost = _FOREIGN if rank is None else min(_STEP * rank, _FOREIGN)
        seat = _SEAT if town.name in tables.countries().get(town.country, _NOWHERE).capital else 0.0
        return math.log(town.population + 1) - cost + seat + (_NEARBY if self._near(town) else 0.0)

    def _near(self, town: Town) -> bool:
        return any(distance((town.latitude, town.longitude), point) < _NEAR_KM for point in self._points)
