"""Each question in Cypher gives the rows that its twin in SPARQL gives, on the same graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import world

from kg.graph import questions as sparql
from kg.graph import rdf
from kg.graph.ledger import Ledger
from kg.graph.rdf_terms import ID
from kg.resolve import across
from kg.sync import questions
from kg.sync.run import sync

LEAST = 15
TWINS = [one for one in questions.catalogue() if one.name in {twin.name for twin in sparql.catalogue()}]
ALONE = {"chain-behind-an-event", "what-it-set-off", "words-of-an-event"}
LIMIT = 100_000


def test_every_question_has_its_twin():
    assert {one.name for one in sparql.catalogue()} == {one.name for one in TWINS}
    assert {one.name for one in questions.catalogue()} - {one.name for one in TWINS} == ALONE
    assert len(TWINS) >= LEAST


@pytest.mark.parametrize("one", questions.catalogue(), ids=lambda one: one.name)
def test_a_question_is_ready_for_the_browser(one):
    """It opens with the question, sets its defaults by `:param` lines, ends with a LIMIT, and draws something."""
    path = questions.folder("queries") / "cypher" / f"{one.name}.cypher"
    whole = path.read_text()
    assert one.question.endswith("?")
    assert whole.rstrip().endswith(";")
    assert "\nLIMIT " in whole
    set_ = dict(line.removeprefix(":param ").rstrip(";").split(" => ") for line in whole.splitlines() if line[0] == ":")
    assert set_ == {
        name: "null" if default == "any" else default if kind == "number" else f"'{default}'"
        for name, (kind, default) in one.parameters.items()
    }
    twin = {twin.name: twin for twin in sparql.catalogue()}.get(one.name)
    if twin:
        assert one.question == twin.question
        assert one.parameters == {p.name: (p.kind, p.default) for p in twin.parameters}


@pytest.fixture(scope="module")
def both(neo, tmp_path_factory):
    """The same world in both: an Oxigraph of its quads, and a Neo4j that was synced."""
    path = tmp_path_factory.mktemp("twins") / "kg.db"
    with Ledger.open(path, create=True) as ledger:
        for seed in range(20, 32):
            ledger.store(world.story(seed, acts=14), across)
        neo.run("MATCH ()-[r]->() DELETE r", "MATCH (n) DELETE n")
        store = ox.Store()
        store.extend(rdf.quads(ledger.graph()))
        with neo.door() as door:
            sync(ledger, door)
            yield store, door


def told(value) -> str:
    """The same value in one spelling."""
    if value is None:
        return ""
    if hasattr(value, "value"):
        value = value.value
    text = str(value).removeprefix(ID)
    try:
        return f"{float(text):.3f}"
    except ValueError:
        return {"True": "true", "False": "false"}.get(text, text)


def choices(name, kind, column):
    """Values to try for a parameter, taken from what the question finds by default."""
    fixed = {
        "days": ["7"], "basis": ["stated", "inferred"], "count": ["injured", "intercepted"], "since": ["2031-03-09"],
        "until": ["2031-03-20"], "kind": ["followed", "retaliationFor"],
    }  # fmt: skip
    return fixed.get(name) or sorted(set(column))[:2]


@pytest.mark.neo4j
@pytest.mark.parametrize("one", TWINS, ids=lambda one: one.name)
def test_twins_give_the_same_rows(one, both):
    store, door = both
    twin = sparql.find(one.name)

    def compare(given):
        found = store.query(sparql.bind(twin, given), use_default_graph_as_union=True)
        names = [variable.value for variable in found.variables]
        left = sorted(tuple(told(term) for term in row) for row in found)
        text = one.text.rpartition("LIMIT")[0] + f"LIMIT {LIMIT}"
        columns, rows = door.ask(text, questions.values(one, given), LIMIT, 60)
        assert set(names) <= set(columns)
        right = sorted(tuple(told(row[name]) for name in names) for row in rows)
        assert left == right
        return names, left

    names, default = compare({})
    assert default, "the world has an answer to each question"
    for name, (kind, _) in one.parameters.items():
        column = [row[names.index(name)] for row in default] if name in names else []
        for value in choices(name, kind, column):
            compare({name: value})


@pytest.mark.neo4j
@pytest.mark.parametrize("one", [one for one in questions.catalogue() if one.name in ALONE], ids=lambda one: one.name)
def test_questions_of_the_browser_find_something(one, both):
    _, door = both
    _, rows = door.ask(one.text, questions.values(one, {}), 10, 60)
    assert rows


@pytest.mark.neo4j
def test_the_chain_behind_an_event_is_that_of_trace(neo, tmp_path):
    """On the samples, Cypher's chain from the last act is the one that `kg trace` prints."""
    store = str(tmp_path / "kg.db")
    import json

    assert neo.kg("build", "--samples", "--store", store).returncode == 2  # build knows no --uri
    import subprocess
    import sys

    subprocess.run(
        [sys.executable, "-m", "kg", "build", "--samples", "--store", store], check=True, capture_output=True
    )
    neo.run("MATCH ()-[r]->() DELETE r", "MATCH (n) DELETE n")
    assert neo.kg("sync", "--store", store).returncode == 0
    rows = json.loads(neo.kg("query", "--cypher", "chain-behind-an-event", "--json").stdout)
    longest = rows[0]
    shown = subprocess.run(
        [sys.executable, "-m", "kg", "trace", longest["event"], "--store", store, "--json"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert longest["steps"] >= 3
    assert longest["first"] in shown
