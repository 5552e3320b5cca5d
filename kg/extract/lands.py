"""Whose land a place is: whom a strike there hits, where nobody else is named.

What is hard: who holds a place is not the state it lies in ("the Russian-held city"), a peninsula and a strip have
holders of their own, and a group that strikes in its own country strikes its state.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.parties import Party
from kg.names import actors
from kg.vocab import Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.triggers import Candidate
    from kg.model import Actor, Argument, Place

HELD_BY = {"Crimea": "RU", "West Bank": "PS", "Golan Heights": "IL"}
"""Whom a land stands for that is no party itself."""
_CRIMEA = (44.3, 46.2, 32.4, 36.7)
"""South, north, west and east of the peninsula: who hits it hits Russia."""
_GAZA = (31.2, 31.61, 34.2, 34.58)
_HOLDING = re.compile(r"(?P<who>[A-Za-z][\w’']*)[-‐‑–](?:held|controlled|occupied|run|ruled)\s(?:[\w’']+\s){0,5}?\Z")
_NEARBY = re.compile(r"\b(?:around|near|bordering|close to|adjacent to|next to)\s(?:the\s)?\Z")
HARMING = (Family.STRIKE, Family.GROUND, Family.SEIZE)
GROUPS = frozenset({"group", "movement", "militia", "party"})


def country_of(place: Place) -> Actor | None:
    """Return the party that a place lies in: the territory of that name, who holds Crimea, else its country."""
    if place.country == "UA" and _within(place, _CRIMEA):
        return actors.country("RU")
    known = actors.canonical(place.name)
    if place.name in HELD_BY:
        return actors.country(HELD_BY[place.name])
    if known is not None and known.kind in ("territory", "country"):
        return known
    if place.country == "PS":
        return actors.canonical("Gaza") if _within(place, _GAZA) else actors.country("PS")
    return actors.country(place.country) if place.country else None


def _within(place: Place, box: tuple[float, float, float, float]) -> bool:
    south, north, west, east = box
    if place.latitude is None or place.longitude is None:
        return place.name.startswith(("Crimea", "Gaza", "northern Gaza", "southern Gaza", "central Gaza"))
    return south <= place.latitude <= north and west <= place.longitude <= east


def of_place(one: Candidate, placed: tuple[Argument, Place | None] | None, own: set[str]) -> list[Argument]:
    """Return who holds, or the country of, the place that was struck, where nobody else is named as hit."""
    if placed is None or placed[1] is None or one.type.family not in HARMING:
        return []
    argument, place = placed[0], placed[1]
    held = _held(one, argument)
    if held is not None and held.name not in own:
        return [Party(held, held.name, None, "who holds the place", 0.7).fill(Role.TARGET, "place")]
    if place.kind in ("country", "territory") and _outside(one, argument):
        return []  # "areas around Gaza" are not its ground
    actor = country_of(place)
    if actor is None or actor.name in own or (_kin(actor, own) and not rising(own, actor)):
        return []
    sure = 0.5 if _kin(actor, own) else 0.6
    return [Party(actor, place.name, None, "the place's country", sure).fill(Role.TARGET, "place")]


def _before(one: Candidate, place: Argument) -> str:
    """Return the sentence up to a place's name; nothing where it was not named."""
    return one.sentence.text[: max(0, place.span.start - one.sentence.start)] if place.span is not None else ""


def _outside(one: Candidate, place: Argument) -> bool:
    """Whether an act was done by a land, and not in it, by the word before its name: "towns near Gaza"."""
    return _NEARBY.search(_before(one, place)) is not None


def _held(one: Candidate, place: Argument) -> Actor | None:
    """Return who holds a place by the words before its name: "the Russian-held city of Donetsk"."""
    match = _HOLDING.search(_before(one, place))
    return actors.canonical(match["who"]) if match is not None else None


def rising(own: Iterable[str], state: Actor) -> bool:
    """Return whether those who act in a country are groups of it, whose acts are against its state."""
    known = [actors.canonical(name) for name in own]
    return state.kind == "country" and state.country != "PS" and all(k is None or k.kind in GROUPS for k in known)


def _kin(actor: Actor, own: set[str]) -> bool:
    """Whether an actor is of the country, or a territory of the side, that acts itself."""
    return any((known := actors.canonical(name)) is not None and known.country == actor.country for name in own)
