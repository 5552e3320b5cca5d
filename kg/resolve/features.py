"""What speaks for a mention's joining an event: named features with a value and words for a person.

What is hard: the same agreement weighs differently on a word that points back ("the attack", "Sunday's raid") and on
one that tells anew ("a missile hit the port"), so that most features come in two. Sides and places that were carried
over from the sentences around would agree with whatever stands nearest: they are weighed apart (kg.resolve.lent).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kg.resolve.conflicts import doubts
from kg.resolve.lent import agreeing
from kg.resolve.telling import surrounding
from kg.resolve.wording import anew, called, clausal, introduced, of_a_day
from kg.vocab import ClaimKind, Determiner, LineLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.members import Members
    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

NEAR = 12
"""Sentences (with mentions) after which distance counts no further."""
OFTEN, LONG = 6, 15
"""Mentions of an act after which their number counts no further, and mentions of a text after which it counts less."""
SURE = 2.0
"""The value of signs that seldom stand and then tell much, which a fit to few texts would else hold too small."""
TIES = 2
"""Telling words shared with another mention, beyond which more of them count no further."""

_TELLING = frozenset(("same actor", "same target", "same place", "same day", "same weapon", "same word", "same sense"))
"""What two tellings of one act may share."""

Feature = tuple[str, float, str]


def of_itself(one: Profile) -> tuple[Feature, ...]:
    """Return what a mention says of itself, whatever event it may join: its introduction, and what it brings."""
    return (*_introduction(one), *_brought(one))


def features(one: Profile, members: Members, sides: Sides) -> Iterator[Feature]:
    """Yield (name, value, detail) for `one` against an event's members so far; each name stands in weights.toml."""
    way = "back" if one.back else "anew"
    yield from _told_before(one, members, way)
    signs = (*_agreement(one, members, sides), *_where_and_when(one, members, sides), *_words(one, members))
    for name, detail in signs:
        yield f"{name}, {way}", 1.0, detail
    yield from _likeness(one, members)
    yield from surrounding(one, members, sides, way)
    yield from agreeing(one, members, sides, way)
    yield from _doubted(one, members, sides, way)
    ties = max((one.content & m.content for m in members if m.sentence != one.sentence), key=len, default=frozenset())
    met = len({name for name, _ in signs} & _TELLING) + bool(ties)
    if met != 1:
        yield f"{('nothing', '', 'two signs', 'many signs')[min(met, 3)]}, {way}", 1.0, str(met)
    if way == "back":
        yield from _meant(one, members, sides)
    if ties:
        yield f"shared words, {way}", min(len(ties), TIES) / TIES, " ".join(sorted(ties))


def _doubted(one: Profile, members: Members, sides: Sides, way: str) -> Iterator[Feature]:
    """What seldom differs within one act, by the share of members from which the mention differs so."""
    found = sorted(name for m in members for name in doubts(one, m, sides))
    for name, same in groupby(found):
        count = len(list(same))
        yield f"{name}, {way}", SURE * count / len(members), f"{count} of {len(members)}"
    telling = [] if one.generic else [m for m in members if not m.generic]
    if other := sum(m.mention.type.family is not one.mention.type.family for m in telling):
        yield f"family differs, {way}", SURE * other / len(telling), f"{other} of {len(telling)}"


def _meant(one: Profile, members: Members, sides: Sides) -> Iterator[Feature]:
    """Which act a word that points back means: the day, words, means and foe that it names with it."""
    last = one.order == members[-1].order + 1
    if one.mention.determiner is not Determiner.DEMONSTRATIVE:
        if last:
            yield "told last", 1.0, ""
    elif one.mention.line is not LineLabel.HEADING:  # there "this" is what the text is about
        yield ("this, told last" if last else "this, told before"), SURE, ""
    if one.narrowed:
        told = sorted(one.narrowed & members.said)
        untold = "its words new" if one.narrowed <= one.fresh else "its words untold"
        yield ("its words told" if told else untold), SURE, " ".join(told or sorted(one.narrowed))
    if introduced(one.mention):
        yield "tells of what", SURE, ""
    if one.when is not None and members.known_days:
        met = any(one.when.overlaps(day) for day in members.known_days)
        yield ("its day" if met else "not its day"), SURE, str(one.when)
    if one.means and members.weapons:
        met = bool(one.means & members.weapons)
        yield ("its means" if met else "other means"), SURE, ", ".join(sorted(members.weapons))
    if one.deadly and not any(m.deadly for m in members):
        yield "no death told", SURE, one.mention.lemma
    yield from _sided(one, members, sides)


def _sided(one: Profile, members: Members, sides: Sides) -> Iterator[Feature]:
    """What the other end of an answer tells of its sides: who answers was hit, who is hit for it did it."""
    if one.foes and members.targets:
        met = sides.meet(one.foes, members.targets)
        yield ("its foe hit" if met else "another hit"), SURE, ", ".join(sorted(one.foes))
    if one.victims and members.actors:
        met = sides.meet(one.victims, members.actors)
        yield ("its doer" if met else "another did it"), SURE, ", ".join(sorted(one.victims))


def _introduction(one: Profile) -> Iterator[Feature]:
    """How it is introduced."""
    mention = one.mention
    yield f"{one.form} {'label' if one.generic else 'word'}", 1.0, f"{mention.determiner.value} {mention.lemma}"
    if mention.determiner is Determiner.INDEFINITE:
        yield "indefinite", 1.0, mention.lemma
    if mention.determiner is Determiner.DEMONSTRATIVE:
        yield "demonstrative", 1.0, mention.lemma
    if mention.nominal and mention.plural:
        yield "plural", 1.0, mention.lemma
    if mention.line in (LineLabel.TITLE, LineLabel.HEADING):
        yield "in a heading", 1.0, ""
    if one.form == "owned" and of_a_day(mention):
        yield "named by its day", 1.0, ""
    if anew(mention):
        yield "one more", 1.0, ""
    if called(mention):
        yield "called so", 1.0, ""


def _brought(one: Profile) -> Iterator[Feature]:
    """What it tells that a retelling would leave out."""
    if one.places:
        yield "brings a place" + (", back" if one.form == "pointing" else ", anew"), 1.0, one.places[0]
    if one.when is not None:
        yield "brings a day", 1.0, str(one.when)
    if any(one.count(kind) for kind in (ClaimKind.KILLED, ClaimKind.INJURED)):
        yield "brings a toll", 1.0, ""


def _told_before(one: Profile, members: Members, way: str) -> Iterator[Feature]:
    """Where, and how often, the event was told of."""
    last = members[-1]
    gap = one.sentence - last.sentence
    if members[0].mention.line is LineLabel.TITLE and one.item <= 1:
        yield f"from the title, {way}", 1.0, members[0].mention.trigger.quote
    if members[0].sentence == 0 and one.item <= 1:
        yield f"opens the text, {way}", 1.0, members[0].mention.trigger.quote
    if gap == 0:
        yield f"same sentence, {'noun' if one.mention.nominal else 'verb'}", 1.0, ""
    else:
        yield "distance", min(gap, NEAR) / NEAR, f"{gap} sentences"
    if gap == 1:
        yield "next sentence", 1.0, ""
    if len(members) > 1:
        yield (
            "much spoken of",
            min(len(members), OFTEN) / OFTEN * LONG / max(one.order, LONG),
            f"{len(members)} mentions",
        )
    if one.order == last.order + 1 and clausal(last.mention, one.mention):
        yield "clause of it", 1.0, last.mention.trigger.quote


def _agreement(one: Profile, members: Members, sides: Sides) -> Iterator[tuple[str, str]]:
    asked = (("actor", one.actors, members.actors), ("target", one.targets, members.targets))
    for role, mine, theirs in asked:
        if sides.meet(mine, theirs):
            yield f"same {role}", ", ".join(sorted(mine & theirs))
        elif mine and theirs and sides.apart(mine, theirs):
            yield f"other {role}", f"{min(mine)} / {min(theirs)}"
    if one.weapons & members.weapons:
        yield "same weapon", ", ".join(sorted(one.weapons & members.weapons))
    elif one.weapons and members.weapons:
        yield "like weapon", f"{min(one.weapons)} / {min(members.weapons)}"


def _where_and_when(one: Profile, members: Members, sides: Sides) -> Iterator[tuple[str, str]]:
    places, days, known = members.places, members.days, members.known_days
    same = sorted(p for p in one.places if p in places)
    if same:
        yield ("same place" if any(map(sides.precise, same)) else "same country"), ", ".join(same)
    elif one.places and places:
        yield "place contains", f"{one.places[0]} / {min(places)}"
    if one.when is not None and known and not one.back:
        yield ("known day" if any(one.when.overlaps(day) for day in known) else "unknown day"), str(one.when)
    if one.when is not None and days and all(one.when.overlaps(d) and min(one.when.days, d.days) <= NEAR for d in days):
        yield "same day", str(one.when)


def _words(one: Profile, members: Members) -> Iterator[tuple[str, str]]:
    if one.root in members.roots:
        yield "same word", one.mention.lemma.lower()
    elif one.senses and members.senses:
        met = sorted(one.senses & frozenset().union(*members.senses))
        yield ("same sense" if met else "other sense"), " ".join(met)
    if not one.generic:
        if any(one.mention.type is m.mention.type for m in members):
            yield "same type", one.mention.type.value
        elif all(one.mention.type.family is not m.mention.type.family for m in members):
            yield "other family", one.mention.type.family.value


def _likeness(one: Profile, members: Members) -> Iterator[Feature]:
    if any(one.sentence != m.sentence and one.words == m.words and one.letters == m.letters for m in members):
        yield "told twice", 1.0, "the same sentence again"
    if one.kind not in ("attack", "any") and any(one.mention.type is m.mention.type for m in members):
        yield "rare kind", 1.0, one.kind
    shared = sorted(one.words & members.words)
    if len(shared) > 1:
        yield "same phrase", 1.0, " ".join(shared)
    nouns = [m.mention.plural for m in members if m.mention.nominal]
    if one.mention.nominal and nouns and one.mention.plural not in nouns and not called(one.mention):
        yield "number differs", 1.0, "plural" if one.mention.plural else "singular"
    for kind in (ClaimKind.KILLED, ClaimKind.INJURED):
        mine = one.count(kind)
        theirs = {c[0] for m in members if (c := m.count(kind)) is not None}
        if mine is not None and theirs:
            yield ("same toll" if mine[0] in theirs else "toll differs"), 1.0, f"{kind.value} {mine[0]}"
