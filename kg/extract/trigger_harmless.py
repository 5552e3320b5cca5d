"""What makes something peaceful of a word that could tell of an act.

What is hard: a heart attack, a strike on pay and an attack drone share their nouns with war. The word before, what is
hit, and the noun that is modified tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, preps, undergoers, words_of

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View


_BADLY = frozenset({"badly", "hard", "hardest", "worst"})
_FELT = frozenset({"anger", "emotion", "fury", "grief", "joy", "outrage", "protest", "rage", "support", "violence"})
"""What bursts out without a bomb: an explosion of anger."""


def harmless(view: View, noun: Token) -> bool:
    """Return whether the words around a noun make something peaceful of it, or it only modifies another noun."""
    if noun.dep_ in ("compound", "nmod", "amod") and not _event_head(view, noun.head):
        return True
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if after is not None and after.pos_ in ("NOUN", "PROPN", "VERB") and view.among("weapons", after):
        close = noun.head in (after.head, after)
        if close or noun.lemma_.lower() in ("attack", "assault", "strike"):
            return True
    if any(o.lemma_ in _FELT for o in preps(noun, "of")):
        return True
    before = {t.lower_ for t in words_of(noun)} | {t.lemma_.lower() for t in words_of(noun)}
    if before & view.lexicon.classes["idiom_before"] and not before & view.lexicon.classes["military"]:
        return True
    on = list(preps(noun, "on", "against", "at"))
    return (
        bool(on)
        and all(view.among("not_objects", p) and not _stands(view, p) for p in on)
        and not before & view.lexicon.classes["military"]
    )


def spent(thing: Token) -> bool:
    """Return whether a thing of war only burns or falls: debris, "a fire ripped through a church"."""
    burning = thing.lemma_ == "fire" and {c.lower_ for c in thing.children} == {"a"}
    return burning or thing.lemma_ in ("debris", "fragment", "shrapnel")


def worn(view: View, verb: Token) -> bool:
    """Return whether a participle only tells what a place is like: "violence-hit", "worst hit", but not "drone-hit"."""
    if verb.dep_ == "amod" and verb.i > 0 and verb.nbor(-1).lower_ in _BADLY:
        return True
    if verb.tag_ != "VBN" or verb.i < 2 or verb.nbor(-1).text != "-":  # noqa: PLR2004 - a word and a hyphen
        return False
    by = verb.nbor(-2)
    return not (view.weapon(by) or view.force(by) or view.named(by))


def unaimed(view: View, verb: Token) -> bool:
    """Return whether somebody fires or shoots at nobody: into the air, or back in words."""
    return _skyward(view, verb) or _in_words(view, verb)


def _skyward(view: View, verb: Token) -> bool:
    """Whether guns are only fired upwards, at nobody: mourners' "shots into the air"."""
    if verb.lemma_ not in ("fire", "shoot", "discharge"):
        return False
    up = any(p.lemma_ in ("air", "sky") for p in preps(verb, "in", "into"))
    return up and not any(view.aloft(f.token) for f in undergoers(verb))


def _in_words(view: View, verb: Token) -> bool:
    """Whether somebody shoots back in words: "the minister shot back at his critics"."""
    back = verb.lemma_ == "shoot" and any(c.lower_ == "back" for c in verb.children)
    who = any(view.among(kind, f.token) for f in doers(verb) for kind in ("critics", "leaders")) if back else False
    return back and (who or any(view.among("critics", p) for p in preps(verb, "at")))


def _stands(view: View, token: Token) -> bool:
    """Whether what was hit is a place, a party, or stands in one: "a market in Kherson"."""
    within = view.among("structures", token) and any(view.placed(p) for p in preps(token, "in", "near", "at", "of"))
    return within or view.placed(token) or view.named(token)


def _event_head(view: View, head: Token) -> bool:
    """Whether a modified noun is itself an act."""
    return head.lemma_.lower() in view.lexicon.nouns and head.dep_ not in ("compound", "nmod")
