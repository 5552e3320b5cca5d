"""How many in the end: the lowest toll that a text gives of an act, where it gives several.

What is hard: a lower number is no rival where it counts only some: "another two died", "nine bodies so far", "no
civilian was hurt", "the gunman was also killed".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import EventMention, Quantity
    from kg.vocab import ClaimKind

_FURTHER = re.compile(r"\A(?:(?!and\b)[\w’'-]+ ){0,4}?(?:another|further|others?|more(?! than))\b", re.IGNORECASE)
_NTH = re.compile(r"\Aan? (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.IGNORECASE)
_VAGUE = re.compile(r"\A(?:many|several|some|a number of|a few|numerous)\b(?!\s\d)", re.IGNORECASE)
_SOME = re.compile(r"\b(?:civilian|soldier|troops|personnel|crew)")
_ATTACKERS = re.compile(
    r"\b(?:assailant|attacker|(?:suicide )?bomber|gunman|gunmen|hijacker|perpetrator)s?\Z", re.IGNORECASE
)
_AT_LEAST = re.compile(r"\A(?:at least|no fewer than|no less than|a minimum of)\b", re.IGNORECASE)
_DOZEN, _TEN = 12, 10


def toll(told: Iterable[EventMention], kind: ClaimKind) -> list[int] | None:
    """Return the lowest toll of a kind: low and high, the same number where no upper bound was stated.

    "More than twenty" and "dozens" give way to an exact count that they allow; "at least 14" is as exact as any.
    """
    found = _whole([q for m in told for q in m.quantities if q.kind is kind and q.low is not None])
    exact = [q.low for q in found if q.high is not None and q.low is not None]
    counts = [
        (q.low, q.low if q.high is None else q.high)
        for q in found
        if q.low is not None and (q.high is not None or not _met(q, exact))
    ]
    counts = [c for c in counts if not any(c[0] < low == high < c[1] for low, high in counts)]
    return list(min(counts)) if counts else None


def _whole(found: list[Quantity]) -> list[Quantity]:
    """Leave out what counts only some, where another count is of all."""
    for partial in (_of_attackers, _further, _partly, _none_of_some, _vague):
        others = [q for q in found if not partial(q)]
        if any(q.low for q in others):
            found = others
    return found


def _of_attackers(count: Quantity) -> bool:
    return bool(_ATTACKERS.search(count.span.quote))


def _further(count: Quantity) -> bool:
    return bool(_FURTHER.search(count.span.quote) or _NTH.search(count.span.quote))


def _vague(count: Quantity) -> bool:
    return count.high is None and bool(_VAGUE.search(count.span.quote))


def _partly(count: Quantity) -> bool:
    return count.rule.endswith(", partly")


def _none_of_some(count: Quantity) -> bool:
    return count.high == 0 and bool(_SOME.search(count.span.quote))


def _met(count: Quantity, exact: list[int]) -> bool:
    low = count.low or 0
    round_ = low % _TEN == 0 or low % _DOZEN == 0
    return round_ and not _AT_LEAST.match(count.span.quote) and any(low <= other <= 2 * low for other in exact)
