"""Weekdays, months, number words, and steps through the calendar.

What is hard: a month is no number of days, and "last Friday" counts from the day it was said. All here is plain
arithmetic on `date`; nothing reads the clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from kg.when import Precision, When

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905 - a row of names reads better
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: i for i, word in enumerate(_ONES.split(), 1)} | {
    word: 10 * i for i, word in enumerate(_TENS.split(), 2)
}
_NUMBERS |= {
    f"{ten}-{one}": 10 * i + k for i, ten in enumerate(_TENS.split(), 2) for k, one in enumerate(_ONES.split()[:9], 1)
}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "dozen": 12}
NUMBER = r"(?:\d{1,4}|" + "|".join(re.escape(w) for w in sorted(_NUMBERS, key=len, reverse=True)) + ")"


def number(words: str) -> int:
    """Return the value of digits or a number word that `NUMBER` matches."""
    low = " ".join(words.casefold().split())
    return int(low) if low.isdigit() else _NUMBERS[low]


def weekday(words: str) -> int:
    """Return 0 for Monday … 6 for Sunday."""
    return _DAYS.index(words.casefold())


def month(words: str) -> int:
    """Return 1 for January or Jan. … 12."""
    low = words.casefold().rstrip(".")[:3]
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(low))


def step(day: date, days: int) -> date:
    """Return the day so many days on; the ends of the calendar hold."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def past_weekday(day: date, name: str, *, strict: bool = False) -> date:
    """Return the nearest such weekday not after `day` (before it, where `strict`)."""
    back = (day.weekday() - weekday(name)) % 7
    return step(day, -(back or (7 if strict else 0)))


def next_weekday(day: date, name: str) -> date:
    """Return the nearest such weekday after `day`."""
    return step(day, (weekday(name) - day.weekday() - 1) % 7 + 1)


def monday(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return step(day, -day.weekday())


def months_on(day: date, count: int) -> When:
    """Return the whole month so many months from that of `day`."""
    index = day.year * 12 + day.month - 1 + count
    return When.month(index // 12, index % 12 + 1)


def exact(year: int, month_: int, day: int) -> date | None:
    """Return a day, or None where there is none such (31 April)."""
    if not (1 <= month_ <= len(MONTHS) and 1 <= day <= monthrange(max(year, 1), month_)[1]):
        return None
    return date(year, month_, day)


def yearless(published: date, month_: int, day: int, *, future: bool = False) -> date | None:
    """Return the nearest such day not after publication; the next one where a plan is spoken of and it is near."""
    near = 120
    if future:
        coming = [d for y in (0, 1) if (d := exact(published.year + y, month_, day)) and d >= published]
        if coming and (coming[0] - published).days <= near:
            return coming[0]
    past = [d for y in range(9) if (d := exact(published.year - y, month_, day)) and d <= published]
    return past[0] if past else None


def yearless_month(published: date, month_: int) -> When:
    """Return the nearest such month that has begun by publication."""
    return When.month(published.year - (month_ > published.month), month_)


def part(when: When, which: str | None) -> When:
    """Return the early, middle or late third of a month or year; all of it where `which` names none."""
    low = (which or "").casefold()
    if when.precision is Precision.YEAR:
        cuts = [date(when.first.year, month_, 1) for month_ in (5, 9)]
    else:
        cuts = [step(when.first, 10), step(when.first, 20)]
    if "mid" in low:
        return between(cuts[0], step(cuts[1], -1))
    if low.startswith(("early", "the start", "the beginning", "start", "beginning")):
        return between(when.first, step(cuts[0], -1))
    if low.startswith(("late", "the end", "end")) and not low.startswith("later"):
        return between(cuts[1], when.last)
    return when


def between(first: date, last: date) -> When:
    """Return the stretch between two days, in whichever order they come."""
    first, last = min(first, last), max(first, last)
    return When(first, last, Precision.DAY if first == last else Precision.DAYS)


def by_telling(when: When) -> When:
    """Return when an act was that is told on a day: on it, or on the day before."""
    return between(step(when.first, -1), when.last)


def shifted(when: When, days: int) -> When:
    """Return the same stretch, so many days on."""
    return When(step(when.first, days), step(when.last, days), when.precision)
