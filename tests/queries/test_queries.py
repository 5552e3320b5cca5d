"""Each question of the catalogue has a case: what is given, what must come out, with and without parameters.

`then.csv` holds the rows by default, `then@name=value,name=value.csv` those with parameters bound.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import AskedWrongly, InputError, QueryError
from kg.graph import questions, rdf, shapes
from kg.graph.questions import Parameter, Question
from kg.graph.rdf_terms import ID
from kg.sync import questions as cypher

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STORY = ROOT / "ontology" / "examples" / "valid" / "tit-for-tat.trig"
CASES = sorted(HERE.rglob("then*.csv"))
CATALOGUE = questions.catalogue()
CHECKS = questions.catalogue("check")
LEAST = 24
SHORT = {
    "https://w3id.org/escalation/ontology#": "esc:",
    "https://w3id.org/escalation/types#": "type:",
    ID: "id:",
}


def plain(term) -> str:
    if term is None:
        return ""
    value = str(term.value)
    if isinstance(term, ox.NamedNode):
        for base, prefix in SHORT.items():
            if value.startswith(base):
                return prefix + value.removeprefix(base)
    return value


def rows(store: ox.Store, text: str) -> list[list[str]]:
    found = store.query(text, use_default_graph_as_union=True)
    names = [variable.value for variable in found.variables]
    return [names, *([plain(term) for term in row] for row in found)]


def question(case: Path) -> Question:
    folder = case.parent.relative_to(HERE)
    return questions.read(ROOT / "queries" / folder.parent / f"{folder.name}.rq")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}{case.stem.removeprefix('then')}")
def test_a_question_is_answered(case):
    store = ox.Store()
    store.load(path=case.parent / "given.ttl")
    params = dict(pair.split("=") for pair in case.stem.partition("@")[2].split(",") if pair)
    with case.open(newline="") as expected:
        assert rows(store, questions.bind(question(case), params)) == list(csv.reader(expected))


def number(cell: str) -> str:
    """The same number in one spelling: engines write 1, 1.0 and 1E0."""
    try:
        return f"{float(cell):g}"
    except ValueError:
        return cell


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}{case.stem.removeprefix('then')}")
def test_another_engine_gives_the_same_rows(case):
    given = rdflib.Graph().parse(case.parent / "given.ttl")
    params = dict(pair.split("=") for pair in case.stem.partition("@")[2].split(",") if pair)
    found = given.query(questions.bind(question(case), params))
    told = [[str(name) for name in found.vars]]
    for row in found:
        terms = [ox.NamedNode(str(term)) if isinstance(term, rdflib.URIRef) else term for term in row]
        told.append(
            [
                number(plain(term) if isinstance(term, ox.NamedNode) else "" if term is None else str(term))
                for term in terms
            ]
        )
    with case.open(newline="") as expected:
        assert told == [[number(cell) for cell in row] for row in csv.reader(expected)]


def test_every_question_has_a_case_and_every_case_a_question():
    asked = {f"check/{one.name}" for one in CHECKS} | {one.name for one in CATALOGUE}
    assert {str(case.parent.relative_to(HERE)) for case in CASES if case.stem == "then"} == asked
    assert len(CATALOGUE) >= LEAST


@pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.name)
def test_every_parameter_has_a_case_or_stands_in_one(one):
    tried = " ".join(case.stem for case in CASES if case.parent.name == one.name)
    for parameter in one.parameters:
        alike = {"since", "until"}
        names = alike if parameter.name in alike else {parameter.name}
        assert any(f"{name}=" in tried for name in names), parameter.name


@pytest.mark.parametrize("one", [*CATALOGUE, *CHECKS], ids=lambda one: one.name)
def test_a_question_opens_with_its_question(one):
    assert one.text.startswith("# ")
    assert one.question.endswith("?")
    for parameter in one.parameters:
        slots = one.text.count(f"VALUES ?{parameter.name} {{")
        assert slots == 1, parameter.name
        value = "UNDEF" if parameter.default == "any" else questions.term(parameter, parameter.default)
        store = ox.Store()
        bound = questions.bind(one, {parameter.name: parameter.default})
        assert value in bound
        assert rows(store, bound) == rows(store, one.text)


@pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.name)
def test_a_question_finds_something_in_the_story(one):
    """The cases hold only what a question reads; here it meets all that the writer tells, in named graphs."""
    store = ox.Store()
    store.extend(rdf.quads(rdf.load(STORY)))
    found = rows(store, one.text)
    assert len(found) > 1
    assert len({tuple(row) for row in found}) == len(found), "a row comes twice"


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.name)
def test_a_check_names_a_thing_and_a_detail(one):
    store = ox.Store()
    store.extend(rdf.quads(rdf.load(STORY)))
    assert rows(store, one.text) == [["thing", "detail"]]
    assert shapes.by_queries(store) == []


def test_the_catalogue_is_current():
    path = ROOT / "queries" / "README.md"
    head, _, table = path.read_text().partition("| query |")
    if os.environ.get("KG_WRITE"):
        path.write_text(head + questions.table())
    assert head.startswith("# Queries")
    assert f"| query |{table}" == questions.table(), "run with KG_WRITE=1 to write it anew"


ASK = Question("ask", "What?", (Parameter("who", "text", "a name", "any"), Parameter("at", "date", "a day", "any")), "")


@pytest.mark.parametrize(
    "value",
    ['x" } DELETE WHERE { ?s ?p ?o } #', "}", "\\", "\\u0022", "a\nb", "?x", "<x>", "$0 \\1 \\g<0>", "'''", "שלום 🚀"],
)
def test_a_parameter_is_data_never_query(value):
    text = "SELECT ?who WHERE {\n  VALUES ?who { UNDEF }\n}"
    bound = questions.bind(Question("ask", "What?", ASK.parameters, text), {"who": value})
    assert rows(ox.Store(), bound) == [["who"], [value]]


def test_a_parameter_is_of_its_kind():
    kinds = {
        "number": ("4", "4.5", "four"),
        "date": ("2031-03-01", "2031-03-02", "March"),
        "type": ("shelling", "raid", "x"),
    }
    kinds |= {"word": ("stated", "inferred", "a> <b"), "id": ("e-1", "../e 1", None)}
    for kind, (*good, bad) in kinds.items():
        parameter = Parameter("x", kind, "m", "any")
        for value in good:
            assert rows(ox.Store(), f"SELECT ?x {{ VALUES ?x {{ {questions.term(parameter, value)} }} }}")[1:]
        if bad is not None:
            with pytest.raises(AskedWrongly, match=f"is no {'x' if kind == 'type' else kind}"):
                questions.term(parameter, bad)


@pytest.mark.parametrize("one", [one for one in CATALOGUE if one.parameters], ids=lambda one: one.name)
def test_a_wrong_word_is_told_the_right_ones(one):
    """In Cypher as in SPARQL; each word that a meaning lists is taken."""
    for parameter in one.parameters:
        assert parameter.choices or parameter.kind not in ("word", "type")
        for value in parameter.choices:
            assert questions.bind(one, {parameter.name: value})
        if parameter.choices:
            wrong = {parameter.name: "wounded"}
            with pytest.raises(AskedWrongly, match=f"is no {parameter.name}.*{parameter.choices[0]}"):
                questions.bind(one, wrong)
            with pytest.raises(AskedWrongly, match=f"is no {parameter.name}.*{parameter.choices[0]}"):
                cypher.values(cypher.find(one.name), wrong)


def test_what_is_asked_wrongly_is_said(tmp_path):
    with pytest.raises(AskedWrongly, match="did you mean what-answered"):
        questions.find("what-answer")
    with pytest.raises(AskedWrongly, match="has no parameter 'why'; it knows who, at"):
        questions.bind(ASK, {"why": "x"})
    with pytest.raises(QueryError, match="has no line"):
        questions.bind(ASK, {"who": "x"})
    with pytest.raises(InputError, match="cannot be read"):
        questions.find(str(tmp_path / "none.rq"))
    (tmp_path / "odd.rq").write_text("# What?\n# param who: a name\nSELECT * {}")
    with pytest.raises(InputError, match="write `# param name: kind, meaning"):
        questions.find(str(tmp_path / "odd.rq"))
