"""What an interception met: the attack whose weapons it brought down.

What is hard: the attack is mostly told a sentence before, and the interception names its weapons by a number or a
pronoun ("Three were intercepted", "Most of them were shot down"). A volley of three cannot be the one of which forty
were met; "a drone" and "two further drones" are no part of a volley told before; aircraft are no volley.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.quantity_numbers import PLAIN, value
from kg.extract.relation_cause import WIDE, Told, related, same_side, sides, weapons
from kg.vocab import EventType, Factuality, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import EventMention

_REFERRING = frozenset(
    {
        "it",
        "them",
        "they",
        "these",
        "those",
        "all",
        "most",
        "many",
        "some",
        "both",
        "others",
        "other",
        "rest",
        "majority",
    }
    | {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "none",
        "half",
        "percent",
    }
    | {"few", "dozens", "almost", "projectiles", "launches", "targets", "%", "munitions", "first", "second", "which"}
)
_FRESH = re.compile(
    r"\b(?:further|another|more|additional|other) (?:\w+ )?(?:drones?|uavs?|missiles?|rockets?)"
    r"|\b(?:an?|one) (?!second|third|fourth|of)(?:[\w-]+ ){0,4}(?:drone|uav)\b"
)
_SEVERAL = re.compile(
    r"\b(?:the|those|these|all|several|many|most|some|dozens)(?: of)?(?: the)? (?:\w+ ){0,2}?"
    r"(?:drones|uavs|missiles|rockets)\b"
)
_WATCHING = re.compile(
    r"\b(?:reaper|predator|hermes|heron|global hawk|mq-\d|rq-\d|bayraktar|spy|surveillance|reconnaissance)\b"
)
"""Aircraft without a pilot that see and strike, but are no volley."""
_OF_THE = re.compile(r"\bof (?:the|those|these) (?:\w+ ){0,2}?(?:drones|uavs|missiles|rockets)\b")
_ALIKE = frozenset({"missile", "rocket"})
_THE_ONE = re.compile(r"\b(?:the|that|this) (?:rocket|missile)\b")
"""A missile told before may be called a rocket."""
_RAIDING = re.compile(
    r"\b(?:attacking|bombing|incoming|intruding|invading|raiding) (?:\w+ )?"
    r"(?:aircraft|helicopters?|jets?|planes?|warplanes?)\b"
    r"|\bof (?:the|those|these) (?:\w+ )?(?:aircraft|helicopters|jets|planes|warplanes)\b"
)
"""Aircraft that words tie to a raid told before."""
_NUMBERED = re.compile(rf"\b(?:(?:{PLAIN}) of )?({PLAIN}|an?) (?:\w+ ){{0,2}}?(drone|uav|missile|rocket)s?\b")
_ALSO = {"uav": "drone"}
_DAY = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b")
FIRM = 0.6
"""What is less sure of who met whose weapons was carried over from the attack, and turned round as often as not."""
_SHORT = 2
_FAR = 30
"""Sentences back that "some of the rockets" may point."""
_LOOSELY = 3
"""Days between an attack and its interception where one of them has its day from the sentences around."""
_UNARMED = 2 * WIDE
_LOOSE = frozenset({EventType.STRIKE, EventType.EXPLOSION, EventType.AIR_STRIKE})


def intercepted(effect: Told, others: Iterable[Told]) -> EventMention | None:
    """Return the attack whose weapons an interception met: the nearest of the right weapon and side, told before.

    Aircraft are no volley: a shot-down plane is tied to an attack only by words that say so. Where the weapon is left
    out and nothing points back, the attack must stand before it in the same sentence.
    """
    kinds = weapons(effect)
    watching = _WATCHING.search(effect.phrase) is not None
    best: tuple[int, int, EventMention] | None = None
    for other in others:
        one = other.mention
        told = one.factuality is Factuality.ASSERTED or (one.factuality is Factuality.HABITUAL and not one.nominal)
        if not told or (one.type.family is not Family.STRIKE and not _intruded(other, kinds)):
            continue
        raiding = one.type in _LOOSE | {EventType.BOMBING} and _RAIDING.search(effect.phrase) is not None
        if ((kinds == {"plane"} and not raiding) or watching) and one.type is not EventType.INCURSION:
            continue
        penalty = _met(effect, other, kinds)
        if penalty is None:
            continue
        rank = (penalty, abs(one.trigger.start - effect.mention.trigger.start))
        if best is None or rank < best[:2]:
            best = (*rank, one)
    return None if best is None else best[2]


def _intruded(other: Told, kinds: frozenset[str]) -> bool:
    """Return whether what was met came into an airspace: "shot down two of the drones that crossed the border"."""
    return other.mention.type is EventType.INCURSION and bool(kinds & weapons(other))


def _met(effect: Told, other: Told, kinds: frozenset[str]) -> int | None:
    """Return how far an attack is from being what an interception met, or None where it cannot be."""
    one, gap = other.mention, effect.sentence - other.sentence
    owners = sides(one, Role.ACTOR)
    mine, theirs = sides(effect.mention, Role.ACTOR, FIRM), sides(effect.mention, Role.TARGET, FIRM)
    turned = related(theirs, sides(one, Role.TARGET))  # whose weapons were met, taken for who was attacked
    other_side = owners and theirs and not related(owners, theirs) and not turned
    struck = sides(one, Role.TARGET, FIRM)
    other_side = other_side or (not owners and mine and turned and not related(mine, struck))
    far = _FAR if _OF_THE.search(effect.phrase) else WIDE
    if not -1 <= gap <= far or same_side(owners, mine) or other_side:
        return None
    dated = one.when_span is not None and effect.mention.when_span is not None
    if one.when and effect.mention.when and one.when.gap(effect.mention.when) > (1 if dated else _LOOSELY):
        return None
    fits = _unsaid(effect, other) if not kinds else _armed(effect, other, kinds)
    return None if fits is None else fits + abs(gap) + (0 if gap >= 0 else 2)


def _unsaid(effect: Told, other: Told) -> int | None:
    """The weapon is left out: "Three were intercepted"."""
    gap, flying = effect.sentence - other.sentence, weapons(other)
    pointing = bool(_REFERRING & set(effect.phrase.split()))
    if other.mention.trigger.start > effect.mention.trigger.start or gap > (_SHORT if pointing else 0):
        return None
    if flying:
        return 0
    return _UNARMED if pointing and gap < _SHORT and other.mention.type in _LOOSE else None


def _armed(effect: Told, other: Told, kinds: frozenset[str]) -> int | None:
    """The weapon is named: "shot down 15 of 35 drones"."""
    gap, flying = effect.sentence - other.sentence, weapons(other)
    if gap and _FRESH.search(effect.phrase):
        return None
    if flying:
        sent, met = _counted(other.phrase, kinds & flying), _counted(effect.phrase, kinds & flying)
        fewer = (sent and met and sent < met) or _of_one(effect, other, kinds & flying)
        same = flying & kinds or (gap <= 1 and kinds | flying == _ALIKE and _THE_ONE.search(effect.phrase))
        return 0 if same and not fewer else None
    if other.mention.plural or _FRESH.search(effect.phrase):
        return None  # a series of attacks, or a drone told of anew
    mine = sides(effect.mention, Role.ACTOR, FIRM)
    struck = not mine or related(sides(other.mention, Role.TARGET), mine)
    return _UNARMED if struck and 0 <= gap <= _SHORT and other.mention.type in _LOOSE else None


def _of_one(effect: Told, other: Told, kinds: frozenset[str]) -> bool:
    """Return whether several weapons were met, but only one was sent."""
    return _counted(other.phrase, kinds) == 1 and _SEVERAL.search(effect.phrase) is not None


def _counted(phrase: str, kinds: frozenset[str]) -> int:
    """Return the greatest number of such weapons that a phrase counts ("41 of 79 missiles"), 0 where it counts none."""
    numbered = _NUMBERED.finditer(_DAY.sub("", phrase))
    found = (1 if m[1] in ("a", "an") else value(m[1]) for m in numbered if kinds & {m[2], _ALSO.get(m[2])})
    return max((n for n in found if n), default=0)
