"""Trees that a small parser draws wrong in ways that are known, put right.

What is hard: "Gunmen on motorbikes killed 21" is no sentence to a parser that takes "killed" for a participle of the
motorbikes, the group IS is a verb to it, and "answered the fire, pounding positions" a list. Only such shapes are
touched as no grammatical sentence could have: one without a finite verb, a verb with two subjects, a finite clause
with none.
"""

from __future__ import annotations

import calendar
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS, VERBAL
from kg.extract.trees_days import befell, parted, rehung
from kg.extract.trees_garden import doing, reduced
from kg.extract.trees_hung import (
    aimed,
    apposed,
    before_noun,
    before_object,
    by_whom,
    fated,
    in_which,
    joined,
    laden,
    loosed,
    of_saying,
    promised,
    renamed,
    said_that,
    stolen,
    to_what,
    told_of,
    under_fire,
    vowed_by,
    which,
)
from kg.names import tables

if TYPE_CHECKING:
    from kg.extract.tree import Doc, Token

_STAND_INS = {
    "IS": "Hezbollah",
    "Houthis": "Taliban",
    "retook": "recaptured",
    "retaken": "recaptured",
    "retakes": "recaptures",
}
_BLOWS = frozenset({"bombing", "shelling"})
_STATES = frozenset({"EU", "NATO", "UK", "US"})
_THINGS = frozenset({"ADJ", "NOUN", "PROPN"})
_ARMED = frozenset({"army", "artillery", "force", "government", "militia", "mortar", "rebel", "regime", "tank"})
_ACTS = frozenset({"attack", "raid", "strike"})
_BEGINNING = frozenset({"begin", "launch", "open", "start"})
_REPLIES = frozenset({"answer", "reaction", "reply", "response", "retaliation"})
_DOERS = frozenset({"NOUN", "PROPN"})
_CLAUSAL = frozenset({"after", "before", "since", "until"})
_WEEKDAYS = frozenset(map(str.lower, calendar.day_name))
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def stand_ins(doc: Doc) -> dict[int, str]:
    """Return, by token, a word that the parser knows for one that it misreads: "IS killed six", "Russian shelling"."""
    if not any(t.text.islower() for t in doc):
        return {}
    found = {t.i: _STAND_INS[t.text] for t in doc if t.text in _STAND_INS}
    verbs = (t for t in doc[1:] if t.pos_ == "VERB" and t.lower_ in _BLOWS and _blow(t))
    begun = (t for t in doc[1:] if t.lower_ == "offensive" and t.pos_ == "ADJ" and t.nbor(-1).lemma_ in _BEGINNING)
    replied = (t for t in doc[2:] if t.tag_ == "VB" and t.lower_ in _ACTS and _replied(t))
    if not any(t.tag_ in _FINITE for t in doc):
        bombs = (t for t in doc[1:-1] if t.text == "bombs" and t.nbor(-1).text in _STATES and t.nbor(1).pos_ in _THINGS)
        found |= {t.i: "struck" for t in bombs}  # "US bombs militia depot"
    return found | {t.i: "bombardment" for t in verbs} | {t.i: "onslaught" for t in (*begun, *replied)}


def _replied(verb: Token) -> bool:
    """Whether a headline's "attack" is what was answered, and no verb: "was response to attack on Odesa"."""
    to = verb.nbor(-1)
    behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    free = behind is None or behind.pos_ == "ADP" or behind.text in ".,;"
    return free and to.lower_ == "to" and to.i > 0 and to.nbor(-1).lower_ in _REPLIES


def _blow(verb: Token) -> bool:
    """Whether what is drawn as a verb must be a noun: "Russian shelling", "killed by shelling of the market"."""
    behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    if behind is not None and behind.tag_ == "VBD" and verb.nbor(-1).lemma_ in _ARMED:  # "army shelling killed"
        return True
    placed = verb.i > 1 and verb.nbor(-1).pos_ == "PROPN" and verb.nbor(-2).pos_ == "ADP"  # "for Belgorod shelling"
    return placed or verb.nbor(-1).text in _adjectives() or verb.doc.word(verb.i + 1) == "of"


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(word for row in tables.countries().values() for word in row.adjective)


def mended(doc: Doc) -> Doc:
    """Return a document whose main verb was taken for a participle with that verb as its head."""
    doc = doing(reduced(doc))
    found = _no_verb(doc) or _two_subjects(doc)
    if found is None:
        return _struck(_dated(_turned(_marking(_listed(_headless(doc))))))
    subject, verb, above = found
    heads, deps, tags = [t.head.i for t in doc], [t.dep_ for t in doc], [t.tag_ for t in doc]
    tags[verb.i], deps[subject.i], heads[subject.i] = "VBD", "nsubj", verb.i
    if above is None:
        deps[verb.i], heads[verb.i] = "ROOT", verb.i
        for child in subject.children:
            if child.i > verb.i or child.dep_ == "punct":
                heads[child.i] = verb.i
    else:
        deps[verb.i], heads[verb.i] = "ccomp", above.i
    return doc.drawn(heads, deps, tags)


def _marking(doc: Doc) -> Doc:
    """Return a document whose "after" before a clause is no preposition: "After a raid on Homs killed two, jets …"."""
    lost = {t.i: verb.i for t in doc if (verb := _clause_of(t)) is not None}
    if not lost:
        return doc
    deps = ["mark" if t.i in lost else t.dep_ for t in doc]
    return doc.drawn([lost.get(t.i, t.head.i) for t in doc], deps, [t.tag_ for t in doc])


def _turned(doc: Doc) -> Doc:
    """Return a document whose first clause was drawn as the main one: "Hours after two died, a post was hit"."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or not any(c.dep_ == "mark" and c.lower_ in _CLAUSAL for c in root.children):
        return doc
    clauses = (c for c in root.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i > root.i)
    main = next((c for c in clauses if any(g.dep_ in SUBJECTS for g in c.children)), None)
    if main is None:
        return doc
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    heads[main.i], deps[main.i], heads[root.i], deps[root.i] = main.i, "ROOT", main.i, "advcl"
    for child in root.children:
        if child.i > main.i:
            heads[child.i] = main.i
    return doc.drawn(heads, deps, [t.tag_ for t in doc])


def _struck(doc: Doc) -> Doc:
    """Return a document whose object was taken for a time or a measure: "Iranian forces shelled Haifa on Thursday"."""
    lost = {
        t.i
        for t in doc[1:]
        if t.dep_ == "npadvmod" and t.pos_ == "PROPN" and t.lower_ not in _WEEKDAYS and t.head.i == t.i - 1
        and t.head.pos_ == "VERB" and not any(c.dep_ in ("dobj", "ccomp", "auxpass") for c in t.head.children)
    }  # fmt: skip
    if not lost:
        return doc
    deps = ["dobj" if t.i in lost else t.dep_ for t in doc]
    return doc.drawn([t.head.i for t in doc], deps, [t.tag_ for t in doc])


def _dated(doc: Doc) -> Doc:
    """Return a document whose subject was taken for part of the day before it: "On Friday Turkey struck Idlib"."""
    heads, deps, found = [t.head.i for t in doc], [t.dep_ for t in doc], False
    for name in (t for t in doc if t.dep_ == "pobj" and t.head.lower_ == "on" and t.head.head.pos_ == "VERB"):
        verb = name.head.head
        day = next((c for c in name.children if c.i == name.i - 1 and c.lower_ in _WEEKDAYS), None)
        if day is None or verb.i < name.i or any(c.dep_ in SUBJECTS for c in verb.children):
            continue
        heads[day.i], deps[day.i], heads[name.i], deps[name.i], found = name.head.i, "pobj", verb.i, "nsubj", True
    return doc.drawn(heads, deps, [t.tag_ for t in doc]) if found else doc


def _clause_of(word: Token) -> Token | None:
    """Return the verb of the clause that an "after" without object opens: "a day after a raid on Homs killed two"."""
    if word.dep_ != "prep" or word.lower_ not in _CLAUSAL or any(c.dep_ != "npadvmod" for c in word.children):
        return None
    verb = word.head.head if word.head.dep_ == "npadvmod" else word.head
    own = any(c.dep_ in SUBJECTS and word.i < c.i < verb.i for c in verb.children)
    return verb if verb.pos_ == "VERB" and own else None


def _headless(doc: Doc) -> Doc:
    """Return a document whose verb hung on a participle: "A group calling itself X, seen as a front, said it"."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.tag_ != "VBG" or any(c.dep_ == "aux" for c in root.children):
        return doc
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    finite = (c for c in root.children if c.i > root.i and c.tag_ in ("VBD", "VBZ") and c.dep_ in _HUNG)
    verb = next((c for c in finite if not any(g.dep_ in SUBJECTS for g in c.children)), None)
    if subject is None or verb is None:
        return doc
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    heads[verb.i], deps[verb.i] = verb.i, "ROOT"
    heads[subject.i], heads[root.i], deps[root.i] = verb.i, subject.i, "acl"
    for child in root.children:
        if child.i < subject.i or child.i > verb.i:
            heads[child.i] = verb.i
    return doc.drawn(heads, deps, [t.tag_ for t in doc])


def _listed(doc: Doc) -> Doc:
    """Return a document with clauses put right whose verb the parser took for part of a list or of a phrase."""
    were = [t.dep_ for t in doc]
    bound = [t.head.i for t in doc]
    heads, deps = bound.copy(), were.copy()
    pos: dict[int, str] = {}
    for verb in (doc[i] for i, dep in enumerate(were) if dep in _LOOSE):
        if verb.dep_ in _MENDS:
            for mend in _MENDS[verb.dep_]:
                mend(verb, heads, deps)
            continue
        noun = verb.head
        joined(verb, heads, deps)
        laden(verb, heads, deps)
        before_object(verb, heads, deps)
        of_saying(verb, heads, deps)
        loosed(verb, heads, deps)
        fated(verb, heads, deps)
        which(verb, heads, deps)
        word = stolen(verb)
        if word is not None:
            subject = next(c for c in word.children if c.dep_ == "pobj")
            heads[word.i], deps[word.i], heads[subject.i], deps[subject.i] = verb.i, "mark", verb.i, "nsubj"
        listed = verb.lower_.endswith("ing") and verb.dep_ in ("amod", "compound")
        if not listed or not verb.i or verb.nbor(-1).text != ",":
            continue
        above = next((a for a in noun.ancestors if a.pos_ == "VERB"), None)
        lone = not any(c.dep_ in ("cc", "conj") for t in (noun, noun.head) for c in t.children if c.i != noun.i)
        if noun.dep_ in ("conj", "appos") and noun.head.i < verb.i < noun.i and lone and above is not None:
            heads[noun.i], deps[noun.i] = verb.i, "dobj"
            heads[verb.i], deps[verb.i], pos[verb.i] = above.i, "advcl", "VERB"
    if deps == were and heads == bound:
        return doc
    return doc.drawn(heads, deps, [t.tag_ for t in doc], [pos.get(t.i, t.pos_) for t in doc])


_HUNG = ("ccomp", "conj", "dep")
_MENDS = {
    "agent": (by_whom,),
    "aux": (to_what,),
    "npadvmod": (rehung, apposed),
    "dobj": (renamed, said_that),
    "mark": (said_that, before_noun),
    "ccomp": (joined, told_of, promised),
    "conj": (joined, told_of, promised, vowed_by),
    "prep": (under_fire, parted, in_which, aimed, befell),
}
"""What may be wrong with a word by how it hangs."""
_LOOSE = frozenset({"acl", "advcl", "amod", "compound", *_MENDS})


def _no_verb(doc: Doc) -> tuple[Token, Token, None] | None:
    """Return subject and verb of a sentence that has a full stop and no finite verb."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.pos_ not in _DOERS or doc.text.rstrip()[-1:] not in '."”':
        return None
    verb = _participle(root)
    finite = (t for t in doc if t.tag_ in _FINITE and t.dep_ not in ("relcl", "advcl", "ccomp", "conj"))
    if verb is None or any(t.i != verb.i for t in finite):
        return None
    return root, verb, None


def _two_subjects(doc: Doc) -> tuple[Token, Token, Token] | None:
    """Return subject, verb and verb of saying where that has a second subject: "shells crossed, the army said"."""
    for verb in doc:
        own = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i] if verb.pos_ in VERBAL else []
        if len(own) > 1 and own[0].pos_ in _DOERS:
            told = _participle(own[0])
            if told is not None and told.i < own[-1].i:
                return own[0], told, verb
    return None


def _participle(noun: Token) -> Token | None:
    """Return the last participle after a noun that may be its verb in the past."""
    below = (noun, *(o for p in noun.children if p.dep_ in ("prep", "acl") for o in _under(p)))
    found = [
        c
        for one in below
        for c in one.children
        if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.text.endswith(("ed", "hit", "struck", "shot", "cut"))
        if not any(g.dep_ == "agent" for g in c.children)
    ]
    return max(found, key=lambda t: t.i, default=None)


def _under(token: Token) -> list[Token]:
    """Return the objects of a preposition, or of those under a participle: "backed by tanks"."""
    preps = [token] if token.dep_ == "prep" else [c for c in token.children if c.dep_ in ("prep", "agent")]
    return [o for p in preps for o in p.children if o.dep_ == "pobj"]
