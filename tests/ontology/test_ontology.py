"""The ontology keeps its own style, the word lists of `kg.vocab`, and what the writer of RDF uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from kg import vocab, when
from kg.graph import rdf, shapes
from kg.graph.rdf_terms import ESC, TYPE
from kg.model import Graph

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
ESCALATION = rdflib.Graph().parse(ONTOLOGY / "escalation.ttl")
TYPES = rdflib.Graph().parse(ONTOLOGY / "event-types.ttl")
SHAPES = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
esc = rdflib.Namespace(ESC)

LISTS = [
    vocab.Relation,
    vocab.Role,
    vocab.Basis,
    vocab.Factuality,
    vocab.Stance,
    vocab.ClaimKind,
    vocab.LineLabel,
    vocab.Determiner,
    when.Precision,
]
VALID = sorted((ONTOLOGY / "examples" / "valid").glob("*"))
NAMED = sorted(str(shape).partition("#")[2] for shape in SHAPES.subjects(RDF.type, SH.NodeShape))


def test_the_ontology_keeps_its_style():
    both = b"\n".join((ONTOLOGY / name).read_bytes() for name in ("escalation.ttl", "event-types.ttl"))
    assert shapes.by_shapes(both, "style.ttl") == []


def test_the_style_finds_a_term_that_nobody_explained():
    found = shapes.by_shapes(
        (ONTOLOGY / "escalation.ttl").read_bytes() + b"esc:odd a owl:ObjectProperty .\n", "style.ttl"
    )
    assert {problem.message for problem in found if problem.thing == f"{ESC}odd"} >= {
        "a term has one English label, in lower case",
        "one definition, a sentence",
        "at least one example",
        "at least one counter-example",
    }


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_a_closed_list_is_the_same_in_code_and_ontology(words):
    cls = esc[words.__name__]
    told = ESCALATION.value(ESCALATION.value(cls, OWL.equivalentClass), OWL.oneOf)
    assert [str(member).removeprefix(ESC) for member in ESCALATION.items(told)] == [word.value for word in words]
    assert {str(member).removeprefix(ESC) for member in ESCALATION.subjects(RDF.type, cls)} == set(words)


def test_every_closed_list_of_the_code_is_held():
    enums = {value for value in vars(vocab).values() if isinstance(value, type) and issubclass(value, vocab.StrEnum)}
    assert enums - {vocab.StrEnum, vocab.EventType, vocab.Family} == set(LISTS) - {when.Precision}


def test_event_types_are_the_same_in_code_and_scheme():
    scheme = rdflib.URIRef(TYPE.rstrip("#"))
    concepts = {str(one).removeprefix(TYPE) for one in TYPES.subjects(SKOS.inScheme, scheme)}
    assert concepts == {kind.value for kind in vocab.EventType}
    tops = {str(one).removeprefix(TYPE) for one in TYPES.subjects(SKOS.topConceptOf, scheme)}
    assert tops == {family.value for family in vocab.Family}
    for kind in vocab.EventType:
        broader = TYPES.value(rdflib.URIRef(TYPE + kind.value), SKOS.broader)
        expected = None if kind.value == kind.family.value else rdflib.URIRef(TYPE + kind.family.value)
        assert broader == expected, kind


def test_a_code_is_matched_as_closely_as_its_notation_says():
    other = "https://w3id.org/escalation/crosswalk#"
    for kind in vocab.EventType:
        me = rdflib.URIRef(TYPE + kind.value)
        ends = {*TYPES.objects(me, SKOS.closeMatch), *TYPES.objects(me, SKOS.broadMatch)}
        assert {TYPES.value(end, SKOS.notation) for end in ends} == set(TYPES.objects(me, SKOS.notation))
        assert all(str(end).startswith(other) for end in ends)


def test_close_matches_are_one_to_one():
    """A code that two kinds of act share is broader than both."""
    ends = list(TYPES.objects(None, SKOS.closeMatch))
    assert sorted(set(ends)) == sorted(ends)


def test_followed_is_time_and_never_a_cause():
    above = set(ESCALATION.transitive_objects(esc.followed, RDFS.subPropertyOf)) - {esc.followed}
    assert above == set()
    assert esc.respondsTo in set(ESCALATION.transitive_objects(esc.retaliationFor, RDFS.subPropertyOf))
    assert esc.followed not in set(ESCALATION.transitive_subjects(RDFS.subPropertyOf, esc.followed)) - {esc.followed}


def test_borrowed_terms_exist_where_they_are_borrowed():
    from rdflib.namespace import DCTERMS, PROV, SDO, TIME

    known = {str(space): space for space in (PROV, TIME, SDO, SKOS, DCTERMS, OWL, RDFS)}
    count = 0
    for graph in (ESCALATION, SHAPES):
        for term in {*graph.all_nodes(), *graph.predicates()}:
            name = str(term).rpartition("#" if "#" in str(term) else "/")[2]
            for base, terms in known.items():
                if isinstance(term, rdflib.URIRef) and str(term) == base + name and name:
                    assert name in terms, term
                    count += 1
    assert count > 30


def test_every_term_in_use_is_declared():
    """What the writer, the shapes and the queries name, the ontology explains."""
    declared = {str(term).removeprefix(ESC) for term in ESCALATION.subjects() if str(term).startswith(ESC)}
    files = [*(ROOT / "queries").rglob("*.rq"), ONTOLOGY / "shapes.ttl", *VALID]
    used = {name for path in files for name in re.findall(r"\besc:(\w+)", path.read_text())}
    used |= {
        name
        for path in (ROOT / "kg" / "graph").glob("rdf_*.py")
        for name in re.findall(r'esc\("(\w+)"\)', path.read_text())
    }
    assert used - declared == set()
    assert len(declared) > 100
    code = {word for path in (ROOT / "kg" / "graph").glob("rdf_*.py") for word in re.findall(r"\w+", path.read_text())}
    listed = {word for words in LISTS for word in (words.__name__, *words)}
    inverses = {"answeredBy", "provoked", "wasFollowedBy"}
    dead = {name for name in declared if name.removesuffix("Order") not in code} - listed - inverses
    assert dead == {"counterExample"}


def test_the_writer_tells_only_declared_terms():
    declared = {str(term) for term in {*ESCALATION.subjects(), *TYPES.subjects()}}
    for path in VALID:
        for quad in rdf.quads(rdf.load(path)):
            for term in (quad.predicate, quad.object):
                iri = str(getattr(term, "value", ""))
                if iri.startswith((ESC, TYPE)):
                    assert iri in declared, iri


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_examples_pass_and_come_back(path):
    graph = rdf.load(path)
    assert graph != Graph()
    assert shapes.check(graph) == []


@pytest.mark.parametrize("name", NAMED)
def test_each_shape_has_an_example_that_breaks_it_alone(name):
    path = ONTOLOGY / "examples" / "invalid" / f"{name}.ttl"
    assert path.is_file(), "write an example that breaks this shape"
    assert {problem.check for problem in shapes.by_shapes(path.read_bytes())} == {name}


def test_there_are_examples():
    assert len(VALID) >= 2
    broken = {path.stem for path in (ONTOLOGY / "examples" / "invalid").glob("*.ttl")}
    assert broken == set(NAMED)
    assert len(NAMED) >= 15
