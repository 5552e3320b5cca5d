"""The graph as a calendar: iCalendar (RFC 5545).

What is hard: a calendar day ends where the next begins, a line has at most 75 octets and may not cut a letter, and
an entry wants a time stamp though the file must come out the same each time. An act of unknown day is a journal
entry, the one component that may stand without a day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, BinaryIO

from kg.graph.telling import Telling, flat
from kg.vocab import Factuality, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Event, Graph

OCTETS = 75
_SPECIAL = re.compile(r"([\\;,])")


def write_calendar(graph: Graph, out: BinaryIO) -> None:
    """Write one entry an act; RELATED-TO names the acts it answered."""
    told = Telling.of(graph)
    stamp = max((d.published for d in graph.documents if d.published), default=date(1970, 1, 1))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//escalation-kg//kg export//EN", "CALSCALE:GREGORIAN"]
    for event in told.events:
        lines += _entry(told, event, _day(stamp))
    lines.append("END:VCALENDAR")
    out.writelines(_folded(line) for line in lines)


def _entry(told: Telling, event: Event, stamp: str) -> Iterator[str]:
    kind = "VEVENT" if event.when else "VJOURNAL"
    yield f"BEGIN:{kind}"
    yield f"UID:{event.id}@escalation-kg"
    yield f"DTSTAMP:{stamp}T000000Z"
    if event.when:
        yield f"DTSTART;VALUE=DATE:{_day(event.when.first)}"
        if event.when.last < date.max:
            yield f"DTEND;VALUE=DATE:{_day(event.when.last + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.label)}"
    lines = list(told.lines(event))
    if lines:
        yield "DESCRIPTION:" + r"\n".join(map(_text, lines))
    yield f"CATEGORIES:{event.type.family.value},{event.type.value}"
    yield from _where(told, event)
    asserted = event.factuality is Factuality.ASSERTED
    yield f"STATUS:{('CONFIRMED' if asserted else 'TENTATIVE') if event.when else ('FINAL' if asserted else 'DRAFT')}"
    for link in told.answers.get(event.id, ()):
        if not link.denied and link.kind is not Relation.FOLLOWED:
            yield f"RELATED-TO:{link.cause}@escalation-kg"
    yield f"END:{kind}"


def _where(told: Telling, event: Event) -> Iterator[str]:
    """Yield the place; a journal entry has none of its own, so its label must do."""
    if not event.when or not event.places:
        return
    yield "LOCATION:" + _text("; ".join(told.named(event.places)))
    point = next((told.points[p] for p in event.places if p in told.points), None)
    if point:
        yield f"GEO:{point[0]:.6f};{point[1]:.6f}"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """Return a TEXT value: its own separators escaped (section 3.3.11)."""
    return _SPECIAL.sub(r"\\\1", flat(text))


def _folded(line: str) -> bytes:
    """Return a content line folded between letters (section 3.1)."""
    parts, size, part = [], 0, bytearray()
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if size + len(octets) > OCTETS:
            parts.append(bytes(part))
            part, size = bytearray(b" "), 1
        part += octets
        size += len(octets)
    parts.append(bytes(part))
    return b"\r\n".join(parts) + b"\r\n"
