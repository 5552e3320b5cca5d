"""Whose ground an act was done on, where no place is named: "several Ukrainian cities", "Iran's airspace".

What is hard: what armies and states keep abroad (bases, posts, ships) stands on no ground of theirs.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.clause import preps, undergoers
from kg.model import Argument, Place, Span
from kg.names import tables
from kg.names.places import Places
from kg.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View


@cache
def words(kind: str) -> frozenset[str]:
    """Return a word list of locations.toml."""
    return frozenset(_lists()[kind])


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("locations.toml").read_text(encoding="utf-8"))


def owner(view: View, one: Candidate) -> tuple[Argument, Place] | None:
    """Return the country in which what was hit stands: "on Ukraine's power grid", "several Ukrainian cities"."""
    for token in _hit(one):
        if not stands(view, token):
            continue
        for name in token.children:
            party = view.parties.get(name.i)
            if party is None or name.dep_ not in ("poss", "amod", "compound", "nmod") or party.backed:
                continue
            if party.actor.kind == "country":
                at = view.sentence.at(name)
                seat = _seat(party.actor.country) if token.lemma_ == "capital" else None
                place = seat or _country(party.actor.name, party.actor.country)
                span = Span(at[0], at[1], name.text)
                return Argument(Role.PLACE, span.quote, place.name, place.id, span, "whose it is", 0.6), place
    return None


def _seat(code: str | None) -> Place | None:
    """Return the capital of a country."""
    row = tables.countries().get(code or "")
    found = Places((row.code,)).resolve(row.capital[0]) if row is not None and row.capital else None
    return found.place if found is not None else None


_LAND = frozenset({"airspace", "soil", "territory", "waters"})
_INSIDE = frozenset({"in", "inside", "over", "within"})


def _hit(one: Candidate) -> Iterator[Token]:
    """Yield the nouns that an act is done to or at, nearest first, and the land that those stand in."""
    for token in (one.token, *((one.light,) if one.light is not None else ())):
        done_to = [f.token for f in undergoers(token)] if token.pos_ != "NOUN" else []
        yield from done_to
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ in ("on", "at", "against", "in", "into", "across"):
                yield from (p for p in prep.children if p.dep_ == "pobj")
        for noun in (token, *done_to, *(p for o in done_to for p in preps(o, "of"))):
            yield from (p for p in preps(noun, *_INSIDE) if not _LAND.isdisjoint((p.lemma_.lower(), p.lower_)))


def stands(view: View, noun: Token) -> bool:
    """Whether a noun is fixed to the ground, so that whose it is tells where it is."""
    return noun.i in view.spots or not words("standing").isdisjoint((noun.lemma_.lower(), noun.lower_))


def _country(name: str, code: str | None) -> Place:
    return Place(Place.identify(name, code), name, "country", code)
