"""Tracing from one event.

What is hard: time. Two stretches of days may overlap, so that each step of a path is possible and the path is not
(a strike on the 5th answers a raid "in March", which answers a shelling of the 20th). A path therefore
carries the last day on which what came before it can have begun, and no step may begin after it. Best first means by
the product of the links' confidences (Dijkstra, on states of event, steps and room in time). No answer is lost to
this: a state is dropped only if another has come to the same event in no more steps and with no less room. Each
event is shown on the very path that reaches it best, so that all paths of the tree are possible as a whole; one that
leads further from a less sure state is then shown there as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from kg.graph import codec, rows, store
from kg.graph.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from kg.graph.ledger import Ledger
    from kg.model import CausalLink, Event
    from kg.vocab import Relation

DEPTH = 10
EVER = 4_000_000  # a day after all days
MOST = 50_000
"""The most events whose steps are kept in memory; about 400 bytes each."""
Step = tuple[int, int, float, int | None, int]  # link, event, confidence, the days that it has room for


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of the tree: the link taken, the event it leads to, and the score of the path so far."""

    link: CausalLink
    event: Event
    score: float
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """An event, and what it leads back to (or on to), best first; `disputed` are links that a source denies."""

    event: Event
    back: bool
    branches: tuple[Branch, ...]
    disputed: tuple[CausalLink, ...] = ()

    def links(self) -> list[CausalLink]:
        """Return all links of the tree, depth first."""
        return [branch.link for branch in self.walk()]

    def walk(self) -> list[Branch]:
        """Return all branches, depth first."""
        found: list[Branch] = []
        waiting = list(reversed(self.branches))
        while waiting:
            branch = waiting.pop()
            found.append(branch)
            waiting.extend(reversed(branch.branches))
        return found


class State(NamedTuple):
    """An event as a path comes to it. `loss` is the path's score, negated; `before` the state one step back.

    `room` is the day that no further step may begin after (going on: negated, that none may end before).
    """

    loss: float
    steps: int
    event: int
    room: int
    link: int
    before: State | None

    @property
    def score(self) -> float:
        """The product of the confidences of the path's links."""
        return -self.loss


class Steps:
    """The steps from events that were asked for, kept in memory for as long as the ledger stays as it is."""

    def __init__(self) -> None:
        self._state: tuple[int, int] | None = None
        self._known: dict[str, dict[int, list[Step]]] = {}

    def of(self, ledger: Ledger, query: str) -> dict[int, list[Step]]:
        """Return what is known of a query's steps, keyed by the number of the event that they leave."""
        state = ledger.db.total_changes, ledger.db.execute("PRAGMA data_version").fetchone()[0]
        if state != self._state or sum(map(len, self._known.values())) > MOST:
            self._state, self._known = state, {}
        return self._known.setdefault(query, {})


_STEPS: WeakKeyDictionary[Ledger, Steps] = WeakKeyDictionary()


def reach(
    ledger: Ledger,
    event: str,
    *,
    back: bool = True,
    depth: int = DEPTH,
    min_confidence: float = 0.0,
    kinds: Collection[Relation] | None = None,
    only_stated: bool = False,
    max_gap: int | None = None,
) -> dict[int, State]:
    """Return how each event within `depth` steps is reached best, keyed by its 64-bit number, in order of score.

    `max_gap` is the most days between the ends of one step; where a day is unknown the gap is too, and is not taken.
    """
    query = _query(back, min_confidence, kinds, max_gap, only_stated=only_stated)
    start = codec.number(event)
    execute = ledger.db.execute
    with store.moment(ledger.db, ledger.path):
        first, last = execute("SELECT first, last FROM event WHERE id = ?", (start,)).fetchone()
        known = _STEPS.setdefault(ledger, Steps()).of(ledger, query)
        room = EVER if first is None else last if back else -first
        return _search(State(-1.0, 0, start, room, 0, None), depth, known, lambda at: execute(query, (at,)).fetchall())


def _search(
    start: State, depth: int, known: dict[int, list[Step]], ask: Callable[[int], list[Step]]
) -> dict[int, State]:
    """Return the states taken, best first; steps that are not `known` are asked for, and kept."""
    queue, root = [start], start.event
    taken: dict[int, State] = {}
    seen: dict[int, list[tuple[int, int]]] = {}
    while queue:
        state = heappop(queue)
        loss, steps, at, room, _, _ = state
        walked = seen.get(at)
        if walked is None:
            walked = seen[at] = []
            if steps:
                taken[at] = state
        elif any(s <= steps and r >= room for s, r in walked):
            continue
        walked.append((steps, room))
        if steps == depth:
            continue
        further = known.get(at)
        if further is None:
            further = known[at] = ask(at)
        for number, other, confidence, begins, ends in further:
            # A step leaves no more room than the act that it leads to has; where that is unknown, all that was.
            if other != root and (begins is None or begins <= room):
                left = room if begins is None or ends > room else ends
                heappush(queue, State(loss * confidence, steps + 1, other, left, number, state))
    return taken


def _query(
    back: bool, least: float, kinds: Collection[Relation] | None, max_gap: int | None, *, only_stated: bool
) -> str:
    """Return the query for the steps from one event; what is not asked for is not compared."""
    here, there = ("effect", "cause") if back else ("cause", "effect")
    days = "event.first, event.last" if back else "-event.last, -event.first"
    wheres = [f"link.{here} = ? AND link.denied = 0 AND link.timely = 1"]
    if kinds:
        wheres.append(f"link.kind IN ({','.join(str(codec.KINDS.index(kind)) for kind in sorted(kinds))})")
    if least > 0:
        wheres.append(f"link.confidence >= {float(least)!r}")
    if only_stated:
        wheres.append("link.stated = 1")
    both = ""
    if max_gap is not None:
        both = f" CROSS JOIN event AS near ON near.id = link.{here}"
        wheres.append(f"max(0, near.first - event.last, event.first - near.last) <= {int(max_gap)}")
    return (
        f"SELECT link.id, link.{there}, link.confidence, {days} FROM link"  # noqa: S608 - fixed words and numbers
        f" CROSS JOIN event ON event.id = link.{there}{both} WHERE {' AND '.join(wheres)}"
    )


def trace(
    ledger: Ledger,
    event: str,
    *,
    back: bool = True,
    depth: int = DEPTH,
    min_confidence: float = 0.0,
    kinds: Collection[Relation] | None = None,
    only_stated: bool = False,
    max_gap: int | None = None,
) -> Trace:
    """Return the tree of what an event answered (`back`) or set off, each event where it is reached best."""
    root = ledger.event(event)
    taken = reach(
        ledger,
        event,
        back=back,
        depth=depth,
        min_confidence=min_confidence,
        kinds=kinds,
        only_stated=only_stated,
        max_gap=max_gap,
    )
    links = ledger.links(effect=event) if back else ledger.links(cause=event)
    disputed = tuple(link for link in links if link.denied)
    return Trace(root, back, _branches(ledger, taken.values()), disputed)


def _branches(ledger: Ledger, taken: Iterable[State]) -> tuple[Branch, ...]:
    """Build the tree from its leaves, without recursion: a chain may be longer than Python's stack."""
    children: dict[int, list[State]] = {}
    known: dict[int, State] = {}
    for end in taken:
        state = end
        while state.before is not None and id(state) not in known:
            known[id(state)] = state
            children.setdefault(id(state.before), []).append(state)
            state = state.before
    text = Texts(ledger.db).__getitem__
    with store.told(ledger.path):
        links = {
            row[0]: rows.link(row, text)
            for row in rows.some(ledger.db, "link", sorted({s.link for s in known.values()}))
        }
        events = {
            row[0]: rows.event(row) for row in rows.some(ledger.db, "event", sorted({s.event for s in known.values()}))
        }
    built: dict[int, Branch] = {}
    for state in sorted(known.values(), key=lambda s: -s.steps):
        further = sorted(children.get(id(state), ()), key=_order)
        built[id(state)] = Branch(
            links[state.link],
            events[state.event],
            state.score,
            tuple(built[id(one)] for one in further),
        )
    top = (state for state in known.values() if state.steps == 1)
    return tuple(built[id(state)] for state in sorted(top, key=_order))


def _order(state: State) -> tuple[float, int, int]:
    return state.loss, state.event, state.link
