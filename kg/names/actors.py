"""Who is meant: a name, a demonym, a capital, a leader, an institution, a group → one `Actor`.

What is hard: "Moscow" is a government in one sentence and a city in the next, "Iran-backed" is not Iran, and
"Russian Defence Ministry" must lead to Russia without becoming Russia. Each find therefore says by which kind of
word it came (`via`), organs and wings keep their `parent`, and words such as "Syrian rebels" stay as they stand,
under the country that their adjective gives.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.model import Actor
from kg.names import tables, unlisted
from kg.names.phrases import Phrases, fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_BACKED = re.compile(
    r"\.?\s?[-‐‑–]\s?(?:backed|proposed|led|aligned|allied|supported|sponsored|funded|linked|affiliated|inspired|made|supplied|trained"
    r"|armed|based|held|controlled|occupied|ruled|run|brokered|mediated|recogni[sz]ed|friendly|era|born|built|designed|owned|flagged)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b[A-Z][\w.]*[-‐‑–](?:made|built|supplied|designed|donated|manufactured|produced|provided|flagged)\s"
)
"""Who made a weapon is not whose it is: "Turkish-made drones"."""
_PREFIX = re.compile(r"(?:pro|anti|non|ex|former|post|pre)[-‐‑–\s]\Z", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:the|a|an|some|several|its|his|their|these|those|many|other|two|three|(?:dozen|hundred|thousand)s of)\s+",
    re.IGNORECASE,
)
_LONGEST = 200
_WORDLIKE = frozenset({"IS", "WHO", "RAW", "AA", "AU", "MIT", "US"})
_CIVIL = re.compile(
    r"\b(?:Atomic|Council|Education|Embassy|Emergenc|Energy|Finance|Foreign|Health|Information|Justice|Media|News"
    r"|Parliament|Presiden|Prosecutor|Television)",
    re.IGNORECASE,
)
"""Of an organ that has no soldiers, whosever it is: "the Palestinian health ministry"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text. `via`: name, adjective, people, capital, leader, organ, group, role.

    `adjective` is True where the words modify ("Russian", "Iran" of "Iran-backed"); `backed` where they only tell
    whose friend or foe the noun after or before them is, so that the actor itself is somebody else.
    """

    start: int
    end: int
    actor: Actor
    matched: str
    via: str
    adjective: bool = False
    backed: bool = False


def _actor(name: str, kind: str, parent: str | None, country: str | None) -> Actor:
    return Actor(Actor.identify(name), name, kind, parent, country)


@cache
def country(code: str) -> Actor | None:
    """Return the actor of an ISO code ("RU"), or None."""
    row = tables.countries().get(code)
    return _actor(row.name, "country", None, code) if row else None


@cache
def _named(name: str) -> Actor | None:
    """Return the actor of a canonical name of the tables."""
    party = tables.parties().get(name)
    if party is not None:
        above = _named(party.parent) if party.parent and party.parent != name else None
        return _actor(name, party.kind, party.parent, party.country or (above.country if above else None))
    for row in tables.countries().values():
        if row.name == name:
            return country(row.code)
    return None


def side(actor: Actor) -> Actor:
    """Return whom an actor answers to in the end: IRGC → Iran, Qassam Brigades → Hamas, Putin → Russia."""
    above = _named(actor.parent) if actor.parent else None
    return actor if above is None else side(above)


def has_soldiers(actor: Actor) -> bool:
    """Return whether a party may have soldiers: no parliament, agency or health ministry has."""
    row = tables.parties().get(actor.name)
    return (row is None or row.soldiers) and _CIVIL.search(actor.name) is None


def _country_words() -> Iterator[tuple[str, tuple[Actor, str]]]:
    for row in tables.countries().values():
        actor = country(row.code)
        if actor is None:
            continue
        for word in (row.name, *row.also):
            yield word, (actor, "name")
        for via, group in (("adjective", row.adjective), ("people", row.people), ("capital", row.capital)):
            for word in group:
                yield word, (actor, via)


def _other_words() -> Iterator[tuple[str, tuple[Actor, str]]]:
    for party in tables.parties().values():
        actor = _named(party.name)
        if actor is None:
            continue
        via = "organ" if party.kind == "organ" else "leader" if party.kind == "person" else "group"
        for word in (party.name, *party.also):
            yield word, (actor, via)
            if "-e-" in word:  # an ezafe is written both ways
                yield word.replace("-e-", "-i-"), (actor, via)
    for row in tables.countries().values():
        for names in row.leaders:
            for word in names:
                yield word, (_actor(names[0], "person", row.name, row.code), "leader")


@cache
def _phrases() -> Phrases[tuple[Actor, str]]:
    return Phrases([*_country_words(), *_other_words()])


def size() -> int:
    """Return how many actors the tables hold."""
    return len({actor.id for _, (actor, _) in [*_country_words(), *_other_words()]})


def find(text: str, start: int = 0, end: int | None = None) -> list[Found]:
    """Return the known names between `start` and `end`, in text order, without overlaps.

    An adjective or possessive is joined with the organ that follows it ("Russian Defence Ministry", "Ukraine's air
    force"); with force nouns ("troops", "jets") it is left alone, since they mean the country itself.
    """
    return list(_found(text, start, len(text) if end is None else end))


_GOES_ON = re.compile(r"['’](?!(?:s|d|m|ll|re|ve)\b)[^\W\d_]", re.IGNORECASE)
"""How a longer name goes on where a known one seems to end: "Rada'a"."""
_NAMED_ON = re.compile(r" (?P<name>[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)\b(?!['’]s\b)(?! [A-Z])")
_DATED = frozenset({*calendar.day_name, *calendar.month_name, *calendar.day_abbr, *calendar.month_abbr})


def _named_on(text: str, at: int, stop: int) -> bool:
    """Whether a surname is somebody's first name here: "Abbas Mroueh" is not Mahmoud Abbas."""
    more = _NAMED_ON.match(text, at, stop)
    return more is not None and more["name"] not in _DATED and _phrases().get(more["name"]) is None


@lru_cache(maxsize=128)  # several rooms ask about the same sentence
def _found(text: str, start: int, stop: int) -> tuple[Found, ...]:
    found = []
    for hit in _phrases().scan(text, start, stop):
        actor, via = hit.value
        matched = text[hit.start : hit.end]
        if (matched in _WORDLIKE and _shouted(text, hit.start, hit.end)) or _GOES_ON.match(text, hit.end, stop):
            continue
        if via == "leader" and " " not in matched and _named_on(text, hit.end, stop):
            continue
        backed = bool(_BACKED.match(text, hit.end)) or bool(_PREFIX.search(text, max(0, hit.start - 8), hit.start))
        organ = None if backed or via in {"leader", "group"} else _organ(text, hit.end, stop, actor)
        if organ is not None:
            found.append(Found(hit.start, organ[0], organ[1], text[hit.start : organ[0]], "organ"))
        else:
            found.append(Found(hit.start, hit.end, actor, matched, via, via == "adjective" or backed, backed))
    plain = [f for i, f in enumerate(found) if i == 0 or f.start >= found[i - 1].end]
    return tuple(_with_unlisted(plain, text, start, stop))


def _with_unlisted(found: list[Found], text: str, start: int, stop: int) -> list[Found]:
    """Add the groups that no table lists, each in place of the country whose adjective opens its name."""
    for at, end, name in unlisted.groups(text, start, stop):
        inside = [f for f in found if f.start < end and at < f.end]
        owner = inside[0] if inside else None
        if owner is not None and (
            len(inside) > 1 or owner.start != at or not owner.adjective or not unlisted.own(text[owner.end : end])
        ):
            continue
        group = Found(at, end, unlisted.group(name, owner.actor.country if owner else None), name, "group")
        found = [f for f in found if f is not owner] + [group]
    return sorted(found, key=lambda f: f.start)


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are all in capitals, so that "IS" may be a verb."""
    before = re.search(r"([^\W_]+)\W*\Z", text[max(0, start - 20) : start])
    after = re.match(r"\W*([^\W_]+)", text[end : end + 20])
    near = [m.group(1) for m in (before, after) if m]
    return bool(near) and all(len(w) > 1 and w.isupper() for w in near)


@cache
def _organs() -> dict[tuple[str, ...], str]:
    rows = tables.table("roles.toml")["organs"]
    return {tuple(words(spelling)): row[0] for row in rows for spelling in row}


@cache
def _opening_organs() -> frozenset[str]:
    return frozenset(row[0] for row in _organs())


@cache
def _nouns(kind: str) -> frozenset[str]:
    return frozenset(tables.table("roles.toml")[kind])


_NEXT = re.compile(r"(?:['’]s?)?[ \u00a0]((?:[^\W_]+(?:['’]s)?[ \u00a0]?){1,4})")


def _organ(text: str, at: int, stop: int, actor: Actor) -> tuple[int, Actor] | None:
    """Return the organ of `actor` named right after `at`, and where its name ends."""
    match = _NEXT.match(text, at, stop)
    if match is None:
        return None
    tail = [(m.end(), m.group()) for m in re.finditer(r"[^\W_]+", match[1])]
    if not tail or fold(tail[0][1]) not in _opening_organs():
        return None
    for count in range(len(tail), 0, -1):
        name = _organs().get(tuple(words(" ".join(w for _, w in tail[:count]))))
        if name is not None:
            return match.start(1) + tail[count - 1][0], _organ_of(actor, name)
    return None


def _organ_of(owner: Actor, name: str) -> Actor:
    """Name an organ after its owner's adjective, so that all spellings meet: "Russian Defence Ministry"."""
    row = tables.countries().get(owner.country or "") if owner.kind == "country" else None
    adjective = row.adjective[0] if row and row.adjective and owner.country not in {"US", "GB"} else owner.name
    full = f"{adjective} {name}"
    known = _phrases().get(full)
    return known[0] if known is not None else _actor(full, "organ", owner.name, owner.country)


_OF = re.compile(r"^(?:the )?(?P<organ>.+) (?:of|in) (?:the )?(?P<owner>[^,]+)$", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def canonical(phrase: str) -> Actor | None:
    """Return the actor that a noun phrase names, or None where it names nobody known.

    "the Israeli army", "Moscow's forces" → the country; "Russia's defence ministry", "the Ministry of Defence of
    Russia" → an organ with its parent; "Iran-backed militia", "Palestinian militants", "gunmen" → a group of that
    very name, with the country of its adjective (never of its backer).
    """
    text = _MADE.sub("", " ".join(phrase.split()).strip(" ,.;:\"“”‘’'"))
    bare = text
    while (shorter := _ARTICLE.sub("", bare)) != bare:
        bare = shorter
    if not bare or len(bare) > _LONGEST:
        return None
    known = _phrases().get(text) or _phrases().get(re.sub(r"['’]s?$", "", bare))
    if known is not None:
        return known[0]
    found = find(bare)
    if not found:
        return _actor(bare, "group", None, None) if bare.casefold() in _nouns("groups") else None
    return _compound(bare, found)


def _compound(bare: str, found: list[Found]) -> Actor | None:
    """Read "Russian troops", "Ministry of Health of Syria", "pro-Russian separatists", "Hamas fighters"."""
    match = _OF.match(bare)
    if match and (name := _organs().get(tuple(words(match["organ"])))) and found[0].start >= match.start("owner"):
        return _organ_of(found[0].actor, name)
    own = [f for f in found if not f.backed]
    head = next((f for f in own if f.via == "organ" or f.actor.kind != "country"), own[0] if own else None)
    if head is not None and head is not found[-1] and found[-1].actor.kind == "person":
        head = found[-1]
    rest = " ".join(words(re.sub(r"^['’]s?", "", bare[(head or found[-1]).end :])))
    if head is None or (head.actor.kind in {"country", "territory"} and _ends(rest, "groups")):
        plain = re.sub(r"['’]s\b", "", bare)
        owner = head.actor.country if head else None
        return _actor(plain, "group", None, owner) if _ends(rest, "groups") or _ends(rest, "self") else None
    if not _titles(bare[: head.start], found):
        return None
    if head.via == "organ" or head.actor.kind not in {"country", "territory"} or not rest or _ends(rest, "self"):
        return head.actor
    return None


def _ends(rest: str, kind: str) -> bool:
    """Whether folded words end in a noun of a kind."""
    return any(rest == noun or rest.endswith(" " + noun) for noun in _nouns(kind))


def _titles(before: str, found: list[Found]) -> bool:
    """Whether the words before a name are only its titles and other names ("Israeli Prime Minister")."""
    names = {w for f in found for w in words(f.matched)}
    return all(w in names or w in _nouns("titles") for w in words(before))
