"""What an answer answers when the text does not say: "in response, …", "retaliatory strikes", an interception.

What is hard: a wrong cause is the worst thing this package can print. A cause is worked out only from earlier
hostile acts of the other side, scored by what is written of them (who hit whom, how near, by how general a
word), and only if one act stands out; two that could be meant equally are an answer too: none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.foes import GROUND
from kg.extract.relation_clauses import SUBJECTS
from kg.names import actors
from kg.vocab import HOSTILE, EventType, Factuality, Family, LineLabel, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.tree import Token
    from kg.model import EventMention

WIDE = 8
"""Sentences back that a bare "in response" can reach."""
AHEAD = -2
"""Sentences ahead in which a headline's answer may find its cause told."""
_NEARNESS = {0: 0.5, 1: 0.5, 2: 0.25}
CLEAR = 0.3
"""How much better than a rival act the best one must fit."""
ENOUGH = 1.2
SHORT, LONE = 2, 0.6
"""Sentences back in which an act told alone is what was answered, and how sure that is."""
AIRBORNE = {
    EventType.DRONE_STRIKE: "drone",
    EventType.MISSILE_STRIKE: "missile",
    EventType.ROCKET_FIRE: "rocket",
}
CLASSES = {
    "drone": ("drone", "uav", "unmanned", "shahed"),
    "missile": ("missile", "atacms", "iskander", "cruise", "ballistic", "himars", "projectile"),
    "rocket": ("rocket", "grad", "projectile", "katyusha", "qassam"),
    "plane": ("plane", "aircraft", "jet", "helicopter", "f-16", "warplane", "fighter"),
}
GENERAL = frozenset(
    {"aggression", "attack", "assault", "offensive", "operation", "strike", "invasion", "raid", "incursion", "bombing"}
)


_ANTI_TANK = re.compile(r"\banti ?- ?tank(?: guided)? missiles?\b")
"""Such fly at what is seen, and nobody brings them down."""
_NUMBERS = re.compile(r"\b(?:\d+|most|all|many|dozens|several|two|three|four|five|missiles?|rockets?)\b")
"""Of what was met as an attack, not shot down as an aircraft."""
_MEANS = frozenset({"with", "of", "by", "from", "at", "on", "using", "into", "against", "toward", "towards", "over"})
_MANY = frozenset({"all", "many", "most"})
_CLOSE = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, the number of its sentence in the document, and the words of its own phrase (lower case)."""

    mention: EventMention
    sentence: int
    phrase: str = ""


@cache
def side(name: str) -> str:
    """Return the name of the side that `name` is of."""
    known = actors.canonical(name)
    return name if known is None else actors.side(known).name


def sides(mention: EventMention, role: Role, least: float = 0.0) -> frozenset[str]:
    """Return the sides that fill a role of a mention, at least so surely."""
    return frozenset(side(a.name) for a in mention.fillers(role) if a.confidence >= least and GROUND not in a.rule)


def country(name: str) -> str | None:
    """Return the country a side is of."""
    known = actors.canonical(name)
    return None if known is None else known.country


def same_side(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two sets of sides share one, or two vague groups of one country."""
    return bool(left & right)


def related(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two sets of sides share one, or a country ("Gaza" and "Hamas")."""
    if left & right:
        return True
    mine = {c for n in left if (c := country(n))}
    return bool(mine & {c for n in right if (c := country(n))})


def weapons(told: Told) -> frozenset[str]:
    """Return the classes of flying weapons that a mention names."""
    mention = told.mention
    low = " ".join((told.phrase, mention.trigger.quote, *(a.text for a in mention.fillers(Role.WEAPON)))).lower()
    low = _ANTI_TANK.sub(" ", low)
    found = {name for name, words in CLASSES.items() if any(w in low for w in words)}
    if mention.type in AIRBORNE:
        found.add(AIRBORNE[mention.type])
    return frozenset(found)


def hostile(mention: EventMention) -> bool:
    """Return whether a mention tells of a single hostile act that was."""
    return mention.type.family in HOSTILE and mention.factuality is Factuality.ASSERTED


def at_odds(others: Iterable[Told]) -> frozenset[frozenset[str]]:
    """Return the pairs of sides of which one is told to have hit the other, whichever way."""
    return frozenset(
        frozenset((a, b))
        for o in others
        if o.mention.type.family in HOSTILE
        for a in sides(o.mention, Role.ACTOR)
        for b in sides(o.mention, Role.TARGET)
    )


def _fit(effect: Told, other: Told, mine: frozenset[str], odds: frozenset[frozenset[str]]) -> float | None:
    """Return how well `other` fits as what `effect`, an act of the side `mine`, answers, or None where it cannot."""
    theirs = sides(other.mention, Role.ACTOR)
    hit, struck = sides(effect.mention, Role.TARGET), sides(other.mention, Role.TARGET)
    if same_side(mine, theirs):
        return None
    known = mine and struck and not _nameless(effect.mention, mine)
    if known and not related(mine, struck) and not related(theirs, hit):
        return None
    if same_side(hit, struck) and not related(mine, struck):
        return None
    score = 0.0
    foes = any(frozenset((a, b)) in odds for a in mine for b in theirs)
    score += 0.8 if related(theirs, hit) else 0.3 if theirs and mine else 0.0
    score += 0.5 if foes and not (related(theirs, hit) and related(struck, mine)) else 0.0
    score += 0.7 if related(struck, mine) else 0.0
    score += 0.3 if other.mention.lemma.lower() in GENERAL else 0.0
    score -= 0.3 if other.mention.type.family is Family.SEIZE or other.mention.type is EventType.HOSTAGE_TAKING else 0.0
    gap = effect.sentence - other.sentence
    score += _NEARNESS.get(gap, 0.0 if gap > 0 else -0.4)
    if gap == 0 and related(struck, mine):  # "a bomb killed three soldiers, and jets struck a camp in retaliation"
        score += 0.8 if theirs else 1.6
    return score


def _nameless(mention: EventMention, mine: frozenset[str]) -> bool:
    """Return whether nobody knows whose men they are that answer: "militants answered with rockets"."""
    doers = mention.fillers(Role.ACTOR)
    return bool(doers) and all("unnamed group" in a.rule for a in doers) and mine <= {side(a.name) for a in doers}


def _one_act(left: EventMention, right: EventMention) -> bool:
    """Return whether two rival causes may be one act, so that either will do."""
    a, b = sides(left, Role.ACTOR), sides(right, Role.ACTOR)
    return not (a and b) or bool(a & b)


def unnamed(effect: Told, others: Sequence[Told], answerer: str | None = None) -> tuple[EventMention, float] | None:
    """Return the one act that `effect`, called an answer without saying to what, evidently answers, and how surely.

    `answerer` is who is said to answer, where that is not the actor of the effect's own clause.
    """
    mine = sides(effect.mention, Role.ACTOR)
    told = frozenset({side(answerer)}) if answerer and (actors.canonical(answerer) or not mine) else frozenset()
    mine = told or mine
    if not mine and not sides(effect.mention, Role.TARGET):
        return _alone(effect, others, mine)
    odds = at_odds(others)
    fits: list[tuple[float, int, Told]] = []
    for other in others:
        gap = effect.sentence - other.sentence
        if other.mention.lemma.startswith("retaliat") and effect.mention.lemma.startswith("retaliat"):
            continue
        if not _may(effect, other) or gap < AHEAD:
            continue
        if gap <= 0 and other.mention.trigger.start > effect.mention.trigger.start and not _named(effect, other):
            continue
        score = _fit(effect, other, mine, odds)
        if score is not None and score >= ENOUGH:
            fits.append((score, other.mention.trigger.start, other))
    if not fits:
        return _alone(effect, others, mine)
    best = max(fits, key=lambda f: (f[0], f[1]))
    rivals = [f for f in fits if best[0] - f[0] < CLEAR and not _one_act(best[2].mention, f[2].mention)]
    return None if rivals else (best[2].mention, min(0.9, 0.5 + 0.15 * best[0]))


def _may(effect: Told, other: Told) -> bool:
    """Return whether an act can be what another answers at all: hostile, told as its own, and not later."""
    one = other.mention
    told = (
        (hostile(one) or _in_kind(one, effect.mention) or _downed(effect, other))
        and one.id != effect.mention.id
        and one.line is not LineLabel.TEASER
    )
    return told and not _later(one, effect.mention)


def _downed(effect: Told, other: Told) -> bool:
    """Return whether it was the downing of an aircraft, just told, that is answered, and not what it was flown for."""
    one = other.mention
    downed = one.type is EventType.SHOOT_DOWN and one.factuality is Factuality.ASSERTED and not one.plural
    return downed and 0 <= effect.sentence - other.sentence <= 1 and not _NUMBERS.search(other.phrase)


def _in_kind(one: EventMention, answer: EventMention) -> bool:
    """Return whether one act without arms answers another: airspace closed for airspace, envoys for envoys."""
    return one.type.family in _IN_KIND and one.type is answer.type and one.factuality is Factuality.ASSERTED


_IN_KIND = frozenset({Family.MOVE, Family.SANCTION})


def _alone(effect: Told, others: Sequence[Told], mine: frozenset[str]) -> tuple[EventMention, float] | None:
    """Return the hostile act told shortly before, where there is one alone and others did it."""
    before = [o for o in others if 0 <= effect.sentence - o.sentence <= SHORT and _may(effect, o)]
    before = [o for o in before if o.mention.trigger.start < effect.mention.trigger.start]
    doers = frozenset(side(a.name) for o in before for a in o.mention.fillers(Role.ACTOR))
    unknown = [o for o in before if not o.mention.fillers(Role.ACTOR)]
    alone = len(doers) == 1 and not unknown if doers else len(before) == 1
    if not alone or doers & mine:
        return None
    hit, struck = sides(effect.mention, Role.TARGET), sides(before[-1].mention, Role.TARGET)
    suits = _maybe(hit, doers) or _maybe(mine, struck)
    return (before[-1].mention, LONE) if suits and not same_side(hit, struck) else None


def _maybe(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two sets of sides may be of one country, as far as countries are known of them."""
    known = [{c for n in names if (c := country(n))} for names in (left, right)]
    return not all(known) or related(left, right)


def _named(effect: Told, other: Told) -> bool:
    """Return whether a later-told act is tied to the effect from both ends."""
    return related(sides(other.mention, Role.ACTOR), sides(effect.mention, Role.TARGET)) and related(
        sides(other.mention, Role.TARGET), sides(effect.mention, Role.ACTOR)
    )


def _later(cause: EventMention, effect: EventMention) -> bool:
    return cause.when is not None and effect.when is not None and cause.when.after(effect.when)


def phrase(token: Token) -> str:
    """Return the words that belong to a trigger closely: its noun phrase, or its object, without clauses."""
    near = [token]
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ not in _MEANS:
            continue
        if child.dep_ == "advmod" and child.lower_ in _MANY:
            near.append(child)  # "Israel intercepted most"
        if child.dep_ in ("dobj", "nsubjpass", "nsubj", "prep", "amod", "compound", "nmod", "nummod", "agent"):
            near += [t for t in child.subtree if abs(t.i - child.i) < _CLOSE and t.dep_ not in ("relcl", "advcl")]
    if token.dep_ in ("acl", "relcl"):
        near.append(token.head)
        near += [c for c in token.head.children if c.dep_ in ("amod", "compound")]
    if token.dep_ == "conj" and not any(c.dep_ in ("dobj", "nsubjpass", "nsubj") for c in token.children):
        near += [t for c in token.head.children if c.dep_ in SUBJECTS for t in c.subtree]
    if token.dep_ in ("dobj", "pobj") or token.head.dep_ == "prep":
        near += [c for c in token.head.children if c.dep_ == "nsubj"]
    return " ".join(t.lower_ for t in sorted(near, key=lambda t: t.i))
