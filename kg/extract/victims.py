"""Who was killed by name: "killed Taleb Mansour" counts one, though no number says so.

What is hard: "killing Hamas" is no murder of one, and "the death of Ukraine" is none at all. So a name counts that
neither a party nor a place bears, or that the tables know as a person's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import preps, undergoers
from kg.extract.quantity_numbers import value
from kg.model import Quantity, Span
from kg.vocab import ClaimKind

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_VERBS = frozenset({"assassinate", "behead", "eliminate", "execute", "hang", "kill", "lynch", "murder", "slay"})
_NOUNS = frozenset({"assassination", "beheading", "death", "execution", "hanging", "killing", "lynching", "murder"})


def named(one: Candidate) -> Quantity | None:
    """Return the count of those whom an act killed by name."""
    if one.seen is None:
        return None
    if one.nominal:
        found = [*preps(one.token, "of"), *(t for t in one.token.children if t.dep_ == "poss")]
        found = found if one.token.lemma_.lower() in _NOUNS else []
    else:
        found = [f.token for f in undergoers(one.token)] if one.token.lemma_.lower() in _VERBS else []
    number = _number(one.seen, found[0]) if len(found) == 1 else None
    if not found or (number is None and not all(_person(one.seen, t) for t in found)):
        return None
    starts = [one.seen.sentence.at(t) for t in found]
    start, end = starts[0][0], starts[-1][1]
    base = one.seen.sentence.start
    span = Span(start, end, one.seen.sentence.text[start - base : end - base])
    count = number or len(found)
    return Quantity(ClaimKind.KILLED, count, count, span, "named")


def _number(view: View, token: Token) -> int | None:
    """Return how many a noun tells of: "the killing of two commanders"."""
    told = next((c for c in token.children if c.dep_ == "nummod"), None)
    people = view.among("leaders", token) or view.among("people", token) or view.among("forces", token)
    return value(told.text) if told is not None and people and token.tag_ == "NNS" else None


def _person(view: View, token: Token) -> bool:
    """Whether a name is a person's, or a word tells of one: "a Hamas commander", "one of its leaders"."""
    if token.lower_ == "one" or (token.tag_ == "NN" and view.among("leaders", token)):
        return any(c.dep_ in ("det", "poss", "prep") for c in token.children)
    if token.tag_ != "NNP" or token.i in view.spots:
        return False
    party = view.parties.get(token.i)
    if party is not None:
        return party.actor.kind == "person" or party.via == "leader"
    return any(c.dep_ == "compound" and c.tag_ == "NNP" for c in token.children)
