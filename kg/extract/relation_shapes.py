"""How each shape of connective is read: where its effect stands, and where its cause.

What is hard: one word serves several shapes ("response" relates in "in response to", is the act itself in "the
response killed ten", and has an act for its predicate in "its response was to shell the port"). The rows of
connectives.toml say which words make which shape; here each shape finds its two ends on the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import relation_order as order
from kg.extract import relation_replies as replies
from kg.extract import relation_verbs as verbs
from kg.extract.relation_clauses import CLAUSES, OBJECTS, SUBJECTS, objects
from kg.extract.relation_found import (
    SAYING,
    Found,
    both,
    clause_or_noun,
    inside,
    joined_causes,
    told_by,
)
from kg.extract.relation_recall import before, meant
from kg.vocab import Factuality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.relation_table import Match
    from kg.extract.relation_tree import Scene
    from kg.model import EventMention

_CALLING = frozenset(
    {"brand", "call", "cast", "characterise", "characterize", "consider", "defend", "depict", "describe"}
    | {"dub", "explain", "frame", "hail", "interpret", "justify", "label", "paint", "portray", "praise"}
    | {"present", "read", "regard", "see", "style", "term", "mean", "intend", "conceive", "design", "understand"}
    | {"view"}
)
"""Verbs by which somebody says what an act was."""
_JUST_BEHIND = 2
_WORDED = frozenset({"statement", "address", "speech", "interview", "post", "message", "conference"})
_SEEMING = frozenset({"appear", "feel", "look", "remain", "seem", "sound"})
_HARM = frozenset({"kill", "injure", "wound", "hurt", "slay"})
_THAT = frozenset({"that", "the", "this", "its", "their", "our"})


def read(scene: Scene, match: Match) -> Iterator[Found]:
    """Yield what one match of a connective says of two mentions of its sentence."""
    return _SHAPES.get(match.connective.shape, _nothing)(scene, match)


def _nothing(scene: Scene, match: Match) -> Iterator[Found]:  # noqa: ARG001 - all shapes are asked alike
    return iter(())


def _phrase(scene: Scene, match: Match) -> Iterator[Found]:
    """Effect governs the words, cause stands in their object: "shelled X in retaliation for Y"."""
    cause, tokens = inside(scene, match.last)
    answer = match.connective.answer
    if not answer and (_of_speech(match) or _died(match.first) or _underway(match.first)):
        return
    effect, recalled = _governor(scene, match, tokens)
    pointed = cause is None
    if cause is None:
        cause = meant(scene, match.first, tokens, effect, answer=answer)
    if cause is None or (not answer and _harmed(scene, effect)) or _loose(scene, match, effect, cause):
        return
    yield from both(scene, match, effect, cause, recalled=recalled or pointed)
    if effect is None or pointed:
        return
    for other in (*scene.joined_effects(effect, match.first), effect):
        for more in (cause, *(joined_causes(scene, match.last, cause) if answer else ())):
            if (other, more) != (effect, cause):
                yield from both(scene, match, other, more, recalled=recalled)


def _loose(scene: Scene, match: Match, effect: EventMention | None, cause: EventMention) -> bool:
    """Return whether the cause only stands somewhere in the object: "struck over the weekend of the raid"."""
    wanted = effect is not None and effect.type.family.value in match.connective.direct
    return wanted and not told_by(scene, objects(match.last), cause)


def _governor(scene: Scene, match: Match, tokens: frozenset[int]) -> tuple[EventMention | None, bool]:
    """Return the act that a phrase hangs on, and whether it had to be recalled ("He called it an answer to …")."""
    own = frozenset(range(match.first.i, match.last.i + 1))
    start = match.last if match.last.dep_ == "mark" else match.first
    banned = tokens | own if start.pos_ != "VERB" else tokens
    named = _called(scene, match)
    if named is not None:
        return named, True
    effect: EventMention | None = None
    if start.dep_ == "mark":
        head = start.head
        effect = scene.governing(head.head, banned, near=match.connective.near) if head.head != head else None
    else:
        effect = scene.governing(start, banned, near=match.connective.near)
    if effect is None and any(c.lower_ == "they" and c.dep_ == "nsubjpass" for c in start.children):
        return scene.antecedent(start), True  # "They were triggered by the abduction of …"
    if effect is None and start.dep_ != "mark":
        verb = next((a for a in (start, *match.first.ancestors) if a.pos_ in ("VERB", "AUX")), None)
        if verb is None or _doing(verb) or (not match.connective.answer and _being(verb)):
            return None, False
        return scene.subject(verb)
    if effect is None and not match.connective.near:
        effect = scene.in_order(match.first, match.last, tokens)
    return effect, effect is not None and effect not in scene.mentions


def _doing(verb: Token) -> bool:
    """Return whether "it" is who acts and no act: "it had suspended all trains because of the attack"."""
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return who is not None and who.lower_ == "it" and any(c.dep_ == "dobj" for c in verb.children)


def _being(verb: Token) -> bool:
    """Return whether "it" is how things are and no act: "a day after the raid, it does not look like an offensive"."""
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return who is not None and who.lower_ == "it" and verb.lemma_.lower() in _SEEMING


def _called(scene: Scene, match: Match) -> EventMention | None:
    """Return what somebody calls an answer: "explained it as the answer to …", "read the raid as a reply to …"."""
    verb = next((a for a in match.first.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or match.first.lower_ != "as" or verb.lemma_.lower() not in _CALLING or verb.i in scene.at:
        return None
    object_ = next(
        (c for c in verb.children if c.dep_ in OBJECTS | SUBJECTS and c.i < match.first.i and c.i > verb.i), None
    )
    if object_ is None:
        return scene.subject(verb)[0] if any(c.dep_ == "auxpass" for c in verb.children) else None
    return scene.spoken_of(object_)


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


def _underway(first: Token) -> bool:
    """Return whether the word is a verb of its own clause: "as it was following a convoy"."""
    return first.tag_ == "VBG" and any(c.dep_ in ("aux", *SUBJECTS) for c in first.children)


def _of_speech(match: Match) -> bool:
    """Return whether the words tell when something was said rather than done: "officials said after the raid"."""
    verb = next((a for a in match.last.ancestors if a.pos_ == "VERB" and a.i < match.first.i), None)
    if verb is None or verb.lemma_.lower() not in SAYING:
        return False
    said = match.first.doc[verb.i + 1 : match.first.i]
    if len(said) >= _JUST_BEHIND and not {t.lower_ for t in said} & _WORDED:
        return False
    return match.first.nbor(-1).text != ","  # "…, officials said, days after the raid"


def _noun(scene: Scene, match: Match) -> Iterator[Found]:
    """The words name the answer: "the raid was revenge for Y", "its response to Y was to shell Z"."""
    beside = match.first.dep_ in ("amod", "compound", "nmod")  # "a revenge strike for"
    noun = match.first if match.first.pos_ in ("NOUN", "PROPN", "VERB", "AUX") and not beside else match.last.head
    cause, tokens = inside(scene, match.last)
    effect, recalled = scene.at.get(noun.i), False
    if beside and noun.head.lower_ == "as" and noun.head.head.lemma_.lower() in _CALLING:
        effect = None  # "described the barrage as a revenge strike for"
    if effect is None or (cause is not None and effect.id == cause.id):
        effect, recalled = answering(scene, noun, tokens)
    if cause is not None and _loose(scene, match, effect, cause):
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
    if noun.pos_ == "AUX" or (noun.pos_ == "VERB" and head == noun):
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
    if head.lemma_.lower() in _CALLING:
        found = _named_so(scene, head, noun)
        if found is not None:
            return found, True
    if noun.dep_ in ("attr", "oprd", "acomp") or head.lemma_ in ("be", "call", "describe", "seem", "appear"):
        effect, recalled = scene.subject(head)
        if effect is None:
            effect = scene.governing(head, tokens | {noun.i}, near=False)
        return effect, recalled
    if head.lower_ == "as" and head.head.lemma_.lower() in _CALLING:
        object_ = next((c for c in head.head.children if c.dep_ in OBJECTS and c.i < noun.i), None)
        return (scene.spoken_of(object_), True) if object_ is not None else scene.subject(head.head)
    return (scene.governing(head, tokens | {noun.i}, near=False) if head != noun else None), False


def _named_so(scene: Scene, verb: Token, noun: Token) -> EventMention | None:
    """Return what somebody calls an answer: "called it …", and "called the raid revenge for …", told as one noun."""
    object_ = next((c for c in verb.children if c.dep_ in OBJECTS | SUBJECTS and verb.i < c.i < noun.i), None)
    found = scene.spoken_of(object_) if object_ is not None else None
    beside = (scene.at.get(c.i) for c in noun.children if c.dep_ == "compound")
    return found if found is not None else next((m for m in beside if m is not None), None)


def _predicate(scene: Scene, match: Match) -> Iterator[Found]:
    """The act is the revenge that was vowed before: "Thursday's missiles were that revenge"."""
    noun = match.last
    effect, _ = answering(scene, noun, frozenset())
    promise = next((m for m in before(scene, match.first) if m.factuality is Factuality.THREATENED), None)
    if effect is None or promise is None or not _THAT & {t.lower_ for t in match.first.doc[match.first.i : noun.i]}:
        return
    yield from both(scene, match, effect, promise)


def _precedes(scene: Scene, match: Match) -> Iterator[Found]:
    """The act in the object came later: "Hours before the raid, drones hit a depot"."""
    effect, tokens = inside(scene, match.last)
    cause, recalled = _governor(scene, match, tokens)
    words = [t for t in scene.doc if effect is not None and scene.at.get(t.i) is effect and t.pos_ in ("NOUN", "PROPN")]
    known = any(
        c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any", "no") for t in words for c in t.children
    )
    if effect is not None and known and told_by(scene, objects(match.last), effect):
        yield from both(scene, match, effect, cause, recalled=recalled)


_SHAPES = {
    "meets": verbs.meets,
    "phrase": _phrase,
    "noun": _noun,
    "predicate": _predicate,
    "ties": verbs.ties,
    "causes": verbs.causes,
    "answers": verbs.answers,
    "precedes": _precedes,
    "replies": replies.replied,
    "pays": replies.pays,
    "unanswered": replies.unanswered,
    "hence": order.hence,
    "sooner": order.sooner,
}
