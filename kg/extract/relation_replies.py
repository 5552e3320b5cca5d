"""Verbs of answering: who answers, by which act, and to what.

What is hard: the verb says only that there is an answer. Its act stands behind "with" or "by", in a clause beside it,
in the sentence before ("his men had only answered sniper fire") or nowhere; what it answers stands before or behind it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.relation_cause import sides
from kg.extract.relation_clauses import POINTING, SUBJECTS
from kg.extract.relation_found import Found, both, clause_or_noun, inside, verb_of
from kg.extract.relation_recall import before, meant
from kg.vocab import HOSTILE, Factuality, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.relation_table import Match
    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention

_TO_WHAT = frozenset({"at", "to", "for", "after", "following", "over", "against"})
_POINTED_TO = frozenset({"at", "to", "for", "over"})
_WHEN = frozenset({"after", "because", "once", "since", "when"})
_WAYS = frozenset({"prep", "agent", "acl", "advcl", "xcomp", "dobj", "conj"})
_TO_COME = frozenset({"will", "would", "shall", "must", "should", "not", "n't", "to", "be"})
_HELPERS = frozenset(
    {"ambulance", "crew", "doctor", "emergency", "firefighter", "fireman", "hospital", "medic", "officer"}
    | {"paramedic", "police", "policeman", "rescuer", "responder", "service", "team", "volunteer", "worker", "market"}
)
_NEAR = 5
_WORDS = frozenset(
    {
        "accusation",
        "allegation",
        "announcement",
        "appeal",
        "call",
        "charge",
        "claim",
        "comment",
        "complaint",
        "criticism",
    }
    | {"email", "enquiry", "inquiry", "invitation", "letter", "message", "news", "offer", "plea", "post", "proposal"}
    | {"query", "question", "remark", "report", "request", "speech", "statement", "suggestion", "tweet", "video"}
)
"""What is answered in words."""
_OBJECT = frozenset(
    {"answer", "avenge", "counter", "match", "pay", "punish", "reciprocate", "repay", "requite", "return", "revenge"}
)
"""Verbs whose object is what they answer."""


def replied(scene: Scene, match: Match) -> Iterator[Found]:
    """The words say that somebody answers: "responded to X with Y", "took its revenge for X by shelling Y"."""
    verb = verb_of(match)
    if any(c.dep_ in ("det", "poss", "amod") for c in verb.children) or helping(verb) or answers_words(match):
        return  # "our answer", "medics responded to the shooting", "did not respond to a request"
    if any(c.dep_ == "nsubjpass" for c in verb.children) and not any(c.dep_ == "agent" for c in verb.children):
        yield from _avenged(scene, match)
        return
    effect, recalled = reply(scene, match), False
    if effect is None:
        effect, recalled = _acting(scene, verb)
    cause, pointed = _replied_to(scene, match, effect)
    undone = any(c.dep_ == "neg" for c in verb.children)
    if effect is None and cause is not None and not undone and not _means(match):
        effect, recalled = _own(scene, verb, cause), True
    yield from both(scene, match, effect, cause, recalled=recalled or pointed)


def helping(verb: Token) -> bool:
    """Whether those who respond come to help: "police and medics responded to the shooting"."""
    who = (c for c in verb.children if c.dep_ == "nsubj" and verb.lemma_ in ("respond", "react"))
    return any(t.lemma_.lower() in _HELPERS for w in who for t in (w, *w.conjuncts, *w.lefts))


def answers_words(match: Match) -> bool:
    """Whether it is words that are answered, or nothing at all: "reacted to a report", "struck out on their own"."""
    if match.connective.shape != "replies":
        return False
    verb = verb_of(match)
    behind = verb.doc[verb.i + 1 : verb.i + 1 + _NEAR]
    to_what = (g for t in behind if t.lower_ == "to" or (t.lower_ == "on" and t.head == verb) for g in t.children)
    met = [*(c for c in verb.children if c.dep_ == "dobj" and c.lower_ != "own"), *to_what]
    return any(t.lemma_.lower() in _WORDS or t.lower_ == "own" for t in met)


def _avenged(scene: Scene, match: Match) -> Iterator[Found]:
    """Something was answered by the act told before: "said that the martyrs of Hamra had been avenged"."""
    verb = verb_of(match)
    subject = next(c for c in verb.children if c.dep_ == "nsubjpass")
    if any(c.lower_ in _TO_COME for c in verb.children):
        return
    told = scene.first(c for c in verb.children if c.dep_ == "advcl" and any(g.lower_ in _WHEN for g in c.children))
    earlier = (m for m in (told, *before(scene, match.first)) if m is not None)
    effect = next((m for m in earlier if m.type.family in HOSTILE), None)
    tokens = frozenset(t.i for t in subject.subtree)
    cause = scene.under(subject)
    cause = cause if cause is not None else meant(scene, subject.left_edge, tokens, effect)
    yield from both(scene, match, effect, cause, recalled=True)


def _acting(scene: Scene, verb: Token) -> tuple[EventMention | None, bool]:
    """Return the act that is itself the subject: "the rockets answered the raid", "it avenged our dead"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ == "PROPN":
        return None, False
    effect, recalled = scene.subject(verb)
    kept = effect is not None and effect.nominal if not recalled else subject.lower_ in POINTING
    return (effect, recalled) if kept else (None, False)


def _parts(match: Match) -> Iterator[Token]:
    """Yield what hangs on the words of a match: on "took" and "revenge", on "made" and "pay"."""
    words = match.first.doc[match.first.i : match.last.i + 1]
    for word in words:
        yield from (c for c in word.children if not match.first.i <= c.i <= match.last.i)


def reply(scene: Scene, match: Match) -> EventMention | None:
    """Return the act by which somebody answers."""
    verb = verb_of(match)
    ways = [c for c in _parts(match) if c.dep_ in _WAYS and c.i > verb.i]
    with_by = [c for c in ways if c.lower_ in ("with", "by", "in")]
    found = scene.first(g for c in with_by for g in c.children)
    if found is None:
        astray = (t for c in ways for t in c.subtree if t.dep_ == "prep" and t.lower_ in ("with", "by"))
        found = scene.first(g for t in astray for g in t.children)
    if found is None:
        found = scene.first(
            c for c in ways if c.dep_ in ("acl", "advcl", "xcomp") and not any(g.dep_ == "mark" for g in c.children)
        )
    if found is None:
        found = scene.at.get(verb.i)
    if found is None and verb.dep_ == "relcl" and with_by:
        return None  # "to which Turkey responded with a campaign"
    vow = verb.head.head if verb.head.lemma_ == "right" else verb.head  # "reserved the right to respond"
    if found is None and verb.dep_ in ("xcomp", "ccomp", "acl") and vow.i in scene.at:
        threat = scene.at[vow.i]
        found = threat if threat.type.family is Family.THREAT else None
    if found is None and verb.dep_ in ("advcl", "pcomp", "acl"):
        found = scene.governing(verb.head, frozenset(t.i for t in verb.subtree), near=True)
    if found is None:
        joined = (c for c in ways if c.dep_ == "conj" and c.pos_ == "VERB" and not _own_subject(c))
        found = next((m for c in joined if (m := scene.clause(c, subject=False)) is not None), None)
    return found


def _means(match: Match) -> bool:
    """Return whether the words name by what somebody answers: "answered the raid with mortars"."""
    verb = verb_of(match)
    return any(c.dep_ in ("prep", "agent") and c.lower_ in ("with", "by") and c.i > verb.i for c in _parts(match))


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _replied_to(scene: Scene, match: Match, effect: EventMention | None) -> tuple[EventMention | None, bool]:
    """Return the act that somebody answers, where the words name it, and whether they only point at it."""
    verb = verb_of(match)
    own = frozenset(i for i, m in scene.at.items() if effect is not None and m.id == effect.id)
    for child in (*_parts(match), *_within(match)):
        named = child.dep_ in ("prep", "dative") and (child.lower_ in _TO_WHAT or _settled(child))
        if child.i < verb.i and not (named and child.lower_ == "to") and child.dep_ != "advcl":
            continue
        found, tokens = (
            None,
            frozenset(t.i for t in child.subtree if t.i != child.i and not match.first.i <= t.i <= match.last.i),
        )
        if named:
            found = scene.first(child.children, own)
        elif child.dep_ == "advcl" and any(g.dep_ in ("mark", "advmod") and g.lower_ in _WHEN for g in child.children):
            found = clause_or_noun(scene, child, own)
        elif child.dep_ == "dobj" and verb.lemma_.lower() in _OBJECT:
            found, tokens = scene.under(child, own), tokens | {child.i}
        else:
            continue
        if found is not None:
            return found, False
        if child.dep_ == "dobj" or child.lower_ in _POINTED_TO:
            pointed = meant(scene, verb, tokens, effect)
            if pointed is not None:
                return pointed, True
    return None, False


def _settled(preposition: Token) -> bool:
    """Whether words name what an account was opened by: "settled the account of the Hamra attack"."""
    return preposition.lower_ == "of" and preposition.head.lemma_ in ("account", "score")


def _within(match: Match) -> Iterator[Token]:
    """Yield an object between the words: "paid the shelling back"."""
    verb = verb_of(match)
    yield from (c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < match.last.i)


def _own(scene: Scene, verb: Token, cause: EventMention) -> EventMention | None:
    """Return the act by the same side told before: "his men had only answered sniper fire"."""
    theirs = sides(cause, Role.ACTOR)
    told = (m for m in before(scene, verb) if m.type.family in HOSTILE and m.id != cause.id)
    found = next(told, None)
    return found if found is not None and not sides(found, Role.ACTOR) & theirs else None


def pays(scene: Scene, match: Match) -> Iterator[Found]:
    """A threat names what it is for: "those responsible for this attack will pay"."""
    threat = _threat(scene, match)
    if threat is None:
        return
    cause, tokens = inside(scene, match.last)
    pointed = cause is None
    if cause is None:
        cause = meant(scene, match.first, tokens, threat)
    if cause is not None and cause.factuality is not Factuality.THREATENED:
        yield from both(scene, match, threat, cause, recalled=pointed)


def _threat(scene: Scene, match: Match) -> EventMention | None:
    """Return the threat that the words belong to, and not one under them or of a clause beside theirs."""
    for i, mention in sorted(scene.at.items()):
        under = match.first in scene.doc[i].ancestors  # "launched an assault after promising revenge"
        if mention.factuality is Factuality.THREATENED and not under and not _beside(scene.doc[i], match.first):
            return mention
    return None


def _beside(one: Token, other: Token) -> bool:
    """Return whether two words stand in coordinated clauses: "fired …, and threatened to hit …"."""
    left, right = [one, *one.ancestors], [other, *other.ancestors]
    parts = [t for t in (*left, *right) if t not in left or t not in right]
    return any(t.dep_ == "conj" and t.pos_ in ("VERB", "AUX") for t in parts)


def unanswered(scene: Scene, match: Match) -> Iterator[Found]:
    """The words are a threat, or announce the act told next: "said the attack could not go unanswered and …"."""
    threat = next((m for m in scene.mentions if m.factuality is Factuality.THREATENED), None)
    words = match.first.doc[match.first.i : match.last.i + 1]
    verb = next((t for t in words if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")), match.first)
    if _of_any(verb):
        return
    cause, recalled = scene.subject(verb.head if verb.dep_ == "xcomp" else verb)
    aim = scene.clause(verb.head, frozenset(t.i for t in verb.subtree)) if verb.dep_ == "advcl" else None
    if cause is None:
        subject = next((c for v in (verb, verb.head) for c in v.children if c.dep_ in SUBJECTS), None)
        within = frozenset(t.i for t in words) | (
            frozenset(t.i for t in subject.subtree) if subject is not None else frozenset()
        )
        cause, recalled = scene.first((subject,) if subject is not None else ()), True
        for_it = (c.i for p in subject.children if p.lower_ in _POINTED_TO for c in p.children) if subject else ()
        within = frozenset(i for i in for_it if scene.doc[i].lower_ in POINTING | {"them"}) or within
        cause = cause if cause is not None else meant(scene, match.first, within, threat)
    effect = next((m for m in (threat, aim) if m is not None), None) or scene.told_next(match.last, cause)
    was = any(t.lower_ in ("could", "can", "did", "have", "has") for t in verb.doc[verb.sent])
    if effect is None and cause is not None and was:
        effect = _own(scene, verb, cause)  # "the raids could not be left without a response"
    for found in both(scene, match, effect, cause, recalled=recalled, sure=True):
        yield replace(found, denied=False)


def _of_any(verb: Token) -> bool:
    """Whether no act at hand is its subject: "the launch of even one balloon would be met with force"."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    told = [t for s in subjects for t in (s, *(o for p in s.children if p.lower_ == "of" for o in p.children))]
    words = [c for t in told for c in t.children]
    return any(c.lower_ in ("any", "every") or any(g.lower_ == "even" for g in c.children) for c in words)
