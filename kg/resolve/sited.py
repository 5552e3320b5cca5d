"""Where it was, where no words of the act's own name a place: the likeliest of the places told around it.

What is hard: a text seldom names a place twice, and most places that stand near an act are not its own. What speaks
for each is weighed (kg.resolve.place_signs, with readable weights fitted to annotated texts by
tests/quality/fit_places.py), and the likeliest is taken where it is likely enough; else the act has no place. Such a
place has no words of its own: it tells how sure it is and which signs weighed most.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Argument
from kg.resolve.atlas import Atlas
from kg.resolve.merge import place_id
from kg.resolve.place_signs import Search
from kg.resolve.weighing import Choice, known
from kg.vocab import UNREAL, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Document, Event, EventMention, Extraction
    from kg.resolve.sides import Sides

LIKELY, AGREED = 0.45, 0.2
"""The chance from which a place is taken, and from which it is where a rule supposes it too."""


def weights() -> dict[str, float]:
    """Return the weight of each sign."""
    return known("place_weights.toml")["place"]


def unplaced(atlas: Atlas, events: Iterable[Event], sides: Sides) -> list[Search]:
    """Return the events that no words of their own place."""
    open_to = (e for e in events if e.factuality not in UNREAL and e.id not in atlas.placed and not e.teaser)
    return [Search(atlas, e, sides) for e in open_to]


def taken(signs: dict[str, dict[str, float]]) -> tuple[str, float, str] | None:
    """Return the likeliest place, how likely it is, and what spoke for it; none where none is likely enough."""
    if not signs:
        return None
    choice = Choice.of(signs, weights())
    key = choice.ranked[0]
    chance = choice.chance(key)
    if chance < (AGREED if "rule" in signs[key] else LIKELY):
        return None
    return key, chance, choice.rule(key, weights())


def sited(
    document: Document,
    extraction: Extraction,
    events: tuple[Event, ...],
    mentions: Sequence[EventMention],
    sides: Sides,
) -> tuple[tuple[Event, ...], tuple[EventMention, ...]]:
    """Return events and mentions with the places that are told or likely.

    What was carried over to a single mention gives way to what is weighed of the whole act; only a place that no rule
    carried over counts as worked out.
    """
    atlas = Atlas(document, extraction, events, mentions, sides)
    full, told = {e.id: e for e in events}, {m.id: m for m in mentions}
    for asked in unplaced(atlas, events, sides):
        found = taken(asked.signs())
        key = found[0] if found is not None else None
        for member in asked.members:
            kept = tuple(a for a in member.arguments if a.role is not Role.PLACE or (a.span and place_id(a) == key))
            told[member.id] = replace(told[member.id], arguments=kept)
        said = any(a.role is Role.PLACE for m in asked.members for a in told[m.id].arguments)
        if found is not None and not said:
            first = told[asked.first.id]
            site = atlas.sites[found[0]]
            extra = Argument(Role.PLACE, site.words, site.name, found[0], None, found[2], round(found[1], 2))
            told[first.id] = replace(first, arguments=(*first.arguments, extra))
        weighed = ("place",) if found is not None and not asked.event.places else ()
        full[asked.event.id] = replace(
            asked.event,
            places=() if key is None else (key,),
            worked_out=tuple(sorted({*asked.event.worked_out, *weighed})),
        )
    return tuple(full[e.id] for e in events), tuple(told[m.id] for m in mentions)
