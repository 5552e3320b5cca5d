"""The parts of a clause in which an end of a relation may stand: subjects that point, joined verbs, objects of means.

What is hard: a relation must not reach into a clause that only tells more of one of its words ("sparked a war in which
an offensive killed …"), and "it", "the move" or "one" may be an act told before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token

OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "dative"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"xcomp", "ccomp"})
RELATIVE = frozenset({"which", "that", "who"})
POINTING = frozenset({"it", "itself", "this", "that", "these", "those", "themselves"})
SUMMING = frozenset(
    {"move", "action", "decision", "step", "measure", "announcement", "development", "incident", "news", "operation"}
    | {"blow", "bombardment", "fire", "flight", "launch", "sortie", "act", "one"}
)
CARRYING = frozenset(
    {"aim", "be", "carry", "come", "conduct", "design", "do", "intend", "launch", "make", "mean", "mount", "stage"}
    | {"take"}
)
"""Verbs by which an act told before is spoken of: "it was carried out in response to"."""
CALLING = frozenset(
    {"brand", "call", "cast", "characterise", "characterize", "consider", "defend", "depict", "describe"}
    | {"dub", "explain", "frame", "hail", "interpret", "justify", "label", "paint", "portray", "praise"}
    | {"present", "read", "regard", "see", "style", "term", "mean", "intend", "conceive", "design", "understand"}
    | {"view"}
)
"""Verbs by which somebody says what an act was."""
SPELLS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
HURTING = frozenset({"die", "hurt", "injure", "kill", "wound"})
MOUNTING = frozenset({"begin", "conduct", "launch", "mount", "open", "stage", "start"})
"""Verbs whose object may be the mere name of an operation, which the words behind it tell."""
_ABOUT = frozenset(
    {"aim", "body", "chance", "cost", "damage", "debris", "fear", "footage", "future", "goal", "hope", "image", "news"}
    | {"prospect", "purpose", "remains", "report", "risk", "scale", "scene", "survivor", "video", "victim", "word"}
)
_JUDGING = frozenset(
    {"applaud", "condemn", "criticise", "criticize", "decry", "denounce", "deplore", "discuss", "fear", "investigate"}
    | {"lament", "mourn", "probe", "protest", "welcome"}
)
_ENDS = frozenset({"aim", "goal", "idea", "intention", "objective", "point", "purpose"})
"""What an act told before was meant for: "the aim was to punish the militia"."""
_DECIDING = frozenset({"agree", "decide", "embark", "settle"})


def judging(verb: Token) -> bool:
    """Whether a verb only speaks of another's act: "leading some to condemn the strike"."""
    return verb.lemma_.lower() in _JUDGING


def of_an_act(noun: Token) -> bool:
    """Whether a noun is a thing about an act and not the act: "the future of the agreement", "fears of an attack"."""
    return noun.lemma_.lower() in _ABOUT and any(c.lower_ in ("of", "for", "about") for c in noun.children)


def sums_up(noun: Token) -> bool:
    """Whether a noun sums up an act told before: "the move", and not "one of the lines"."""
    if named_operation(noun):
        return True
    return noun.lemma_.lower() in SUMMING and not (
        noun.lower_ == "one" and any(c.dep_ == "prep" for c in noun.children)
    )


def named_operation(noun: Token) -> bool:
    """Whether a noun is the name of an operation: "Operation Dawn"."""
    return any(c.dep_ == "compound" and c.lower_ == "operation" for c in noun.children)


def pointing_subject(verb: Token) -> Token | None:
    """Return the subject that points at an act told before: "it was launched", "they were carried out"."""
    if verb.lemma_.lower() not in CARRYING:
        return None
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None and subject.lower_ in _ENDS and verb.lemma_ == "be" and not any(subject.rights):
        return subject
    if subject is None or not (subject.lower_ in POINTING | {"they"} or sums_up(subject)):
        return None
    passive = verb.lemma_.lower() in ("be", "come") or any(c.dep_ == "auxpass" for c in verb.children)
    return subject if passive else None


def subjects(verb: Token) -> Iterator[Token]:
    """Yield the subjects of a verb, also one that words of speech part from it."""
    yield from (c for c in verb.children if c.dep_ in SUBJECTS)
    parted = _before_speech(verb)
    if parted is not None:
        yield parted


def _before_speech(verb: Token) -> Token | None:
    """Return the subject that words of speech part from its verb: "The strike, the army said later, was revenge"."""
    saying = verb.head
    if verb.dep_ != "ccomp" or not verb.i or verb.nbor(-1).text != "," or saying.i > verb.i:
        return None
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    speaker = next((c for c in saying.children if c.dep_ == "nsubj" and c.i < saying.i), None)
    parted = (c for c in saying.children if speaker is not None and c.pos_ == "NOUN" and c.right_edge.i < speaker.i)
    behind = (c for c in parted if c.doc[c.right_edge.i + 1].text == ",")
    return next((c for c in behind if c.dep_ in ("dep", "nsubj", "dislocated")), None)


def shares_subject(verb: Token) -> bool:
    """Whether a verb is coordinated under the same subject as the one before it."""
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    return verb.dep_ == "conj" and verb.pos_ in ("VERB", "AUX") and not own


def means_of(verb: Token) -> Iterator[Token]:
    """Objects of "with", "by", "in": "responded with strikes", "engaged in shelling"."""
    for child in verb.children:
        decided = child.lower_ == "on" and verb.lemma_.lower() in _DECIDING
        if child.dep_ == "prep" and (child.lower_ in ("with", "by", "of", "in") or decided):
            yield from (c for c in child.children if c.dep_ in ("pobj", "pcomp"))


def clauses_on(noun: Token) -> frozenset[int]:
    """All tokens of the clauses that hang on a noun."""
    return frozenset(t.i for c in noun.children if c.dep_ in ("relcl", "acl", "appos") for t in c.subtree)


def objects(token: Token) -> Iterator[Token]:
    """Yield where the object of a connective's last word starts: what it governs, or its clause."""
    if token.dep_ == "mark":
        yield token.head
        return
    because = token.dep_ == "pcomp" and token.head.lower_ == "because"  # of "because of", the object is not of "of"
    above = token.head if because else token
    for child in above.children:
        if child.i > token.i and child.dep_ not in ("punct", "cc", "conj"):
            yield child
            yield from _run_on(token, child)


def _run_on(word: Token, noun: Token) -> Iterator[Token]:
    """Yield the verb of a clause that the parser tore in two: "after artillery of the army | shelled a post"."""
    if word.lower_ not in _TORN or noun.dep_ != "pobj":
        return
    behind = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 1 + _AUXILIARIES]
    verb = next((t for t in behind if t.pos_ != "AUX"), None)
    finite = verb is not None and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.i > behind[0].i))
    if verb is None or not finite or verb.dep_ not in ("advcl", "conj"):
        return
    if not any(c.dep_ in SUBJECTS for c in verb.children):
        yield verb


_TORN = frozenset({"after", "before", "since"})
_AUXILIARIES = 3
