"""Whom a side of a question stands for in a store: itself, its organs and wings, what has its country, its places.

What is hard: "Israeli" may be told of the IDF, "Iran" be struck where only a town is named; and roles gathered from
many tellings hold parties of both sides, so that what the label shows is to be preferred.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kg.graph.rows import ACTOR, TARGET

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from kg.graph.asked import Side
    from kg.graph.rows import Sql


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of a store that a side stands for, by number and name, and the places in its land."""

    name: str
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    places: tuple[int, ...]

    @classmethod
    def known(cls, db: sqlite3.Connection, side: Side) -> Self:
        """Return what a store knows of a side; a country stands for all that is of it, a group for its wings."""
        actor = side.actor
        land = actor.country if actor.kind == "country" else None
        query = "SELECT id, name FROM actor WHERE name = ? OR parent = ? OR country = ? ORDER BY id"
        found = db.execute(query, (actor.name, actor.name, land)).fetchall()
        places = db.execute("SELECT id FROM place WHERE name = ? OR country = ? ORDER BY id", (actor.name, land))
        numbers, names = tuple(row[0] for row in found), tuple(row[1] for row in found)
        return cls(actor.name, numbers, names, tuple(row[0] for row in places))

    @property
    def any(self) -> bool:
        """Whether the store knows any."""
        return bool(self.numbers or self.places)

    def part(self, role: int | None) -> Sql:
        """Return the condition that the side has a part in an event, or that it was in a place of it."""
        only = "" if role is None else f" AND role = {role}"
        query = f"event.id IN (SELECT event FROM party WHERE actor IN ({_marks(self.numbers)}){only})"  # noqa: S608 - question marks
        if role == ACTOR or not self.places:
            return query, [*self.numbers]
        there = f"event.id IN (SELECT event FROM site WHERE place IN ({_marks(self.places)}))"  # noqa: S608 - the same
        return f"({query} OR {there})", [*self.numbers, *self.places]

    def shown(self, role: int | None) -> Sql:
        """Return the condition that the label names the side in this part."""
        if role == ACTOR:
            return f"substr(label, 1, instr(label, ': ') - 1) IN ({_marks(self.names)})", [*self.names]
        if role == TARGET:
            return "instr(substr(label, instr(label, ': ') + 1), ?) > 0", [self.name]
        return "1", []


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
