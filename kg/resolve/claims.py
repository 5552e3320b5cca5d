"""What each source says of an event: that it was, that it was not, who did it, how many it hit.

What is hard: two tolls are two claims, never an average; and a count that nobody is quoted for is the
narrator's. The quote of a claim is the whole sentence, so that it can be read and judged alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import ASIDE, Claim, Evidence
from kg.names import actors
from kg.resolve.sides import side_of
from kg.vocab import ClaimKind, Determiner, Factuality, Family, Role, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Attribution, Event, EventMention, Extraction, Quantity, Span

KNOWN = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE})
NAMELESS = re.compile(
    r"(?i)\b(?:reports?|(?<!state )(?<!state-run )media|sources?|footage|videos?|images?|^official)\Z"
)
TOUCHED = re.compile(
    r"(?i)\b(?:after|against|amid|because of|during|following|for|from|over|regarding|since|to)"
    r" (?:the|this|that|these|those) (?:[\w’'-]+ ){0,2}\Z"
)
ARTICLE = re.compile(r"(?i)^(?:the|an?|some)\s+")
Weakness = tuple[bool, bool, bool, bool]
"""Why a source counts less: it denies, has no name, only refers back, or speaks of a known act."""
PRONOUNS = frozenset({"he", "her", "him", "i", "it", "its", "she", "their", "them", "they", "we", "who"})
SELF_SAID = frozenset({Stance.CLAIMS, Stance.CONFIRMS})


def _about(mention: EventMention) -> Iterator[tuple[ClaimKind, Span, int | None, int | None, str | None]]:
    """Yield what one mention claims, and where: its being so, who did it, its counts; last who counts elsewhere."""
    said = mention.attribution
    if said is not None or mention.factuality is Factuality.DENIED:
        kind = ClaimKind.OCCURRENCE
        if (
            said is not None
            and said.stance in SELF_SAID
            and side_of(said.speaker) in map(side_of, mention.names(Role.ACTOR))
        ):
            kind = ClaimKind.RESPONSIBILITY
        yield kind, mention.trigger, None, None, None
    for quantity in mention.quantities:
        yield quantity.kind, quantity.span, quantity.low, quantity.high, quantity.speaker


def _of(mention: EventMention, event: str) -> Iterator[tuple[Claim, Claim]]:
    """Yield each claim twice: with its whole sentence, and with only the words that carry it."""
    said = mention.attribution
    stance = said.stance if said else Stance.REPORTS
    if mention.factuality is Factuality.DENIED:
        stance = Stance.DENIES
    for kind, words, low, high, elsewhere in _about(mention):
        own = mention.sentence.start <= words.start < mention.sentence.end
        speaker = (said.speaker if said else None) if own else elsewhere
        both = (Evidence(mention.document, s, speaker) for s in (mention.sentence if own else words, words))
        how = stance if own or stance is Stance.DENIES else Stance.REPORTS
        wide, tight = (Claim(Claim.identify(event, kind, how, e), event, kind, how, e, low, high) for e in both)
        yield wide, tight


def source(told: Iterable[EventMention]) -> str | None:
    """Return who first reports an act, under each name it has there; `told` are its mentions in text order.

    Who tells of it as known already ("said the strike was a crime", "in response to the strike") comes last, and so
    does who denies it; "reports" come after a name. Where nobody is named, a threat is its maker's, and an act is told
    by who counts its dead.
    """
    mentions = list(told)
    said: list[tuple[Weakness, int, Attribution | str]] = [
        (_weakness(m), m.trigger.start, m.attribution) for m in mentions if m.attribution and not _aside(m)
    ]
    if any(m.attribution is None for m in mentions):
        said = [one for one in said if not _only_beside(one[2])]
    counted = [_counting(q) for m in mentions for q in m.quantities if q.speaker]
    if not said and (vowed := next((n for m in mentions if _threat(m) for n in m.names(Role.ACTOR)), None)):
        return vowed
    if not said and not counted:
        return None
    first = min([*said, *counted], key=lambda s: s[:2])[2]
    if isinstance(first, str):
        return first
    own = ARTICLE.sub("", " ".join(first.span.quote.split())) if first.span is not None else first.speaker
    names = [first.speaker] if own.lower() in PRONOUNS else [first.speaker, own]
    known = actors.canonical(first.speaker)
    return "|".join(dict.fromkeys([*names, known.name] if known is not None else names))


def _counting(count: Quantity) -> tuple[Weakness, int, Attribution | str]:
    """Return how weakly who counts the dead tells of the act, and where."""
    who = str(count.speaker)
    return (False, bool(NAMELESS.search(who)), False, False), count.span.start, who


def _only_beside(said: Attribution | str) -> bool:
    """Whether who speaks only presupposes an act: "said the raid was an answer to the blast"."""
    return not isinstance(said, str) and said.rule.endswith(ASIDE)


def _threat(mention: EventMention) -> bool:
    return mention.type.family is Family.THREAT


def _aside(mention: EventMention) -> bool:
    """Whether who speaks only touches an act that is known: "vowed to answer for the attack", "since the offensive"."""
    if not _known(mention):
        return False
    return mention.type.family is Family.DEAL or bool(TOUCHED.search(mention.before))


def _weakness(mention: EventMention) -> Weakness:
    said = mention.attribution
    if said is None:
        return True, True, True, True
    nameless = bool(NAMELESS.search(said.speaker))
    return said.stance is Stance.DENIES, nameless, said.rule.endswith("referred to"), _known(mention)


def _known(mention: EventMention) -> bool:
    """Whether words point at an act that was told already: definite, and without a count or a claim of its own."""
    if not mention.nominal or mention.determiner not in KNOWN or mention.quantities:
        return False
    return mention.attribution is None or mention.attribution.stance is not Stance.CLAIMS


def claims(extraction: Extraction, events: Iterable[Event]) -> tuple[Claim, ...]:
    """Return what is claimed of each event, in text order; `events` partition the mentions.

    Claims that say the same in the same sentence are one. Two tolls of one kind in one sentence both stay: the
    second shows only its own words.
    """
    event_of = {mention: event.id for event in events for mention in event.members}
    found: dict[str, Claim] = {}
    for denial in extraction.denials:
        act, words = event_of[denial.mention], denial.evidence
        name = Claim.identify(act, ClaimKind.OCCURRENCE, Stance.DENIES, words)
        found[name] = Claim(name, act, ClaimKind.OCCURRENCE, Stance.DENIES, words)
    for mention in sorted(extraction.mentions, key=lambda m: (m.trigger.start, m.id)):
        for wide, tight in _of(mention, event_of[mention.id]):
            known = found.setdefault(wide.id, wide)
            if (known.low, known.high) != (wide.low, wide.high):
                found.setdefault(tight.id, tight)
    return tuple(found.values())
