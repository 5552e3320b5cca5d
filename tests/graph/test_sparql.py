from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import acts
import pyoxigraph as ox
import pytest

from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph import projection, questions, rdf, sparql
from kg.graph.ledger import Ledger
from kg.resolve import across

IZMAIL = (acts.SHELLING, "Russia", "Ukraine", "Izmail", acts.day(1))
KLINTSY = (acts.DRONES, "Ukraine", "Russia", "Klintsy", acts.day(3))
ANSWER = (1, 0, acts.RETALIATION, 0.9, False)
WIRE = acts.telling("Wire", [IZMAIL, KLINTSY], [ANSWER], [(0, 6, "the governor")])
PAPER = acts.telling("Paper", [IZMAIL, KLINTSY], [ANSWER, (0, 1, acts.FOLLOWED, 0.7, True)], [(0, 9, "the mayor")])
HARD = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


@pytest.fixture
def store(tmp_path) -> Path:
    path = tmp_path / "kg.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.store(WIRE, across)
    return path


@contextmanager
def hard(store: Path):
    """`kg query` with a question that it will not answer today, once it is at it."""
    asked = store.with_name("hard.rq")
    asked.write_text(HARD)
    command = [sys.executable, "-m", "kg", "query", str(asked), "--timeout", "120", "--store", str(store)]
    with subprocess.Popen(command) as slow:
        try:
            while not list(projection.folder_of(store).glob("snapshot*")) or not children(slow.pid):
                assert slow.poll() is None
                time.sleep(0.05)
            yield slow
        finally:
            slow.kill()


def alive(pid: str) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def whole(path: Path) -> set[ox.Quad]:
    with projection.snapshot(path) as folder:
        return set(ox.Store.read_only(str(folder)))


def fresh(path: Path) -> set[ox.Quad]:
    made = ox.Store()
    with Ledger.open(path) as ledger:
        made.extend(rdf.quads(ledger.graph()))
    return set(made)


def test_the_projection_follows_each_change(store):
    assert whole(store) == fresh(store)
    stamp = projection.folder_of(store) / "stamp.json"
    steps = [
        lambda ledger: ledger.store(PAPER, across),
        lambda ledger: ledger.store(acts.telling("Wire 2", [KLINTSY], origin="wire/Wire"), across),
        lambda ledger: ledger.store(WIRE, across),
        lambda ledger: ledger.forget(PAPER.documents[0].id, across),
        lambda ledger: ledger.store(PAPER, across),
    ]
    for step in steps:
        made = (projection.folder_of(store) / "store").stat().st_ino
        with Ledger.open(store) as ledger:
            step(ledger)
        assert whole(store) == fresh(store)
        assert (projection.folder_of(store) / "store").stat().st_ino == made, "followed, not made anew"
    assert stamp.exists()


def test_an_update_that_did_not_end_is_made_anew(store):
    whole(store)
    (projection.folder_of(store) / "stamp.json").unlink()
    assert whole(store) == fresh(store)


def test_another_store_of_the_same_name_is_noticed(store):
    whole(store)
    for left in store.parent.glob("kg.db*"):
        if left.is_file():
            left.unlink()
    with Ledger.open(store, create=True) as ledger:
        ledger.store(PAPER, across)
    assert whole(store) == fresh(store)


def test_snapshots_go_away(store):
    whole(store)
    assert {p.name for p in projection.folder_of(store).iterdir()} == {"lock", "stamp.json", "store"}


def test_each_question_of_the_catalogue_can_be_asked(store):
    for question in questions.catalogue():
        given = {p.name: store.name for p in question.parameters if p.kind == "none"}
        sparql.query(store, questions.bind(question, given))


def test_rows_booleans_triples(store):
    found = sparql.query(store, "SELECT ?e WHERE { ?e a <https://w3id.org/escalation/ontology#Event> } ORDER BY ?e")
    assert [row["e"] for row in found] == sorted(e.id for e in WIRE.events)
    assert sparql.query(store, "ASK { ?a ?b ?c }").boolean is True
    assert len(sparql.query(store, "CONSTRUCT WHERE { ?a ?b ?c }", most=3).triples) == 3
    cut = sparql.query(store, "SELECT * WHERE { ?a ?b ?c }", most=2)
    assert cut.cut
    assert len(cut.rows) == 2


def test_a_query_that_cannot_be_read(store):
    with pytest.raises(QueryError, match="cannot be answered"):
        sparql.query(store, "SELECT ?e WHERE {")


def test_a_long_query_is_ended(store):
    with pytest.raises(QueryTimeout, match="longer than 1 s"):
        sparql.query(store, HARD, timeout=1)
    assert not any(p.name.startswith("snapshot") for p in projection.folder_of(store).iterdir())


def test_a_long_query_keeps_nobody_waiting(store):
    with hard(store) as slow:
        assert sparql.query(store, "ASK { ?a ?b ?c }").boolean
        assert slow.poll() is None, "the slow one runs on"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_a_long_query_dies_with_who_asked_it(store):
    with hard(store) as slow:
        (child,) = children(slow.pid)
        slow.kill()
        end = time.monotonic() + 60
        while alive(child) and time.monotonic() < end:
            time.sleep(0.05)
        assert not alive(child)


def test_no_store(tmp_path):
    with pytest.raises(StoreError, match="no store here"):
        sparql.query(tmp_path / "none.db", "ASK {}")
