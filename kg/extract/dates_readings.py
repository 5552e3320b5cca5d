"""How each form of time phrase is read, once its pattern has matched.

What is hard: the year that is not said. A day without one is the nearest in the past, unless the words before speak
of what is to come ("will meet on Friday").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.extract import dates_calendar as cal
from kg.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Callable


class Needs(StrEnum):
    """The day that a phrase counts from."""

    NOTHING = "nothing"
    PUBLISHED = "published"
    EVENT = "event"
    PREVIOUS = "previous"


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_HEAD = re.compile(rf"[ \t•*]*(?:In )?{_YEAR}\s*(?:[-–—:|]|$)", re.MULTILINE)
"""Opens a line that tells of one year: "2014 - On Aug 23, mortars hit a village"."""
_ALONE = re.compile(rf"^[ \t•*]*{_YEAR}[ \t]*:?[ \t]*$", re.MULTILINE)
_BY_MONTH = re.compile(rf"[ \t•*]*(?:on )?{cal.MONTH}", re.IGNORECASE)
_REACH = 4000
"""Characters within which a line must open, and before an entry those in which a year alone on a line heads it."""


def _headed(text: str, at: int) -> int | None:
    """Return the year that heads the line of an offset, or the lines above that open with their month."""
    first = max(0, at - _REACH)
    line = text.rfind("\n", first, at) + 1
    if not line and first:
        return None  # a text without lines is not searched anew for each of its days
    own = _HEAD.match(text, line, at)
    if own is not None:
        return int(own["year"])
    if not _BY_MONTH.match(text, line):
        return None
    above = list(_ALONE.finditer(text, max(0, line - _REACH), line))
    return int(above[-1]["year"]) if above else None


_THAT_YEAR = re.compile(rf"{cal.MONTH}(?: \d{{1,2}})?,? (?:of )?(?:that|the same) year\b", re.IGNORECASE)
_TOLD_YEAR = re.compile(rf"\b{_YEAR}\b")


def _pointed(text: str, at: int) -> int | None:
    """Return the year told before, where words point back to it: "in July of that year"."""
    month = re.search(cal.MONTH, text[at : at + 40], re.IGNORECASE)
    if month is None or not _THAT_YEAR.match(text, at + month.start()):
        return None
    told = list(_TOLD_YEAR.finditer(text, max(0, at - _REACH), at))
    return int(told[-1]["year"]) if told else None


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days that phrases may count from, and the text around them."""

    published: date | None
    event: When | None
    previous: When | None
    text: str

    def has(self, needs: Needs) -> bool:
        """Return whether such a day is known."""
        known = {
            Needs.NOTHING: True,
            Needs.PUBLISHED: self.published is not None,
            Needs.EVENT: self.event is not None,
            Needs.PREVIOUS: self.event is not None or self.previous is not None,
        }
        return known[needs]

    @property
    def day(self) -> date:
        """The publication day, where a rule has asked for it."""
        if self.published is None:
            raise LookupError
        return self.published

    def latest(self, at: int) -> date:
        """Return the day by which a day without a year has come: the publication, or the end of its entry's year."""
        year = _headed(self.text, at) or _pointed(self.text, at)
        return self.day if year is None else min(self.day, date(year, 12, 31))

    @property
    def act(self) -> When:
        """The act that is counted from."""
        act = self.event or self.previous
        if act is None:
            raise LookupError
        return act


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what it counts from, and how a match is read."""

    name: str
    needs: Needs
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchors], When | None]


_PLAN = re.compile(
    r"\b(?:will|to be|due|scheduled|expected|plans?|planned|deadline|set to|vow\w*(?= to\b))\b[^.\"”]*\Z"
    r"|\b(?:until|till) (?:the |late |early |next )*\Z",
    re.IGNORECASE,
)


_OWED = re.compile(
    r"\b(?:answer|pay|punish|repl(?:y|ies)|respond|retaliate|revenge)\b[^.]*?\b(?:for|to|over|against)\b[^.]*\Z"
    r"|\bavenge\b[^.]*\Z",
    re.IGNORECASE,
)
"""What is to be answered has been: "vowed to make them pay for a strike on Wednesday"."""


def planned(match: re.Match[str], anchors: Anchors) -> bool:
    """Return whether the words before speak of what is to come."""
    told = _PLAN.search(anchors.text, max(0, match.start() - 60), match.start())
    return told is not None and not _OWED.search(anchors.text, told.start(), match.start())


def on(day: date | None) -> When | None:
    """Return the whole day, None where there is none."""
    return When.on(day) if day else None


def read_full(match: re.Match[str], _: Anchors) -> When | None:
    """Read "7 May 2024"."""
    return on(cal.exact(int(match["year"]), cal.month(match["month"]), int(match["day"])))


def iso(match: re.Match[str], _: Anchors) -> When | None:
    """Read "2024-05-07", "7.5.2024"."""
    return on(cal.exact(int(match["year"]), int(match["m"]), int(match["day"])))


def month_day(match: re.Match[str], a: Anchors) -> When | None:
    """Read "7 May": the nearest in the past."""
    future = planned(match, a)
    return on(cal.yearless(a.latest(match.start()), cal.month(match["month"]), int(match["day"]), future=future))


def day_range(match: re.Match[str], a: Anchors) -> When | None:
    """Read "6-8 May", "from 30 April to 2 May 2024"."""
    g = match.groupdict()
    later = cal.month(g.get("month2") or g["month"])
    earlier = cal.month(g["month"])
    year = int(g["year"]) if g.get("year") else None
    last = (
        cal.exact(year, later, int(g["last"]))
        if year
        else cal.yearless(a.latest(match.start()), later, int(g["last"]))
        if a.published
        else None
    )
    if last is None:
        return None
    first = cal.exact(last.year - (earlier > later), earlier, int(g["first"]))
    return cal.between(first, last) if first and first <= last else None


def month_year(match: re.Match[str], _: Anchors) -> When:
    """Read "in early May 2024"."""
    return cal.part(When.month(int(match["year"]), cal.month(match["month"])), match["part"])


def read_month(match: re.Match[str], a: Anchors) -> When:
    """Read "in May": the nearest that has begun."""
    when = cal.yearless_month(a.latest(match.start()), cal.month(match["month"]))
    if match["last"] and when.overlaps(When.on(a.day)):
        when = cal.months_on(when.first, -12)
    return cal.part(when, match["part"])


def read_year(match: re.Match[str], _: Anchors) -> When:
    """Read "in late 2014"."""
    return cal.part(When.year(int(match["year"])), match["part"])


def years(match: re.Match[str], _: Anchors) -> When | None:
    """Read "between 2014 and 2016"."""
    first, last = When.year(int(match["first"])), When.year(int(match["year"]))
    return When(first.first, last.last, Precision.DAYS) if first.first <= last.last else None


def slashed(match: re.Match[str], _: Anchors) -> When | None:
    """Read "25/12/2024" and "12/25/2024"; where either order would do, nothing."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    days = {cal.exact(year, second, first), cal.exact(year, first, second)} - {None}
    return on(days.pop()) if len(days) == 1 else None


_SEASON = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def season(match: re.Match[str], a: Anchors) -> When | None:
    """Read "last summer", "in the winter of 2015"."""
    opens, year = _SEASON[match["season"].casefold()], match["year"]
    if not year and a.published is None:
        return None
    if year:
        first = When.month(int(year), opens).first
    else:
        first = cal.yearless_month(a.day, opens).first
        if match["which"].casefold() == "last" and cal.months_on(first, 2).last >= a.day:
            first = cal.months_on(first, -12).first
    return When(first, cal.months_on(first, 2).last, Precision.DAYS)


def named(match: re.Match[str], a: Anchors) -> When | None:
    """Read days that go by a name."""
    words = match["named"].casefold()
    if words[0] in "9s":
        return on(cal.exact(2001, 9, 11))
    if "oct" in words:
        return on(cal.exact(2023, 10, 7))
    if a.published is None:
        return None
    month, day = (12, 25) if words.startswith("christmas d") else (12, 24) if words.startswith("chr") else (12, 31)
    return on(cal.yearless(a.day, *((1, 1) if "year's day" in words.replace("’", "'") else (month, day))))
