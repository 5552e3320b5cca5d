"""The same page from a store: as one file, or the data for a server.

What is hard: choosing what is seen first. The chain that opens the page is the one with most to stand on: the
greatest sum of confidences, so that three sure steps go before five doubtful ones and before a single certain one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.ledger import Ledger
from kg.timeline.data import data, dumps
from kg.timeline.page import standalone
from kg.trace import chains

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Graph

LOOKED_AT = 25


def opening(ledger: Ledger) -> tuple[str, ...]:
    """Return the ids of the events of the chain that opens the page, latest first; () where nothing answers."""
    found = chains(ledger, limit=LOOKED_AT)
    best = max(found, key=lambda chain: sum(link.confidence for link in chain.links), default=None)
    return tuple(event.id for event in best.events) if best else ()


def file(store: Path) -> tuple[str, Graph]:
    """Return the page of a store as one self-contained file, and the graph it shows."""
    with Ledger.open(store, read_only=True) as ledger:
        graph = ledger.graph()
        return standalone(graph, opening(ledger), revision=ledger.revision), graph


def parts(store: Path) -> bytes:
    """Return the data of a store as a served page fetches them, in JSON."""
    with Ledger.open(store, read_only=True) as ledger:
        return dumps(data(ledger.graph(), opening(ledger), revision=ledger.revision, about="/id/{id}")).encode()
