"""Phrases of time that count from an act: "two days later", "the next day", "hours after".

What is hard: the act's own date may be a stretch; it is moved whole, and vague words ("hours later") widen it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import dates_calendar as cal
from kg.extract.dates_relative import VAGUE
from kg.when import Precision, When

if TYPE_CHECKING:
    import re

    from kg.extract.dates_readings import Anchors


def stepped(match: re.Match[str], a: Anchors) -> When:
    """Read "two days later", "a week before": the act's own day, moved."""
    unit, count = match["unit"].casefold().replace("night", "day"), cal.number(match["number"])
    sign = (
        -1
        if match["way"].casefold() in {"earlier", "before", "beforehand", "previously", "prior to", "ahead of"}
        else 1
    )
    if unit == "hour" and count % 24 == 0:
        return cal.shifted(a.act, sign * count // 24)
    if unit in {"minute", "hour"}:
        if unit == "minute":
            return a.act
        day = sign * (-(-count // 24))
        return cal.between(min(a.act.first, cal.step(a.act.first, day)), max(a.act.last, cal.step(a.act.last, day)))
    if unit in {"day", "week"}:
        return cal.shifted(a.act, sign * count * (7 if unit == "week" else 1))
    first = cal.months_on(a.act.first, sign * count * (12 if unit == "year" else 1))
    return When(first.first, cal.months_on(first.first, 0).last, Precision.MONTH)


def vaguely_stepped(match: re.Match[str], a: Anchors) -> When:
    """Read "hours later", "days earlier", "shortly after" as a stretch beside the act."""
    unit = (match["unit"] or "minute").casefold()
    near, far = VAGUE[unit]
    if match["way"].casefold() in {"earlier", "before", "beforehand", "previously"}:
        return cal.between(cal.step(a.act.first, -far), cal.step(a.act.last, -near))
    return cal.between(cal.step(a.act.first, near), cal.step(a.act.last, far))


_NEIGHBOUR = {
    "next": 1,
    "following": 1,
    "previous": -1,
    "preceding": -1,
    "same": 0,
    "that": 0,
    "day after": 1,
    "day before": -1,
    "night before": -1,
}


def neighbour(match: re.Match[str], a: Anchors) -> When:
    """Read "the next day", "the same day", "the day before"."""
    return cal.shifted(a.act, _NEIGHBOUR[" ".join(match["which"].casefold().split())])


def neighbour_weekday(match: re.Match[str], a: Anchors) -> When:
    """Read "the following Monday", "the previous Friday"."""
    if _NEIGHBOUR[match["which"].casefold()] > 0:
        return When.on(cal.next_weekday(a.act.last, match["weekday"]))
    return When.on(cal.past_weekday(a.act.first, match["weekday"], strict=True))


def neighbour_unit(match: re.Match[str], a: Anchors) -> When:
    """Read "the following week", "the previous month", "the same year"."""
    way, unit = _NEIGHBOUR[match["which"].casefold()], match["unit"].casefold()
    if unit == "month":
        return cal.months_on(a.act.first, way)
    if unit == "year":
        return When.year(a.act.first.year + way)
    first = cal.step(cal.monday(a.act.first), 7 * way)
    return When(first, cal.step(first, 6), Precision.WEEK)
