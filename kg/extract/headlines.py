"""Headlines in running case, letter for letter.

What is hard: a parser trained on sentences takes "Ukraine Launches Massive Drone Offensive" for one long name. So the
words of a headline are lowered unless they are names, and every offset stays what it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.names import actors
from kg.vocab import LineLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.lexicon import Lexicon
    from kg.extract.tree import Doc, Token
    from kg.model import Document
    from kg.names.places import Places

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LABELLED = frozenset({LineLabel.TITLE, LineLabel.HEADING, LineLabel.TEASER})
_SHORT = 180
_ENOUGH = 3
_SHARE = 0.62
_LONG_WORD = 4
_LONG_ACRONYM = 5
_NEARLY_ALL = 0.8
_MID = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*[a-z]\b")


def shouted(part: str) -> bool:
    """Return whether a stretch of text is written in capitals."""
    words = [w for w in _WORD.findall(part) if len(w) > 1]
    return len(words) >= _ENOUGH and sum(w.isupper() for w in words) >= _NEARLY_ALL * len(words)


def titled(part: str, label: LineLabel) -> bool:
    """Return whether a stretch of text is written In Title Case, as a headline is."""
    words = [w for w in _WORD.findall(part) if len(w) >= _LONG_WORD]
    if len(words) < _ENOUGH or (label not in _LABELLED and (len(part) > _SHORT or part.rstrip()[-1:] in ".;")):
        return False
    capitals = sum(w[0].isupper() for w in words)
    return bool(capitals >= _SHARE * len(words))


def in_past(doc: Doc, lexicon: Lexicon) -> dict[int, str]:
    """Return, by token, the past tense of what a parser took for a noun: "Israel bombs launch sites".

    Such a word is a verb in the present where a party or a force stands before it and something named after it. A
    comma between two parties at the start stands for "and": "Israel, Hamas trade fire".
    """
    ends = {f.end: f.start for f in actors.find(doc.text)}
    found = {}
    comma = next((t for t in doc[1:-1] if t.text == ","), None)
    if comma is not None and ends.get(doc[comma.i - 1].idx + len(doc[comma.i - 1])) == 0:
        second = next((end for end, start in ends.items() if start == doc[comma.i + 1].idx), len(doc.text))
        if _BETWEEN.match(doc.text[second:]):
            found[comma.i] = "and"
    for token in doc[1:-1]:
        before, after = token.nbor(-1), token.nbor(1)
        if token.lower_ in _SWAPPED and not _BLOWS.isdisjoint(t.lower_ for t in doc[token.i + 1 : token.i + 3]):
            found[token.i] = _SWAPPED[token.lower_]
        if token.pos_ in ("VERB", "AUX") or not _present(token, before, lexicon):
            continue
        doer = before.idx + len(before) in ends or before.lemma_.lower() in lexicon.classes["forces"]
        if (
            doer
            and (after.pos_ in _THINGS or (after.lower_ == "to" and token.lower_ in _MENACES))
            and after.lower_ not in _ANSWERS
            and after.lemma_ not in lexicon.classes["results"]
        ):
            found[token.i] = _past(token.lower_.removesuffix("s") if _singular(token) else token.lower_, lexicon)
    return found


_BETWEEN = re.compile(r"(?: \w+)? (?:exchange|swap|trade|clash)")
_SWAPPED = {"exchange": "exchanged", "swap": "swapped", "trade": "traded"}
_BLOWS = frozenset({"attacks", "blows", "fire", "gunfire", "missile", "rocket", "shellfire", "shots", "strikes"})
_PLURAL = frozenset({"peshmerga", "shabaab", "shabab", "taliban", "mujahideen", "police", "people", "guerrillas"})
"""Fighters in the plural without its sign."""
_MENACES = frozenset({"pledge", "pledges", "threaten", "threatens", "vow", "vows", "promise", "swear", "swears"})
_THINGS = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"})
_ANSWERS = frozenset({"after", "as", "helicopter", "helicopters", "kill", "kills", "plane", "planes", "victims"})


def _singular(token: Token) -> bool:
    return str(token.lower_).endswith("s") and not str(token.lower_).endswith("ss")


def _present(token: Token, before: Token, lexicon: Lexicon) -> bool:
    """Whether a word may be the present of a trigger verb with the number of the noun before it."""
    low = str(token.lower_)
    if _singular(token):
        return low.removesuffix("s") in lexicon.verbs and before.lemma_.lower() == before.lower_
    joined = before.i > 1 and before.nbor(-1).lower_ in ("and", "&") and before.pos_ == "PROPN"
    plural = str(before.lower_).endswith(("s", "men")) or before.lower_ in _PLURAL or joined
    return low in lexicon.verbs and plural


def _past(verb: str, lexicon: Lexicon) -> str:
    irregular = next((form for form, lemma in lexicon.irregular.items() if lemma == verb), None)
    if irregular is not None and not irregular.endswith("ing"):
        return irregular
    return verb if verb in ("hit", "cut", "shut") else verb + ("d" if verb.endswith("e") else "ed")


def names_in(document: Document) -> frozenset[str]:
    """Return the words that the running text writes with a capital in mid-sentence: its names."""
    return frozenset(_MID.findall(document.text))


def running(part: str, keep: frozenset[str], known: Callable[[str], bool], places: Places) -> str:
    """Return `part` with everything lowered that is no name; as long as before.

    `keep` are capitalised words of the running text, `known(lower)` whether a lower-case word is an English one.
    """
    base = part
    if shouted(part):
        short = {m.start(): m.group() for m in _WORD.finditer(part) if _acronym(m.group())}
        base = _WORD.sub(lambda m: short.get(m.start(), _low(m.group()[0] + _low(m.group()[1:]), capital=True)), part)
    taken = [(f.start, f.end) for f in actors.find(base)] + [(s.start, s.end) for s in places.scan(base)]
    words = set(re.findall(r"[^\W\d_]+", " ".join(keep)))

    def one(match: re.Match[str]) -> str:
        word = match.group()
        if any(a <= match.start() < b for a, b in taken) or (word.isupper() and len(word) > 1):
            return word
        low = _low(word)
        if word in words and not known(low):
            return word
        return low if known(re.sub(r"['’]\w+$", "", low)) or word in {"A", "I"} else word

    return _WORD.sub(one, base)


def _acronym(word: str) -> bool:
    """Whether a word in capitals would be a name in capitals anyway ("US", "IDF")."""
    return (
        len(word) <= _LONG_ACRONYM
        and any(f.start == 0 for f in actors.find(f"{word} said"))
        and not any(f.start == 0 for f in actors.find(f"{word.capitalize()} said"))
    )


def _low(word: str, *, capital: bool = False) -> str:
    low = word[0] + word[1:].lower() if capital else word.lower()
    return low if len(low) == len(word) else word


_FELL = frozenset({"beheaded", "captured", "hit", "injured", "killed", "seized", "shot", "struck", "wounded"})


def suffered(doc: Doc, lexicon: Lexicon) -> Doc:
    """Return a headline whose passive has lost its verb "to be" drawn as a passive: "Two aid workers shot dead"."""
    heads, deps, tags = [t.head.i for t in doc], [t.dep_ for t in doc], [t.tag_ for t in doc]
    changed = False
    for verb in (t for t in doc if t.lower_ in _FELL and t.tag_ in ("VBD", "VBN")):
        bare = not any(c.dep_ in ("dobj", "ccomp", "auxpass", "aux", "prt") for c in verb.children)
        behind = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
        ends = behind is None or behind.dep_ in ("prep", "oprd", "agent", "punct") or behind.lower_ in ("dead", "by")
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if bare and ends and subject is not None and subject.lemma_.lower() not in lexicon.classes["weapons"]:
            deps[subject.i], tags[verb.i], changed = "nsubjpass", "VBN", True
    return doc.drawn(heads, deps, tags) if changed else doc
