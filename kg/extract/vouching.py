"""Who vouches for an act by a noun or participle ("claimed by X", "according to X"), and which words vouch for none.

What is hard: who "did not confirm" or "neither confirmed nor denied" an act has said nothing of it; and not all that
something is according to can speak ("according to plan").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS, doers, passive, preps, undergoers
from kg.extract.sources import PRONOUNS, source_word, speaks, table

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_FAR, _NEAR = 10, 7
"""Tokens from an act to the clause behind it, and from its first word to its verb."""
_VOUCHED = frozenset({"claim", "report", "confirm", "announce", "acknowledge", "admit", "condemn", "record", "verify"})
NOBODY = frozenset({"no", "none", "nobody", "neither", "without", "nor"})
WITHHELD = "withheld"
"""The rule of who is asked and says nothing: no source, but the speaker of the clause all the same."""
_NAYS = frozenset({"neither", "never", "nor", "not", "n't", "n’t"})
_HELD_BACK = frozenset({"avoid", "decline", "fail", "refrain", "refuse", "stop", "without", "yet"})
_QUOTES = frozenset('"“”')
_SEEING = frozenset({"film", "hear", "see", "watch", "witness"})
_WATCHING = frozenset({"document", "monitor"})
_EYES = frozenset({"correspondent", "crew", "journalist", "photographer", "producer", "reporter", "team", "witness"})


def withheld(verb: Token) -> bool:
    """Whether a verb of confirming or denying is itself negated: "would not even acknowledge", "declined to"."""
    lemma = verb.lemma_.lower()
    if _silent(verb):
        return True
    if lemma not in table()["confirm"] and lemma not in ("deny", "say"):
        return False
    while True:
        near = {c.lower_ for c in verb.children if c.i < verb.i and c.dep_ not in SUBJECTS}
        if near & _NAYS or (verb.dep_ in ("xcomp", "pcomp") and _holds_back(verb.head)):
            return True
        own = any(c.dep_ in SUBJECTS for c in verb.children)
        if verb.dep_ != "conj" or own:
            return False
        verb = verb.head


def _silent(verb: Token) -> bool:
    """Whether a verb of telling tells nothing: "has said nothing about the strike", "made no comment on it"."""
    return any(c.dep_ == "dobj" and (c.lower_ == "nothing" or _none_of(c)) for c in verb.children)


def _none_of(noun: Token) -> bool:
    return noun.lemma_ in ("comment", "mention", "word") and any(c.lower_ == "no" for c in noun.children)


def witness(seen: View, verb: Token, below: Token) -> Token | None:
    """Return who saw an act: "our correspondent saw rebels shell the port", "activists documented the raid"."""
    if verb.lemma_ not in _SEEING | _WATCHING or below.dep_ not in ("ccomp", "dobj"):
        return None
    watching = verb.lemma_ in _WATCHING
    who = (f.token for f in doers(verb) if f.token.lower_ not in PRONOUNS)
    return next((t for t in who if (speaks(seen, t) if watching else t.lemma_.lower() in _EYES)), None)


def acts(seen: View, verb: Token, below: Token) -> bool:
    """Whether who "responds" after a clause does so by deeds, not by words: "Two killed in shelling, army responds"."""
    quoted = any(t.text in _QUOTES for t in seen.doc)
    return verb.lemma_ in ("reply", "respond") and below.i < verb.i and not quoted


def said_by_nobody(subject: Token, verb: Token) -> bool:
    """Whether "it" stands for no speaker: "it is necessary to say that", "it is worth mentioning that"."""
    above = verb.head
    return subject.lower_ == "it" and verb.dep_ in ("acl", "advcl", "ccomp", "xcomp") and above.lemma_ == "be"


def _holds_back(above: Token) -> bool:
    """Whether what governs a verb keeps it from being done: "refused to", "stopped short of", "has yet to"."""
    words = {above.lemma_.lower(), above.head.lemma_.lower()} | {c.lower_ for c in above.children if c.i < above.i}
    return not words.isdisjoint(_HELD_BACK | _NAYS)


def voucher(seen: View, verb: Token) -> Token | None:
    """Return who vouches by a verb that hangs on an act: "claimed by X", "which X called revenge"."""
    if withheld(verb):
        return None
    if passive(verb):
        told = (f.token for f in doers(verb)) if verb.lemma_.lower() in _VOUCHED else iter(())
    else:
        telling = verb.dep_ == "relcl" and seen.among("speech", verb)
        told = (c for c in verb.children if c.dep_ == "nsubj" and telling and c.lower_ not in ("that", "which"))
    barred = (*PRONOUNS, *NOBODY)
    return next((who for who in told if who.lower_ not in barred and speaks(seen, who)), None)


def according(seen: View, token: Token) -> Token | None:
    """Return the source of "according to X" in the sentence of a trigger, where X can speak."""
    for word in seen.doc:
        if word.lower_ != "according":
            continue
        source = next((p for t in word.children if t.lower_ == "to" for p in t.children if p.dep_ == "pobj"), None)
        if source is None:
            near = seen.doc[word.i + 2 : word.i + 8]
            source = next((t for t in near if t.pos_ in ("NOUN", "PROPN") and t.dep_ in ("pobj", "ROOT")), None)
        if source is not None and token.i < word.i + 40 and _can_speak(seen, source):
            return source
    return None


def _can_speak(seen: View, noun: Token) -> bool:
    """Whether a noun is a person, a body, or a paper that tells."""
    listed = source_word(noun.text) or noun.lemma_.lower() in table()["papers"]
    known = listed or speaks(seen, noun)
    return known or noun.pos_ not in ("NOUN", "ADJ") or any(speaks(seen, c) for c in noun.children if c.dep_ == "conj")


def disowned(verb: Token) -> bool:
    """Return whether a verb does not make its object the doing of its subject: passive, or "no group has claimed"."""
    return passive(verb) or said_not(verb)


def said_not(verb: Token) -> bool:
    """Return whether a verb is denied: by "not", or by "no" before its subject."""
    nobody = (t for f in doers(verb) for t in (f.token, *f.token.children))
    return any(c.dep_ == "neg" for c in verb.children) or any(
        t.lower_ in ("no", "nobody", "none", "neither", "nor") for t in nobody
    )


def blamed_on(noun: Token) -> list[Token]:
    """Return on whom a clause behind a noun lays it, however it was parsed: "the attack, which X blamed on the ADF"."""
    behind = noun.doc[noun.i + 1 : noun.i + 1 + _FAR]
    which = next((t for t in behind if t.lower_ in ("which", "that") or t.pos_ in ("VERB", "AUX")), None)
    if which is None or which.lower_ not in ("which", "that"):
        return []
    laid = next(
        (t for t in noun.doc[which.i + 1 : which.i + 1 + _NEAR] if t.lower_ in ("blamed", "blames", "blame")), None
    )
    return list(preps(laid, "on")) if laid is not None else []


def held_for(act: Token) -> list[Token]:
    """Return whom a clause behind an act holds to have done it: "a blast for which the group blames Israel"."""
    near = act.doc[act.i + 1 : min(act.i + 1 + _FAR, act.sent.stop)]
    which = next((t for t in near if t.lower_ == "which" and t.nbor(-1).lower_ == "for"), None)
    if which is None or not _hangs_on(act, which):
        return []
    verb = next((t for t in act.doc[which.i + 1 : which.i + 1 + _NEAR] if t.pos_ == "VERB"), None)
    if verb is None or said_not(verb) or passive(verb):
        return []
    held = verb.lemma_ == "blame" or (verb.lemma_ == "hold" and _liable(verb))
    told = [*verb.children, *(c for clause in verb.children if clause.dep_ == "ccomp" for c in clause.children)]
    return [c for c in told if c.dep_ in ("dobj", "nsubj") and c.i > verb.i] if held else []


def answerable(word: Token) -> list[Token]:
    """Return who is "responsible", however it was parsed: "the group responsible", "holding Hamas responsible"."""
    if word.lower_ not in _LIABLE:
        return []
    if own := [c for c in word.children if c.dep_ in ("nsubj", "nsubjpass")]:
        return own
    if word.dep_ in ("amod", "acl", "relcl", "appos") and word.head.pos_ not in ("AUX", "VERB"):
        return [word.head]
    held = undergoers(word.head) if word.head.lemma_ == "hold" else doers(word.head)
    return [] if said_not(word.head) else [f.token for f in held]


_LIABLE = ("accountable", "responsible")


def _liable(verb: Token) -> bool:
    """Whether somebody is held responsible, not held for questioning."""
    return any(t.lower_ in _LIABLE for t in verb.doc[verb.i + 1 : verb.i + 1 + _NEAR])


def _hangs_on(act: Token, which: Token) -> bool:
    """Whether no other act stands between an act and the clause that tells of it."""
    return not any(t.pos_ == "VERB" for t in act.doc[act.i + 1 : which.i])
