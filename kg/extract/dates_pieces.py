"""The pieces that patterns of time are made of.

What is hard: "in the early hours of", "late on", "at around 3 a.m. on" may stand before any day and belong to it.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from kg.extract.dates_calendar import MONTH, NUMBER, WEEKDAY

_QUICK = re.compile(
    rf"\d{{4}}|\d(?:st|nd|rd|th)\b|{WEEKDAY}|\b{MONTH}|9/11|\b(?:day|night|overnight|week|month|year|hour|minute|today|tonight"
    r"|tomorrow|yesterday|moment|fortnight|morning|evening|afternoon|spring|summer|autumn|fall|winter|christmas|shortly|soon|immediately)",
    re.IGNORECASE,
)
_HINTS = (
    *("day", "night", "week", "month", "year", "hour", "minute", "morrow", "moment", "morning", "evening", "noon"),
    *("spring", "summer", "autumn", "fall", "winter", "christmas", "shortly", "soon", "immediately"),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
_DIGIT = re.compile(r"\d")


def timed(text: str, start: int, stop: int) -> bool:
    """Return whether there may be a phrase of time between two offsets."""
    low = text[start:stop].lower()
    hinted = any(hint in low for hint in _HINTS) or _DIGIT.search(low) is not None
    return hinted and _QUICK.search(text, start, stop) is not None


DAYPART = (
    r"(?:early |late |mid-?)?(?:night|morning|evening|afternoon|midday|noon|dawn|dusk|nightfall|midnight|lunchtime)"
)
SUN = r"(?:dawn|daybreak|sunrise|sunup|first light|dusk|sunset|sundown|dark|midnight|noon|midday|nightfall)"
ABOUT = (
    r"(?:(?:at |by )?(?:(?:shortly |just |soon |right |immediately )?(?:around|about|before|after|past|towards?) )?)"
)
HOUR = rf"(?:{ABOUT}(?:\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|hours|local time|GMT)?|{SUN}),? )?"
EARLY = rf"(?:(?:later |earlier |early |late |overnight )?(?:in the (?:early |late |small )?(?:hours|{DAYPART}) (?:of|on) |on the (?:early )?(?:night|morning|evening|afternoon) of |the (?:night|morning|evening|afternoon) of |during the (?:night|day|morning|evening) (?:of|on) )?)"
AT = rf"(?:{EARLY}{HOUR}(?:(?:early |late |later |earlier |overnight )?(?:on|by|of|from|until|before|dated) )?(?:the |early |late )?)"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
OF_WEEK = rf"(?:{WEEKDAY},? (?:the )?)?"
PART = r"(?:(?P<part>early|late|mid|the (?:start|beginning|end) of|(?:start|beginning|end) of)[ -])?"
UNIT = r"(?P<unit>day|night|week|month|year|hour|minute)s?"
NEAR = r"(?:(?:about|around|nearly|almost|roughly|just|only|some|exactly|barely|more than|less than|over|at least) )?"
N = rf"(?P<number>{NUMBER})"
FEW = r"(?:several |a few |some |many |just |mere )?"
TAIL = rf"(?: (?:in the |at )?{DAYPART})?"
ENDS = r"(?:\s*[.,;:]|\s(?:and|but|when|that|which)\b)"
"""After "two days before", where it names no act of its own."""
SINCE = (
    rf"{PART}(?:{MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? (?:19|20)\d\d)?|\d{{1,2}} {MONTH}(?: (?:19|20)\d\d)?|(?:19|20)\d\d)"
    rf"|(?:last |early |late |on )?{WEEKDAY}(?: (?:night|morning|evening|afternoon))?|yesterday|last (?:night|week|month|year|weekend)|(?:earlier )?this (?:week|month|year|morning)"
    r"|(?:last )?(?:spring|summer|autumn|winter)(?: of (?:19|20)\d\d)?"
)
