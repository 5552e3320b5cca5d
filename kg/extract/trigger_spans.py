"""Which words name an act that a verb tells of: the verb alone, or a phrase from it, or up to it.

What is hard: neither "bomb" nor "killed" names an act of itself in "a bomb killed four", and "reserves" says nothing
without "the right to respond". A phrase is taken whole where its words stand close together, else its telling word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import trigger_owed as owing
from kg.extract.clause import doers, undergoers
from kg.extract.trigger_vows import sworn

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.lexicon import Entry
    from kg.extract.tree import Token
    from kg.extract.view import View


TOLL = "toll-of-weapon"
PHRASE, MENACE = 4, 8
"""Words within which a phrase is taken whole, and those of a threat."""
_ABURN = frozenset({"ablaze", "aflame", "alight", "fire"})


def phrase(seen: View, verb: Token, last: Token, entry: Entry) -> tuple[Token, Token]:
    """Return the first and last word by which a phrase of a verb names its act: "came under fire"."""
    if entry.when == "weapon-subject" and (shot := _flown(verb)[0]) is not verb:
        return shot, shot
    weapon = _burner(seen, verb, last)
    if weapon is not None:
        return weapon, weapon
    first, end = (_bomb(verb), last) if last.i > verb.i else (last, verb)
    if end.i - first.i <= (MENACE if entry.when == "future" else PHRASE):
        return first, end
    return (last, last) if entry.when == "violent-under" else (verb, verb)  # "came under heavy small-arms fire"


def _burner(seen: View, verb: Token, last: Token) -> Token | None:
    """Return the weapon that names the act where it set something alight: "a missile set a bus on fire"."""
    aburn = verb.lemma_ == "set" and last.lower_ in _ABURN and last.i - verb.i > 1  # "set fire to" names it itself
    armed = (f.token for f in doers(verb) if aburn)
    return next((t for t in armed if seen.weapon(t)), None)


def stretch(verb: Token, when: str) -> tuple[Token, Token]:
    """Return the first and last word that a verb's act is named by: "bomb killed", "go unanswered"."""
    found = _STRETCHES.get(when)
    return (verb, verb) if found is None else found(verb)


def _up_to(verb: Token, words: list[Token], within: int) -> tuple[Token, Token]:
    return verb, next((t for t in words if 0 < t.i - verb.i <= within), verb)


def _unanswered(verb: Token) -> tuple[Token, Token]:
    return _up_to(verb, [t for t in verb.subtree if t.lower_ in owing.UNPAID], PHRASE)


def _war(verb: Token) -> tuple[Token, Token]:
    war = next((f.token for f in undergoers(verb) if f.token.lemma_.lower() == "war"), verb)
    return war, war


def _sworn(verb: Token) -> tuple[Token, Token]:
    return _up_to(verb, list(sworn(verb)), PHRASE)


def _owed(verb: Token) -> tuple[Token, Token]:
    who = next(owing.owed(verb), verb) if verb.lemma_ in ("be", "come", "follow") else verb
    return who, who


def _reserved(verb: Token) -> tuple[Token, Token]:
    return _up_to(verb, [t for t in verb.subtree if t.lemma_.lower() in owing.RETORTS], MENACE)


def _sent(verb: Token) -> tuple[Token, Token]:
    return _up_to(verb, [f.token for f in undergoers(verb) if f.token.lemma_ == "reinforcement"], PHRASE)


def _with_weapon(verb: Token) -> tuple[Token, Token]:
    """Return the words from a weapon to its toll: neither "bomb" nor "wounded" names the act alone."""
    near = [f.token for f in doers(verb) if abs(f.token.i - verb.i) <= PHRASE]
    both = sorted((verb, *near[:1]), key=lambda t: t.i)
    return both[0], both[-1]


def _flown(verb: Token) -> tuple[Token, Token]:
    """Return who fires a weapon before where it fell: "rockets fired from Sinai fell near Eilat"; "bomb exploded"."""
    weapons = (f.token for f in doers(verb) if verb.lemma_.lower() in _FALLING)
    shot = (c for w in weapons for c in w.children if c.dep_ == "acl" and c.lemma_.lower() in _FIRING)
    found = next((c for c in shot if c.tag_ == "VBN" and c.i < verb.i), verb)
    return (_bomb(verb), verb) if found is verb else (found, found)


def _bomb(verb: Token) -> Token:
    """Return the bomb that stands before what it did, else the verb: both name the act, "a bomb went off"."""
    return next((f.token for f in doers(verb) if f.token.lemma_.lower() in _BOMBS and f.token.i == verb.i - 1), verb)


_BOMBS = frozenset({"bomb", "device", "ied", "landmine", "mine"})
_FALLING = frozenset({"come", "crash", "explode", "fall", "impact", "land", "slam"})
_FIRING = frozenset({"fire", "launch", "lob", "shoot"})

_STRETCHES: dict[str, Callable[[Token], tuple[Token, Token]]] = {
    TOLL: _with_weapon, "unanswered": _unanswered, "war-begun": _war, "menace": _sworn, "response-to-come": _owed,
    "right-reserved": _reserved, "force-moved": _sent, "weapon-subject": _flown,
}  # fmt: skip
