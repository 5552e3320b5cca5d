"""Strikes of workers, told from strikes of arms by the words that a document puts around them.

What is hard: one article may tell of both. A strike with a weapon, a side or a place of its own is one of arms; a bare
one is what the nearest words before it speak of, pay and unions or jets and shells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.triggers import Candidate

_AIM = r"(?! (?:on|against|at) (?!Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
"""A strike that is aimed at something; a day is no aim."""
_WORK = re.compile(
    r"\b(?:on strike|walk-?outs?|unions?|picket\w*|strikers?|industrial action|wages?|pay (?:rise|dispute)"
    r"|pension|dock(?:ers?| workers)|(?:rail|airport|port|health|transport|oil|hospital|public) workers|nurses|teachers"
    r"|labou?r (?:court|federation|dispute|union)|Histadrut|overtime|salar(?:y|ies)|collective bargaining|stoppage"
    rf"|strike (?:called|planned|was called) by|on an? (?:\w+ )?strike{_AIM}"
    r"|(?:general|hunger|flash|token|indefinite|wildcat|nationwide|\d+-hour|(?:bus|taxi|cab|truck|lorry|rail|train|metro)"
    r"|(?:driver|operator|worker|employee|teacher|doctor|nurse|farmer|pilot|controller|staff)s?['’]?s?) strike"
    r"|strike (?:action|by (?:\w+ )?(?:driver|operator|worker|employee|teacher|doctor|farmer|fisherm[ae]n|miner)s?)"
    rf"|call(?:s|ed|ing)? (?:for |off )?(?:an?|the) (?:\w+ )?strike{_AIM})\b",
    re.IGNORECASE,
)
_ARMS = re.compile(
    r"\b(?:air[- ]?strikes?|(?:drone|missile|rocket|artillery|retaliatory|military|Israeli|Russian|US|Turkish) strikes?"
    r"|killed|wounded|missiles?|drones?|rockets?|warplanes?|jets|shell(?:s|ed|ing)|bomb(?:s|ed|ing)?|militants|militia"
    r"|air force|soldiers|troops)\b",
    re.IGNORECASE,
)
_BARE = frozenset({"strike", "strikes"})


def walkouts(found: list[Candidate], text: str) -> list[Candidate]:
    """Return the triggers without the strikes of workers."""
    return [one for one in found if not _of_workers(one, text)]


@lru_cache(maxsize=2)
def _work(text: str) -> bool:
    """Whether a text tells of labour at all."""
    return _WORK.search(text) is not None


def _of_workers(one: Candidate, text: str) -> bool:
    if not one.nominal or text[one.start : one.end].lower() not in _BARE:
        return False
    start, end = one.sentence.start, one.sentence.end
    work, arms = _WORK.search(text, start, end), _ARMS.search(text, start, end)
    if bool(work) != bool(arms) or not _work(text):
        return bool(work)
    last = {kind: max((m.start() for m in kind.finditer(text, 0, start)), default=-1) for kind in (_WORK, _ARMS)}
    return last[_WORK] > last[_ARMS]
