"""A graph becomes RDF and comes back, whatever words are in it."""

from __future__ import annotations

import importlib.util
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import InputError
from kg.graph import rdf
from kg.graph.rdf_terms import COMMON, ESC, PREFIXES, graph_of, node, part
from kg.model import Actor, CausalLink, Document, Event, EventMention, Evidence, Graph, Line, Span
from kg.vocab import Basis, EventType, Factuality, LineLabel, Relation
from kg.when import When

_spec = importlib.util.spec_from_file_location("strategies", Path(__file__).with_name("strategies.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

roomy = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def by_id(graph: Graph) -> Graph:
    """The order that `load` gives: things are a set, their order is no content."""
    return Graph(
        tuple(sorted(graph.documents, key=lambda d: d.id)),
        tuple(sorted(graph.mentions, key=lambda m: (m.document, m.trigger.start, m.id))),
        tuple(sorted(graph.events, key=lambda e: e.id)),
        tuple(sorted(graph.actors, key=lambda a: a.id)),
        tuple(sorted(graph.places, key=lambda p: p.id)),
        tuple(sorted(graph.claims, key=lambda c: c.id)),
        tuple(sorted(graph.links, key=lambda k: k.id)),
    )


def nquads(graph: Graph, **how) -> bytes:
    out = io.BytesIO()
    rdf.write_nquads(graph, out, **how)
    return out.getvalue()


@roomy
@given(strategies.graphs())
def test_nothing_is_lost(graph):
    assert rdf.load(nquads(graph)) == by_id(graph)


@roomy
@given(strategies.graphs())
def test_nothing_is_lost_with_reifiers(graph):
    assert rdf.load(nquads(graph, rdf12=True)) == by_id(graph)


@roomy
@given(strategies.graphs())
def test_a_store_gives_back_the_same_graph(graph):
    store = ox.Store()
    store.extend(rdf.quads(graph))
    assert rdf.load(store.dump(format=ox.RdfFormat.N_QUADS)) == by_id(graph)


@roomy
@given(strategies.graphs())
def test_order_of_input_is_no_content(graph):
    turned = Graph(*(tuple(reversed(getattr(graph, name))) for name in graph.__slots__))
    assert nquads(graph) == nquads(turned)


@roomy
@given(strategies.graphs())
def test_no_triple_is_told_twice(graph):
    """Not in two graphs either: a store that joins its graphs without merging would count it twice."""
    told = [quad.triple for quad in rdf.quads(graph)]
    assert len(told) == len(set(told))


@roomy
@given(strategies.graphs())
def test_what_is_retracted_leaves_no_trace(graph):
    def fresh(kept: Graph) -> set[ox.Quad]:
        other = ox.Store()
        other.extend(rdf.quads(kept))
        return set(other)

    store = ox.Store()
    store.extend(rdf.quads(graph))
    rdf.retract(store, [thing.id for thing in (*graph.links, *graph.claims)])
    assert set(store) == fresh(replace(graph, links=(), claims=()))
    rdf.retract(store, [thing.id for thing in (*graph.events, *graph.actors, *graph.places)])
    assert set(store) == fresh(Graph(graph.documents, graph.mentions))
    rdf.retract(store, [doc.id for doc in graph.documents])
    assert len(store) == 0


TEXT = "Norland shelled Brod on 3 May. Brod fired back, it said."
DOC = Document("doc-1", "a", TEXT, (Line(0, len(TEXT), LineLabel.BODY),))


def act(name: str, start: int, end: int, when: When | None) -> tuple[Event, EventMention]:
    mention = EventMention(
        f"m-{name}",
        "doc-1",
        Span.of(TEXT, start, end),
        Span.of(TEXT, 0, 30),
        EventType.SHELLING,
        Factuality.ASSERTED,
        "x",
    )
    event = Event(
        f"e-{name}", EventType.SHELLING, name, Factuality.ASSERTED, when, (), (), (), (f"m-{name}",), ("doc-1",)
    )
    return event, mention


def scene(effect: When | None, cause: When | None, *, denied: bool = False) -> Graph:
    (first, one), (second, two) = act("first", 8, 15, cause), act("second", 36, 41, effect)
    words = Evidence("doc-1", Span.of(TEXT, 36, 46))
    link = CausalLink(
        "link-1", "e-second", "e-first", Relation.RETALIATION_FOR, Basis.STATED, 0.9, (words,), "m", denied
    )
    return Graph((DOC,), (one, two), (first, second), links=(link,))


EDGE = f"{node('e-second')} <{ESC}retaliationFor> {node('e-first')} "
MAY, JUNE = When.month(2024, 5), When.month(2024, 6)


def test_a_link_is_also_an_edge_from_effect_to_cause():
    assert EDGE in "".join(rdf.lines(scene(JUNE, MAY)))
    assert EDGE in "".join(rdf.lines(scene(None, MAY)))
    assert EDGE in "".join(rdf.lines(scene(MAY, When.on(date(2024, 5, 31)))))


def test_a_denied_link_is_no_edge():
    text = "".join(rdf.lines(scene(JUNE, MAY, denied=True)))
    assert EDGE not in text
    assert f"<{ESC}isDenied>" in text


def test_a_link_against_time_is_no_edge_but_stays_a_node():
    text = "".join(rdf.lines(scene(MAY, JUNE)))
    assert EDGE not in text
    assert f"{node('link-1')} <{ESC}effect> {node('e-second')} " in text


def test_each_document_speaks_in_its_own_graph():
    graph = scene(JUNE, MAY)
    homes = {line.rsplit(" ", 2)[1] for line in rdf.lines(graph) if line.startswith(node("link-1")[:-1])}
    assert homes == {"<https://w3id.org/escalation/id/graph/doc-1>"}
    other = Document("doc-2", "b", TEXT, ())
    more = (*graph.links[0].evidence, Evidence("doc-2", Span.of(TEXT, 36, 46), "Brod"))
    both = replace(graph, documents=(DOC, other), links=(replace(graph.links[0], evidence=more),))
    homes = {
        line.split(" ")[0]: line.rsplit(" ", 2)[1] for line in rdf.lines(both) if line.startswith(node("link-1")[:-1])
    }
    assert homes == {
        node("link-1"): COMMON,
        part(node("link-1"), "evidence-0"): graph_of("doc-1"),
        part(node("link-1"), "evidence-1"): graph_of("doc-2"),
    }


def test_reifiers_answer_in_sparql_12():
    store = ox.Store()
    store.extend(rdf.quads(scene(JUNE, MAY), rdf12=True))
    found = store.query(
        f"PREFIX esc: <{ESC}> SELECT ?c {{ ?e esc:retaliationFor ?x {{| esc:confidence ?c |}} }}",
        use_default_graph_as_union=True,
    )
    assert [row["c"].value for row in found] == ["0.9"]


def test_an_organ_points_to_its_whole():
    line = "".join(rdf.lines(Graph(actors=(Actor("actor-1", "Norland's navy", "state", "Norland"),))))
    assert f"<{ESC}organOf> {node(Actor.identify('Norland'))}" in line


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("<https://w3id.org/escalation/ontology#stated>", "is no Basis"),
        (f"<{ESC}effect>", "has no <https://w3id.org/escalation/ontology#effect>"),
        (f"<{ESC}evidence>", "evidence"),
        ('"36"', "cannot"),
    ],
)
def test_a_file_that_says_too_little_is_refused_by_name(change, told):
    broken = "".join(rdf.lines(scene(JUNE, MAY))).replace(
        change, "<https://example.org/else>" if change[0] == "<" else '"x"'
    )
    with pytest.raises(InputError, match=told):
        rdf.load(broken.encode())


def test_what_is_no_rdf_is_refused(tmp_path):
    with pytest.raises(InputError, match="not the RDF"):
        rdf.load(b"<a> <b> .")
    with pytest.raises(InputError, match="No such file"):
        rdf.load(tmp_path / "none.nq")
    (tmp_path / "odd.docx").write_text("x")
    with pytest.raises(InputError):
        rdf.load(tmp_path / "odd.docx")


@pytest.mark.parametrize("form", [ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML])
def test_every_form_reads_back(form, tmp_path):
    graph = scene(JUNE, MAY)
    flow = rdf.quads(graph)
    if not form.supports_datasets:
        flow = (quad.triple for quad in flow)
    path = tmp_path / f"graph.{form.file_extension}"
    ox.serialize(flow, path, form, prefixes=PREFIXES)
    assert rdf.load(path) == by_id(graph)
