"""Days as a person asks for them: "2024-03-01", "October 7", "7 Oct. 2023", "March 2024", "2022", "Friday".

What is hard: a day without its year may be of any year, and a weekday of any week. So they are kept as what recurs,
to be held against the days of each act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SHORT = 3
FIRST, LAST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Day:
    """Days as they were asked for: year, month, day of the month, day of the week (Sunday is 0), each if told."""

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def parts(self) -> tuple[str | None, ...]:
        """The four as SQLite writes them."""
        numbers = ((self.year, 4), (self.month, 2), (self.day, 2), (self.weekday, 1))
        return tuple(None if number is None else f"{number:0{width}}" for number, width in numbers)


def read(words: list[str], months: list[str], days: list[str]) -> tuple[int, Day] | None:
    """Return the day that the words begin with, and how many of them it took."""
    for count in range(len(words), 0, -1):
        found = _day(words[:count], months, days)
        if found:
            return count, found
    return None


def _day(words: list[str], months: list[str], days: list[str]) -> Day | None:
    text = " ".join(words)
    if len(words) == 1 and text in days:
        return Day(text, weekday=days.index(text))
    numbers = [n for n in (_number(word) for word in words) if n is not None]
    named = [m for m in (_month(word, months) for word in words) if m is not None]
    years = [n for n in numbers if FIRST <= n < LAST]
    rest = [n for n in numbers if not FIRST <= n < LAST]
    if len(numbers) + len(named) != len(words) or len(years) > 1:
        return None
    year = years[0] if years else None
    if len(named) == 1 and len(rest) <= 1 and (rest or years):
        return _real(text, year, named[0], rest[0] if rest else None)
    if not named and year and numbers[0] == year and len(rest) in {0, 2}:
        return _real(text, year, *rest) if rest else Day(text, year)
    return None


def _real(text: str, year: int | None, month: int, day: int | None) -> Day | None:
    try:
        date(year or 2024, month, day or 1)
    except ValueError:
        return None
    return Day(text, year, month, day)


def _number(word: str) -> int | None:
    bare = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
    return int(bare) if bare.isascii() and bare.isdigit() else None


def _month(word: str, months: list[str]) -> int | None:
    fits = [i for i, month in enumerate(months, 1) if month == word or (len(word) >= SHORT and month.startswith(word))]
    return fits[0] if len(fits) == 1 else None
