"""A sound graph has no problems; each way to be unsound is named with the thing that is."""

from __future__ import annotations

import builtins
import dataclasses
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import MissingPart
from kg.graph import rdf, shapes
from kg.graph.rdf_terms import ESC, ID
from kg.model import Claim, Evidence, Graph, Span
from kg.vocab import ClaimKind, Stance
from kg.when import When

ROOT = Path(__file__).resolve().parents[2]
STORY = rdf.load(ROOT / "ontology" / "examples" / "valid" / "tit-for-tat.trig")


def named(label: str):
    return next(event for event in STORY.events if event.label == label)


def without(event) -> Graph:
    return replace(STORY, events=tuple(one for one in STORY.events if one.id != event.id))


def test_a_sound_graph_has_no_problem():
    assert shapes.check(STORY) == []


def test_nothing_has_no_problem():
    assert shapes.check(Graph()) == []


def test_a_link_against_time_is_named():
    kell = named("Sudria's drones attacked Kell")
    early = replace(kell, when=When.on(date(2031, 1, 1)))
    graph = replace(STORY, events=(*without(kell).events, early))
    found = [problem for problem in shapes.check(graph) if problem.check == "effect-before-its-cause"]
    link = next(link for link in STORY.links if link.effect == kell.id and not link.denied)
    assert [problem.thing for problem in found] == [link.id]
    assert "2031-01-01" in found[0].message


def test_an_event_that_is_gone_is_missed_by_its_links_and_claims():
    kell = named("Sudria's drones attacked Kell")
    found = {(problem.check, problem.thing) for problem in shapes.check(without(kell))}
    for link in STORY.links:
        if kell.id in {link.effect, link.cause}:
            assert {("CausalLink", link.id), ("link-without-ends", link.id)} <= found
    for claim in STORY.claims:
        assert (("Claim", claim.id) in found) == (claim.event == kell.id)


def test_a_quote_that_is_not_in_its_document_is_named():
    claim = STORY.claims[0]
    span = claim.evidence.span
    wrong = replace(claim, evidence=replace(claim.evidence, span=Span(span.start, span.end, "x" * len(span.quote))))
    graph = replace(STORY, claims=(wrong, *STORY.claims[1:]))
    found = shapes.check(graph)
    assert "quote-not-in-text" in {problem.check for problem in found}
    assert f"{claim.evidence.document}#char={span.start},{span.end}" in {problem.thing for problem in found}


def test_a_count_that_is_upside_down_is_named_by_shape_and_query():
    event, document = STORY.events[0], STORY.documents[0]
    words = Evidence(document.id, Span.of(document.text, 0, 5))
    claim = Claim("claim-0", event.id, ClaimKind.KILLED, Stance.REPORTS, words, 9, 6)
    found = {(problem.check, problem.thing) for problem in shapes.check(replace(STORY, claims=(*STORY.claims, claim)))}
    assert found == {("Claim", "claim-0"), ("count-upside-down", "claim-0")}


def test_a_confidence_beyond_one_is_named():
    link = STORY.links[0]
    graph = replace(STORY, links=(replace(link, confidence=1.5), *STORY.links[1:]))
    assert [(problem.check, problem.thing) for problem in shapes.check(graph)] == [("CausalLink", link.id)]


def test_acts_that_answer_each_other_in_a_circle_are_named():
    store = ox.Store()
    for effect, name, cause in (
        ("e-2", "retaliationFor", "e-1"),
        ("e-3", "respondsTo", "e-2"),
        ("e-1", "respondsTo", "e-3"),
        ("e-4", "retaliationFor", "e-3"),
        ("e-5", "followed", "e-6"),
        ("e-6", "followed", "e-5"),
    ):
        ends = [ox.NamedNode(iri) for iri in (ID + effect, ESC + name, ID + cause)]
        store.add(ox.Quad(*ends, ox.NamedNode(f"{ID}graph")))
    found = [problem for problem in shapes.by_queries(store) if problem.check == "retaliation-cycle"]
    assert {problem.thing for problem in found} == {"e-1", "e-2", "e-3"}
    assert next(problem for problem in found if problem.thing == "e-2").message.endswith("by way of e-1, e-3")


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_slices_of_any_size_find_the_same(monkeypatch, size):
    kell = named("Sudria's drones attacked Kell")
    graph = without(kell)
    whole = shapes.check(graph)
    monkeypatch.setattr(shapes, "_SLICE", size)
    assert shapes.check(STORY) == []
    assert shapes.check(graph) == whole


def test_problems_are_sorted_and_each_told_once():
    graph = replace(STORY, mentions=(), actors=(), places=())
    found = shapes.check(graph)
    assert found == sorted(set(found))
    assert {problem.check for problem in found} == {"Event", "event-without-mention"}
    assert {problem.thing for problem in found} == {event.id for event in STORY.events}


def test_without_pyshacl_the_extra_is_named_and_the_queries_still_run(monkeypatch):
    there = builtins.__import__

    def absent(name, *rest, **more):
        if name == "pyshacl":
            raise ImportError(name)
        return there(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(MissingPart, match=r"pip install '.*\[check\]'"):
        shapes.check(STORY)
    assert shapes.check(replace(STORY, mentions=()), shapes=False)
    assert shapes.check(STORY, shapes=False) == []


def test_the_queries_run_on_a_store_that_is_there():
    store = ox.Store()
    store.extend(rdf.quads(replace(STORY, documents=())))
    assert {problem.check for problem in shapes.by_queries(store)} == {"claim-without-document"}


def test_a_problem_is_a_value():
    fields = {field.name for field in dataclasses.fields(shapes.Problem)}
    assert fields == {"thing", "check", "message"}
