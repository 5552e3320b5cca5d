"""Phrases of time that count from the publication day: "on Tuesday", "last week", "overnight", "three days ago".

What is hard: "on Thursday" said on a Thursday is that day, "last Thursday" is not; and a night belongs to two days.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract import dates_calendar as cal
from kg.extract.dates_readings import on, planned
from kg.when import Precision, When

if TYPE_CHECKING:
    from datetime import date

    from kg.extract.dates_readings import Anchors

_RECORD = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|worst|(?<!at )most"
    r"|(?<!at )least|best|only|\w{3,}est)\b[^.;,]{0,60}\Z",
    re.IGNORECASE,
)


def record(match: re.Match[str], a: Anchors) -> bool:
    """Return whether a stretch only tells what an act is the first or worst of: "the third attack this month"."""
    return bool(_RECORD.search(a.text, max(0, match.start() - 80), match.start()))


def read_weekday(match: re.Match[str], a: Anchors) -> When:
    """Read "on Tuesday", "last Friday", "next Monday"."""
    owned = match.group().endswith(("'s", "’s")) or a.text.startswith(
        ("'s", "’s"), match.end()
    )  # "will answer Sunday's raid" speaks of a raid that was
    if match["next"] or (planned(match, a) and not match["last"] and not owned):
        return When.on(cal.next_weekday(a.day, match["weekday"]))
    return When.on(cal.past_weekday(a.day, match["weekday"], strict=bool(match["last"])))


def weekday_of_week(match: re.Match[str], a: Anchors) -> When:
    """Read "on Tuesday last week"."""
    weeks = -7 if match["which"].casefold() in {"last", "the previous", "previous"} else 0
    return When.on(cal.step(cal.monday(a.day), weeks + cal.weekday(match["weekday"])))


def weekday_range(match: re.Match[str], a: Anchors) -> When:
    """Read "between Monday and Wednesday"."""
    last = cal.past_weekday(a.day, match["second"])
    return cal.between(cal.past_weekday(last, match["weekday"], strict=True), last)


def night_of(match: re.Match[str], a: Anchors) -> When:
    """Read "overnight on Wednesday": the night before that day or the one after, as far as it is past."""
    day = cal.past_weekday(a.day, match["weekday"])
    return cal.between(cal.step(day, -1), min(cal.step(day, 1), a.day))


def half_year_ago(_: re.Match[str], a: Anchors) -> When:
    """Read "half a year ago" as that month."""
    return cal.months_on(a.day, -6)


def fortnight_ago(_: re.Match[str], a: Anchors) -> When:
    """Read "a fortnight ago"."""
    return When.on(cal.step(a.day, -14))


_ORDINALS = ("first", "second", "third", "fourth")


def week_of_month(match: re.Match[str], a: Anchors) -> When | None:
    """Read "in the first week of May" as seven days; the last week as the last seven."""
    year, which = match["year"], match["which"].casefold()
    if not year and a.published is None:
        return None
    whole = (
        When.month(int(year), cal.month(match["month"]))
        if year
        else cal.yearless_month(a.day, cal.month(match["month"]))
    )
    if which in _ORDINALS:
        first = cal.step(whole.first, 7 * _ORDINALS.index(which))
        return When(first, cal.step(first, 6), Precision.WEEK)
    return When(cal.step(whole.last, -6), whole.last, Precision.WEEK)


def year_said(match: re.Match[str], a: Anchors) -> When | None:
    """Read "on 1 May this year", "in December last year"."""
    year = a.day.year - (match["which"].casefold() == "last")
    month = cal.month(match["month"])
    return on(cal.exact(year, month, int(match["day"]))) if match["day"] else When.month(year, month)


def night_into(match: re.Match[str], a: Anchors) -> When:
    """Read "overnight into Wednesday"."""
    last = cal.past_weekday(a.day, match["weekday"])
    first = match.groupdict().get("evening")
    return cal.between(cal.past_weekday(last, first, strict=True) if first else cal.step(last, -1), last)


def overnight(_: re.Match[str], a: Anchors) -> When:
    """Read the night that ends on the publication day."""
    return cal.between(cal.step(a.day, -1), a.day)


def today(match: re.Match[str], a: Anchors) -> When:
    """Read "today", "yesterday", "this morning"."""
    word = match["word"].casefold()
    if "in the day" in word and (a.event or a.previous) is not None:
        return a.act
    back = 2 if "before yesterday" in word else 1 if "yesterday" in word else -1 if "tomorrow" in word else 0
    return When.on(cal.step(a.day, -back))


def week(match: re.Match[str], a: Anchors) -> When:
    """Read "last week", "earlier this week"."""
    which, part = match["which"].casefold(), (match["part"] or "").casefold()
    first = cal.step(cal.monday(a.day), {"last": -7, "this": 0, "next": 7}[which])
    if part.startswith("earl") and which == "this":
        return cal.between(first, a.day)
    if part.startswith("earl"):
        return cal.between(first, cal.step(first, 2))
    if part.startswith("late") and part != "later":
        return cal.between(cal.step(first, 3), cal.step(first, 6))
    return When(first, cal.step(first, 6), Precision.WEEK)


def period(match: re.Match[str], a: Anchors) -> When | None:
    """Read "last month", "earlier this year"; "the third this month" dates nothing."""
    if match["which"].casefold() == "this" and record(match, a):
        return None
    which, part = match["which"].casefold(), (match["part"] or "").casefold()
    step = {"last": -1, "this": 0, "next": 1}[which]
    whole = cal.months_on(a.day, step) if match["unit"].casefold() == "month" else When.year(a.day.year + step)
    if which == "this" and part.startswith("earlier"):
        return cal.between(whole.first, a.day)
    return cal.part(whole, part)


def weekend(match: re.Match[str], a: Anchors) -> When:
    """Read "over the weekend"."""
    saturday = cal.past_weekday(a.day, "saturday", strict=False)
    if match["last"] and cal.step(saturday, 1) >= a.day:
        saturday = cal.step(saturday, -7)
    return cal.between(saturday, cal.step(saturday, 1))


def past_stretch(match: re.Match[str], a: Anchors) -> When:
    """Read "in the past 24 hours"."""
    count = cal.number(match["number"]) if match["number"] else 1
    unit = match["unit"].casefold()
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count, "month": 30 * count, "year": 365 * count}[unit]
    return cal.between(cal.step(a.day, -days), a.day)


def ago(match: re.Match[str], a: Anchors) -> When:
    """Read "three days ago", "two months ago": as fine as its unit."""
    return _back(a.day, cal.number(match["number"]), match["unit"].casefold())


def _back(day: date, count: int, unit: str) -> When:
    if unit in {"minute", "hour"}:
        return cal.between(cal.step(day, -(-count // 24) if unit == "hour" else 0), day)
    if unit == "month":
        return cal.months_on(day, -count)
    if unit == "year":
        return When.year(day.year - count)
    return When.on(cal.step(day, -count * (7 if unit == "week" else 1)))


VAGUE = {"minute": (0, 0), "hour": (0, 1), "day": (2, 7), "week": (14, 49), "month": (60, 300), "year": (730, 3287)}


def vaguely_ago(match: re.Match[str], a: Anchors) -> When:
    """Read "days ago", "several weeks ago" as a wide stretch."""
    near, far = VAGUE[match["unit"].casefold()]
    return cal.between(cal.step(a.day, -far), cal.step(a.day, -near))


def of_month(match: re.Match[str], a: Anchors) -> When | None:
    """Read "on the 20th"."""
    for back in (0, -1, -2):
        whole = cal.months_on(a.day, back)
        day = cal.exact(whole.first.year, whole.first.month, int(match["day"]))
        if day and day <= a.day:
            return When.on(day)
    return None
