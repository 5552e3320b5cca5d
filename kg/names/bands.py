"""Tribes, clans and militias that no table lists, known by how an article calls them: "Tebu gunmen", "the Mai clan".

What is hard: such a name stands alone further on ("the Tebu hit back"), and before a word for armed men as often stands
a place, a faith or a word that only opens its sentence ("Masked gunmen"). So a name counts only within a sentence, and
where neither the tables nor the gazetteer have it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Actor
from kg.names import actors, gazetteer, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"[A-Z][a-z’'-]*[a-z](?:[ -][A-Z][a-z’'-]*[a-z]){0,2}"
_MEN = r"(?:fighters|gunmen|guerrillas|insurgents|militants|militiamen|rebels|tribesmen|warriors)"
_BAND = r"(?:armed group|clan|faction|gang|militant group|militia|rebel group|tribe)"
_CALLED = (
    re.compile(rf"(?<=[a-z,] )(?P<name>{_NAME}) (?:{_MEN}|{_BAND}s?)\b"),
    re.compile(rf"\b(?P<name>{_NAME}), (?:an?|the) (?:[\w-]+ ){{0,4}}{_BAND}\b"),
    re.compile(rf"\b{_BAND}s? (?:called |known as |named )?(?:the )?(?P<name>{_NAME})\b(?![-’']| (?:al|el|ul)\b)"),
    re.compile(
        rf"\b(?i:battles?|clash(?:es|ed)?|fighting|gunfights?|truce|ceasefire)\b[a-z ]{{0,40}}? between "
        rf"(?:the )?(?P<name>{_NAME}) and (?:the )?(?P<other>{_NAME})\b"
    ),
)
_ENDS = ("Army", "Brigades", "Forces", "Front", "Movement")
"""What known names may go on with: "Rapid Support fighters" are the Rapid Support Forces."""
_GOES_BACK = re.compile(r"[A-Z][\w’'-]* (?:[Aa]d|[Aa]l|[Aa]s|bin|[Ee]l|ibn|of|[Uu]l)[ -]\Z")
"""What a name is only the end of: "Jaish al Adl"."""
_NEAR = 40
"""Characters before a name in which its beginning is looked for."""
_FAITHS = frozenset(
    {"Arab", "Bedouin", "Christian", "Druze", "Islamic", "Islamist", "Jihadist", "Muslim", "Salafi", "Salafist"}
    | {"Martyrs", "Shia", "Shiite", "Sunni", "Western"}
)
"""What only describes those who bear it."""


@lru_cache(maxsize=2)  # all rooms ask for the same article
def bands(text: str) -> dict[str, Actor]:
    """Return the groups that a text names as such and that no table has, by name."""
    found = (
        m
        for called in _CALLED
        for m in called.finditer(text)
        if not _GOES_BACK.search(text[max(0, m.start("name") - _NEAR) : m.start("name")])
    )
    names = (m[part] for m in found for part in m.groupdict())
    return {name: Actor(Actor.identify(name), name, "group") for name in dict.fromkeys(names) if _new(name)}


def _new(name: str) -> bool:
    known = any(True for _ in actors.find(name)) or bool(gazetteer.towns(name))
    longer = (actors.canonical(f"{name} {more}") for more in _ENDS)
    known = known or any(actor is not None and actor.name in tables.parties() for actor in longer)
    said = name.rsplit(maxsplit=1)[-1].casefold() in tables.common_words()
    return not known and not said and _FAITHS.isdisjoint(name.split())


@lru_cache(maxsize=2)
def _pattern(text: str) -> re.Pattern[str] | None:
    """Return what finds the groups of a text, the longest name first; all at once, since a book may name hundreds."""
    names = sorted(bands(text), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])") if names else None


def named(text: str, start: int, end: int) -> Iterator[actors.Found]:
    """Yield where the groups that an article names as such stand between two offsets."""
    pattern = _pattern(text)
    for match in pattern.finditer(text, start, end) if pattern is not None else ():
        yield actors.Found(match.start(), match.end(), bands(text)[match.group()], match.group(), "group")
