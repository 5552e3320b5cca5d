"""A store made at once says the same as one that was read in, and is all there or not at all."""

from __future__ import annotations

import sys

import acts
import pytest

from kg.errors import StoreError
from kg.graph import bulk
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.trace import trace

IZMAIL = (acts.SHELLING, "Russia", "Ukraine", "Izmail", acts.day(1))
KLINTSY = (acts.DRONES, "Ukraine", "Russia", "Klintsy", acts.day(3))
ODESA = (acts.SHELLING, "Russia", "Ukraine", "Odesa", None)
ANSWER, EARLY = (1, 0, acts.RETALIATION, 0.9, False), (0, 1, acts.FOLLOWED, 0.4, True)
WIRE = acts.telling("Wire", [IZMAIL, KLINTSY], [ANSWER, EARLY], [(0, 6, "the governor")])
PAPER = acts.telling("Paper", [ODESA])


def test_it_says_what_a_store_read_in_says(tmp_path):
    with Ledger.open(tmp_path / "read.db", create=True) as ledger:
        for graph in (WIRE, PAPER):
            ledger.store(graph, across)
        read = ledger.graph()
    bulk.make(tmp_path / "made.db", [WIRE, PAPER])
    with Ledger.open(tmp_path / "made.db") as ledger:
        made = ledger.graph()
        for part in ("documents", "events", "actors", "places", "links"):
            assert getattr(made, part) == getattr(read, part), part
        assert made.claims == WIRE.claims
        (found,) = ledger.find("drone klintsy")
        assert [b.event.label for b in trace(ledger, found.id).branches] == ["Russia: shelling on Izmail"]
        assert len(list(ledger.events(actor="Ukraine", place="Klintsy", type="strike"))) == 1
        assert ledger.revision == 1
        assert {c.kind for c in ledger.changes(0)} == {"doc", "e", "actor", "place", "claim", "link"}


def test_documents_read_later_stand_beside_it(tmp_path):
    bulk.make(tmp_path / "kg.db", [WIRE])
    with Ledger.open(tmp_path / "kg.db") as ledger:
        assert ledger.store(PAPER, across).changed
        assert ledger.counts() == {"documents": 2, "events": 3, "unreal": 0, "claims": 1, "links": 2}
        with pytest.raises(StoreError, match="cannot be taken out alone"):
            ledger.forget(WIRE.documents[0].id, across)
        assert ledger.counts()["events"] == 3


def test_all_or_nothing(tmp_path):
    path = tmp_path / "kg.db"

    def broken():
        yield WIRE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bulk.make(path, broken())
    assert not path.exists()
    bulk.make(path, [WIRE])
    with pytest.raises(StoreError, match="a store already"):
        bulk.make(path, [WIRE])


def dump(path):
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [e.label for e in ledger.find("shelling")] == [
            e.label for e in ledger.events() if e.type == acts.SHELLING
        ]
        tables = ledger.db.execute("SELECT name, sql FROM sqlite_master WHERE rootpage ORDER BY name").fetchall()
        named = [name for name, sql in tables if "TABLE" in sql]
        said = {name: ledger.db.execute(f"SELECT * FROM {name}").fetchall() for name in named}  # noqa: S608 - ours
        return tables, {**said, "state": ledger.revision}


@pytest.mark.parametrize("fails", [False, True])
def test_two_processes_make_what_one_makes(tmp_path, monkeypatch, fails):
    bulk.make(tmp_path / "one.db", [WIRE, PAPER], mentions=True)
    monkeypatch.setattr(bulk, "FEW", 0)
    if fails:  # then the work is done again, by the first
        monkeypatch.setattr(bulk, "_quietly", lambda *_: sys.exit(1))
    bulk.make(tmp_path / "two.db", [WIRE, PAPER], mentions=True)
    assert dump(tmp_path / "two.db") == dump(tmp_path / "one.db")
    assert not [*tmp_path.glob("*.new*"), *tmp_path.glob("*.acts*")]


def test_what_the_second_process_cannot_do_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "FEW", 0)
    (tmp_path / "kg.db.acts").mkdir()
    with pytest.raises(StoreError):
        bulk.make(tmp_path / "kg.db", [WIRE])
    assert [file.name for file in tmp_path.iterdir()] == ["kg.db.acts"]
