"""Who denies, in the same sentence, what somebody else tells: "…, which the militants rejected as a lie".

What is hard: "which" may stand for the noun before it ("a proposal, which Hamas rejected"), and then no act is denied.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.source_names import full, stripped
from kg.extract.sources import name_of, names_one
from kg.model import Denial, Evidence, Span
from kg.vocab import Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.parse import Parsed
    from kg.model import EventMention

_STORY = r"(?:accusation|allegation|assertion|charge|claim|report|statement|suggestion|version)s?"
_DENIED = r"(?:den(?:ied|ies|y)|reject(?:ed|s)?|dismiss(?:ed|es)?|disput(?:ed|es)|refut(?:ed|es))"
_REJECTION = re.compile(
    rf"(?P<before>[\w’'-]+)[”\"]?, (?:which|(?:(?:an?|the|its|this) )?(?:\w+ )?{_STORY}(?: that| which)?)"
    rf" (?P<who>(?:[A-Z]|(?:the|an?|its) )[^,;:.\"”“]{{1,60}}?)"
    rf" (?:has |have |had |later |also |since |then |\w+ly )*(?P<verb>{_DENIED})\b"
)
_ON_OFFER = frozenset(
    {"agreement", "appeal", "call", "ceasefire", "deal", "demand", "draft", "invitation", "motion", "offer", "plan"}
    | {"proposal", "request", "resolution", "truce", "ultimatum"}
)
_ACTS = (Family.STRIKE, Family.GROUND, Family.KILLING, Family.SEIZE, Family.INTERCEPT, Family.MOVE)


def denials(parsed: Parsed, mentions: Iterable[EventMention]) -> Iterator[Denial]:
    """Yield who denies which act that another tells of."""
    text = parsed.document.text
    told: dict[Span, list[EventMention]] = {}
    for mention in mentions:
        told.setdefault(mention.sentence, []).append(mention)
    for sentence, ones in told.items():
        for match in _REJECTION.finditer(text, sentence.start, sentence.end):
            if match["before"].lower() in _ON_OFFER or not names_one(match["who"]):
                continue
            meant = _meant(ones, match.start(), plain=not match["verb"].startswith("den"))
            if meant is not None:
                who = full(stripped(name_of(match["who"])), text, match.start())
                yield Denial(meant.id, Evidence(parsed.document.id, sentence, who))


def _meant(ones: list[EventMention], until: int, *, plain: bool) -> EventMention | None:
    """Return the act that is denied: the first before the words, told by somebody unless it is denied outright."""
    before = [m for m in ones if m.trigger.start < until and m.type.family in _ACTS]
    known = [m for m in before if m.factuality is Factuality.ASSERTED and (m.attribution is not None or not plain)]
    own = [m for m in known if m.attribution is not None and not m.attribution.rule.endswith("referred to")]
    return next(iter(own or known), None)
