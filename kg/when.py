"""Days that know how precise they are.

What is hard: "in March" is not 1 March, and two stretches that overlap are neither before nor after
each other. A `When` is therefore a closed interval of days with a partial order; it has no `<`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How finely a source dated an act."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class When:
    """A closed stretch of days, `first` to `last`, and the precision a source gave it."""

    first: date
    last: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it begins."""
        if self.last < self.first:
            msg = f"a stretch cannot end ({self.last}) before it begins ({self.first})"
            raise ValueError(msg)

    @classmethod
    def on(cls, day: date) -> When:
        """Return one whole day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> When:
        """Return a whole month, never its first day."""
        following = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), following - timedelta(days=1), Precision.MONTH)

    @classmethod
    def year(cls, year: int) -> When:
        """Return a whole year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.last - self.first).days + 1

    def before(self, other: When) -> bool:
        """Return whether this is certainly over when `other` begins."""
        return self.last < other.first

    def after(self, other: When) -> bool:
        """Return whether this certainly begins when `other` is over."""
        return other.before(self)

    def overlaps(self, other: When) -> bool:
        """Return whether the two could be the same time."""
        return not self.before(other) and not self.after(other)

    def gap(self, other: When) -> int:
        """Return the least number of days between the two, 0 where they overlap."""
        if self.before(other):
            return (other.first - self.last).days
        return (self.first - other.last).days if self.after(other) else 0

    def meet(self, other: When) -> When | None:
        """Return the days both allow, or None where they contradict each other."""
        if not self.overlaps(other):
            return None
        finer = self if self.days <= other.days else other
        first, last = max(self.first, other.first), min(self.last, other.last)
        if (first, last) == (finer.first, finer.last):
            return finer
        return When(first, last, Precision.DAY if first == last else Precision.DAYS)

    def __str__(self) -> str:
        """Write as a person would: a day, a month, a year, or the two ends."""
        if self.precision is Precision.YEAR:
            return f"{self.first.year}"
        if self.precision is Precision.MONTH:
            return f"{self.first:%Y-%m}"
        return f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"
