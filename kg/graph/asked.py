"""What a person's words ask for: acts of a kind, sides, days, and words to be found as they stand.

What is hard: nobody asks in the words of a label. "The attack on Izmail" may be a missile strike, "Israeli" is Israel
and did it, "on Iran" is whom it hit, and "the", "of" and "region" mean nothing. What a word means hangs on the words
beside it, so a phrase is read from left to right, and what no list knows is kept to be found in the texts.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph.asked_days import Day
from kg.graph.asked_days import read as day
from kg.graph.rows import ACTOR, TARGET
from kg.vocab import EventType, Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Actor

LONG = 4
GOES_ON = ("", "e", "s", "es", "ed", "er", "ers", "ing", "ings", "y", "ies", "ion", "ions", "ory", "n", "ian", "i")
"""How a word may end that begins with a root: "opera" is no word of "operations"."""
_ENDINGS = ("ings", "ing", "ed", "es", "s", "")
WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = str.maketrans("’‘ʼ", "'''")


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found as it stands; `root` is how it begins, whatever its ending."""

    text: str

    @property
    def root(self) -> str:
        """How the word begins: "stations" and "station", "recapturing" and "recapture" have one root."""
        for ending in ("ings", "ing", "ies", "ed", "s", "e", "y"):
            if self.text.endswith(ending) and len(self.text) - len(ending) >= LONG and not self.text.endswith("ss"):
                return self.text.removesuffix(ending)
        return self.text


@dataclass(frozen=True, slots=True)
class Act:
    """A word for an act: the types that it means, those that it may mean; or any act that answered another."""

    text: str
    means: frozenset[str]
    may: frozenset[str]
    answers: bool

    @property
    def passive(self) -> bool:
        """Whether it was done to what is named before it ("Israelis killed")."""
        return self.text.endswith("ed") or self.text.split()[0] in lists()["done"]


@dataclass(frozen=True, slots=True)
class Side:
    """A known party, and the part it is asked for: `ACTOR`, `TARGET`, or None where the words leave it open."""

    text: str
    actor: Actor
    role: int | None
    owner: bool
    """Whether it is told as whose something is: "Israeli", "Hamas's"."""


Term = Word | Act | Side | Day
_Piece = str | Term
"""A term, or a word that is none."""


@cache
def lists() -> dict[str, Any]:
    """Return the word lists of asked.toml."""
    found = tomllib.loads(Path(__file__).with_name("asked.toml").read_text(encoding="utf-8"))
    return {key: value.split() if isinstance(value, str) else value for key, value in found.items()}


@cache
def _acts() -> dict[str, dict[str, Any]]:
    return {word: one for one in lists()["act"] for word in one["words"]}


def _types(names: list[str]) -> frozenset[str]:
    """Return types; a family stands for all it holds, unless narrower types of it are listed beside it."""
    narrow = {t.family for t in EventType if t in names and t.value != t.family.value}
    return frozenset(t.value for t in EventType if t in names or (t.family in names and t.family not in narrow))


def _act(words: str) -> Act | None:
    """Return the act that a word, with any of its endings, stands for."""
    for ending in _ENDINGS:
        if words.endswith(ending):
            stem = words.removesuffix(ending)
            known = _acts().get(stem) or _acts().get(stem + "e")
            if known:
                means, may = _types(known.get("is", [])), _types(known.get("may", []))
                return Act(words, means, may, answers=known.get("answers", False))
    return None


def read(asked: str) -> list[Term]:
    """Return what is asked for, in the order of the words."""
    pieces = _with_parts(list(_pieces(asked.translate(_APOSTROPHE))))
    return [p for p in pieces if not isinstance(p, str)] or [Word(p) for p in pieces if isinstance(p, str)]


def _pieces(text: str) -> Iterator[_Piece]:
    tokens = list(WORD.finditer(text))
    words = [token.group().lower() for token in tokens]
    fixed: dict[int, tuple[int, Term]] = {}
    for at in range(len(words)):
        if not any(at < start + count for start, (count, _) in fixed.items()):
            found = day(words[at : at + 3], lists()["months"], lists()["days"]) or _told(words[at : at + 2])
            if found:
                fixed[at] = found
    fixed |= _sides(text, tokens, fixed)
    at = 0
    while at < len(words):
        count, piece = fixed.get(at, (1, None))
        if piece is not None:
            yield piece
        elif words[at] in _prepositions() or words[at] in lists()["empty"] or words[at] == "s":
            yield words[at]
        else:
            yield Word(words[at])
        at += count


def _told(words: list[str]) -> tuple[int, Act] | None:
    """Return the act that the first two words, or the first, stand for, and how many words it took."""
    for count in (2, 1):
        found = _act(" ".join(words[:count])) if len(words) >= count else None
        if found and words[0] not in _prepositions():
            return count, found
    return None


@cache
def _prepositions() -> dict[str, int | None]:
    return {word: role for key, role in (("either", None), ("by", ACTOR), ("on", TARGET)) for word in lists()[key]}


def _sides(text: str, tokens: list[re.Match[str]], fixed: dict[int, tuple[int, Term]]) -> dict[int, tuple[int, Side]]:
    """Return known parties by their first word and how many words they take; a person may write them small."""
    from kg.names import actors  # noqa: PLC0415 - it takes time, which an id does not need

    shown = list(text)
    for at, token in enumerate(tokens):
        word = token.group()
        if at not in fixed and word not in lists()["empty"] and word not in _prepositions():
            shown[token.start() : token.end()] = (
                word.upper() if word in lists()["initials"] else word[0].upper() + word[1:]
            )
    found = {}
    for hit in actors.find("".join(shown)):
        inside = [at for at, token in enumerate(tokens) if hit.start <= token.start() < hit.end]
        owner = hit.adjective or hit.via == "people" or text[hit.end : hit.end + 1] == "'"
        if hit.backed or any(at in fixed for at in inside) or (hit.via == "capital" and not owner):
            continue
        told = text[hit.start : hit.end].lower()
        found[inside[0]] = len(inside), Side(told, hit.actor, None, owner)
    return found


def _with_parts(pieces: list[_Piece]) -> list[_Piece]:
    """Tell who did it: whom "by" names, or whose act it is ("Israeli strike"); what follows "on" or "of" was hit."""
    way: int | None = None
    governed = False
    for at, piece in enumerate(pieces):
        if isinstance(piece, str) and piece in _prepositions():
            way, governed = _prepositions()[piece], True
        elif isinstance(piece, Act):
            governed = False
        elif isinstance(piece, Side):
            told = [other for other in pieces[at + 1 :] if not isinstance(other, str) or other in _prepositions()]
            acts = [i for i, other in enumerate(told) if isinstance(other, Act)]
            acted = bool(acts) or any(isinstance(other, Act) for other in pieces[:at])
            owner = piece.owner and bool(acts) and not any(isinstance(other, str) for other in told[: acts[0]])
            role = way if governed and not owner else _before(piece, told, acts[0]) if acts else TARGET
            pieces[at] = replace(piece, role=role if acted or role == ACTOR else None)
    return pieces


def _before(side: Side, told: list[_Piece], at: int) -> int | None:
    """Return the part of a side that an act comes after, with what else is told; `at` is the act's place in it."""
    act, rest = told[at], told[at + 1 :]
    if isinstance(act, Act) and act.passive:
        return ACTOR if rest and isinstance(rest[0], Side) else None
    if isinstance(act, Act) and Family.INTERCEPT in act.means and at:
        return None  # "Ukrainian drones downed" are not downed by Ukraine
    return ACTOR if side.owner or any(isinstance(other, Side) for other in rest) else None
