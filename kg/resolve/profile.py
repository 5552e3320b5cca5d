"""What coreference compares of a mention: sides, places, weapons, day, and how it is introduced.

What is hard: the same act is told with less and less detail ("a missile strike on the port", "the attack",
"it was a massacre"), so that a missing detail must never count against a pair, while a differing one must.
Two mentions are therefore compared only where both say something, and words that name no kind of act
("incident", "operation") are wild cards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.resolve.lent import Lent, lent
from kg.resolve.lists import labels, root, senses
from kg.resolve.slain import named
from kg.resolve.telling import Setting, lines, setting
from kg.resolve.wording import content, narrowed, rare, said
from kg.vocab import UNREAL, Basis, ClaimKind, Determiner, EventType, Factuality, Family, LineLabel, Relation, Role

if TYPE_CHECKING:
    from kg.model import Argument, EventMention, Extraction
    from kg.resolve.sides import Sides
    from kg.when import When

FIRM, FIRM_PLACE = 0.6, 0.7
ATTACK = frozenset({Family.STRIKE, Family.GROUND, Family.KILLING})
MUTUAL = frozenset({EventType.EXCHANGE_OF_FIRE, EventType.CLASH})


_OF_TYPE = {
    EventType.DRONE_STRIKE: "drone",
    EventType.MISSILE_STRIKE: "missile",
    EventType.ROCKET_FIRE: "rocket",
    EventType.AIR_STRIKE: "air",
    EventType.SHELLING: "artillery",
    EventType.BOMBING: "bomb",
}
SPECIAL = frozenset({EventType.CYBER_ATTACK, EventType.HOSTAGE_TAKING, EventType.SABOTAGE, EventType.STABBING})
"""Kinds that no other attack is told as: a "cyber attack" is no label of a raid."""
_UNARMED = (EventType.GROUND, EventType.MASSACRE, EventType.RAID)
_ON_FOOT = frozenset(t for t in EventType if t.family is Family.GROUND and t not in _UNARMED)


@dataclass(frozen=True)
class Profile:
    """One mention as coreference sees it; `sentence` counts sentences that hold mentions, in text order.

    `actors`, `targets`, `places` are what its own words name, `lent` what was carried over or guessed.
    `foes` are sides that a stated answer excludes as its actor: who retaliates is not who caused it; `victims` those
    that it excludes as its target: who was hit does not hit itself in return. `later` are the days of what is told to
    have come after it, `earlier` of what came before.
    `content` are the telling words around it, `said` those of its sentence, `narrowed` those of its own phrase, `fresh`
    those of them that no mention before had by it; `order` counts mentions in text order. `slain` is the last name of
    who was killed. `frame` are the days that the sentence before it tells of, where it goes on in the same paragraph
    and gives none: "In May rebels shelled Gao. Mali answered". `item` counts the items of a live page.
    """

    mention: EventMention
    sentence: int
    kind: str
    words: frozenset[str]
    weapons: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    places: tuple[str, ...]
    generic: bool
    anaphoric: bool
    mutual: bool
    foes: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    later: tuple[When, ...] = ()
    earlier: tuple[When, ...] = ()
    content: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    narrowed: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    order: int = 0
    setting: Setting = field(default_factory=Setting)
    lent: tuple[Lent, ...] = ()
    slain: str | None = None
    frame: When | None = None
    item: int = 0

    @cached_property
    def form(self) -> str:
        """How it is told: a verb, a noun that points back, another noun."""
        if not self.mention.nominal:
            return "verb"
        return "pointing" if self.anaphoric else "owned" if self.mention.determiner is Determiner.POSSESSIVE else "noun"

    @cached_property
    def back(self) -> bool:
        """Whether it speaks of its act as known: "the attack", "Sunday's attack"."""
        return self.form in ("pointing", "owned")

    @cached_property
    def senses(self) -> frozenset[str]:
        """The sorts of act its word names; none for a word that fits any act."""
        if self.generic:
            return frozenset({"storming"}) if self.mention.type.family is Family.GROUND else frozenset()
        return senses().get(self.mention.lemma.lower(), frozenset())

    @cached_property
    def means(self) -> frozenset[str]:
        """The weapon classes that its word is used of: a salvo is of missiles, rockets, shells or drones."""
        return labels()["means"].get(self.mention.lemma.lower(), frozenset()) if self.mention.nominal else frozenset()

    @cached_property
    def deadly(self) -> bool:
        """Whether it tells of somebody's death."""
        killed = self.count(ClaimKind.KILLED)
        return (killed is not None and killed[0] > 0) or bool(self.words & labels()[""]["deadly"])

    @cached_property
    def when(self) -> When | None:
        """The days the mention's own words allow; one carried over parts nothing."""
        return self.mention.when if self.mention.when_span is not None else None

    @cached_property
    def teaser(self) -> bool:
        """Whether it stands in a pointer to another article."""
        return self.mention.line is LineLabel.TEASER

    @cached_property
    def series(self) -> bool:
        """Whether it tells of no single act: a habit, or one that only may be."""
        return self.mention.factuality in UNREAL

    @cached_property
    def doubted(self) -> bool:
        """Whether it only may be."""
        return self.mention.factuality is Factuality.HYPOTHETICAL

    @cached_property
    def threat(self) -> bool:
        """Whether it tells of an act that somebody threatens."""
        return self.mention.factuality is Factuality.THREATENED or self.mention.type.family is Family.THREAT

    @cached_property
    def root(self) -> str:
        """What its verb and its noun share."""
        return root(self.mention.lemma.lower())

    @cached_property
    def letters(self) -> str:
        """Its sentence without spaces and quotation marks, which differ between copies."""
        return "".join(filter(str.isalnum, self.mention.sentence.quote))

    @cached_property
    def _counts(self) -> dict[ClaimKind, tuple[int, int | None]]:
        return {q.kind: (q.low, q.high) for q in reversed(self.mention.quantities)}

    def count(self, kind: ClaimKind) -> tuple[int, int | None] | None:
        """The first count of that kind: low and high."""
        return self._counts.get(kind)


def _kind(mention: EventMention, *, generic: bool) -> str:
    """The class within which mentions may be one: attacks of all families together, "any" for a bare label."""
    family = mention.type.family
    if generic and family is Family.INCIDENT:
        return "any"
    blast = mention.type is EventType.EXPLOSION
    return "attack" if family in ATTACK or blast else family.value


def _weapons(mention: EventMention, words: frozenset[str], *, generic: bool) -> frozenset[str]:
    found = {_OF_TYPE[mention.type]} if mention.type in _OF_TYPE else set()
    found |= {"foot"} if mention.type in _ON_FOOT and not generic else set()
    named = words | {w for name in mention.names(Role.WEAPON) for w in re.findall(r"\w+", name.lower())}
    found |= {weapon for weapon, known in labels()["weapon"].items() if known & named}
    return frozenset(found)


def firm(argument: Argument) -> bool:
    """Return whether a mention's own words fill a role: not carried over, nor guessed from the sentence around."""
    return argument.confidence >= (FIRM_PLACE if argument.role is Role.PLACE else FIRM)


def profile(mention: EventMention, sentence: int, sides: Sides, *, heads: bool = True) -> Profile:
    """Return what coreference compares of `mention`."""
    words = frozenset(re.findall(r"\w+", mention.trigger.quote.lower()))
    bare = mention.lemma.lower() in labels()[""]["generic"] or bool(
        mention.nominal and words and words <= labels()[""]["generic"]
    )
    generic = bare and mention.type not in SPECIAL
    definite = mention.determiner in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE)
    return Profile(
        mention=mention,
        sentence=sentence,
        kind=_kind(mention, generic=generic),
        words=words,
        weapons=_weapons(mention, words, generic=generic),
        actors=frozenset(sides.of(a) for a in mention.fillers(Role.ACTOR) if firm(a)),
        targets=frozenset(sides.of(a) for a in mention.fillers(Role.TARGET) if firm(a)),
        places=tuple(a.name for a in mention.fillers(Role.PLACE) if firm(a)),
        generic=generic,
        anaphoric=mention.nominal and definite,
        mutual=mention.type in MUTUAL,
        content=content(mention),
        said=said(mention),
        narrowed=narrowed(mention),
        setting=setting(mention, heads=heads),
        lent=lent((a for a in mention.arguments if not firm(a)), sides),
        slain=named(mention),
    )


def presupposed(extraction: Extraction) -> dict[str, Factuality]:
    """Return the mentions that an answer takes for granted: "will respond to Sunday's attack" says there was one."""
    return {
        r.cause: Factuality.ASSERTED
        for r in extraction.relations
        if r.basis is Basis.STATED and r.kind is not Relation.FOLLOWED and not r.denied
    }


def _taken(mention: EventMention, facts: dict[str, Factuality]) -> EventMention:
    doubted = mention.factuality in UNREAL
    return replace(mention, factuality=facts[mention.id]) if doubted and mention.id in facts else mention


def _days(one: Profile) -> tuple[When, ...]:
    return () if one.when is None else (one.when,)


def _answered(extraction: Extraction, plain: dict[str, Profile]) -> dict[str, Profile]:
    """Return the profiles with what the other ends of stated relations tell of their sides and days."""
    known = dict(plain)
    for relation in extraction.relations:
        if not relation.denied and relation.basis is Basis.STATED:
            effect, cause = known[relation.effect], known[relation.cause]
            known[relation.cause] = replace(cause, later=(*cause.later, *_days(effect)))
            known[relation.effect] = replace(effect, earlier=(*effect.earlier, *_days(cause)))
        if relation.kind is not Relation.FOLLOWED and not relation.denied:
            for one, other in ((relation.effect, relation.cause), (relation.cause, relation.effect)):
                hit = plain[other].targets if relation.kind is Relation.RETALIATION_FOR else frozenset()
                foes, victims = known[one].foes | plain[other].actors, known[one].victims | hit
                known[one] = replace(known[one], foes=foes, victims=victims)
    return known


def _frame(one: Profile, before: Profile) -> When | None:
    """Return the days that the mention before sets for one that gives none of its own."""
    if one.when is not None or one.back:
        return None
    if one.mention.sentence.start == before.mention.sentence.start:
        return before.frame
    return before.when or before.frame if lines(before.mention, one.mention) == "goes on" else None


def profiles(extraction: Extraction, sides: Sides) -> tuple[Profile, ...]:
    """Return the profiles of all mentions of a document, in text order."""
    ordered = sorted(extraction.mentions, key=lambda m: (m.trigger.start, m.trigger.end, m.id))
    starts = sorted({m.sentence.start for m in ordered})
    number = {start: i for i, start in enumerate(starts)}
    facts = presupposed(extraction)
    first = {m.sentence.start: m.id for m in reversed(ordered)}
    plain = {
        m.id: profile(_taken(m, facts), number[m.sentence.start], sides, heads=first[m.sentence.start] == m.id)
        for m in ordered
    }
    telling = rare([one.content for one in plain.values()])
    names = rare(list({one.sentence: one.setting.names for one in plain.values()}.values()))
    found: list[Profile] = []
    told: frozenset[str] = frozenset()
    for i, one in enumerate(_answered(extraction, plain).values()):
        own = replace(one.setting, names=one.setting.names & names)
        frame = _frame(one, found[-1]) if found else None
        found.append(
            replace(
                one,
                content=one.content & telling,
                fresh=one.narrowed - told,
                order=i,
                setting=own,
                frame=frame,
                item=sides.item(one.mention.trigger.start),
            )
        )
        told |= one.said
    return tuple(found)
