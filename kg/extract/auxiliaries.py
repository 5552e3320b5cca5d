"""What a verb's auxiliaries, negation and conjunction make of the act it tells.

What is hard: "could have struck" is no "could strike", "to strike" is done under some verbs and an aim under others,
and "did not hit the port but the base" says that somebody hit something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.extract.clause import VERBAL, undergoers
from kg.extract.habits import one_of_row
from kg.vocab import Factuality

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_MODALS = frozenset(
    {"could", "may", "might", "would", "should", "must", "can", "will", "'ll", "’ll", "'d", "shall", "ca", "wo"}
)
IF = frozenset({"if", "unless", "whether", "once", "lest", "whenever", "should"})
FOILED = frozenset({"foil", "frustrate", "prevent", "repel", "repulse", "stop", "suppress", "thwart"})


class Judged(NamedTuple):
    """How real a mention is, and the rule that says so."""

    factuality: Factuality
    rule: str


def thought(rule: str) -> Judged:
    """Return that an act is only thought of, and why."""
    return Judged(Factuality.HYPOTHETICAL, rule)


def _foiled(verb: Token) -> bool:
    """Whether a verb is what was tried and prevented: "an attempt to carry out an attack was foiled"."""
    return any(a.lemma_ in ("attempt", "bid") and a.head.lemma_.lower() in FOILED for a in verb.ancestors)


def _rather(verb: Token) -> bool:
    """Whether only what is named first was not the aim: "did not hit the port but the base"."""
    parts = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    but = (p for p in parts if any(c.lower_ == "but" and c.dep_ == "cc" for c in p.children))
    return any(c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") for p in but for c in p.children)


def _from_there(seen: View, verb: Token) -> bool:
    """Whether a place was used, and no weapon, so that the act is what follows: "used the airfield to launch raids"."""
    used = [f.token for f in undergoers(verb)] if verb.lemma_ == "use" and verb.tag_ in ("VBD", "VBN") else []
    return bool(used) and not any(map(seen.weapon, used))


def auxiliaries(seen: View, verb: Token) -> Judged | None:  # noqa: PLR0911 - one word a line
    """Return what a verb's auxiliaries, negation and conjunction make of it."""
    words = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "mark", "advmod")]
    nor = any(c.lower_ in ("neither", "nor") for c in verb.children)
    nor = nor or (verb.dep_ == "conj" and any(c.lower_ in ("neither", "nor") for c in verb.head.children))
    nor = nor or any(
        t.lower_ == "no" and t.dep_ == "det" for c in verb.children if c.dep_[:5] == "nsubj" for t in c.children
    )
    if nor or any(c.dep_ == "neg" and c.tag_ == "RB" for c in words):  # and not "at 2:20 am"
        return None if _rather(verb) else thought("negated")
    have = any(c.lower_ == "have" for c in words)
    modal = next((c for c in words if c.dep_ == "aux" and c.lower_ in _MODALS), None)
    if modal is not None and not (have and modal.lower_ in ("may", "might", "must", "could")):
        return thought(f"“{modal.text}”")
    mark = next((c for c in words if c.lower_ in IF and c.dep_ in ("mark", "advmod")), None)
    once = mark is not None and mark.lower_ == "once"
    if mark is not None and not (once and (mark.i > verb.i or any(c.lower_ == "had" for c in words))):
        return thought(f"“{mark.text}”")
    to = next((c for c in words if c.dep_ == "aux" and c.lower_ == "to"), None)
    if to is not None and (seen.among("aloft", verb) or verb.tag_ == "NNS" or _foiled(verb) or one_of_row(verb)):
        return None
    done = verb.head.lemma_.lower() in seen.lexicon.classes["real_to"] or _from_there(seen, verb.head)
    if to is not None and not have and not done:
        return thought("an aim")
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.tag_ == "VB":
        return auxiliaries(seen, verb.head)
    return None
