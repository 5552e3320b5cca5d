"""Definite nouns that point back at an act told before: "the advance", "the step", "this pullout", "the missiles".

What is hard: such nouns tell of anything until the text has told of an act that they can stand for. So they count only
after one of a family that triggers.toml lets them stand for, and take its type.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.clause import preps, words_of
from kg.extract.factuality import judge
from kg.vocab import EventType, Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_NEAR = 10
"""Sentences back in which the act stands."""
_POINTING = frozenset({"the", "this", "that", "these", "those", "latest"})
_LAUNCHED = frozenset({EventType.DRONE_STRIKE, EventType.MISSILE_STRIKE, EventType.ROCKET_FIRE, EventType.STRIKE})
_PLACED = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})
_REAL = frozenset({Factuality.ASSERTED, Factuality.DENIED, Factuality.THREATENED, Factuality.HABITUAL})


def echoes(seen: View, told: list[Candidate], ones: list[Candidate]) -> Iterator[tuple[Token, EventType]]:
    """Yield the nouns of a sentence that point back at one of the acts `told` before it, each with the act's type."""
    for token in seen.doc:
        families = seen.lexicon.echoes.get(token.lemma_.lower(), frozenset())
        if not families or not _pointing(seen, token) or any(_within(token, one) for one in ones):
            continue
        back = (one for one in _back(seen, told) if token.lemma_ != "launch" or one.type in _LAUNCHED)
        meant = next((one for one in back if one.type.family in families), None)
        if meant is not None:
            yield token, meant.type


def like_before(one: Candidate, told: list[Candidate]) -> Candidate:
    """Return a raid with the type of the blow from afar that was told just before it, or that its sentence tells."""
    if not one.nominal or one.token.lemma_.lower() not in _EITHER or one.type.family is not Family.GROUND:
        return one
    if one.type is not EventType.RAID and one.token.lemma_.lower() == "raid":
        return one
    text = one.sentence.text
    if _ON_FOOT.search(text):
        return one
    near = (c for c in reversed(told) if one.sentence.index - c.sentence.index <= _CLOSE and c.type.family in _FOUGHT)
    last = next(near, None)
    known = any(t.lower_ in _POINTING for t in words_of(one.token))
    if known and last is not None and last.type.family is Family.STRIKE:
        return replace(one, type=last.type)
    if _FROM_AIR.search(text):
        return replace(one, type=EventType.STRIKE if _UNMANNED.search(text) else EventType.AIR_STRIKE)
    return one


_EITHER = frozenset({"raid", "operation"})
_CLOSE = 3
_FOUGHT = (Family.STRIKE, Family.GROUND)
_FROM_AIR = re.compile(
    r"\b(?:aircraft|jets?|warplanes?|planes|pilots?|bombers?|bombs?|bombed|missiles?|drones?|sorties|helicopters"
    r"|flattened|levell?ed|collapsed|stor(?:e)?y|apartment|rubble|air force|air defen[cs]es?|sirens|intercepted)\b",
    re.IGNORECASE,
)
_UNMANNED = re.compile(r"\b(?:missiles?|drones?)\b", re.IGNORECASE)
_ON_FOOT = re.compile(
    r"\b(?:arrest\w*|detain\w*|commandos?|troops|soldiers|stormed|on foot|hostages?|special forces|ground|gunmen"
    r"|fighters|West Bank|Jenin|Nablus|Tulkarm|cross-border|houses? (?:searched|to house)|police|settlers)\b",
    re.IGNORECASE,
)


def _within(token: Token, one: Candidate) -> bool:
    at = one.sentence.at(token)
    return at[0] < one.end and one.start < at[1]


def _back(seen: View, told: list[Candidate]) -> Iterator[Candidate]:
    """Yield the real acts of the sentences before, the nearest first."""
    for one in reversed(told):
        if seen.sentence.index - one.sentence.index > _NEAR:
            return
        if judge(one).factuality in _REAL:
            yield one


def _dated(owner: Token) -> bool:
    return owner.lower_.endswith("day") or owner.lower_ in ("night", "morning", "evening")


def _pointing(seen: View, noun: Token) -> bool:
    """Whether a noun is definite and says nothing of its own that an act told before does not say."""
    if noun.pos_ != "NOUN" or noun.dep_ not in _PLACED or noun.i in seen.parties or noun.i in seen.spots:
        return False
    mods = words_of(noun)
    owned = any(t.dep_ == "poss" and (t.pos_ == "PRON" or t.i in seen.parties or _dated(t)) for t in mods)
    if not owned and not any(t.lower_ in _POINTING for t in mods):
        return False
    low = {t.lower_ for t in mods}
    if low & seen.lexicon.classes["peaceful"] or low & {"next", "first-ever", "possible", "planned", "future"}:
        return False
    if any(c.dep_ in ("acl", "relcl", "appos") and c.tag_ == "VB" for c in noun.children):
        return False
    own = preps(noun, "of", "on", "over", "for", "with", "in", "to", "between")
    return all(seen.placed(p) or seen.named(p) or p.pos_ == "NUM" for p in own)
