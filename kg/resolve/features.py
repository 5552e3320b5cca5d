"""What speaks for a mention's joining an event: named features with a value and words for a person.

What is hard: the same agreement weighs differently on a word that points back ("the attack") and on one that
tells anew ("a missile hit the port"). The first needs an antecedent and takes the nearest or the most spoken
of; the second must agree in something that tells two acts apart: a place, a toll, a weapon, an object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocab import ClaimKind, Determiner, LineLabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

NEAR = 12
"""Sentences (with mentions) after which distance counts no further."""

Feature = tuple[str, float, str]


def features(one: Profile, members: Sequence[Profile], sides: Sides, *, rivals: int = 0) -> Iterator[Feature]:
    """Yield (name, value, detail) for `one` against an event's members so far; each name stands in weights.toml.

    `rivals` counts the other events that no law forbids `one` to join.
    """
    if rivals == 0:
        yield "no rival", 1.0, "the only event it can be"
    yield from _introduction(one, members)
    yield from _agreement(one, members, sides)
    yield from _words(one, members)
    yield from _nearness(one, members)
    yield from _tolls(one, members)


def _introduction(one: Profile, members: Sequence[Profile]) -> Iterator[Feature]:
    if one.anaphoric:
        yield "points back", 1.0, one.mention.determiner.value
        if one.generic:
            yield "bare label", 1.0, one.mention.lemma
    elif one.mention.nominal and not (one.places or one.targets or one.weapons):
        yield "says nothing else", 1.0, one.mention.lemma
    if one.mention.determiner is Determiner.INDEFINITE:
        yield "introduced anew", 1.0, "an indefinite noun"
    if not one.mention.nominal:
        yield "told by a verb", 1.0, one.mention.lemma
    if members[0].mention.line is LineLabel.TITLE:
        yield "from the title", 1.0, members[0].mention.trigger.quote
    if one.mention.nominal and one.mention.plural != any(m.mention.plural for m in members):
        yield "number differs", 1.0, "plural" if one.mention.plural else "singular"


def _agreement(one: Profile, members: Sequence[Profile], sides: Sides) -> Iterator[Feature]:
    for role in ("actor", "target"):
        mine, theirs = getattr(one, f"{role}s"), frozenset().union(*(getattr(m, f"{role}s") for m in members))
        loose = getattr(one.maybe, f"{role}s")
        all_theirs = frozenset().union(*(getattr(m.maybe, f"{role}s") for m in members))
        if sides.meet(mine, theirs):
            yield f"same {role}", 1.0, ", ".join(sorted(mine & theirs))
        elif sides.meet(loose, all_theirs):
            yield f"maybe same {role}", 1.0, ", ".join(sorted(loose & all_theirs))
        elif loose and all_theirs:
            yield f"other {role}", 1.0, f"{min(loose)} / {min(all_theirs)}"
    yield from _where_and_when(one, members, sides)
    weapons = frozenset().union(*(m.weapons for m in members))
    if one.weapons & weapons:
        yield "same weapon", 1.0, ", ".join(sorted(one.weapons & weapons))


def _where_and_when(one: Profile, members: Sequence[Profile], sides: Sides) -> Iterator[Feature]:
    places = {p for m in members for p in m.places}
    loose = {p for m in members for p in m.maybe.places}
    same = sorted(p for p in one.places if p in places)
    if same:
        yield ("same place" if any(map(sides.precise, same)) else "same country"), 1.0, ", ".join(same)
    elif one.places and places:
        yield "place contains", 1.0, f"{one.places[0]} / {min(places)}"
    elif one.maybe.places and loose:
        near = any(sides.near(a, b) for a in one.maybe.places for b in loose)
        yield ("maybe same place" if near else "other place"), 1.0, f"{one.maybe.places[0]} / {min(loose)}"
    if one.when is not None:
        days = [m.when for m in members if m.when is not None]
        if days and all(one.when.overlaps(d) and min(one.when.days, d.days) <= NEAR for d in days):
            yield "same day", 1.0, str(one.when)


def _words(one: Profile, members: Sequence[Profile]) -> Iterator[Feature]:
    lemma = one.mention.lemma.lower()
    if any(lemma == m.mention.lemma.lower() for m in members):
        yield "same word", 1.0, lemma
    if any(one.mention.type is m.mention.type for m in members) and not one.generic:
        yield "same type", 1.0, one.mention.type.value
    if any(one.sentence != m.sentence and one.words == m.words and _letters(one) == _letters(m) for m in members):
        yield "told twice", 1.0, "the same sentence again"
    if one.kind not in ("attack", "any") and any(one.mention.type is m.mention.type for m in members):
        yield "rare kind", 1.0, one.kind
    shared = sorted(one.words & frozenset().union(*(m.words for m in members)))
    if len(shared) > 1:
        yield "same phrase", 1.0, " ".join(shared)


def _letters(one: Profile) -> str:
    """The sentence without spaces and quotation marks, which differ between copies."""
    return "".join(filter(str.isalnum, one.mention.sentence.quote))


def _nearness(one: Profile, members: Sequence[Profile]) -> Iterator[Feature]:
    gap = one.sentence - members[-1].sentence
    if gap == 0:
        name = "same sentence" if one.anaphoric or one.mention.nominal else "same sentence, verb"
        yield name, 1.0, ""
    else:
        yield "distance", min(gap, NEAR) / NEAR, f"{gap} sentences"
    if len(members) > 1:
        yield "much spoken of", min(len(members), 6) / 6, f"{len(members)} mentions"


def _tolls(one: Profile, members: Sequence[Profile]) -> Iterator[Feature]:
    for kind in (ClaimKind.KILLED, ClaimKind.INJURED):
        mine = one.count(kind)
        theirs = {c[0] for m in members if (c := m.count(kind)) is not None}
        if mine is None or not theirs:
            continue
        yield ("same toll" if mine[0] in theirs else "toll differs"), 1.0, f"{kind.value} {mine[0]}"
