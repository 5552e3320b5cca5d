"""Whom a noun phrase names: a party, the owner of a weapon, whoever "they" or "the group" stands for.

What is hard: "Israeli jets" are Israel, "Israeli civilians" as a target too, but "Iranian missiles" in Yemen's sky need
not be Iran's hand; "the militants" are whoever was called so last; and a definite noun that fits nobody stays itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.clause import preps, words_of
from kg.model import Actor, Argument, Span
from kg.names import actors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from kg.extract.view import View
    from kg.vocab import Role

_PLURAL = frozenset({"they", "them", "their", "its", "it", "we", "our", "us", "he", "his", "she", "i"})
_KEPT = 12
_PEOPLE_OF = 0.75


@dataclass(frozen=True, slots=True)
class Party:
    """A party and the words that name it; `span` None where it was carried over."""

    actor: Actor
    text: str
    span: Span | None
    rule: str
    confidence: float

    def fill(self, role: Role, way: str) -> Argument:
        """Return this party as the filler of a role, found by `way`."""
        rule = f"{way}, {self.rule}" if self.rule else way
        return Argument(role, self.text, self.actor.name, self.actor.id, self.span, rule, self.confidence)


@dataclass(slots=True)
class Spoken:
    """The parties spoken of so far, latest last: what pronouns and definite nouns point back to."""

    past: list[Party] = field(default_factory=list)

    def note(self, parties: Iterable[Party]) -> None:
        """Remember parties in the order of the text."""
        self.past = [*self.past, *parties][-_KEPT:]

    def latest(self, view: View, token: Token) -> Party | None:
        """Return whom a pronoun or a definite noun stands for, or None."""
        lemma, low = token.lemma_.lower(), token.lower_
        for party in reversed(self.past):
            kind = party.actor.kind
            if lemma in view.lexicon.classes["group_nouns"] and kind not in (
                "group",
                "movement",
                "militia",
                "party",
                "organ",
                "alliance",
            ):
                continue
            if lemma in view.lexicon.classes["state_nouns"] and kind not in ("country", "territory", "organ"):
                continue
            if low in ("he", "his", "she", "i") and kind != "person":
                continue
            return party
        return None


def party_of(view: View, token: Token, spoken: Spoken | None = None) -> Party | None:
    """Return the party that a noun phrase stands for, by its name, its owner, or what it points back to."""
    named = _by_name(view, token)
    if named is not None:
        return named
    if token.lower_ in _PLURAL:
        return _recalled(view, token, spoken)
    owner = _owner(view, token, spoken)
    if owner is not None:
        return owner
    if view.among("forces", token) or view.among("people", token):
        return _unnamed(view, token, spoken)
    return None


def _span(view: View, first: Token, last: Token) -> Span:
    start, end = view.sentence.at(first)[0], view.sentence.at(last)[1]
    base = view.sentence.start
    return Span(start, end, view.sentence.text[start - base : end - base])


def _left(token: Token) -> Token:
    left = token
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < left.i:
            left = child.left_edge if child.dep_ in ("poss", "compound", "nmod") else child
    return left


def _by_name(view: View, token: Token) -> Party | None:
    """Return the party whose name covers a token, or that its whole phrase names."""
    hit = view.parties.get(token.i)
    if hit is not None and not hit.backed:
        tokens = [t for t in view.doc if view.parties.get(t.i) is hit]
        return Party(hit.actor, hit.matched, _span(view, tokens[0], tokens[-1]), "", 0.9)
    left = _left(token)
    if left.i == token.i:
        return None
    names = [t for t in view.doc[left.i : token.i] if t.i in view.parties]
    if not names:
        return None
    span = _span(view, left, token)
    actor = actors.canonical(span.quote)
    if actor is None and token.i + 1 < len(view.doc) and view.among("forces", token):
        actor = actors.canonical(" ".join(t.text for t in (*names, token)))
    return Party(actor, span.quote, span, "named by its phrase", 0.9) if actor is not None else None


def _owner(view: View, token: Token, spoken: Spoken | None) -> Party | None:  # noqa: C901, PLR0911 - one way of many a line
    """Return the party that stands before a noun ("Ukrainian cities", "its army") or after it ("forces of Haftar")."""
    for word in words_of(token):
        if word.dep_ == "poss" and word.lower_ in _PLURAL:
            return _recalled(view, word, spoken)
        hit = view.parties.get(word.i)
        if hit is not None and not hit.backed and word.head.i in (token.i, *[c.i for c in token.children]):
            tokens = [t for t in view.doc if view.parties.get(t.i) is hit]
            return Party(hit.actor, hit.matched, _span(view, tokens[0], tokens[-1]), "owner", 0.85)
    for one in preps(token, "of", "from", "for", "belonging"):
        hit = view.parties.get(one.i)
        if hit is not None and not hit.backed:
            return Party(hit.actor, hit.matched, _span(view, one, one), "owner", 0.8)
    appos = next((c for c in token.children if c.dep_ == "appos" and c.i in view.parties), None)
    if appos is not None:
        hit = view.parties[appos.i]
        return Party(hit.actor, hit.matched, _span(view, appos, appos), "apposition", 0.85)
    if token.dep_ == "appos" and token.head.i in view.parties and not view.parties[token.head.i].backed:
        hit = view.parties[token.head.i]
        return Party(hit.actor, hit.matched, _span(view, token.head, token.head), "apposition", 0.85)
    belonging = next(
        (
            c
            for c in token.children
            if c.dep_ == "acl" and c.lemma_ in ("belong", "hold", "control", "run", "use", "operate", "own")
        ),
        None,
    )
    if belonging is not None:
        for one in preps(belonging, "to", "by"):
            found = party_of(view, one)
            if found is not None:
                return Party(found.actor, found.text, found.span, "belonging to", 0.8)
    return None


def _recalled(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return whom a pronoun stands for: a party before it in the sentence, else one told before."""
    before = [
        t
        for t in view.doc[: token.i]
        if t.i in view.parties
        and t.dep_ in ("nsubj", "nsubjpass", "poss", "pobj", "compound", "amod", "ROOT")
        and not view.parties[t.i].backed
    ]
    subjects = [
        t
        for t in before
        if t.dep_ in ("nsubj", "nsubjpass")
        or (t.dep_ in ("amod", "compound", "poss") and t.head.dep_ in ("nsubj", "nsubjpass"))
    ]
    person = token.lower_ in ("he", "his", "she", "i")
    for one in (*reversed(subjects), *reversed(before)):
        hit = view.parties[one.i]
        if person != (hit.actor.kind == "person"):
            continue
        return Party(hit.actor, hit.matched, _span(view, one, one), "pronoun", 0.7)
    found = spoken.latest(view, token) if spoken is not None else None
    return Party(found.actor, found.text, None, "pronoun, told before", 0.55) if found is not None else None


def _unnamed(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the party a force without a name is: one told before ("the militants"), else just that ("gunmen")."""
    definite = any(c.lower_ in ("the", "these", "those", "this") for c in token.children)
    found = (
        spoken.latest(view, token)
        if definite
        and spoken is not None
        and (
            token.lemma_.lower() in view.lexicon.classes["group_nouns"]
            or token.lemma_.lower() in view.lexicon.classes["state_nouns"]
        )
        else None
    )
    if found is not None:
        return Party(found.actor, found.text, None, "definite noun, told before", 0.55)
    if view.among("forces", token) and token.lemma_.lower() in view.lexicon.classes["group_nouns"]:
        left = _left(token)
        span = _span(view, left, token)
        actor = actors.canonical(span.quote) or actors.canonical(token.text)
        if actor is not None:
            return Party(actor, span.quote, span, "unnamed group", 0.7)
    return None


def parties_in(view: View) -> list[Party]:
    """Return the parties named in a sentence in text order; those that speak or act last are recalled first."""
    found: list[tuple[bool, int, Party]] = []
    done: set[int] = set()
    for index, hit in sorted(view.parties.items()):
        if hit.backed or id(hit) in done:
            continue
        done.add(id(hit))
        token = view.doc[index]
        subject = any(t.dep_ in ("nsubj", "nsubjpass") for t in (token, token.head))
        found.append((subject, index, Party(hit.actor, hit.matched, None, "", 0.9)))
    return [p for _, _, p in sorted(found, key=lambda f: (f[0], f[1]))]
