"""Tracing from one event.

What is hard: time. Two stretches of days may overlap, so that each step of a path is possible and the path is not
(a strike on the 5th answers a raid "in March", which answers a shelling of the 20th). A path therefore
carries the last day on which what came before it can have begun, and no step may begin after it. Best first means by
the product of the links' confidences; an event is shown where it is reached best, and walked on from
wherever that leads further. No answer is lost to this: a state is dropped only if another has come to the
same event in no more steps and with no less room in time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from kg.graph import codec
from kg.vocab import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.graph.ledger import Ledger
    from kg.model import CausalLink, Event

DEPTH = 10
EVER = 4_000_000  # a day after all days
STEP = """
SELECT link.id, link.{there}, link.confidence, event.first, event.last FROM link JOIN event ON event.id = link.{there}
WHERE link.{here} = ? AND link.denied = 0 AND link.timely = 1 AND link.confidence >= ? AND link.stated >= ?
AND (? OR link.gap <= ?) AND link.kind IN ({kinds}) ORDER BY link.confidence DESC, link.kind, link.id
"""
State = tuple[float, int, int, int, int]


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


@dataclass(frozen=True, slots=True)
class Taken:
    """How an event was reached: from which, by which link, at which score and after how many steps."""

    source: int
    link: int
    score: float
    steps: int


@dataclass(slots=True)
class _Seen:
    """The states in which an event has been walked on from: (steps, room), none worse than another."""

    states: list[tuple[int, int]] = field(default_factory=list)

    def adds(self, steps: int, room: int) -> bool:
        if any(s <= steps and r >= room for s, r in self.states):
            return False
        self.states = [(s, r) for s, r in self.states if not (steps <= s and room >= r)]
        self.states.append((steps, room))
        return True


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
) -> dict[int, Taken]:
    """Return how each event within `depth` steps is reached best, keyed by its 64-bit number, in order of score.

    `max_gap` is the most days between the ends of one step; where a day is unknown the gap is too, and is not taken.
    """
    here, there = ("effect", "cause") if back else ("cause", "effect")
    codes = sorted(codec.KINDS.index(kind) for kind in kinds or Relation)
    query = STEP.format(here=here, there=there, kinds=",".join(map(str, codes)))
    execute = ledger.db.execute
    fixed = (min_confidence, int(only_stated), max_gap is None, max_gap)
    start = codec.number(event)
    first, last = execute("SELECT first, last FROM event WHERE id = ?", (start,)).fetchone()
    queue: list[State] = [(-1.0, 0, start, _room(back, first, last), 0)]
    taken: dict[int, Taken] = {}
    seen: dict[int, _Seen] = {}
    origin: dict[tuple[int, int, int], Taken] = {}
    while queue:
        score, steps, at, room, link = heappop(queue)
        if at != start and at not in taken:
            taken[at] = origin[at, steps, link]
        if steps == depth or not seen.setdefault(at, _Seen()).adds(steps, room):
            continue
        for number, other, confidence, begins, ends in execute(query, (at, *fixed)):
            left = _left(back, room, begins, ends)
            if left is None or other == start:
                continue
            origin.setdefault((other, steps + 1, number), Taken(at, number, -score * confidence, steps + 1))
            heappush(queue, (score * confidence, steps + 1, other, left, number))
    return taken


def _room(back: bool, first: int | None, last: int | None) -> int:
    """Return the day a step must not begin after (back), or the day it must not end before, negated (on)."""
    if first is None or last is None:
        return EVER
    return last if back else -first


def _left(back: bool, room: int, first: int | None, last: int | None) -> int | None:
    """Return the room in time after a step to these days, None where the step is out of time."""
    if first is None or last is None:
        return room
    if (first > room) if back else (-last > room):
        return None
    return min(room, last if back else -first)


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
    """Return the tree of what an event answered (`back`) or set off, each event once, where it is reached best."""
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
    children: dict[int, list[tuple[int, Taken]]] = {}
    for number, how in taken.items():
        children.setdefault(how.source, []).append((number, how))
    ends = {event, *(codec.name("e", number) for number in taken)}
    links = ledger.links(effect=event) if back else ledger.links(cause=event)
    disputed = tuple(link for link in links if link.denied and {link.effect, link.cause} & ends)
    return Trace(root, back, _branches(ledger, children, codec.number(event)), disputed)


def _branches(ledger: Ledger, children: dict[int, list[tuple[int, Taken]]], at: int) -> tuple[Branch, ...]:
    """Build the tree from its leaves, without recursion: a chain may be longer than Python's stack."""
    order: list[int] = []
    waiting = [at]
    while waiting:
        number = waiting.pop()
        order.append(number)
        waiting.extend(child for child, _ in children.get(number, ()))
    built: dict[int, tuple[Branch, ...]] = {}
    for number in reversed(order):
        built[number] = tuple(
            Branch(
                ledger.link(codec.name("link", how.link)),
                ledger.event(codec.name("e", child)),
                how.score,
                built[child],
            )
            for child, how in _sorted(children.get(number, ()))
        )
    return built[at]


def _sorted(children: Iterable[tuple[int, Taken]]) -> list[tuple[int, Taken]]:
    return sorted(children, key=lambda pair: (-pair[1].score, pair[0]))
