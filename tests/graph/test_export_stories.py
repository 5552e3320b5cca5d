"""Files for timelines, maps and calendars, opened by their own readers; no act is lost on the way."""

from __future__ import annotations

import importlib.util
import io
import json
from pathlib import Path

import icalendar
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import HealthCheck, given, settings

from kg.graph import exports, rdf

_spec = importlib.util.spec_from_file_location("strategies", Path(__file__).with_name("strategies.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

GRAPH = rdf.load(Path(__file__).resolve().parents[2] / "ontology" / "examples" / "valid" / "tit-for-tat.trig")
IDS = {e.id for e in GRAPH.events}
DATED = {e.id for e in GRAPH.events if e.when}
roomy = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def written(graph, form) -> bytes:
    out = io.BytesIO()
    exports.write(graph, form, out)
    return out.getvalue()


def test_the_calendar_opens():
    whole = icalendar.Calendar.from_ical(written(GRAPH, "ical"))
    entries = {str(e["UID"]).partition("@")[0]: e for e in whole.walk() if e.name in {"VEVENT", "VJOURNAL"}}
    assert set(entries) == IDS
    assert {i for i, e in entries.items() if e.name == "VEVENT"} == DATED
    for event in GRAPH.events:
        entry = entries[event.id]
        assert str(entry["SUMMARY"]) == event.label
        if event.when:
            assert entry.decoded("DTSTART") == event.when.first
            assert (entry.decoded("DTEND") - event.when.last).days == 1
    answers = {(k.effect, k.cause) for k in GRAPH.links if not k.denied and k.kind.value != "followed"}
    told = set()
    for name, entry in entries.items():
        causes = entry.get("RELATED-TO", [])
        told |= {(name, str(c).partition("@")[0]) for c in (causes if isinstance(causes, list) else [causes])}
    assert told == answers


def test_the_map_opens():
    whole = FeatureCollection.model_validate_json(written(GRAPH, "geojson"))
    acts = {f.id: f for f in whole.features if f.properties["kind"] == "event"}
    assert set(acts) == IDS
    placed = {p.id: p for p in GRAPH.places if p.latitude is not None}
    for event in GRAPH.events:
        points = [placed[p] for p in event.places if p in placed]
        geometry = acts[event.id].geometry
        assert (geometry is None) == (not points)
        if len(points) == 1:
            assert tuple(geometry.coordinates) == (points[0].longitude, points[0].latitude)
    assert len(whole.features) == len(IDS) + len(GRAPH.links)


def test_timelinejs_has_each_act_on_a_slide_or_on_the_title():
    whole = json.loads(written(GRAPH, "timelinejs"))
    assert {s["unique_id"] for s in whole["events"]} == DATED
    for event in GRAPH.events:
        if not event.when:
            assert event.label in whole["title"]["text"]["text"].replace("&#x27;", "'")
    month = next(s for s in whole["events"] if s["display_date"] == "2031-03")
    assert month["start_date"] == {"year": 2031, "month": 3}


def test_timemap_gets_strings_and_days_the_american_way():
    whole = json.loads(written(GRAPH, "timemap"))
    assert {e["id"] for e in whole["events"]} == IDS
    assert {e["id"] for e in whole["events"] if e["date"]} == DATED
    drones = next(e for e in whole["events"] if "drones attacked Kell" in e["description"].splitlines()[0])
    assert drones["date"] == "03/04/2031"
    assert set(whole["sources"]) == {d.id for d in GRAPH.documents}


def test_what_two_papers_count_stays_two_lines():
    whole = json.loads(written(GRAPH, "geojson"))
    rivals = [c for c in GRAPH.claims if c.kind.value == "killed"]
    assert len(rivals) > 1
    told = " ".join(line for f in whole["features"] for line in f["properties"]["told"])
    for claim in rivals:
        assert claim.evidence.span.quote in told


@roomy
@given(strategies.graphs())
@pytest.mark.parametrize("form", ["timelinejs", "timemap", "geojson", "ical", "mermaid"])
def test_any_graph_can_be_written_and_opened(form, graph):
    data = written(graph, form)
    if form == "ical":
        whole = icalendar.Calendar.from_ical(data)
        assert sum(e.name in {"VEVENT", "VJOURNAL"} for e in whole.walk()) == len(graph.events)
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    elif form == "geojson":
        FeatureCollection.model_validate_json(data)
    elif form == "mermaid":
        assert data.startswith(b"flowchart LR\n")
    else:
        assert json.loads(data)
