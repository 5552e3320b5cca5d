"""The graph for two tools that tell stories on a page: TimelineJS and timemap.

What is hard: TimelineJS puts its texts into the page as markup, in places after undoing an escape, so angle brackets
become guillemets, which no number of turns makes markup again; it has no events without a day, so those stand on the
title slide instead of vanishing. timemap wants every value a string, tells days the
American way, and drops an event without a day: the file keeps it, for its place.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.graph.telling import Telling, flat
from kg.when import Precision

if TYPE_CHECKING:
    from datetime import date

    from kg.model import Document, Event, Graph

Json = dict[str, Any]
TITLE = "Escalation timeline"
_ENTITY = re.compile(r"&(?=#?\w+;?)")


def write_timelinejs(graph: Graph, out: BinaryIO) -> None:
    """Write TimelineJS 3 JSON (knightlab: "Using JSON with TimelineJS")."""
    told = Telling.of(graph)
    undated = [_escaped(e.label) for e in told.events if e.when is None]
    text = f"{len(told.events)} events."
    if undated:
        text = f"<p>{text} Day not told:</p><ul>{''.join(f'<li>{one}</li>' for one in undated)}</ul>"
    slides = [_slide(told, event) for event in told.events if event.when is not None]
    dump({"title": {"text": {"headline": TITLE, "text": text}}, "events": slides}, out)


def _slide(told: Telling, event: Event) -> Json:
    when = event.when
    assert when is not None  # noqa: S101 - the caller took those that have one
    sides = told.named(event.actors)
    slide = {
        "unique_id": event.id,
        "start_date": _day(when.first, when.precision),
        "display_date": str(when).replace("..", " – "),
        "text": {
            "headline": _escaped(event.label),
            "text": "".join(f"<p>{_escaped(line)}</p>" for line in told.lines(event)),
        },
        "group": _escaped(sides[0]) if sides else "unknown side",
    }
    if when.last > when.first:
        slide["end_date"] = _day(when.last, when.precision)
    return slide


def _day(day: date, precision: Precision) -> dict[str, int]:
    parts = {"year": day.year, "month": day.month, "day": day.day}
    kept = {Precision.YEAR: 1, Precision.MONTH: 2}.get(precision, 3)
    return dict(list(parts.items())[:kept])


def _escaped(text: str) -> str:
    harmless = _ENTITY.sub("\N{FULLWIDTH AMPERSAND}", flat(text)).replace("<", "‹").replace(">", "›")
    return html.escape(harmless)


def write_timemap(graph: Graph, out: BinaryIO) -> None:
    """Write what timemap (forensic-architecture) loads: events, associations, sources; each value a string."""
    told = Telling.of(graph)
    families = sorted({e.type.family.value for e in told.events})
    dump(
        {
            "events": [_event(told, event) for event in told.events],
            "associations": [
                {"id": f, "title": f, "desc": f"Acts of the family {f}", "mode": "FILTER"} for f in families
            ],
            "sources": {d.id: _source(d) for d in sorted(graph.documents, key=lambda d: d.id)},
            "sites": [],
            "shapes": [],
        },
        out,
    )


def _event(told: Telling, event: Event) -> Json:
    point = next((told.points[p] for p in event.places if p in told.points), None)
    when = event.when
    return {
        "id": event.id,
        "description": "\n\n".join([flat(event.label), *told.lines(event)]),
        "date": f"{when.first:%m/%d}/{when.first.year:04}" if when else "",
        "time": "",
        "time_precision": when.precision.value if when else "",
        "time_display": str(when) if when else "day not told",
        "location": "; ".join(map(flat, told.named(event.places))),
        "latitude": f"{point[0]:.5f}" if point else "",
        "longitude": f"{point[1]:.5f}" if point else "",
        "type": event.type.value,
        "category": "; ".join(map(flat, told.named(event.actors))) or "unknown side",
        "associations": [event.type.family.value],
        "sources": list(event.documents),
        "comments": "",
    }


def _source(document: Document) -> Json:
    return {
        "id": document.id,
        "title": flat(document.title or document.origin),
        "paths": [document.url] if document.url else [],
        "type": "article",
        "url": document.url or "",
        "author": flat(document.source or ""),
        "date": str(document.published or ""),
    }


def dump(value: Json, out: BinaryIO) -> None:
    """Write JSON that a person can read too."""
    out.write(f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace"))
