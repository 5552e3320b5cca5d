"""A store made at once says the same as one that was read in, and is all there or not at all."""

from __future__ import annotations

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
