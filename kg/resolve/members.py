"""The mentions that make up an act so far, and what they tell together.

What is hard: nothing but time. Every later mention asks the same act the same questions, so that each answer is worked
out once and kept with the row of mentions that it is of.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.resolve.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.when import When


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


class Members(tuple[Profile, ...]):  # noqa: SLOT001 - the answers lie in its dict
    """Mentions of one act, in text order."""

    @cached_property
    def key(self) -> tuple[int, ...]:
        """What tells these mentions from any others of their text."""
        return tuple(m.order for m in self)

    @cached_property
    def actors(self) -> frozenset[str]:
        """Who did it by any of them."""
        return _union(m.actors for m in self)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Who was hit by any of them."""
        return _union(m.targets for m in self)

    @cached_property
    def places(self) -> frozenset[str]:
        """Where it was by any of them."""
        return frozenset(p for m in self for p in m.places)

    @cached_property
    def weapons(self) -> frozenset[str]:
        """With what it was done by any of them."""
        return _union(m.weapons for m in self)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that tell of it."""
        return _union(m.words for m in self)

    @cached_property
    def said(self) -> frozenset[str]:
        """The telling words of their sentences."""
        return _union(m.said for m in self)

    @cached_property
    def named(self) -> frozenset[str]:
        """The names of their sentences and phrases."""
        return _union(m.setting.names | m.setting.own for m in self)

    @cached_property
    def roots(self) -> frozenset[str]:
        """What their words share with their verbs and nouns."""
        return frozenset(m.root for m in self)

    @cached_property
    def senses(self) -> tuple[frozenset[str], ...]:
        """The sorts of act that their words name."""
        return tuple(m.senses for m in self if m.senses)

    @cached_property
    def days(self) -> tuple[When, ...]:
        """The days that their own words allow."""
        return tuple(m.when for m in self if m.when is not None)

    @cached_property
    def known_days(self) -> tuple[When, ...]:
        """Their days, told by words of their own or not."""
        return tuple(m.mention.when for m in self if m.mention.when is not None)

    def lent(self, field: str) -> frozenset[str]:
        """Return the names that a field was lent."""
        return frozenset(x.name for m in self for x in m.lent if x.field == field)
