"""The mentions of one document that tell of one act.

What is hard: news tells an act first in full and then by ever shorter names, while other acts of the same
kind, side and day stand between. Mentions are taken in text order; each joins the one event so far that no
law forbids (kg.resolve.conflicts) and that speaks for it most, or opens an event of its own. The weights are
readable (weights.toml) and fitted to annotated texts (tests/quality/fit.py), in the manner of a mention-ranking
resolver (Denis & Baldridge 2008).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Event, Reason
from kg.resolve.conflicts import conflict
from kg.resolve.features import features
from kg.resolve.merge import built, completed
from kg.resolve.parallel import alike
from kg.resolve.parts import parts
from kg.resolve.profile import Profile, profiles
from kg.resolve.sides import Sides
from kg.vocab import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.model import Document, Extraction
    from kg.resolve.features import Feature

    Choose = Callable[[Profile, Sequence[tuple[list[Profile], tuple[Feature, ...]]]], int | None]

SURE = 0.89
"""A sequence told this surely ("hours after") holds its two ends apart."""


REACH = 60
"""So many acts back, and words of one act, a word can refer; a book would else take the square of its length."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The events of one document. `event_of` maps each mention to its event, `reasons` tells why it joined."""

    events: tuple[Event, ...]
    event_of: dict[str, str]
    reasons: dict[str, tuple[Reason, ...]]


@cache
def weights() -> dict[str, float]:
    """Return the weight of each feature, and the `threshold` that a sum must reach."""
    return tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class _Cluster:
    """An event in the making."""

    members: list[Profile]
    reasons: list[tuple[str, tuple[Reason, ...]]]


def apart(extraction: Extraction) -> dict[str, set[str]]:
    """Return, for each mention, those that a stated answer holds apart from it: its causes and effects.

    Sequence holds nothing apart: "nine died after a bomb went off" tells one act in two steps. What is called part
    of a wider act stays apart from it.
    """
    held: dict[str, set[str]] = {}
    told = extraction.relations
    ends = [(r.effect, r.cause) for r in told if r.kind is not Relation.FOLLOWED or r.confidence >= SURE]
    for one, other in (*ends, *parts(extraction.mentions)):
        held.setdefault(one, set()).add(other)
        held.setdefault(other, set()).add(one)
    return held


def _allowed(one: Profile, cluster: _Cluster, held: dict[str, set[str]], sides: Sides) -> bool:
    if held.get(one.mention.id, set()) & {m.mention.id for m in cluster.members}:
        return False
    return all(conflict(one, other, sides) is None for other in cluster.members[-REACH:])


def _grouped(ordered: Sequence[Profile], held: dict[str, set[str]], sides: Sides, choose: Choose) -> list[_Cluster]:
    found: list[_Cluster] = []
    lately: dict[int, None] = {}  # which acts were spoken of, the last one last
    for one in ordered:
        near = [i for i in sorted(islice(reversed(lately), REACH)) if _allowed(one, found[i], held, sides)]
        open_to = [
            (found[i].members, tuple(features(one, found[i].members[-REACH:], sides, rivals=len(near) - 1)))
            for i in near
        ]
        answer = choose(one, open_to)
        if answer is None:
            at = len(found)
            found.append(_Cluster([one], []))
        else:
            at = near[answer]
            found[at].members.append(one)
            found[at].reasons.append((one.mention.id, _reasons(open_to[answer][1])))
        lately.pop(at, None)
        lately[at] = None
    return found


def _reasons(signs: tuple[Feature, ...]) -> tuple[Reason, ...]:
    """Return what speaks for a join, and how much."""
    known = weights()
    return tuple(Reason(name, detail, round(known.get(name, 0.0) * value, 4)) for name, value, detail in signs)


def likeliest(_: Profile, open_to: Sequence[tuple[list[Profile], tuple[Feature, ...]]]) -> int | None:
    """Return which event a mention joins: the one that most speaks for, the later of two, none under the threshold."""
    known = weights()
    best: tuple[float, int] | None = None
    for i, (_members, signs) in enumerate(open_to):
        score = sum(known.get(name, 0.0) * value for name, value, _ in signs)
        if score >= known["threshold"] and (best is None or score >= best[0]):
            best = score, i
    return None if best is None else best[1]


def clusters(document: Document, extraction: Extraction, choose: Choose = likeliest) -> tuple[list[_Cluster], Sides]:
    """Return which mentions are one; `choose` answers, mention by mention, which of the events open to it it joins."""
    sides = Sides(document.text)
    return _grouped(profiles(extraction, sides), apart(extraction), sides, choose), sides


def _united(found: list[_Cluster], extraction: Extraction, sides: Sides) -> list[_Cluster]:
    """Return the events with those made one that stand in one place of the story."""
    held = apart(extraction)
    while (pair := next(alike([c.members for c in found], extraction, held, sides), None)) is not None:
        first, second = sorted(pair)
        one, other = found[first], found[second]
        told = Reason("same place in the story", other.members[0].mention.trigger.quote, 0.0)
        members = sorted((*one.members, *other.members), key=lambda m: m.mention.trigger.start)
        reasons = [*one.reasons, (other.members[0].mention.id, (told,)), *other.reasons]
        found = [*found[:first], _Cluster(members, reasons), *found[first + 1 : second], *found[second + 1 :]]
    return found


def group(document: Document, extraction: Extraction) -> Grouping:
    """Return the events of one document: a partition of its mentions, stable under re-runs.

    An event keeps the id of its least mention. Habits and mere possibilities stay events of their own; a
    caller decides whether to show them (`Event.factuality`).
    """
    found, sides = clusters(document, extraction)
    found = _united(found, extraction, sides)
    events = completed(tuple(built(document, c.members, sides) for c in found), extraction)
    event_of = {m: e.id for e in events for m in e.members}
    wholes = {event_of[part]: event_of[whole] for part, whole in parts(extraction.mentions)}
    return Grouping(
        tuple(replace(e, part_of=wholes.get(e.id)) for e in events),
        event_of,
        {m: why for cluster in found for m, why in cluster.reasons},
    )
