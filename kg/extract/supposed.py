"""Acts that somebody only guesses at, or that a text says were none: "speculation that", "no sign of", "not an attack".

What is hard: a suspected attack that killed is an attack, and speculation on what caused a blast leaves the blast as
it is; only a guess whether it was leaves that open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS, VERBAL, words_of

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate

_GUESSES = frozenset({"conjecture", "guess", "hypothesis", "rumor", "rumour", "speculation", "suspicion", "theory"})
_TRACES = frozenset({"evidence", "hint", "indication", "proof", "record", "sign", "talk", "trace"})
_TIMES = frozenset({"after", "because", "before", "since", "until"})
_HALTS = frozenset({"ban", "cessation", "freeze", "halt", "moratorium"})
_SUBJECTS = (*SUBJECTS, "nsubjpass")
_EVEN_MORE = frozenset({"just", "merely", "only", "simply", "the"})


def supposed(one: Candidate) -> str | None:
    """Return the rule that makes an act a guess or no act at all, or None."""
    if one.nominal and _negated(one.token):
        return "no such act"
    known = one.nominal and any(t.lower_ in ("the", "this", "that", "these", "those") for t in words_of(one.token))
    below = one.token
    for above in (*((one.token,) if not one.nominal else ()), *one.token.ancestors):
        lemma = above.lemma_.lower()
        if above.pos_ == "NOUN" and below.dep_ == "prep" and below.lower_ == "of" and lemma in _TRACES:
            return "no such act" if any(t.lower_ == "no" for t in above.children) else None
        if above.pos_ == "NOUN" and below.dep_ == "prep" and below.lower_ in ("to", "on") and lemma in _HALTS:
            return None if known else "a halt to it"
        of_deed = above.pos_ in VERBAL and lemma != "cause" and not known
        if of_deed and any(t.lemma_ in _GUESSES for t in _just_before(above)):
            return "a guess"
        below = above
    return None


def _just_before(verb: Token) -> list[Token]:
    """Return the noun that a clause stands beside: "speculation (that) they had been caused by"."""
    first = min((c.left_edge for c in verb.children if c.dep_ in _SUBJECTS), default=None, key=lambda t: t.i)
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    start = mark if mark is not None else first
    return [start.nbor(-1)] if start is not None and start.i > start.sent.start else []


def _negated(noun: Token) -> bool:
    """Whether a phrase that is no sentence denies what its noun names: "Not a big offensive"."""
    if any(t.pos_ in VERBAL for t in noun.doc[noun.sent]):
        return False
    words = sorted(t.i for t in (noun, *words_of(noun)))
    first = noun.doc[words[0]]
    before = noun.doc[words[0] - 1] if words[0] else None
    nay = first if first.lower_ == "not" else before
    after = noun.doc[nay.i + 1] if nay is not None and nay.i + 1 < len(noun.doc) else None
    return nay is not None and nay.lower_ == "not" and (after is None or after.lower_ not in _EVEN_MORE)


def over(noun: Token) -> bool:
    """Whether a noun tells that something was and is over: "hours after the end of a truce"."""
    return noun.lemma_ == "end" and noun.dep_ == "pobj" and noun.head.lower_ in _TIMES


def came_before(word: Token) -> bool:
    """Return whether a word tells when something was, by an act before it: "ready to help after the attack"."""
    return (word.dep_ == "prep" and word.lower_ in ("after", "following")) or word.lemma_ in ("aftermath", "wake")
