"""What a text says of two acts: one came in answer to, or after, the other.

What is hard: the direction, and the difference between sequence and cause. Each connective of connectives.toml
knows on which side its effect stands and whether it states a motive; its two ends are then read off the parse
(kg.extract.relation_tree). Where a word states an answer but not to what, the cause is worked out and marked as
inferred (kg.extract.relation_cause). Mere neighbourhood relates nothing.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import relation_shapes as shapes
from kg.extract.relation_cause import Told, phrase, same_side, sides, unnamed
from kg.extract.relation_found import Found, done
from kg.extract.relation_intercept import intercepted
from kg.extract.relation_known import KNOWN, was
from kg.extract.relation_roles import apart
from kg.extract.relation_table import scan
from kg.extract.relation_tree import Scene
from kg.extract.relation_unnamed import answers
from kg.model import Evidence, Span, StatedRelation
from kg.vocab import HOSTILE, UNREAL, Basis, Determiner, EventType, Factuality, Family, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.parse import Parsed
    from kg.extract.triggers import Candidate
    from kg.model import EventMention

MEETS_WEAPONS = "relation/interception"
FIRM = 0.6
NAMED = "relation/noun-"
MET = "relation/meets-"
"""Who beats an attack off responds to it, and does not retaliate."""
_PAYBACK = re.compile(
    r"\b(?:pay|aveng\w+|reveng\w+|vengeance|retaliat\w+|reprisals?|respon[ds]\w*|answer\w*|punish\w*|hunt|price|reply)\b"
)
"""Words by which a threat says that it is meant for what was done before."""
_ANSWERING = HOSTILE | {Family.THREAT}


def find(
    parsed: Parsed, candidates: Sequence[Candidate], mentions: Sequence[EventMention]
) -> tuple[StatedRelation, ...]:
    """Return the relations that a document states, in text order; `mentions` are those of `candidates`, in order."""
    scenes = _scenes(parsed, candidates, mentions)
    told = [Told(m, c.sentence.index, phrase(c.token)) for c, m in zip(candidates, mentions, strict=True)]
    found: list[Found] = []
    after = {one.sentence.index: two for one, two in itertools.pairwise(scenes) if two.comes_after(one)}
    for scene in scenes:
        found += _stated(scene)
    found = [_carried_out(f, found) for f in found]
    for scene in scenes:
        found += _worked_out(scene, after.get(scene.sentence.index), told, found)
    stages = {m.id: scene for scene in scenes for m in scene.mentions}
    for candidate, one in zip(candidates, told, strict=True):
        if one.mention.id in stages:
            later = _upon(one.mention, found)
            before = [o for o in told if o.mention.id not in later]
            found += _interception(stages[one.mention.id], candidate, one, before)
    relations = [r for f in found if (r := _relation(parsed, f)) is not None]
    unique = {(r.effect, r.cause, r.connective.start, r.denied): r for r in reversed(relations)}
    return tuple(sorted(unique.values(), key=lambda r: (r.connective.start, r.effect, r.cause)))


def _scenes(parsed: Parsed, candidates: Sequence[Candidate], mentions: Sequence[EventMention]) -> list[Scene]:
    """Return the parsed sentences with their mentions by token, each knowing the last one before it that has any."""
    of: dict[int, list[tuple[Candidate, EventMention]]] = {}
    for candidate, mention in zip(candidates, mentions, strict=True):
        of.setdefault(candidate.sentence.index, []).append((candidate, mention))
    scenes: list[Scene] = []
    for sentence in parsed.sentences:
        here = of.get(sentence.index, [])
        if sentence.doc is None:
            continue
        at = {c.token.i: m for c, m in here}
        for candidate, mention in here:
            first, last = candidate.start - sentence.start, candidate.end - sentence.start
            for token in sentence.doc:
                if token.idx < last and token.idx + len(token.text) > first and not token.is_punct:
                    at.setdefault(token.i, mention)
        previous = next((s for s in reversed(scenes) if s.mentions), None)
        span = Span.of(parsed.document.text, sentence.start, sentence.end)
        scenes.append(Scene(sentence, sentence.doc, span, at, tuple(m for _, m in here), previous))
    return scenes


def _stated(scene: Scene) -> Iterator[Found]:
    """Yield what the connectives of one sentence say, with both ends."""
    for match in scan(scene.doc):
        yield from shapes.read(scene, match)


def _carried_out(one: Found, found: Sequence[Found]) -> Found:
    """Return an act that carries out a vow ("Thursday's missiles were that revenge") tied to what the vow answered."""
    vow = one.cause if "/predicate-" in one.rule else None
    answered = next((f.cause for f in found if vow is not None and f.effect.id == vow.id and f.answer), None)
    return one if answered is None else one.to(answered, one.weight, stated=True)


def _worked_out(scene: Scene, following: Scene | None, told: Sequence[Told], found: Sequence[Found]) -> Iterator[Found]:
    """Complete answers that name no cause: by an "after" of the same act here, else by the evident earlier act."""
    for answer in answers(scene, following):
        if answer.cause is not None:
            yield answer
            continue
        if any(f.effect.id == answer.effect.id and f.answer and f.cause is not None for f in found):
            continue
        here = [f for f in found if f.scene is scene and f.cause is not None and not f.rule.startswith(MET)]
        same = {answer.effect.id, *_carriers(scene, answer.effect)}
        after = next((f for f in here if {f.effect.id, f.cause.id if f.cause else ""} & same), None)
        if after is not None:
            # also where the parser hung "in a tit-for-tat move" on the earlier act: an answer is the later one
            yield replace(answer, effect=after.effect).to(after.cause, after.weight, stated=True)
            continue
        if not answer.answer:
            yield answer.to(_just_before(scene, answer), answer.weight, stated=True)
            continue
        if (known := _retold(answer, found)) is not None:
            yield answer.to(known, answer.weight, stated=False)
            continue
        at = following if following is not None and answer.effect in following.mentions else scene
        met = _upon(answer.effect, found)
        others = [o for o in told if o.mention.id not in met and not _met_by_foe(o, answer, found)]
        cause = unnamed(Told(answer.effect, at.sentence.index), others, answer.answerer)
        if cause is not None:
            yield answer.to(cause[0], min(cause[1], answer.weight), stated=False)


def _carriers(scene: Scene, answer: EventMention) -> Iterator[str]:
    """Yield the verbs that an answer is the means of: "destroyed six posts in retaliatory fire after a raid"."""
    at = next((i for i, m in scene.at.items() if m.id == answer.id), None)
    prep = scene.doc[at].head if at is not None else None
    if answer.nominal and prep is not None and prep.lower_ in ("by", "in", "with"):
        yield from (scene.at[a.i].id for a in prep.ancestors if a.i in scene.at and a.pos_ == "VERB")


def _retold(answer: Found, found: Sequence[Found]) -> EventMention | None:
    """Return what "the retaliatory raid" answered, where an answer of that side was told before."""
    one = answer.effect
    if "/modifier-" not in answer.rule or not one.nominal or one.determiner is not Determiner.DEFINITE:
        return None
    mine = sides(one, Role.ACTOR, FIRM)
    for before in reversed(found):
        told, theirs = before.effect, sides(before.effect, Role.ACTOR, FIRM)
        fought = (
            told.type.family in HOSTILE
            and told.trigger.start < one.trigger.start
            and told.factuality is Factuality.ASSERTED
        )
        if before.answer and fought and (not mine or not theirs or same_side(mine, theirs)):
            return before.cause
    return None


def _upon(cause: EventMention, found: Sequence[Found]) -> set[str]:
    """Return the mentions that are told to answer or to follow one."""
    return {f.effect.id for f in found if f.cause is not None and f.cause.id == cause.id}


def _just_before(scene: Scene, later: Found) -> EventMention | None:
    """Return what an act came after: told before it in the sentence, else in the sentence before ("Within minutes")."""
    here = scene.earlier(later.effect)
    if here is not None or "/bare-" not in later.rule or scene.before is None or not scene.near():
        return here
    return scene.before.main()


def _met_by_foe(one: Told, answer: Found, found: Sequence[Found]) -> bool:
    """Return whether an act of nobody named is what an act of the other side came after: it is no cause of theirs."""
    mine = sides(answer.effect, Role.ACTOR, FIRM)
    if not mine or sides(one.mention, Role.ACTOR, FIRM):
        return False
    after = (sides(f.effect, Role.ACTOR, FIRM) for f in found if f.cause is not None and f.cause.id == one.mention.id)
    return any(theirs and not same_side(theirs, mine) for theirs in after)


def _interception(scene: Scene, candidate: Candidate, one: Told, told: Sequence[Told]) -> Iterator[Found]:
    """An interception answers the attack that it repels, or whose weapons it meets."""
    effect = one.mention
    if effect.type.family is not Family.INTERCEPT or effect.factuality is not Factuality.ASSERTED:
        return
    cause = scene.met(candidate.token) or scene.during(candidate.token)
    if cause is not None and cause.type.family in HOSTILE and cause.factuality is not Factuality.THREATENED:
        yield Found(effect, cause, effect.trigger, MEETS_WEAPONS, 0.9, answer=True, sentence=scene.span)
        return
    cause = intercepted(one, told)
    if cause is not None:
        stated = cause.sentence.start == effect.sentence.start
        weight = 0.8 if stated else 0.7
        yield Found(effect, cause, effect.trigger, MEETS_WEAPONS, weight, True, stated, sentence=scene.span)


def _relation(parsed: Parsed, found: Found) -> StatedRelation | None:
    """Turn a find into a relation, or drop it where its ends cannot stand in one."""
    effect, cause = found.effect, found.cause
    if cause is None or effect.id == cause.id or _impossible(effect, cause, found):
        return None
    kind = _kind(effect, cause, found)
    said = effect.attribution or (cause.attribution if cause.sentence.start == effect.sentence.start else None)
    speaker = found.denier or (said.speaker if said else None)
    return StatedRelation(
        effect=effect.id,
        cause=cause.id,
        kind=kind,
        basis=Basis.STATED if found.stated else Basis.INFERRED,
        connective=found.words,
        evidence=Evidence(parsed.document.id, found.sentence or effect.sentence, speaker),
        rule=found.rule,
        confidence=round(found.weight, 3),
        denied=found.denied,
    )


_HOURS = re.compile(r"\b(?:minutes?|hours?|days?|weeks?) (?:after|later)\b", re.IGNORECASE)


def _kind(effect: EventMention, cause: EventMention, found: Found) -> Relation:
    """Return how the effect is tied to the cause: by motive, hostile for hostile or not, or by time alone."""
    own = same_side(sides(effect, Role.ACTOR, FIRM), sides(cause, Role.ACTOR, FIRM))
    meets = effect.type.family is Family.INTERCEPT and cause.type.family in HOSTILE and not own
    meets = meets and _HOURS.search(found.words.quote) is None  # "minutes after" another attack
    paid = effect.type.family is Family.THREAT and _PAYBACK.search(effect.sentence.quote.lower()) is not None
    if not (found.answer or meets or (paid and cause.type.family in HOSTILE)):
        return Relation.FOLLOWED
    if effect.type.family is Family.SANCTION and cause.type.family is Family.SANCTION:
        return Relation.RETALIATION_FOR
    answering = effect.type.family in _ANSWERING or effect.type is EventType.BLOCKADE
    answering = answering and effect.type is not EventType.ARREST
    harmed = cause.type.family in HOSTILE or (
        cause.type.family is Family.INTERCEPT and effect.type.family in _ANSWERING
    )
    both = answering and harmed and not found.rule.startswith(MET)
    return Relation.RETALIATION_FOR if both else Relation.RESPONDS_TO


def _impossible(effect: EventMention, cause: EventMention, found: Found) -> bool:
    """Return whether two mentions cannot be effect and cause: unreal ends, the same side, the wrong order of days.

    What a sentence states outweighs who, or which day, was only carried over to one end.
    """
    answer = found.answer
    if effect.factuality in UNREAL and not done(effect, named=found.rule.startswith(NAMED), stated=found.stated):
        return True
    if cause.factuality is Factuality.HYPOTHETICAL and not (answer and (cause.determiner in KNOWN or was(cause))):
        return True
    vowed = cause.factuality is Factuality.THREATENED and cause.type.family is not Family.THREAT
    if vowed and effect.factuality is not Factuality.THREATENED and not answer:
        return True
    day = cause.when_span
    misread = day is not None and day.start < found.words.end and found.words.start < day.end  # "over the weekend raid"
    dated = found.guessed or (effect.when_span is not None and day is not None and not misread)
    if dated and effect.when is not None and cause.when is not None and cause.when.after(effect.when):
        return True
    least = 0.0 if found.guessed and found.answerer is None else FIRM
    mine = sides(effect, Role.ACTOR, least)
    theirs = sides(apart(cause, effect) if found.stated else cause, Role.ACTOR, least)
    hostile = effect.type.family in HOSTILE and cause.type.family in HOSTILE
    return answer and hostile and same_side(mine, theirs)
