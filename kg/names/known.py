"""The places that need no gazetteer: those kept by hand, countries, and the countries that an article speaks of.

What is hard: a name of a group or a common word is no town, and the seat of a government is its country at work.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.names import actors, tables
from kg.names.phrases import Phrases, words
from kg.names.settle import place_of

if TYPE_CHECKING:
    from kg.model import Place

_SHARED_LAND = {"IL": ("PS",), "PS": ("IL",)}
"""Countries whose towns an article names without the country: "Israeli forces raided Jenin"."""
_SEATS = frozenset(
    {"Kremlin", "White House", "Downing Street", "Whitehall", "Quai d'Orsay", "Elysee", "Élysée", "Assad regime"}
    | {"Trump administration", "Biden administration", "Obama administration", "Assad government", "Syrian regime"}
    | {"Zionist regime", "Zionist entity", "Zionist enemy", "Jewish state", "State of Palestine", "Islamic Republic"}
)


@cache
def known() -> Phrases[Place]:
    """Return hand-kept places and countries."""
    rows: list[tuple[str, Place]] = []
    for kind, block in tables.table("places.toml").items():
        for name, (country, latitude, longitude, also) in block.items():
            place = place_of(name, kind, country or None, latitude, longitude)
            rows.extend((word, place) for word in (name, *also.split("|")) if word)
    for row in tables.countries().values():
        spoken = [word for word in (row.name, *row.also) if word not in row.people and word not in _SEATS]
        rows.extend((word, place_of(row.name, "country", row.code, None, None)) for word in spoken)
    return Phrases(rows)


@lru_cache(maxsize=20_000)
def listed_as(name: str) -> Place | None:
    """Return the place that hand-kept lists have by that name."""
    return known().get(name)


@cache
def never() -> frozenset[str]:
    """Return words and names of people that are no place."""
    return tables.common_words() | frozenset(tables.table("notplaces.toml")["people"])


@cache
def parties() -> frozenset[str]:
    """Return names of groups, which no town that is only also called so can take ("Hamas")."""
    named = (name for row in tables.parties().values() for name in (row.name, *row.also))
    return frozenset(" ".join(words(name)) for name in named)


@lru_cache(maxsize=2)  # all rooms ask for the same article
def lower_words(text: str) -> frozenset[str]:
    """Return the words that a text writes small."""
    return frozenset(re.findall(r"\b[a-z]{3,}\b", text))


@lru_cache(maxsize=2)
def countries_of(text: str) -> tuple[str, ...]:
    """Return the ISO codes of the countries that a text speaks of, most often named first, then in text order."""
    counts: Counter[str] = Counter()
    for found in actors.find(text):
        if found.actor.country:
            counts[found.actor.country] += 1
    for hit in known().scan(text):
        if hit.value.country and hit.value.kind != "country":
            counts[hit.value.country] += 1
    spoken = [code for code, _ in counts.most_common()]
    return tuple(dict.fromkeys([*spoken, *(other for code in spoken for other in _SHARED_LAND.get(code, ()))]))
