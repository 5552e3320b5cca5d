"""The graph on a map: GeoJSON (RFC 7946).

What is hard: an act at several places is one feature, an act of unknown place is a feature without a geometry, and a
link is a line from cause to effect only where both have a place. Nothing is dropped for want of a point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from kg.graph.export_network import toll
from kg.graph.export_stories import dump
from kg.graph.telling import RELATION, Telling

if TYPE_CHECKING:
    from kg.model import CausalLink, Event, Graph

Json = dict[str, Any]


def write_geojson(graph: Graph, out: BinaryIO) -> None:
    """Write a FeatureCollection: acts as points, links as lines; positions are longitude, latitude (WGS 84)."""
    told = Telling.of(graph)
    points = {event.id: _points(told, event) for event in told.events}
    acts = [_act(told, event, points[event.id]) for event in told.events]
    links = [_line(told, link, points) for links in told.answers.values() for link in links]
    features = [*acts, *sorted(links, key=lambda f: str(f["id"]))]
    dump({"type": "FeatureCollection", "features": features}, out)


def _points(told: Telling, event: Event) -> list[list[float]]:
    """Return the positions of an act, each once."""
    found = [told.points[p] for p in event.places if p in told.points]
    return [[longitude, latitude] for latitude, longitude in dict.fromkeys(found)]


def _act(told: Telling, event: Event, points: list[list[float]]) -> Json:
    geometry = None
    if points:
        one = len(points) == 1
        geometry = {"type": "Point" if one else "MultiPoint", "coordinates": points[0] if one else points}
    when = event.when
    properties = {
        "kind": "event",
        "label": event.label,
        "type": event.type.value,
        "family": event.type.family.value,
        "factuality": event.factuality.value,
        "start": when.first.isoformat() if when else None,
        "end": when.last.isoformat() if when else None,
        "precision": when.precision.value if when else None,
        "actors": told.named(event.actors),
        "targets": told.named(event.targets),
        "places": told.named(event.places),
        **toll(told.claims.get(event.id, ())),
        "told": list(told.lines(event)),
    }
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}


def _line(told: Telling, link: CausalLink, points: dict[str, list[list[float]]]) -> Json:
    ends = [points.get(link.cause, [])[:1], points.get(link.effect, [])[:1]]
    geometry = {"type": "LineString", "coordinates": [*ends[0], *ends[1]]} if all(ends) else None
    properties = {
        "kind": "link",
        "relation": link.kind.value,
        "label": f"{told.labels.get(link.effect, link.effect)}: {RELATION[link.kind]}",
        "effect": link.effect,
        "cause": link.cause,
        "basis": link.basis.value,
        "confidence": link.confidence,
        "denied": link.denied,
        "told": [told.words(one) for one in link.evidence],
    }
    return {"type": "Feature", "id": link.id, "geometry": geometry, "properties": properties}
