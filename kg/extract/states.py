"""Whose government and whose army: "government forces", "the army post", "the UN-recognised government".

What is hard: a land may have two governments and guests with armies of their own; the place that a sentence names tells
more of whose they are than the army that was spoken of last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import words_of
from kg.extract.own_words import named_at, span_of
from kg.extract.spoken import Party, Spoken
from kg.extract.tellers import teller
from kg.names import actors, tables

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View
    from kg.model import Actor

_LAWFUL = frozenset({"backed", "recognised", "recognized", "unity"})
_STATE = frozenset({"army", "government", "govt", "loyalist", "regime"})
_GUESTS = frozenset({"PS"})
"""Lands in which "security forces" and "the army" are as often those of another."""
_OFFICES = frozenset({"minister", "officer", "official", "officials", "officers", "source", "sources", "spokesman"})
"""Who speaks for a government, and does nothing himself."""


def recognised(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return whom one of several governments is: "the UN-recognised government", "Libya's unity government"."""
    said = {t.lower_ for t in words_of(token)} if token.lemma_.lower() in ("government", "govt") else set()
    if said.isdisjoint(_LAWFUL):
        return None
    owners = [f.actor for t in words_of(token) if (f := named_at(view, t)) is not None]
    codes = (a.country for a in (*owners, *_spoken_of(view, spoken)))
    row = next((r for code in codes if code and (r := tables.countries().get(code)) and r.divided), None)
    actor = None if row is None else actors.canonical(row.recognised or row.name)
    return None if actor is None else Party(actor, token.text, span_of(view, token, token), "recognised", 0.75)


def _spoken_of(view: View, spoken: Spoken | None) -> list[Actor]:
    """Return the actors of a sentence, then those told before it, the latest first."""
    past = [party.actor for party in reversed(spoken.past)] if spoken is not None else []
    return [*(hit.actor for _, hit in sorted(view.parties.items())), *past]


def seated(view: View, found: Party, spoken: Spoken | None) -> Party:
    """Return for a land the one of its governments that sits in the capital named, where armies of its own fight it."""
    row = tables.countries().get(found.actor.country or "") if found.actor.kind == "country" else None
    if row is None or not row.recognised or found.text not in row.capital:
        return found
    fought = any(a.kind == "group" and a.country == row.code for a in _spoken_of(view, spoken))
    actor = actors.canonical(row.recognised) if fought else None
    return found if actor is None else Party(actor, found.text, found.span, "recognised", found.confidence)


def of_state(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the state whose "government forces", "army post" or "regime positions" are told of.

    It is that of the places of the sentence, else the one whose army or government was named, or the only one told of.
    """
    words = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.lower_ in _STATE]
    words = [c for c in words if not c.i or c.nbor(-1).text not in "-‐‑–"]  # "pro-government fighters"
    security = token.lower_ == "forces" and any(c.lower_ == "security" for c in token.children)
    words = [token] if (token.lower_ == "police" or security) and not words else words
    if not words or spoken is None or token.lower_ in _OFFICES:
        return None
    here = (s.resolved.place for s in view.spots.values())
    code = next((p.country for p in here if p.country and p.kind not in ("border", "country")), None)
    code = None if code in _GUESTS and (security or words[0].lower_ == "army") else code
    row = tables.countries().get(code) if code is not None else None
    actor = None if row is None else actors.canonical(row.recognised or row.name)
    if actor is None:
        lands = {p.actor.country: p.actor for p in spoken.past if p.actor.kind == "country"}
        risen = {p.actor.country for p in spoken.past if p.actor.kind == "group"} - _GUESTS
        torn = {code: land for code, land in lands.items() if code in risen and words[0].lower_ in _STATE}
        lands = torn or lands  # "army jets" beside rebels are those of the land that these rise in
        found = spoken.armed.get(words[0].lower_)
        actor = found.actor if found is not None else next(iter(lands.values())) if len(lands) == 1 else None
    return None if actor is None else Party(actor, token.text, span_of(view, words[0], token), "of the state", 0.65)


def state_of(view: View, token: Token) -> Party | None:
    """Return the country of who speaks in the sentence: "Syrian state media said the army shelled"."""
    who = teller(token)
    if who is None:
        return None
    states = (Party(actors.side(f.actor), f.text, None, "", 0.9) for f in _named_by(view, who))
    return next((state for state in states if state.actor.kind == "country"), None)


def _named_by(view: View, who: Token) -> list[Party]:
    """Return the parties that name who tells: "Syrian state media"."""
    before = [t for t in who.subtree if t.i < who.i]  # "two Norlandic security officials"
    return [f for f in (named_at(view, one) for one in (who, *before)) if f is not None]


_ARMS = frozenset(
    {"aircraft", "artillery", "bomber", "commando", "force", "gunner", "helicopter", "jet", "navy", "plane", "soldier"}
    | {"tank", "troop", "unit", "warplane"}
)


def of_teller(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the side that tells of forces without an owner: "the Israeli military said fighter jets had hit"."""
    owning = ("amod", "det", "nmod", "nummod", "poss")
    bare = not any(c.dep_ in owning or c.i in view.parties or c.lower_ in _STATE for c in token.children)
    who = teller(token) if bare and token.lemma_.lower() in _ARMS and token.dep_ in ("conj", "nsubj") else None
    if who is None:
        return None
    named = (f for f in _named_by(view, who) if f.actor.kind != "organ" or actors.has_soldiers(f.actor))
    sides = (Party(actors.side(f.actor), f.text, f.span, "forces of who tells it", 0.65) for f in named)
    found = next((one for one in sides if one.actor.kind in ("country", "group", "militia")), None)
    return None if found is not None and _at_home(view, found, spoken) else found


def _at_home(view: View, who: Party, spoken: Spoken | None) -> bool:
    """Whether who tells of forces tells of its own ground, with another state about: "Norland said planes hit Oslo"."""
    spots = [s.resolved.place for s in view.spots.values() if s.resolved.place.kind not in ("border", "country")]
    own = bool(spots) and {p.country for p in spots if p.country} <= {who.actor.country}
    others = (a.country for a in _spoken_of(view, spoken) if a.kind == "country" and a.country != who.actor.country)
    return who.actor.kind == "country" and own and any(others)
