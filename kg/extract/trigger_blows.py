"""Nouns of blows that are dealt: a hit on a shelter, the pounding of a town, fire that a base takes.

What is hard: a hit is a song, a blow is dealt to hopes, a minister draws fire. What is hit, and who takes it, tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, preps, verb_above, words_of

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View


def blow_noun(view: View, noun: Token) -> bool:
    """An answering blow, this blow: not a blow to hopes."""
    low = {t.lower_ for t in words_of(noun)}
    verb = noun.head if noun.dep_ == "dobj" else None
    if verb is not None and verb.lemma_ in ("deal", "deliver", "inflict", "strike") and view.armed(verb):
        on = [*preps(noun, "to", "on", "against", "at"), *preps(verb, "to", "on", "against", "at")]
        return any(view.among("structures", p) or view.placed(p) for p in on)
    if noun.dep_ in ("compound", "amod") or any(preps(noun, "to", "for")):
        return False
    return bool(low & {"answering", "retaliatory", "missile", "rocket", "artillery", "this", "counter"})


def of_harmed(view: View, noun: Token) -> bool:
    """The pounding of a town, a hit on a shelter: of what can be struck, and one that is known."""
    if noun.dep_ in ("compound", "amod") or noun.pos_ == "VERB":
        return False
    harmed = list(preps(noun, "of", "on"))
    known = any(t.lower_ in ("the", "this", "that", "a", "direct") or t.dep_ == "poss" for t in words_of(noun))
    if noun.lemma_ in ("destruction", "demolition", "hit"):
        harmed = [h for h in harmed if h.tag_ in ("NN", "NNP") or view.placed(h)]
    return known and any(
        view.placed(h) or view.among("structures", h) or view.among("ships", h) or h.pos_ == "PROPN"
        or view.of("people", h)
        for h in harmed
    )  # fmt: skip


def ground_noun(view: View, noun: Token) -> bool:
    """The ramming, a riot in a town: with a result, a place, or pointed to."""
    if noun.dep_ in ("compound", "amod", "nmod"):
        return False
    verb = verb_above(noun) if noun.dep_ in ("nsubj", "nsubjpass") else None
    done = verb is not None and (view.among("acting", verb) or view.among("results", verb))
    return done or any(view.placed(p) for p in preps(noun, "in", "near", "at", "on"))


def under_fire(view: View, noun: Token) -> bool:
    """Return whether guns fire at the subject: a base takes fire, gunners pay back the fire; not a minister."""
    from_whom = [*preps(noun, "from"), *preps(noun.head, "from")]
    who = [f.token for f in doers(noun.head)]
    return not any(view.among("critics", p) for p in from_whom) and any(
        view.force(w) or view.among("structures", w) or view.placed(w) or view.among("troops", w) for w in who
    )


def at_sea(view: View, verb: Token) -> bool:
    """Return whether it was a vessel that a clause says was hit: "The Grace was off Aden when it was hit"."""
    if verb.dep_ != "advcl" or not any(c.lower_ in ("as", "when") for c in verb.children):
        return False
    told = (c for c in verb.head.children if c.dep_ == "nsubj")
    off = any(t.lower_ in ("sea", "strait", "gulf", "miles", "coast", "waters") for t in verb.head.subtree)
    return off and any(view.among("ships", t) or t.pos_ == "PROPN" for t in told)


def answer_by_arms(view: View, verb: Token) -> bool:
    """Reply with dozens of shells: an armed party does it."""
    by = any(view.force(f.token) or view.weapon(f.token) or f.token.lower_ in ("it", "they", "we") for f in doers(verb))
    behind = (c for t in verb.subtree if t.i > verb.i and t.lower_ in ("with", "from") for c in t.children)
    means = [p for p in behind if p.dep_ == "pobj"]
    armed = any(view.weapon(p) or view.among("guns", p) for p in means if view.lemma(verb) != "retaliate")
    counted = any(view.counts(p) and any(map(view.weapon, preps(p, "of"))) for p in means)
    return by and (armed or counted or any(c.lower_ in _APTLY for c in verb.children))


_APTLY = frozenset({"befittingly", "effectively", "forcefully", "heavily"})
"""How armies say that they answer."""
