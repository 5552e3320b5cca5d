"""The mentions of one document that tell of one act.

What is hard: news tells an act first in full and then by ever shorter names, while other acts of the same
kind, side and day stand between. What speaks for one act is weighed (kg.resolve.features, with readable weights
fitted to annotated texts by tests/quality/fit.py), and the likeliest parting of all mentions is looked for
(kg.resolve.search).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Event, Reason
from kg.resolve.dated import dated
from kg.resolve.merge import built, completed
from kg.resolve.parallel import Pair, alike
from kg.resolve.parts import parts
from kg.resolve.profile import profiles
from kg.resolve.search import likeliest, weights
from kg.resolve.sides import Sides
from kg.resolve.sited import sited
from kg.resolve.supplied import supplied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Document, EventMention, Extraction
    from kg.resolve.features import Feature
    from kg.resolve.profile import Profile
    from kg.resolve.search import Step


@dataclass(frozen=True, slots=True)
class Grouping:
    """The events of one document, and its mentions with the sides that were supplied to them.

    `event_of` maps each mention to its event, `signs` what spoke for its joining.
    """

    events: tuple[Event, ...]
    mentions: tuple[EventMention, ...]
    event_of: dict[str, str]
    signs: dict[str, tuple[Feature, ...]]

    @property
    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Why each mention joined: what spoke for it, weighed."""
        return {mention: tuple(map(_reason, signs)) for mention, signs in self.signs.items()}


@dataclass(slots=True)
class _Cluster:
    """An event in the making."""

    members: list[Profile]
    signs: dict[str, tuple[Feature, ...]]


def apart(extraction: Extraction) -> dict[str, set[str]]:
    """Return, for each mention, those that it is said to answer or to come after, and those that answer or follow it.

    What is called part of a wider act stays apart from it.
    """
    held: dict[str, set[str]] = {}
    ends = ((r.effect, r.cause) for r in extraction.relations)
    for one, other in (*ends, *parts(extraction.mentions)):
        held.setdefault(one, set()).add(other)
        held.setdefault(other, set()).add(one)
    return held


def _reason(sign: Feature) -> Reason:
    name, value, detail = sign
    return Reason(name, detail, round(weights().get(name, 0.0) * value, 4))


def _clusters(steps: Sequence[Step]) -> list[_Cluster]:
    found: dict[int, _Cluster] = {}
    for step in steps:
        cluster = found.setdefault(step.event, _Cluster([], {}))
        cluster.members.append(step.one)
        if step.signs:
            cluster.signs[step.one.mention.id] = step.signs
    return list(found.values())


def _united(found: list[_Cluster], extraction: Extraction, sides: Sides) -> list[_Cluster]:
    """Return the events with those made one that stand in one place of the story."""
    held, asked = apart(extraction), dict[Pair, bool]()
    while (pair := next(alike([c.members for c in found], extraction, held, sides, asked), None)) is not None:
        first, second = sorted(pair)
        one, other = found[first], found[second]
        told = ("same place in the story", 0.0, other.members[0].mention.trigger.quote)
        members = sorted((*one.members, *other.members), key=lambda m: m.mention.trigger.start)
        signs = {**one.signs, other.members[0].mention.id: (told,), **other.signs}
        found = [*found[:first], _Cluster(members, signs), *found[first + 1 : second], *found[second + 1 :]]
    return found


def _parted(extraction: Extraction, sides: Sides) -> list[_Cluster]:
    answers = [(r.effect, r.cause) for r in extraction.relations if not r.denied]
    steps = likeliest(profiles(extraction, sides), apart(extraction), sides, answers)
    return _united(_clusters(steps), extraction, sides)


def _events(document: Document, found: list[_Cluster], extraction: Extraction, sides: Sides) -> tuple[Event, ...]:
    return completed(tuple(built(document, c.members, sides) for c in found), extraction)


def told(document: Document, extraction: Extraction, sides: Sides) -> tuple[Event, ...]:
    """Return the events of one document with the sides that are told or evident, before any is weighed."""
    return _events(document, _parted(extraction, sides), extraction, sides)


def group(document: Document, extraction: Extraction) -> Grouping:
    """Return the events of one document: a partition of its mentions, stable under re-runs.

    An event keeps the id of its least mention. Habits and mere possibilities stay events of their own; a
    caller decides whether to show them (`Event.factuality`).
    """
    sides = Sides(document.text)
    found = _parted(extraction, sides)
    events, mentions = supplied(document, extraction, _events(document, found, extraction, sides), sides)
    events, mentions = dated(document, extraction, events, mentions)
    events, mentions = sited(document, extraction, events, mentions, sides)
    event_of = {m: e.id for e in events for m in e.members}
    wholes = {event_of[part]: event_of[whole] for part, whole in parts(extraction.mentions)}
    return Grouping(
        tuple(replace(e, part_of=wholes.get(e.id)) for e in events),
        mentions,
        event_of,
        {m: signs for cluster in found for m, signs in cluster.signs.items()},
    )
