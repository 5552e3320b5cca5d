"""What the ledger changed, told to an Oxigraph folder.

What is hard: taking out just what is gone. A document's named graph is taken out whole and told again with all
that stands in it; other things one by one. A direct edge can be borne by two links (one asserts, one denies), so
wherever a link is taken out, all links of its effect are told again. Telling a thing twice adds nothing.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

import pyoxigraph as ox

from kg.graph import codec, rdf, rows
from kg.graph.changed import Changed
from kg.graph.rdf_terms import ESC, ID
from kg.model import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import RawIOBase
    from pathlib import Path
    from typing import BinaryIO

    from kg.graph.ledger import Ledger
    from kg.graph.rdf import Days
    from kg.model import Actor, CausalLink, Document

Thing = TypeVar("Thing")
SHARE, FEW = 0.2, 50
"""Up to this share of documents changed, or this many, following is quicker than making all anew."""
MANY = 5_000


def few(ledger: Ledger, since: int) -> bool:
    """Return whether so little changed since a revision that following pays."""
    changed = sum(change.kind == "doc" for change in ledger.changes(since))
    return changed <= max(FEW, SHARE * ledger.counts()["documents"])


def fill(path: Path, quads: RawIOBase) -> None:
    """Make a folder of N-Quads."""
    store = ox.Store(str(path))
    store.bulk_load(cast("BinaryIO", quads), ox.RdfFormat.N_QUADS)
    store.flush()


def everything(ledger: Ledger) -> Iterator[bytes]:
    """Yield all quads of a ledger in pieces, holding little of it at a time."""
    for graph, days in told(ledger, 0):
        yield from rdf.chunks(graph, days=days)


def update(path: Path, ledger: Ledger, since: int) -> None:
    """Bring a folder that shows revision `since` up to the ledger's."""
    store = ox.Store(str(path))
    changes = list(ledger.changes(since))
    effects = _effects(store, (change.id for change in changes if change.kind == "link"))
    rdf.retract(store, (change.id for change in changes))
    for graph, days in told(ledger, since):
        store.extend(rdf.quads(graph, days=days))
    for effect in sorted(effects - {change.id for change in changes if change.gone}):
        links = ledger.links(effect=effect)
        store.extend(rdf.quads(Graph(links=tuple(links)), days=_ends(ledger, links)))
    store.flush()


def _effects(store: ox.Store, links: Iterable[str]) -> set[str]:
    """Return the events at which the links start, as the store still knows them."""
    effect = ox.NamedNode(f"{ESC}effect")
    quads = (q for link in links for q in store.quads_for_pattern(ox.NamedNode(ID + link), effect, None))
    return {quad.object.value.removeprefix(ID) for quad in quads if isinstance(quad.object, ox.NamedNode)}


def told(ledger: Ledger, since: int) -> Iterator[tuple[Graph, Days]]:
    """Yield graphs that together tell all that is new or changed, each small, with the days at the ends of links."""
    now = Changed(ledger, since)
    for document in now.documents():
        yield _of_document(ledger, document)
    for events in _batches(now.ties()):
        yield Graph(events=events), {}
    yield Graph(actors=_with_wholes(ledger, (actor for actor, _ in now.actors()))), {}
    yield Graph(places=tuple(now.places())), {}
    for claims in _batches(now.claims()):
        yield Graph(claims=claims), {}
    for links in _batches(now.statements()):
        yield Graph(links=links), _ends(ledger, links)


def _batches(things: Iterable[Thing]) -> Iterator[tuple[Thing, ...]]:
    rest = iter(things)
    while some := tuple(islice(rest, MANY)):
        yield some


def _of_document(ledger: Ledger, document: Document) -> tuple[Graph, Days]:
    """Return all that stands in one document's named graph; of its events' claims and links what its words bear out."""
    events = ledger.told_in([document.id])
    links = dict.fromkeys(
        link
        for event in events
        for link in (*ledger.links(effect=event), *ledger.links(cause=event))
        if any(one.document == document.id for one in link.evidence)
    )
    graph = Graph(
        documents=(document,),
        mentions=ledger.told_by(document.id),
        claims=tuple(c for e in events for c in ledger.claims(e) if c.evidence.document == document.id),
        links=tuple(links),
    )
    return graph, _ends(ledger, links)


def _ends(ledger: Ledger, links: Iterable[CausalLink]) -> Days:
    """Return the days of the acts at the ends of links: their direct edges hang on them."""
    ends = {codec.number(end) for link in links for end in (link.effect, link.cause)}
    return {codec.name("e", row[0]): rows.when(row) for row in rows.some(ledger.db, "event", sorted(ends))}


def _with_wholes(ledger: Ledger, actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return actors with those whose organs they are, so that the name of their side is known."""
    found: dict[str, Actor] = {}
    for actor in actors:
        found[actor.id] = actor
        if actor.parent is not None and actor.parent.startswith("actor-") and actor.parent not in found:
            found[actor.parent] = ledger.actor(actor.parent)
    return tuple(found.values())
