"""Answers that are owed: "will not go unanswered", "they will pay for it", "reserves the right to respond".

What is hard: debts are paid in money too, and anybody can foretell an answer; only who speaks for a side owes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clause import VERBAL, doers, passive, preps, undergoers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.view import View

DUE = frozenset({"answer", "price", "reply", "reprisal", "response", "retaliation", "revenge"})


def right_reserved(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """Reserve the right to respond."""
    rights = [f.token for f in undergoers(verb) if f.token.lemma_ == "right"]
    if verb.lemma_ in ("exercise", "use") and not to_come(verb):
        return False
    due = RETORTS - _OWN if verb.lemma_ == "have" else RETORTS
    return any(t.lemma_.lower() in due for r in rights for t in r.subtree)


RETORTS = frozenset(
    {"answer", "avenge", "countermeasure", "defence", "defend", "defense", "reply", "respond", "response", "retaliate"}
    | {"retaliation", "retaliatory", "strike"}
)
_OWN = frozenset({"defence", "defend", "defense", "strike"})
"""What anybody has a right to, and nobody is threatened with."""
_UNPAID = frozenset({"unanswered", "unavenged", "unpunished"})
UNPAID = _UNPAID | {"answer", "reply", "response", "punishment"}
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "wo"})


def to_come(verb: Token) -> bool:
    """Return whether a verb tells of what is to come."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "hesitate":  # "will not hesitate to"
        return to_come(verb.head)
    return any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children)


_HEADED = re.compile(r"[A-Z][\w'’. -]{1,40}: ")
"""A headline that names its speaker: "Netanyahu: Iran will pay"."""
_WORDS = frozenset({"pledge", "promise", "threat", "vow", "warning"})


def _spoken(view: View, verb: Token) -> bool:
    """Whether somebody is told to say so, or quoted."""
    said = any(view.among("speech", a) or a.lemma_ in _WORDS for a in verb.ancestors)
    return said or any(q in view.sentence.text for q in '"“') or headed(view)


def headed(view: View) -> bool:
    """Whether a headline names who says what stands behind it."""
    return bool(_HEADED.match(view.sentence.text))


def unanswered(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """The killing will not go unanswered; we will not let it pass."""
    chain = (verb, *(a for a in verb.ancestors if verb.dep_ in ("ccomp", "xcomp") and a.pos_ in VERBAL))
    denied = any(c.dep_ == "neg" or c.lower_ == "never" for v in chain for c in v.children)
    above = (f.token for a in verb.ancestors if a.pos_ in VERBAL for f in doers(a))
    denied = denied or any(t.lower_ in ("nobody", "one") and t.i < verb.i for t in above)  # "nobody should think that"
    unpaid = any(c.lower_ in _UNPAID for c in verb.children) or any(
        p.lemma_.lower() in DUE | {"punishment", "reaction", "consequence"} for p in preps(verb, "without")
    )
    blood = any(f.token.lemma_ == "blood" for f in (*doers(verb), *undergoers(verb)))
    return denied and any(map(to_come, chain)) and (unpaid or blood)


def pay_for(view: View, verb: Token) -> bool:
    """It will pay for it, would be made to pay with blood: said by somebody, of an enemy."""
    by = made(verb)
    who = _payers(verb, by)
    money = any(
        f.token.pos_ == "NUM" or any(True for _ in f.token.children)
        for f in undergoers(verb)
        if f.token.lemma_ not in ("price", "time")  # "will pay ten times over"
    )
    enemy = _an_enemy(view, verb, who)
    owed = any(c.dep_ == "prep" and c.lower_ in ("for", "with", "in") for c in verb.children)
    owed = owed or any(c.dep_ == "punct" and c.text in '"“' for c in verb.children)
    owed = owed or (not any(undergoers(verb)) and any(view.named(w) or _culprit(w) for w in who))  # "Hamas will pay"
    return (
        to_come(by)
        and enemy
        and owed
        and _spoken(view, verb)
        and not money
        and not any(c.dep_ == "neg" for c in verb.children)
    )


def _culprit(who: Token) -> bool:
    """Whether somebody is named by what he did: "those behind the attack", "whoever fired"."""
    told = any(c.dep_ in ("relcl", "prep", "amod", "acl") for c in who.children)
    return who.lower_ in ("anyone", "perpetrators", "those") and told


def made(verb: Token) -> Token:
    """Return the verb that makes somebody do it: "would be made to pay"; else the verb itself."""
    return verb.head if verb.dep_ in ("advcl", "ccomp", "xcomp") and verb.head.lemma_ == "make" else verb


def _payers(verb: Token, by: Token) -> list[Token]:
    return [f.token for f in (*doers(verb), *(undergoers(by) if passive(by) else ()))]


def rue(view: View, verb: Token) -> bool:
    """They will regret it, whoever fired would rue the day: said by somebody, of an enemy."""
    by = made(verb)
    enemy = _an_enemy(view, verb, _payers(verb, by))
    return to_come(by) and enemy and _spoken(view, verb) and not any(c.dep_ == "neg" for c in verb.children)


def _an_enemy(view: View, verb: Token, who: list[Token]) -> bool:
    """Whether an enemy is to pay: a party, "those who fired", "whoever stands behind it"."""
    whoever = any(c.dep_ == "csubj" for c in verb.children)
    return whoever or any(view.named(w) or view.force(w) or w.lower_ in _THOSE for w in who)


_THOSE = frozenset({"anyone", "he", "it", "perpetrators", "they", "those", "whoever", "you"})


def ours(who: Token) -> bool:
    """Return whether somebody speaks of his own land: "his country will respond"."""
    return who.lemma_.lower() in ("country", "nation") and any(c.dep_ == "poss" for c in who.children)


_BLOOD = frozenset({"blood", "death", "killing", "martyr"})


def answered(view: View, verb: Token) -> bool:
    """The attack will be answered, Kyiv would avenge the raid: said by somebody."""
    if not to_come(verb) or any(c.dep_ == "neg" for c in verb.children):
        return False
    attacks = (f.token for f in undergoers(verb) if view.among("hostile_nouns", f.token) or view.weapon(f.token))
    blood = verb.lemma_ == "avenge" and any(
        view.among("people", o) or o.lemma_ in _BLOOD
        for f in undergoers(verb)
        for o in (f.token, *preps(f.token, "of"))
    )
    if not passive(verb) and not (view.armed(verb) and any(attacks)) and not blood:
        return False
    return _spoken(view, verb)


def owed(verb: Token) -> Iterator[Token]:
    """Yield the words for what is owed to an enemy that are subjects of a verb: "our response will be crushing"."""
    known = (DUE | {"punishment", "retribution"}) - {"price"}
    yield from (f.token for f in doers(verb) if f.token.lemma_.lower() in known)
    if _there(verb):  # "there will be an answer", "a price to pay"
        named = (c for c in verb.children if c.dep_ == "attr")
        known |= {"blow"}
        yield from (c for c in named if c.lemma_.lower() in known or any(g.lemma_ == "pay" for g in c.children))


def _there(verb: Token) -> bool:
    """Whether a verb says that something is or will be: "there will, of course, be a reply"."""
    return any(t.dep_ == "expl" for c in verb.children for t in (c, *(c.children if c.dep_ == "aux" else ())))


def response_to_come(view: View, verb: Token) -> bool:
    """Our response will be crushing; the punishment is inevitable."""
    owners = list(owed(verb))
    theirs = any(c.dep_ in ("poss", "det", "amod", "compound") for o in owners for c in o.children)
    theirs = theirs or (bool(owners) and _there(verb))
    theirs = theirs or any(True for o in owners for _ in preps(o, "for", "to"))  # "revenge for this crime will come"
    sure = any(c.lower_ in ("inevitable", "certain", "coming", "imminent", "matter") for c in verb.children)
    sure = sure or verb.lower_ == "coming"
    return (
        theirs and _spoken(view, verb) and (to_come(verb) or sure) and not any(c.dep_ == "neg" for c in verb.children)
    )


def sleepless(view: View, verb: Token) -> bool:
    """They "will not sleep in peace": said by somebody, of an enemy; who loses his sleep himself threatens nobody."""
    enemy = any(c.dep_ == "csubj" for c in verb.children) or any(
        view.named(f.token) or view.force(f.token) or f.token.lower_ in _WHO_DID for f in doers(verb)
    )
    return enemy and to_come(verb) and any(c.dep_ == "neg" for c in verb.children) and _spoken(view, verb)


_WHO_DID = frozenset({"aggressors", "criminals", "killers", "murderers", "perpetrators", "those", "whoever"})


def iron_handed(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """The army "will strike with an iron hand"."""
    iron = any(c.lower_ == "iron" for p in preps(verb, "with") for c in p.children)
    return iron and to_come(verb) and not any(c.dep_ == "neg" for c in verb.children)


_ELSE = frozenset({"bear", "be", "expect", "face", "lose", "pay", "risk", "see", "suffer"})


def or_else(view: View, verb: Token) -> bool:
    """Warned the army to pull back or see it driven out: a party says so to an enemy."""
    told = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    by = any(view.named(f.token) or view.force(f.token) or view.among("leaders", f.token) for f in doers(verb))
    if not by or not any(view.named(t) or view.force(t) for t in told):
        return False
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp")]
    ends = (c for clause in clauses for c in clause.subtree if c.dep_ == "conj" and c.lemma_ in _ELSE)
    return any(g.lower_ == "or" for c in ends for g in c.head.children)


FORCE = frozenset(
    {"action", "attack", "fire", "force", "measure", "offensive", "operation", "power", "strength", "war"}
)
_HARD = frozenset(
    {"befittingly", "decisively", "firmly", "forcefully", "hard", "harshly", "heavily", "powerfully", "severely"}
    | {"strongly"}
)


def hard(verb: Token) -> bool:
    """Whether an answer is to be by arms: "will reply in kind", "with full force", "strongly"."""
    by_force = (p.lemma_ in FORCE for p in preps(verb, "with"))
    kind = any(p.lemma_ == "kind" for p in preps(verb, "in"))
    chosen = any(t.lemma_ in ("choose", "choosing") for p in preps(verb, "at", "in") for t in p.subtree)
    fit = (c.lower_ in _FIT for p in preps(verb, "with", "at", "in", "by") for c in p.children if p.lemma_ in _WAYS)
    return kind or chosen or any(by_force) or any(fit) or any(c.lower_ in _HARD for c in verb.children)


_FIT = frozenset({"appropriate", "fitting", "necessary", "proper", "right", "suitable"})
_WAYS = frozenset({"manner", "means", "mean", "measure", "moment", "place", "time", "way"})
