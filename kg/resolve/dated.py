"""When it was, where no words of an act's own name a day: the likeliest of the days told around it.

What is hard: a text rarely repeats a day, and most days that stand near an act are not its own. What speaks for each
is weighed (kg.resolve.day_signs, with readable weights fitted to annotated texts by tests/quality/fit_days.py), and the
likeliest is taken where it is likely enough; else the act has no day. No day is taken that the text does not name or
imply. Such a day has no words of its own: the rule of its mention tells how sure it is and which signs weighed most.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.resolve.day_signs import Calendar, Search
from kg.resolve.weighing import Choice, known
from kg.vocab import UNREAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Document, Event, EventMention, Extraction
    from kg.when import When

LIKELY, AGREED = 0.65, 0.3
"""The chance from which a day is taken, and from which it is where a rule supposes it too."""


def weights() -> dict[str, float]:
    """Return the weight of each sign."""
    return known("day_weights.toml")["when"]


def undated(calendar: Calendar, events: Iterable[Event]) -> list[Search]:
    """Return the events that no words of their own date."""
    open_to = (e for e in events if e.id not in calendar.dated and e.factuality not in UNREAL)
    return [Search(calendar, e) for e in open_to if not e.teaser]


def taken(signs: dict[When, dict[str, float]]) -> tuple[When, str] | None:
    """Return the likeliest day, with what spoke for it; none where none is likely enough.

    What speaks for "Friday or Saturday" speaks for Saturday.
    """
    choice = Choice.of(signs, weights())
    if not signs:
        return None
    day = choice.ranked[0]
    alike = [other for other in signs if other.overlaps(day)]
    chance = sum(map(choice.chance, alike))
    if chance < (AGREED if any("rule" in signs[other] for other in alike) else LIKELY):
        return None
    return day, f"day {choice.rule(day, weights())} ({chance:.2f})"


def dated(
    document: Document, extraction: Extraction, events: tuple[Event, ...], mentions: Sequence[EventMention]
) -> tuple[tuple[Event, ...], tuple[EventMention, ...]]:
    """Return events and mentions with the days that are told or likely.

    What was carried over to a single mention gives way to what is weighed of the whole act.
    """
    calendar = Calendar(document, extraction, events, mentions)
    full, told = {e.id: e for e in events}, {m.id: m for m in mentions}
    for asked in undated(calendar, events):
        found = taken(asked.signs())
        weighed = (*asked.event.worked_out, *(("when",) if found else ()))
        full[asked.event.id] = replace(asked.event, when=found[0] if found else None, worked_out=weighed)
        for member in asked.members:
            told[member.id] = replace(member, when=None)
        if found is not None:
            first = asked.first
            told[first.id] = replace(first, when=found[0], rule=f"{first.rule}; {found[1]}")
    return tuple(full[e.id] for e in events), tuple(told[m.id] for m in mentions)
