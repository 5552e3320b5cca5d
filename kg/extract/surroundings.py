"""What a mention leaves out and the sentences around make evident: its actor, its target, its place.

What is hard: "the attack" inherits from the act it names again, but a new act of the same kind must not. So definite
mentions look back for the act they repeat, others only to their own sentence and the one before; what was carried over
has no span and less confidence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.foes import opposed, sides
from kg.model import Argument
from kg.names import actors
from kg.vocab import Determiner, EventType, Factuality, Family, LineLabel, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Actor, EventMention

_FAR, _NEAR, _MET = 8, 2, 3
_COMING = re.compile(
    r"\b(?:alert|warn)\w* (?:of|about) (?:an? )?(?:incoming|approaching)\s(?:[\w-]+\s)?\Z", re.IGNORECASE
)
_POINTING = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE})
_HARMING = frozenset({Family.STRIKE, Family.GROUND, Family.KILLING})
_LESS = 0.6
_APART = re.compile(
    r"\b(?:retaliat\w+|respon[sd]\w*|reprisals?|reveng\w+|aveng\w+|payback|punish\w*|vengeance|retribution|answer\w*"
    r"|reply|replied|reaction|because of|after|before|following|followed|since|prompt\w+|trigger\w+|provok\w+|over"
    r"|blood|days? (?:ago|earlier)|hours? (?:ago|earlier)|blam\w+ .{1,40} for|in return|repay\w*|counter\w*|led to"
    r"|from (?:which|where))\b",
    re.IGNORECASE,
)
"""Words that stand between two acts where they are not one."""


_BORDER = re.compile(
    r"\b(?:add|announc|assert|claim|confirm|explain|insist|not|report|say|said|stat|tell|told)\w*(?: [\w’'-]+)? that\b"
    r"|[,.]”[^“”]*\b(?:said|says|added)\b",
    re.IGNORECASE,
)
"""Where another clause begins of what is said in a sentence: "…, the army said, adding that"."""


_BY_WEAPON = frozenset(
    {EventType.ROCKET_FIRE, EventType.MISSILE_STRIKE, EventType.DRONE_STRIKE, EventType.SHELLING, EventType.AIR_STRIKE}
    | {EventType.CLASH, EventType.EXCHANGE_OF_FIRE}
)
_CREWED = re.compile(r" (?:an?|one|two|another|its|the) (?:[\w-]+ ){0,3}?(?:helicopter|jet|plane|warplane|bomber)s?\b")


def complete(mentions: Sequence[EventMention], places: Sequence[int]) -> list[EventMention]:
    """Return the mentions with roles carried over; `places` are the numbers of their sentences."""
    done: list[EventMention] = []
    for index, mention in enumerate(mentions):
        done.append(_carried(mention, places[index], done, places, (Role.TARGET, Role.PLACE)))
    for index, mention in enumerate(done):
        if mention.type.family is Family.INTERCEPT:
            done[index] = _met(mention, None if _manned(mention) else _attack(done, index, places))
    done = opposed(done)
    for index, mention in enumerate(done):
        done[index] = _carried(mention, places[index], done[:index], places, (Role.ACTOR,))
    return opposed(done)


def _attack(told: Sequence[EventMention], index: int, places: Sequence[int]) -> EventMention | None:
    """Return the attack told before an interception, or in its sentence, that it met."""
    near = [*range(index - 1, -1, -1), index + 1]
    for other in near:
        reach = _MET if other < index else 0
        if other >= len(told) or abs(places[index] - places[other]) > reach:
            continue
        attack: EventMention = told[other]
        if attack.type.family is Family.STRIKE and attack.fillers(Role.ACTOR):
            return attack
    return None


def _manned(mention: EventMention) -> bool:
    """Whether an aircraft with a crew was shot down, which no attack told before need have sent."""
    return mention.type is EventType.SHOOT_DOWN and _CREWED.match(mention.after) is not None


def _met(mention: EventMention, attack: EventMention | None) -> EventMention:
    """Fill in whose weapons were met, by the attack told before, and who met them: who tells of it, or was attacked."""
    extra: list[Argument] = []
    teller = _known(mention.attribution.speaker) if mention.attribution is not None else None
    own = sides(mention, Role.ACTOR)
    if attack is not None and not mention.fillers(Role.TARGET):
        mine = own | ({actors.side(teller).name} if teller is not None else set())
        if not mine & sides(attack, Role.ACTOR):
            extra += [_from(a, Role.TARGET, "whose attack was met") for a in attack.fillers(Role.ACTOR)]
    theirs = sides(mention, Role.TARGET) | {a.name for a in extra}
    if not own and teller is not None and actors.side(teller).name not in theirs:
        side = actors.side(teller)
        if side.kind in ("country", "group", "alliance"):
            extra.append(Argument(Role.ACTOR, side.name, side.name, side.id, None, "who tells of it", 0.55))
    elif not own and attack is not None and extra:
        extra += [_from(a, Role.ACTOR, "who was attacked") for a in attack.fillers(Role.TARGET)]
    return replace(mention, arguments=(*mention.arguments, *extra))


def _known(speaker: str) -> Actor | None:
    """Return the party that a source is, or is of: "Iranian media"."""
    named = dict.fromkeys(actors.side(hit.actor) for hit in actors.find(speaker) if not hit.backed)
    return actors.canonical(speaker) or (next(iter(named)) if len(named) == 1 else None)


def _carried(
    mention: EventMention, at: int, before: list[EventMention], places: Sequence[int], roles: Iterable[Role]
) -> EventMention:
    if mention.factuality is Factuality.HYPOTHETICAL or _incoming(mention):
        return mention
    for role in roles:
        if mention.fillers(role) or (
            role is Role.TARGET and mention.type in (EventType.EXCHANGE_OF_FIRE, EventType.CLASH)
        ):
            continue
        source = _source(mention, at, before, places, role)
        if source is not None:
            extra = tuple(_from(a) for a in source.fillers(role) if not _against(mention, role, a))
            mention = replace(mention, arguments=(*mention.arguments, *extra))
    return mention


def _incoming(mention: EventMention) -> bool:
    """Whether an act comes from the other side, and so repeats nothing told: "sirens warned of incoming rockets"."""
    return _COMING.search(mention.before) is not None


def _from(argument: Argument, role: Role | None = None, way: str = "carried over") -> Argument:
    rule = f"{way}, {argument.rule}" if not argument.rule.startswith("carried over") else argument.rule
    confidence = round(argument.confidence * _LESS, 2)
    return replace(argument, role=role or argument.role, span=None, rule=rule, confidence=confidence)


def _source(
    mention: EventMention, at: int, before: list[EventMention], places: Sequence[int], role: Role
) -> EventMention | None:
    """Return the mention told before that this one repeats or goes on from, if it fills a role."""
    pointing = mention.determiner in _POINTING
    if pointing and mention.type in _BY_WEAPON:  # "the rocket fire", past an air strike told since
        alike = [n for n, other in enumerate(before) if other.type is mention.type]
        if alike and len(alike) < len(before):
            told = [before[n] for n in alike]
            found = _source(mention, at, told, [places[n] for n in alike], role)
            if found is not None:
                return found
    beside = [m for m in before[-_FAR:] if _answers(mention, m)]
    foes = {side for m in beside for side in sides(m, role)} if role is not Role.PLACE else set()
    for index in range(len(before) - 1, -1, -1):
        other = before[index]
        gap = at - places[index]
        if foes & sides(other, role):
            continue
        if gap > (_FAR if pointing else _NEAR):
            return None
        if LineLabel.TEASER in (other.line, mention.line) and other.line is not mention.line:
            continue  # a teaser tells of another article
        if not other.fillers(role) or (other.line is not mention.line and gap > 1):
            continue
        if _repeats(mention, other, gap, role, pointing=pointing):
            return other
    return None


def _answers(mention: EventMention, other: EventMention) -> bool:
    """Whether words between two acts of a sentence make one the answer to the other, or part them in time."""
    return bool(_APART.search(_between(mention, other)))


def _across(mention: EventMention, other: EventMention) -> bool:
    """Whether two acts of a sentence stand in two clauses of what is said."""
    return bool(_BORDER.search(_between(mention, other)))


def _between(mention: EventMention, other: EventMention) -> str:
    """Return the words between two acts of one sentence; none where they stand in two."""
    if mention.sentence.start != other.sentence.start:
        return ""
    first, last = sorted((mention.trigger, other.trigger), key=lambda t: t.start)
    base = mention.sentence.start
    return mention.sentence.quote[max(0, first.end - base) : max(0, last.start - base)]


def _repeats(mention: EventMention, other: EventMention, gap: int, role: Role, *, pointing: bool) -> bool:
    if _answers(mention, other) or (not pointing and _across(mention, other)):
        return False
    if other.factuality in (Factuality.HYPOTHETICAL, Factuality.THREATENED) or mention.type.family is Family.THREAT:
        return False
    if mention.type.family is Family.INTERCEPT and role is Role.PLACE:
        return other.type.family in _HARMING and gap <= 1
    apart = gap > _NEAR or (mention.when_span is not None and gap > 0 and other.when != mention.when)
    if (role is Role.PLACE and apart) or not _compatible(mention, other):
        return False
    same = mention.type.family is other.type.family
    both = {mention.type.family, other.type.family} <= _HARMING
    if pointing:
        return same or both
    going_on = mention.nominal and mention.determiner is not Determiner.INDEFINITE
    return (same and gap <= (1 if going_on else 0)) or (gap == 0 and both)


def _compatible(one: EventMention, other: EventMention) -> bool:
    """Whether no role that both fill is filled with other sides."""
    for role in (Role.ACTOR, Role.TARGET):
        mine, theirs = sides(one, role), sides(other, role)
        if mine and theirs and not mine & theirs:
            return False
    return not (
        sides(one, Role.ACTOR) & sides(other, Role.TARGET) or sides(one, Role.TARGET) & sides(other, Role.ACTOR)
    )


def _against(mention: EventMention, role: Role, argument: Argument) -> bool:
    """Whether a carried filler would have a party strike itself."""
    other = {Role.ACTOR: Role.TARGET, Role.TARGET: Role.ACTOR}.get(role)
    if other is None:
        return False
    known = actors.canonical(argument.name)
    return (actors.side(known).name if known is not None else argument.name) in sides(mention, other)
