"""What a mention leaves out and the sentences around make evident: its actor, its target, its place.

What is hard: "the attack" inherits from the act it names again, but a new act of the same kind must not. So definite
mentions look back for the act they repeat, others only to their own sentence and the one before; what was carried over
has no span and less confidence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.names import actors
from kg.vocab import Determiner, EventType, Factuality, Family, LineLabel, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Argument, EventMention

_FAR, _NEAR = 8, 2
_POINTING = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE})
_HARMING = frozenset({Family.STRIKE, Family.GROUND, Family.KILLING})
_LESS = 0.6


def complete(mentions: Sequence[EventMention], places: Sequence[int]) -> list[EventMention]:
    """Return the mentions with roles carried over; `places` are the numbers of their sentences."""
    done: list[EventMention] = []
    for index, mention in enumerate(mentions):
        done.append(_carried(mention, places[index], done, places))
    return [_opposed(m, done) for m in done]


def _carried(mention: EventMention, at: int, before: list[EventMention], places: Sequence[int]) -> EventMention:
    if mention.factuality is Factuality.HYPOTHETICAL:
        return mention
    for role in (Role.ACTOR, Role.TARGET, Role.PLACE):
        if mention.fillers(role) or (
            role is Role.TARGET and mention.type in (EventType.EXCHANGE_OF_FIRE, EventType.CLASH)
        ):
            continue
        source = _source(mention, at, before, places, role)
        if source is not None:
            extra = tuple(_from(a) for a in source.fillers(role) if not _against(mention, role, a))
            mention = replace(mention, arguments=(*mention.arguments, *extra))
    return mention


def _from(argument: Argument) -> Argument:
    rule = f"carried over, {argument.rule}" if not argument.rule.startswith("carried over") else argument.rule
    return replace(argument, span=None, rule=rule, confidence=round(argument.confidence * _LESS, 2))


def _source(
    mention: EventMention, at: int, before: list[EventMention], places: Sequence[int], role: Role
) -> EventMention | None:
    """Return the mention told before that this one repeats or goes on from, if it fills a role."""
    pointing = mention.determiner in _POINTING
    for index in range(len(before) - 1, -1, -1):
        other = before[index]
        gap = at - places[index]
        if gap > (_FAR if pointing else _NEAR):
            return None
        if LineLabel.TEASER in (other.line, mention.line) and other.line is not mention.line:
            continue  # a teaser tells of another article
        if not other.fillers(role) or (other.line is not mention.line and gap > 1):
            continue
        if _repeats(mention, other, gap, pointing=pointing):
            return other
    return None


def _repeats(mention: EventMention, other: EventMention, gap: int, *, pointing: bool) -> bool:
    if other.factuality in (Factuality.HYPOTHETICAL, Factuality.THREATENED) or mention.type.family is Family.THREAT:
        return False
    if not _compatible(mention, other):
        return False
    same = mention.type.family is other.type.family
    both = {mention.type.family, other.type.family} <= _HARMING
    if pointing:
        return same or both
    return (same and gap <= (1 if mention.nominal else 0)) or (gap == 0 and both)


def _compatible(one: EventMention, other: EventMention) -> bool:
    """Whether no role that both fill is filled with other sides."""
    for role in (Role.ACTOR, Role.TARGET):
        mine, theirs = _sides(one, role), _sides(other, role)
        if mine and theirs and not mine & theirs:
            return False
    return not (
        _sides(one, Role.ACTOR) & _sides(other, Role.TARGET) or _sides(one, Role.TARGET) & _sides(other, Role.ACTOR)
    )


def _sides(mention: EventMention, role: Role) -> set[str]:
    found = set()
    for name in mention.names(role):
        known = actors.canonical(name)
        found.add(actors.side(known).name if known is not None else name)
    return found


def _countries(names: Iterable[str]) -> set[str]:
    """Return the countries that parties are of: Gaza is no foe of Hamas."""
    known = (actors.canonical(name) for name in names)
    return {k.country for k in known if k is not None and k.country}


def _against(mention: EventMention, role: Role, argument: Argument) -> bool:
    """Whether a carried filler would have a party strike itself."""
    other = {Role.ACTOR: Role.TARGET, Role.TARGET: Role.ACTOR}.get(role)
    if other is None:
        return False
    known = actors.canonical(argument.name)
    return (actors.side(known).name if known is not None else argument.name) in _sides(mention, other)


def _opposed(mention: EventMention, told: list[EventMention]) -> EventMention:  # noqa: C901 - one way of many a line
    """Fill a missing target, or actor, by whom that party fights in all the rest of the article, if it is one alone."""
    if (
        mention.type.family not in _HARMING | {Family.SEIZE, Family.INTERCEPT}
        or mention.factuality is Factuality.HYPOTHETICAL
    ):
        return mention
    if mention.type in (EventType.EXCHANGE_OF_FIRE, EventType.CLASH):
        return mention
    for have, want in ((Role.ACTOR, Role.TARGET), (Role.TARGET, Role.ACTOR)):
        mine = _sides(mention, have)
        if not mine or mention.fillers(want):
            continue
        if want is Role.ACTOR and mention.type.family is not Family.INTERCEPT and mention.determiner not in _POINTING:
            continue
        foes: dict[str, list[Argument]] = {}
        for other in told:
            if other.type.family in _HARMING | {Family.SEIZE}:
                for role, back in ((have, want), (want, have)):
                    if mine & _sides(other, role):
                        for a in other.fillers(back):
                            if a.span is not None or a.rule.startswith("place"):
                                foes.setdefault(a.name, []).append(a)
        foes = {n: a for n, a in foes.items() if n not in mine and not _countries([n]) & _countries(mine)}
        if len(foes) == 1:
            argument = next(iter(foes.values()))[0]
            extra = replace(argument, role=want, span=None, rule="the only foe in the article", confidence=0.5)
            mention = replace(mention, arguments=(*mention.arguments, extra))
    return mention
