"""The day an article was published, where only its own first lines tell.

What is hard: the first date in a text is mostly that of an act. Only a line that is nothing but a date (with time,
"Published", a weekday, a town before it), or a dateline that names the year ("KYIV, 3 May 2024 (Wire) -"), counts; two
different ones, or one without a year, count as none.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    r"(?P<year>(?:19|20)\d\d)-(?P<mon>\d\d)-(?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
)
_BEFORE = r"(?:(?:first |last )?(?:published|updated|posted|issued|modified|date)(?: (?:on|at))?\s?:?\s*)?(?:[\w/ ]{0,12}\d\d?:\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?,? )?(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?"
_AFTER = r"(?:[ ,|–—-]*(?:at )?\d\d?[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)?[ .|]*"
_ALONE = tuple(re.compile(_BEFORE + form + _AFTER, re.IGNORECASE) for form in _FORMS)
_DATELINE = tuple(
    re.compile(
        rf"(?:[A-Z][\w.'’/-]+,? ?){{1,5}},? (?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?{form}(?: ?\([^)]{{2,40}}\))?\s*[-–—:]",
        re.IGNORECASE,
    )
    for form in _FORMS[:2]
)
_PLACED = tuple(
    re.compile(
        rf"(?:By [^|•·\n]{{3,50}}? ?[|•·,] ?|(?-i:[A-Z][\w.'’/-]+(?: [A-Z][\w.'’/-]+){{0,3}}), )(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?{form}\.?",
        re.IGNORECASE,
    )
    for form in _FORMS[:2]
)
_LONGEST, _LINES = 90, 12


def _read(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["mon"]) if parts.get("mon") else _MONTHS.index(parts["month"].casefold()[:3]) + 1
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date."""
    return len(line) <= _LONGEST and any(form.fullmatch(line) for form in _ALONE)


def from_text(text: str) -> date | None:
    """Return the day that the first lines of an article give as its own, or None."""
    head = [" ".join(line.split()) for line in text[:5000].splitlines() if line.strip()][:_LINES]
    found: list[date] = []
    for line in head:
        tries = [form.fullmatch(line) for form in (*_ALONE, *_PLACED)] if len(line) <= _LONGEST else []
        tries += [form.match(line[:120]) for form in _DATELINE if line[:1].isupper()]
        found.extend(day for match in tries if match and (day := _read(match)))
    return found[0] if len(set(found)) == 1 else None


def from_metadata(words: str) -> date | None:
    """Return the day of an ISO date or date-time, or None where it is none."""
    try:
        return date.fromisoformat(words.strip()[:10])
    except ValueError:
        return None
