"""The word lists of triggers.toml and classes.toml, and a user's own beside them, ready to be looked up.

What is hard: a sentence is only parsed if it holds a word of these lists, so every form of every word must be known
before any parser has seen it: "shelling", "fired", "struck", "dropped". Forms are made from lemmas by rule, rather
too many than too few.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.vocab import EventType, Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HERE = Path(__file__).resolve().parent
FRAME = ("by", "what", "where", "via", "of")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase that tells of an act: its lemmas in order, the type, and the condition it needs.

    `frame` holds the kinds of thing that may fill a part of its clause: "by" (who does it), "what" (to what),
    "where" (after which prepositions `via`), "of" (of a noun).
    """

    words: tuple[str, ...]
    type: EventType
    when: str
    follow: tuple[tuple[str, ...], ...] = ()
    own: bool = False
    frame: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def rule(self) -> str:
        """Name the rule as `kg explain` shows it."""
        needs = ", ".join(filter(None, (self.when, *(f"{part} {'|'.join(kinds)}" for part, kinds in self.frame))))
        return " ".join(self.words) + (f" ({needs})" if needs else "") + (" [own lexicon]" if self.own else "")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by the last word of their phrase (nouns) or by verb lemma, word classes, and all word forms."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    phrases: Mapping[str, tuple[Entry, ...]]
    classes: Mapping[str, frozenset[str]]
    classes_of: Mapping[str, frozenset[str]]
    forms: frozenset[str]
    irregular: Mapping[str, str]
    lemmas: Mapping[str, str]
    echoes: Mapping[str, frozenset[Family]]

    def among(self, kind: str, word: str) -> bool:
        """Return whether a lower-case lemma belongs to a class of classes.toml."""
        return word in self.classes[kind]


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"the lexicon cannot be read ({error})", where=str(path)) from error


@cache
def _more() -> dict[str, Any]:
    return _table(_HERE / "forms.toml")


def _entries(rows: Iterable[dict[str, Any]], path: Path, *, own: bool) -> list[Entry]:
    found = []
    for row in rows:
        try:
            kind, when = EventType(row["type"]), row.get("when", "")
            words = row.get("words") or row["verb"]
        except (KeyError, ValueError, TypeError) as error:
            raise InputError(f"an entry needs a known type and words ({error})", where=str(path)) from error
        follow = tuple(tuple(part.split()) for part in row.get("with", "").split("|") if part)
        frame = tuple((part, tuple(row[part].split("|"))) for part in FRAME if part in row)
        found += [Entry(tuple(w.lower().split()), kind, when, follow, own, frame) for w in words]
    return found


_PARTICLES = frozenset({"back", "out", "up"})


def _parted(nouns: list[Entry]) -> list[Entry]:
    """Return the hyphenated nouns as a parser sees them, "cease - fire", if their end is a noun of ours or a particle.

    A "counter-attack" is read by its end, which the word before it tells as an answer.
    """
    known = {e.words[-1] for e in nouns} | _PARTICLES
    hyphened = (e for e in nouns if "-" in e.words[-1] and not e.words[-1].startswith("counter-"))
    split = [(e, tuple(" ".join(e.words).replace("-", " - ").split())) for e in hyphened]
    return [replace(e, words=words) for e, words in split if words[-1] in known]


def _by(entries: Iterable[Entry], *, last: bool) -> Mapping[str, tuple[Entry, ...]]:
    """Group entries by their last or first word, longest phrases first, a user's own before ours."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.words[-1 if last else 0], []).append(entry)
    return MappingProxyType({k: tuple(sorted(v, key=lambda e: (-len(e.words), not e.own))) for k, v in found.items()})


@cache
def read(path: Path | None = None) -> Lexicon:
    """Return our word lists with those of `path` (a TOML file of the shape of triggers.toml) before them.

    Raises:
        InputError: the file cannot be read, or holds an entry without a known type.
    """
    ours = _HERE / "triggers.toml"
    sources = [(ours, False)] + ([(path, True)] if path else [])
    groups: dict[str, list[Entry]] = {"verbs": [], "nouns": [], "phrases": []}
    classes = {k: set(v) for k, v in _table(_HERE / "classes.toml").items()}
    for source, own in sources:
        table = _table(source)
        for group, entries in groups.items():
            entries[:0] = _entries(table.get(group, ()), source, own=own)
        for kind, words in table.get("classes", {}).items():
            classes.setdefault(kind, set()).update(words)
    groups["nouns"] += _parted(groups["nouns"])
    echoes: dict[str, frozenset[Family]] = {}
    for row in _table(ours).get("echoes", ()):
        families = frozenset(map(Family, row["of"].split("|")))
        echoes |= {word: echoes.get(word, frozenset()) | families for word in row["words"]}
    heads = {e.words[-1] if group == "nouns" else e.words[0] for group, found in groups.items() for e in found}
    heads |= set(echoes)
    common = set(_more()["common"])
    lemmas = {form: head for head in sorted(heads) for form in _forms(head) if form not in heads}
    return Lexicon(
        _by(groups["verbs"], last=False),
        _by(groups["nouns"], last=True),
        _by(groups["phrases"], last=False),
        MappingProxyType({k: frozenset(v) for k, v in classes.items()}),
        MappingProxyType({word: frozenset(kinds) for word, kinds in _turned(classes).items()}),
        frozenset({*(heads - common), *(f for f, head in lemmas.items() if head not in common), *_more()["also"]}),
        MappingProxyType({form: lemma for lemma, told in _more()["irregular"].items() for form in told.split()}),
        MappingProxyType(lemmas),
        MappingProxyType(echoes),
    )


def _turned(classes: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the classes that each word belongs to."""
    found: dict[str, set[str]] = {}
    for kind, words in classes.items():
        for word in words:
            found.setdefault(word, set()).add(kind)
    return found


def _forms(lemma: str) -> set[str]:
    """Return the forms that a lemma may take as a verb or a noun."""
    stem = lemma.removesuffix("e")
    found = {lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing", stem + "ings", lemma + "d"}
    if re.search(r"[aeiou][bdgklmnprt]$", lemma):
        found |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if lemma.endswith("y"):
        found |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    found.update(_more()["irregular"].get(lemma, "").split())
    return found
