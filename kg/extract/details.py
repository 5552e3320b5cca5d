"""How many: which counts of a sentence belong to which mention.

What is hard: the dead of the sentence after belong to the act of the sentence before. A count goes with the act
nearest to the word that tells the fate.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import quantities
from kg.extract.dates_calendar import MONTH, WEEKDAY
from kg.extract.sources import PRONOUNS, source_of
from kg.vocab import ClaimKind, EventType, Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.parse import Parsed, Sentence
    from kg.extract.quantities import Counted
    from kg.extract.triggers import Candidate
    from kg.model import Attribution, Quantity

_FITS = {
    ClaimKind.INTERCEPTED: (Family.INTERCEPT,),
    ClaimKind.LAUNCHED: (Family.STRIKE, Family.INTERCEPT),
    ClaimKind.CAPTURED: (Family.GROUND, Family.SEIZE),
}
_HARM = (Family.STRIKE, Family.GROUND, Family.KILLING, Family.INCIDENT)
_AFTERMATH = 2
_NEAR = 40
_ONE_AMONG = re.compile(
    r"one of (?:the|those|several|many|its|their|his)\b|\w+ of the (?:wounded|injured|dead|victims)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:if|whether)\b[^,;.]{0,60}\Z", re.IGNORECASE)
_WIDER = re.compile(
    r" (?:in|from|of|since|across) (?:all of )?(?:[A-Z]|the (?:war|conflict|fighting|country|violence))"
)
_IN_ALL = re.compile(
    rf"[^.;,]{{0,50}}?\b(?:since (?:(?:last|late|early|mid) )?(?:\d|{WEEKDAY}|{MONTH}\b"
    r"|the (?:war|conflict|start|beginning|outbreak))|in the (?:violence|war|conflict|hostilities|unrest)\b|so far this (?:week|month|year)\b)",  # noqa: E501 - one alternative a line
    re.IGNORECASE,
)  # fmt: skip


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
            if _not_its_own(parsed.text, counted, sentence.start, alone=sentence.index not in here):
                continue
            best = _owner(counted, ones, here.get(sentence.index, []), near[0])
            in_all = _IN_ALL.match(parsed.text, max(counted.quantity.span.end, counted.word.end), sentence.end)
            if best is not None and not (in_all and not _many(ones[best], counted)):
                given.setdefault(best, []).append(_told(parsed, sentence, counted, ones[best]))
    return given


def spoken(found: Iterable[Quantity], said: Attribution | None) -> tuple[Quantity, ...]:
    """Return the counts of a mention, those that "he" gives as given by the mention's own source."""
    who = said.speaker if said is not None else None
    return tuple(replace(q, speaker=who) if q.speaker and q.speaker.lower() in PRONOUNS else q for q in found)


def _told(parsed: Parsed, sentence: Sentence, counted: Counted, one: Candidate) -> Quantity:
    """Return a count with who gives it, where that sentence is not its mention's."""
    if one.sentence.index == sentence.index:
        return counted.quantity
    return replace(
        counted.quantity,
        speaker=source_of(parsed.text, sentence.start, counted.quantity.span.start, sentence.end),
    )


def _not_its_own(text: str, counted: Counted, start: int, *, alone: bool) -> bool:
    """Whether a count is of one among more, only asked for, or, `alone` in its sentence, a place's or war's toll."""
    span = counted.quantity.span
    if alone and counted.quantity.rule.startswith("toll") and _WIDER.match(text, counted.word.end):
        return True
    return bool(_ONE_AMONG.match(text, span.start) or _ASKED.search(text, start, min(span.start, counted.word.start)))


def _many(one: Candidate, counted: Counted) -> bool:
    """Whether a count "since May" is that of a row of acts: "attacks have killed 230 since May"."""
    return (
        one.nominal
        and one.token.tag_ == "NNS"
        and _gap(one, counted.word.start, counted.word.end, counted.word.start) < _NEAR
    )


def _owner(counted: Counted, ones: Sequence[Candidate], own: list[int], back: list[int]) -> int | None:
    """Return the trigger that a count goes with: of its sentence, else the last that could have such a result."""
    kind = counted.quantity.kind
    families = _FITS.get(kind, _HARM)
    fitting = [n for n in own if ones[n].type.family in families]
    if kind in (ClaimKind.KILLED, ClaimKind.INJURED):
        fitting = [n for n in fitting if ones[n].type is not EventType.HOSTAGE_TAKING] or fitting
    if fitting:
        at = counted.word.start
        return min(fitting, key=lambda n: (_gap(ones[n], counted.word.start, counted.word.end, at), n))
    if (
        own
        or kind not in (ClaimKind.KILLED, ClaimKind.INJURED, ClaimKind.MISSING)
        or counted.quantity.rule == "toll.number"
    ):
        return None
    fitting = [n for n in back if ones[n].type.family in families]
    return fitting[-1] if fitting else None


def _gap(one: Candidate, start: int, end: int, at: int) -> int:
    if one.start < end and start < one.end:
        return 0
    return min(abs(one.start - at), abs(one.end - at))
