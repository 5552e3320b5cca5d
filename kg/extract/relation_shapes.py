"""How each shape of connective is read: where its effect stands, and where its cause.

What is hard: one word serves several shapes ("response" relates in "in response to", is the act itself in "the
response killed ten", and has an act for its predicate in "its response was to shell the port"). The rows of
connectives.toml say which words make which shape; here each shape finds its two ends on the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import relation_nouns as nouns
from kg.extract import relation_order as order
from kg.extract import relation_replies as replies
from kg.extract import relation_verbs as verbs
from kg.extract.relation_cause import sides
from kg.extract.relation_clauses import CALLING, OBJECTS, SPELLS, SUBJECTS, objects
from kg.extract.relation_found import (
    SAYING,
    Found,
    both,
    inside,
    joined_causes,
    loose,
    told_by,
)
from kg.extract.relation_recall import before, itself, meant
from kg.vocab import HOSTILE, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.relation_table import Match
    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention

_JUST_BEFORE, _JUST_BEHIND = 3, 2
_WORDED = frozenset({"statement", "address", "speech", "interview", "post", "message", "conference"})
_TRYING = frozenset({"aim", "fail", "hope", "plan", "prepare", "struggle", "try", "unable", "want", "wish"})
_SEEMING = frozenset({"appear", "feel", "look", "remain", "seem", "sound"})
_GOING_ON = frozenset({"and", "but", "that", "when", "where", "which", "who"})
"""What opens more of the words said, and not what they were said of: "said following the attack, troops were sent"."""
_HARM = frozenset({"kill", "injure", "wound", "hurt", "slay"})


def read(scene: Scene, match: Match) -> Iterator[Found]:
    """Yield what one match of a connective says of two mentions of its sentence."""
    which = _which(match.last) if match.connective.shape == "phrase" and match.connective.answer else None
    if which is not None:
        before_it = scene.in_order(match.first, match.last, frozenset())
        return both(scene, match, scene.clause(which), before_it)
    return _SHAPES.get(match.connective.shape, _nothing)(scene, match)


def _nothing(scene: Scene, match: Match) -> Iterator[Found]:  # noqa: ARG001 - all shapes are asked alike
    return iter(())


def _phrase(scene: Scene, match: Match) -> Iterator[Found]:
    """Effect governs the words, cause stands in their object: "shelled X in retaliation for Y"."""
    cause, tokens = inside(scene, match.last)
    answer = match.connective.answer
    cleft = _cleft(match)
    if cleft is not None:
        yield from _cleaved(scene, match, cleft)
    if cleft is not None or _idle(match):
        return
    effect, recalled = _governor(scene, match, tokens)
    if effect is None and answer and cause is not None:
        effect, recalled = _by_deed(scene, match.first, cause), True
    pointed = cause is None
    if cause is None and (answer or not itself(tokens, scene, effect)):
        cause = meant(scene, match.first, tokens, effect, answer=answer)
    if cause is None or (not answer and _harmed(scene, effect)) or loose(scene, match, effect, cause):
        return
    yield from both(scene, match, effect, cause, recalled=recalled or pointed)
    if effect is None or pointed:
        return
    for other in (*scene.joined_effects(effect, match.first), effect):
        for more in (cause, *(joined_causes(scene, match.last, cause) if answer else ())):
            if (other, more) != (effect, cause):
                yield from both(scene, match, other, more, recalled=recalled)


def _which(last: Token) -> Token | None:
    """Return the verb of what is told next: "fired at the post, in response to which the army shelled them"."""
    which = last.doc[last.i + 1 : last.i + 2]
    if not which or which[0].lower_ != "which":
        return None
    return next((t for t in last.doc[last.i + 2 :] if t.pos_ == "VERB" and t.dep_ != "amod"), None)


_ACTING = frozenset({"act", "move", "proceed"})


def _by_deed(scene: Scene, first: Token, cause: EventMention) -> EventMention | None:
    """Return what somebody did before, of which it is told why: "it was punishing them for", "had acted to avenge"."""
    verb = first.head if first.pos_ == "PART" else first
    acting = verb.head if verb.dep_ in ("advcl", "xcomp", "prep") else verb
    if not _underway(first) and acting.lemma_.lower() not in _ACTING:
        return None
    theirs = sides(cause, Role.ACTOR)
    told = (m for m in before(scene, acting) if m.type.family in HOSTILE and sides(m, Role.ACTOR))
    return next((m for m in told if not sides(m, Role.ACTOR) & theirs), None)


def _idle(match: Match) -> bool:
    """Return whether the words relate no acts: of speech, of death, or what "failed to stop the missile"."""
    first, last = match.first, match.last
    if match.connective.known and first.lower_ == "to" and last.dep_ == "xcomp":
        return last.head.lemma_.lower() in _TRYING
    return not match.connective.answer and (_of_speech(match) or _died(first) or _underway(first))


def _cleft(match: Match) -> Token | None:
    """Return the "that" of a cleft sentence: "It was to avenge the miners that they shelled the town"."""
    first = match.first
    before = first.doc[max(0, first.i - _JUST_BEFORE) : first.i]
    if not any(t.lemma_ == "be" and any(c.lower_ == "it" for c in t.lefts) for t in before):
        return None
    behind = first.doc[match.last.i + 1 :]
    return next((t for t in behind if t.lower_ == "that" and t.dep_ == "mark" and t.head.i > t.i), None)


def _cleaved(scene: Scene, match: Match, that: Token) -> Iterator[Found]:
    """The effect is the clause behind "that", the cause stands before it."""
    effect = scene.clause(that.head)
    between = frozenset(range(match.last.i + 1, that.i))
    cause = next((scene.at[i] for i in sorted(between) if i in scene.at), None)
    pointed = cause is None
    if cause is None:
        cause = meant(scene, match.first, between, effect, answer=match.connective.answer)
    yield from both(scene, match, effect, cause, recalled=pointed)


def _governor(scene: Scene, match: Match, tokens: frozenset[int]) -> tuple[EventMention | None, bool]:
    """Return the act that a phrase hangs on, and whether it had to be recalled ("He called it an answer to …")."""
    own = frozenset(range(match.first.i, match.last.i + 1))
    start = match.last if match.last.dep_ == "mark" else match.first
    banned = tokens | own if start.pos_ != "VERB" else tokens
    named = _called(scene, match)
    if named is not None:
        return named, True
    effect: EventMention | None = None
    above = start.head.head if start.dep_ == "mark" else start.head
    dated = match.last.lower_ == "after" and above.tag_ == "VBD"  # "It was a day after a jet had shot it down"
    if not match.connective.answer and _being(above) and not dated:
        return None, False
    if start.dep_ == "mark":
        head = start.head
        effect = scene.governing(head.head, banned, near=match.connective.near) if head.head != head else None
        effect = _beside(scene, match, head.head) or effect
    else:
        effect = scene.governing(start, banned, near=match.connective.near)
    if effect is None and any(c.lower_ == "they" and c.dep_ == "nsubjpass" for c in start.children):
        return scene.antecedent(start), True  # "They were triggered by the abduction of …"
    if effect is None and start.dep_ != "mark":
        verb = next((a for a in (start, *match.first.ancestors) if a.pos_ in ("VERB", "AUX")), None)
        if verb is None or _doing(verb) or (not match.connective.answer and _being(verb) and not dated):
            return None, False
        return scene.subject(verb)
    if effect is None and not match.connective.near:
        effect = scene.in_order(match.first, match.last, tokens)
    return effect, effect is not None and effect not in scene.mentions


def _beside(scene: Scene, match: Match, above: Token) -> EventMention | None:
    """Return the act of a clause that ends where a time begins: "when jets hit it | a day after a bomb went off"."""
    if match.connective.answer or not match.first.i or match.first.nbor(-1).is_punct:
        return None
    inner = (t for t in reversed(match.first.doc[above.i + 1 : match.first.i]) if t.pos_ == "VERB")
    verb = next(inner, None)
    ends = verb is not None and verb.right_edge.i == match.first.i - 1 and verb.dep_ in ("relcl", "advcl")
    return scene.at.get(verb.i) if verb is not None and ends and verb.tag_ == "VBD" else None


def _doing(verb: Token) -> bool:
    """Return whether "it" is who acts and no act: "it had suspended all trains because of the attack"."""
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return who is not None and who.lower_ == "it" and any(c.dep_ == "dobj" for c in verb.children)


def _being(verb: Token) -> bool:
    """Return whether "it" is how things are and no act: "it is a day since the raid", "it does not look like war"."""
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    counted = verb.lemma_ == "be" and any(c.lemma_.lower() in SPELLS for c in verb.children)
    return who is not None and who.lower_ == "it" and (counted or verb.lemma_.lower() in _SEEMING)


def _called(scene: Scene, match: Match) -> EventMention | None:
    """Return what somebody calls an answer: "explained it as the answer to …", "read the raid as a reply to …"."""
    verb = next((a for a in match.first.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or match.first.lower_ != "as" or verb.lemma_.lower() not in CALLING or verb.i in scene.at:
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
    if match.first.nbor(-1).text == ",":
        return False  # "…, officials said, days after the raid"
    told = (t.i for root in objects(match.last) for t in root.subtree if not t.is_punct)
    ends = max(told, default=match.last.i)
    behind = match.last.doc[ends + 1 : ends + 3]
    return not (len(behind) > 1 and behind[0].text == "," and behind[1].lower_ not in _GOING_ON)


def _precedes(scene: Scene, match: Match) -> Iterator[Found]:
    """The act in the object came later: "Hours before the raid, drones hit a depot"."""
    effect, tokens = inside(scene, match.last)
    cause, recalled = _governor(scene, match, tokens)
    words = [t for t in scene.doc if effect is not None and scene.at.get(t.i) is effect and t.pos_ in ("NOUN", "PROPN")]
    known = any(map(_definite, words))
    if effect is not None and (known or _suffered(scene, effect)) and told_by(scene, objects(match.last), effect):
        yield from both(scene, match, effect, cause, recalled=recalled)


def _suffered(scene: Scene, effect: EventMention) -> bool:
    """Whether a clause tells what befell something known: "before the convoy was hit"."""
    verbs = [t for t in scene.doc if scene.at.get(t.i) is effect and t.pos_ == "VERB"]
    hit = (c for t in verbs for c in t.children if c.dep_ == "nsubjpass")
    return any(map(_definite, hit))


def _definite(noun: Token) -> bool:
    """Whether a noun speaks of something known: "the raid", "its convoy"."""
    return any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any", "no") for c in noun.children)


def _since(scene: Scene, match: Match) -> Iterator[Found]:
    """What was hit had done the cause before: "struck fighters who hours earlier had launched a missile"."""
    verb = next((a for a in match.last.ancestors if a.pos_ == "VERB"), None)
    if verb is None or verb.dep_ != "relcl" or not any(c.lower_ == "had" for c in verb.children):
        return
    inside_it = frozenset(t.i for t in verb.subtree)
    effect = scene.governing(verb.head, inside_it, near=True)
    yield from both(scene, match, effect, scene.clause(verb), recalled=False)


_SHAPES = {
    "meets": verbs.meets,
    "phrase": _phrase,
    "noun": nouns.noun_of,
    "predicate": nouns.predicate,
    "ties": verbs.ties,
    "causes": verbs.causes,
    "answers": verbs.answers,
    "precedes": _precedes,
    "since": _since,
    "replies": replies.replied,
    "pays": replies.pays,
    "unanswered": replies.unanswered,
    "hence": order.hence,
    "sooner": order.sooner,
}
