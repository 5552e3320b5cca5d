"""What a source is called in full: "the military" of an article on Israel is the "Israeli military".

What is hard: a source is named once and then by ever fewer words, and sometimes the full name comes last. A bare noun
is completed only by a phrase of the article that ends in it and names a party; a "statement" is its author's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.clause import preps
from kg.names import actors

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.model import Actor

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
_MINISTRY = re.compile(r"\b(?i:defen[cs]e|foreign|health|information|interior) [Mm]inistry\b")
_SAME = re.compile(r"^(?:its|same|their)\s+", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:(?!(?:rights|monitoring|aid|advocacy|war|human)\b)[\w-]+ ){0,2}(?:group|movement|militia|organi[sz]ation)"
)
"""A group that was named before: "the Iran-backed group"."""
_OFFICES = (
    *("prime minister", "defence minister", "defense minister", "foreign minister", "interior minister", "president"),
    *("defence secretary", "defense secretary", "secretary of state", "secretary general", "chief of staff"),
    *("army chief", "military chief", "supreme leader", "governor", "mayor", "chancellor", "ambassador"),
)
"""What one man is at a time."""
_PAPER = re.compile(r"(?P<whose>.+?)(?:['’]s?)? (?:statement|communiqu[eé]|bulletin|press release|readout)")
_MONITORS = frozenset({"monitor", "monitoring group", "observatory", "war monitor", "war monitoring group"})
_MONITOR = re.compile(
    r"\b(?!The )(?:[A-Z][\w-]+ ){1,3}(?:Observatory|Network|Monitor)\b(?: for (?:[A-Z]\w+ ?(?:and )?)+)?"
)
"""Who counts the dead of a war, by name: "the Norland Network for Human Rights"."""
_OF_ONE_MAN = re.compile(r" (?:spokes\w+|officials?|officers?|sources?|commanders?|chief)\b")
"""Behind "the rebel military" it tells of one who speaks for it, not of the military itself."""
_FAR = 20_000
"""Characters before and behind a source in which it is looked for: more than an article has, less than a book."""
PAPERS = frozenset(
    {"statement", "communique", "communiqué", "post", "message", "report", "press release", "declaration"}
)
"""What a source is heard through: the source itself is who was named before."""


def stripped(name: str) -> str:
    """Return a name without the hour of a live page before it."""
    return _STAMP.sub("", name) or name


def _what(noun: str, text: str) -> str | None:
    """Return which ministry an article tells of, where it names no country: "ministry" → "health ministry"."""
    found = _MINISTRY.search(text) if noun == "ministry" else None
    return found.group() if found is not None else None


@lru_cache(maxsize=4096)
def _pattern(noun: str) -> re.Pattern[str]:
    word = r"\w(?:\w|\.(?=\w)|\.(?= [a-z]))*(?:['’]s?)?"
    return re.compile(rf"\b(?=[A-Z]){word}(?:[ -]{word}){{0,3}}? (?i:{_DEFENCE.sub('defen[cs]e', noun)})\b")


def held_by(name: str, text: str, at: int) -> str | None:
    """Return who holds an office that a source is named by: "the US president" → "Donald Trump"."""
    office = next((o for o in _OFFICES if name.lower().endswith(o)), None)
    if office is None:
        return None
    whose = {actors.side(hit.actor) for hit in actors.find(name)}
    found = [m for m in _holding(office).finditer(text) if _alike(whose, m)]
    before = [m for m in found if m.start() < at]
    match = before[-1] if before else found[0] if found else None
    return None if match is None else match["name"]


def _alike(whose: set[Actor], match: re.Match[str]) -> bool:
    """Whether the office that words tell of may be that of a side: not "Russian" where the US president is meant."""
    said = {actors.side(hit.actor) for hit in actors.find(match["of"])}
    known = actors.canonical(match["name"])
    said |= {actors.side(known)} if known is not None else set()
    return not whose or bool(whose & said)


@lru_cache(maxsize=64)
def _holding(office: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<of>(?:[A-Z][\w.’'-]* ){{0,3}})(?i:{office})(?:,? | of [^,.;]{{2,30}}, )"
        r"(?P<name>[A-Z][\w’'-]+(?: (?:(?:al|el|bin|ibn|van|von|de)[ -])?[A-Z][\w’'-]+){1,3})"
    )


def full(name: str, text: str, at: int, reach: int | None = None) -> str:
    """Return a bare source with the words that an article gives it elsewhere: nearest before `at`, else the next.

    A group is the one named last before `reach`.
    """
    low = max(0, at - _FAR)
    text, at, reach = text[low : at + _FAR], at - low, None if reach is None else reach - low
    name = _SAME.sub("", name) if _SAME.sub("", name).lower() in _BARE else name
    paper = _PAPER.fullmatch(name)
    if paper is not None and (paper["whose"].lower() in _BARE or actors.find(paper["whose"])):
        name = paper["whose"]
    held = held_by(name, text, at)
    if held is not None:
        return f"{name} {held}"
    noun = name.lower()
    if noun in _MONITORS:
        watching = _MONITOR.search(text)
        return watching.group().strip() if watching is not None else name
    if _GROUP.fullmatch(name):
        groups = [hit.actor.name for hit in actors.find(text, 0, reach or at) if hit.via == "group" and not hit.backed]
        return groups[-1] if groups else name
    if noun not in _BARE:
        return name
    found = [m for m in _pattern(noun).finditer(text) if actors.find(m.group())]
    found = [m for m in found if not _OF_ONE_MAN.match(text, m.end())] or found
    if not found:
        return _what(noun, text) or name
    before = [m for m in found if m.start() < at]
    match = before[-1] if before else found[0]
    own = actors.find(match.group())
    return match.group()[own[0].start :]


_SIGNING = frozenset({"issue", "make", "post", "publish", "release", "sign"})
_AGAIN = re.compile(r"same (?P<what>[a-z]+)")


def signer(paper: Token) -> Token | None:
    """Return who signed or issued a paper: "a communique signed by the Tiger Brigade"."""
    clauses = (c for c in paper.children if c.dep_ == "acl" and c.lemma_ in _SIGNING)
    return next((p for c in clauses for p in preps(c, "by")), None) if paper.lemma_.lower() in PAPERS else None


def again(name: str, last: str) -> bool:
    """Return whether a source is the one before: "according to the same agency"."""
    said = _AGAIN.fullmatch(name)
    return said is not None and last.lower().endswith(said["what"])
