"""Roles that a stated answer makes evident: who answers was hit before, and hits whoever did it.

What is hard: "because of the attack" names neither side, and what the sentences around lend it is as often the
answerer's own act. A stated retaliation tells more: its cause was done by the other side, to this one. So its ends fill
each other's empty roles, and what was merely carried over gives way where it would have a side answer itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.foes import side_name
from kg.model import Argument
from kg.names import actors
from kg.vocab import HOSTILE, Basis, EventType, Factuality, Family, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Actor, EventMention, StatedRelation

_FIRM = 0.6
_LENT = 0.5
"""How sure a role is that the other end of a relation fills."""
_MUTUAL = frozenset({EventType.EXCHANGE_OF_FIRE, EventType.CLASH})
_CARRIED = "carried over"
_NEAR = "same clause"
_CLAUSE = ("subject of its verb", "its verb")
"""How rules are named that read a role off the verb that a noun hangs on."""
RULE = "the other end of an answer"


def settled(mentions: Sequence[EventMention], relations: Iterable[StatedRelation]) -> list[EventMention]:
    """Return the mentions with the roles that stated retaliations among them make evident."""
    of = {m.id: m for m in mentions}
    for relation in relations:
        if relation.kind is not Relation.FOLLOWED and not relation.denied:
            of[relation.cause] = _real(of[relation.cause])
        if relation.kind is not Relation.FOLLOWED:
            of[relation.cause] = _anothers(apart(of[relation.cause], of[relation.effect]), of[relation.effect])
        if relation.kind is Relation.RETALIATION_FOR and relation.basis is Basis.STATED and not relation.denied:
            of[relation.cause] = _unhit(of[relation.cause], of[relation.effect])
        met = of[relation.effect].type.family is Family.INTERCEPT and relation.kind is not Relation.FOLLOWED
        if met and of[relation.cause].type.family is Family.STRIKE:
            of[relation.effect] = _meeting(of[relation.effect], of[relation.cause])
        if relation.kind is Relation.RESPONDS_TO and not relation.denied:
            of[relation.effect] = _reacting(of[relation.effect], of[relation.cause])
        if relation.kind is not Relation.RETALIATION_FOR or relation.denied or not _naming(relation):
            continue
        effect, cause = _elsewhere(of[relation.effect], of[relation.cause]), of[relation.cause]
        effect = _spoken(_undone(effect, cause), cause, relation.evidence.speaker, owned=_owned(relation))
        cause = _lent(cause, Role.ACTOR, effect.fillers(Role.TARGET), effect.fillers(Role.ACTOR))
        cause = _lent(cause, Role.TARGET, effect.fillers(Role.ACTOR), effect.fillers(Role.TARGET))
        if effect.type.family in HOSTILE:
            effect = _lent(effect, Role.TARGET, cause.fillers(Role.ACTOR), cause.fillers(Role.TARGET))
            if relation.rule.startswith("relation/causes-"):
                effect = _lent(effect, Role.ACTOR, cause.fillers(Role.TARGET), cause.fillers(Role.ACTOR))
        of[relation.effect], of[relation.cause] = effect, cause
    return [of[m.id] for m in mentions]


def _real(cause: EventMention) -> EventMention:
    """Return what was answered as an act that was: "would pay a price for firing at its cities"."""
    return replace(cause, factuality=Factuality.ASSERTED) if cause.factuality is Factuality.HYPOTHETICAL else cause


def _naming(relation: StatedRelation) -> bool:
    """Return whether words name what is answered, even where they only point at the answer: "called it revenge for"."""
    return relation.basis is Basis.STATED or relation.rule.startswith(("relation/noun-", "relation/phrase-"))


def _meeting(effect: EventMention, cause: EventMention) -> EventMention:
    """Return an interception that is of those who were attacked, and meets the attackers' weapons."""
    hit, owners = ({_side(a) for a in cause.fillers(role)} for role in (Role.TARGET, Role.ACTOR))
    wrong = [a for a in effect.fillers(Role.TARGET) if _side(a) in hit - owners]
    if wrong and owners:
        effect = replace(effect, arguments=tuple(a for a in effect.arguments if a not in wrong))
    effect = _lent(effect, Role.ACTOR, cause.fillers(Role.TARGET), cause.fillers(Role.ACTOR))
    return _lent(effect, Role.TARGET, cause.fillers(Role.ACTOR), cause.fillers(Role.TARGET))


def _reacting(effect: EventMention, cause: EventMention) -> EventMention:
    """Return a move or measure as one of those who were attacked: "two companies were sent because of the raid"."""
    if effect.type.family not in (Family.MOVE, Family.SANCTION) or cause.type.family not in HOSTILE:
        return effect
    did = {_side(a) for a in cause.fillers(Role.ACTOR) if a.confidence >= _FIRM}
    wrong = [a for a in effect.fillers(Role.ACTOR) if "told before" in a.rule and _side(a) in did]
    if wrong:
        effect = replace(effect, arguments=tuple(a for a in effect.arguments if a not in wrong))
    return _lent(effect, Role.ACTOR, cause.fillers(Role.TARGET), cause.fillers(Role.ACTOR))


def apart(cause: EventMention, effect: EventMention) -> EventMention:
    """Return a cause without what its sentence says of the effect alone: "sanctioned a firm over the attack"."""
    if cause.sentence != effect.sentence or not cause.nominal:
        return cause
    mine = {_side(a) for a in effect.fillers(Role.ACTOR)}
    there = {a.name for a in effect.fillers(Role.PLACE)}

    def borrowed(a: Argument) -> bool:
        """Whether an argument is of the effect, by the verb that governs both or carried over with it."""
        if a.rule.startswith(_CLAUSE):
            before = a.span is None or a.span.start < cause.trigger.start  # "after a raid killed ten in Idlib" keeps it
            return (a.role is Role.PLACE and before) or (a.role is Role.ACTOR and _side(a) in mine)
        carried = a.rule.startswith(_CARRIED)
        return carried and ((a.role is Role.PLACE and a.name in there) or (a.role is Role.ACTOR and _side(a) in mine))

    kept = tuple(a for a in cause.arguments if not borrowed(a))
    return replace(cause, arguments=kept) if len(kept) != len(cause.arguments) else cause


def _anothers(cause: EventMention, effect: EventMention) -> EventMention:
    """Return a cause that is not by who answers it: in "sanctioned Iran in response to its attack", "its" is Iran's."""
    mine = {_side(a) for a in effect.fillers(Role.ACTOR) if a.confidence >= _FIRM}
    own = [a for a in cause.fillers(Role.ACTOR) if "pronoun" in a.rule and _side(a) in mine]
    if not own or cause.sentence != effect.sentence:
        return cause
    meant = [
        replace(a, role=Role.ACTOR, rule=f"{own[0].rule}, whom the answer hits") for a in effect.fillers(Role.TARGET)
    ]
    return replace(cause, arguments=(*meant, *(a for a in cause.arguments if a not in own)))


def _unhit(cause: EventMention, effect: EventMention) -> EventMention:
    """Return a cause without the targets of its answer, which hits others than were hit."""
    if cause.sentence != effect.sentence or not cause.nominal:
        return cause
    hit = {_side(a) for a in effect.fillers(Role.TARGET) if a.confidence >= _FIRM}
    kept = tuple(a for a in cause.arguments if a.role is not Role.TARGET or _side(a) not in hit)
    return replace(cause, arguments=kept) if len(kept) != len(cause.arguments) else cause


def _elsewhere(effect: EventMention, cause: EventMention) -> EventMention:
    """Return an answer without the place of what it answers: "a raid killed two in Gaza, prompting rocket fire"."""
    there = {a.name for a in cause.fillers(Role.PLACE)}
    if cause.sentence != effect.sentence or not any(a.rule.startswith(_NEAR) for a in effect.fillers(Role.PLACE)):
        return effect
    if not all(a.name in there for a in effect.fillers(Role.PLACE)):
        return effect
    wrong = [a for a in effect.arguments if a.role is Role.PLACE or (a.role is Role.TARGET and "place" in a.rule)]
    return replace(effect, arguments=tuple(a for a in effect.arguments if a not in wrong))


def _undone(effect: EventMention, cause: EventMention) -> EventMention:
    """Return an answer without the doer of what it answers, where that was merely carried over to it."""
    did = {_side(a) for a in cause.fillers(Role.ACTOR) if a.confidence >= _FIRM}
    wrong = [a for a in effect.fillers(Role.ACTOR) if a.rule.startswith(_CARRIED) and _side(a) in did]
    return replace(effect, arguments=tuple(a for a in effect.arguments if a not in wrong)) if wrong else effect


def _party_of(speaker: str) -> Actor | None:
    """Return the party that a speaker is, or else is of: "the armed wings of Hamas and Islamic Jihad"."""
    return actors.canonical(speaker) or next((found.actor for found in actors.find(speaker)), None)


def _owned(relation: StatedRelation) -> bool:
    """Return whether who tells of an answer calls it his own: "said the blasts were its reply to the raid"."""
    sentence = relation.evidence.span
    return _ITS.search(sentence.quote[: relation.connective.start - sentence.start]) is not None


_ITS = re.compile(r"\b(?:its|their|our) (?:[\w-]+ ){0,2}\Z")


def _spoken(effect: EventMention, cause: EventMention, speaker: str | None, *, owned: bool) -> EventMention:
    """Return an answer with the party that speaks of its motive as its actor: "Hezbollah said the fire was revenge"."""
    known = _party_of(speaker) if speaker else None
    if (
        known is None
        or effect.type.family not in HOSTILE
        or any(a.confidence >= _FIRM for a in effect.fillers(Role.ACTOR))
    ):
        return effect
    party = known if known.kind == "group" else actors.side(known)
    foes = {_side(a) for a in (*cause.fillers(Role.ACTOR), *effect.fillers(Role.TARGET)) if a.confidence >= _FIRM}
    hit = {_side(a) for a in cause.fillers(Role.TARGET) if a.confidence >= _FIRM}
    own = actors.side(known).name
    avenged = own in hit  # "Hamas said the blast avenged the killing of its leader"
    if not (foes or owned or avenged) or own in foes or (hit and own not in hit and not _neighbours(own, hit)):
        return effect
    others = tuple(a for a in effect.arguments if a.role is not Role.ACTOR)
    told = Argument(Role.ACTOR, speaker or party.name, party.name, party.id, None, "speaks of its motive", _FIRM)
    return replace(effect, arguments=(*others, told))


def _neighbours(own: str, hit: set[str]) -> bool:
    """Return whether a side is of a country that was hit: Hezbollah speaks for what hits Lebanon."""
    mine = actors.canonical(own)
    country = mine.country if mine is not None else None
    return country is not None and country in {c.country for h in hit if (c := actors.canonical(h)) is not None}


def _lent(mention: EventMention, role: Role, lender: Sequence[Argument], barred: Sequence[Argument]) -> EventMention:
    """Return a mention whose empty or wrongly carried role is filled by the other end's opposite one."""
    if mention.type in _MUTUAL:
        return mention
    mine = mention.fillers(role)
    if any(a.confidence >= _FIRM for a in mine):
        return mention
    kept = tuple(a for a in mine if not {_side(a)} & {_side(b) for b in barred if b.confidence >= _FIRM})
    lent = tuple(
        replace(_of_side(a), role=role, span=None, rule=f"{RULE}, {a.rule}", confidence=_LENT)
        for a in lender
        if a.confidence >= _LENT and _party(a)
    )
    if kept or (not lent and len(kept) == len(mine)):
        lent = ()
    others = tuple(a for a in mention.arguments if a.role is not role)
    return replace(mention, arguments=(*others, *kept, *lent)) if lent or len(kept) != len(mine) else mention


def _of_side(argument: Argument) -> Argument:
    """Return a role with the side of a person instead: who answers for Turkey was not hit himself."""
    known = actors.canonical(argument.name)
    side = actors.side(known) if known is not None and known.kind == "person" else None
    return argument if side is None else replace(argument, name=side.name, ref=side.id)


def _party(argument: Argument) -> bool:
    return actors.canonical(argument.name) is not None


def _side(argument: Argument) -> str:
    return side_name(argument.name)
