"""How many: which counts of a sentence belong to which mention.

What is hard: the dead of the sentence after belong to the act of the sentence before. A count goes with the act
nearest to the word that tells the fate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import quantities
from kg.vocab import ClaimKind, Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.parse import Parsed
    from kg.extract.quantities import Counted
    from kg.extract.triggers import Candidate
    from kg.model import Quantity

_FITS = {
    ClaimKind.INTERCEPTED: (Family.INTERCEPT,),
    ClaimKind.LAUNCHED: (Family.STRIKE, Family.INTERCEPT),
    ClaimKind.CAPTURED: (Family.GROUND, Family.SEIZE),
}
_HARM = (Family.STRIKE, Family.GROUND, Family.KILLING, Family.INCIDENT)
_AFTERMATH = 2


def counts(parsed: Parsed, ones: Sequence[Candidate], reality: Sequence[Factuality]) -> dict[int, list[Quantity]]:
    """Return the counts of each trigger, by its number."""
    here: dict[int, list[int]] = {}
    for number, one in enumerate(ones):
        if reality[number] in (Factuality.ASSERTED, Factuality.DENIED):
            here.setdefault(one.sentence.index, []).append(number)
    given: dict[int, list[Quantity]] = {}
    for sentence in parsed.sentences:
        near = [here[i] for i in range(sentence.index, max(-1, sentence.index - _AFTERMATH - 1), -1) if i in here]
        if not near:
            continue
        for counted in quantities.find(parsed.text, sentence.start, sentence.end):
            best = _owner(counted, ones, here.get(sentence.index, []), near[0])
            if best is not None:
                given.setdefault(best, []).append(counted.quantity)
    return given


def _owner(counted: Counted, ones: Sequence[Candidate], own: list[int], back: list[int]) -> int | None:
    """Return the trigger that a count goes with: of its sentence, else the last that could have such a result."""
    kind = counted.quantity.kind
    families = _FITS.get(kind, _HARM)
    fitting = [n for n in own if ones[n].type.family in families]
    if fitting:
        at = counted.word.start
        return min(fitting, key=lambda n: (_gap(ones[n], counted.word.start, counted.word.end, at), n))
    if (
        own
        or kind not in (ClaimKind.KILLED, ClaimKind.INJURED, ClaimKind.MISSING)
        or counted.quantity.rule.startswith("toll")
    ):
        return None
    fitting = [n for n in back if ones[n].type.family in families]
    return fitting[-1] if fitting else None


def _gap(one: Candidate, start: int, end: int, at: int) -> int:
    if one.start < end and start < one.end:
        return 0
    return min(abs(one.start - at), abs(one.end - at))
