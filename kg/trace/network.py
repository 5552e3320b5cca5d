"""The graph as networkx knows graphs, for notebooks. Edges run from effect to cause, as everywhere here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.ledger import Ledger


def network(ledger: Ledger) -> nx.MultiDiGraph[str]:
    """Return all events and links.

    Nodes carry label, type, first and last (days or None); edges kind, basis, confidence, denied, quote.
    """
    import networkx as nx  # noqa: PLC0415 - heavy, and only here

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for event in ledger.events():
        when = event.when
        graph.add_node(
            event.id,
            label=event.label,
            type=event.type.value,
            first=when.first if when else None,
            last=when.last if when else None,
        )
    for event in ledger.events():
        for link in ledger.links(effect=event.id):
            graph.add_edge(
                link.effect,
                link.cause,
                key=link.id,
                kind=link.kind.value,
                basis=link.basis.value,
                confidence=link.confidence,
                denied=link.denied,
                quote=link.evidence[0].span.quote,
            )
    return graph
