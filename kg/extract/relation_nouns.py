"""Nouns that call an act an answer: "the raid was revenge for", "its response to the raid was to shell the port".

What is hard: the act is the subject, the predicate, what stands beside the noun, or what somebody calls so; and a place
may stand for what was done to it ("Perevalsk was the answer to the raid").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.relation_clauses import CALLING, CLAUSES, OBJECTS, SUBJECTS
from kg.extract.relation_found import Found, both, clause_or_noun, inside, joined_causes, loose
from kg.extract.relation_recall import before, meant
from kg.vocab import Factuality, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.relation_table import Match
    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention

_THAT = frozenset({"that", "the", "this", "its", "their", "our"})


def noun_of(scene: Scene, match: Match) -> Iterator[Found]:
    """The words name the answer: "the raid was revenge for Y", "its response to Y was to shell Z"."""
    beside = match.first.dep_ in ("amod", "compound", "nmod")  # "a revenge strike for"
    noun = match.first if match.first.pos_ in ("NOUN", "PROPN", "VERB", "AUX") and not beside else match.last.head
    cause, tokens = inside(scene, match.last)
    effect, recalled = scene.at.get(noun.i), False
    if effect is None and cause is not None and match.connective.answer:
        effect, recalled = _where(scene, noun, cause), True  # "Perevalsk was the answer to the raid"
    if beside and noun.head.lower_ == "as" and noun.head.head.lemma_.lower() in CALLING:
        effect = None  # "described the barrage as a revenge strike for"
    if effect is None or (cause is not None and effect.id == cause.id):
        effect, recalled = answering(scene, noun, tokens)
    if cause is not None and loose(scene, match, effect, cause):
        return
    pointed = cause is None and match.connective.answer and not match.connective.direct
    if pointed:
        cause = meant(scene, match.first, tokens, effect)
    yield from both(scene, match, effect, cause, recalled=recalled or pointed)
    if effect is not None and cause is not None and not pointed:
        for more in joined_causes(scene, match.last, cause):
            yield from both(scene, match, effect, more, recalled=recalled)


def answering(  # noqa: PLR0911 - one construction a line
    scene: Scene, noun: Token, tokens: frozenset[int]
) -> tuple[EventMention | None, bool]:
    """Return the act that a noun calls an answer, and whether it had to be recalled."""
    head = noun.head
    if noun.pos_ == "AUX" or (noun.pos_ == "VERB" and (head == noun or noun.dep_ == "ccomp")):
        return scene.subject(noun)
    beside = next(
        (m for c in noun.children if c.dep_ == "appos" and (m := scene.under(c, tokens, 2)) is not None), None
    )
    if beside is not None:
        return beside, False
    if noun.dep_ in SUBJECTS:
        parts = [c for c in head.children if c.dep_ in OBJECTS | CLAUSES | {"acomp"}]
        found = next((m for p in parts if (m := clause_or_noun(scene, p, tokens)) is not None), None)
        return (found, False) if found is not None else (scene.subject(head) if head.i != noun.i else (None, False))
    if head.dep_ == "pcomp" and head.head.dep_ == "prep":  # "in what it called a reply to"
        return scene.governing(head.head, frozenset(t.i for t in head.subtree), near=False), False
    if head.lemma_.lower() in CALLING:
        found = _named_so(scene, head, noun)
        if found is not None:
            return found, True
    if noun.dep_ in ("attr", "oprd", "acomp") or head.lemma_ in ("be", "call", "describe", "seem", "appear"):
        effect, recalled = scene.subject(head)
        if effect is None:
            effect = scene.governing(head, tokens | {noun.i}, near=False)
        return effect, recalled
    if head.lower_ == "as" and head.head.lemma_.lower() in CALLING:
        object_ = next((c for c in head.head.children if c.dep_ in OBJECTS and c.i < noun.i), None)
        return (scene.spoken_of(object_), True) if object_ is not None else scene.subject(head.head)
    return (scene.governing(head, tokens | {noun.i}, near=False) if head != noun else None), False


def _where(scene: Scene, noun: Token, cause: EventMention) -> EventMention | None:
    """Return the act that a place names which was hit, and which is the subject."""
    subject = next((c for c in noun.head.children if c.dep_ == "nsubj"), None) if noun.dep_ == "attr" else None
    if subject is None or subject.pos_ != "PROPN" or scene.first((subject,)) is not None:
        return None
    found = meant(scene, subject.left_edge, frozenset(t.i for t in subject.subtree), cause)
    there = {a.text.lower() for a in found.fillers(Role.PLACE)} if found is not None else set()
    return found if any(subject.lower_ in name for name in there) else None


def _named_so(scene: Scene, verb: Token, noun: Token) -> EventMention | None:
    """Return what somebody calls an answer: "called it …", and "called the raid revenge for …", told as one noun."""
    object_ = next((c for c in verb.children if c.dep_ in OBJECTS | SUBJECTS and verb.i < c.i < noun.i), None)
    found = scene.spoken_of(object_) if object_ is not None else None
    beside = (scene.at.get(c.i) for c in noun.children if c.dep_ == "compound")
    return found if found is not None else next((m for m in beside if m is not None), None)


def predicate(scene: Scene, match: Match) -> Iterator[Found]:
    """The act is the revenge that was vowed before: "Thursday's missiles were that revenge"."""
    noun = match.last
    effect, _ = answering(scene, noun, frozenset())
    promise = next((m for m in before(scene, match.first) if m.factuality is Factuality.THREATENED), None)
    if effect is None or promise is None or not _THAT & {t.lower_ for t in match.first.doc[match.first.i : noun.i]}:
        return
    yield from both(scene, match, effect, promise)
