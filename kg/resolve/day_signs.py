"""What speaks for a day's being that of an act whose own words name none: named signs.

What is hard: the days that stand around an act are those of its telling, of what it answers and of its neighbours, and
a text goes on with a day for sentences without naming it. Where a day stands, whose it is and how the act is told
(as noun, in the perfect, at the top) tell together what none of them tells alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import timedelta
from typing import TYPE_CHECKING

from kg.resolve.course import Course
from kg.vocab import Factuality
from kg.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from kg.model import Document, Event, EventMention, Extraction, NamedDay

Told = tuple[When, tuple[str, ...]]
_FINE, _WIDE = 2, 4
"""Days of a stretch that still dates an act: one that another act or sentence lends, one named in its sentence."""
_NEAR, _OPENING, _TOP, _TAIL, _WEEK, _MONTH, _FAR = 40, 6, 150, 30, 7, 31, 4
_BACK = (1, 2)
_TELLING = re.compile(
    r"\b(?:said|says|say|told|saying|announced|according to|report(?:ed|s)?|quoted|statement|tweeted|wrote|briefing"
    r"|confirmed|speaking|speech|address|accused|warned|vow(?:ed|s)?|threaten(?:ed|s)|promised|pledged)\b[^.,;]{0,30}\Z"
)
_PERFECT = re.compile(r"\b(?:has|have|'s|’s|'ve|’ve)\b(?: \w+){0,2}\s*\Z")
_PLUPERFECT = re.compile(r"\bhad\b(?: \w+){0,2}\s*\Z")
_CLOCK = re.compile(
    r"\b(?:dawn|dusk|midnight|noon|morning|evening|night|overnight|hours?|minutes|afternoon|early|a\.m\.|p\.m\.|GMT"
    r"|\d\d?[:.]\d\d)\b"
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|previously|last (?:week|month|year)|past|recent|recently|since|ago|before)\b"
)
_CHIEF = frozenset(
    {"rule", "phrase here", "told before", "other here", "act before", "act after", "tie effect", "tie cause"}
    | {"published", "by publication", "day before publication", "phrase 1 back", "phrase 2 back"}
)
"""Ways to come by a day, each of which weighs differently by how the act is told."""


def _fine(when: When | None) -> bool:
    return when is not None and when.days <= _FINE


class Calendar(Course):
    """The days that an article gives its acts in their own words, and those that it names around them."""

    def __init__(
        self, document: Document, extraction: Extraction, events: Sequence[Event], mentions: Iterable[EventMention]
    ) -> None:
        """Note which acts have a day of their own, and where days are named."""
        super().__init__(document, extraction, events, mentions)
        self.published = document.published
        self.own = {m.id: m.when for m in self.order if m.when is not None and m.when_span is not None}
        self.told = [
            at for at, m in enumerate(self.order) if m.factuality is Factuality.ASSERTED and _fine(self.own.get(m.id))
        ]
        spans = {m.id: m.when_span.start for m in self.order if m.when_span is not None}
        self.owner = {start: self.event[m] for m, start in spans.items() if m in self.event}
        self.dated: dict[str, When] = {}
        for event in events:
            told = [self.own[m] for m in event.members if m in self.own]
            if told:
                self.dated[event.id] = told[0]
        self._days = extraction.days
        self._named = [day.span.start for day in extraction.days]

    def named(self, start: int, end: int) -> Sequence[NamedDay]:
        """Return the days named from one offset to another."""
        return self._days[bisect_left(self._named, start) : bisect_left(self._named, end)]

    def dated_before(self, mention: EventMention) -> EventMention | None:
        """Return the last mention in a sentence before that tells an act with a day of its own."""
        i = bisect_left(self.told, self.at[mention.id])
        before = (self.order[self.told[n]] for n in range(i - 1, -1, -1))
        return next((m for m in before if m.sentence.start != mention.sentence.start), None)


class Search:
    """On which day was an event? The days that may be meant, each with its signs."""

    def __init__(self, calendar: Calendar, event: Event) -> None:
        self.calendar, self.event = calendar, event
        mentions = {m: calendar.order[calendar.at[m]] for m in event.members}
        self.members = [mentions[m] for m in event.members]
        self.first = self.members[0]

    def signs(self) -> dict[When, dict[str, float]]:
        """Return the days that may be meant, in order, each with its signs.

        The day of publication is meant only where it is named, or a rule supposes it.
        """
        found: dict[tuple[date, date], tuple[When, dict[str, None]]] = {}
        for day, ways in self._all():
            found.setdefault((day.first, day.last), (day, {}))[1].update(dict.fromkeys(ways))
        published = list(self._published())
        how = self._manner()
        told: dict[When, dict[str, float]] = {}
        frame = self._frame()
        for key, (when, names) in sorted(found.items()):
            if frame is not None and frame.gap(when) > _MONTH:
                continue
            own = [*names, *(name for day, name in published if (day.first, day.last) == key), *self._ago(when)]
            crossed = [
                f"{way} & {told_so}" for way in ("any", *own) if way == "any" or way in _CHIEF for told_so in how
            ]
            told[when] = dict.fromkeys(("any", *own, *crossed), 1.0)
        return told

    def _frame(self) -> When | None:
        """Return the days of the act told right before: "In May rebels shelled Gao. Mali answered" was not today."""
        before, start = self.calendar.beside(self.first, -1), self.first.sentence.start
        if before is None or "\n" in self.calendar.text[before.sentence.end - 1 : start]:
            return None
        near = self.calendar.sentence(start) - self.calendar.sentence(before.sentence.start) == 1
        return self.calendar.own.get(before.id) if near else None

    def _all(self) -> Iterator[Told]:
        if self.event.when is not None:
            carried = any(m.when is not None for m in self.members)
            way = "carried" if carried else "completed"
            yield self.event.when, ("rule", f"rule {way}", f"rule {way}, days {min(self.event.when.days, _WIDE)}")
        for member in self.members:
            yield from self._here(member)
            yield from self._before(member)
            yield from self._beside(member)
            yield from self._back(member)
        for tie in self.calendar.ties.get(self.event.id, ()):
            own = self.calendar.dated.get(tie.event.id)
            when = own or tie.event.when
            if when is not None and _fine(when):
                way = f"tie {tie.end}"
                yield when, (way, f"{way}, {tie.kind.value}", f"{way}, {'own' if own else 'not own'}")

    def _here(self, member: EventMention) -> Iterator[Told]:
        """What days the sentence names, and which are those of other acts in it."""
        calendar, at, trigger = self.calendar, member.sentence, member.trigger
        for day in calendar.named(at.start, at.end):
            if day.when.days <= _WIDE:
                start = day.span.start
                yield (
                    day.when,
                    (
                        "phrase here",
                        "phrase before" if start < trigger.start else "phrase after",
                        "phrase near" if abs(start - trigger.start) < _NEAR else "phrase far",
                        "phrase opens" if start - at.start < _OPENING else "phrase inside",
                        "phrase of telling" if self._of_telling(at.start, start) else "phrase of no telling",
                        "phrase of another" if self._of_another(day) else "phrase of nobody",
                    ),
                )
        for other in self._around(member):
            when = calendar.own.get(other.id)
            if when is not None and _fine(when) and calendar.event[other.id].id != self.event.id:
                side = "before" if other.trigger.start < trigger.start else "after"
                yield when, ("other here", f"other here {side}", f"other here, {other.type.family.value}")

    def _around(self, member: EventMention) -> Iterator[EventMention]:
        """Yield the other mentions of a sentence."""
        for step in (-1, 1):
            other = self.calendar.beside(member, step)
            while other is not None and other.sentence.start == member.sentence.start:
                yield other
                other = self.calendar.beside(other, step)

    def _before(self, member: EventMention) -> Iterator[Told]:
        """The day of the last act told before that has one."""
        calendar, at = self.calendar, member.sentence
        other = calendar.dated_before(member)
        if other is None:
            return
        steps = calendar.sentence(at.start) - calendar.sentence(other.sentence.start)
        one = "\n" not in calendar.text[other.sentence.end - 1 : at.start]
        kin = ("told before, same family",) if other.type.family is self.event.type.family else ()
        yield (
            calendar.own[other.id],
            (
                "told before",
                f"told before, {steps if steps < _FAR else 'far'}",
                f"told before, {'noun' if other.nominal else 'verb'}",
                f"told before, {'same' if one else 'other'} paragraph",
                *kin,
            ),
        )

    def _beside(self, member: EventMention) -> Iterator[Told]:
        """The days of the acts told right before and right after."""
        for step, way in ((1, "act after"), (-1, "act before")):
            other = self.calendar.beside(member, step)
            event = self.calendar.event.get(other.id) if other is not None else None
            when = self.calendar.dated.get(event.id) if event is not None else None
            if event is not None and event.id != self.event.id and when is not None and _fine(when):
                yield when, (way, f"{way}, {event.type.family.value}")

    def _back(self, member: EventMention) -> Iterator[Told]:
        """The days named in the sentences before, but for those of a telling."""
        calendar, start = self.calendar, member.sentence.start
        number = calendar.sentence(start)
        for back in _BACK:
            if number < back:
                return
            opens, ends = calendar.bounds(number - back)
            other = "\n" in calendar.text[ends - 2 : start + 1]
            for day in calendar.named(opens, ends):
                at = day.span.start
                if day.when.days <= _FINE and not self._of_telling(opens, at):
                    where = "opens" if at - opens < _OPENING else "inside"
                    way = f"phrase {back} back"
                    yield day.when, (way, f"{way}, {where}", f"{way}, {'paragraph' if other else 'same'}")

    def _of_another(self, day: NamedDay) -> bool:
        owner = self.calendar.owner.get(day.span.start)
        return owner is not None and owner.id != self.event.id

    def _of_telling(self, start: int, at: int) -> bool:
        return bool(_TELLING.search(self.calendar.text[start:at]))

    def _published(self) -> Iterator[tuple[When, str]]:
        day = self.calendar.published
        if day is not None:
            yield When.on(day), "published"
            yield When.on(day - timedelta(1)), "day before publication"
            yield When(day - timedelta(1), day, Precision.DAYS), "by publication"

    def _ago(self, when: When) -> Iterator[str]:
        """How long before the publication a day is."""
        if self.calendar.published is not None:
            days = (self.calendar.published - when.last).days
            near = {0: "is published day", 1: "is day before"}
            yield near.get(days) or ("is after publication" if days < 0 else "is week" if days < _WEEK else "is older")

    def _manner(self) -> list[str]:
        """How the act is told."""
        one, calendar = self.first, self.calendar
        words = one.sentence.quote
        tied = {tie.end for tie in calendar.ties.get(self.event.id, ())}
        named = any(
            day.when.days <= _WIDE for m in self.members for day in calendar.named(m.sentence.start, m.sentence.end)
        )
        facts = {
            "at the top": one.trigger.start < _TOP,
            "clock here": bool(_CLOCK.search(words)),
            "earlier here": bool(_EARLIER.search(words)),
            "told by": one.attribution is not None,
            "is answered": "cause" in tied,
            "answers": "effect" in tied,
            "no day here": not named,
            "told again": len(self.members) > 1,
            "days told": bool(calendar.dated),
        }
        form = ("noun", f"det {one.determiner.value}") if one.nominal else ("verb", _tense(one))
        return [f"family {self.event.type.family.value}", *form, *(name for name, holds in facts.items() if holds)]


def _tense(verb: EventMention) -> str:
    before, words = verb.before[-_TAIL:], verb.trigger.quote
    if _PERFECT.search(before):
        return "perfect"
    if _PLUPERFECT.search(before):
        return "pluperfect"
    first = words.split()[0]
    if first.endswith("s") and not words.endswith("ed"):
        return "present"
    return "ing" if first.endswith("ing") else "past"
