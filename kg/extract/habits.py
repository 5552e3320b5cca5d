"""Is it an act or a habit? "Attacks on cities continue" tells of no act; "attacks on two cities killed nine" does.

What is hard: a plural is an act when something in its clause pins it down: a number, a day, a result, a verb in the
past that carries it; without that, and in a series without end ("in recent months"), it is a habit. The war as a
whole ("since the invasion") is no act of the day either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clause import OBJECTS, VERBAL, passive, preps, words_of
from kg.extract.trigger_codenames import CODE_NAME
from kg.vocab import EventType, Family, LineLabel

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
)
DAY = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|overnight|tonight|{_MONTH}\.? \d|\d\d? {_MONTH}"
    r"|last (?:night|week|month|year|spring|summer|autumn|fall|winter|\w+day)"
    r"|(?:this|earlier this) (?:week|month|morning|year|afternoon|evening)"
    r"|(?:hours?|days?|weeks?|months?|years?) (?:ago|earlier|later|before|after)"
    r"|in (?:\w+ )?(?:19|20)\d\d|on the (?:morning|night|evening) of|since (?!then))\b"
)
_SERIES = re.compile(
    r"\b(?:(?:in|over|during|for) (?:the )?(?:recent|past|last|previous)(?: (?:couple of|\w+))? (?:days|decades?|weeks"
    r"|months|years?)|in the past(?! (?:\w+ )?hours?)|for (?:(?:about|almost|nearly|over) )?"
    r"(?:\w+ )?(?:weeks|months|years|decades)|over the years|in recent times|almost (?:every|daily)"
    r"|every (?:day|night|week)|day after day|on a daily basis|year after year)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b[Ss]ince (?!then|\w+day)")
_HEADS = (LineLabel.TITLE, LineLabel.HEADING, LineLabel.TEASER)
_POINTED = frozenset({"the", "this", "that", "these", "those", "latest", "last", "first", "recent"})
_STRONG = frozenset({"daily", "such", "regular", "frequent", "numerous", "rising", "growing", "increasing", "many"})
_MASS = frozenset({"fighting", "fire", "gunfire", "shelling", "destruction", "launching", "bombing", "bombardment"})
_CYCLES = frozenset({"cycle", "pattern", "spiral", "series", "risk", "prospect", "era", "years", "decades"})
_CHAIN = ("pobj", "prep", "conj", "compound", "dep", "appos", "nmod")


def habit(seen: View, one: Candidate) -> str | None:
    """Return why a trigger tells of a habit, a series or the war as a whole, or None where it tells of an act."""
    token = one.token
    verb = one.light if one.nominal else token
    if verb is not None:
        often, over = seen.lexicon.classes["often"], verb.head.head if verb.dep_ == "pcomp" else verb.head
        told = [*verb.children, *(over.children if over.lemma_ == "use" else ())]  # "often used to launch"
        if any(c.lower_ in often and c.dep_ in ("advmod", "npadvmod") for c in told):
            return "often"
    if verb is not None and not (one.nominal and token.dep_ == "nsubj") and not _lasting(one) and _so_far(verb, token):
        return "a series up to now"
    if not one.nominal:
        return "a state" if _state(token) else None
    if _background(seen, one):
        return "the war as a whole"
    mods = words_of(token)
    low = {t.lower_ for t in mods}
    if one.rule == CODE_NAME or (low & _POINTED and "such" not in low):
        return None
    return _plural(seen, one, mods, low) or _bare(seen, one, mods)


def _lasting(one: Candidate) -> bool:
    """Whether a perfect tells what one act left: "the crossing has been closed since", "has been shut for weeks"."""
    return one.type.family in (Family.MOVE, Family.SANCTION, Family.DEAL) and passive(one.token)


def _so_far(verb: Token, token: Token) -> bool:
    """Whether a perfect sums up what went on: "have attacked 45 ships since November", "for years"."""
    if not any(c.dep_ == "aux" and c.lower_ in ("have", "has") for c in verb.children):
        return False
    parts = (token, *(c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")))
    if any(c.pos_ == "NUM" for p in parts for c in (p, *p.children)) or (token.pos_ == "NOUN" and token.tag_ != "NNS"):
        return False
    heads = (verb, verb.head) if verb.dep_ in ("conj", "xcomp") else (verb,)
    times = [c for v in heads for c in v.children if c.dep_ in ("prep", "mark", "advcl", "npadvmod")]
    told = [" ".join(t.text for t in c.subtree) for c in times]
    return any(_SINCE.search(words) or _SERIES.search(words) for words in told)


def _state(token: Token) -> bool:
    """Whether a verb tells a state: "land it occupies"."""
    lasting = token.tag_ in ("VBZ", "VBP", "VBG") or token.dep_ in ("acl", "relcl", "amod")
    return token.lemma_ == "occupy" and lasting


def _background(seen: View, one: Candidate) -> bool:
    """Whether the words name a whole war: an invasion, a "special military operation", aggression."""
    lemma, low = one.token.lemma_.lower(), {t.lower_ for t in words_of(one.token)}
    if lemma == "invasion":
        return not DAY.search(seen.sentence.text[: one.end - seen.sentence.start + 40][-80:]) or bool(
            low & {"full", "scale", "full-scale", "armed"}
            or one.token.head.lower_ in ("since", "before", "after", "of")
        )
    if lemma == "operation":
        return {"special", "military"} <= low
    if lemma == "terrorism" or (lemma == "aggression" and not _single(one, low)):
        quoted = one.token.i > 0 and one.token.doc[one.token.i - 1].lower_ in ("'", '"', "“", "‘")
        done = one.token.dep_ == "nsubj" and seen.among("results", one.token.head) and "the" in low
        return not quoted and not done and not low & {"this", "latest"} and one.token.head.lemma_ != "act"
    return (
        lemma in ("offensive", "campaign")
        and bool(low & {"eastern", "wider", "broader"})
        and "launch" not in _verbs(one)
    )


def _single(one: Candidate, low: set[str]) -> bool:
    """Whether an aggression is one attack, as some agencies call it: "an air aggression", "met an aggression"."""
    above = one.token.head
    if above.lower_ == "of":
        return above.head.lemma_ in ("drone", "missile", "rocket", "warplane")
    carried = one.light is not None and one.token.dep_ in ("dobj", "nsubjpass")
    if carried or low & {"air", "aerial", "drone", "missile", "rocket"}:
        return True
    return bool(low & {"a", "an", "another", "new"}) and one.token.dep_ not in ("attr", "oprd", "appos", "acomp", "dep")


def _verbs(one: Candidate) -> set[str]:
    return {one.light.lemma_} if one.light is not None else set()


def _plural(seen: View, one: Candidate, mods: list[Token], low: set[str]) -> str | None:
    """Return why a plural, or a mass noun that goes on, tells of a series."""
    token = one.token
    many = token.tag_ in ("NNS", "NNPS")
    above = token.head if token.dep_ == "conj" else token.head.head if token.head.lower_ == "of" else None
    if above is not None and (token.dep_ == "conj" or above.lemma_ in ("round", "bout", "wave")):
        low = low | {t.lower_ for t in words_of(above)}
        many = many or above.tag_ == "NNS"
    hit = low & seen.lexicon.classes["frequent"]
    if hit and one.type is not EventType.CEASEFIRE and (many or token.lower_ in _MASS):
        if low & _STRONG or not _pinned(seen, one):
            return f"“{min(hit)}”"
        return None
    once = one.type is EventType.EXCHANGE_OF_FIRE or token.lemma_ == "order"
    if not many or one.type.family is Family.SANCTION or once:
        return None
    if _SERIES.search(seen.sentence.text) and not any(t.dep_ == "nummod" for t in mods):
        near = seen.sentence.text[max(0, one.start - seen.sentence.start - 60) : one.end - seen.sentence.start + 90]
        if _SERIES.search(near) and not any(t.dep_ == "poss" for t in mods):
            return "a series over time"
    if owned(seen, token):
        return "a plural that nothing pins down" if _generic(seen, one) and not _provoked(token) else None
    return None if _pinned(seen, one) else "a bare plural"


def _bare(seen: View, one: Candidate, mods: list[Token]) -> str | None:
    """Return why a singular without article tells of no act: "a cycle of attack and retaliation"."""
    token = one.token
    if token.tag_ not in ("NN", "VBG") or token.lower_ in _MASS or headline(one) or owned(seen, token):
        return None
    if token.head.lower_ == "of" and token.head.head.lemma_.lower() in _CYCLES:
        return "a cycle"
    mods = words_of(token.head) if token.head.lemma_ in ("attempt", "bid") else mods  # "foiled an infiltration bid"
    if any(t.dep_ in ("det", "poss", "nummod", "amod") for t in mods) or one.type.family is Family.MOVE:
        return None
    return None if _pinned(seen, one) else "a bare noun"


def headline(one: Candidate) -> bool:
    """Return whether a trigger stands in a headline, where articles are left out."""
    return one.sentence.line in _HEADS or one.sentence.headline


def owned(seen: View, noun: Token) -> bool:
    """Return whether a party's name stands before a noun: "Israeli air strikes", "Moscow's attacks"."""
    return any(t.i in seen.parties or t.dep_ == "poss" for t in words_of(noun))


def _pinned(seen: View, one: Candidate) -> bool:
    """Whether a number, a result, a verb in the past or a day pins a plural down."""
    if headline(one) or any(t.dep_ == "nummod" for t in words_of(one.token)) or _provoked(one.token):
        return True
    ensuing = one.token.head.lemma_ == "follow" and any(preps(one.token.head, "within"))
    told = ensuing or any(c.dep_ == "relcl" and c.tag_ == "VBD" for c in one.token.children)  # "strike that killed"
    return told or bool(DAY.search(seen.sentence.text)) or not _generic(seen, one)


def _provoked(noun: Token) -> bool:
    """Whether a noun is what somebody answered with, or what an act drew: "responded with strikes", "drew shelling"."""
    above = next((a for a in noun.ancestors if a.pos_ in VERBAL), None)
    if above is None or not _past(above):
        return False
    if above.lemma_.lower() in _ANSWER:
        return any(a.lower_ in ("with", "by") and above in a.ancestors for a in noun.ancestors)
    return above.lemma_.lower() in _DRAW and _way(noun, above) in OBJECTS


_ANSWER = frozenset(
    {"answer", "counter", "hit", "react", "reply", "respond", "retaliate", "return", "strike", "avenge"}
)
_DRAW = frozenset({"bring", "draw", "elicit", "provoke", "prompt", "spark", "trigger", "unleash", "ignite", "invite"})


def _generic(seen: View, one: Candidate) -> bool:  # noqa: PLR0911 - one sign a line
    """Whether no verb in the past or perfect has the noun as its subject, object or means, and no result is told."""
    if headline(one) or DAY.search(seen.sentence.text):
        return False
    verb = one.light
    if verb is None:
        above = next((a for a in one.token.ancestors if a.pos_ in VERBAL), None)
        wished = above is not None and above.tag_ == "VB"
        return wished or not any(True for _ in preps(one.token, "on", "in", "against"))
    if verb.tag_ == "VBG" and verb.lemma_ in ("include", "follow", "accord", "regard", "concern"):
        return False
    if any(c.dep_ == "aux" and c.lower_ in ("can", "could", "may", "might", "would", "will") for c in verb.children):
        return True
    done = seen.among("launching", verb) or seen.among("acting", verb)
    if not _past(verb) and not (verb.tag_ == "VBG" and done):
        return True
    way = _way(one.token, verb)
    if (done and way != "far") or (way == "nsubj" and verb.tag_ == "VBD" and seen.among("results", verb)):
        return False
    if way in ("by", "with", "nsubj") and verb.tag_ == "VBD" and verb.lemma_ not in _TRENDS:
        return False
    now = any(c.dep_ in ("auxpass", "aux") and c.lower_ in ("is", "are") for c in verb.children)
    fell = verb.lemma_ in ("kill", "wound", "die") or (_past(verb) and any(c.lower_ == "dead" for c in verb.children))
    if way in ("nsubjpass", "by", "in", "with", "dead") and not now and (verb.tag_ == "VBN" or fell):
        return False
    return not any(p for p in preps(one.token, "on", "in", "at", "near") if seen.placed(p) or seen.named(p))


_TRENDS = frozenset(
    {"be", "become", "cease", "continue", "decline", "decrease", "double", "drop", "ease", "fall", "go", "grow", "have"}
    | {
        "increase",
        "intensify",
        "mean",
        "occur",
        "persist",
        "remain",
        "rise",
        "seem",
        "show",
        "subside",
        "surge",
        "triple",
    }
)


def _past(verb: Token) -> bool:
    chain = [verb, *(a for a in verb.ancestors if a.pos_ in VERBAL and verb.dep_ in ("xcomp", "conj"))]
    marks = ("has", "have", "had", "was", "were", "did", "is", "are")
    return any(
        v.tag_ == "VBD" or (v.tag_ in ("VBN", "VBG") and any(c.lower_ in marks for c in v.children))
        or (v.tag_ == "VBN" and v.dep_ in ("acl", "advcl", "conj"))
        for v in chain
    )  # fmt: skip


def _way(noun: Token, verb: Token) -> str:
    """Return how a noun hangs on a verb: as subject, object, under a preposition, or far away."""
    top, last = noun, ""
    for _ in range(6):
        if top.head == verb:
            return last or (top.dep_ if top.dep_ in ("nsubj", "nsubjpass", *OBJECTS) else top.lower_)
        if top.dep_ not in _CHAIN:
            return "far"
        top = top.head
        last = top.lower_ if top.dep_ in ("prep", "agent") and top.head == verb else ""
    return "far"


def of_a_day(one: Candidate) -> bool:
    """Return whether a noun is that of a day gone by: "used to plan Wednesday's bombing"."""
    return one.nominal and any(
        t.dep_ == "poss" and (t.lower_.endswith("day") or t.lower_ in ("night", "morning", "week", "month", "evening"))
        for t in words_of(one.token)
    )


def took_place(noun: Token) -> bool:
    """Return whether a noun is what a verb in the past says something of, or when: "another blast hit"."""
    verb = noun.head
    if verb.dep_ == "prep" and verb.lower_ in _IN_IT:
        return True
    told = noun.dep_ in ("nsubj", "nsubjpass") and verb.tag_ in ("VBD", "VBN")
    return told and not any(c.dep_ in ("neg", "mark") or c.tag_ == "MD" for c in verb.children)


_IN_IT = frozenset({"after", "amid", "by", "during", "following", "in"})
_ROW = frozenset({"first", "second", "third", "latest", "last"})


def one_of_row(verb: Token) -> bool:
    """Return whether a verb says who was the last or highest that it met: "the first judge to be killed"."""
    if verb.dep_ not in ("relcl", "acl") or not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    mods = (c for c in verb.head.children if c.dep_ == "amod")
    return any(m.tag_ == "JJS" or m.lower_ in _ROW or any(c.tag_ == "RBS" for c in m.children) for m in mods)
