"""Harm foretold by who could do it: "said Hamas would be hit", "the jetties would burn if one more missile came".

What is hard: a watcher foretells the same in the same words. So whoever speaks must be a side, or hold an office of
one, what is to come must be harm by arms, and it must come upon another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, passive, preps, undergoers
from kg.extract.trigger_vows import TAME_MEANS, told_in_past
from kg.names.actors import side

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_WILL = frozenset({"will", "'ll", "’ll", "must", "shall", "would"})
_DONE = frozenset(
    {"attack", "bomb", "burn", "crush", "destroy", "eliminate", "flatten", "hit", "hunt", "kill", "level", "obliterate"}
    | {"pound", "punish", "pursue", "raze", "shell", "sink", "strike", "target", "wipe"}
)
"""What is done to an enemy, in the passive."""
_TAKING = frozenset({"capture", "conquer", "enter", "invade", "liberate", "retake", "seize", "storm"})
_SUFFERED = frozenset({"bleed", "burn", "crumble", "drown", "tremble", "weep"})
_OFFICES = frozenset(
    {"ayatollah", "chief", "colonel", "commander", "general", "leader", "minister", "official", "president", "sheikh"}
    | {"spokesman", "spokesperson", "spokeswoman", "premier"}
)


def foretold(view: View, verb: Token) -> bool:
    """Return whether a verb tells in the future of harm that its teller could do to another."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if aux.isdisjoint(_WILL) or any(c.dep_ == "neg" for c in verb.children):
        return False
    lemma = verb.lemma_.lower()
    if passive(verb):
        harmed = [f.token for f in undergoers(verb)] if lemma in _DONE else []
        if any(True for _ in doers(verb)) or any(p.lemma_.lower() in TAME_MEANS for p in preps(verb, "with")):
            return False
    else:
        harmed = [f.token for f in doers(verb)] if lemma in _SUFFERED else []
        harmed += _taken(view, verb)
    return bool(harmed) and told_by_a_side(view, verb)


def _taken(view: View, verb: Token) -> list[Token]:
    """Return the places that "we" are to take: "We will enter Tripoli within days"."""
    ours = any(f.token.lower_ == "we" for f in doers(verb))
    return [f.token for f in undergoers(verb) if ours and verb.lemma_ in _TAKING and _ground(view, f.token)]


def _ground(view: View, token: Token) -> bool:
    return view.placed(token) or any(view.placed(p) for p in preps(token, "of", "in"))


def told_by_a_side(view: View, verb: Token) -> bool:
    """Return whether a side, or an officer of one, says what a verb tells."""
    below = verb
    for above in verb.ancestors:
        twice = below.dep_ == "nsubj" and below.i < above.i and sum(c.dep_ == "nsubj" for c in above.children) > 1
        if view.among("speech", above) and (twice or below.dep_ in ("ccomp", "conj", "dep", "parataxis")):
            who = [f.token for f in doers(above) if not (twice and f.token == below)]
            return told_in_past(above) and any(_side(view, one) for one in who)
        below = above
    return any(
        view.among("speech", c) and any(_side(view, f.token) for f in doers(c))
        for c in verb.children
        if c.dep_ in ("ccomp", "parataxis")
    )


def _side(view: View, who: Token) -> bool:
    """Whether somebody is a side or holds one of its offices: not a court, a watcher or an agency."""
    around = [who, *who.children, *(g for c in who.children if c.dep_ == "appos" for g in (c, *c.children))]
    hits = [view.parties[t.i] for t in around if t.i in view.parties]
    if any(side(hit.actor).kind == "body" for hit in hits):
        return False
    return bool(hits) or view.force(who) or any(t.lemma_.lower() in _OFFICES for t in around)
