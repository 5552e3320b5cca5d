"""Taking a thing out of a triple store again.

What is hard: leaving nothing behind and taking nothing of others. A thing owns the nodes under its own IRI
and the direct edge that its link node stands for; passages and days are values that go when nobody in that
graph names them any more. A document owns its whole named graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.rdf_terms import ESC, ID, RDF, graph_of, node

if TYPE_CHECKING:
    from collections.abc import Iterator

_EFFECT, _CAUSE, _KIND = (ox.NamedNode(ESC + name) for name in ("effect", "cause", "kind"))
_REIFIES = ox.NamedNode(RDF + "reifies")
_VALUES = (f"{ID}when/", f"{ID}day/")


def remove(store: ox.Store, identifier: str) -> None:
    """Take out all that the thing of this id owns; a document goes with everything it says."""
    me = ox.NamedNode(node(identifier)[1:-1])
    if identifier.startswith("doc-"):
        store.remove_graph(ox.NamedNode(graph_of(identifier)[1:-1]))
        return
    for edge in list(_edges(store, me)):
        store.remove(edge)
    _take(store, me, f"{me.value}#")


def _edges(store: ox.Store, link: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield the direct edges that a link's node stands for, in either form (ends, or reifier)."""
    for quad in store.quads_for_pattern(link, _REIFIES, None):
        if isinstance(quad.object, ox.Triple):
            yield ox.Quad(quad.object.subject, quad.object.predicate, quad.object.object, quad.graph_name)
    for quad in store.quads_for_pattern(link, _EFFECT, None):
        for kind in store.quads_for_pattern(link, _KIND, None):
            for cause in store.quads_for_pattern(link, _CAUSE, None):
                if isinstance(quad.object, ox.NamedNode) and isinstance(kind.object, ox.NamedNode):
                    yield ox.Quad(quad.object, kind.object, cause.object, quad.graph_name)


def _take(store: ox.Store, me: ox.NamedNode, own: str) -> None:
    """Take out a node's triples, then its parts and the values that nothing names now.

    The edges of links start at an event but are not its own: their link holds them.
    """
    gone = [quad for quad in store.quads_for_pattern(me, None, None) if quad.predicate.value not in _EDGES]
    for quad in gone:
        store.remove(quad)
    for quad in gone:
        it = quad.object
        if not isinstance(it, ox.NamedNode) or it == me:
            continue
        if it.value.startswith(own):
            _take(store, it, own)
        elif it.value.startswith(_VALUES) or "#char=" in it.value:
            _drop_value(store, it, quad.graph_name)


def _drop_value(store: ox.Store, it: ox.NamedNode, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> None:
    """Take out a shared value from one graph if no triple there names it."""
    if next(store.quads_for_pattern(None, None, it, graph), None) is not None:
        return
    for quad in list(store.quads_for_pattern(it, None, None, graph)):
        store.remove(quad)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(_VALUES):
            _drop_value(store, quad.object, graph)


_EDGES = frozenset(f"{ESC}{name}" for name in ("retaliationFor", "respondsTo", "followed"))
