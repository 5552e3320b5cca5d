"""A choice that is weighed: which of several candidates is meant, or none at all?

What is hard: signs lean on one another, and the likeliest candidate may still be less likely than none. So each has
odds against none, exp of its summed weights (a conditional choice, as Denis & Baldridge 2008 make for coreference).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

K = TypeVar("K")
MOST = 30.0
"""A sum of weights beyond which odds grow no further."""
_TOLD = 2
"""Signs told of a choice."""


@cache
def known(name: str) -> dict[str, dict[str, float]]:
    """Return the tables of weights by sign that a file of this room holds."""
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Choice(Generic[K]):
    """The candidates, each with its signs and its odds against none of them."""

    signs: Mapping[K, Mapping[str, float]]
    odds: Mapping[K, float]

    @staticmethod
    def of(signs: Mapping[K, Mapping[str, float]], weights: Mapping[str, float]) -> Choice[K]:
        """Weigh candidates by their signs."""
        sums = {
            one: sum(weights.get(name, 0.0) * value for name, value in found.items()) for one, found in signs.items()
        }
        return Choice(signs, {one: exp(min(MOST, total)) for one, total in sums.items()})

    def without(self, out: Iterable[K]) -> Choice[K]:
        """Return the same choice with some candidates left out."""
        gone = set(out)
        return replace(self, odds={one: odds for one, odds in self.odds.items() if one not in gone})

    def chance(self, one: K) -> float:
        """Return how likely a candidate is, of all and none."""
        return self.odds[one] / (1.0 + sum(self.odds.values()))

    @property
    def ranked(self) -> list[K]:
        """The candidates, likeliest first."""
        return sorted(self.odds, key=lambda one: -self.odds[one])

    @property
    def surest(self) -> float:
        """How likely the likeliest is."""
        return self.chance(self.ranked[0]) if self.odds else 0.0

    def rule(self, one: K, weights: Mapping[str, float]) -> str:
        """Return which signs spoke most for a candidate."""
        found = self.signs[one]
        telling = sorted(found, key=lambda name: -weights.get(name, 0.0) * found[name])
        return f"weighed: {'; '.join(telling[:_TOLD])}"
