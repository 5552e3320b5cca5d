"""What is known of a name hangs on the documents, never on their order."""

from __future__ import annotations

import itertools
from dataclasses import replace

import acts
import pytest

from kg.errors import AskedWrongly
from kg.graph.ledger import Ledger
from kg.model import Place
from kg.resolve import across

IZMAIL = (acts.SHELLING, "Russia", "Ukraine", "Izmail", acts.day(1))
KEY = Place.identify("Izmail", None)
BARE, FULL = Place(KEY, "Izmail", "place"), Place(KEY, "Izmail", "city", "UA", 45.35, 28.84)


def telling(name, *places, origin=None):
    return replace(acts.telling(name, [IZMAIL], origin=origin), places=places)


WIRE, PAPER, RADIO = telling("Wire", BARE), telling("Paper", FULL), telling("Radio", BARE)


@pytest.mark.parametrize("order", list(itertools.permutations([WIRE, PAPER, RADIO])))
def test_the_fullest_telling_stands_while_a_document_bears_it_out(tmp_path, order):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        for graph in order:
            ledger.store(graph, across)
        assert ledger.place(KEY) == FULL
        before = ledger.revision
        ledger.forget(PAPER.documents[0].id, across)
        assert ledger.place(KEY) == BARE
        assert KEY in {change.id for change in ledger.changes(before) if not change.gone}


def test_the_same_document_read_better_takes_names_away(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        ledger.store(telling("Wire", BARE), across)
        before = ledger.revision
        assert ledger.store(telling("Wire"), across).changed
        assert KEY in {change.id for change in ledger.changes(before) if change.gone}
        with pytest.raises(AskedWrongly, match="nothing in the store"):
            ledger.place(KEY)
        assert ledger.store(telling("Wire", FULL), across).changed
        assert ledger.place(KEY) == FULL
