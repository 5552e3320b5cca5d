"""Places that no gazetteer lists: villages, crossings, camps, known here only by how a sentence uses their names.

What is hard: a capitalised word after "in" is mostly a place, but a body, a festival or a man can stand there too. So
only what a place preposition or a verb of shelling governs counts, without an article before it, and never a name that
the tables know as something else. Such a place has a name and no coordinates.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.model import Place
from kg.names import tables
from kg.names.places import Spotted
from kg.names.settle import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

WHERE = frozenset({"in", "near", "outside", "around", "off", "at"})
SHELLED = frozenset({"shell", "bomb", "bombard", "pound", "storm", "overrun", "recapture", "retake", "besiege", "raze"})
TAKEN = frozenset(
    {"siege", "fall", "capture", "recapture", "bombardment", "shelling", "bombing", "outskirts", "hamlet"}
)
SHORT = 4


def unlisted(doc: Doc, offset: int, known: set[int]) -> Iterator[Spotted]:
    """Yield names that a sentence uses as places; `known` are the tokens of names that the tables have."""
    for token in doc:
        if not _governed(token):
            continue
        for head in (token, *(c for c in token.children if c.dep_ == "conj")):
            name = _name(head)
            if name and not known & {t.i for t in name} and _likely(name):
                start, end = name[0].idx + offset, name[-1].idx + len(name[-1]) + offset
                place = doc.text[start - offset : end - offset]
                found = Place(Place.identify(place, None), place, "place")
                yield Spotted(start, end, Resolved(found, (found,), "used as a place"))


def _governed(token: Token) -> bool:
    above = token.head
    if token.dep_ == "dobj":
        return above.lemma_.lower() in SHELLED
    if token.dep_ != "pobj":
        return False
    return above.lower_ in WHERE or (above.lower_ == "of" and above.head.lemma_.lower() in TAKEN)


def _name(head: Token) -> list[Token]:
    """Return the tokens of a name that nothing but its own parts precede: no article, no owner, no title."""
    if head.pos_ != "PROPN" or any(c.dep_ in ("det", "poss", "nummod", "amod") for c in head.children):
        return []
    parts = [*(c for c in head.children if c.dep_ == "compound" and c.i < head.i), head]
    whole = list(head.doc[parts[0].i : head.i + 1])
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    if after is not None and (after.pos_ == "PROPN" or after.tag_ == "POS" or after.text == "-"):
        return []
    return whole if all(t.pos_ == "PROPN" or t.text == "-" for t in whole) else []


def _likely(name: list[Token]) -> bool:
    words = [t.text for t in name if t.text != "-"]
    plain = all(w[:1].isupper() and not (w.isupper() and len(w) <= SHORT) and w.isalpha() for w in words)
    return plain and not any(w.lower() in _other() for w in words)


@cache
def _other() -> frozenset[str]:
    """Words that are no place however they stand."""
    table = tables.table("notplaces.toml")
    return frozenset(table["words"]) | frozenset(table["people"])
