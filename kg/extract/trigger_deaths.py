"""Deaths that something answers: "in retaliation for the death of its commander".

What is hard: a death is mostly a result and no act. It stands for the act that brought it only where an answer names
it, or where it set something off; and who died in a cell, a crash or a hospital bed was not killed by a blow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import preps
from kg.vocab import EventType

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_ANSWERS = frozenset(
    {"answer", "payback", "punishment", "reaction", "reply", "reprisal", "response", "retaliation", "retribution"}
    | {"revenge", "vengeance"}
)
_ANSWERING = frozenset({"avenge", "react", "reply", "respond", "retaliate", "revenge"})
_SETTING_OFF = frozenset({"prompt", "provoke", "set", "spark", "trigger", "unleash"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "his", "her"})
_CUSTODY = frozenset(
    {"accident", "cancer", "cell", "crash", "custody", "detention", "heart", "hospital", "hunger", "illness", "jail"}
    | {"prison", "stroke"}
)


def death_noun(view: View, noun: Token) -> bool:
    """Whether the death of somebody is what is answered, or what set something off."""
    whose = [*preps(noun, "of"), *(c for c in noun.children if c.dep_ == "poss")]
    if not any(map(_new, whose)) or noun.dep_ == "compound" or _told(view, noun):
        return False
    above = noun.head
    if noun.dep_ in ("nsubj", "dobj") and above.lemma_.lower() in _SETTING_OFF | _ANSWERING:
        return (above.lemma_.lower() in _ANSWERING) == (noun.dep_ == "dobj")
    over = above.head
    if noun.dep_ != "pobj" or above.dep_ not in ("prep", "agent"):
        return False
    if above.lower_ == "by":
        return over.lemma_.lower() in _SETTING_OFF
    return above.lower_ in ("for", "over", "to") and over.lemma_.lower() in _ANSWERS | _ANSWERING


def _new(token: Token) -> bool:
    """Whether somebody is named or told of anew: "of Taleb Abdallah", "of its commander", not "of the soldier"."""
    marks = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.dep_ == "pobj" and not marks & _KNOWN)


def _told(view: View, noun: Token) -> bool:
    """Whether the act that killed is named beside: "the death of sixty people in an Israeli raid"."""
    how = (c for a in noun.ancestors for c in a.children if c.dep_ == "advcl" and c.i > noun.i)
    when = (c for c in how if any(m.lower_ in ("when", "as") for m in c.children))
    near = (*noun.subtree, *(t for c in when for t in c.subtree))
    return any(t.i > noun.i and t.pos_ == "NOUN" and t.lemma_ in view.lexicon.nouns for t in near)


def died(noun: Token) -> EventType:
    """Return what a death was: a killing, or no more than a death."""
    near = {t.lemma_.lower() for t in noun.subtree}
    return EventType.DEATH if near & _CUSTODY else EventType.KILLING
