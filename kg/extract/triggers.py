"""The words of a document that tell of an act, and of which type.

What is hard: one act is told by several words of one clause ("launched strikes", "the raid hit two farms"), and most
words that can tell of violence mostly do not ("struck a deal", "labour strike", "under fire for"). Each entry of
triggers.toml therefore names the condition that its clause must meet, and of the words of one clause only one stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extract import trigger_classifier as classifier
from kg.extract import trigger_menace as menaces
from kg.extract import trigger_spans as spans
from kg.extract.clause import preps, undergoers, verb_above
from kg.extract.trigger_codenames import CODE_NAME, code_names
from kg.extract.trigger_conditions import VERBS
from kg.extract.trigger_echoes import echoes, like_before
from kg.extract.trigger_frames import fits, suits
from kg.extract.trigger_harmless import unaimed, worn
from kg.extract.trigger_nouns import NOUNS
from kg.extract.trigger_phrases import follows
from kg.extract.trigger_repeats import distinct, resulting
from kg.extract.trigger_types import refine
from kg.extract.trigger_walkouts import walkouts
from kg.extract.view import View, view
from kg.names.places import Places
from kg.vocab import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.lexicon import Entry, Lexicon
    from kg.extract.parse import Parsed, Sentence
    from kg.extract.tree import Token

_NOUN_TAGS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger: its words `start`..`end` in the document, its head token, and how it was found.

    `light` is the verb that carries a noun ("launched" of "launched strikes"), `tail` the word that ends a verb's
    phrase, near or far, `seen` the sentence with its names, `rivals` the head tokens of the sentence's other triggers.
    """

    sentence: Sentence
    token: Token
    start: int
    end: int
    type: EventType
    nominal: bool
    rule: str
    confidence: float = 0.9
    light: Token | None = None
    seen: View | None = field(default=None, compare=False, repr=False)
    rivals: frozenset[int] = frozenset()
    tail: int | None = None


def find(parsed: Parsed, lexicon: Lexicon, places: Places | None = None) -> list[Candidate]:
    """Return the triggers of a document in text order."""
    found: list[Candidate] = []
    for told in by_rule(parsed, lexicon, places):
        guessed = list(_weighed(told))
        kept = [one for one in told.ones if not any(resulting(one, guess) for guess in guessed)]
        ones = sorted([*kept, *guessed], key=lambda one: one.start)
        heads = frozenset(one.token.i for one in ones)
        found += [replace(one, rivals=heads - {one.token.i}) for one in ones] if len(ones) > 1 else ones
    return walkouts(found, parsed.document.text)


@dataclass(frozen=True, slots=True)
class ByRule:
    """The triggers that rules find in a sentence; `settled` are the tokens of which nothing more is to be asked."""

    seen: View
    ones: list[Candidate]
    settled: frozenset[int]


def by_rule(parsed: Parsed, lexicon: Lexicon, places: Places | None = None) -> Iterator[ByRule]:
    """Yield what rules find in each parsed sentence."""
    where = places or Places(text=parsed.text)
    found: list[Candidate] = []
    names: set[str] = set()
    for sentence in parsed.sentences:
        if sentence.doc is not None:
            seen = view(sentence, parsed.text, lexicon, where)
            every = list(_of(seen))
            ones = [like_before(one, found) for one in distinct(every)]
            ones += [_echo(seen, token, kind) for token, kind in echoes(seen, found, ones)]
            ones += _named(seen, names, ones)
            found += ones
            yield ByRule(seen, ones, _settled(seen, (*every, *ones)))


def _settled(seen: View, ones: Iterable[Candidate]) -> frozenset[int]:
    """Return the tokens that triggers cover, and their heads."""
    found, base = set(), seen.sentence.start
    for start, end, head in {(one.start - base, one.end - base, one.token.i) for one in ones}:
        found |= {head, *(t.i for t in seen.doc if t.idx < end and start < t.idx + len(t.text))}
    return frozenset(found)


def _weighed(told: ByRule) -> Iterator[Candidate]:
    """Yield the triggers that no rule finds."""
    seen = told.seen
    for guess in classifier.guesses(seen, {one.token.i for one in told.ones}, told.settled, classifier.weights()):
        token, light = guess.token, classifier.light(guess)
        kind = refine(seen, token, classifier.typed(seen, guess), nominal=light is not None, light=None)
        rule, odds = f"weighed: {seen.lemma(token)}", round(guess.odds, 2)
        yield Candidate(
            seen.sentence, token, *seen.sentence.at(token), kind, light is not None, rule, odds, light, seen
        )


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _echo(seen: View, noun: Token, kind: EventType) -> Candidate:
    start, end = seen.sentence.at(noun)
    return Candidate(
        seen.sentence, noun, start, end, kind, True, "a noun that points back", 0.7, verb_above(noun), seen
    )


def _named(seen: View, names: set[str], ones: list[Candidate]) -> list[Candidate]:
    """Return the triggers that are code names of acts."""
    labels = (one.type for one in ones if one.nominal and one.token.lemma_.lower() in ("operation", "action", "raid"))
    kind = next(labels, EventType.STRIKE)
    named = [
        Candidate(seen.sentence, head, start, end, kind, True, CODE_NAME, 0.7, verb_above(head), seen)
        for head, start, end in code_names(seen, names)
    ]
    return [one for one in named if not any(_meet((one.start, one.end), (o.start, o.end)) for o in ones)]


def _of(seen: View) -> Iterator[Candidate]:
    """Yield every trigger of one sentence, before those that tell the same are dropped."""
    for token in seen.doc:
        lemma = seen.lemma(token)
        if unaimed(seen, token):
            continue
        if _verbal(seen, token):
            yield from _first(_verb(seen, token, lemma))
        elif token.pos_ in (*_NOUN_TAGS, "VERB", "ADJ") and (
            lemma in seen.lexicon.nouns or token.lower_ in seen.lexicon.nouns
        ):
            yield from _first(_noun(seen, token, token.lower_ if token.lower_ in seen.lexicon.nouns else lemma))


def _first(found: Iterable[Candidate]) -> Iterator[Candidate]:
    for one in found:
        yield one
        return


def _verbal(seen: View, token: Token) -> bool:
    """Whether a token is used as a verb: not "the shelling of", "Israeli bombing"."""
    if token.pos_ not in ("VERB", "AUX") or worn(seen, token):
        return False
    if token.tag_ != "VBG" or (token.lower_ not in seen.lexicon.nouns and token.lemma_ not in seen.lexicon.nouns):
        return True
    bare = not any(c.dep_ in ("dobj", "nsubj", "aux", "prt", "ccomp") for c in token.children)
    named = token.dep_ in ("nsubj", "csubj", "pobj", "pcomp", "dobj") or (
        token.dep_ == "advcl" and token.i > 0 and token.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ")
    )
    if named and token.lower_ in seen.lexicon.nouns and bare:
        return False
    if token.dep_ in ("nsubj", "csubj", "pobj", "dobj") and any(c.dep_ == "prep" for c in token.children):
        return False
    return not any(c.dep_ in ("det", "amod", "poss", "compound", "nmod", "nummod") for c in token.children)


def _verb(seen: View, token: Token, lemma: str) -> Iterator[Candidate]:
    for entry in seen.lexicon.phrases.get(lemma, ()):
        last = follows(token, entry)
        if last is not None and _holds(seen, token, entry):
            told = _candidate(seen, token, entry, *spans.phrase(seen, token, last, entry))
            yield replace(told, tail=last.i)
    for entry in seen.lexicon.verbs.get(lemma, ()):
        if len(entry.words) == 1 and _holds(seen, token, entry):
            yield _candidate(seen, token, entry, *spans.stretch(token, entry.when))
    if menaces.promised(seen, token):
        yield Candidate(
            seen.sentence,
            token,
            *seen.sentence.at(token),
            EventType.THREAT,
            False,
            "future of a hostile verb",
            0.7,
            None,
            seen,
        )


def _holds(seen: View, token: Token, entry: Entry) -> bool:
    if entry.when in menaces.MENACE:
        return menaces.MENACE[entry.when](seen, token)
    if menaces.promised(seen, token):
        return False
    return VERBS[entry.when](seen, token) and fits(seen, token, entry)


def _noun(seen: View, token: Token, lemma: str) -> Iterator[Candidate]:
    before = _row(token)
    for entry in seen.lexicon.nouns[lemma]:
        rest = entry.words[:-1]
        if rest and tuple(t.lower_ for t in before[-len(rest) :]) != rest:
            continue
        if _named_so(seen, token) or not (NOUNS[entry.when](seen, token) and suits(seen, token, entry)):
            continue
        first = before[-len(rest)] if rest else token
        yield _candidate(seen, token, entry, _start(seen, token, first), token)


def _row(token: Token) -> list[Token]:
    """Return the three tokens that stand before a noun."""
    return [token.doc[i] for i in range(max(0, token.i - 3), token.i)]


def _start(seen: View, token: Token, first: Token) -> Token:
    """Take words for the means into the trigger: "missile and drone attack"."""
    for child in token.children:
        if (
            child.dep_ in ("compound", "amod", "nmod")
            and child.i < first.i
            and token.i - child.i <= spans.PHRASE
            and (seen.among("weapons", child) or child.lower_ in ("air", "ground", "suicide", "missile", "aerial"))
        ):
            first = child if child.i < first.i else first
    return first


def _named_so(seen: View, token: Token) -> bool:
    """Whether the word is part of a name ("Strike Force", "air raid sirens"), or left of a thing ("shell of a bus")."""
    sounded = seen.doc.word(token.i + 1).lower().rstrip("s") in ("alarm", "alert", "siren")
    if sounded or (token.lemma_ == "shell" and any(preps(token, "of"))):
        return True
    return token.i in seen.parties or token.i in seen.spots


def _candidate(seen: View, token: Token, entry: Entry, first: Token, last: Token) -> Candidate:
    nominal = entry in seen.lexicon.nouns.get(entry.words[-1], ()) and token.lemma_.lower() != "come"
    light = verb_above(token) if nominal else None
    carried = light if light is not None and _carries(seen, light, token) else None
    kind = refine(seen, token, entry.type, nominal=nominal, light=carried)
    start, end = seen.sentence.at(first)[0], seen.sentence.at(last)[1]
    return Candidate(
        seen.sentence,
        token,
        start,
        end,
        kind,
        nominal,
        entry.rule,
        0.9 if entry.when in ("", "victim") else 0.8,
        light,
        seen,
    )


def _carries(seen: View, verb: Token, noun: Token) -> bool:
    """Whether a verb only carries the noun: "launched strikes", "carried out a raid"."""
    return seen.among("launching", verb) and any(_under(f.token, noun) for f in undergoers(verb))


def _under(token: Token, noun: Token) -> bool:
    """Whether `noun` is a token or what it counts: "a wave of strikes"."""
    return token.i == noun.i or any(o.i == noun.i for o in preps(token, "of"))
