"""Parties as fillers of a role: each name once, and only those that the surest rule found.

What is hard: rules are tried from the surest on, so the first that finds anybody is the last that counts; and nobody
is hit by himself, nor by who is of his own side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.foes import side_name
from kg.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.parties import Party
    from kg.model import Argument


def fillers(
    found: Iterable[tuple[Party, str]], role: Role, banned: frozenset[str] | set[str] = frozenset()
) -> list[Argument]:
    """Return parties as arguments, each name once, and only those of the surest rule that found any."""
    kept: list[Argument] = []
    first: str | None = None
    for party, way in found:
        if party.actor.name in banned or any(a.name == party.actor.name for a in kept):
            continue
        if side_name(party.actor.name) in banned and role is Role.TARGET:
            continue
        if first is not None and way != first:
            break
        first = way
        kept.append(party.fill(role, way))
    return kept[:3]
