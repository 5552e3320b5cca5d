"""The chains of a whole graph: each the longest, or the strongest, way back from an act that nobody answered.

What is hard: the longest path is easy only where there are no circles, and acts of one day can answer one another
in a circle. A link that would close a circle is left out, in the order of ids, so that the answer is always the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import AskedWrongly
from kg.graph import codec
from kg.model import Chain
from kg.vocab import Relation

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.graph.ledger import Ledger

ANSWERS = (Relation.RETALIATION_FOR, Relation.RESPONDS_TO)
Edge = tuple[int, int, float]  # cause, link, confidence
Best = tuple[int, float, int, int]  # links on the way back, score, cause, link


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
    best = _longest(edges)
    answered = {cause for causes in edges.values() for cause, _, _ in causes}
    heads = [event for event, (length, *_) in best.items() if length and event not in answered]
    if not heads:  # nothing but circles
        heads = [event for event, (length, *_) in best.items() if length]

    def longest_first(event: int) -> tuple[float, float, int]:
        length, score, _, _ = best[event]
        return (-score, -length, event) if strongest else (-length, -score, event)

    return [_chain(ledger, best, head) for head in sorted(heads, key=longest_first)[:limit]]


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


def _longest(edges: dict[int, list[Edge]]) -> dict[int, Best]:
    """Return the longest way back from each event (then the surest), by depth-first search with a stack of its own."""
    best: dict[int, Best] = {}
    path: set[int] = set()
    for start in sorted(edges):
        stack = [] if start in best else [(start, iter(edges[start]))]
        path.update(event for event, _ in stack)
        while stack:
            event, rest = stack[-1]
            child = next((c for c, _, _ in rest if c not in best and c not in path), None)
            if child is not None:
                path.add(child)
                stack.append((child, iter(edges.get(child, ()))))
                continue
            ways = [
                (best[c][0] + 1, best[c][1] * confidence, c, link)
                for c, link, confidence in edges.get(event, ())
                if c in best
            ]
            best[event] = max(ways, key=lambda w: (w[0], w[1], -w[3]), default=(0, 1.0, 0, 0))
            path.discard(event)
            stack.pop()
    return best


def _chain(ledger: Ledger, best: dict[int, Best], head: int) -> Chain:
    events, links = [ledger.event(codec.name("e", head))], []
    length, score, cause, link = best[head]
    while length:
        links.append(ledger.link(codec.name("link", link)))
        events.append(ledger.event(codec.name("e", cause)))
        length, _, cause, link = best[cause]
    return Chain(tuple(events), tuple(links), score)
