"""A second look at the words that no rule takes for a trigger: a classifier fitted to annotated texts.

What is hard: a rule refuses what its author has not foreseen, and he foresees little. So the words of a sentence that
no rule took are weighed once more, by signs that a person can read (the word, its place in the parse, the kinds of
thing around it) and by weights that tests/quality/fit_triggers.py learns: a multinomial logistic regression (maximum
entropy; Berger, Della Pietra & Della Pietra 1996) over the families of acts and "none". Only words that some annotated
text has as a trigger are weighed: of others nothing is known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.clause import passive, preps, undergoers, verb_above
from kg.extract.trigger_harmless import unaimed
from kg.extract.trigger_moves import cut_off
from kg.vocab import EventType, Family

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from kg.extract.tree import Token
    from kg.extract.view import View

LEAST = 0.65
"""How likely a word must be a trigger to be taken: real articles tell of fewer acts than the texts fitted to."""
NONE = "none"
FAMILIES = tuple(f.value for f in Family if f not in (Family.INCIDENT, Family.STATEMENT))
TAGS = ("NOUN", "PROPN", "VERB", "ADJ")
_NEAR = 3
_KINDS = (
    *("agreements", "aloft", "business", "captives", "closable", "deals", "diplomats", "explosives", "firms", "flying"),
    *("forces", "group_nouns", "guns", "leaders", "military", "networks", "papers", "people", "press", "ships"),
    *("state_nouns", "structures", "supplies", "territory", "troops", "weapons"),
)
_NO_CLASS: frozenset[str] = frozenset()
_MARKS = ("aux", "auxpass", "neg", "mark", "prt")
_TELLING = ("compound", "amod", "dobj", "nsubj")


@dataclass(frozen=True, slots=True)
class Guess:
    """A word taken for a trigger: its family, and how likely it is one of any family."""

    token: Token
    family: Family
    odds: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign speaks for: a number for each of `families` and, last, for none; `base` holds without any sign."""

    base: tuple[float, ...]
    signs: Mapping[str, tuple[float, ...]]
    words: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Weights:
        """Read the weights from JSON."""
        told = json.loads(path.read_text(encoding="utf-8"))
        signs = {sign: tuple(row) for sign, row in told["signs"].items()}
        return cls(tuple(told["base"]), signs, frozenset(told["words"]))

    def odds(self, signs: Collection[str]) -> list[float]:
        """Return how likely each family is, and last none."""
        sums = list(self.base)
        for sign in signs:
            row = self.signs.get(sign)
            if row is not None:
                sums = [told + weight for told, weight in zip(sums, row, strict=True)]
        most = max(sums)
        shares = [exp(s - most) for s in sums]
        whole = sum(shares)
        return [share / whole for share in shares]


@cache
def weights() -> Weights:
    """Return the weights that come with the package."""
    return Weights.read(Path(__file__).with_name("trigger_weights.json"))


def word(seen: View, token: Token) -> str:
    """Return a word as the weights know it: its lemma, and whether it is used as a verb."""
    return f"{seen.lemma(token)} {_way(token)}"


def telling(token: Token) -> bool:
    """Return whether a token may tell of an act at all: a word, and no hyphen that the tagger takes for a noun."""
    return token.pos_ in TAGS and any(map(str.isalpha, token.text))


def guesses(seen: View, told: Collection[int], settled: Collection[int], known: Weights) -> list[Guess]:
    """Return the likeliest further triggers of a sentence, in text order, and no two that tell one act.

    A threat is left to the rules: most warnings are none. `told` are the head tokens of the triggers found by rule,
    `settled` all tokens that rules have decided upon.
    """
    found = []
    for token in seen.doc:
        if telling(token) and token.i not in settled and word(seen, token) in known.words and not _idle(seen, token):
            odds = known.odds(signs(seen, token, told))
            family = Family(FAMILIES[max(range(len(FAMILIES)), key=odds.__getitem__)])
            if 1.0 - odds[-1] >= LEAST and family is not Family.THREAT:
                found.append(Guess(token, family, 1.0 - odds[-1]))
    if not found:
        return []
    kept: list[Guess] = []
    rivals = [seen.doc[i] for i in settled]
    for one in sorted(found, key=lambda g: (-g.odds, g.token.i)):
        if not any(_one_act(one.token, rival) for rival in rivals):
            kept.append(one)
            rivals.append(one.token)
    return sorted(kept, key=lambda g: g.token.i)


_JUDGED = frozenset(
    {"acquit", "anger", "charge", "convict", "court", "fury", "inquiry", "jail", "judge", "outrage", "sentence"}
    | {"trial"}
)
"""What a killing is told of in, where it is no news: courts and feelings."""
_FREED = frozenset({"captive", "detainee", "hostage", "prisoner"})


def _idle(seen: View, token: Token) -> bool:
    """Whether a word is no act by itself, or one beside it makes it none: "212 fell short", "cut off from help"."""
    idle = _IDLE.get(token.lemma_.lower())
    return unaimed(seen, token) or (idle is not None and idle(seen, token))


def _felled(seen: View, verb: Token) -> bool:
    """Whether a wall is brought down, by what another word tells."""
    return passive(verb) and any(seen.among("structures", f.token) for f in undergoers(verb))


def _judged(seen: View, noun: Token) -> bool:  # noqa: ARG001 - all are asked alike
    """Whether a killing is no news: "sentenced to ten years for the murder", "anger erupted over the killing"."""
    return any(t.lemma_.lower() in _JUDGED for t in noun.doc)


_IDLE: dict[str, Callable[[View, Token], bool]] = {
    "bring": _felled,
    "cut": lambda _, token: cut_off(token),
    "death": lambda *_: True,  # an act only where something answers it, which a rule tells
    "exchange": lambda _, token: not any(t.lemma_.lower() in _FREED for t in token.doc),  # of fire
    "fall": lambda _, token: any(c.lower_ == "short" for c in token.children),
    "killing": _judged,
    "murder": _judged,
    "rush": lambda seen, token: not seen.armed(token) or any(preps(token, "to")),  # for shelter, to the scene
    "slaying": _judged,
}


def _one_act(one: Token, other: Token) -> bool:
    """Return whether a word only carries or counts what another names: "launched an operation"."""
    joined = ("dobj", "nsubj", "nsubjpass", "compound", "amod")
    if other.head.lower_ == "of" and other.head.head.i == one.i:
        return True  # "a wave of strikes"
    if one.dep_ in ("acl", "csubj") and one.tag_ == "VBG" and other.i in (one.head.i, one.head.head.i):
        return True  # "a bomber driving a truck blew himself up"
    return any(a.head.i == b.i and a.dep_ in joined for a, b in ((one, other), (other, one)))


def _way(token: Token) -> str:
    return "V" if token.pos_ == "VERB" else "N"


def _kinds(seen: View, token: Token) -> list[str]:
    """Return of which kinds a thing is."""
    found = ["party"] if token.i in seen.parties else []
    found += ["place"] if token.i in seen.spots else []
    of = seen.lexicon.classes_of
    told = of.get(token.lower_, _NO_CLASS) | of.get(token.lemma_.lower(), _NO_CLASS)
    found += [kind for kind in _KINDS if kind in told] if told else []
    found += [token.pos_] if token.pos_ in ("PRON", "NUM") else []
    return found or ["other"]


def signs(seen: View, token: Token, told: Collection[int]) -> tuple[str, ...]:
    """Return what can be seen of a word, as names: itself, what it hangs on, what hangs on it, what is beside it.

    They come in one order on every run: a sum of floats depends on it.
    """
    way, lemma = _way(token), seen.lemma(token)
    found = [f"word {lemma} {way}", f"tag {token.tag_}", f"{way} as {token.dep_}", f"{lemma} as {token.dep_}"]
    found += _above(token, told, way)
    for child in token.children:
        found += _below(seen, child, told, lemma, way)
    found += _listed(seen, lemma, way)
    found += _beside(token)
    near = any(abs(token.i - i) <= _NEAR for i in told)
    found += [f"{way} {'near' if near else 'far from'} a trigger", f"{min(len(told), 3)} triggers here"]
    return tuple(dict.fromkeys(found))


def _above(token: Token, told: Collection[int], way: str) -> Iterator[str]:
    head = token.head
    if head.i == token.i:
        return
    yield f"{way} {token.dep_} of {head.lemma_.lower() if head.pos_ in ('VERB', 'ADP') else '…'}"
    if head.pos_ == "ADP" and head.head.i != head.i:
        yield f"{head.head.lemma_.lower()} {head.lower_} it"
    if head.i in told:
        yield f"{way} {token.dep_} of a trigger"


def _below(seen: View, child: Token, told: Collection[int], lemma: str, way: str) -> Iterator[str]:
    dep = child.dep_
    if child.i in told:
        yield f"{way} with a trigger as {dep}"
    if dep == "det":
        yield f"{way} after {'a' if child.lower_ == 'an' else child.lower_}"
    elif dep == "prep":
        yield from (f"{one} {child.lower_}" for one in (way, lemma))
        things = (thing for thing in child.children if thing.dep_ == "pobj")
        yield from (f"{way} {child.lower_} {kind}" for thing in things for kind in _kinds(seen, thing))
    elif dep in _MARKS:
        yield f"{lemma if dep == 'prt' else dep} {child.lower_}"
    elif dep != "punct":
        yield from (f"{one} with {kind} as {dep}" for kind in _kinds(seen, child) for one in (way, lemma))
        if dep in _TELLING:
            yield f"{child.lemma_.lower()} as {dep}"


_UNWEIGHED = frozenset({"answer-given", "iron-handed", "kept-shut", "retort", "sleepless"})
"""Conditions of entries that the weights were fitted without: of "give" and "reply" a list tells little."""


def _listed(seen: View, lemma: str, way: str) -> Iterator[str]:
    """Yield what the word lists know of a word."""
    lists = (seen.lexicon.verbs, seen.lexicon.phrases) if way == "V" else (seen.lexicon.nouns,)
    for number, entries in enumerate(lists):
        known = (e for e in entries.get(lemma, ()) if "-" not in e.words and e.when not in _UNWEIGHED)
        first = next(known, None)
        if first is not None:
            yield f"listed {way}{number or ''} {first.type.family.value}"
    if lemma in seen.lexicon.echoes:
        yield "points back"
    told = seen.lexicon.classes_of.get(lemma, _NO_CLASS)
    yield from (f"{way} of {kind}" for kind in _KINDS if kind in told)


def _beside(token: Token) -> Iterator[str]:
    if token.i > 0:
        yield f"after {token.nbor(-1).lower_}"
    if token.i + 1 < len(token.doc):
        yield f"before {token.nbor(1).lower_}"


def typed(seen: View, guess: Guess) -> EventType:
    """Return the type that the word lists give the word within its family, else the family's own."""
    lemma = seen.lemma(guess.token)
    lists = (seen.lexicon.verbs, seen.lexicon.nouns, seen.lexicon.phrases)
    entries = (entry for known in lists for entry in known.get(lemma, ()))
    kinds = (entry.type for entry in entries if len(entry.words) == 1 and entry.when != "ship")
    return next((kind for kind in kinds if kind.family is guess.family), EventType(guess.family.value))


def light(guess: Guess) -> Token | None:
    """Return the verb that carries a noun; None for a verb."""
    return verb_above(guess.token) if _way(guess.token) == "N" else None
