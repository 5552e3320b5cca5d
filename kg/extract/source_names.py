"""What a source is called in full: "the military" of an article on Israel is the "Israeli military".

What is hard: a source is named once and then by ever fewer words, and sometimes the full name comes last. A bare noun
is completed only by a phrase of the article that ends in it and names a party; a "statement" is its author's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names import actors

_STAMP = re.compile(
    r"^\d{1,2}[.:]\d{2}\s*(?:a\.?m\.?|p\.?m\.?|GMT|UTC|IST|EST|EDT|BST|CET|CEST|EET|EEST|AST|MSK|PKT|ET|PT)?\s*[-–:|]?\s*"
)
"""The hour of a live page, run into the name after it."""
_DEFENCE = re.compile("defen[cs]e")
_BARE = frozenset(
    {"army", "military", "navy", "air force", "government", "ministry", "presidency", "general staff", "armed forces"}
    | {f"{what} ministry" for what in ("defence", "defense", "foreign", "health", "interior", "energy", "information")}
    | {"security service", "intelligence service", "border service", "coast guard", "national guard", "army command"}
    | {"police", "state media", "state television", "state tv", "state news agency", "embassy", "authorities", "junta"}
    | {f"{who} spokesman" for who in ("military", "army", "government")}
    | {"military spokeswoman", "army chief"}
    | {"defence minister", "defense minister", "foreign minister", "prime minister", "president", "interior minister"}
    | {"armed wing", "military wing", "coalition", "military command", "parliament", "health officials", "mission"}
)
_SAME = re.compile(r"^(?:its|same|their)\s+", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:(?!(?:rights|monitoring|aid|advocacy|war|human)\b)[\w-]+ ){0,2}(?:group|movement|militia|organi[sz]ation)"
)
"""A group that was named before: "the Iran-backed group"."""
PAPERS = frozenset(
    {"statement", "communique", "communiqué", "post", "message", "report", "press release", "declaration"}
)
"""What a source is heard through: the source itself is who was named before."""


def stripped(name: str) -> str:
    """Return a name without the hour of a live page before it."""
    return _STAMP.sub("", name) or name


@lru_cache(maxsize=4096)
def _pattern(noun: str) -> re.Pattern[str]:
    word = r"\w(?:\w|\.(?=\w)|\.(?= [a-z]))*(?:['’]s?)?"
    return re.compile(rf"\b(?=[A-Z]){word}(?:[ -]{word}){{0,3}}? (?i:{_DEFENCE.sub('defen[cs]e', noun)})\b")


def full(name: str, text: str, at: int, reach: int | None = None) -> str:
    """Return a bare source with the words that an article gives it elsewhere: nearest before `at`, else the next.

    A group is the one named last before `reach`.
    """
    name = _SAME.sub("", name) if _SAME.sub("", name).lower() in _BARE else name
    noun = name.lower()
    if _GROUP.fullmatch(name):
        groups = [hit.actor.name for hit in actors.find(text, 0, reach or at) if hit.via == "group" and not hit.backed]
        return groups[-1] if groups else name
    if noun not in _BARE:
        return name
    found = [m for m in _pattern(noun).finditer(text) if actors.find(m.group())]
    if not found:
        return name
    before = [m for m in found if m.start() < at]
    match = before[-1] if before else found[0]
    own = actors.find(match.group())
    return match.group()[own[0].start :]
