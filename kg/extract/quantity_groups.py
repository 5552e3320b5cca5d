"""Whom or what a sentence counts: its counted noun phrases, and persons that an article counts as one.

What is hard: no list has all trades that people are killed at. A number takes the plural noun that follows it along,
known or not; "a" with an unknown noun ("a night watchman") is somebody only beside a fate, so it has a mark of its own.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.dates_calendar import MONTH, MONTHS
from kg.extract.quantity_numbers import NUMBER, VALUES, Number, read
from kg.names import actors

if TYPE_CHECKING:
    from collections.abc import Iterator


class Group(NamedTuple):
    """A counted noun phrase in the text: "at least four firefighters"; `mark` tells of what kind it is."""

    start: int
    end: int
    number: Number
    who: str
    mark: str


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("quantities.toml").read_text(encoding="utf-8"))
    return {key: frozenset(word.casefold() for word in words) for key, words in table.items()}


@cache
def _one() -> re.Pattern[str]:
    """Match a single person that an owner or article points at: "his guard", "the Iranian colonel"."""
    known = (_lists()["people"] | _lists()["single"]) - _lists()["many"]
    one = sorted((word for word in known if not word.endswith("s") or word.endswith("ss")), key=len, reverse=True)
    person = rf"(?:{'|'.join(map(re.escape, one))}|\w{{2,}}(?:man|woman))"
    return re.compile(
        rf"(?:(?<![\w-])(?P<owner>his|her|their|its|the|[\w’']+['’]s)|(?<=\bkills)|(?<=\binjures)|(?<=\bwounds)) (?:(?!(?:{_STOPS})\b)[\w’'-]+ ){{0,4}}?(?P<who>{person}(?P<also> and {person})?)\b(?![-’'])(?! (?:{person}|(?!was|is|has|does)\w+s)\b)",
        re.IGNORECASE,
    )


_STOPS = "and|or|of|in|at|on|by|to|for|from|with|who|that|which|was|were|is|are|had|has|have|killed|killing|wounded|wounding|injured|injuring|two|three|four|five|six|seven|eight|nine|ten"
_HIM = re.compile(
    r"\b(?:him|her)\b(?! (?!and\b)[a-z]+(?:ly)? ?(?:and|to|house|home|car)\b)(?= \w+ly\b| in | at | on |[.,;]|\Z| and (?:his|her|at least|\d|two|three|four|five|six|seven|eight|nine|ten|several|dozens|an?)\b)"
)
_FILL = re.compile(
    r"(?P<gap>\s(?:of )?(?:(?:the |its |their |his |our |her |them\b|whom\b))?|\s?[-‐‑](?=\w)|[-‐‑]\s|,\s(?=\d+-year))(?P<word>\d+-year-old|[^\W\d_][\w'’-]*)"
)
_THEIRS = re.compile(r" (?:of )?(?:them|whom|these|those)\b")
_PLURAL = re.compile(r"[a-z’'-]{2,}(?<!s)s|\w*(?:men|women|people|folk|children)", re.IGNORECASE)
_LONGEST = 6
_OF_MONTH = re.compile(
    rf"\b(?P<on>on |since |of |from |until |till |by |before |after |the )?{MONTH} \Z", re.IGNORECASE
)
_DAYS = re.compile(r"(?:[12]?\d|3[01])\Z")
_YEARS = re.compile(r"(?:19|20)\d\d\Z")
_UNIT = re.compile(
    r"\s(?:more |consecutive |straight )?(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|kilomet|miles?|met(?:re|er)s?|feet|tons?|tonnes?|times|dollars|euros|degrees|percent|points)\b"
    rf"|['’]s\b|\s(?:{'|'.join(MONTHS)})\b|-year|\s?(?:km|kg)\b",
    re.IGNORECASE,
)  # fmt: skip
_AGED = re.compile(
    r"\b(?:aged?|ages|since|in|of age|flight|resolution|article|day|chapter|group|number|no\.) (?:\d+,? (?:and|to|or) )?\Z",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"(?<![\d,])[^\W\d][\w’'-]+, \Z")
"""Who stands before an age that commas part off: "Sameh, 37, was shot", "a civilian, 48, and his mother"."""
_AT = re.compile(
    r"(?<!\btoll )(?<!\bdead )(?<!\bkilled )(?<!\bwounded )(?<!\binjured )\bat (?:\d+,? (?:and|to|or) )?\Z",
    re.IGNORECASE,
)
_OF_LOT = re.compile(
    r"\b(?:an?|the|one|(?:an?|one) (?:entire|whole|single)) (?:[\w-]+ ){0,2}?(?:family|household|crew|team|patrol|squad|gang|party) of \Z",
    re.IGNORECASE,
)
_CHILD_OF = re.compile(
    r"\b(?:girl|boy|child|baby|infant|toddler|son|daughter|youth|man|woman|brother|sister|grandson|granddaughter) of \Z",
    re.IGNORECASE,
)
_PART = re.compile(r"[,(–—-] ?\Z")
_OF_THEM = re.compile(
    r"[\w -]*? of (?:them|whom|these|those|which)\b(?! (?:was|were|is|are|had|has|have|been|died|killed|wounded|injured|dead)\b)"
)
_THEY = re.compile(r"\b(?:of|among) (?:them|whom|these|those|which),? (?:the )?\Z")
_FARED = re.compile(
    r"(?: [\w-]+)? ?(?:was|were|is|are|had|has|have|been|died|perished|killed|dead|wounded|injured|hurt|missing|captured|seriously|critically|later)\b"
)
_PARENTS = re.compile(r"\b(?:his|her|my|the girl’s|the boy’s|the girl's|the boy's) parents\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<![\w-])[\w-]+-year-old (?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+){0,4}", re.IGNORECASE)
"""Who is told by age and name: "10-year-old Sara Odeh"."""
_TOLL = re.compile(r"\b(?:number|toll|casualties|losses)\b[^.;]{0,80}\Z", re.IGNORECASE)
_ARTICLES = frozenset({"a", "an", "no", "both", "many", "several", "a number", "a few"})


def groups(text: str, start: int, end: int) -> list[Group]:
    """Return the counted noun phrases of a sentence, in order."""
    found: list[Group] = []
    for match in NUMBER.finditer(text, start, end):
        number = read(match)
        if (
            number is None
            or (found and match.start() < found[-1].end)
            or (match["loose"] and _THEIRS.match(text, match.end()))
        ):
            continue
        group = _group(text, match, number, end)
        if group is not None:
            found.append(group._replace(mark="part") if _is_part(text, start, end, group, found) else group)
    for group in _single(text, start, end):
        if all(group.end <= g.start or g.end <= group.start for g in found):
            found.append(group)
    return sorted(found)


def _is_part(text: str, start: int, end: int, group: Group, before: list[Group]) -> bool:
    """Whether a phrase counts some of those counted before: "five of them", "of whom two women and a child"."""
    if _PART.search(text, start, group.start) and _OF_THEM.match(text, group.start, end):
        return True
    if _THEY.search(text, start, group.start):
        return not _FARED.match(text, group.end, end)
    again = bool(before) and before[-1].mark == "part" and text[before[-1].end : group.start] == " and "
    return again and before[-1].who != "" and not _FARED.match(text, group.end, end)


def _single(text: str, start: int, end: int) -> Iterator[Group]:
    """Yield the single persons that are pointed at."""
    for match in _one().finditer(text, start, end):
        mark = "someone" if (match["owner"] or "the").casefold() == "the" else "people"
        count = 2 if match["also"] else 1
        begin = match.start() + text[match.start()].isspace()
        yield Group(begin, match.end(), Number(count, count), match["who"], mark)
    for match in _PARENTS.finditer(text, start, end):
        yield Group(match.start(), match.end(), Number(2, 2), "parents", "people")
    for pattern, mark in ((_HIM, "someone"), (_NAMED, "people")):
        for match in pattern.finditer(text, start, end):
            yield Group(match.start(), match.end(), Number(1, 1), "", mark)


def _group(text: str, match: re.Match[str], number: Number, end: int) -> Group | None:
    """Take the noun that a number counts along."""
    last, who, kind = _noun(text, match.end(), end)
    if kind == "bearers" and (match["loose"] or "").casefold() in ("a", "an"):
        return None  # "a missile strike"
    if kind == "beasts" or _day(text, match.start(), match.end(), kind):
        return None
    if kind == "bearers":
        return Group(match.start(), match.end(), number, "", "number")
    return _bare(text, match, number, last, who) if kind == "number" else Group(match.start(), last, number, who, kind)


def _bare(text: str, match: re.Match[str], number: Number, last: int, who: str) -> Group | None:
    """Take what a number counts without a known noun."""
    if lot := _OF_LOT.search(text, max(0, match.start() - 40), match.start()):
        return Group(lot.start(), match.end(), number, "", "people")
    loose = (match["loose"] or "").casefold()
    bare = match["plain"] or ""
    if _YEARS.match(bare) or _UNIT.match(text, match.end()) or _aged(text, match.start(), match.end()):
        return None
    if loose in ("a", "an"):
        return _somebody(text, match, number, last)
    if loose in _ARTICLES:
        return None
    end = last if who.split() and _PLURAL.fullmatch(who.rsplit(maxsplit=1)[-1]) else match.end()
    return Group(match.start(), end, number, who, "number")


def _day(text: str, at: int, end: int, kind: str) -> bool:
    """Whether the number at an offset is the day of a month: "October 19, two soldiers", "on May 2 gunmen"."""
    month = _OF_MONTH.search(text, max(0, at - 24), at)
    return month is not None and bool(_DAYS.match(text[at:end])) and (kind == "number" or month["on"] is not None)


def _aged(text: str, at: int, end: int) -> bool:
    """Whether the number at an offset is an age, a year, a resolution's, no count of a toll."""
    if text[end : end + 1] == "," and _OF_ONE.search(text, max(0, at - 24), at) and text[at:end].isdigit():
        return True
    if _CHILD_OF.search(text, max(0, at - 24), at):
        return True
    if _AGED.search(text, max(0, at - 24), at):
        return True
    return bool(_AT.search(text, max(0, at - 24), at)) and not _TOLL.search(text, max(0, at - 90), at)


def _somebody(text: str, match: re.Match[str], number: Number, last: int) -> Group | None:
    """Return "a night watchman" as somebody, unless it is a whole lot of people ("a family") or nothing."""
    words = text[match.end() : last].split()
    if not words or not _lists()["lots"].isdisjoint((words[-1].casefold(), words[0].casefold())):
        return None
    return Group(match.start(), last, number, " ".join(words), "someone")


def _noun(text: str, begin: int, end: int) -> tuple[int, str, str]:
    """Return where the noun phrase after a number ends, its words, and what they are."""
    known, plural, at, kind = begin, begin, begin, "number"
    single = bool(re.search(r"\ban? \Z", text[max(0, begin - 3) : begin] + " ", re.IGNORECASE))
    for _ in range(_LONGEST):
        step = _FILL.match(text, at, end)
        if step is None or (single and kind == "number" and "of " in step["gap"]):
            break
        word = step["word"].casefold()
        pair = " ".join(text[begin : step.end()].casefold().split()[-2:])
        if kind == "people" and word in {"hostage", "captive", "prisoner"}:
            break
        if (
            word in _lists()["people"]
            or pair in _lists()["people"]
            or _folk(step["word"])
            or _countryman(text, begin, step)
        ):
            known, kind = step.end(), "bodies" if word in _lists()["bodies"] else "people"
        elif word in _lists()["weapons"] and kind != "people":
            known, kind = step.end(), "weapons"
        elif kind == "weapons" and word in _lists()["bearers"]:
            return begin, "", "bearers"
        elif word in _lists()["beasts"]:
            return begin, "", "beasts"
        elif word in _lists()["stops"] or (kind != "number" and word in VALUES):
            break
        elif single or _PLURAL.fullmatch(word):
            plural = step.end()
        at = step.end()
    last = plural if kind == "number" else known
    return last, text[begin:last].strip(), kind


_ALONE = re.compile(r"one(?: other| more)? \Z", re.IGNORECASE)
_THEN = re.compile(
    r",? (?:was|were|is|has|had|died|and|in|at|aboard|on board|dead|killed|wounded|injured|hurt)\b|[.,;]|\Z"
)


def _countryman(text: str, begin: int, step: re.Match[str]) -> bool:
    """Whether a lone name of a people is one of it: "one Palestinian was killed", and not "one Palestinian house"."""
    lone = _ALONE.search(text, max(0, begin - 12), step.start("word")) and _THEN.match(text, step.end())
    return bool(lone) and actors.canonical(step["word"]) is not None


def _folk(word: str) -> bool:
    """Whether a word is the name of a people: "Malians", "Lebanese"."""
    return word[0].isupper() and word.casefold().endswith(("ns", "is", "ese", "ts", "ys"))
