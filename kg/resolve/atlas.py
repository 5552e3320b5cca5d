"""The places of an article: where each is named, and which act is told to have been there.

What is hard: a name may stand for a place or for whom it speaks ("Kyiv said"), and how wide it is tells how likely an
act was there. So each is kept with the words that lead to it and with its width.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.course import Course
from kg.resolve.merge import place_id
from kg.resolve.profile import firm
from kg.vocab import LineLabel, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Argument, Document, Event, EventMention, Extraction
    from kg.resolve.sides import Sides

_LED = re.compile(
    r"\b(in|at|near|on|of|from|to|into|over|around|outside|for|with|towards?|across)(?: the)? \Z", re.IGNORECASE
)
_SAYING = re.compile(r"\A['’]?s? (?:said|says|told|announced|accused|warned|called|denied|wants|will|has|had)\b")
_BEFORE, _BEHIND = 14, 14
"""Characters before and behind a name that are looked at."""
REACH = 300
"""So many places or acts back are looked at; a book would else take the square of its length."""
_WIDTHS = {
    "land": frozenset({"country", "territory"}),
    "part": frozenset({"border", "part", "sea", "strait"}),
    "region": frozenset({"region", "province", "valley", "island"}),
    "town": frozenset({"city", "place", "town", "village"}),
}


class Named(NamedTuple):
    """Where a place is named, and how."""

    start: int
    end: int
    key: str
    led: str
    """The preposition before it; "says" where it stands for a party that speaks."""


class Site(NamedTuple):
    """A place that may be meant: its name, the words for it, how wide it is, its country."""

    name: str
    words: str
    width: str
    country: str | None


class Atlas(Course):
    """The places of an article: where each is named, and which act is told to have been there."""

    def __init__(
        self,
        document: Document,
        extraction: Extraction,
        events: Sequence[Event],
        mentions: Iterable[EventMention],
        sides: Sides,
    ) -> None:
        """Note which acts have a place of their own, and where places are named."""
        super().__init__(document, extraction, events, mentions)
        self.sites: dict[str, Site] = {}
        self.named = self._scanned(sides)
        self._offsets = [name.start for name in self.named]
        self.own: dict[str, list[str]] = {}
        self.owner: dict[int, Event] = {}
        for mention in self.order:
            told = [a for a in mention.fillers(Role.PLACE) if firm(a)]
            self.own[mention.id] = [self.known(a, sides) for a in told]
            for argument in told:
                if argument.span is not None and mention.id in self.event:
                    self.owner.setdefault(argument.span.start, self.event[mention.id])
        self.placed = {e.id: found[0] for e in events if (found := self._own(e))}
        self.times = Counter(name.key for name in self.named)
        acts = Counter(self.placed.values())
        self.most = max(acts, key=lambda key: (acts[key], key)) if acts else None
        self.titled = self._titled(document)

    def _scanned(self, sides: Sides) -> list[Named]:
        found = []
        for spot in sides.spotted():
            place = spot.resolved.place
            words = self.text[spot.start : spot.end]
            self.sites.setdefault(place.id, Site(place.name, words, _width(place.kind), place.country))
            led = _LED.search(self.text[max(0, spot.start - _BEFORE) : spot.start])
            says = _SAYING.match(self.text[spot.end : spot.end + _BEHIND])
            how = "says" if says else led[1].casefold() if led else "bare"
            found.append(Named(spot.start, spot.end, place.id, how))
        return found

    def known(self, argument: Argument, sides: Sides) -> str:
        """Return the key of a place that an argument names, and note what it is."""
        key, place = place_id(argument), sides.place(argument.name)
        if key not in self.sites:
            width = "unlisted" if place is None else _width(place.kind)
            country = None if place is None else place.country
            self.sites[key] = Site(argument.name, argument.text, width, country)
        return key

    def _own(self, event: Event) -> list[str]:
        told = {key for m in event.members for key in self.own.get(m, ())}
        return [key for key in event.places if key in told] or sorted(told)

    def _titled(self, document: Document) -> set[str]:
        ends = [line.end for line in document.lines if line.label is LineLabel.TITLE][:1]
        return {name.key for name in self.named if ends and name.start < ends[0]}

    def between(self, start: int, end: int) -> list[Named]:
        """Return the places named from one offset to another."""
        return self.named[bisect_left(self._offsets, start) : bisect_left(self._offsets, end)]

    def last_town(self, at: int) -> str | None:
        """Return the town that was named last before an offset."""
        end = bisect_left(self._offsets, at)
        before = self.named[max(0, end - REACH) : end]
        return next((n.key for n in reversed(before) if self.sites[n.key].width == "town" and n.led != "says"), None)


def _width(kind: str) -> str:
    return next((width for width, kinds in _WIDTHS.items() if kind in kinds), "site")
