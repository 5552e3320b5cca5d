"""Answers by arms that are told as such: "Israel's reply came on Monday", "our troops gave the necessary answer".

What is hard: answers are mostly words, and mostly only tie two acts. An answer is an act where the text tells how it
came about, when, or how hard it was, and nothing says that it was given to a question or an offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, preps, undergoers

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_CAME = frozenset({"arrive", "begin", "come", "consist", "fall", "follow", "start"})
_SOON = frozenset(
    {"afterwards", "fast", "immediate", "immediately", "late", "later", "quick", "quickly", "shortly", "soon", "swift"}
)
BY_WORDS = frozenset(
    {"appeal", "call", "complaint", "criticism", "deal", "demand", "draft", "initiative", "invitation", "letter"}
    | {"message", "note", "offer", "outline", "paper", "parliament", "plan", "proposal", "question", "request"}
    | {"statement", "survey", "talk", "ultimatum", "word"}
)
_DUE = frozenset(
    {"appropriate", "befitting", "effective", "fitting", "harsh", "heavy", "necessary", "proper", "strong", "suitable"}
)


def retort(view: View, noun: Token) -> bool:
    """The reply of a party came at some time, was swift: but to no question, and no word beside names the act."""
    verb = noun.head
    theirs = any(c.dep_ == "poss" or c.i in view.parties for c in noun.children)
    named = any(t.tag_ == "VBD" and t.i > verb.i for t in view.sentence.doc or ())
    if noun.dep_ != "nsubj" or not theirs or named or _by_words(view) or _unreal(verb):
        return False
    if noun.lemma_ == "response" and verb.lemma_ not in ("begin", "consist", "start"):  # others are mostly words
        return False
    if verb.lemma_ == "be":
        return verb.tag_ in ("VBD", "VBZ") and any(t.lower_ in _SOON for t in verb.subtree if t.i > verb.i)
    timed = any(c.dep_ in ("npadvmod", "prep", "advcl") or c.lower_ in _SOON for c in verb.children)
    return verb.lemma_ in _CAME and timed and verb.tag_ in ("VBD", "VBN")


def hit_back(view: View, verb: Token) -> bool:
    """Strike back: a force or party does it, or "it" somewhere, "by hitting back": at a critic one does so in words."""
    if any(view.among("critics", p) for p in preps(verb, "at")):
        return False
    if view.armed(verb) or any(view.weapon(p) for p in preps(verb, "with")):
        return True
    they = any(f.token.lower_ in ("it", "they") for f in doers(verb)) and any(preps(verb, "in", "within", "with"))
    return they or (verb.dep_ == "pcomp" and view.armed(verb.head.head))


def answer_given(view: View, verb: Token) -> bool:
    """Troops gave a strong reply, a fitting answer: fighters do."""
    given = [f.token for f in undergoers(verb) if f.token.lemma_ in ("answer", "reply", "response")]
    fitting = any(c.lower_ in _DUE for g in given for c in g.children) or any(
        p.lemma_ in ("fire", "firing", "shelling", "source") for g in given for p in preps(g, "to")
    )
    by = any(view.force(f.token) or view.named(f.token) for f in doers(verb))
    return by and fitting and not _by_words(view) and not _unreal(verb)


def _by_words(view: View) -> bool:
    return any(t.lemma_.lower() in BY_WORDS for t in (view.sentence.doc or ()))


def _unreal(verb: Token) -> bool:
    ruled = any(c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ == "MD") for c in verb.children)
    return ruled or (verb.tag_ == "VB" and not any(c.tag_ == "VBD" for c in verb.children))
