"""Where sentences begin and end, in copy as it is found.

What is hard: live pages lose the space between paragraphs ("occupied.But", "in JerusalemThree men"), headlines in
capitals stand in the middle of a sentence, "U.S.", "Gen." and "a.m." end none, and a text without any full stop must
not become one endless sentence.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.names import actors, gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1400
"""Characters: what is longer is cut at a semicolon, a comma or a space; the parser's time grows with length."""


@cache
def _words(kind: str) -> frozenset[str]:
    """Return a word list of sentences.toml."""
    return frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[kind].split())


_STOP = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"”’'»)\]]*)"
    r"(?P<gap>\s+|(?=[\"“‘A-ZА-Я\[(])|(?=\d\d[:.]\d\d (?:GMT|IST|BST|UTC)\b)|\Z)"
    r"|(?P<clock>(?:(?<=\d[:.]\d\d)|(?<=\d\d (?:GMT|IST|BST|EST|EDT|UTC|CET|EET|MSK))|(?<=\d\d[ap]m)|(?<=\d[ap]m ET))"
    r"(?=[A-Z\"“‘][A-Za-z]))"
    r"|(?P<glue>(?<=[a-z0-9]{2})(?=[A-Z][a-z]|A [a-z]))"
    r"|(?P<caps>(?<=[A-Z]{3})(?=[A-Z][a-z]{2}))"
    r"|(?P<mark>[”’)])(?=[A-Z][a-z]+ )"
)
_CAPITALS = re.compile(
    r"(?<!\w)[‘“\"']?(?:[A-Z0-9][A-Z0-9.'’‘:,\-–&$%]*[A-Z][A-Z0-9.'’‘:,\-–&$%]*|[A-Z0-9&]+|[‘’'\"“”,:–-]+)"
    r"(?:[ ‘’'\"“”]+(?:[A-Z0-9][A-Z0-9.'’‘:,\-–&$%]*|[&–—-])(?![a-z]))*"
)
_DATELINE = re.compile(
    r"(?P<line>(?:[A-Z][A-Z'’.-]+(?:[ /][A-Z][A-Z'’.-]+){0,3}"
    r"|[A-Z][\w'’.-]+(?:[ /][A-Z][\w'’.-]+){0,3}(?=,? ?[A-Z(\[]|, \d))"
    r"(?: \[[A-Z][\w ]{2,24}\])?(?:, ?[A-Z][\w .]{2,24}(?:/[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+)?)?)?"
    r"(?:, (?:[A-Z][a-z]{2,8}\.?|\d{1,2}) ?(?:\d{1,2}|[A-Z][a-z]{2,8}\.?)?(?:,? (?:19|20)\d\d)?)?"
    r"(?: ?\([A-Z][^()\n]{1,40}\))?)(?:\s?[—–]\s*|\s?--?\s+|(?<=\d):\s)(?=[\"“‘'A-Z\d])"
)
"""Where a report was written, before its first sentence: "KYIV, March 5 (Agency) - "; no act happened there by that."""
_WIRE = re.compile(
    r"(?P<line>(?:[A-Z][\w'’.-]+(?:[ /,]{1,2}[A-Z][\w'’.-]+){0,5} ?)?"
    r"\((?:AP|AFP|BBC|CNN|DPA|Reuters|TASS|UPI|Xinhua)\))\s?(?:[—–-]{1,2}\s?)?(?=[\"“‘'A-Z\d])"
)
"""The same by an agency's name, into which the text may run: "Jerusalem (CNN)Israel struck"."""
_CLOCK = re.compile(
    r"(?P<line>\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?(?:GMT|IST|BST|EST|EDT|UTC|CET|EET|MSK))?)"
    r"\s?[—–-]\s?(?=[\"“‘'A-Z])"
)
"""When an entry of a live page was written: "18:42 GMT - The army said"."""
_COUNTER = re.compile(r"(?:list of \d+ items?)?(?:list|item|slide) \d+ of \d+:?\s?|end of list\b")
"""What stands before each headline of a row of them."""
_LOUD = 4
_SHORT = 4
"""No word so short is taken for one that ran into the name of a town: "MacArthur"."""
_HEAD = 200
"""Characters within which a heading must begin: a line without end is not read anew for each of its words."""
_BRIEF = 3
"""A word so short may be the first half of a trade name: "iPhone", "macOS"."""
_HEADING = re.compile(r"(?:\A|(?<=[.!?”\"]))\s?[A-Z][\w’'-]*(?: [\w’'-]+){0,6}\Z")
"""A few words from the start of a line, or the end of a sentence, that may be a heading run into its text."""
_WORD_BEFORE = re.compile(r"([^\W_][\w.]*)\Z")
_WORD_AFTER = re.compile(r"[\"“‘'(\[]*([^\W_]{1,40})")


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one line of `text` as (start, end) without surrounding blanks."""
    place_line = (_CLOCK if text[start].isdigit() else _DATELINE).match(text, start, end) or _WIRE.match(
        text, start, end
    )
    if place_line is not None:
        yield place_line.start(), place_line.end("line")
        start = place_line.end()
    for first, last in (cut for row in _rows(text, start, end) for cut in _loud(text, *row)):
        at = first
        for stop in _stops(text, first, last):
            yield from _pieces(text, at, stop)
            at = stop
        yield from _pieces(text, at, last)


def _rows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a row of headlines at the counters between them: "list 1 of 2Rockets hit a portlist 2 of 2Talks fail"."""
    at = start
    for match in _COUNTER.finditer(text, start, end):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def _loud(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut headlines in capitals out of the line that they were pasted into."""
    at = start
    for match in _CAPITALS.finditer(text, start, end):
        words = re.findall(r"[A-Z]{2,}", match.group())
        if len(words) < _LOUD or sum(map(len, words)) < _LOUD * 4 or match.end() - match.start() == end - start:
            continue
        stop = match.end()
        if stop < end and text[stop].islower() and text[stop - 1].isupper():
            stop -= 1
        while stop > match.start() and not text[stop - 1].isalnum() and text[stop - 1] not in "\"”’'.?!":
            stop -= 1
        if match.start() > at:
            yield at, match.start()
        yield match.start(), stop
        at = stop
    if at < end:
        yield at, end


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets at which a sentence ends."""
    quotes = at = start
    open_ = 0
    for match in _STOP.finditer(text, start, end):
        stop = match.end("close") if match["stop"] else match.end()
        open_ += text.count('"', quotes, match.start())
        quotes = match.start()
        if match["stop"] is None:
            if not _glued(text, start, match):
                continue
        elif _inside(text, match):
            continue
        elif '"' in match["close"] and match["gap"] == "" and open_ % 2 == 0:
            stop = match.end("stop")  # 'since Saturday."Hamas is': the quote opens the next sentence
        if at < stop < end:
            yield stop
            at = stop


def _inside(text: str, match: re.Match[str]) -> bool:
    """Whether a stop ends no sentence: an abbreviation, initials, a number, an address, a quotation going on."""
    after = _WORD_AFTER.match(text, match.end())
    if after is None:
        return match["gap"] == "" and match["close"] == "" and match.end() < len(text.rstrip())
    if after.group(1)[0].islower():
        return True
    before = _WORD_BEFORE.search(text[max(0, match.start() - 20) : match.start()])
    return match["stop"] == "." and _abbreviated(text, match, before.group(1) if before else "", after.group(1))


def _abbreviated(text: str, match: re.Match[str], word: str, follows: str) -> bool:
    """Whether a full stop after `word` and before the capitalised `follows` belongs to an abbreviation or address."""
    low = word.casefold().rstrip(".")
    if not word and match["gap"] == "" and text[match.start() - 1 : match.start()] in (")", "%"):
        return False  # "by the group (PMF).Norland said"
    if match["gap"] == "" and not match["close"]:
        ends = len(low) > 1 and (word[-1].islower() or word[-1].isdigit() or word.isupper())
        return not ends or _address(text, match)
    if low in _words("may_end"):
        return follows not in _words("openers")
    initials = len(low) == 1 and low.isalpha()
    return initials or low in _words("abbreviations") or bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", low))


def _address(text: str, match: re.Match[str]) -> bool:
    """Whether the dot stands in a web or mail address, or a file name."""
    around = re.search(r"\S*\Z", text[max(0, match.start() - 40) : match.start()])
    return bool(around and ("://" in around.group() or "@" in around.group() or "www." in around.group()))


def _glued(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether two words ran together where a line break was lost ("in JerusalemThree")."""
    at = match.end()
    after = _WORD_AFTER.match(text, at)
    if after is None or match["clock"] is not None:
        return after is not None
    follows = after.group(1)
    if match["caps"] is not None:
        return bool(re.search(r"[A-Z]{4,}\Z", text[max(start, at - 12) : at])) and (
            follows in _words("openers") or text[at + len(follows) : at + len(follows) + 1] == " "
        )
    if match["mark"] is not None:
        return follows in _words("openers")
    before = _WORD_BEFORE.search(text[max(start, at - 24) : at])
    if before is None or len(before.group(1)) < 3:  # noqa: PLR2004 - "McCain", "al-Asad" are one word
        return False
    if before.group(1).islower() and len(before.group(1)) > _BRIEF:
        return True  # no English word has a capital within: "the Doda attackEleven people"
    heading = _HEADING.search(text[max(start, at - _HEAD) : at])
    town = heading is not None and min(len(follows), len(before.group(1))) > _SHORT and bool(gazetteer.towns(follows))
    return follows in _words("openers") or bool(actors.find(follows)) or town or before.group(1).isdigit()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without its blanks, cut where it is too long to be parsed in one go."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ("; ", ", ", " — ", " – "))
        cut = cut if cut > 0 else text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut + 1 if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
