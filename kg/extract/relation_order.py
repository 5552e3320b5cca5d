"""Relations read off the order of words and sentences: "No sooner had A than B", "Their reply came fast. Jets hit …".

What is hard: nothing on the tree ties such halves firmly, but their order is fixed by the words. So the act told last
before the words, and the first behind them, are the ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.relation_clauses import CLAUSES, OBJECTS
from kg.extract.relation_found import Found, both, doubtful, inside, opened, verb_of
from kg.extract.relation_known import KNOWN
from kg.extract.relation_recall import meant
from kg.vocab import HOSTILE, Factuality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.relation_table import Match
    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention

_COMING = frozenset({"arrive", "be", "begin", "come", "fall", "follow", "start"})
_LEFT = frozenset({"unanswered", "unpunished", "unavenged", "pass", "take", "keep", "wait", "tarry", "come"})
"""What an answer does not do: "did not leave it unanswered", "did not take long"."""


_ENSUING = frozenset({"consequence", "consequently", "result"})


def sooner(scene: Scene, match: Match) -> Iterator[Found]:
    """The cause stands before "than" or "when", the effect behind: "No sooner had they fired than a drone struck"."""
    turn = next((t for t in scene.doc[match.last.i + 1 :] if t.lower_ in ("than", "when", "before")), None)
    if turn is None:
        return
    ordered = sorted(scene.at.items())
    cause = next((m for i, m in ordered[::-1] if match.last.i < i < turn.i), None)
    yield from both(scene, match, scene.told_next(turn, cause), cause)


def hence(scene: Scene, match: Match) -> Iterator[Found]:
    """The cause stands before the words, in this sentence or the one before, the effect behind."""
    cause = next((m for i, m in sorted(scene.at.items(), reverse=True) if i < match.first.i), None)
    if match.first.lower_ == "for" and cause is not None and scene.at.get(match.first.head.i) is cause:
        return  # "will pay for this, they said after the raid"
    recalled = cause is None
    if cause is None and scene.before is not None and scene.near():
        cause = scene.before.main()
    effect = scene.told_next(match.last, cause)
    if effect is None and match.last.lower_ in ("it", "that", "this") and scene.near():  # "shut the road because of it"
        here = scene.governing(match.first, frozenset(range(match.first.i, match.last.i + 1)), near=False)
        told = scene.before.main() if scene.before is not None else None
        effect, cause, recalled = here, told, True
    if effect is None and match.last.lower_ in _ENSUING and scene.near():  # "Flights were suspended as a result."
        here, told = cause, scene.before.main() if scene.before is not None else None
        if here is not None and here.type.family not in HOSTILE:
            effect, cause, recalled = here, told, True
    yield from both(scene, match, effect, cause, recalled=recalled)


def announced(scene: Scene, match: Match, following: Scene | None) -> Found | None:
    """The words say that an answer came, and its act is told next: "Their reply came within a day. Jets bombed …"."""
    shape = match.connective.shape
    verb = verb_of(match)
    if shape not in ("announces", "replies", "unanswered") or doubtful(match.first) or not _was(verb):
        return None
    left = not _LEFT.isdisjoint(t.lower_ for t in scene.doc[match.first.i : match.last.i + 1])
    if any(c.dep_ == "neg" for c in verb.children) != left:
        return None
    effect = next((m for i, m in sorted(scene.at.items()) if i > match.last.i and _act(m)), None)
    if shape == "replies" or effect is None:
        effect = next((m for m in following.mentions if _act(m)), None) if following is not None else None
    return None if effect is None else opened(scene, effect, match.connective, match.first, match.last)


def foretold(scene: Scene, match: Match, following: Scene | None) -> Iterator[Found]:
    """The answer to what is named is told next: "The revenge for the raid was swift: jets bombed a port"."""
    noun, verb = match.first, match.first.head
    if match.connective.shape != "noun" or noun.dep_ != "nsubj" or verb.lemma_ not in _COMING or not _was(verb):
        return
    told = any(c.dep_ in OBJECTS | CLAUSES or c.dep_ == "neg" for c in verb.children)
    if told or any(
        c.dep_ == "prep" and c.lower_ == "in" and c.i > verb.i for c in verb.children if verb.lemma_ == "be"
    ):
        return
    ahead = [*(m for i, m in sorted(scene.at.items()) if i > verb.i), *(following.mentions if following else ())]
    effect = next((m for m in ahead if _act(m)), None)
    cause, tokens = inside(scene, match.last)
    pointed = cause is None
    if effect is not None and pointed:
        cause = meant(scene, noun, tokens, effect)
    yield from both(scene, match, effect, cause, recalled=pointed or effect not in scene.mentions)


def _was(verb: Token) -> bool:
    """Return whether a verb tells what was, and not what somebody wants or will do."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if any(c.dep_ in ("poss", "det") for c in verb.children) and verb.head.pos_ == "VERB":
        return False  # "They will feel our answer"
    told = verb.tag_ in ("VBD", "VBN", "VBZ") or verb.pos_ in ("NOUN", "AUX")
    return told or bool(aux & {"has", "have", "had", "did"})


def _act(mention: EventMention) -> bool:
    """Return whether a mention tells of an act anew: "the attack" only points back."""
    known = mention.nominal and mention.determiner in KNOWN
    return mention.type.family in HOSTILE and mention.factuality is Factuality.ASSERTED and not known
