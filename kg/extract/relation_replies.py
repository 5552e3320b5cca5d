"""Verbs of answering: who answers, by which act, and to what.

What is hard: the verb says only that there is an answer. Its act stands behind "with" or "by", in a clause beside it,
in the sentence before ("his men had only answered sniper fire") or nowhere; what it answers stands before or behind it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.relation_cause import sides
from kg.extract.relation_found import Found, both, clause_or_noun, inside, verb_of
from kg.extract.relation_recall import before, meant
from kg.extract.relation_tree import SUBJECTS
from kg.vocab import HOSTILE, Factuality, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.relation_table import Match
    from kg.extract.relation_tree import Scene
    from kg.model import EventMention

_TO_WHAT = frozenset({"at", "to", "for", "after", "following", "over", "against"})
_WHEN = frozenset({"after", "because", "once", "since", "when"})
_OBJECT = frozenset({"answer", "avenge", "counter", "punish", "repay", "requite"})
"""Verbs whose object is what they answer."""


def replied(scene: Scene, match: Match) -> Iterator[Found]:
    """The words say that somebody answers: "responded to X with Y", "retaliated by shelling Y after X"."""
    verb = verb_of(match)
    if any(c.dep_ in ("det", "poss", "amod") for c in verb.children):
        return  # "our answer"
    effect = reply(scene, verb)
    cause, pointed = _replied_to(scene, verb, effect)
    recalled = effect is None and cause is not None
    if effect is None and cause is not None:
        effect = _own(scene, verb, cause)
    yield from both(scene, match, effect, cause, recalled=recalled or pointed)


def reply(scene: Scene, verb: Token) -> EventMention | None:
    """Return the act by which somebody answers."""
    ways = [c for c in verb.children if c.dep_ in ("prep", "agent", "advcl", "xcomp", "dobj", "conj") and c.i > verb.i]
    with_by = [c for c in ways if c.lower_ in ("with", "by", "in")]
    found = scene.first(g for c in with_by for g in c.children)
    if found is None:
        astray = (t for c in ways for t in c.subtree if t.dep_ == "prep" and t.lower_ in ("with", "by"))
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
    if found is None:
        joined = (c for c in ways if c.dep_ == "conj" and c.pos_ == "VERB" and not _own_subject(c))
        found = next((m for c in joined if (m := scene.clause(c, subject=False)) is not None), None)
    return found


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _replied_to(scene: Scene, verb: Token, effect: EventMention | None) -> tuple[EventMention | None, bool]:
    """Return the act that somebody answers, where the words name it, and whether they only point at it."""
    own = frozenset(i for i, m in scene.at.items() if effect is not None and m.id == effect.id)
    for child in verb.children:
        named = child.dep_ in ("prep", "dative") and child.lower_ in _TO_WHAT
        if child.i < verb.i and not (named and child.lower_ == "to") and child.dep_ != "advcl":
            continue
        found = None
        if named:
            found = scene.first(child.children, own)
            if found is None and child.lower_ in ("at", "to", "for", "over"):
                tokens = frozenset(t.i for t in child.subtree if t.i != child.i)
                pointed = meant(scene, verb, tokens, effect)
                if pointed is not None:
                    return pointed, True
        elif child.dep_ == "advcl" and any(g.dep_ in ("mark", "advmod") and g.lower_ in _WHEN for g in child.children):
            found = clause_or_noun(scene, child, own)
        elif child.dep_ == "dobj" and verb.lemma_.lower() in _OBJECT:
            found = scene.under(child, own)
        if found is not None:
            return found, False
    return None, False


def _own(scene: Scene, verb: Token, cause: EventMention) -> EventMention | None:
    """Return the act by the same side told before: "his men had only answered sniper fire"."""
    theirs = sides(cause, Role.ACTOR)
    told = (m for m in before(scene, verb) if m.type.family in HOSTILE and m.id != cause.id)
    found = next(told, None)
    return found if found is not None and not sides(found, Role.ACTOR) & theirs else None


def pays(scene: Scene, match: Match) -> Iterator[Found]:
    """A threat names what it is for: "those responsible for this attack will pay"."""
    threat = next((m for m in scene.mentions if m.factuality is Factuality.THREATENED), None)
    if threat is None:
        return
    cause, tokens = inside(scene, match.last)
    pointed = cause is None
    if cause is None:
        cause = meant(scene, match.first, tokens, threat)
    if cause is not None and cause.factuality is not Factuality.THREATENED:
        yield from both(scene, match, threat, cause, recalled=pointed)


def unanswered(scene: Scene, match: Match) -> Iterator[Found]:
    """The words are a threat, or announce the act told next: "said the attack could not go unanswered and …"."""
    threat = next((m for m in scene.mentions if m.factuality is Factuality.THREATENED), None)
    words = match.first.doc[match.first.i : match.last.i + 1]
    verb = next((t for t in words if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")), match.first)
    cause, recalled = scene.subject(verb.head if verb.dep_ == "xcomp" else verb)
    if cause is None:
        subject = next((c for v in (verb, verb.head) for c in v.children if c.dep_ in SUBJECTS), None)
        within = frozenset(t.i for t in words) | (
            frozenset(t.i for t in subject.subtree) if subject is not None else frozenset()
        )
        cause, recalled = scene.first((subject,) if subject is not None else ()), True
        cause = cause if cause is not None else meant(scene, match.first, within, threat)
    effect = threat if threat is not None else scene.told_next(match.last, cause)
    for found in both(scene, match, effect, cause, recalled=recalled, sure=True):
        yield replace(found, denied=False)
