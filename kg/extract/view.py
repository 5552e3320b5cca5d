"""A parsed sentence with its names: which tokens name parties, which places, and of what kind the rest are.

What is hard: the parser's tokens and the tables' names break words differently; a name is hung on the token that
heads it, so that rules on the tree can ask "is the object a party?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.clause import doers
from kg.extract.unlisted import unlisted
from kg.names import actors, bands
from kg.names.places import Spotted
from kg.names.settle import Resolved
from kg.names.short import short_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.lexicon import Lexicon
    from kg.extract.parse import Sentence
    from kg.extract.tree import Doc, Token
    from kg.names.places import Places


@dataclass(frozen=True, slots=True)
class View:
    """One parsed sentence: `parties` and `spots` by the index of each token that a name covers."""

    sentence: Sentence
    doc: Doc
    lexicon: Lexicon
    parties: dict[int, actors.Found]
    spots: dict[int, Spotted]

    def lemma(self, token: Token) -> str:
        """Return the lower-case lemma, by our own forms where the model does not know the word."""
        low = str(token.lemma_).lower()
        if low in self.lexicon.verbs or low in self.lexicon.phrases:
            return low
        return self.lexicon.irregular.get(low) or self.lexicon.lemmas.get(low, low)

    def among(self, kind: str, *tokens: Token) -> bool:
        """Return whether any of the tokens belongs to a class of classes.toml, by lemma or form."""
        words = self.lexicon.classes[kind]
        return any(not words.isdisjoint(_forms(t)) for t in tokens)

    def named(self, token: Token) -> bool:
        """Return whether a token is, or is modified by the name of, a party."""
        if token.i in self.parties and not self.parties[token.i].backed:
            return True
        return any(c.i in self.parties and c.dep_ in ("amod", "compound", "poss", "nmod") for c in token.children)

    def placed(self, token: Token) -> bool:
        """Return whether a token is part of a place name."""
        return token.i in self.spots

    def person(self, token: Token) -> bool:
        """Return whether a name is a person's, known or not: neither a side's nor a place's."""
        hit = self.parties.get(token.i)
        if hit is None:
            return token.pos_ == "PROPN" and not self.placed(token)
        return hit.actor.kind == "person"

    def weapon(self, token: Token) -> bool:
        """Return whether a noun is a weapon, or counts some ("dozens of rockets", "a wave of drones")."""
        return self.of("weapons", token)

    def force(self, token: Token) -> bool:
        """Return whether a noun is an armed force or a party."""
        if token.pos_ == "PRON":
            return self._speaks_of_itself(token)
        if token.lemma_ in _MANY and any(c.lower_ in _ARMED for c in token.children):
            return True
        return self.of("forces", token) or (token.i in self.parties and token.pos_ in ("PROPN", "NOUN", "ADJ"))

    def _speaks_of_itself(self, pronoun: Token) -> bool:
        """Return whether a pronoun is a force that is quoted: "the army said it had hit"."""
        verb = pronoun.head
        if pronoun.lower_ not in _OURS or verb.dep_ != "ccomp" or not self.among("speech", verb.head):
            return False
        told = (t for c in verb.head.children if c.dep_ == "nsubj" for t in (c, *_of_whom(c)))
        return any(t.pos_ != "PRON" and (self.force(t) or self.named(t)) for t in told)

    def aloft(self, token: Token) -> bool:
        """Return whether a noun is a weapon that flies, or counts some ("most of the drones")."""
        unmanned = token.lemma_ in ("vehicle", "aircraft") and any(c.lower_ in _FLYING for c in token.children)
        return unmanned or self.of("aloft", token)

    def armed(self, verb: Token) -> bool:
        """Return whether a force, a party or a weapon does what a verb says."""
        return any(self.force(f.token) or self.weapon(f.token) or self.named(f.token) for f in doers(verb))

    def of(self, kind: str, token: Token) -> bool:
        """Return whether a noun belongs to a class, or counts what does ("dozens of rockets")."""
        return not self.lexicon.classes[kind].isdisjoint(self.words(token))

    def counts(self, token: Token) -> bool:
        """Return whether a word counts what stands behind its "of": "dozens", "three", "a number"."""
        return token.pos_ == "NUM" or token.lower_ in _COUNTS or token.lemma_ in _COUNTS

    def words(self, token: Token) -> set[str]:
        """Return the forms by which lists know a noun, with those of what it counts ("dozens of settlers")."""
        found = set(_forms(token))
        if self.counts(token):
            counted = (o for p in token.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj")
            found.update(form for o in counted for form in _forms(o))
        return found


def _of_whom(speaker: Token) -> Iterable[Token]:
    """Yield for whom somebody speaks: "a spokesman for the army", "the army's spokesman"."""
    yield from (c for c in speaker.children if c.dep_ in ("poss", "compound"))
    yield from (o for p in speaker.children if p.lower_ in ("for", "of", "from") for o in p.children)


_OURS = frozenset({"it", "they", "we"})
_MANY = frozenset({"man", "people", "person", "group", "youth", "guard", "guards", "civilian", "villager"})
_ARMED = frozenset({"armed", "masked", "hooded", "helmeted", "camouflaged"})
_FLYING = frozenset({"aerial", "pilotless", "unmanned", "uncrewed"})
_COUNTS = frozenset(
    [
        "ten",
        "tens",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "number",
        "wave",
        "hail",
        "waves",
        "series",
        "string",
        "barrage",
        "volley",
        "salvo",
        "swarm",
        "squadron",
        "formation",
        "batch",
        "cluster",
        "flurry",
        "torrent",
        "stream",
        "succession",
        "mix",
        "combination",
        "array",
        "pack",
        "group",
        "scores",
        "score",
        "pair",
        "some",
        "most",
        "all",
        "many",
        "several",
        "part",
        "piece",
        "two",
        "three",
        "one",
        "couple",
        "lot",
        "handful",
        "types",
        "type",
        "kind",
        "member",
        "members",
        "remains",
        "debris",
        "fragment",
        "fragments",
    ]
)


def _forms(token: Token) -> tuple[str, ...]:
    """Return form and lemma, and a plural without its ending where the model took it for a name ("Rockets rained")."""
    low = str(token.lower_)
    if token.tag_ in ("NNPS", "NNP") or (low[-1:] == "s" and any(map(str.isdigit, low))):
        return low, str(token.lemma_).lower(), low.removesuffix("s")
    return low, str(token.lemma_).lower()


def view(sentence: Sentence, text: str, lexicon: Lexicon, places: Places) -> View:
    """Return a parsed sentence with its names; `text` is the document's, headlines in running case."""
    doc = sentence.doc
    if doc is None:
        msg = "only parsed sentences have a view"
        raise ValueError(msg)
    starts = {t.idx + sentence.start: t for t in doc}
    pointing = [t for t in doc if t.lower_ in _TOWNS and _bare(t)]
    towns = {t.i: places.town(text, sentence.start, t.lower_) for t in pointing}
    found = actors.find(text, sentence.start, sentence.end)
    spots = [s for s in places.scan(text, sentence.start, sentence.end) if not _other_thing(text, s)]
    parties = {i: f for f in found for i in _covered(starts, f.start, f.end)}
    for band in bands.named(text, sentence.start, sentence.end):
        covered = list(_covered(starts, band.start, band.end))
        if parties.keys().isdisjoint(covered):
            parties.update((i, band) for i in covered)
    shorts = short_names(text)
    for word in doc:
        if word.text in shorts and word.i not in parties:
            start = sentence.start + word.idx
            parties[word.i] = replace(shorts[word.text], start=start, end=start + len(word), matched=word.text)
    placed = {i: s for s in spots for i in _covered(starts, s.start, s.end)}
    for spot in unlisted(doc, sentence.start, parties.keys() | placed.keys(), tuple(placed)):
        placed.update((i, spot) for i in _covered(starts, spot.start, spot.end))
        places.note(spot.resolved)
    for word in pointing:
        start, town = sentence.start + word.idx, towns[word.i]
        if town is not None and not any(s.start < start for s in placed.values()):
            told = Resolved(town.place, town.candidates, "definite noun, told before")
            placed[word.i] = Spotted(start, start + len(word), told)
    waters = {i for i, s in placed.items() if text[s.start : s.end].startswith(_WATERS)}
    return View(sentence, doc, lexicon, {i: f for i, f in parties.items() if i not in waters}, placed)


_TOWNS = frozenset({"city", "hamlet", "kibbutz", "settlement", "town", "village"})
_WATERS = ("Gulf of ", "Sea of ", "Strait of ", "Bay of ")
"""Names of waters that hold the name of a country, which has no part in what happens there."""
_SHIP = re.compile(
    r"(?:boat|carrier|corvette|cruiser|destroyer|freighter|frigate|minesweeper|ship|submarine|tanker|vessel|yacht) \Z"
)
_HOUSE = re.compile(r" (?:[Hh]otel|[Rr]estaurant|[Cc]af[eé])\b")
_PRESS = re.compile(r" (?:[Tt]elevision|TV|[Rr]adio|[Bb]attalion|[Bb]rigade|[Rr]egiment|[Cc]ocktails?)\b")


def _bare(noun: Token) -> bool:
    """Whether a noun is named by no more than "the": "in the town", not "the town of Homs" or "the Syrian town"."""
    left = [c for c in noun.children if c.i < noun.i]
    right = [c for c in noun.children if c.dep_ in ("prep", "appos", "relcl", "acl")]
    return noun.dep_ in ("dobj", "pobj", "nsubjpass") and [c.lower_ for c in left] == ["the"] and not right


def _other_thing(text: str, spot: Spotted) -> bool:
    """Whether a place lends its name to something here: "the vessel Simferopol", "Al-Aqsa television"."""
    alone = spot.resolved.reason == "the only one of that name" and _HOUSE.match(text, spot.end)
    return bool(_SHIP.search(text, max(0, spot.start - 20), spot.start) or _PRESS.match(text, spot.end) or alone)


def _covered(starts: dict[int, Token], start: int, end: int) -> Iterable[int]:
    """Yield the tokens between two offsets."""
    at = start
    while at < end:
        token = starts.get(at)
        if token is None:
            at += 1
            continue
        yield token.i
        at += len(token)
