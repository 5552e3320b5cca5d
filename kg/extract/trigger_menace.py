"""Threats: who is warned of what by words, and the future that a party promises its enemy.

What is hard: "will" tells of plans, forecasts and menaces alike. A menace names a hostile act to come and has a party
behind it: the subject of "vow" or "warn", or whoever speaks of "we" and of "our enemies".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import VERBAL, VOWING, doers, passive, preps, undergoers
from kg.extract.trigger_bound import BOUND
from kg.extract.trigger_foretold import foretold
from kg.extract.trigger_owed import (
    DUE,
    FORCE,
    answered,
    hard,
    headed,
    iron_handed,
    made,
    or_else,
    ours,
    pay_for,
    response_to_come,
    right_reserved,
    rue,
    sleepless,
    to_come,
    unanswered,
)
from kg.extract.trigger_retorts import BY_WORDS
from kg.extract.trigger_vows import by_law, made_to_suffer, meant, sharp, spoken_of, taken_for_war, told_in_past

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_WILL = frozenset({"will", "'ll", "’ll", "shall", "would"})
_SURELY = ("will", "'ll", "’ll", "shall")


def menace(view: View, verb: Token) -> bool:
    """Return whether "vow", "warn", "threaten" is followed by a hostile act to come, and said by a party."""
    subjects = [f.token for f in doers(verb)]
    lemma = verb.lemma_.lower()
    if not any(
        view.named(s)
        or view.force(s)
        or s.pos_ in ("PROPN", "PRON")
        or view.among("leaders", s)
        or view.among("people", s)
        for s in subjects
    ):
        return False
    content = [_kept(c) for c in spoken_of(verb)]
    objects = [f.token for f in undergoers(verb) if f.way in ("object", "relative")]
    objects += [p for o in objects if o.lemma_ in _MANY for p in preps(o, "of")]  # "pledged a wave of bombings"
    if lemma in ("announce", "declare"):
        objects = [
            o for o in objects if o.lemma_ == "war" and any(view.named(p) or view.placed(p) for p in preps(o, "on"))
        ]
    hostile = any(_hostile_clause(view, c, lemma) for c in content) or any(
        view.among("hostile_nouns", o) and not view.among("people", o) for o in objects
    )
    if lemma in VOWING and any(_menaces(view, s) for s in subjects):
        hostile = hostile or meant(view, verb, content) or sharp(view, verb, content)
    if lemma == "warn":
        hostile = hostile or any(view.among("hostile_nouns", p) and p.lemma_ in _HEAVY for p in preps(verb, "of"))
    if lemma == "threaten":
        return hostile or any(view.among("hostile_nouns", p) or p.tag_ == "VBG" for p in preps(verb, "with"))
    return hostile


def _menaces(view: View, who: Token) -> bool:
    """Whether somebody may be a party to a fight: not an agency, a union or an analyst."""
    return view.force(who) or view.named(who) or who.pos_ in ("PRON", "PROPN") or view.among("leaders", who)


_MANY = frozenset({"barrage", "campaign", "series", "string", "wave"})
_HEAVY = frozenset({"retaliation", "response", "consequence", "revenge", "reprisal", "attack", "strike", "war"})


def _hostile_clause(view: View, clause: Token, lemma: str) -> bool:  # noqa: C901, PLR0911 - one way of many a line
    """Return whether a complement clause announces a hostile act."""
    if unanswered(view, clause) or (lemma in VOWING and (_harsh(view, clause) or pay_for(view, clause))):
        return True
    if any(c.dep_ == "neg" for c in clause.children) or by_law(clause):
        return False
    if any(c.lower_ in _WILL for c in clause.children if c.dep_ == "aux") and any(
        f.token.lemma_.lower() in DUE and f.token.lower_ != "prices" for f in (*doers(clause), *undergoers(clause))
    ):
        return True
    if lemma in ("announce", "declare"):
        return False
    if lemma == "threaten" and clause.dep_ == "xcomp":
        return not view.among("tame_verbs", clause) or _aimed(view, clause)
    if lemma == "warn" and _by_force(clause):
        return True
    next_ = any(c.lower_ == "next" for c in clause.children) and passive(clause)  # "ships would be fired on next"
    if taken_for_war(clause) or made_to_suffer(clause) or (next_ and _future(clause)):
        return True
    back = any(c.lower_ == "back" for c in clause.children)
    answering = clause.lemma_.lower() in ("answer", "avenge") and not _tame(view, clause)
    if lemma in ("promise", "pledge") and (answering or back):
        return True
    future = lemma in ("vow", "pledge", "promise", "swear", "threaten") or any(
        c.lower_ in _WILL or c.lower_ in ("could", "may") for c in clause.children if c.dep_ == "aux"
    )
    if not future:
        return False
    own = lemma == "warn" and any(f.token.lower_ in ("it", "they", "we") for f in doers(clause))
    kind = "hostile_verbs" if own or lemma in ("vow", "threaten", "swear") else "sure_menace"
    if view.among(kind, clause):
        if not view.among("sure_menace", clause) and _tame(view, clause):
            return False
        return not any(view.among("people", f.token) and f.token.lemma_ == "help" for f in undergoers(clause))
    tail = [f.token for f in undergoers(clause)] + list(preps(clause))
    return (any(t.lemma_.lower() in _HEAVY or t.lemma_.lower() == "price" for t in tail) and lemma != "warn") or any(
        t.lemma_.lower() in ("retaliation", "revenge", "response", "price", "consequence", "reprisal") for t in tail
    )


def _kept(clause: Token) -> Token:
    """Return what is to be gone on with: "striking" of "vowed to keep striking"."""
    kept = (c for c in clause.children if c.dep_ == "xcomp" and c.tag_ == "VBG")
    return next(kept, clause) if clause.lemma_ == "keep" else clause


def _aimed(view: View, clause: Token) -> bool:
    """Whether a verb that may be tame is turned on an enemy: "threatened to strike Damascus", "to fire rockets"."""
    met = [*(f.token for f in undergoers(clause)), *preps(clause, "at", "on")]
    return any(view.named(t) or view.force(t) or view.placed(t) or view.weapon(t) for t in met)


def _future(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in _WILL for c in clause.children)


def _by_force(clause: Token) -> bool:
    """Whether a clause says that somebody will act by force: "would act with greater force"."""
    means = (*preps(clause), *(f.token for f in undergoers(clause)))
    return clause.lemma_ in _ACTING and _future(clause) and any(p.lemma_.lower() in FORCE for p in means)


_ACTING = frozenset({"act", "continue", "expand", "go", "move", "respond", "take", "use"})


def _harsh(view: View, clause: Token) -> bool:
    """Whether a clause says that an answer will be harsh: "the next one would be more severe"."""
    named = any(f.token.lemma_.lower() in DUE | {"one", "strike", "blow", "attack"} for f in doers(clause))
    return clause.lemma_ == "be" and _future(clause) and named and any(view.among("harsh", c) for c in clause.children)


_ENEMY = ("hostile_nouns", "people", "structures", "closable", "troops", "supplies")


def _tame(view: View, clause: Token) -> bool:
    """Whether a verb that may be hostile is turned on no enemy: "fight inflation", "cut taxes", "take office"."""
    tail = [f.token for f in undergoers(clause)]
    return bool(tail) and not any(
        view.force(t) or view.named(t) or view.placed(t) or view.weapon(t) or t.pos_ in ("PROPN", "PRON", "NUM")
        or any(view.among(kind, t) for kind in _ENEMY)
        for t in tail
    )  # fmt: skip


def future(view: View, verb: Token) -> bool:
    """Return whether a verb says, of a party, what it will do to its enemy: "will respond", "will pay the price"."""
    bound = made(verb)
    to_be = _WILL if verb.lemma_ != "expect" else _WILL | {"must", "should"}
    if not any(c.lower_ in to_be for c in bound.children if c.dep_ == "aux") and not _able(verb):
        return False
    if verb.lemma_ == "pay" and (who := [f.token for f in doers(verb)]) and all(_civil(view, w) for w in who):
        return False
    return not any(c.dep_ in ("neg", "mark") and c.lower_ != "that" for c in verb.children)


def _civil(view: View, who: Token) -> bool:
    """Whether people are no enemy: "drivers would pay a heavy price in fines"."""
    return (
        who.pos_ == "NOUN"
        and view.among("people", who)
        and not (view.force(who) or view.named(who) or view.among("leaders", who))
    )


def harsh_reply(view: View, verb: Token) -> bool:
    """Return whether somebody is to be given a harsh answer, or a foe his: "Kabul would be given a fitting reply"."""
    given = (g for c in verb.children if c.dep_ == "dobj" for g in c.children)
    sides = [f.token for f in (*doers(verb), *undergoers(verb))]
    foe = any(t.lemma_.lower() in _FOES for t in sides)
    if not foe and not any(view.named(t) or view.force(t) for t in sides):
        return False
    hard = any(g.lower_ in _APT or view.among("harsh", g) or (foe and g.dep_ == "poss") for g in given)
    return hard and future(view, verb)


_APT = frozenset({"appropriate", "befitting", "fitting", "worthy"})
_FOES = frozenset({"aggressor", "enemy", "invader", "occupier"})


def _able(verb: Token) -> bool:
    """Whether an able party speaks of itself: "prepared and capable to exact a heavy price"."""
    return verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ in ("prepared", "capable", "ready", "determined", "go")


def promised(view: View, verb: Token) -> bool:
    """Return whether a bare future of a hostile verb is a menace: said by somebody, of a party."""
    if foretold(view, verb) or (view.among("hostile_verbs", verb) and conditional(view, verb)):
        return True
    if verb.lemma_ in ("answer", "reply", "respond", "retaliate") and hard(verb):
        return to_come(verb) and not any(c.dep_ == "neg" for c in verb.children)
    if not view.among("sure_menace", verb) or any(p.lemma_ in BY_WORDS for p in preps(verb, "to")):
        return False
    kept = verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "keep", "continue")  # "will have to respond"
    bound = verb.head if kept else verb
    said_of = bound.head if bound.dep_ == "conj" and bound.head.dep_ == "ccomp" else bound
    reported = said_of.dep_ == "ccomp" and view.among("speech", said_of.head) and told_in_past(said_of.head)
    if not any(c.lower_ in (*_SURELY, *(("would",) if reported else ())) for c in bound.children):
        return False
    if any(c.dep_ in ("neg", "mark") and c.lower_ != "that" for c in verb.children) or verb.dep_ in (
        "advcl",
        "relcl",
    ):
        return False
    subjects = [f.token for f in doers(bound)]
    by_party = any(s.lower_ in ("we", "i", "it", "they") or view.named(s) or view.force(s) or ours(s) for s in subjects)
    said = any(a.pos_ in VERBAL and view.among("speech", a) for a in verb.ancestors) or any(
        c.pos_ in VERBAL and c.dep_ in ("ccomp", "parataxis") and view.among("speech", c) for c in verb.children
    ) or any(quote in view.sentence.text for quote in ('"', "“", "‘")) or view.sentence.text[:1] == "'"  # fmt: skip
    said = said or headed(view)
    quoted = said or any(c.dep_ == "ccomp" for c in verb.children)
    return (
        by_party
        and quoted
        and (
            verb.lemma_.lower() not in ("hit", "strike", "target")
            or bool(list(undergoers(verb)))
            or any(c.lower_ == "back" for c in verb.children)
        )
    )


def hell_to_pay(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """There will be hell to pay."""
    return verb.head.lower_ == "hell" or any(c.lower_ == "hell" for c in verb.children)


def deadline(view: View, verb: Token) -> bool:
    """Give an enemy until a day, or some hours, to do something; set a deadline."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative", "npadvmod")]
    told = any(view.named(o) or view.force(o) for o in objects)
    time = any(preps(verb, "until", "till")) or any(c.lower_ in ("until", "till") for c in verb.children)
    time = time or any(o.lemma_ in ("hour", "day", "week", "deadline", "ultimatum", "month") for o in objects)
    by = any(view.named(f.token) or view.force(f.token) or f.token.pos_ == "PROPN" for f in doers(verb))
    return told and time and by


def conditional(view: View, verb: Token) -> bool:
    """Would drive them back if they did not withdraw: a party says so of an enemy."""
    if not to_come(verb) or any(c.dep_ == "neg" for c in verb.children):
        return False
    clauses = [c for c in verb.subtree if c.lower_ in ("if", "unless", "until")]
    by = any(view.named(f.token) or view.force(f.token) or f.token.lower_ in ("we", "it") for f in doers(verb))
    said = any(a.lemma_ in ("say", "warn", "tell", "add", "declare") for a in verb.ancestors)
    met = [f.token for f in undergoers(verb)]
    enemy = any(view.force(o) or view.placed(o) or o.lemma_ in ("force", "means") for o in met)
    return bool(clauses) and by and said and enemy and not any(f.token.lemma_ == "help" for f in undergoers(verb))


MENACE = {
    "menace": menace, "future": future, "hell-to-pay": hell_to_pay, "deadline": deadline,
    "right-reserved": right_reserved, "unanswered": unanswered, "answered": answered,
    "response-to-come": response_to_come, "pay-for": pay_for, "rue": rue, "harsh-reply": harsh_reply,
    "or-else": or_else, "sleepless": sleepless, "iron-handed": iron_handed, **BOUND,
}  # fmt: skip
