"""The graph as RDF, both ways, without loss.

What is hard: being complete, repeatable and fast at once. Things are told in the order of their ids, each
document's in a named graph of its own, what unites documents in `…/id/graph`; queries are written for the
union of all graphs. One writer makes N-Quads lines; every other form is parsed from those lines, so that
there is one truth about what a triple is. A link's direct edge is told only where the link is not
denied and its effect is not certainly over before its cause begins; the link's node is always told.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph import rdf_parts, rdf_read, rdf_write
from kg.graph.rdf_terms import COMMON, graph_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.graph.rdf_parts import Seen, Triple
    from kg.model import CausalLink, Graph
    from kg.when import When

    Telling = Callable[[Seen], Iterator[Triple]]
    Days = Mapping[str, When | None]

_CHUNK = 20_000


def lines(graph: Graph, *, rdf12: bool = False, days: Days | None = None) -> Iterator[str]:
    """Yield the graph as N-Quads lines, each ending in a newline, the same on every run.

    With `rdf12` links are reifiers of their edges (needs an RDF 1.2 reader) instead of nodes with both ends.
    `days` are those of the acts that links lead from and to, where the graph does not hold these acts.
    """
    when = {**(days or {}), **{event.id: event.when for event in graph.events}}
    documents = {doc.id: doc for doc in graph.documents}
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for mention in sorted(graph.mentions, key=lambda m: (m.trigger.start, m.id)):
        told[mention.document].append(partial(rdf_write.mention, mention))
    for claim in sorted(graph.claims, key=lambda c: c.id):
        told[claim.evidence.document].append(partial(rdf_write.claim, claim))
    shared: list[CausalLink] = []
    for link in sorted(graph.links, key=lambda k: k.id):
        homes = {one.document for one in link.evidence}
        if len(homes) == 1:
            told[link.evidence[0].document].append(_alone(link, when, rdf12=rdf12))
        else:
            shared.append(link)
        for at, one in enumerate(link.evidence):
            told[one.document].append(partial(rdf_parts.evidence, link.id, at, one))
    for name in sorted(documents.keys() | told.keys()):
        home, seen = graph_of(name), set[str]()
        if name in documents:
            yield from _lines(rdf_write.document(documents[name]), home)
        for tell in told.pop(name, ()):
            yield from _lines(tell(seen), home)
    yield from _common(graph)
    for link in shared:
        yield from _lines(rdf_write.link(link, edge=rdf_write.stands(link, when), rdf12=rdf12), COMMON)


def _alone(link: CausalLink, when: Days, *, rdf12: bool) -> Telling:
    """Return how a link is told that one document alone bears out."""
    edge = rdf_write.stands(link, when)
    return lambda _: rdf_write.link(link, edge=edge, rdf12=rdf12)


def _lines(triples: Iterator[Triple], home: str) -> Iterator[str]:
    end = f" {home} .\n"
    return (f"{s} {p} {o}{end}" for s, p, o in triples)


def _common(graph: Graph) -> Iterator[str]:
    """Yield what unites documents: actors, places, events."""
    seen = set[str]()
    names = {actor.id: actor.name for actor in graph.actors}
    for actor in sorted(graph.actors, key=lambda a: a.id):
        side = actor.name if actor.parent is None else names.get(actor.parent, actor.parent)
        yield from _lines(rdf_write.actor(actor, side), COMMON)
    for place in sorted(graph.places, key=lambda p: p.id):
        yield from _lines(rdf_write.place(place), COMMON)
    for event in sorted(graph.events, key=lambda e: e.id):
        yield from _lines(rdf_write.event(event, seen), COMMON)


def chunks(graph: Graph, *, rdf12: bool = False, days: Days | None = None) -> Iterator[bytes]:
    """Yield the N-Quads in pieces of some megabytes, each whole lines: for `Store.bulk_load` and files."""
    flow = lines(graph, rdf12=rdf12, days=days)
    while piece := "".join(islice(flow, _CHUNK)):
        yield piece.encode()


def quads(graph: Graph, *, rdf12: bool = False, days: Days | None = None) -> Iterator[ox.Quad]:
    """Yield the graph as pyoxigraph quads, in the order of `lines`."""
    for piece in chunks(graph, rdf12=rdf12, days=days):
        yield from ox.parse(piece, ox.RdfFormat.N_QUADS)


def write_nquads(graph: Graph, out: BinaryIO, *, rdf12: bool = False) -> None:
    """Write the graph as N-Quads, streaming."""
    out.writelines(chunks(graph, rdf12=rdf12))


def load(source: bytes | Path, *, form: ox.RdfFormat | None = None) -> Graph:
    """Return the graph that RDF tells, whichever form it has (a file's by its name, else N-Quads).

    The inverse of `lines` up to the order of things: `load` gives them by id.

    Raises:
        InputError: not RDF of that form, or a node that lacks what it needs.
    """
    where = str(source) if isinstance(source, Path) else None
    try:
        if isinstance(source, Path):
            form = form or ox.RdfFormat.from_extension(source.suffix[1:])
            return rdf_read.graph(ox.parse(path=source, format=form))
        return rdf_read.graph(ox.parse(source, form or ox.RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise InputError(f"this is not the RDF it should be: {error}", where=where) from error
    except OSError as error:
        raise InputError(error.strerror or str(error), where=where) from error


def retract(store: ox.Store, identifiers: Iterable[str]) -> None:
    """Take things out of a store, with their parts, their direct edges, and values nothing else names.

    For a projection that follows a ledger: retract what changed, then add it again as it is now. A link must
    be told anew when the days of one of its ends change, since its direct edge hangs on them.
    """
    from kg.graph.rdf_retract import remove  # noqa: PLC0415 - a projection's need, not an export's

    for one in identifiers:
        remove(store, one)
