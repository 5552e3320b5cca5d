"""Verbs that relate one act to another: "the raid prompted strikes", "the raid followed a bombing".

What is hard: subject and object change places in the passive, and either may be told by a clause ("led the air force
to bomb the town"), by a pronoun, or not at all ("…, and two strikes followed").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.relation_clauses import CLAUSES, OBJECTS, RELATIVE, SPELLS, SUBJECTS, clauses_on
from kg.extract.relation_found import Found, both, inside, told_by, verb_of
from kg.extract.relation_known import KNOWN
from kg.extract.relation_recall import meant
from kg.vocab import EventType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.relation_table import Match
    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention


_TOLL = frozenset({"bloodshed", "carnage", "killings"})
"""What an act led to that is its own toll."""


def ties(scene: Scene, match: Match) -> Iterator[Found]:
    """Somebody ties one act to another: "linked the attack to the four dead of Deir Qanoun"."""
    verb = verb_of(match)
    words = ("with", "by") if match.connective.active else ("to", "with")
    object_ = next((c for c in verb.children if c.dep_ in OBJECTS | {"nsubjpass"}), None)
    behind = [c for t in (verb, object_) if t is not None for c in t.children if c.i > verb.i]
    tie = next((c for c in behind if c.dep_ in ("prep", "dative", "agent") and c.lower_ in words), None)
    if tie is None or object_ is None or object_.pos_ == "PROPN":
        return  # "which connects the Red Sea to the ocean"
    cause, tokens = inside(scene, tie)
    which = object_.lower_ in RELATIVE and verb.dep_ == "relcl"  # "that raid, which the army put down to the rockets"
    effect = scene.under(verb.head, frozenset(t.i for t in verb.subtree), 2) if which else scene.spoken_of(object_)
    if cause is None and any(c.dep_ == "pobj" and c.pos_ == "PROPN" for c in tie.children):
        return  # "put the blast down to Chad", who did it
    if cause is None:
        cause = scene.told_next(tie, effect) or meant(scene, tie, tokens, effect)
    yield from both(scene, match, effect, cause, recalled=True)


def _ends(scene: Scene, verb: Token) -> tuple[EventMention | None, EventMention | None, bool]:
    """Return the acts that are a verb's subject and object, and whether the subject had to be recalled."""
    behind = [c for c in verb.children if c.i > verb.i]
    roots = [c for c in behind if c.dep_ in OBJECTS | CLAUSES | {"prep", "agent", "prt"} or _spell_of(c)]
    clauses = [c for c in roots if c.dep_ in CLAUSES]
    told = next((m for c in clauses if (m := scene.clause(c, subject=False)) is not None), None)
    if told is None:
        named = [r for r in roots if r.dep_ not in CLAUSES]
        told = scene.first(named, frozenset(i for r in named for i in clauses_on(r)))
    if told is None:
        told = next((m for c in clauses if (m := scene.clause(c)) is not None), None)
    subject, recalled = scene.subject(verb)
    if subject is not None and told is not None and subject.id == told.id:
        subject = None
    return subject, (told if roots else None), recalled


def _spell_of(noun: Token) -> bool:
    """Whether a time is told by what filled it, an object that the parser takes for a date: "a week of clashes"."""
    return noun.dep_ == "npadvmod" and noun.lemma_ in SPELLS and any(c.lower_ == "of" for c in noun.children)


def _driven(scene: Scene, verb: Token) -> EventMention | None:
    """Return what somebody was led to do: "led the air force to bomb the town"."""
    driven = (c for c in verb.children if c.dep_ == "advcl" and any(g.lower_ == "to" for g in c.children))
    return next((m for c in driven if (m := scene.clause(c, subject=False)) is not None), None)


def _passive(verb: Token) -> bool:
    by = any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in verb.children)
    return verb.tag_ == "VBN" and by


def causes(scene: Scene, match: Match) -> Iterator[Found]:
    """The subject is the cause: "the raid prompted strikes"; the passive turns it round."""
    verb = verb_of(match)
    if verb.pos_ not in ("VERB", "AUX"):
        return
    if any(c.dep_ == "auxpass" for c in verb.children) and not _passive(verb) and not match.connective.active:
        return
    subject, told, recalled = _ends(scene, verb)
    told = _driven(scene, verb) if told is None else told
    if subject is None and match.connective.active and not any(c.dep_ in SUBJECTS for c in verb.children):
        subject = _before_it(scene, verb)
    turned = _passive(verb) and match.last.lower_ not in ("by", "with")
    effect, cause = (subject, told) if turned else (told, subject)
    if match.connective.direct and (effect is None or not told_by(scene, verb.children, effect)):
        return
    if effect is not None and (effect.type is EventType.EXPLOSION or effect.lemma.lower() in _TOLL):
        return  # "the strike set off explosions", "the fire led to bloodshed": one act
    yield from both(scene, match, effect, cause, recalled=recalled)


def _before_it(scene: Scene, verb: Token) -> EventMention | None:
    """Return the subject that the parser hung on a date: "In the spring of 2022 air raids on Homs were followed by"."""
    dated = (p for p in verb.children if p.dep_ == "prep" and p.i < verb.i)
    inside_it = frozenset(i for p in dated for t in p.subtree for i in clauses_on(t))
    nouns = (i for i, m in sorted(scene.at.items()) if i < verb.i and m.nominal and i not in inside_it)
    return next((scene.at[i] for i in nouns if scene.doc[i].dep_ == "pobj"), None)


def answers(scene: Scene, match: Match) -> Iterator[Found]:
    """The subject is the effect: "the raid followed a bombing"; the passive turns it round."""
    verb = verb_of(match)
    if verb.pos_ not in ("VERB", "AUX"):
        return
    subject, told, recalled = _ends(scene, verb)
    if any(c.dep_ == "expl" for c in verb.children) and scene.before is not None:
        yield from both(scene, match, told, scene.before.main(), recalled=True)  # "There followed a barrage"
        return
    if told is None and verb.lemma_ == "follow" and verb.tag_ in ("VBD", "VBN") and not _passive(verb):
        yield from _ensued(scene, match, verb, subject)
        return
    effect, cause = (told, subject) if _passive(verb) else (subject, told)
    if match.last != verb and not _passive(verb):
        named, _ = inside(scene, match.last)
        cause = named if named is not None else cause
    yield from both(scene, match, effect, cause, recalled=recalled)


def _ensued(scene: Scene, match: Match, verb: Token, subject: EventMention | None) -> Iterator[Found]:
    """The words have no object: "…, and two drone strikes followed on Wednesday"."""
    effect = scene.at.get(verb.head.i) if verb.dep_ == "acl" else subject
    ensuing = verb.dep_ == "relcl" and any(c.lower_ == "that" for c in verb.children)  # "the reprisals that followed"
    if effect is None or not effect.nominal or effect not in scene.mentions:
        return
    if effect.determiner in KNOWN and not ensuing:
        return
    first = next(i for i, m in sorted(scene.at.items()) if m.id == effect.id)
    cause = next((m for i, m in sorted(scene.at.items()) if i < first), None)
    if cause is None and scene.before is not None and scene.near():
        cause = scene.before.main()
    yield from both(scene, match, effect, cause, recalled=True)


def meets(scene: Scene, match: Match) -> Iterator[Found]:
    """The words are the act that meets another: "repelled an attack"."""
    verb = verb_of(match)
    yield from both(scene, match, scene.at.get(verb.i), scene.met(verb))
