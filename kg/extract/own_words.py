"""Whom the words of a noun phrase name: a known party, who holds a place, or a doer of no known party by his own words.

What is hard: "a boy of thirteen" and "the Green Line Avengers" have no other name, but machines and the places that
armies hold act for somebody else, and "three young" tells nothing of who.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clause import preps, words_of
from kg.extract.spoken import Party
from kg.model import Actor, Span

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_HELD = re.compile(r"[-‐‑–]\s?(?:held|controlled|occupied|ruled|run|dominated)\b", re.IGNORECASE)
_TYPE = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d+|.*\.\d")
"""An aircraft or weapon by its type: "F-16s", "Su-24"."""
_MACHINES = frozenset(
    {"jet", "warplane", "plane", "aircraft", "helicopter", "tank", "artillery", "warship", "ship", "vessel", "boat"}
    | {"submarine", "destroyer", "frigate", "carrier", "battery", "vehicle", "equipment", "system", "armour", "armor"}
    | {"column", "convoy", "fleet", "defence", "defense", "ministry", "authority", "team", "side", "fighter", "bomber"}
    | {"command", "wing", "unit", "enemy", "reinforcement", "crew", "force", "gunship", "drone", "chopper", "copter"}
    | {"squadron", "corvette", "quadcopter", "howitzer", "launcher", "gunboat", "airplane", "aeroplane", "apache"}
    | {"cannon", "gun"}
)
"""Forces that act for a party which the words do not name."""
MANY = frozenset(
    {"band", "crowd", "dozen", "dozens", "element", "gang", "group", "hundred", "hundreds", "member", "number", "score"}
    | {"squad", "thousand"}
)
"""Who are told of as so many."""
_PLAIN = frozenset(
    {"suspected", "unidentified", "unknown", "several", "some", "many", "other", "more", "local", "young"}
)


def own_words(view: View, token: Token, *, afloat: bool = False) -> Party | None:
    """Return a doer who is no known party under its own words: "a boy of thirteen" → "boy"."""
    placed = token.i in view.spots and not afloat
    nobody = token.pos_ == "PRON" or token.lower_ == "others" or not token.text[0].isalnum()
    nobody = nobody or any(c.lower_ in ("no", "neither") for c in token.children)  # "no group has claimed it"
    if placed or nobody or view.weapon(token):
        return None
    parts = (token, *(c for c in token.children if c.dep_ == "compound"))
    if not afloat and any(t.lemma_.lower() in _MACHINES or _TYPE.match(t.text) for t in parts):
        return None
    if token.lemma_.lower() in MANY:
        counted = next((own_words(view, one) for one in preps(token, "of")), None)
        if counted is not None:
            return counted
    person = view.among("people", token) or view.among("forces", token) or token.lemma_.lower() in MANY
    if not person and not afloat and token.pos_ != "PROPN":
        return None
    left = left_of(token)
    while left.i < token.i and (left.lower_ in _PLAIN or left.pos_ in ("NUM", "DET", "PUNCT") or left.dep_ == "nummod"):
        left = view.doc[left.i + 1]
    span = span_of(view, left, name_end(token))
    name = " ".join(span.quote.split())
    return Party(Actor(Actor.identify(name), name), name, span, "its own words", 0.65)


def name_end(token: Token) -> Token:
    """Return where a name ends that goes on behind "of": "the Sons of Omar"."""
    of = next((c for c in token.children if c.lower_ == "of" and c.i == token.i + 1), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    named = token.tag_ == "NNPS" and whole is not None and whole.pos_ == "PROPN"
    return whole if named and whole is not None else token


def named_beside(view: View, token: Token) -> Party | None:
    """Return a group of no known party by the name beside it: "a little-known group, the Sons of Omar"."""
    if token.lemma_.lower() not in view.lexicon.classes["group_nouns"]:
        return None
    name = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > token.i), None)
    return own_words(view, name) if name is not None else None


def span_of(view: View, first: Token, last: Token) -> Span:
    """Return the words from one token to another."""
    start, end = view.sentence.at(first)[0], view.sentence.at(last)[1]
    base = view.sentence.start
    return Span(start, end, view.sentence.text[start - base : end - base])


def left_of(token: Token) -> Token:
    """Return the token that a noun phrase opens with, past what only tells whose friend it is."""
    left = token
    for child in token.children:
        before = child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < left.i
        if before and not (child.i and child.nbor(-1).text in "-‐‑–"):  # "Turkish-backed Syrian rebels"
            left = child.left_edge if child.dep_ in ("poss", "compound", "nmod") else child
    return left


def named_at(view: View, token: Token, rule: str = "", confidence: float = 0.9) -> Party | None:
    """Return the party whose name covers a token, unless it only tells whose friend another is."""
    hit = view.parties.get(token.i)
    if hit is None or hit.backed:
        return None
    tokens = [t for t in view.doc if view.parties.get(t.i) is hit]
    return Party(hit.actor, hit.matched, span_of(view, tokens[0], tokens[-1]), rule, confidence)


def both_named(view: View, token: Token) -> list[Party]:
    """Return the parties whose people are told of in one phrase: "three Syrian and four Iranian fighters"."""
    if not any(c.i in view.parties for c in token.children):
        return []
    told = [t for t in view.doc[token.left_edge.i : token.i] if t.i in view.parties and t.pos_ in ("ADJ", "PROPN")]
    told = [t for t in told if token in (t.head, t.head.head)]
    found = {p.actor.id: p for t in told if (p := named_at(view, t, "owner", 0.85)) is not None}
    both = len(found) > 1 and any(t.lower_ == "and" for t in view.doc[told[0].i : told[-1].i])
    return list(found.values()) if both else []


def holder(view: View, token: Token) -> Party | None:
    """Return who holds the place that a noun names: "Houthi-held Yemen", "the rebel-controlled town"."""
    for word in (token, *words_of(token)):
        hit = view.parties.get(word.i)
        after = view.doc[word.i + 1 : word.i + 3]
        if hit is not None and hit.backed and _HELD.match("".join(t.text + t.whitespace_ for t in after)):
            return Party(hit.actor, hit.matched, span_of(view, word, word), "who holds it", 0.85)
    return None
