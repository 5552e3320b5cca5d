"""Forces without a name: "the militants", "the group", "gunmen".

What is hard: the definite noun is the group told before, in the sentence or above it; the bare one is what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.own_words import left_of, span_of
from kg.extract.spoken import GROUPS, Party, Spoken
from kg.extract.states import state_of
from kg.names import actors

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_ALONE = frozenset(
    {"assailant", "attacker", "fighter", "gunman", "insurgent", "jihadist", "militant", "rebel", "terrorist"}
)
"""Of these one man is no group told before."""


def _group_of_sentence(view: View, token: Token) -> Party | None:
    """Return the group named before in the sentence: "bombed Hezbollah, and the group fired", "as group fires"."""
    marks = [c for c in token.children if c.dep_ in ("det", "poss", "nummod")]
    if token.lemma_ not in _BODIES or token.tag_ != "NN" or any(c.lower_ != "the" for c in marks):
        return None
    named = (t for t in reversed(list(token.doc[: token.i])) if t.i in view.parties and t.head != token.head)
    hit = next((h for t in named if (h := view.parties[t.i]).actor.kind in GROUPS and not h.backed), None)
    return Party(hit.actor, hit.matched, None, "definite noun, named before", 0.7) if hit is not None else None


def pointed_to(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return who is pointed to: the group of a land told before ("the Lebanese group"), the side of "the spokesman"."""
    if token.lemma_ in _SPOKESMEN and spoken is not None and [c.lower_ for c in token.children] == ["the"]:
        return spoken.officer
    if token.lemma_ not in _BODIES or token.tag_ != "NN" or not any(c.lower_ == "the" for c in token.children):
        return None
    lands = [h.actor for c in token.children if c.i < token.i and (h := view.parties.get(c.i)) is not None]
    if len(lands) != 1 or lands[0].kind not in ("country", "territory"):
        return None
    here = [view.parties[t.i] for t in reversed(list(token.doc[: token.i])) if t.i in view.parties]
    told = [*(h.actor for h in here if not h.backed), *(p.actor for p in reversed(spoken.past if spoken else []))]
    group = next((a for a in told if a.kind in GROUPS and a.country == lands[0].country), None)
    return Party(group, group.name, None, "definite noun of a land, told before", 0.7) if group is not None else None


def _land(token: Token, spoken: Spoken | None) -> Party | None:
    """Return the land told before that is called "the enclave"."""
    bare = token.lemma_ in LANDS and not any(c.dep_ in ("amod", "compound", "prep") for c in token.children)
    if spoken is None or not bare or not any(c.lower_ == "the" for c in token.children):
        return None
    land = next((p for p in reversed(spoken.past) if p.actor.kind == "territory"), None)
    return Party(land.actor, land.text, None, "definite noun, told before", 0.6) if land is not None else None


def _army(view: View, token: Token, spoken: Spoken) -> Party | None:
    """Return the state of soldiers without an owner: "a man was shot dead by soldiers", "Army hits back"."""
    owned = any(c.dep_ in _OWNING or c.lower_ in ("of", "from", "for") for c in token.children)
    if (
        owned
        or token.dep_ not in _DOING
        or token.lower_ not in _ARMY
        or any(c.i in view.parties for c in token.children)
    ):
        return None
    here = {actors.side(hit.actor).name for hit in view.parties.values()}
    found = spoken.army()
    if found is None or found.actor.name in here:  # "Norland shells villages, Army hits back"
        return None
    return Party(found.actor, token.text, span_of(view, token, token), "soldiers of the state", 0.6)


_ARMY = frozenset({"army", "soldiers", "troops"})
_OWNING = frozenset({"acl", "compound", "det", "nummod", "poss", "relcl"})
_DOING = frozenset({"conj", "nsubj", "pobj"})
_SPOKESMEN = frozenset({"spokesman", "spokesperson", "spokeswoman"})
LANDS = frozenset({"enclave", "strip"})
_BODIES = frozenset({"group", "militia", "movement", "organisation", "organization"})


def unnamed(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the party a force without a name is: one told before ("the militants"), else just that ("gunmen")."""
    if any(c.lower_ in ("no", "neither") for c in token.children):
        return None
    definite = any(c.lower_ in ("the", "these", "those", "this") for c in token.children)
    lemma = token.lemma_.lower()
    kinds = view.lexicon.classes
    alone = token.tag_ == "NN" and lemma in _ALONE
    here = _group_of_sentence(view, token) or _land(token, spoken)
    if here is not None:
        return here
    if (
        definite
        and not alone
        and spoken is not None
        and (lemma in kinds["group_nouns"] or lemma in kinds["state_nouns"])
    ):
        told = state_of(view, token) if lemma in kinds["state_nouns"] else None
        found = told or spoken.latest(view.lexicon, token)
        if found is not None:
            text = token.text if lemma in kinds["state_nouns"] else found.text
            return Party(found.actor, text, None, "definite noun, told before", 0.6)
    if not definite and spoken is not None and (army := _army(view, token, spoken)) is not None:
        return army
    if view.among("forces", token) and lemma in kinds["group_nouns"]:
        span = span_of(view, left_of(token), token)
        actor = actors.canonical(span.quote) or actors.canonical(token.text)
        if actor is not None:
            return Party(actor, span.quote, span, "unnamed group", 0.7)
    return None
