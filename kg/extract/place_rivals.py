"""Which places of a sentence are of another act than the one that is asked about.

What is hard: one sentence tells two acts and two places, and the tree hangs the second act, with its place, under the
first: "fired at Safed, hours after a raid flattened a house in Aitaroun", "suspended flights over the attack in Doda".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS
from kg.extract.days_held import BARRIERS

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate

_ANSWERS = BARRIERS | {"avenge", "bill", "justice", "price", "punish", "punishment", "because", "retaliate"}
_MEETING = frozenset({"foil", "intercept", "repel", "repulse", "thwart"})


def of_answer(one: Candidate, place: Token) -> bool:
    """Return whether one of an act and a place is under a word of answering, and the other not: "justice for Doda"."""
    own = {t.i for t in (one.token, *one.token.ancestors)}
    for above in place.ancestors:
        if above.i in own:
            break
        if above.lemma_.lower() in _ANSWERS:
            return True
    held = {t.i for t in (place, *place.ancestors)}
    for above in one.token.ancestors:
        if above.i in held:
            return False
        if above.lower_ in _ANSWERS:
            return True
    return False


def of_rival(one: Candidate, place: Token) -> bool:
    """Return whether a place hangs on another trigger before it hangs on this: "a raid after a strike on Kharkiv"."""
    own = {one.token.i} | ({one.light.i} - one.rivals if one.light is not None else set())
    for above in (place, *place.ancestors):
        if above.i in own:
            return False
        apart = _told_apart(one, above) if above.dep_ == "advcl" else above.dep_ == "ccomp" and _timed(above)
        if apart:
            return True
        met = above.dep_ == "dobj" and above.head.i == one.token.i and above.head.lemma_ in _MEETING
        if above.i in one.rivals and not met and not _purpose(above):
            placed = one.seen is not None and any(one.token.i < i < above.i for i in one.seen.spots)
            shared = above.dep_ == "conj" and above.head.i in own and one.nominal and not placed
            return not shared or any(c.dep_ in SUBJECTS for c in above.children)
    return False


_WARS = frozenset({"conflict", "genocide", "war"})


def of_war(one: Candidate, place: Token) -> bool:
    """Return whether a place is that of a whole war beside an act: "widening the Israel-Hamas war in Gaza"."""
    held = {t.i for t in (one.token, *one.token.ancestors)}
    prep = place.head if place.dep_ == "pobj" else place
    noun = prep.nbor(-1) if prep.i else prep
    return noun.lemma_.lower() in _WARS and noun.i not in held


def of_party(place: Token) -> bool:
    """Return whether a name is only of one among those who act: "its allies, among them the United States"."""
    while place.dep_ == "conj":
        place = place.head
    return any(c.lower_ in ("among", "including") and c.i < place.i for c in place.children)


def _told_apart(one: Candidate, clause: Token) -> bool:
    """Whether a clause tells of another act: "fired at Safed, hours after a raid flattened a house in Aitaroun"."""
    return _timed(clause) or any(c.i in one.rivals and c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)


def _timed(clause: Token) -> bool:
    """Whether a clause opens with a word of time: "days after the minister visited Tripoli"."""
    return any(c.dep_ == "mark" and c.lower_ in BARRIERS for c in clause.children)


def _purpose(token: Token) -> bool:
    """Whether an act is only what a thing serves: "a station used for evacuations"."""
    return token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head.lemma_ in ("build", "design", "use")
