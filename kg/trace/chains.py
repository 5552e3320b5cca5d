"""The chains of a whole graph: each the longest, or the strongest, way back from an act that none in time answered.

What is hard: the longest path is easy only where there are no circles, and acts of one day can answer one another
in a circle: a link that would close one is left out, in the order of ids, so that the answer is always the same.
And a chain must be possible as a whole, not just in each step: nothing in it may begin after a later act is
over. So of each event not one best way back is kept, but for each day that its latest beginning may be, the best.
"""

from __future__ import annotations

from functools import cache
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import AskedWrongly
from kg.graph import codec, store
from kg.model import Chain
from kg.vocab import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.graph.ledger import Ledger

ANSWERS = (Relation.RETALIATION_FOR, Relation.RESPONDS_TO)
NEVER, EVER = -1, 4_000_000
Edge = tuple[int, int, float]  # cause, link, confidence


class Way(NamedTuple):
    """A way back from an event: its links, its score, the latest first day on it; then the next step."""

    length: int
    score: float
    begins: int
    cause: int = 0
    link: int = 0
    rest: Way | None = None


def chains(
    ledger: Ledger,
    *,
    between: tuple[str, str] | None = None,
    strongest: bool = False,
    limit: int = 10,
    kinds: Collection[Relation] = ANSWERS,
    min_confidence: float = 0.0,
    only_stated: bool = False,
) -> list[Chain]:
    """Return chains, latest act first within each; the longest first, or with `strongest` the surest first.

    `between` keeps to the acts of two parties (their organs included). A chain has at least one link.
    """
    edges = _edges(ledger, kinds, min_confidence, only_stated=only_stated)
    if between:
        inside = _acts_of(ledger, between)
        edges = {e: [c for c in causes if c[0] in inside] for e, causes in edges.items() if e in inside}
    days = _days(ledger)
    ways = {event: found[0] for event, found in _ways(edges, days).items()}
    answered = {
        cause
        for effect, causes in edges.items()
        for cause, _, _ in causes
        if cause in ways and ways[cause].begins <= days.get(effect, (NEVER, EVER))[1]
    }
    heads = [event for event, way in ways.items() if way.length and event not in answered]
    if not heads:  # nothing but circles
        heads = [event for event, way in ways.items() if way.length]

    def longest_first(event: int) -> tuple[float, float, int]:
        length, score = ways[event].length, ways[event].score
        return (-score, -length, event) if strongest else (-length, -score, event)

    found = nsmallest(limit, heads, key=longest_first)
    return _chains(ledger, [(head, ways[head]) for head in found])


def _edges(ledger: Ledger, kinds: Collection[Relation], least: float, *, only_stated: bool) -> dict[int, list[Edge]]:
    codes = ",".join(str(codec.KINDS.index(kind)) for kind in sorted(kinds))
    query = (
        f"SELECT effect, cause, id, confidence FROM link WHERE denied = 0 AND timely = 1 AND kind IN ({codes})"  # noqa: S608 - numbers of kinds
        " AND confidence >= ? AND stated >= ? ORDER BY effect, cause, kind, id"
    )
    edges: dict[int, list[Edge]] = {}
    for effect, cause, link, confidence in ledger.db.execute(query, (least, int(only_stated))):
        edges.setdefault(effect, []).append((cause, link, confidence))
    return edges


def _acts_of(ledger: Ledger, parties: tuple[str, str]) -> set[int]:
    query = (
        "SELECT event FROM party JOIN actor ON actor.id = party.actor"
        " WHERE party.role = 0 AND (lower(actor.name) = lower(?) OR lower(actor.parent) = lower(?))"
    )
    acts: set[int] = set()
    for name in parties:
        found = {row[0] for row in ledger.db.execute(query, (name, name))}
        if not found:
            raise AskedWrongly(f"no act of {name!r} is known", do="`kg events` shows who acts")
        acts |= found
    return acts


def _days(ledger: Ledger) -> dict[int, tuple[int, int]]:
    return {
        i: (first, last) for i, first, last in ledger.db.execute("SELECT id, first, last FROM event WHERE first > 0")
    }


def _ways(edges: dict[int, list[Edge]], days: dict[int, tuple[int, int]]) -> dict[int, list[Way]]:
    """Return the best ways back from each event, longest first, by depth-first search with a stack of its own."""
    done: dict[int, list[Way]] = {}
    path: set[int] = set()
    for start in sorted(edges):
        stack = [] if start in done else [(start, iter(edges[start]))]
        path.update(event for event, _ in stack)
        while stack:
            event, rest = stack[-1]
            child = next((c for c, _, _ in rest if c not in done and c not in path), None)
            if child is not None:
                path.add(child)
                stack.append((child, iter(edges.get(child, ()))))
                continue
            done[event] = _best(event, edges.get(event, ()), done, days)
            path.discard(event)
            stack.pop()
    return done


def _best(event: int, edges: Iterable[Edge], done: dict[int, list[Way]], days: dict[int, tuple[int, int]]) -> list[Way]:
    """Return the ways back from an event that no other beats in length and score and leaves as much room in time."""
    first, last = days.get(event, (NEVER, EVER))
    ways: list[tuple[int, float, int, int, int, Way | None]] = [(0, -1.0, first, 0, 0, None)]
    for cause, link, confidence in edges:
        for way in done.get(cause, ()):
            begins = way.begins
            if begins <= last:
                begins = max(begins, first)
                ways.append((-1 - way.length, -way.score * confidence, begins, link, cause, way))
    ways.sort()
    kept: list[Way] = []
    for length, score, begins, link, cause, rest in ways:
        if not kept or begins < kept[-1].begins:
            kept.append(Way(-length, -score, begins, cause, link, rest))
    return kept


def _chains(ledger: Ledger, found: Iterable[tuple[int, Way]]) -> list[Chain]:
    """Return the chains of heads and their ways; most run together before long, so that each noun is read once."""
    event = cache(lambda number: ledger.event(codec.name("e", number)))
    link = cache(lambda number: ledger.link(codec.name("link", number)))
    told = []
    with store.moment(ledger.db, ledger.path):
        for head, way in found:
            events, links = [event(head)], []
            rest: Way | None = way
            while rest is not None and rest.length:
                links.append(link(rest.link))
                events.append(event(rest.cause))
                rest = rest.rest
            told.append(Chain(tuple(events), tuple(links), way.score))
    return told
