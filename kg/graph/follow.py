"""What the ledger changed, told to an Oxigraph folder.

What is hard: taking out just what is gone. A document's named graph is taken out whole and told again with all
that stands in it; other things one by one. A direct edge can be borne by two links (one asserts, one denies), so
wherever a link is taken out, all links of its effect are told again. Telling a thing twice adds nothing.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.graph import rdf
from kg.graph.rdf_terms import ESC, ID
from kg.model import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import RawIOBase
    from pathlib import Path
    from typing import BinaryIO

    from kg.graph.ledger import Change, Ledger
    from kg.model import Actor, CausalLink, Event

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
    for graph in told(ledger, ledger.changes(0)):
        yield from rdf.chunks(graph)


def update(path: Path, ledger: Ledger, since: int) -> None:
    """Bring a folder that shows revision `since` up to the ledger's."""
    store = ox.Store(str(path))
    changes = list(ledger.changes(since))
    effects = _effects(store, (change.id for change in changes if change.kind == "link"))
    rdf.retract(store, (change.id for change in changes))
    for graph in told(ledger, changes):
        store.extend(rdf.quads(graph))
    for effect in sorted(effects - {change.id for change in changes if change.gone}):
        store.extend(rdf.quads(_of_links(ledger, ledger.links(effect=effect))))
    store.flush()


def _effects(store: ox.Store, links: Iterable[str]) -> set[str]:
    """Return the events at which the links start, as the store still knows them."""
    effect = ox.NamedNode(f"{ESC}effect")
    quads = (q for link in links for q in store.quads_for_pattern(ox.NamedNode(ID + link), effect, None))
    return {quad.object.value.removeprefix(ID) for quad in quads if isinstance(quad.object, ox.NamedNode)}


def told(ledger: Ledger, changes: Iterable[Change]) -> Iterator[Graph]:
    """Yield graphs that together tell all that is new or changed, each small."""
    kinds: dict[str, list[str]] = {}
    for change in changes:
        if not change.gone:
            kinds.setdefault(change.kind, []).append(change.id)
    for document in kinds.get("doc", []):
        yield _of_document(ledger, document)
    for some in _batches(kinds.get("e", []), MANY):
        yield Graph(events=tuple(map(ledger.event, some)))
    yield Graph(actors=_with_wholes(ledger, map(ledger.actor, kinds.get("actor", []))))
    yield Graph(places=tuple(map(ledger.place, kinds.get("place", []))))
    for some in _batches(kinds.get("claim", []), MANY):
        yield Graph(claims=tuple(map(ledger.claim, some)))
    for some in _batches(kinds.get("link", []), MANY):
        yield _of_links(ledger, map(ledger.link, some))


def _batches(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, size)):
        yield some


def _of_document(ledger: Ledger, identifier: str) -> Graph:
    """Return all that stands in one document's named graph; of its events' claims and links what its words bear out."""
    document = ledger.document(identifier)
    events = ledger.told_in([identifier])
    links = [
        link
        for event in events
        for link in (*ledger.links(effect=event), *ledger.links(cause=event))
        if any(one.document == identifier for one in link.evidence)
    ]
    linked = _of_links(ledger, dict.fromkeys(links))
    return Graph(
        documents=(document,),
        mentions=ledger.told_by(identifier),
        events=linked.events,
        claims=tuple(c for e in events for c in ledger.claims(e) if c.evidence.document == identifier),
        links=linked.links,
    )


def _of_links(ledger: Ledger, links: Iterable[CausalLink]) -> Graph:
    """Return links with the events at their ends, on whose days their direct edges hang."""
    told = tuple(links)
    ends: dict[str, Event] = {}
    for link in told:
        for end in (link.effect, link.cause):
            if end not in ends:
                ends[end] = ledger.event(end)
    return Graph(events=tuple(ends.values()), links=told)


def _with_wholes(ledger: Ledger, actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return actors with those whose organs they are, so that the name of their side is known."""
    found: dict[str, Actor] = {}
    for actor in actors:
        found[actor.id] = actor
        if actor.parent is not None and actor.parent.startswith("actor-") and actor.parent not in found:
            found[actor.parent] = ledger.actor(actor.parent)
    return tuple(found.values())
