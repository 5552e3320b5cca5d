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
    from collections.abc import Container, Iterator

    from kg.extract.tree import Doc, Token

WHERE = frozenset({"in", "near", "outside", "around", "off", "at"})
SHELLED = frozenset({"shell", "bomb", "bombard", "pound", "storm", "overrun", "recapture", "retake", "besiege", "raze"})
TAKEN = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "edge", "edges", "vicinity"}
    | {"siege", "fall", "capture", "recapture", "bombardment", "shelling", "bombing", "outskirts", "hamlet"}
)
SHORT = 4
_ARTICLES = frozenset({"al", "el", "as", "ad", "ash", "ar", "an", "at", "az"})
_HITTING = frozenset({"attack", "strike", "raid", "assault", "offensive", "airstrike", "air", "barrage"})
_FALLING = frozenset({"come", "crash", "fall", "land", "rain"})
_FLOWN = frozenset({"crash", "destroy", "down", "explode", "intercept", "jam", "shoot"})
_GOING = frozenset({"go", "rip", "sweep", "tear"})
_ROADS = frozenset({"highway", "road", "route", "track"})
_BESIDE = frozenset({"along", "beside", "near", "on"})
_ALOFT = frozenset({"aircraft", "drone", "helicopter", "jet", "missile", "plane", "rocket", "warplane"})
_SENDING = frozenset({"fire", "launch", "send", "lob", "advance", "push", "withdraw", "march"})
LEAVING = frozenset(
    {
        "abduct",
        "kidnap",
        "snatch",
        "withdraw",
        "pull",
        "oust",
        "expel",
        "drive",
        "evict",
        "retreat",
        "evacuate",
        "expulsion",
    }
    | {"withdrawal", "retreat", "evacuation", "abduction", "ouster", "seize"}
)
"""What is done where it is done "from"."""
_LEADING = {
    "of": TAKEN, "from": LEAVING, "toward": _SENDING, "towards": _SENDING,
    "over": _FLOWN, "through": _GOING, "to": _ROADS,
}  # fmt: skip
"""What leads to a place by a preposition that leads elsewhere else."""
_TAKING = frozenset({"attack", "capture", "control", "enter", "hit", "reach", "seize", "strike", "take"})
_OPENERS = frozenset(
    {"ain", "ayn", "bab", "bayt", "beit", "bir", "burj", "dayr", "deir", "jabal", "jebel", "kafr", "kfar", "khan"}
    | {"khirbet", "maarat", "maaret", "majdal", "mala", "nahr", "nova", "novo", "qalat", "ras", "stara", "tal", "tall"}
    | {"tel", "tell", "umm", "velyka", "wadi"}
)
"""What names of villages open with: "Kafr Halab", "Umm Batin", "Nova Tarasivka"."""


def unlisted(doc: Doc, offset: int, known: set[int], placed: Container[int] = ()) -> Iterator[Spotted]:
    """Yield names that a sentence uses as places; `known` are the tokens of names that the tables have.

    Those `placed` are places, which may own one: "in Bamako's Badalabougou".
    """
    for token in doc:
        if not _governed(token):
            continue
        for head in (token, *(c for c in token.children if c.dep_ == "conj")):
            name = _name(head, placed)
            if name and not known & {t.i for t in name} and _likely(name):
                start, end = name[0].idx + offset, name[-1].idx + len(name[-1]) + offset
                place = doc.text[start - offset : end - offset]
                found = Place(Place.identify(place, None), place, "place")
                yield Spotted(start, end, Resolved(found, (found,), "used as a place"))


def _governed(token: Token) -> bool:
    if token.dep_ not in ("dobj", "pobj"):
        return False
    above = token.head
    if token.dep_ == "dobj":
        taken = above.lemma_.lower() in _TAKING and token.left_edge.lower_ in _OPENERS
        return taken or above.lemma_.lower() in SHELLED or _flown_at(above)
    over = above.head.lemma_.lower()
    if above.lower_ in WHERE or over in _LEADING.get(above.lower_, ()):
        return above.lower_ != "to" or above.head.head.lower_ in _BESIDE
    return above.lower_ in ("on", "upon") and over in _HITTING | _FALLING


def _flown_at(verb: Token) -> bool:
    """Whether what flies is said to hit something: "drones attacked Qardaha"."""
    flown = any(c.dep_ == "nsubj" and c.lemma_.lower() in _ALOFT for c in verb.children)
    return flown and verb.lemma_ in ("attack", "hit", "strike", "target")


def _name(head: Token, placed: Container[int]) -> list[Token]:
    """Return the tokens of a name that nothing but its own parts precede: no article, no owner, no title."""
    before = [c for c in head.children if c.dep_ in ("det", "poss", "nummod", "amod")]
    if head.pos_ != "PROPN" or not all(c.dep_ == "poss" and c.i in placed for c in before):
        return []
    parts = [*(c for c in head.children if c.dep_ == "compound" and c.i < head.i), head]
    first = parts[0].i
    doc = head.doc
    if first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in _ARTICLES:
        first -= 2
    whole = list(doc[first : head.i + 1])
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    if after is not None and (after.pos_ == "PROPN" or after.tag_ == "POS" or after.text == "-"):
        return []
    known = (t.pos_ == "PROPN" or t.text == "-" or t.lower_ in _ARTICLES for t in whole)
    return whole if all(known) else []


def _likely(name: list[Token]) -> bool:
    words = [t.text for t in name if t.text != "-" and t.lower_ not in _ARTICLES]
    plain = all(w[:1].isupper() and not (w.isupper() and len(w) <= SHORT) and w.isalpha() for w in words)
    led = any(t.lower_ in _ARTICLES for t in name[:1]) and len(name) > 1  # "al-Omar" is an oilfield, Omar a man
    return plain and not any(w.lower() in _other("words") or (not led and w.lower() in _other("people")) for w in words)


@cache
def _other(kind: str) -> frozenset[str]:
    """Words that are no place however they stand."""
    return frozenset(tables.table("notplaces.toml")[kind])
