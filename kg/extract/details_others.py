"""Counts that are not of an act at hand: of a whole war, of a row of acts, of one among more.

What is hard: "since May 120 people have been killed" stands beside the act that it does not count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.dates_calendar import MONTH, WEEKDAY
from kg.extract.quantity_numbers import PLAIN
from kg.extract.quantity_patterns import OF_THEM

if TYPE_CHECKING:
    from kg.extract.parse import Sentence
    from kg.extract.quantities import Counted

_ONE_HURT = re.compile(
    r"\w+ of (?:the (?:wounded|injured|dead|victims)|those (?:hurt|injured|killed|wounded)(?! in))\b", re.IGNORECASE
)
_FOR_THE_DEAD = re.compile(r"\bfor (?:the|its|their|our) (?:\w+ )?\Z", re.IGNORECASE)
"""Before dead whose death is answered: "rivers of blood for the four dead of the ambush"."""
_OF = re.compile(r" of\Z")
"""How a noun ends that is an act itself: "for the killing of two officers"."""
_ONE_AMONG = re.compile(r"one of (?:the|those|several|many|its|their|his)\b", re.IGNORECASE)
"""Before a bare participle it tells one of more: "one of the journalists injured in the attack"."""
_ASKED = re.compile(r"\b(?:if|whether)\b[^,;.]{0,60}\Z", re.IGNORECASE)
_AMONG = re.compile(r"[^.;]{0,60}?\b(?:was|were|are|is) (?:also )?among (?:the|those)\b", re.IGNORECASE)
"""After some of the dead: "a child and a teacher were among those killed"."""
_KNOWN = re.compile(rf"(?:the|these|those) (?:\d|(?:{PLAIN})\b)", re.IGNORECASE)
"""Dead that are known already: "a hunt for the killers of the 26 men"."""
_WIDER = re.compile(
    r" (?:in|from|of|since|across) (?:all of )?(?:[A-Z]|the (?:war|conflict|fighting|country|violence))"
)
_BY_WAR = re.compile(
    r"\b(?:war|conflict|fighting|violence|insurgency|unrest|uprising|crackdown|campaign|hostilities)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_WHICH_WAR = re.compile(
    r"(?:(?<!of the )\b(?:war|conflict|insurgency|uprising)s?\b(?: [^,.;]{0,40})?,? (?:that|in which|where|which)\b"
    r"|\bof the (?:war|conflict),? (?:that|which) ha(?:s|ve)\b)[^.;]{0,40}\Z"
)
"""Before the dead of a whole war, whatever else its sentence tells: "the war, which has killed thousands"."""
_IN_ALL = re.compile(
    rf"[^.;,]{{0,50}}?\b(?:since (?:(?:last|late|early|mid) )?(?:\d|{WEEKDAY}|{MONTH}\b"
    r"|then\b|the (?:war|conflict|start|beginning|outbreak))|in the (?:violence|war|conflict|hostilities|unrest)\b|so far this (?:week|month|year)\b)",  # noqa: E501 - one alternative a line
    re.IGNORECASE,
)  # fmt: skip

_SINCE = re.compile(
    rf"\b(?:since|so far) (?:(?:last|late|early|mid) )?(?:\d|{WEEKDAY}|{MONTH}\b|the \w+|then)"
    r"(?!,? when)[^;:.]{0,12}\Z",
    re.IGNORECASE,
)
"""Before a count that is of a row of acts: "Since October 120 people have been killed"."""


def not_its_own(text: str, counted: Counted, start: int, *, alone: bool) -> bool:
    """Return whether a count is of one among more, or only asked for.

    `alone` in its sentence, a place's or war's toll is none of an act either.
    """
    span = counted.quantity.span
    if alone and counted.quantity.rule.startswith("toll") and _WIDER.match(text, counted.word.end):
        return True
    if _AMONG.match(text, span.start) or (alone and _KNOWN.match(text, span.start)):
        return True
    told = min(span.start, counted.word.start)
    if _WHICH_WAR.search(text, start, told) or (alone and _BY_WAR.search(text, start, told)):
        return True
    bare = not text[span.end : counted.word.start].strip() and counted.word.start > span.end
    if bare and _ONE_AMONG.match(text, span.start):
        return True
    if not _OF.search(counted.word.quote) and _FOR_THE_DEAD.search(text, start, told):
        return True
    return bool(_ONE_HURT.match(text, span.start) or _ASKED.search(text, start, told))


def in_all(text: str, sentence: Sentence, counted: Counted) -> bool:
    """Return whether a count is of a whole row of acts: "since May", "so far this year"."""
    span = counted.quantity.span
    return counted.quantity.rule != OF_THEM and bool(
        _IN_ALL.match(text, max(span.end, counted.word.end), sentence.end)
        or _SINCE.search(text, sentence.start, span.start)
    )
