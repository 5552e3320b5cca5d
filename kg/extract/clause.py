"""Who does what to whom in a clause, read off the parse.

What is hard: the doer of a verb mostly stands elsewhere: before a coordinated verb, outside of a relative clause, at
the verb that governs an infinitive, under "by". Each find says by which way it was reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.tree import Token

SUBJECTS = ("nsubj", "csubj", "expl")
OBJECTS = ("dobj", "obj", "oprd")
VERBAL = ("VERB", "AUX")
RELATIVE = frozenset({"which", "that", "who", "whom"})
OBJECT_CONTROL = frozenset(
    {"order", "tell", "urge", "force", "help", "see", "watch", "allow", "ask", "send", "let", "make", "show", "hear"}
    | {"prompt", "lead", "cause", "push", "drive", "compel", "provoke", "spur", "enable", "instruct", "command"}
    | {"direct", "authorise", "authorize", "encourage", "persuade", "convince", "invite", "goad", "trigger", "leave"}
    | {"find", "catch", "permit", "oblige", "want", "expect", "beg", "require", "call", "press", "pressure", "tempt"}
    | {"mobilise", "deploy"}
)
BLAMED = frozenset(
    {"accuse", "acquit", "blame", "charge", "condemn", "convict", "deter", "hinder", "keep", "prevent", "stop"}
    | {"suspect", "criticise", "criticize", "praise", "thank", "punish", "denounce", "credit", "dissuade", "warn"}
    | {"discourage"}
)
"""Verbs whose object is the one who does what follows: "accused the army of shelling"."""
SAYING = frozenset(
    {"say", "report", "announce", "claim", "state", "add", "write", "note", "confirm", "tell", "declare", "explain"}
)
VOWING = frozenset({"pledge", "promise", "swear", "threaten", "vow", "warn"})
BARRIERS = frozenset(
    {"after", "answer", "before", "following", "payback", "punishment", "reaction", "reprisal", "response"}
    | {"retaliation", "retribution", "revenge", "since", "vengeance"}
)
"""Words that lead to another act: neither day nor doer of what stands before them is that of the act behind them."""
_DEEP = 5


class Found(NamedTuple):
    """A participant and the way it was found: subject, agent, relative, coordinated, controlled, governed."""

    token: Token
    way: str


def passive(verb: Token) -> bool:
    """Return whether a verb form is passive: "was hit", "sites hit by", "targeted by"."""
    if verb.passive is None:  # rules ask again and again
        verb.passive = _passive(verb)
    return verb.passive


def _passive(verb: Token) -> bool:  # noqa: PLR0911 - one way of many a line
    if verb.pos_ == "NOUN":
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.lemma_ == "come" and any(c.lower_ == "under" for c in verb.children):
        return True  # "came under fire"
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(c.dep_ == "agent" for c in verb.children):
        return True
    if verb.lemma_ in ("abduct", "assassinate", "kidnap") and not _has(verb, "conj", *OBJECTS):
        return True  # nobody kidnaps without a victim: "and that of the chief, assassinated in Tehran"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "amod") and not _has(verb, "aux"):
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and not _has(verb, "aux", *OBJECTS):
        return verb.tag_ == "VBN" and passive(verb.head)
    return False


def _has(token: Token, *deps: str) -> bool:
    return any(c.dep_ in deps for c in token.children)


def group(token: Token) -> list[Token]:
    """Return a noun and the nouns coordinated with it."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and not _has(child, "neg"):
            found += group(child)
    return found


_ADRIFT = ("npadvmod", "compound")
"""What a name that opens a headline is taken for: "SDF captures town"."""


def doers(verb: Token, deep: int = 0) -> Iterator[Found]:
    """Yield who does what a verb says, nearest way first."""
    if passive(verb):
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                yield from (Found(t, "agent") for p in child.children if p.dep_ == "pobj" for t in group(p))
        return
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    own = own or [c for c in verb.children if c.dep_ in _ADRIFT and c.tag_ == "NNP" and c.i < verb.i and not c.i]
    for subject in own:
        if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
            yield from (Found(t, "relative") for t in group(_meant(verb.head)))
        elif subject.dep_ != "expl":
            yield from (Found(t, "subject") for t in group(subject))
    if own or deep >= _DEEP:
        return
    yield from _elsewhere(verb, deep)


def _meant(noun: Token) -> Token:
    """Return the noun that a clause tells of, past one that is denied: "It was Israel, not Iran, that struck"."""
    over = noun.head if noun.dep_ == "conj" and _has(noun, "neg") else noun
    return next((c for c in over.children if c.dep_ == "attr"), over) if over.pos_ in VERBAL else over


def _blamed(above: Token) -> list[Token] | None:
    """Return who is blamed for what stands behind a verb, or behind its object: "accused the personnel of shelling"."""
    if above.dep_ in OBJECTS and above.head.lemma_.lower() in BLAMED:
        return [above]
    blames = above.lemma_.lower() in BLAMED and not passive(above)
    return [o for o in above.children if o.dep_ in OBJECTS] if blames else None


def _elsewhere(verb: Token, deep: int) -> Iterator[Found]:  # noqa: C901, PLR0912 - one way of many a line
    """Yield doers that stand outside of the verb's own clause."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in VERBAL:
        if passive(head):
            yield from (Found(t, "coordinated") for c in head.children if c.dep_ == "nsubjpass" for t in group(c))
        else:
            yield from (Found(f.token, "coordinated") for f in doers(head, deep + 1))
    elif verb.dep_ in ("acl", "relcl") and head.pos_ not in VERBAL:
        yield from (Found(t, "participle") for t in group(head))
    elif verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "dep", "prep"):
        if verb.dep_ == "pcomp":
            within = head.lower_ in ("in", "during", "amid")
            head = head.head
            if within and head.pos_ in VERBAL and passive(head):
                return
            if (blamed := _blamed(head)) is not None:
                yield from (Found(t, "blamed") for o in blamed for t in group(o))
                return
            if head.lower_ in ("guilty", "responsible"):
                yield from (Found(t, "responsible") for t in _bearing(head, deep))
                return
        told = _told(verb) if verb.lemma_ not in VOWING else None  # who tells of it vows
        if told is not None:
            yield from (Found(f.token, "governed") for f in doers(told, deep + 1))
            return
        if verb.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in OBJECT_CONTROL:
            objects = [c for c in head.children if c.dep_ in (*OBJECTS, "dative", "nsubjpass")]
            if objects:
                yield from (Found(t, "controlled") for o in objects for t in group(o))
                return
        if verb.dep_ == "ccomp" and head.lemma_.lower() not in OBJECT_CONTROL:
            return
        if head.pos_ in VERBAL:
            yield from (Found(t, "governed") for t in _governing(head, deep))
        elif head.pos_ in ("NOUN", "PROPN") and verb.dep_ != "pcomp":
            yield from (Found(t, "participle") for t in group(head))


def _governing(verb: Token, deep: int) -> Iterable[Token]:
    """Return who does what hangs on a verb: its subject, but "a valley used by rebels to fire rockets"."""
    users = list(preps(verb, "by")) if verb.lemma_ == "use" and passive(verb) else []
    if users or not passive(verb):
        return users or [f.token for f in doers(verb, deep + 1)]
    return [t for c in verb.children if c.dep_ == "nsubjpass" for t in group(c)]


def _bearing(word: Token, deep: int) -> Iterable[Token]:
    """Return who is "responsible": the noun it stands with, or whose predicate it is."""
    noun = word.dep_ in ("amod", "acl", "relcl", "appos")
    return group(word.head) if noun else [f.token for f in doers(word.head, deep + 1)]


def _told(verb: Token) -> Token | None:
    """Return the told verb where a participle hangs on the verb of saying: "shelled it, X said, killing six"."""
    head = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or head.lemma_.lower() not in SAYING or _has(verb, "mark"):
        return None
    return next((c for c in head.children if c.dep_ in ("ccomp", "parataxis") and c.i < verb.i), None)


def undergoers(verb: Token) -> Iterator[Found]:  # noqa: C901, PLR0912 - one way of many a line
    """Yield what a verb is done to."""
    if passive(verb):
        subjects = [c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")]
        for subject in subjects:
            if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
                yield from (Found(t, "relative") for t in group(verb.head))
            else:
                yield from (Found(t, "passive") for t in group(subject))
        if not subjects:
            head = verb.head
            after = [c for c in verb.children if c.dep_ in OBJECTS and c.i > verb.i and c.dep_ != "oprd"]
            if verb.dep_ == "ROOT" and after:  # "was shelled the settlement"
                yield from (Found(t, "passive") for t in group(after[0]))
            elif verb.dep_ in ("acl", "relcl", "amod"):
                yield from (Found(t, "participle") for t in group(head))
            elif verb.dep_ == "conj" and head.pos_ in VERBAL:
                yield from (Found(f.token, "coordinated") for f in undergoers(head) if passive(head))
            elif verb.dep_ in ("xcomp", "advcl", "ccomp") and head.pos_ in VERBAL:
                pick = undergoers(head) if passive(head) else doers(head)
                yield from (Found(f.token, "governed") for f in pick)
        return
    own = [c for c in verb.children if c.dep_ in OBJECTS]
    own = own or [c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "NUM" and c.i > verb.i]
    own = own or [t for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i for t in _called(c)]
    for child in own:
        if child.lower_ in RELATIVE and verb.dep_ == "relcl":
            yield from (Found(t, "relative") for t in group(verb.head))
        elif child.lower_ == "that" and child.i and child.i < verb.i and child.nbor(-1).pos_ == "NOUN":
            yield Found(child.nbor(-1), "relative")  # "a missile that they launched", its clause hung elsewhere
        else:
            yield from (Found(t, "object") for t in group(child))
    if own:
        return
    if verb.dep_ == "relcl" and _has(verb, *SUBJECTS) and not any(c.lower_ in RELATIVE for c in verb.children):
        yield from (Found(t, "relative") for t in group(verb.head))
    for child in verb.children:
        near = child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= _DEEP
        if near and not _has(child, *SUBJECTS) and not passive(child):  # a passive one would look back here
            yield from (Found(f.token, "coordinated") for f in undergoers(child) if f.way == "object")


def _called(clause: Token) -> list[Token]:
    """Return what a clause names that stands for an object: "what it said was a depot", "what it called a base"."""
    named = [t for t in clause.subtree if t.dep_ in ("attr", "oprd") or (t.dep_ == "pobj" and t.head.lower_ == "as")]
    return named[:1] if clause.left_edge.lower_ == "what" else []


def preps(token: Token, *words: str) -> Iterator[Token]:
    """Yield the objects of prepositions under a token; no word means any preposition."""
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "dative") or child.pos_ not in ("ADP", "ADV", "PART", "SCONJ", "VERB"):
            continue
        if words and child.lower_ not in words:
            continue
        for one in child.children:
            if one.dep_ == "pobj":
                yield from group(one)
            elif one.dep_ == "prep":
                yield from (t for o in one.children if o.dep_ == "pobj" for t in group(o))


def words_of(token: Token) -> list[Token]:
    """Return the modifiers of a noun: adjectives, compounds, owners, with what is coordinated to them."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod", "det", "predet", "advmod", "quantmod"):
            found.append(child)
            if child.dep_ != "poss" and child.i < token.i:  # not "attacks on a town close to the border"
                found += [t for t in child.subtree if t is not child]
    return found


def verb_above(token: Token) -> Token | None:
    """Return the verb whose clause a noun stands in."""
    for one in token.ancestors:
        if one.dep_ == "prep" and one.lower_ in ("after", "following"):
            return None
        if one.pos_ in VERBAL:
            return one
    return None
