"""How many were killed, injured, captured; how many drones were launched, how many shot down.

What is hard: "killed three and wounded five", "three people, among them two children, were killed" and "left 17
civilians injured" put number, people and fate in different orders. So every counted noun phrase is first masked by
marks of the same length, and patterns run over the masked sentence: offsets stay those of the text.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.extract.quantity_numbers import NUMBER, Number, read
from kg.extract.quantity_patterns import MARKS, ZERO, Pattern, patterns
from kg.model import Quantity, Span


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, the words that say whom or what it counts ("civilians", ""), and the word that tells their fate."""

    quantity: Quantity
    who: str
    word: Span


class Group(NamedTuple):
    """A counted noun phrase in the text: "at least four firefighters"."""

    start: int
    end: int
    number: Number
    who: str
    mark: str


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {key: frozenset(word.casefold() for word in words) for key, words in table.items()}


_FILL = re.compile(
    r"(?P<gap>\s(?:of (?:the |its |their |his |our |them\b|whom\b)?)?|\s?[-‐‑]\s?|,\s(?=\d+-year))(?P<word>\d+-year-old|[^\W\d_][\w'’-]*)"
)
_KIN = re.compile(
    r"\b(?:his|her|their) (?:[\w-]+ )?(?P<who>wife|husband|son|daughter|mother|father|brother|sister|driver|bodyguard|aide|predecessor|grandson|granddaughter|deputy|fianc[eé]e?)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(r" (?:of )?(?:them|whom|these|those)\b")
_LONGEST = 6
_YEARS = re.compile(r"(?:19|20)\d\d\Z")
_UNIT = re.compile(
    r"\s(?:more |consecutive |straight )?(?:days?|weeks?|months?|years?|hours?|minutes?|seconds?|kilomet|miles?|met(?:re|er)s?|feet|tons?|tonnes?|times|dollars|euros|degrees|percent|points)\b"
    r"|['’]s\b|\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|-year|\s?(?:km|kg)\b",
    re.IGNORECASE,
)  # fmt: skip
_AGED = re.compile(
    r"\b(?:aged?|ages|at|since|in|of age|flight|resolution|article|day|chapter|group|number|no\.) (?:\d+,? (?:and|to|or) )?\Z",
    re.IGNORECASE,
)


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
            found.append(group)
    kin = [Group(m.start(), m.end(), Number(1, 1), m["who"], "people") for m in _KIN.finditer(text, start, end)]
    found.extend(k for k in kin if all(k.end <= g.start or g.end <= k.start for g in found))
    return sorted(found)


def _group(text: str, match: re.Match[str], number: Number, end: int) -> Group | None:
    """Take the noun that a number counts along, if a known one follows."""
    at, last, who, kind = match.end(), match.end(), "", "number"
    for _ in range(_LONGEST):
        step = _FILL.match(text, at, end)
        if step is None:
            break
        word = step["word"].casefold()
        pair = " ".join((text[match.end() : step.end()]).casefold().split()[-2:])
        at = step.end()
        if kind == "people" and word in {"hostage", "captive", "prisoner"}:
            break
        if (
            word in _lists()["people"]
            or pair in _lists()["people"]
            or (step["word"][0].isupper() and word.endswith(("ns", "is", "ese", "ts", "ys")))
        ):
            last, who, kind = at, text[match.end() : at].strip(), "people"
        elif word in _lists()["weapons"]:
            last, who, kind = at, text[match.end() : at].strip(), "weapons"
        elif kind == "weapons" and word in _lists()["bearers"]:
            last, who, kind = match.end(), "", "number"
        elif word in _lists()["stops"]:
            break
    article = (match["loose"] or "").casefold() in {"a", "an", "no", "both", "many", "several", "a number", "a few"}
    if kind == "number":
        bare = match["plain"] or ""
        before = text[max(0, match.start() - 24) : match.start()]
        if article or _YEARS.match(bare) or _UNIT.match(text, match.end()) or _AGED.search(before):
            return None
    return Group(match.start(), last, number, who, kind)


def find(text: str, start: int = 0, end: int | None = None) -> list[Counted]:
    """Return the counts told between two offsets of `text` (one sentence), in text order.

    `quantity.span` covers the number and what it counts; `word` the verb or noun that tells the fate, so that a
    caller can hang the count on the nearest mention. Rules that begin with "toll" give a running total, which may
    count more than the act at hand. "No casualties" gives two counts of zero.
    """
    stop = len(text) if end is None else end
    parts = groups(text, start, stop)
    masked = _masked(text, start, stop, parts)
    by_start = {part.start - start: part for part in parts}
    found = _zeros(text, start, stop)
    for pattern in patterns():
        for match in pattern.regex.finditer(masked):
            counted = _counted(text, start, match, pattern, by_start)
            if counted is not None and not _clash(found, counted):
                found.append(counted)
    return sorted(found, key=lambda c: (c.quantity.span.start, c.quantity.kind.value))


def _masked(text: str, start: int, stop: int, parts: list[Group]) -> str:
    """Return the sentence with each counted phrase as marks of the same length."""
    pieces, at = [], start
    for part in parts:
        open_, fill = MARKS[part.mark]
        pieces += [text[at : part.start], open_, fill * (part.end - part.start - 1)]
        at = part.end
    return "".join([*pieces, text[at:stop]])


def _counted(text: str, start: int, match: re.Match[str], pattern: Pattern, parts: dict[int, Group]) -> Counted | None:
    members = [parts[at] for at in range(match.start("count"), match.end("count")) if at in parts]
    if not members:
        return None
    if len(members) == 2 and text[members[0].end : members[1].start].strip() == ",":  # noqa: PLR2004 - a pair
        members = members[:1]  # an apposition: "his father, a policeman"
    number = members[0].number
    for other in members[1:]:
        number = number.plus(other.number)
    span = Span.of(text, members[0].start, members[-1].end)
    word = Span.of(text, start + match.start("word"), start + match.end("word"))
    who = ", ".join(m.who for m in members if m.who)
    return Counted(Quantity(pattern.kind, number.low, number.high, span, pattern.name), who, word)


def _clash(found: list[Counted], new: Counted) -> bool:
    """Whether the same words have been counted already; earlier patterns are surer."""
    span = new.quantity.span
    return any(old.quantity.span.start < span.end and span.start < old.quantity.span.end for old in found)


def _zeros(text: str, start: int, stop: int) -> list[Counted]:
    """Return what the text says there was none of."""
    found: list[Counted] = []
    for kinds, regex in ZERO:
        for match in regex.finditer(text, start, stop):
            span = Span.of(text, match.start(), match.end())
            new = [Counted(Quantity(kind, 0, 0, span, "none"), "", span) for kind in kinds]
            found.extend(c for c in new if not _clash([f for f in found if f.quantity.kind is c.quantity.kind], c))
    return found


__all__ = ["Counted", "Group", "find", "groups"]
