"""Did it happen? Asserted, denied, threatened, only thought of, or habitual (after FactBank, Saurí & Pustejovsky 2009).

What is hard: "attacks" in "attacks on Ukrainian cities continue" is no act, in "attacks on two cities killed nine" it
is. What governs a trigger (a plan, a fear, "could", "to") makes it unreal; a bare plural is habitual unless something
in its clause pins it down: a day, a number, a result, a verb in the past that carries it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.clause import VERBAL, passive, preps, words_of
from kg.vocab import EventType, Factuality, Family, LineLabel

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_MODALS = frozenset(
    {"could", "may", "might", "would", "should", "must", "can", "will", "'ll", "’ll", "'d", "shall", "ca"}
)
_IF = frozenset({"if", "unless", "whether", "once", "lest"})
_DENY = frozenset({"deny", "reject", "dismiss", "refute", "dispute"})

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|overnight|tonight|{_MONTH}\.? \d|\d\d? {_MONTH}"
    r"|last (?:night|week|month|year|spring|summer|autumn|fall|winter|\w+day)"
    r"|(?:this|earlier this) (?:week|month|morning|year|afternoon|evening)"
    r"|(?:hours?|days?|weeks?|months?|years?) (?:ago|earlier|later|before|after)"
    r"|in (?:\w+ )?(?:19|20)\d\d|on the (?:morning|night|evening) of|since (?!then))\b"
)
_HEADS = (LineLabel.TITLE, LineLabel.HEADING, LineLabel.TEASER)
_DEEP = 6
_BELOW = frozenset({"prep", "acl", "pcomp", "xcomp", "ccomp", "advcl"})


class Judged(NamedTuple):
    """How real a mention is, and the rule that says so."""

    factuality: Factuality
    rule: str


def judge(one: Candidate) -> Judged:
    """Return how real the act of a trigger is told to be."""
    seen = one.seen
    if one.type.family is Family.THREAT:
        return Judged(Factuality.THREATENED, "a threat")
    if seen is None:
        return Judged(Factuality.ASSERTED, "plain")
    word = _unreal(seen, one)
    if word is not None:
        return word
    often = _habitual(seen, one)
    return often or Judged(Factuality.ASSERTED, "plain")


def _unreal(seen: View, one: Candidate) -> Judged | None:  # noqa: PLR0911 - one way of many a line
    """Return why a trigger is denied or only thought of, by the words that govern it."""
    token = one.token
    if one.nominal:
        low = {t.lower_ for t in words_of(token)}
        if "no" in low:
            return Judged(Factuality.HYPOTHETICAL, "no such act")
        hit = low & seen.lexicon.classes["unreal"]
        if hit and not low & {"the", "this", "these", "that", "those"} - ({"the"} if "possible" in hit else set()):
            return Judged(Factuality.HYPOTHETICAL, f"“{min(hit)}” before it")
    below = token
    for above in (token, *token.ancestors):
        found = _at(seen, one, above, below)
        if found is not None:
            return found
        if above is not token and above.pos_ in VERBAL and _closed(seen, above, below):
            return None
        if above.i != token.i and above.dep_ in ("ROOT", "relcl", "acl", "advcl", "parataxis") and above.pos_ in VERBAL:
            return None
        below = above
        if abs(above.i - token.i) > _DEEP * 4:
            return None
    return None


def _closed(seen: View, verb: Token, below: Token) -> bool:
    """Whether a clause is told by a verb of saying, which leaves it as real as it was."""
    return seen.among("speech", verb) and below.dep_ in ("ccomp", "parataxis", "dep") and below.pos_ in VERBAL


def _at(seen: View, one: Candidate, above: Token, below: Token) -> Judged | None:  # noqa: PLR0911 - one way of many a line
    """Return what one word on the way up makes of the trigger."""
    lemma = above.lemma_.lower()
    if above.pos_ in VERBAL:
        if (
            above is not one.token
            and below.dep_ in ("nsubj", "nsubjpass", "advcl", "npadvmod", "prep", "agent")
            and not (below.dep_ == "prep" and below.lower_ in ("for", "of", "about", "against", "to", "from", "on"))
        ):
            return (
                _aux(seen, above) if below.dep_ in ("nsubj", "nsubjpass") and seen.among("launching", above) else None
            )
        if above is not one.token and lemma in _DENY:
            definite = one.nominal and any(t.lower_ in ("the", "this", "that") for t in words_of(one.token))
            return (
                None
                if definite and below.dep_ == "dobj" and lemma != "deny"
                else Judged(Factuality.DENIED, f"under “{above.text}”")
            )
        aux = _aux(seen, above)
        if aux is not None and not (above is not one.token and below.dep_ == "ccomp"):
            return aux
        if (
            above is not one.token
            and seen.among("unreal_heads", above)
            and below.dep_ in ("xcomp", "ccomp", "dobj", "prep", "pcomp", "advcl", "dative")
        ) and not _done(seen, one, above, below):
            return Judged(Factuality.HYPOTHETICAL, f"under “{above.text}”")
        return None
    governs = above is not one.token and above.pos_ in ("NOUN", "ADJ", "PROPN") and seen.among("unreal_heads", above)
    if governs and below.dep_ in _BELOW and lemma not in ("order", "condemn"):
        return Judged(Factuality.HYPOTHETICAL, f"under “{above.text}”")
    if (
        above.lower_ in ("without", "against", "amid")
        and above.dep_ == "prep"
        and above.head.lemma_.lower() in ("protect", "defend", "warn", "guard")
    ):
        return Judged(Factuality.HYPOTHETICAL, f"after “{above.text}”")
    return None


def _done(seen: View, one: Candidate, verb: Token, below: Token) -> bool:
    """Whether the governing verb leaves a definite act as real as it is: "condemned the attack", "ended the siege"."""
    if (
        verb.lemma_.lower() in ("warn", "suggest", "expect", "fear", "suspect", "order", "mean")
        and below.dep_ == "ccomp"
    ):
        return not any(c.lower_ in _MODALS for c in below.children)
    if verb.lemma_.lower() not in seen.lexicon.classes["leaves_real"] or below.dep_ not in ("dobj", "prep"):
        return False
    return one.nominal and (
        any(
            t.lower_ in ("the", "this", "these", "that", "those") or t.dep_ == "poss" or t.i in seen.parties
            for t in words_of(one.token)
        )
    )


def _aux(seen: View, verb: Token) -> Judged | None:
    """Return what a verb's auxiliaries, negation and conjunction make of it."""
    words = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "mark", "advmod")]
    if any(c.dep_ == "neg" and c.lower_ != "no" for c in words):
        return Judged(Factuality.HYPOTHETICAL, "negated")
    have = any(c.lower_ == "have" for c in words)
    modal = next((c for c in words if c.dep_ == "aux" and c.lower_ in _MODALS), None)
    if modal is not None and not (have and modal.lower_ in ("may", "might", "must", "could")):
        return Judged(Factuality.HYPOTHETICAL, f"“{modal.text}”")
    mark = next((c for c in words if c.lower_ in _IF and c.dep_ in ("mark", "advmod")), None)
    if mark is not None:
        return Judged(Factuality.HYPOTHETICAL, f"“{mark.text}”")
    to = next((c for c in words if c.dep_ == "aux" and c.lower_ == "to"), None)
    if to is not None and not have and verb.head.lemma_.lower() not in seen.lexicon.classes["real_to"]:
        return Judged(Factuality.HYPOTHETICAL, "an aim")
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.tag_ == "VB":
        return _aux(seen, verb.head)
    return None


def _habitual(seen: View, one: Candidate) -> Judged | None:  # noqa: PLR0911 - one way of many a line
    """Return why a trigger tells of a habit or a series rather than of an act."""
    token = one.token
    verb = token if not one.nominal else one.light
    if verb is not None and any(
        c.lower_ in seen.lexicon.classes["often"] for c in verb.children if c.dep_ in ("advmod", "npadvmod")
    ):
        return Judged(Factuality.HABITUAL, "often")
    if not one.nominal:
        return None
    mods = words_of(token)
    low = {t.lower_ for t in mods}
    if low & {"the", "this", "that", "these", "those", "latest", "last", "first", "recent"} and not low & {"such"}:
        return None
    hit = low & seen.lexicon.classes["frequent"]
    if hit and one.type is not EventType.CEASEFIRE and token.tag_ in ("NNS", "NNPS"):
        return (
            None
            if _pinned(seen, one) and not low & {"daily", "such", "regular", "frequent", "numerous"}
            else Judged(Factuality.HABITUAL, f"“{min(hit)}”")
        )
    if token.tag_ in ("NNS", "NNPS") and not _owned(seen, token) and not _pinned(seen, one):
        return Judged(Factuality.HABITUAL, "a bare plural")
    if token.tag_ in ("NNS", "NNPS") and _owned(seen, token) and _generic(seen, one):
        return Judged(Factuality.HABITUAL, "a plural that nothing pins down")
    bare = (
        token.tag_ in ("NN", "VBG")
        and not any(t.dep_ in ("det", "poss", "nummod") for t in mods)
        and token.lower_ not in _MASS
    )
    if bare and one.sentence.line not in _HEADS and not _owned(seen, token) and not _pinned(seen, one):
        return Judged(Factuality.HABITUAL, "a bare noun")
    return None


_MASS = frozenset({"fighting", "fire", "gunfire", "shelling", "destruction", "launching", "bombing", "bombardment"})


def _owned(seen: View, noun: Token) -> bool:
    """Whether a party's name stands before a noun: "Israeli air strikes", "Moscow's attacks"."""
    return any(t.i in seen.parties or t.dep_ == "poss" for t in words_of(noun))


def _pinned(seen: View, one: Candidate) -> bool:
    """Whether a number, a result, a verb in the past or a day pins a plural down."""
    token = one.token
    if one.sentence.line in _HEADS or any(t.dep_ == "nummod" for t in words_of(token)):
        return True
    if _DAY.search(seen.sentence.text):
        return True
    return not _generic(seen, one)


def _generic(seen: View, one: Candidate) -> bool:
    """Whether no verb in the past or perfect has the noun as its subject, object or means, and no result is told."""
    token = one.token
    if one.sentence.line in _HEADS or _DAY.search(seen.sentence.text):
        return False
    verb = one.light
    if verb is None:
        return False
    chain = [verb, *(a for a in verb.ancestors if a.pos_ in VERBAL and verb.dep_ in ("xcomp", "conj"))]
    past = any(
        v.tag_ in ("VBD", "VBN") or any(c.lower_ in ("has", "have", "had", "was", "were", "did") for c in v.children)
        for v in chain
    )
    if not past and not (verb.tag_ == "VBG" and any(c.lower_ in ("is", "are") for c in verb.children)):
        return not (verb.tag_ == "VBG" and seen.among("launching", verb))
    if seen.among("launching", verb) or seen.among("acting", verb) or passive(verb):
        return False
    return not any(p for p in preps(token, "on", "in", "at", "near") if seen.placed(p) or seen.named(p))
