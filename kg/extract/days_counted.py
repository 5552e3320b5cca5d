"""Days that two acts of a sentence share: "hours after the raid, jets struck", "a day after drones hit the port".

What is hard: the words date neither act alone. Where the earlier act's day is known the later one's follows, and the
other way round; "hours after" may pass midnight.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import dates_calendar as cal
from kg.extract.dates_relative import VAGUE
from kg.vocab import Family
from kg.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from kg.extract.dates import Dated
    from kg.extract.triggers import Candidate

_STEP = re.compile(
    r"(?P<near>less than|under|within|in) .*"
    rf"|(?:\w+ ){{0,2}}?(?P<number>{cal.NUMBER}) (?P<unit>minute|hour|day|night|week)s? "
    r"(?P<way>after|following|before|prior to|ahead of)"
    r"|(?:\w+ )?(?P<vague>minute|hour|day|week)s (?P<way2>after|following|before)"
    r"|(?:the )?(?P<day>day|night|morning|evening) (?P<way3>after|following|before)",
    re.IGNORECASE,
)
_SINCE_MONTH = re.compile(rf"since {cal.MONTH}(?:,? \d{{4}})?", re.IGNORECASE)
_REACH = 160
ATTACKS = frozenset({Family.STRIKE, Family.GROUND, Family.KILLING})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_SERIES = 3
"""More days than these are a series, which a text counts from its start."""


class Step(NamedTuple):
    """The act at `counted` came `low` to `high` days after that at `anchor`; both are places in a list of triggers.

    Where no act is counted, but what was on a day ("buried him on Monday, a day after a bomb killed him"), it is `day`.
    """

    counted: int | None
    anchor: int
    low: int
    high: int
    phrase: Dated
    day: When | None = None


def counted(text: str, here: Sequence[Dated], own: Sequence[tuple[int, Candidate]]) -> Iterator[Step]:
    """Yield the steps that a sentence tells between its acts; `own` are its triggers with their numbers."""
    for phrase in here:
        shift = _shift(phrase.span.quote)
        if shift is None:
            continue
        after = [(n, c) for n, c in own if phrase.span.end <= c.start < phrase.span.end + _REACH]
        if not after or re.match(r"\s*[.,;]", text[phrase.span.end : phrase.span.end + 2]):
            continue
        before = [(n, c) for n, c in own if c.end <= phrase.span.start]
        anchor, first = after[0]
        opening = not before and not text[own[0][1].sentence.start : phrase.span.start].strip(" \"“'‘")
        if opening or not before:
            beyond = [n for n, c in after[1:] if "," in text[first.end : c.start]]
            late = beyond[0] if beyond else None
        else:
            late = before[-1][0]
        day = None if before else _before(here, phrase)
        if late is not None or day is not None:
            yield Step(late, anchor, *shift, phrase, day)


def _before(here: Sequence[Dated], phrase: Dated) -> When | None:
    """Return the day that a sentence names last before a step."""
    told = [d.when for d in here if d.span.end <= phrase.span.start and d.when is not None]
    return told[-1] if told and told[-1].precision is Precision.DAY else None


def _shift(words: str) -> tuple[int, int] | None:
    """Return how many days lie between two acts, at least and at most; negative where the first comes before."""
    match = _STEP.fullmatch(words.strip())
    if match is None or match["near"]:
        return None
    way = (match["way"] or match["way2"] or match["way3"]).casefold()
    if match["number"]:
        count, unit = cal.number(match["number"]), match["unit"].casefold()
        days = {"minute": 0, "hour": -(-count // 24), "day": count, "night": count, "week": 7 * count}[unit]
        low, high = (0 if unit in ("minute", "hour") and count % 24 else days), days
    elif match["vague"]:
        low, high = VAGUE[match["vague"].casefold()]
    else:
        low = high = 1
    return (low, high) if way in ("after", "following") else (-high, -low)


def later(anchor: When, step: Step) -> When:
    """Return the day of the act that is counted."""
    return _between(anchor, step.low, step.high)


def earlier(counted_: When, step: Step) -> When:
    """Return the day of the act that is counted from; "since 8 October, a day after" means the first of the days."""
    lasting = counted_.precision is Precision.DAYS and counted_.days > _SERIES
    return _between(When.on(counted_.first) if lasting else counted_, -step.high, -step.low)


def exact(when: When | None) -> When | None:
    """Return what days can be counted from: no month is."""
    return None if when is not None and when.precision in (Precision.MONTH, Precision.YEAR) else when


def begin(since: Dated) -> When | None:
    """Return when something began that has lasted since: a day, or no more than the month that is told."""
    first = since.when.first if since.when is not None else None
    if first is None:
        return None
    return When.month(first.year, first.month) if _SINCE_MONTH.fullmatch(since.span.quote) else When.on(first)


def _between(when: When, low: int, high: int) -> When:
    first, last = cal.step(when.first, low), cal.step(when.last, high)
    return When(first, last, Precision.DAY if first == last else Precision.DAYS)


def recalled(one: Candidate, before: Iterable[tuple[Candidate, When | None]]) -> When | None:
    """Return the day of the last act told before that a name of one can mean: "the raid"; one of its type first.

    `before` are acts told before, with their days; what is told anew ("a day after it launched") means none of them.
    """
    if not one.nominal or (one.light is not None and not _pointing(one)):
        return None
    kinds = ATTACKS if one.type.family in ATTACKS else {one.type.family}
    names = {t.text for p in one.token.children if p.dep_ == "prep" for t in p.subtree if t.tag_ == "NNP"}
    told = [(other, day) for other, day in before if other.type.family in kinds and day]
    told = [row for row in told if names & {t.text for t in row[0].token.subtree if t.i > row[0].token.i}] or told
    alike = [when for other, when in told if other.type is one.type and one.type.value != one.type.family.value]
    meant = alike or [when for _, when in told]
    return meant[-1] if meant else None


def _pointing(one: Candidate) -> bool:
    """Whether a noun speaks of what was told: "the raid", "its attack", and not "launched attacks"."""
    return any(c.dep_ == "poss" or c.lower_ in _POINTING for c in one.token.children)


def to_come(day: When, published: date | None) -> bool:
    """Return whether a day is one after the text was published, and so was counted from a wrong one."""
    return published is not None and day.first > published
