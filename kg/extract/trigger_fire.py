"""The noun "fire": of guns, not of kitchens.

What is hard: it tells of shooting only where a word before it, who it comes from, or what is said of it says so: "under
Russian fire" and "killed by fire" belong to other words, "its fire was in answer to" is an act of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import preps, words_of
from kg.extract.trigger_blows import under_fire
from kg.extract.trigger_harmless import harmless

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View


def incoming(view: View, noun: Token) -> bool:
    """fire: of guns, told by a word before it or after "under"."""
    if noun.lower_ in ("gunfire", "crossfire"):
        return not harmless(view, noun) and noun.head.lower_ != "in"
    before = words_of(noun)
    exchanged = noun.head.lower_ == "of" and noun.head.head.lemma_ == "exchange"
    if noun.head.lower_ in ("on", "under") or exchanged or noun.dep_ == "compound" or _felled(noun):
        return False
    if noun.dep_ == "dobj" and noun.head.lemma_ in _TAKEN:
        return under_fire(view, noun)
    if _answered(noun) or _spoken_of(view, noun):
        return True
    armed = any(view.among("violent_words", t) or (t.i in view.parties and t.dep_ != "poss") for t in before)
    across = any(t.lower_ == "border" and c.lower_ == "cross" for t in before for c in (t, *t.children, *before))
    by = any(view.named(p) or view.force(p) for p in preps(noun, "from", "by"))
    return armed or by or across


def _felled(noun: Token) -> bool:
    """Whether fire is only what brought something down: "shot down by Syrian fire"."""
    verb = noun.head.head if noun.head.lower_ == "by" else noun
    return verb.lemma_ in ("down", "intercept") or any(c.lower_ == "down" and c.dep_ == "prt" for c in verb.children)


def _answered(noun: Token) -> bool:
    """Whether it is known fire that is answered: "responded to the fire", "in reply to the fire"."""
    known = any(c.lower_ in ("the", "that", "this") for c in noun.children if c.dep_ == "det")
    to = noun.head if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "for") else None
    return known and to is not None and to.head.lemma_.lower() in _ANSWERING


def _spoken_of(view: View, noun: Token) -> bool:
    """Whether it is known fire that is told of: "its fire was in answer to", "the fire was aimed at barracks"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    owned = any(c.dep_ == "poss" and (c.i in view.parties or c.lower_ in ("its", "their")) for c in noun.children)
    aimed = verb.lemma_ in ("aim", "direct", "target")
    answers = verb.lemma_ == "be" and any(t.lemma_.lower() in _ANSWERING for t in verb.subtree if t.i > verb.i)
    return owned or aimed or answers


_ANSWERING = frozenset(
    {"react", "reaction", "reply", "respond", "response", "retaliate", "retaliation", "answer"}
    | {"revenge", "reprisal", "vengeance", "warning"}
)
_TAKEN = frozenset({"answer", "draw", "face", "meet", "pay", "receive", "repay", "take"})
