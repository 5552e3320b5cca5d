"""What may fill the parts of a clause: the frames that triggers.toml writes beside its words.

What is hard: a frame must hold on a tree that a small model drew. A doer left out of a passive is no objection, one
that does not fit is; a pronoun may stand for a force only where the table says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.extract.clause import doers, passive, preps, undergoers, words_of
from kg.extract.trigger_conditions import VERBS
from kg.extract.trigger_menace import MENACE
from kg.extract.trigger_nouns import NOUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.extract.lexicon import Entry, Lexicon
    from kg.extract.tree import Token
    from kg.extract.view import View

INTO = ("into", "in", "on", "toward", "towards", "through", "across", "onto", "to", "from", "inside", "at", "near")
_THEY = frozenset({"he", "it", "she", "they", "we", "who", "which", "that", "others", "both", "them"})


def _name(view: View, token: Token) -> bool:
    return token.pos_ == "PROPN" and token.i not in view.parties


def _person(view: View, token: Token) -> bool:
    pronoun = token.lower_ in ("he", "him", "her", "she", "they", "them", "us", "me", "who")
    known = view.of("people", token) or view.of("leaders", token)
    return pronoun or known or (_name(view, token) and not view.placed(token))


KINDS: dict[str, Callable[[View, Token], bool]] = {
    "force": lambda view, token: view.force(token) or view.named(token),
    "party": lambda view, token: view.named(token),
    "weapon": lambda view, token: view.weapon(token),
    "aloft": lambda view, token: view.aloft(token),
    "place": lambda view, token: view.placed(token),
    "name": _name,
    "person": _person,
    "they": lambda _view, token: token.lower_ in _THEY,
    "number": lambda _view, token: token.pos_ == "NUM",
    "any": lambda _view, _token: True,
}
"""Kinds that are no class of classes.toml."""


def check(lexicon: Lexicon, where: str) -> None:
    """Raise InputError where an entry needs a condition, or a kind of thing, that nothing knows."""
    of_verbs = VERBS.keys() | MENACE.keys()
    for table, conditions in ((lexicon.verbs, of_verbs), (lexicon.phrases, of_verbs), (lexicon.nouns, NOUNS.keys())):
        for entry in (entry for entries in table.values() for entry in entries):
            kinds = {kind.removeprefix("!") for part, kinds in entry.frame if part != "via" for kind in kinds}
            lost = sorted(kinds - KINDS.keys() - lexicon.classes.keys())
            if entry.when not in conditions:
                lost.append(entry.when)
            if lost:
                words = " ".join(entry.words)
                raise InputError(f"the entry {words!r} needs {lost[0]!r}, which is not known", where=where)


def fits(view: View, verb: Token, entry: Entry) -> bool:
    """Return whether a verb's clause fills the frame of its entry."""
    frame = dict(entry.frame)
    doing = [f.token for f in doers(verb)] if "by" in frame else []
    if "by" in frame and not (_some(view, doing, frame["by"]) or (not doing and passive(verb) and verb.dep_ != "amod")):
        return False
    if "what" in frame and not _some(view, [f.token for f in undergoers(verb)], frame["what"]):
        return False
    if "where" not in frame:
        return True
    heads = (verb, *(c for c in verb.children if c.dep_ in ("advmod", "prt")))
    return _some(view, [p for h in heads for p in preps(h, *frame.get("via", INTO))], frame["where"])


def suits(view: View, noun: Token, entry: Entry) -> bool:
    """Return whether what stands with a noun fills the frame of its entry: "seizure of a tanker", "ship seizure"."""
    frame = dict(entry.frame)
    if "by" in frame and not _some(view, [*words_of(noun), *preps(noun, "by", "from", "of")], frame["by"]):
        return False
    modifiers = (t for t in words_of(noun) if t.dep_ in ("compound", "nmod", "amod", "poss"))
    of = [*preps(noun, *frame.get("via", ("of", "against", "on"))), *modifiers]
    return "of" not in frame or _some(view, of, frame["of"])


def _some(view: View, tokens: Iterable[Token], kinds: tuple[str, ...]) -> bool:
    """Whether a token is of one of the kinds, and none of a kind with a "!" before it."""
    found = list(tokens)
    barred = [k[1:] for k in kinds if k.startswith("!")]
    if any(_is(view, token, kind) for token in found for kind in barred):
        return False
    wanted = [k for k in kinds if not k.startswith("!")]
    return any(_is(view, token, kind) for token in found for kind in wanted)


def _is(view: View, token: Token, kind: str) -> bool:
    own = KINDS.get(kind)
    return own(view, token) if own is not None else view.of(kind, token)
