"""On whom an act is laid by a sentence that does not name it: "Drones hit the port. The army blamed the RSF" is so.

What is hard: most blame names what it is for, and then a rule of that act's own words reads it; only a bare one points
back, to the act told last whose doer nobody has named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Argument, Span
from kg.names import actors
from kg.vocab import Factuality, Family, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.parse import Parsed
    from kg.model import EventMention

_BLAMED = re.compile(r"\b(?:blam(?:ed|es|ing)|pointed (?:the|a) finger at|suspicion fell on) (?P<whom>[^.;:]{2,60})")
_NOBODY = re.compile(r"\b(?:no(?:body|t| one| side)?|never|nor|n[’']t)\b[^.;:]{0,30}\Z", re.IGNORECASE)
_BACK = re.compile(r"\s?(?:\([A-Z]{2,6}\))?(?:\Z|[.,;”\"]| and | but | for (?:it|this|that|them)\b)")
"""What follows whom a bare blame is laid on."""
_REACH = 2
_LEAST = 0.6
_LAID_AT = 0.55
"""Enough to name a doer, too little to part an act from one that another is told to have done."""
_LAID = frozenset({Family.STRIKE, Family.GROUND, Family.KILLING})


def blamed(parsed: Parsed, mentions: Sequence[EventMention], at: Sequence[int]) -> list[EventMention]:
    """Return the mentions, each that a bare blame points back to with whom it is laid on; `at` are their sentences."""
    found = list(mentions)
    told = mentions and _BLAMED.search(parsed.text) is not None
    for sentence in parsed.sentences if told else ():
        match = _BLAMED.search(parsed.text, sentence.start, sentence.end)
        if match is None or _NOBODY.search(parsed.text, sentence.start, match.start()):
            continue
        whom = next(iter(actors.find(parsed.text, match.start("whom"), sentence.end)), None)
        if whom is None or whom.backed or whom.start >= match.end("whom") or not _BACK.match(parsed.text, whom.end):
            continue
        number = _meant(found, at, sentence.index)
        if number is not None:
            span = Span.of(parsed.text, whom.start, whom.end)
            laid = Argument(Role.ACTOR, span.quote, whom.actor.name, whom.actor.id, span, "blamed next", _LAID_AT)
            one = found[number]
            found[number] = replace(one, arguments=(laid, *(a for a in one.arguments if a.role is not Role.ACTOR)))
    return found


def _meant(mentions: Sequence[EventMention], at: Sequence[int], index: int) -> int | None:
    """Return the number of the act told last before a sentence, where its doer is not named."""
    near = range(bisect_left(at, index - _REACH), bisect_right(at, index))
    acts = [n for n in near if mentions[n].type.family in _LAID and mentions[n].factuality is Factuality.ASSERTED]
    last = [n for n in acts if at[n] == max(at[m] for m in acts)]
    one = mentions[last[0]] if last else None
    named = one is None or any(a.confidence >= _LEAST for a in one.fillers(Role.ACTOR))
    return None if named else last[0]
