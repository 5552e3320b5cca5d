"""Numbers as news writes them: "at least four", "dozens", "1,200", "10 to 15", "two hundred".

What is hard: "at least" has no upper end, "dozens" has no exact one. A number is therefore `low` to `high`, and high
is None where the words set none.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from typing import NamedTuple


class Number(NamedTuple):
    """A stretch of counts; `high` None where there is no upper end."""

    low: int
    high: int | None

    def plus(self, other: Number) -> Number:
        """Return the sum."""
        return Number(self.low + other.low, None if self.high is None or other.high is None else self.high + other.high)


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES = {word: i for i, word in enumerate(_UNITS.split())} | {w: 10 * i for i, w in enumerate(_TENS.split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_LOOSE = {
    "dozens": Number(24, 99),
    "scores": Number(40, 199),
    "hundreds": Number(200, 999),
    "thousands": Number(2000, 9999),
    "tens of thousands": Number(20_000, 99_999),
    "hundreds of thousands": Number(200_000, 999_999),
    "several dozen": Number(36, 99),
    "several hundred": Number(300, 999),
    "several": Number(3, 9),
    "a handful": Number(2, 6),
    "a few": Number(2, 6),
    "a couple": Number(2, 2),
    "a number": Number(2, None),
    "many": Number(2, None),
    "both": Number(2, 2),
    "a pair": Number(2, 2),
    "no": Number(0, 0),
    "none": Number(0, 0),
    "a": Number(1, 1),
    "an": Number(1, 1),
    "another": Number(1, 1),
}
_WORD = "|".join(sorted(VALUES, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
PLAIN = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?: (?:{_SCALE}))?"
    rf"|(?:(?:{_WORD})(?:[- ](?:{_WORD}))?)(?: (?:{_SCALE}))?(?: (?:and )?(?:{_WORD})(?:-(?:{_WORD}))?)?"
    rf"|half a dozen|a dozen|a hundred|a thousand"
)
_LOOSELY = "|".join(sorted(_LOOSE, key=len, reverse=True))
_MODIFIERS = {
    "at least": "least", "more than": "least", "over": "least", "no fewer than": "least", "no less than": "least", "not less than": "least", "not fewer than": "least",
    "upwards of": "least", "in excess of": "least", "at the very least": "least", "a minimum of": "least", "above": "least",
    "up to": "most", "as many as": "most", "at most": "most", "a maximum of": "most", "no more than": "most", "fewer than": "below", "less than": "below",
    "under": "below", "nearly": "nearly", "almost": "nearly", "close to": "nearly", "about": "about", "around": "about", "roughly": "about", "approximately": "about",
    "some": "about", "an estimated": "about", "estimated": "about", "the": "", "these": "", "those": "", "all": "", "only": "", "just": "", "a total of": "", "another": "", "a further": "", "other": "", "a record": "", "the other": "", "all of the": "",
}  # fmt: skip
_MODIFIER = "|".join(sorted(_MODIFIERS, key=len, reverse=True))
NUMBER = re.compile(
    rf"(?:(?<![\w.,$€£#-])(?<!\bno )(?!(?:(?<=gone )|(?<=went )|(?<=goes )|(?<=going ))up to )|(?-i:(?<=[a-z0-9.”])(?=[A-Z][a-z])))(?P<modifier>(?:(?:{_MODIFIER}) ){{0,2}})"
    rf"(?:(?:between )?(?P<from>{PLAIN})(?:(?<=\d)\s?[-–]\s?(?=\d)| to | and (?=\d)| or )(?P<to>{PLAIN})|(?P<plain>{PLAIN})|(?P<loose>{_LOOSELY})(?: of)?)"
    r"(?![\w%]|[-–:/.]\d|-(?!year)|,\d|\.\d| ?(?:%|percent|per cent|(?:mm|km|kg|am|pm|a\.m|p\.m)\b))",
    re.IGNORECASE,
)


_LONGEST, _DIGITS = 60, 12


def value(words: str) -> int | None:
    """Return the value of digits or number words that `PLAIN` matches."""
    low = words.casefold().replace(",", "")
    if len(low) > _LONGEST:
        return None
    if (fixed := {"half a dozen": 6, "a dozen": 12, "a hundred": 100, "a thousand": 1000}.get(low)) is not None:
        return fixed
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]+", low):
        if word == "and":
            continue
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            total, current = (total + current, 0.0) if _SCALES[word] > 100 else (total, current)  # noqa: PLR2004 - hundreds may go on
        elif word in VALUES:
            current += VALUES[word]
        elif len(word) > _DIGITS:
            return None
        else:
            current += float(word)
    return int(total + current)


def read(match: re.Match[str]) -> Number | None:
    """Return the stretch that a match of `NUMBER` tells."""
    modifier = match["modifier"].casefold().strip()
    how = next((kind for words, kind in _MODIFIERS.items() if kind and modifier.startswith(words)), "")
    if match["loose"]:
        number = _LOOSE[match["loose"].casefold()]
        return Number(number.low, None) if how == "least" else number
    if match["from"]:
        first, last = value(match["from"]), value(match["to"])
        return Number(first, last) if first is not None and last is not None and first <= last else None
    plain = value(match["plain"])
    return None if plain is None else bounded(plain, how)


def bounded(plain: int, how: str) -> Number:
    """Apply "at least", "up to", "nearly", "about" to a plain count."""
    tenth = max(1, plain // 10)
    table = {
        "least": Number(plain, None),
        "most": Number(min(1, plain), plain),
        "below": Number(min(1, plain), max(plain - 1, min(1, plain))),
        "nearly": Number(max(plain - tenth, 1), plain),
        "about": Number(max(plain - tenth, 1), plain + tenth),
    }
    return table.get(how, Number(plain, plain))
