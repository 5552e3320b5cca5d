"""Nouns of words and papers: threats, sanctions, closures, expulsions, truces, deals.

What is hard: these are spoken of far more often than made. Only one that is issued, imposed, signed or broken is an
act; one that is called for, feared or discussed is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import VERBAL, preps, verb_above, words_of
from kg.extract.trigger_foretold import foretold
from kg.extract.trigger_owed import pay_for, rue, unanswered

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View


def closure_noun(view: View, noun: Token) -> bool:
    """A closure of borders, crossings, airspace; a shutdown of an airport that is named."""
    if noun.lemma_ == "shutdown" and any(view.placed(p) for p in preps(noun, "of")):
        return True
    return any(view.among("closable", t) for t in [*words_of(noun), *preps(noun, "of")])


def imposed(view: View, noun: Token) -> bool:
    """Sanctions, martial law: imposed, announced, lifted."""
    if noun.dep_ == "compound":
        return False
    verb = verb_above(noun)
    if verb is not None and view.among("imposing", verb):
        return verb.lemma_ not in ("face", "ease", "hit") or any(view.named(t) for t in words_of(noun))
    return noun.lemma_ == "sanction" and any(
        t.lower_ in ("new", "fresh", "additional", "sweeping") for t in words_of(noun)
    )


def menace_noun(view: View, noun: Token) -> bool:
    """A threat to attack, of war: by somebody who is named."""
    if noun.lemma_ == "promise" and not any(c.dep_ == "acl" for c in noun.children):
        return False
    hostile = any(c.dep_ in ("acl", "relcl") and view.among("sure_menace", c) for c in noun.children) or any(
        view.among("hostile_nouns", p) for p in preps(noun, "of")
    )
    told = (t for t in noun.subtree if t.i > noun.i and t.pos_ in VERBAL)  # "a vow that it would be made to regret it"
    hostile = hostile or any(says(view, t) for t in told for says in (pay_for, rue, unanswered, foretold))
    verb = verb_above(noun)
    made = verb is not None and verb.lemma_ in ("issue", "make", "repeat", "renew", "deliver") and noun.dep_ == "dobj"
    owner = any(view.named(t) for t in words_of(noun)) or any(view.named(p) for p in preps(noun, "by", "from"))
    again = made and verb is not None and verb.lemma_ in ("repeat", "renew")
    return (hostile and (owner or made)) or (made and owner) or again


def diplomat_noun(view: View, noun: Token) -> bool:
    """The expulsion of diplomats."""
    return any(view.among("diplomats", p) for p in preps(noun, "of"))


def reached(view: View, noun: Token) -> bool:
    """A ceasefire that was reached, signed, broken; not one that is called for."""
    if noun.dep_ == "compound":
        return noun.head.lemma_.lower() in ("agreement", "deal") and reached(view, noun.head)
    if any(c.dep_ in ("acl", "relcl") and _kept(view, c) for c in noun.children):
        return True
    if any(c.lower_.endswith(("brokered", "mediated")) for c in noun.children):
        return True
    verb = verb_above(noun)
    if verb is not None and noun.dep_ == "nsubj" and (_ended(verb) or _holding(verb)):
        return True
    if verb is None or not view.among("deals", verb):
        return (
            any(t.i in view.parties or t.lower_ in ("fragile", "shaky") for t in words_of(noun)) and noun.dep_ != "dobj"
        )
    return verb in (noun.head, noun.head.head) or noun.head.lower_ in ("to", "on", "since", "after", "under")


def _ended(verb: Token) -> bool:
    """Whether a verb says what a truce did: "has put an end to the fighting", "halted the clashes"."""
    ending = any(t.lemma_ in _ENDING for t in (verb, *verb.children) if t is verb or t.dep_ == "dobj")
    return ending and verb.tag_ in ("VBD", "VBN") and not any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children)


def _holding(verb: Token) -> bool:
    """Whether a truce is told to stand: "was holding", "appeared to be holding"."""
    if any(c.tag_ == "MD" for c in verb.children):
        return False
    held = (c for c in verb.children if c.dep_ == "xcomp") if verb.lemma_ in ("appear", "seem") else (verb,)
    return any(t.lemma_ == "hold" for t in held)


_ENDING = frozenset({"end", "halt", "stop"})


def _kept(view: View, verb: Token) -> bool:
    """Whether a clause says of a truce that it was made: "called by two powers", "that took effect"."""
    made = view.among("deals", verb) or verb.lemma_ in ("call", "negotiate")
    return made and verb.tag_ in ("VBD", "VBN") and not any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children)


_YEAR = 4
_WARLIKE = frozenset({"border", "ceasefire", "grain", "peace", "security", "truce", "withdrawal"})


def deal(view: View, noun: Token) -> bool:
    """An agreement on peace, prisoners, grain: signed or reached."""
    before = words_of(noun)
    if noun.dep_ == "compound":
        return False
    about = [*preps(noun, "on", "over", "for", "about", "to", "worth", "with", "between"), *before]
    topics = [w for t in about for w in (t, *words_of(t))]
    warlike = any(view.among("captives", t) or t.lemma_.lower() in _WARLIKE for t in topics)
    if not warlike and any(view.among("business", t) for t in about):
        return False
    if any(len(t.text) == _YEAR and t.text.isdigit() for t in before) and any(
        view.placed(t) or view.named(t) for t in about
    ):
        return True
    verb = verb_above(noun)
    if any(c.dep_ == "acl" and c.lemma_ in ("broker", "mediate") for c in noun.children):
        return True
    return (
        verb is not None
        and verb.lemma_
        in (
            "sign",
            "reach",
            "broker",
            "conclude",
            "clinch",
            "break",
            "violate",
            "renege",
            "strike",
            "collapse",
            "seal",
        )
        and (verb in (noun.head, noun.head.head))
    )


_RUN = frozenset({"command", "direct", "head", "lead", "manage", "oversee", "run", "supervise"})
_CHIEFS = frozenset({"charge", "chief", "commander", "command", "deputy", "director", "general", "head", "officer"})


def post(noun: Token) -> bool:
    """Return whether a noun tells what somebody is in charge of: "director of operations", "ran its operations"."""
    if noun.tag_ != "NNS":
        return False
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") else None
    chief = over is not None and over.lemma_.lower() in _CHIEFS
    return chief or (noun.dep_ == "dobj" and noun.head.lemma_.lower() in _RUN)
