"""What speaks for a place's being that of an act whose own words name none: named signs.

What is hard: the places that stand around an act are those of its telling, of where a weapon came from, of what it
answers and of its neighbours; a town may be meant, or only the land around it. Where a place stands, whose it is, how
wide it is and how the act is told tell together what none of them tells alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.names import actors
from kg.resolve.atlas import REACH
from kg.resolve.sides import side_of
from kg.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Event, EventMention
    from kg.resolve.atlas import Atlas, Named
    from kg.resolve.sides import Sides

Told = tuple[str, tuple[str, ...]]
_NEAR, _FAR, _MANY = 40, 4, 3
_AROUND = (-2, -1, 1)
"""Sentences before and after an act whose places may be meant."""
_CHIEF = frozenset(
    {"rule", "here", "told before", "act before", "act after", "tie effect", "tie cause", "sentence -1", "most told of"}
    | {"home of target", "home of actor", "last town"}
)
"""Ways to come by a place, each of which weighs differently by how the act is told."""


class Search:
    """Where was an event? The places that may be meant, each with its signs."""

    def __init__(self, atlas: Atlas, event: Event, sides: Sides) -> None:
        self.atlas, self.event, self.sides = atlas, event, sides
        self.members = [atlas.order[atlas.at[m]] for m in event.members]
        self.first = self.members[0]
        self._homes = {role: self._home(role) for role in (Role.ACTOR, Role.TARGET)}

    def signs(self) -> dict[str, dict[str, float]]:
        """Return the keys of the places that may be meant, in order, each with its signs."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for key, ways in self._all():
            found[key].update(dict.fromkeys(ways))
        how = self._manner()
        told: dict[str, dict[str, float]] = {}
        for key, names in sorted(found.items()):
            own = [*names, *self._nature(key)]
            width = f"is {self.atlas.sites[key].width}"
            chief = [way for way in ("any", *own) if way == "any" or way in _CHIEF]
            crossed = [f"{way} & {so}" for way in chief for so in (*how, *((width,) if way != "any" else ()))]
            told[key] = dict.fromkeys(("any", *own, *crossed), 1.0)
        return told

    def _home(self, role: Role) -> set[str]:
        """Return the countries of the sides in a role."""
        known = [actors.canonical(side_of(a.name)) for m in self.members for a in m.fillers(role)]
        return {one.country for one in known if one is not None and one.country}

    def _nature(self, key: str) -> Iterator[str]:
        """What a place is, wherever it is named."""
        atlas, site = self.atlas, self.atlas.sites[key]
        yield f"is {site.width}"
        yield f"named {min(atlas.times[key], _MANY)} times"
        for role, homes in self._homes.items():
            if site.country in homes:
                yield f"home of {role.value}" if site.width == "land" else f"in the land of {role.value}"
            elif homes and site.country:
                yield f"not in the land of {role.value}"
        if key in atlas.titled:
            yield "in the headline"
        if key == atlas.most:
            yield "most told of"

    def _all(self) -> Iterator[Told]:
        atlas = self.atlas
        for member in self.members:
            for argument in member.fillers(Role.PLACE):
                way = "carried" if "carried over" in argument.rule else argument.rule.split(";")[0]
                yield atlas.known(argument, self.sides), ("rule", f"rule {way}")
            yield from self._here(member)
            yield from self._around(member)
            yield from self._before(member)
            yield from self._beside(member)
            town = atlas.last_town(member.trigger.start)
            if town is not None:
                yield town, ("last town",)
        for tie in atlas.ties.get(self.event.id, ()):
            key = atlas.placed.get(tie.event.id)
            if key is not None:
                way = f"tie {tie.end}"
                yield key, (way, f"{way}, {tie.kind.value}", f"{way}, {tie.event.type.family.value}")
        if atlas.most is not None:
            yield atlas.most, ("most told of",)

    def _here(self, member: EventMention) -> Iterator[Told]:
        """What places the sentence names, and which are those of other acts in it."""
        at, trigger = member.sentence, member.trigger
        for name in self.atlas.between(at.start, at.end):
            side = "before" if name.start < trigger.start else "after"
            yield (
                name.key,
                (
                    "here",
                    f"here {side}",
                    f"here {side}, {'near' if abs(name.start - trigger.start) < _NEAR else 'far'}",
                    f"here {side}, {name.led}",
                    "here, of another" if self._of_another(name) else "here, of nobody",
                ),
            )

    def _around(self, member: EventMention) -> Iterator[Told]:
        """The places named in the sentences around."""
        atlas, start = self.atlas, member.sentence.start
        for step in _AROUND:
            at = atlas.around(start, step)
            if at is None:
                continue
            low, high = sorted((at[0], start))
            other = "paragraph" if "\n" in atlas.text[low:high].rstrip(" ") else "same"
            for name in atlas.between(*at):
                way = f"sentence {step}"
                owned = "of an act" if name.start in atlas.owner else "of nobody"
                yield name.key, (way, f"{way}, {other}", f"{way}, {name.led}", f"{way}, {owned}")

    def _before(self, member: EventMention) -> Iterator[Told]:
        """The place of the last act told in a sentence before that has one; the last of its kind too."""
        atlas, at = self.atlas, member.sentence
        last = atlas.at[member.id]
        before = reversed(atlas.order[max(0, last - REACH) : last])
        told = [m for m in before if m.sentence.start != at.start and atlas.own.get(m.id)]
        for way, other in (("told before", told[:1]), ("kin before", [m for m in told if m.type is member.type][:1])):
            for one in other:
                steps = atlas.sentence(at.start) - atlas.sentence(one.sentence.start)
                kin = "same" if one.type.family is self.event.type.family else "other"
                yield (
                    atlas.own[one.id][0],
                    (way, f"{way}, {steps if steps < _FAR else 'far'}", f"{way}, {kin} family", *self._met(way, one)),
                )

    def _met(self, way: str, other: EventMention) -> Iterator[str]:
        """Whether another act has the same sides, or the same ones the other way round."""
        mine, theirs = (
            {role: {side_of(a.name) for m in own for a in m.fillers(role)} for role in (Role.ACTOR, Role.TARGET)}
            for own in (self.members, [other])
        )
        if mine[Role.TARGET] & theirs[Role.TARGET]:
            yield f"{way}, same target"
        elif mine[Role.TARGET] & theirs[Role.ACTOR] or mine[Role.ACTOR] & theirs[Role.TARGET]:
            yield f"{way}, of the foe"
        elif mine[Role.ACTOR] & theirs[Role.ACTOR]:
            yield f"{way}, same actor"

    def _beside(self, member: EventMention) -> Iterator[Told]:
        """The places of the acts told right before and right after."""
        for step, way in ((1, "act after"), (-1, "act before")):
            other = self.atlas.beside(member, step)
            event = self.atlas.event.get(other.id) if other is not None else None
            key = self.atlas.placed.get(event.id) if event is not None else None
            if other is not None and event is not None and event.id != self.event.id and key is not None:
                here = "here" if other.sentence.start == member.sentence.start else "elsewhere"
                yield key, (way, f"{way}, {event.type.family.value}", f"{way}, {here}", *self._met(way, other))

    def _of_another(self, name: Named) -> bool:
        owner = self.atlas.owner.get(name.start)
        return owner is not None and owner.id != self.event.id

    def _manner(self) -> list[str]:
        """How the act is told."""
        one, atlas = self.first, self.atlas
        tied = {tie.end for tie in atlas.ties.get(self.event.id, ())}
        facts = {
            "is answered": "cause" in tied,
            "answers": "effect" in tied,
            "no place here": not any(atlas.between(m.sentence.start, m.sentence.end) for m in self.members),
            "told again": len(self.members) > 1,
            "target told": bool(one.fillers(Role.TARGET)),
        }
        form = ("noun", f"det {one.determiner.value}") if one.nominal else ("verb",)
        return [f"family {self.event.type.family.value}", *form, *(name for name, holds in facts.items() if holds)]
