"""Who tells of an act, and where in the text: signs that lie around a mention rather than in it.

What is hard: "the attack" has few words of its own. But whoever says "the attack was a response" speaks of his own act,
whoever vows that it "will not go unanswered" of his foe's; the act that opened the sentence before is likelier meant
than one that came in by the way; and a name ("the Barmal raid") is told of one act alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.names import actors
from kg.resolve.lists import root
from kg.resolve.sides import named, side_of_words
from kg.resolve.wording import own_words
from kg.vocab import Determiner, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import EventMention
    from kg.resolve.members import Members
    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

SURE = 2.0
"""The value of signs that seldom stand and then tell much."""
SAME_LINE, NEXT_LINE = 1, 3
"""So many characters lie between two sentences of one paragraph, or of two."""
SUBJECT = 3
"""A noun with no more words before it is what its sentence speaks of."""

_KNOWN = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE, Determiner.POSSESSIVE})
_CALENDAR = re.compile(r"(?:[a-z]+day|january|february|march|april|june|july|august|(?:septem|octo|novem|decem)ber)\Z")
_INNER_NAME = re.compile(r"(?<=[^.!?\n“\"‘:] )[A-Z][\w’'-]{3,}")
_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")
_SAID = re.compile(
    r"\b(?:said|says?|saying|that|called|claimed|described|presented)(?: that)? (?:the|its|their|this|these) "
    r"(?:[\w’'-]+ ){0,2}$"
)
_OBJECT = re.compile(
    r"\b(?:because of|over|for|to|by|against|at|following|after|condemn\w*|denounc\w*|aveng\w*)"
    r" (?:what (?:it|he|she|they) (?:called|described as) )?"
    r"(?:(?:the|that|this|these|those|an?|its|their|his|\w+[’']s?) )?(?:[\w’'-]+ ){0,2}$"
)
_ITEM = re.compile(r"\s*(?:[-*•>–—]|\d+[.)]|\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Setting:
    """What lies around a mention.

    `teller` is the side of who says so, `party` the side that its sentence names first, before it; `heads` tells
    whether it is the first act of its sentence, `part` what the sentence does with a noun ("said" of it, "object"),
    `names` are the proper names of its sentence, `own` those of its phrase.
    """

    teller: frozenset[str] = frozenset()
    claimed: bool = False
    party: frozenset[str] = frozenset()
    heads: bool = True
    part: str = ""
    subject: bool = False
    item: bool = False
    names: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


def _names(words: list[str]) -> frozenset[str]:
    bare = (re.sub(r"[’']s?$", "", w) for w in words)
    return frozenset(root(w.lower()) for w in bare if not _CALENDAR.match(w.lower()) and not named(w))


@lru_cache(maxsize=128)  # the mentions of a sentence share them
def _inner(sentence: str) -> frozenset[str]:
    return _names(_INNER_NAME.findall(sentence))


def setting(mention: EventMention, *, heads: bool) -> Setting:
    """Return what lies around a mention; `heads` says whether it is the first of its sentence."""
    left, quote = mention.before, mention.sentence.quote
    said = mention.attribution
    part, party = "", frozenset[str]()
    if mention.nominal:
        part = "said" if _SAID.search(left) else "object" if _OBJECT.search(left) else ""
    if mention.nominal and mention.determiner in _KNOWN:
        first = next(iter(actors.find(quote)), None)
        if first is not None and first.end <= len(left):
            party = frozenset((actors.side(first.actor).name,))
    return Setting(
        teller=frozenset() if said is None else side_of_words(said.speaker),
        claimed=said is not None and said.stance is Stance.CLAIMS,
        party=party,
        heads=heads,
        part=part,
        subject=mention.nominal and len(left.split()) <= SUBJECT,
        item=bool(_ITEM.match(quote)),
        names=_inner(quote),
        own=_names(_NAME.findall(own_words(mention))),
    )


Sign = tuple[str, float, str]


def surrounding(one: Profile, members: Members, sides: Sides, way: str) -> Iterator[Sign]:
    """Yield what the setting of a mention and those of an event's members say of its joining."""
    yield from _told_by(one, members, sides, way)
    yield from _named(one, members, way)
    last, mine = members[-1], one.setting
    gap = one.sentence - last.sentence
    place = "head" if last.setting.heads else "aside"
    if gap == 0:
        yield f"{place} of this sentence, {way}", 1.0, ""
    else:
        if mine.item:
            yield f"a new item, {way}", 1.0, ""
        if gap == 1:
            yield f"{place} of the last sentence, {way}", 1.0, ""
            yield f"{lines(last.mention, one.mention)}, {way}", 1.0, ""
    if way == "back":
        if mine.part and gap == 1:
            yield f"{mine.part}, {place} of the last sentence", 1.0, ""
        if mine.part and members[0].sentence <= 1 and one.item <= 1:
            yield f"{mine.part}, from the lead", 1.0, ""
        if mine.subject and gap == 1:
            yield f"subject, {place} of the last sentence", 1.0, ""


def lines(last: EventMention, mention: EventMention) -> str:
    """Return how far the sentence of a mention stands from one before: whether its paragraph "goes on"."""
    between = mention.sentence.start - last.sentence.end
    return "goes on" if between <= SAME_LINE else "next paragraph" if between <= NEXT_LINE else "further on"


def _told_by(one: Profile, members: Members, sides: Sides, way: str) -> Iterator[Sign]:
    actors_told, targets = members.actors, members.targets
    mine = one.setting
    did, hit = sides.meet(mine.teller, actors_told), sides.meet(mine.teller, targets)
    if mine.teller and (did or hit or (actors_told and targets)):
        word = "teller did it" if did else "teller was hit" if hit else "teller had no part"
        yield f"{word}, {way}", 1.0, min(mine.teller)
        if mine.part == "said" and way == "back":
            yield f"its {word}", 1.0, min(mine.teller)
        if mine.claimed:
            yield f"claimed, {word}, {way}", 1.0, min(mine.teller)
    did, hit = sides.meet(mine.party, actors_told), sides.meet(mine.party, targets)
    if way == "back" and did != hit:
        yield f"party {'did it' if did else 'was hit'}, {mine.part or 'by the way'}", 1.0, min(mine.party)


def _named(one: Profile, members: Members, way: str) -> Iterator[Sign]:
    mine = one.setting
    others = [m.setting.names for m in members if m.sentence != one.sentence]
    known = frozenset().union(*others)
    if shared := sorted(mine.names & known):
        yield f"shared name, {way}", 1.0, " ".join(shared)
    elif mine.names and known:
        yield f"other names, {way}", 1.0, ""
    if mine.own:
        told = mine.own & members.named
        yield f"its name {'told' if told else 'untold'}, {way}", SURE, " ".join(sorted(told or mine.own))
