"""Garden paths: a participle that a parser takes for the main verb, "Rockets fired from Gaza hit a house".

What is hard: "fired" is both, and only the verb that comes after it tells that it was a participle. Two finite verbs
of one subject with nothing between them that joins or parts them are no sentence of English (Bever 1970), so that the
first must tell of the subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Doc, Token

_CLAUSES = frozenset({"advcl", "ccomp", "conj", "dep", "xcomp"})
_FINITE = frozenset({"VBD", "VBZ"})
_PARTICIPLES = frozenset(
    {"brought", "built", "caught", "found", "held", "laid", "led", "left", "lost", "made", "sent", "shot", "told"}
)
"""Past forms that are participles too, beside those in "-ed"."""
_HELPING = frozenset({"aux", "auxpass"})
_JOINING = frozenset({"cc", "mark", "expl", *SUBJECTS})
_OPEN = frozenset({"CC", "MD", "WDT", "WP", "WRB"})
"""Words that may begin a clause or join two: beside them nothing is sure."""


def reduced(doc: Doc) -> Doc:
    """Return a document whose participles that were taken for the verb of a clause hang on their nouns again."""
    while (found := next(_paths(doc), None)) is not None:
        doc = _turned(doc, *found)
    return doc


def _paths(doc: Doc) -> Iterator[tuple[Token, Token, Token]]:
    """Yield a subject with the participle behind it and the verb of its clause."""
    for first in doc:
        past = first.tag_ == "VBD" and (first.lower_.endswith("ed") or first.lower_ in _PARTICIPLES)
        subject = _subject(first) if past else None
        second = _verb(first) if subject is not None else None
        if subject is not None and second is not None:
            yield subject, first, second


_REPLYING = frozenset({"answer", "react", "reply", "respond", "retaliate"})


def doing(doc: Doc) -> Doc:
    """Return a document whose "by bombing" was taken for a kind of thing: "retaliated by bombing power stations"."""
    lost = {
        t.i: t.head
        for t in doc
        if t.tag_ == "VBG" and t.dep_ in ("amod", "compound") and t.i and t.nbor(-1).lower_ == "by"
        and t.head.dep_ == "pobj" and t.head.head is t.nbor(-1)
        and t.head.head.dep_ in ("prep", "agent") and t.head.head.head.lemma_.lower() in _REPLYING
    }  # fmt: skip
    if not lost:
        return doc
    heads, deps, pos = [t.head.i for t in doc], [t.dep_ for t in doc], [t.pos_ for t in doc]
    for at, thing in lost.items():
        heads[at], deps[at], pos[at] = thing.head.i, "pcomp", "VERB"
        heads[thing.i], deps[thing.i] = at, "dobj"
    return doc.drawn(heads, deps, [t.tag_ for t in doc], pos)


def _subject(verb: Token) -> Token | None:
    """Return the subject right before a verb that has no object and no helping verb."""
    if any(c.dep_ in ("dobj", "ccomp", "attr", "acomp", "oprd", *_HELPING) for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.right_edge.i != verb.i - 1:
        return None
    return subject if subject.tag_.startswith("NN") else None


def _verb(first: Token) -> Token | None:
    """Return the finite verb that follows with no subject of its own, where nothing joins or parts the two."""
    above = {first, first.head} if first.head is not first and first.dep_ in _CLAUSES else {first}
    for token in first.doc[first.i + 1 :]:
        if token.is_punct or token.tag_ in _OPEN:
            return None
        helped = [c.lemma_ for c in token.children if c.dep_ in _HELPING and c.i < token.i]
        finite = token.tag_ in _FINITE if not helped else helped[0] in ("be", "have")
        if finite and token.pos_ == "VERB":
            bare = not any(c.dep_ in _JOINING and c.i < token.i for c in token.children)
            return token if bare and token.dep_ in _CLAUSES and token.head in above else None
    return None


def _turned(doc: Doc, subject: Token, first: Token, second: Token) -> Doc:
    heads, deps, tags = [t.head.i for t in doc], [t.dep_ for t in doc], [t.tag_ for t in doc]
    heads[second.i], deps[second.i] = (second.i if first.head is first else first.head.i), first.dep_
    passive = any(c.dep_ == "auxpass" for c in second.children)
    heads[subject.i], deps[subject.i] = second.i, "nsubjpass" if passive else "nsubj"
    heads[first.i], deps[first.i], tags[first.i] = subject.i, "acl", "VBN"
    for child in first.children:
        if child.i < subject.i or child.i > second.i:
            heads[child.i] = second.i
    return doc.drawn(heads, deps, tags)
