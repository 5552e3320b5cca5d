"""How each shape of connective is read: where its effect stands, and where its cause.

What is hard: one word serves several shapes ("response" relates in "in response to", is the act itself in "the
response killed ten", and has an act for its predicate in "its response was to shell the port"). The rows of
connectives.toml say which words make which shape; here each shape finds its two ends on the tree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.relation_found import Found, both, clause_or_noun, inside, of_harm, verb_of
from kg.extract.relation_tree import CLAUSES, OBJECTS, SUBJECTS, Scene
from kg.vocab import Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.relation_table import Match
    from kg.model import EventMention

_SAYING = frozenset({"say", "tell", "report", "announce", "speak", "write", "state", "add", "claim"})
_JUST_BEHIND = 2
_HARM = frozenset({"kill", "injure", "wound", "hurt", "slay"})
_TO_WHAT = frozenset({"to", "for", "after", "following", "over", "against"})


def read(scene: Scene, match: Match) -> Iterator[Found]:
    """Yield what one match of a connective says of two mentions of its sentence."""
    return _SHAPES.get(match.connective.shape, _nothing)(scene, match)


def _nothing(scene: Scene, match: Match) -> Iterator[Found]:  # noqa: ARG001 - all shapes are asked alike
    return iter(())


def _phrase(scene: Scene, match: Match) -> Iterator[Found]:
    """Effect governs the words, cause stands in their object: "shelled X in retaliation for Y"."""
    cause, tokens = inside(scene, match.last)
    suffered = cause is None and match.connective.answer
    if suffered:
        cause = of_harm(scene, match, tokens)
    if cause is None:
        return
    own = frozenset(range(match.first.i, match.last.i + 1))
    start = match.last if match.last.dep_ == "mark" else match.first
    if not match.connective.answer and _of_speech(match):
        return
    banned = tokens | own if start.pos_ != "VERB" else tokens
    if start.dep_ == "mark":
        head = start.head
        effect = scene.governing(head.head, banned, near=match.connective.near) if head.head != head else None
    else:
        effect = scene.governing(start, banned, near=match.connective.near)
    if effect is None and start.dep_ != "mark":
        verb = next((a for a in match.first.ancestors if a.pos_ in ("VERB", "AUX")), None)
        subject, recalled = scene.subject(verb) if verb is not None else (None, False)
        yield from both(scene, match, subject, cause, recalled=recalled)
        return
    if match.connective.answer or not (_harmed(scene, effect) or _died(match.first)):
        yield from both(scene, match, effect, cause, recalled=suffered)


def _harmed(scene: Scene, effect: EventMention | None) -> bool:
    """Return whether the effect only tells what came of the cause: "nine were killed after a bomb went off"."""
    tokens = [t for t in scene.doc if effect is not None and scene.at.get(t.i) is effect]
    return any(t.lemma_.lower() in _HARM and any(c.dep_ == "auxpass" for c in t.children) for t in tokens)


def _died(first: Token) -> bool:
    """Return whether the words tell of what people died: "150 were killed after a bomb went off"."""
    verbs = (a for a in first.ancestors if a.pos_ == "VERB" and a.i < first.i)
    verb = next(verbs, None)
    if verb is None or verb.lemma_.lower() not in _HARM | {"die"}:
        return False
    return verb.lemma_.lower() == "die" or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _of_speech(match: Match) -> bool:
    """Return whether the words tell when something was said rather than done: "officials said after the raid"."""
    verb = next((a for a in match.last.ancestors if a.pos_ == "VERB" and a.i < match.first.i), None)
    return verb is not None and verb.lemma_.lower() in _SAYING and match.first.i - verb.i <= _JUST_BEHIND


def _noun(scene: Scene, match: Match) -> Iterator[Found]:
    """The words name the answer: "the raid was revenge for Y", "its response to Y was to shell Z"."""
    noun = match.first if match.first.pos_ in ("NOUN", "PROPN", "VERB") else match.last.head
    cause, tokens = inside(scene, match.last)
    recalled = cause is None and match.connective.answer
    if recalled:
        cause = of_harm(scene, match, tokens)
    if cause is None:
        return
    if noun.i in scene.at and scene.at[noun.i].id != cause.id:
        yield from both(scene, match, scene.at[noun.i], cause, recalled=recalled)
        return
    suffered = recalled
    effect: EventMention | None = None
    head = noun.head
    if noun.dep_ in SUBJECTS:
        parts = [c for c in head.children if c.dep_ in OBJECTS | CLAUSES | {"acomp"}]
        effect = next((m for p in parts if (m := clause_or_noun(scene, p, tokens)) is not None), None)
    elif noun.dep_ in ("attr", "oprd", "acomp") or head.lemma_ in ("be", "call", "describe", "seem", "appear"):
        effect, recalled = scene.subject(head)
        if effect is None:
            effect = scene.governing(head, tokens | {noun.i}, near=False)
    else:
        effect = scene.governing(head, tokens | {noun.i}, near=False) if head != noun else None
    yield from both(scene, match, effect, cause, recalled=recalled or suffered)


def _ends(scene: Scene, verb: Token) -> tuple[EventMention | None, EventMention | None, bool]:
    """Return the acts that are a verb's subject and object, and whether the subject had to be recalled."""
    roots = [c for c in verb.children if c.i > verb.i and c.dep_ in OBJECTS | CLAUSES | {"prep", "agent", "prt"}]
    clauses = [c for c in roots if c.dep_ in CLAUSES]
    told = next((m for c in clauses if (m := scene.clause(c, subject=False)) is not None), None)
    if told is None:
        told = scene.first(r for r in roots if r.dep_ not in CLAUSES)
    if told is None:
        told = next((m for c in clauses if (m := scene.clause(c)) is not None), None)
    subject, recalled = scene.subject(verb)
    if subject is not None and told is not None and subject.id == told.id:
        subject = None
    return subject, (told if roots else None), recalled


def _passive(verb: Token) -> bool:
    by = any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in verb.children)
    return verb.tag_ == "VBN" and by


def _causes(scene: Scene, match: Match) -> Iterator[Found]:
    """The subject is the cause: "the raid prompted strikes"; the passive turns it round."""
    verb = verb_of(match)
    if verb.pos_ not in ("VERB", "AUX"):
        return
    if any(c.dep_ == "auxpass" for c in verb.children) and not _passive(verb) and not match.connective.active:
        return
    subject, told, recalled = _ends(scene, verb)
    turned = _passive(verb) and match.last.lower_ not in ("by", "with")
    effect, cause = (subject, told) if turned else (told, subject)
    yield from both(scene, match, effect, cause, recalled=recalled)


def _answers(scene: Scene, match: Match) -> Iterator[Found]:
    """The subject is the effect: "the raid followed a bombing"; the passive turns it round."""
    verb = verb_of(match)
    if verb.pos_ not in ("VERB", "AUX"):
        return
    subject, told, recalled = _ends(scene, verb)
    effect, cause = (told, subject) if _passive(verb) else (subject, told)
    if match.last != verb and not _passive(verb):
        named, _ = inside(scene, match.last)
        cause = named if named is not None else cause
    yield from both(scene, match, effect, cause, recalled=recalled)


def _replies(scene: Scene, match: Match) -> Iterator[Found]:
    """The words say that somebody answers: "responded to X with Y", "retaliated by shelling Y after X"."""
    verb = verb_of(match)
    effect = reply(scene, verb)
    cause = _replied_to(scene, verb, effect)
    yield from both(scene, match, effect, cause)


def reply(scene: Scene, verb: Token) -> EventMention | None:
    """Return the act by which somebody answers."""
    ways = [c for c in verb.children if c.dep_ in ("prep", "agent", "advcl", "xcomp", "dobj", "conj") and c.i > verb.i]
    with_by = [c for c in ways if c.lower_ in ("with", "by", "in")]
    found = scene.first(g for c in with_by for g in c.children)
    if found is None:
        astray = (t for c in ways for t in c.subtree if t.dep_ == "prep" and t.lower_ == "with")
        found = scene.first(g for t in astray for g in t.children)
    if found is None:
        found = scene.first(
            c for c in ways if c.dep_ in ("advcl", "xcomp") and not any(g.dep_ == "mark" for g in c.children)
        )
    if found is None:
        found = scene.at.get(verb.i)
    if found is None and verb.dep_ in ("xcomp", "ccomp", "acl") and verb.head.i in scene.at:
        threat = scene.at[verb.head.i]
        found = threat if threat.type.family is Family.THREAT else None
    if found is None and verb.dep_ in ("advcl", "pcomp", "acl"):
        found = scene.governing(verb.head, frozenset(t.i for t in verb.subtree), near=True)
    return found


def _replied_to(scene: Scene, verb: Token, effect: EventMention | None) -> EventMention | None:
    """Return the act that somebody answers, where the words name it."""
    own = frozenset(i for i, m in scene.at.items() if effect is not None and m.id == effect.id)
    for child in verb.children:
        if child.i <= verb.i:
            continue
        if child.dep_ in ("prep", "dative") and child.lower_ in _TO_WHAT:
            found = scene.first(child.children, own)
        elif child.dep_ == "advcl" and any(
            g.dep_ == "mark" and g.lower_ in ("after", "because") for g in child.children
        ):
            found = clause_or_noun(scene, child, own)
        elif child.dep_ == "dobj" and verb.lemma_ in ("answer", "counter", "punish", "avenge", "repay"):
            found = scene.under(child, own)
        else:
            found = None
        if found is not None:
            return found
    return None


def _pays(scene: Scene, match: Match) -> Iterator[Found]:
    """A threat names what it is for: "those responsible for this attack will pay"."""
    threats = [m for m in scene.mentions if m.factuality is Factuality.THREATENED]
    cause, _ = inside(scene, match.last)
    if cause is not None and threats and cause.factuality is not Factuality.THREATENED:
        yield from both(scene, match, threats[0], cause)


def _unanswered(scene: Scene, match: Match) -> Iterator[Found]:
    """The words are a threat: "the attack will not go unanswered"."""
    threats = [m for m in scene.mentions if m.factuality is Factuality.THREATENED]
    verb = next(
        (t for t in match.first.doc[match.first.i : match.last.i + 1] if t.pos_ in ("VERB", "AUX")), match.first
    )
    cause, recalled = scene.subject(verb.head if verb.dep_ == "xcomp" else verb)
    for found in both(scene, match, threats[0] if threats else None, cause, recalled=recalled):
        yield replace(found, denied=False)


def _meets(scene: Scene, match: Match) -> Iterator[Found]:
    """The words are the act that meets another: "repelled an attack"."""
    verb = verb_of(match)
    yield from both(scene, match, scene.at.get(verb.i), scene.met(verb))


_SHAPES = {
    "meets": _meets,
    "phrase": _phrase,
    "noun": _noun,
    "causes": _causes,
    "answers": _answers,
    "replies": _replies,
    "pays": _pays,
    "unanswered": _unanswered,
}
