"""When it happened: "last Tuesday", "two days later", "overnight" → `When`.

What is hard: each phrase counts from a day of its own: the publication, the act it names ("two days after the
raid"), or the act told before ("hours later"). Where that day is unknown the answer is "unresolved", not a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.extract.dates_calendar import between, step
from kg.extract.dates_grammar import rules
from kg.extract.dates_pieces import timed
from kg.extract.dates_readings import Anchors, Needs, Rule
from kg.extract.literals import Sieve
from kg.model import Span

if TYPE_CHECKING:
    import re
    from datetime import date

    from kg.when import When

FRESH = 1
"""Days before the publication that the night before it is still told beside."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A phrase of time at `span`; `when` None where the day it counts from is not known.

    `counts_from` tells which: published, event (the act the phrase itself names), previous (the act told before; an
    `event` serves too), or nothing. `rule` begins with "since" for a stretch that a series began on its first day.
    """

    span: Span
    when: When | None
    rule: str
    counts_from: str


def find(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    published: date | None,
    event: When | None = None,
    previous: When | None = None,
) -> list[Dated]:
    """Return the phrases of time between two offsets of `text`, in order, without overlaps.

    `event` is the date of the act that such phrases as "two days after the raid" count from, `previous` that of the
    act told before, for "two days later".
    """
    stop = len(text) if end is None else end
    anchors = Anchors(published, event, previous, text)
    found: list[Dated] = []
    for begin, minus_end, _, rule, match in _hits(text, start, stop):
        if found and begin < found[-1].span.end:
            continue
        when = _read(rule, match, anchors)
        blank = len(match.group()) - len(match.group().lstrip())
        found.append(Dated(Span.of(text, begin + blank, -minus_end), when, rule.name, rule.needs.value))
    return [_by_night(one, found, published) for one in found]


def _by_night(one: Dated, found: list[Dated], published: date | None) -> Dated:
    """Return "overnight" as the night of the day that is told before it: "shut on Oct. 12 after overnight clashes"."""
    if one.rule != "overnight" or published is None:
        return one
    led = (d.when for d in found if d.span.start < one.span.start)
    days = {when.first for when in led if when is not None and when.days == 1}
    if len(days) != 1 or (published - (day := days.pop())).days <= FRESH:
        return one
    return replace(one, when=between(step(day, -1), day))


@cache
def _sieve() -> Sieve[tuple[int, Rule]]:
    return Sieve((rule.pattern, (order, rule)) for order, rule in enumerate(rules()))


@lru_cache(maxsize=64)  # a sentence is read again for each of its acts
def _hits(text: str, start: int, stop: int) -> list[tuple[int, int, int, Rule, re.Match[str]]]:
    """Return what the rules match, by place, the longest first."""
    if not timed(text, start, stop):
        return []
    hits = [
        (match.start(), -match.end(), order, rule, match)
        for order, rule in _sieve().passed(text[start:stop])
        for match in rule.pattern.finditer(text, start, stop)
    ]
    return sorted(hits, key=lambda h: h[:3])


def _read(rule: Rule, match: re.Match[str], anchors: Anchors) -> When | None:
    """Read a match, where the day it counts from is known and the calendar reaches that far."""
    if not anchors.has(rule.needs):
        return None
    try:
        return rule.read(match, anchors)
    except (ValueError, OverflowError):
        return None


def resolve(
    phrase: str, *, published: date | None, event: When | None = None, previous: When | None = None
) -> Dated | None:
    """Return the longest phrase of time in a few words, or None where there is none."""
    found = find(phrase, published=published, event=event, previous=previous)
    return max(found, key=lambda d: d.span.end - d.span.start, default=None)


__all__ = ["Dated", "Needs", "find", "resolve"]
