"""What a document says led to what: stated relations of mentions become links of events.

What is hard: a pair of events can be related in several sentences, by words of different strength and by
different speakers. One link is kept per pair, of the strongest kind that is not denied, with the words of
every sentence that states as much: one that only tells an order of time bears out no answer. A relation that a
source rejects is a link of its own, marked as denied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import CausalLink, Reason
from kg.vocab import Basis, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Event, Extraction, StatedRelation
    from kg.when import When

METHOD = "rules/1"
UNNAMED = ("/bare-", "/modifier-", "/itself-", "/replies-", "/announces-", "/promised-")
"""Parts of the names of rules that find an answer without its cause."""
_STRENGTH = {Relation.RETALIATION_FOR: 2, Relation.RESPONDS_TO: 1, Relation.FOLLOWED: 0}
_AGREED = 0.5
"""Each further sentence that states a link takes away this share of the remaining doubt."""


def links(extraction: Extraction, events: Iterable[Event]) -> tuple[CausalLink, ...]:
    """Return one link per pair of events and polarity, in text order; `events` partition the mentions."""
    known = tuple(events)
    event_of = {mention: event.id for event in known for mention in event.members}
    days = {event.id: event.when for event in known}
    told: dict[tuple[str, str, bool], list[StatedRelation]] = {}
    for relation in extraction.relations:
        effect, cause = event_of[relation.effect], event_of[relation.cause]
        if effect != cause:
            told.setdefault((effect, cause, relation.denied), []).append(relation)
    firm = {r for (r, _, denied), relations in told.items() if not denied and any(map(_named, relations))}
    found = [
        _link(*pair, relations)
        for pair, relations in told.items()
        if not _turned(pair, told)
        and not _late(days[pair[0]], days[pair[1]])
        and not (pair[0] in firm and all(map(_guessed, relations)))
    ]
    return tuple(sorted(found, key=lambda link: (link.evidence[0].span.start, link.id)))


def _named(relation: StatedRelation) -> bool:
    """Return whether a text names what an act answers."""
    return relation.basis is Basis.STATED and relation.kind is not Relation.FOLLOWED


def _guessed(relation: StatedRelation) -> bool:
    """Return whether a cause was worked out for an answer that names none; one that is named outweighs it."""
    return relation.basis is Basis.INFERRED and any(shape in relation.rule for shape in UNNAMED)


def _late(effect: When | None, cause: When | None) -> bool:
    """Return whether what is called the cause came days later, so that one end was taken for another act."""
    return effect is not None and cause is not None and cause.after(effect)


def _turned(pair: tuple[str, str, bool], told: Mapping[tuple[str, str, bool], list[StatedRelation]]) -> bool:
    """Return whether the other direction is told better: two acts do not answer each other."""
    effect, cause, denied = pair
    other = told.get((cause, effect, denied))
    if other is None:
        return False
    mine = told[pair]
    return _weight(other) > _weight(mine) or (_weight(other) == _weight(mine) and _start(other) < _start(mine))


def _weight(relations: list[StatedRelation]) -> tuple[int, float]:
    best = max(relations, key=_rank)
    return _STRENGTH[best.kind], best.confidence


def _start(relations: list[StatedRelation]) -> int:
    return min(r.connective.start for r in relations)


def _rank(relation: StatedRelation) -> tuple[int, bool, float]:
    return _STRENGTH[relation.kind], relation.basis is Basis.STATED, relation.confidence


def _link(effect: str, cause: str, denied: bool, relations: list[StatedRelation]) -> CausalLink:
    best = max(sorted(relations, key=lambda r: (r.connective.start, r.rule)), key=_rank)
    alike = (r for r in relations if r.kind is best.kind)
    ordered = sorted(alike, key=lambda r: (r.connective.start, r.rule))
    doubt = 1.0 - best.confidence
    for _ in ordered[1:]:
        doubt *= _AGREED
    reasons = tuple(Reason(r.rule, r.connective.quote, r.confidence) for r in ordered)
    basis = Basis.STATED if any(r.basis is Basis.STATED for r in ordered) else Basis.INFERRED
    return CausalLink(
        id=CausalLink.identify(effect, cause, best.kind, denied),
        effect=effect,
        cause=cause,
        kind=best.kind,
        basis=basis,
        confidence=round(1.0 - doubt, 4),
        evidence=tuple(dict.fromkeys(r.evidence for r in ordered)),
        method=METHOD,
        denied=denied,
        reasons=reasons,
    )
