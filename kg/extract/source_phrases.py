"""The words by which a source is told: its noun phrase, with the name that stands beside it.

What is hard: a name may stand in apposition, after "called", behind a hyphen or between commas after the office, and
what follows of a source ("of the ministry in Gaza") belongs to it only as far as it says whose or where.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.dates_calendar import MONTH, WEEKDAY
from kg.extract.own_words import name_end
from kg.extract.sources import source_word
from kg.model import Span

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_DAY = re.compile(f"{WEEKDAY}|{MONTH}", re.IGNORECASE)
_LONG_TAIL = 6
_BY_NAME = re.compile(
    r",\s(?P<name>(?:(?:(?:al|el|bin|bint|ibn|abu|von|van|de|da|der)[ -])?[A-Z][\w.’'-]*\s?){2,6}(?<!\s)),"
)
"""The name of an official, between commas after the office: ", Navy Captain Bill Urban,", ", Omar al-Hadi,"."""


def phrase(seen: View, token: Token) -> Span:
    """Return the words of a source: its noun phrase, a name in apposition instead where there is one."""
    head = token
    beside = next((c for c in token.children if c.dep_ == "appos" and c.i - token.i <= _LONG_TAIL), None)
    called = next((c for c in token.children if c.dep_ == "acl" and c.lemma_ in ("call", "name")), None)
    if called is not None:
        names = (c for c in called.children if c.dep_ in ("oprd", "dobj", "attr"))
        head = next((c for c in names if c.pos_ != "PRON" and c.text.isalnum()), token)
        beside = None
    before = (c for c in head.children if c.dep_ in ("compound", "amod", "nmod", "poss", "det", "nummod"))
    left = min([head.i, *(t.i for c in before for t in c.subtree)])
    right = _tail(head)
    if beside is not None and beside.pos_ in ("PROPN", "NOUN"):
        right = max(
            right, min(beside.right_edge.i, beside.i + _LONG_TAIL) if beside.pos_ == "NOUN" else name_end(beside).i
        )
    named = right == head.i and head.text.islower() and source_word(head.text)  # "its army chief Omar Hadi said"
    while right + 1 < len(seen.doc) and seen.doc[right + 1].pos_ == "PROPN":
        if not (named and not _DAY.fullmatch(seen.doc[right + 1].text)) and not _within(
            seen.doc[right + 1], left, right
        ):
            break
        right += 1
    while right + 2 < len(seen.doc) and seen.doc[right + 1].text in _HYPHENS and not seen.doc[right + 1].whitespace_:
        right += 2  # "Haider al-Abadi"
    start, end = seen.sentence.at(seen.doc[left])[0], seen.sentence.at(seen.doc[right])[1]
    beyond = _BY_NAME.match(seen.sentence.text, end - seen.sentence.start)
    if beyond is not None:
        end += beyond.end("name") - beyond.start()
    return Span(start, end, _sentence_words(seen, start, end))


_HYPHENS = frozenset("-‐‑")


def _tail(head: Token) -> int:
    """Return where the words end that say of what, from where or for whom a source is."""
    right = head.i
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "from", "for", "at", "with") and child.i == right + 1:
            near = (t for t in child.subtree if t.i - head.i <= _LONG_TAIL)
            told = (
                t.i for t in near if not any(a.dep_ in ("relcl", "acl") and a.i > head.i for a in (t, *t.ancestors))
            )
            right = max([right, *told])
    return right


def _within(token: Token, left: int, right: int) -> bool:
    """Whether a name that stands after a source is tied to it: "the rebel command Al-Fath al-Mubin"."""
    return left <= token.head.i <= right or any(left <= c.i <= right for c in token.children)


def _sentence_words(seen: View, start: int, end: int) -> str:
    base = seen.sentence.start
    return seen.sentence.text[start - base : end - base]
