"""Dead who fell elsewhere than the act told before: "Jets bombed Homs. Two were killed in Idlib" is of two acts.

What is hard: the next sentence may name the street, the hospital or the province of the same dead. Only a place that
lies far from every place that the act's sentence names is another's, how far by how wide those are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.names.settle import distance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.parse import Sentence
    from kg.extract.triggers import Candidate
    from kg.model import Place
    from kg.names.places import Places

_IN = re.compile(r"\b(?:in|at|near|around|outside)\s(?:(?:the|a) )?(?:[a-z]+ (?:of )?){0,3}\Z", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:hospitals?|buried|funerals?|mourn\w*|evacuated|taken to|flown to|morgue)\b", re.IGNORECASE)
"""Words by which a place is where the dead were brought, not where they fell."""
_NARROW, _WIDE = 60.0, 250.0
"""Kilometres from a town, and from the middle of a region, at which another act is told."""
_REGIONS = frozenset({"border", "part", "region", "territory"})
_LANDS = frozenset({"country", "line", "sea", "strait"})


def sites(text: str, sentence: Sentence, places: Places) -> list[Place]:
    """Return the places at which a sentence tells that somebody fell."""
    if _AWAY.search(text, sentence.start, sentence.end):
        return []
    found = places.scan(text, sentence.start, sentence.end)
    there = (s.resolved.place for s in found if _IN.search(text[sentence.start : s.start]))
    return [place for place in there if place.kind not in _REGIONS | _LANDS]


def elsewhere(one: Candidate, there: Sequence[Place]) -> bool:
    """Return whether all places where people fell lie far from those that an act's sentence names."""
    here = [s.resolved.place for s in one.seen.spots.values()] if one.seen is not None else []
    return bool(here) and bool(there) and all(_far(site, place) for site in there for place in here)


def _far(site: Place, place: Place) -> bool:
    """Whether a site lies outside of a place; nobody knows of one without coordinates, or of a whole country."""
    if site.latitude is None or site.longitude is None or place.latitude is None or place.longitude is None:
        return False
    reach = _WIDE if place.kind in _REGIONS else _NARROW
    near = distance((site.latitude, site.longitude), (place.latitude, place.longitude)) <= reach
    return place.kind not in _LANDS and not near
