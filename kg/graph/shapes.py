"""Does a graph keep to what ontology/shapes.ttl and queries/check say?

What is hard: telling a person which thing is wrong, and graphs of any size. A SHACL report names anonymous property
shapes; each result is led back to the shape with a name and to the id of the thing. SHACL runs on rdflib, slow and
wide, so it sees a slice of things at a time; the check queries run on Oxigraph and see all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox

from kg import extras
from kg.graph import questions, rdf
from kg.graph.rdf_terms import ESC, GEO, RDF, identifier
from kg.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

    from kg.model import Graph

_TYPE = ox.NamedNode(f"{RDF}type")
_VALUES = (f"{ESC}when", f"{GEO}hasGeometry")
_SLICE = 1_000


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with which thing, and the shape or the check query that says so."""

    thing: str
    check: str
    message: str


def check(graph: Graph, *, shapes: bool = True) -> list[Problem]:
    """Return all that is wrong with a graph, sorted; nothing when it is sound.

    Raises:
        MissingPart: pySHACL is not installed (extra `check`); `shapes=False` runs the queries alone.
    """
    store = ox.Store()
    for piece in rdf.chunks(graph):
        store.bulk_load(input=piece, format=ox.RdfFormat.N_QUADS)
    found = by_queries(store)
    if shapes:
        for focus, triples in _slices(store):
            found += by_shapes(triples, focus=focus)
    return sorted(set(found))


def _slices(store: ox.Store) -> Iterator[tuple[list[str], bytes]]:
    """Yield things by the thousand, with what a shape asks of their neighbours: their class, and days and points.

    A slice holds neighbours in part only, so the IRIs of the things it is about go with it.
    """
    subjects = iter(sorted({_value(quad.subject) for quad in store.quads_for_pattern(None, _TYPE, None)}))
    while some := list(islice(subjects, _SLICE)):
        triples: dict[ox.Triple, None] = {}
        for subject in some:
            for quad in store.quads_for_pattern(ox.NamedNode(subject), None, None):
                triples[quad.triple] = None
                _neighbour(store, quad, triples)
        yield some, ox.serialize(triples, None, ox.RdfFormat.N_TRIPLES) or b""


def _neighbour(store: ox.Store, quad: ox.Quad, triples: dict[ox.Triple, None]) -> None:
    it = quad.object
    if not isinstance(it, ox.NamedNode) or quad.predicate == _TYPE:
        return
    whole = quad.predicate.value in _VALUES
    for said in store.quads_for_pattern(it, None if whole else _TYPE, None):
        triples[said.triple] = None
        if whole and isinstance(said.object, ox.NamedNode):
            triples.update(dict.fromkeys(day.triple for day in store.quads_for_pattern(said.object, None, None)))


def by_queries(store: ox.Store) -> list[Problem]:
    """Return what the queries that must find nothing find in a store."""
    found = []
    for question in questions.catalogue("check"):
        rows = store.query(question.text, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - for the type checker; a test holds them to SELECT
        for row in rows:
            thing, detail = row["thing"], row["detail"]
            found.append(Problem(identifier(_value(thing)), question.name, _value(detail)))
    return found + _circles(store)


def _circles(store: ox.Store) -> list[Problem]:
    """Return the acts that answer, step by step, themselves.

    By Tarjan's strongly connected components, in linear time: a property path would be walked anew from each act.
    """
    answers: nx.DiGraph[str] = nx.DiGraph()
    for name in ("retaliationFor", "respondsTo"):
        edges = store.quads_for_pattern(None, ox.NamedNode(ESC + name), None)
        answers.add_edges_from((_value(edge.subject), _value(edge.object)) for edge in edges)
    circles = [circle for circle in nx.strongly_connected_components(answers) if len(circle) > 1]
    said = "following what it answered leads back to it, by way of"
    return [
        Problem(identifier(act), "retaliation-cycle", f"{said} {', '.join(map(identifier, sorted(circle - {act})))}")
        for circle in circles
        for act in circle
    ]


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def by_shapes(triples: bytes, shapes: str = "shapes.ttl", *, focus: list[str] | None = None) -> list[Problem]:
    """Return where N-Triples or Turtle data break a file of shapes of ontology/.

    `focus` holds the IRIs of the things to look at; without it, all are.

    Raises:
        MissingPart: pySHACL is not installed.
    """
    try:
        import pyshacl  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise extras.missing("check", "checking shapes needs pySHACL") from error
    import rdflib  # noqa: PLC0415 - slow to import, needed here alone

    rules = _rules(shapes)
    data = rdflib.Graph().parse(data=triples, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=False, focus_nodes=focus)
    sh = rdflib.SH
    found = []
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        thing = report.value(result, sh.focusNode)
        message = report.value(result, sh.resultMessage)
        found.append(Problem(identifier(str(thing)), _name(rules, report.value(result, sh.sourceShape)), str(message)))
    return sorted(set(found))


@cache
def _rules(name: str) -> rdflib.Graph:
    import rdflib  # noqa: PLC0415 - slow to import, needed here alone

    return rdflib.Graph().parse(folder("ontology") / name)


def _name(rules: rdflib.Graph, shape: object) -> str:
    """Return the local name of the named shape that holds an anonymous one."""
    import rdflib  # noqa: PLC0415 - slow to import, needed here alone

    if isinstance(shape, rdflib.BNode):
        shape = rules.value(predicate=rdflib.SH.property, object=shape)
    return str(shape).rpartition("#")[2]
