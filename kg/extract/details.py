"""When it was and how many: which date and which counts of a sentence belong to which mention.

What is hard: one sentence has two acts and two days, "said on Tuesday" dates the saying, and the dead of the sentence
after belong to the act of the sentence before. A date goes with the act whose verb it hangs on, a count with the act
nearest to the word that tells the fate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import dates, quantities
from kg.extract.clause import BARRIERS, VERBAL
from kg.vocab import ClaimKind, Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Token

    from kg.extract.dates import Dated
    from kg.extract.parse import Parsed, Sentence
    from kg.extract.quantities import Counted
    from kg.extract.triggers import Candidate
    from kg.extract.view import View
    from kg.model import Quantity
    from kg.when import When

_FITS = {
    ClaimKind.INTERCEPTED: (Family.INTERCEPT,),
    ClaimKind.LAUNCHED: (Family.STRIKE, Family.INTERCEPT),
    ClaimKind.CAPTURED: (Family.GROUND, Family.SEIZE),
}
_HARM = (Family.STRIKE, Family.GROUND, Family.KILLING, Family.INCIDENT)
_AFTERMATH = 2


def dated(one: Candidate, found: Sequence[Dated]) -> Dated | None:
    """Return the phrase of time that goes with a trigger, or None."""
    view = one.seen
    if view is None or not found:
        return None
    ranked = []
    for phrase in found:
        token = _token(view, phrase.span.start)
        if token is None:
            continue
        rank = _rank(view, one, token)
        if rank is not None:
            ranked.append((rank, abs(phrase.span.start - one.start), phrase.when is None, phrase))
    ranked.sort(key=lambda r: r[:3])
    return ranked[0][3] if ranked else None


def _token(view: View, offset: int) -> Token | None:
    base = view.sentence.start
    return next((t for t in view.doc if base + t.idx + len(t) > offset), None)


def _rank(view: View, one: Candidate, token: Token) -> int | None:
    """Return how closely a date's word hangs on a trigger: 0 on itself, more further up; None where on another act."""
    chain = [one.token, *one.token.ancestors]
    barred = next((n for n, t in enumerate(chain) if n and t.lower_ in BARRIERS), len(chain))
    level = {t.i: n for n, t in enumerate(chain[:barred])}
    for above in (token, *token.ancestors):
        if above.i in level:
            if above.i != one.token.i and above.pos_ in VERBAL and view.among("speech", above) and level[above.i] > 0:
                return None
            return level[above.i]
    return 9 if barred == len(chain) else None


def when_of(sentence: Sentence, parsed: Parsed, previous: When | None, published: date | None) -> list[Dated]:
    """Return the phrases of time of a sentence."""
    return dates.find(parsed.text, sentence.start, sentence.end, published=published, previous=previous)


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
