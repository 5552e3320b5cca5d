"""Where: the words for a place → one `Place`, with the candidates that were passed over and the reason.

What is hard: there are nine Pokrovsks, "Kursk region" is no town, "Nice" and "Ali" mostly no place at all. A name is
settled by the countries the article speaks of, then by what lies near the places already settled, then by size; a
lower-case word is never a place, and where nothing speaks for any candidate there is no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from kg.names import actors, gazetteer
from kg.names.classed import classed
from kg.names.known import countries_of, listed_as, lower_words, never, parties
from kg.names.phrases import fold, folded
from kg.names.place_forms import (
    BORDER,
    DESCRIBED,
    INTRODUCED,
    LEAD,
    NAMED,
    OF_NAME,
    OPENS,
    PART,
    POSSESSED,
    REGION,
    SAME_NOUN,
    SHARED,
    SMALL,
    WORD,
    beside_a_name,
)
from kg.names.place_guesses import forms
from kg.names.settle import Judge, Resolved, place_of
from kg.names.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable


_LONGEST = 6
_SMALL, _LARGE = frozenset(ascii_lowercase), frozenset(ascii_uppercase)
_ROW = 300
"""Characters within which a row of places comes to its "and"."""
_ARTICLES = frozenset({"al-", "el-", "as-", "ad-", "ar-", "an-", "at-", "az-", "ash"})


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place named at `start`..`end` of a text."""

    start: int
    end: int
    resolved: Resolved


class Places:
    """Resolves the place names of one article; earlier answers help later ones, so ask in text order."""

    def __init__(self, countries: Iterable[str] = (), text: str = "") -> None:
        """Take ISO codes of the article's countries, the most spoken of first, or its `text` to find them in."""
        self._judge = Judge([*countries, *countries_of(text)] if text else countries)
        self._lower = lower_words(text)
        self._told = told(text)
        self._read = 0
        self._towns: dict[str, Resolved] = {}

    def resolve(self, phrase: str) -> Resolved | None:
        """Return the place that a noun phrase names ("the Kursk region", "northern Gaza", "near Sderot"), or None."""
        text = " ".join(phrase.split()).strip(" ,.;:\"“”‘’'()")
        text = re.sub(r"['’]s?$", "", text)
        for form in dict.fromkeys((text, LEAD.sub("", text))):
            if form and any(c.isupper() for c in form):
                found = self._whole(form)
                if found is not None:
                    return self._keep(found)
        return next((spot.resolved for spot in self.scan(text)), None)

    def _keep(self, found: Resolved) -> Resolved:
        self._judge.settled(found.place)
        self.note(found)
        return found

    def note(self, found: Resolved) -> None:
        """Remember a town: it is what "the town" names further on."""
        if found.place.kind in _TOWNS:
            self._towns.pop(found.place.kind, None)
            self._towns[found.place.kind] = found

    def town(self, text: str, until: int, noun: str) -> Resolved | None:
        """Return what `text` names last before an offset that a noun can mean: of villages, one that it calls so."""
        if until > self._read:
            self.scan(text, self._read, until)
        self._read = max(until, self._read)
        called = self._towns.get("village") if noun not in ("city", "town") else None
        return called or next(reversed(self._towns.values()), None)

    def _whole(self, form: str) -> Resolved | None:
        """Try a form as a known place, a border, a part, a region, a town."""
        listed = listed_as(form)
        if listed is not None:
            return Resolved(listed, (listed,), "known")
        return self._border(form) or self._part(form) or self._region(form) or self._by_name(form)

    def _border(self, form: str) -> Resolved | None:
        match = BORDER.search(form) if "order" in form.lower() or "rontier" in form.lower() else None
        if match is None or re.search(r"\b(?!the\b)[a-z]", form[: match.start()]):
            return None
        codes = list(dict.fromkeys(f.actor.country for f in actors.find(form) if f.actor.country))
        base = None if codes else self._whole(match["base"] or match["before"] or "")
        if not codes and base is None:
            return None
        code = codes[0] if len(codes) == 1 else base.place.country if base else None
        place = place_of(re.sub(r"^the ", "", form), "border", code, None, None)
        return Resolved(place, (place,), "border")

    def _part(self, form: str) -> Resolved | None:
        match = PART.match(form) if " " in form else None
        base = self._whole(re.sub(r"^the ", "", match["base"])) if match else None
        if match is None or base is None:
            return None
        within = base.place
        name = f"{match['direction']} {match['base']}"
        place = place_of(
            re.sub(r"^the (?=\w+ern )", "", name), "part", within.country, within.latitude, within.longitude
        )
        return Resolved(place, (place, *base.candidates), f"part of {within.name}; {base.reason}")

    def _region(self, form: str) -> Resolved | None:
        match = REGION.match(form) if " " in form else None
        if match is None or not match["base"][0].isupper():
            return None
        base = listed_as(match["base"])
        found = Resolved(base, (base,), "known") if base else self._by_name(match["base"], named=True)
        if found is None:
            return None
        within, noun = found.place, match["noun"]
        if within.kind == "country" and fold(noun) not in {"state", "border region"}:
            return found if fold(noun) not in {"airport", "port", "camp"} else None
        kind = {"airport": "airport", "port": "port", "camp": "camp", "air base": "base", "airbase": "base"}.get(
            fold(noun), "region"
        )
        if fold(noun) in {"city", "town", "village"} or (fold(noun) == "port" and within.kind in ("sea", "strait")):
            return found
        place = place_of(
            f"{match['base']} {SAME_NOUN.get(fold(noun), noun.lower())}",
            kind,
            within.country,
            within.latitude,
            within.longitude,
        )
        return Resolved(place, (place, *found.candidates), f"{noun} named after {within.name}; {found.reason}")

    def _by_name(self, name: str, *, named: bool = False) -> Resolved | None:
        """Look a town up; `named` where a noun beside it already says that it is a place."""
        key = folded(name)
        if not name[:1].isupper() and not name.startswith(("al-", "el-", "as-", "ad-", "ash-", "ar-", "an-", "at-")):
            return None
        if not named and (key in self._lower or key.removeprefix("al ").removeprefix("el ") in never()):
            return None
        found = gazetteer.towns(name)
        if not named and key in parties():
            found = tuple(town for town in found if folded(town.name) == key)
        return self._judge.choose(name, found, named=named) if found else None

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Spotted]:
        """Return the places named between two offsets, in order; names of people and parties are passed over."""
        stop = len(text) if end is None else end
        tokens = [(m.start(), m.end()) for m in WORD.finditer(text, start, stop)]
        taken = [(f.start, f.end) for f in actors.find(text, start, stop) if f.actor.kind not in _PLACELIKE]
        spotted: list[Spotted] = []
        index = 0
        while index < len(tokens):
            if text[tokens[index][0]] in _SMALL and not text.startswith(SMALL, tokens[index][0]):
                index += 1
                continue
            near = text.find(" and ", tokens[index][0], min(stop, tokens[index][0] + _ROW)) >= 0
            shared = SHARED.match(text, tokens[index][0], stop) if near else None
            if shared is not None and (several := self._several(text, shared)):
                spotted.extend(several)
                index += sum(shared.start() <= start < shared.end() for start, _ in tokens)
                continue
            count = 0
            if text[tokens[index][0]] in _LARGE or OPENS.match(text, tokens[index][0]):
                count, found = self._longest(text, tokens[index : index + _LONGEST], taken)
                if found is None and count == 0:
                    count, found = _introduced(text, tokens[index : index + _LONGEST], taken)
                if found is None and count == 0:
                    count, found = self._classed(text, tokens[index : index + _LONGEST + 2], taken)
                if found is None and count == 0:
                    count, found = self._again(text, tokens[index : index + _LONGEST], taken)
                if found is not None and text[tokens[index][0] : tokens[index][0] + 3].casefold() in _ARTICLES:
                    longer, called = self._classed(text, tokens[index : index + _LONGEST + 2], taken)
                    count, found = (longer, called) if called is not None and longer > count else (count, found)
                if found is not None:
                    spotted.append(Spotted(tokens[index][0], tokens[index + count - 1][1], self._keep(found)))
            index += max(count, 1)
        return spotted

    def _several(self, text: str, shared: re.Match[str]) -> list[Spotted]:
        """Return the places of "the Belgorod and Bryansk regions"; none unless all of them are places."""
        noun = re.sub(r"(?:ie)?s$", lambda s: "y" if s.group() == "ies" else "", shared["noun"])
        names = list(re.finditer(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*", text[shared.start() : shared.end("list")]))
        found = [(m, self._whole(f"{m.group()} {noun}") or self._called(m.group(), noun)) for m in names]
        if not all(r is not None for _, r in found):
            return []
        return [
            Spotted(shared.start() + m.start(), shared.start() + m.end(), self._keep(r))
            for m, r in found
            if r is not None
        ]

    def _called(self, name: str, noun: str) -> Resolved | None:
        """Return a place that no list knows, called one by a noun that it shares with others."""
        found = classed(f"the {name} {noun}", len("the "), self._lower)
        return found[1] if found is not None else None

    def _longest(
        self, text: str, tokens: list[tuple[int, int]], taken: list[tuple[int, int]]
    ) -> tuple[int, Resolved | None]:
        """Return the longest place name that starts with the first token: how many tokens, and what it is."""
        start = tokens[0][0]
        for count, phrase in forms(text, tuple(tokens)):
            end = tokens[count - 1][1]
            found = self._whole(phrase)
            if found is None or any(
                a < end and start < b and not _within((a, b), (start, end), found) for a, b in taken
            ):
                continue
            if text.startswith(" time", end) or (DESCRIBED.search(phrase) and OF_NAME.match(text, end)):
                continue
            if found.place.kind == "country" and POSSESSED.match(text, end):
                return count, None
            if found.place.kind == "city" and (count == 1 or text[start].islower()) and beside_a_name(text, start, end):
                continue
            return count, found
        return 0, None

    def _again(
        self, text: str, tokens: list[tuple[int, int]], taken: list[tuple[int, int]]
    ) -> tuple[int, Resolved | None]:
        """Return a place that the article calls one elsewhere: "Kafr Amin" where "the village of Kafr Amin" is told."""
        start = tokens[0][0]
        for name, place in self._told.items() if text[start : start + 1].isupper() else ():
            end = start + len(name)
            whole = text.startswith(name, start) and not text[end : end + 1].isalnum()
            if whole and not beside_a_name(text, start, end) and not any(a < end and start < b for a, b in taken):
                return sum(at < end for at, _ in tokens), Resolved(place, (place,), "called a place here")
        return 0, None

    def _classed(
        self, text: str, tokens: list[tuple[int, int]], taken: list[tuple[int, int]]
    ) -> tuple[int, Resolved | None]:
        """Return a place that a noun after it calls one: "Sherzad district"."""
        start = tokens[0][0]
        found = classed(text, start, self._lower)
        if found is None or any(a < found[0] and start < b for a, b in taken):
            return 0, None
        return sum(at < found[0] for at, _ in tokens), found[1]


def _introduced(text: str, tokens: list[tuple[int, int]], taken: list[tuple[int, int]]) -> tuple[int, Resolved | None]:
    """Return a place that no list knows but a noun before it calls one: "the village of Kafr Amin"."""
    start = tokens[0][0]
    before = max(0, start - 90)
    if text.find(" of ", before, start) < 0 or not INTRODUCED.search(text, before, start):
        return 0, None
    match = NAMED.match(text, start)
    if not match or any(a < match.end() and start < b for a, b in taken) or actors.find(match.group()):
        return 0, None
    place = place_of(match.group(), "village", None, None, None)
    return sum(at < match.end() for at, _ in tokens), Resolved(place, (place,), "called a place here")


def _within(name: tuple[int, int], place: tuple[int, int], found: Resolved) -> bool:
    """Whether a party's name is but a part of a place known by a longer one: "Ain al-Assad air base"."""
    return found.reason == "known" and place[0] <= name[0] and name[1] <= place[1] and name != place


_TOWNS = frozenset({"city", "place", "town", "village"})
_PLACELIKE = frozenset({"country", "territory"})
