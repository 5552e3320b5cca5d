"""The graph as a networkx graph, and the two files that Gephi, Cytoscape and yEd open.

What is hard: those files have no empty values, no lists and no control characters; an act of unknown day has
no `start` instead of a wrong one. Edges run from effect to cause, as they are stored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

import networkx as nx

from kg.vocab import ClaimKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Claim, Event, Graph

    Network = nx.MultiDiGraph[str]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(graph: Graph, *, parties: bool = False) -> Network:
    """Return acts as nodes and links as edges, keyed by their ids; with `parties` actors and places too.

    A denied link is an edge with `denied` true: filter it where only what stands is wanted.
    """
    found: Network = nx.MultiDiGraph()
    names = {a.id: a.name for a in graph.actors} | {p.id: p.name for p in graph.places}
    tolls = _tolls(graph.claims)
    for event in sorted(graph.events, key=lambda e: e.id):
        found.add_node(event.id, **_clean(_event(event, names) | tolls.get(event.id, {})))
    for link in sorted(graph.links, key=lambda k: k.id):
        first = link.evidence[0]
        told = {
            "relation": link.kind.value,
            "basis": link.basis.value,
            "confidence": link.confidence,
            "denied": link.denied,
            "quote": first.span.quote,
            "speaker": first.speaker,
            "document": first.document,
            "method": link.method,
        }
        found.add_edge(link.effect, link.cause, key=link.id, **_clean(told))
    if parties:
        _parties(graph, found)
    return found


def _event(event: Event, names: dict[str, str]) -> dict[str, Any]:
    def named(ids: Iterable[str]) -> str:
        return "; ".join(names.get(one, one) for one in ids)

    when = event.when
    return {
        "kind": "event",
        "label": event.label,
        "type": event.type.value,
        "family": event.type.family.value,
        "factuality": event.factuality.value,
        "start": None if when is None else when.first.isoformat(),
        "end": None if when is None else when.last.isoformat(),
        "precision": None if when is None else when.precision.value,
        "actors": named(event.actors),
        "targets": named(event.targets),
        "places": named(event.places),
        "teaser": event.teaser,
    }


def _tolls(claims: Iterable[Claim]) -> dict[str, dict[str, int]]:
    """Return the toll of each act."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.event, []).append(claim)
    return {event: toll(told) for event, told in found.items()}


def toll(claims: Iterable[Claim]) -> dict[str, int]:
    """Return the lowest and highest count that anybody gives of one act; rival counts stay apart in RDF."""
    found: dict[str, int] = {}
    for claim in claims:
        if claim.kind in {ClaimKind.KILLED, ClaimKind.INJURED} and claim.stance is not Stance.DENIES:
            for name, value, pick in ((f"{claim.kind}_low", claim.low, min), (f"{claim.kind}_high", claim.high, max)):
                if value is not None:
                    found[name] = pick(found.get(name, value), value)
    return found


def _parties(graph: Graph, found: Network) -> None:
    """Add actors, places, and the edges that tie acts to them and to wider acts."""
    for actor in sorted(graph.actors, key=lambda a: a.id):
        side = actor.parent or actor.name
        found.add_node(actor.id, **_clean({"kind": "actor", "label": actor.name, "type": actor.kind, "side": side}))
    for place in sorted(graph.places, key=lambda p: p.id):
        told = {"kind": "place", "label": place.name, "type": place.kind, "country": place.country}
        found.add_node(place.id, **_clean(told | {"latitude": place.latitude, "longitude": place.longitude}))
    for event in sorted(graph.events, key=lambda e: e.id):
        ends = (("actor", event.actors), ("target", event.targets), ("place", event.places))
        whole = () if event.part_of is None else (event.part_of,)
        for relation, ids in (*ends, ("partOf", whole)):
            for one in dict.fromkeys(ids):
                found.add_edge(event.id, one, key=f"{event.id} {relation} {one}", relation=relation)


def _clean(told: dict[str, Any]) -> dict[str, Any]:
    """Drop what is not known, and from text what XML cannot hold."""
    return {
        name: _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
        for name, value in told.items()
        if value is not None
    }


def write_graphml(found: Network, out: BinaryIO) -> None:
    """Write GraphML by the writer that needs no other library, so that all installations write the same."""
    nx.write_graphml_xml(found, out, prettyprint=True, edge_id_from_attribute=None)


def write_gexf(found: Network, out: BinaryIO) -> None:
    """Write GEXF 1.2; `start` and `end` make Gephi's timeline work."""
    nx.write_gexf(found, out)
