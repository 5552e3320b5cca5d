"""Which day of a sentence is whose: each act's own, or the nearest that governs it.

What is hard: one sentence has two acts and two days, "said on Tuesday" dates the saying, and the day of "after
Monday's raid" is the raid's alone. A day goes with the act whose clause holds it; a word that leads to another act
("after", "in response to") shuts it off. Where a clause holds no day, that of its telling or of the sentence before
bounds it: such a day is carried over, and has no span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from kg.extract import dates
from kg.extract.dates_calendar import by_telling
from kg.extract.dates_readings import Needs
from kg.extract.days_counted import ATTACKS, begin, counted, earlier, exact, later, recalled, to_come
from kg.extract.days_entries import Entries, entries
from kg.extract.days_held import BARRIERS, held, top
from kg.vocab import Factuality, Family, LineLabel
from kg.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.dates import Dated
    from kg.extract.parse import Parsed
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.model import Span

_EARLIER = frozenset({"previous", "previously", "earlier", "past", "last", "recently", "recent", "similar"})
_CLOCK = re.compile(
    r"(?:in the |by |at |shortly |just |around |about |approximately )*"
    r"(?:\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b|hours|local time|GMT)"
    r"|\d{1,2}[:.]\d\d\b|(?:before |after )?(?:dawn|dusk|midnight|noon|midday|nightfall|sunrise|sunset|dark)\b"
    r"|(?:in the )?(?:morning|evening|afternoon)\b|within (?:a few |the )?(?:hours?|minutes)\b"
    r"|(?:a few |several )?(?:hours|minutes) (?:later|afterwards)\b|later (?:that|in the|the same) day\b)",
    re.IGNORECASE,
)
"""Opens a sentence that goes on with the day told, however far back."""
_SOONER = re.compile(r"\b(?:earlier|before|previous|prior)\b", re.IGNORECASE)
_NEXT, _WIDE = 3, 8
"""So many sentences on, a day still governs what is told; where a clock goes on, so many."""
_FATES = frozenset({"die", "hurt", "injure", "kill", "wound"})
_SINCE = frozenset({"after", "before", "since", "until"})
_KEEPING = frozenset(
    {"break", "collapse", "crumble", "enforce", "expire", "fray", "hold", "last", "observe", "survive", "suspend"}
    | {"unravel", "violate"}
)
_FINE, _FORTNIGHT = 2, 14
_GOING_ON = ATTACKS | {Family.INTERCEPT, Family.SEIZE, Family.INCIDENT}
"""Families of acts that a story tells one after the other; orders, moves and sanctions have days of their own."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day of one act: `when` None where it is not known, `span` None where it was carried over."""

    when: When | None = None
    span: Span | None = None


@dataclass(slots=True)
class _Story:
    """The last day that a sentence gave its own act, or opened with, and where."""

    parsed: Parsed
    entries: Entries
    sentence: int = -_NEXT - 1
    when: When | None = None
    seen: int = -1

    @property
    def news(self) -> When | None:
        """When an article with a headline tells of that it gives no day: the day of its publication or before."""
        document = self.parsed.document
        titled = any(line.label is LineLabel.TITLE for line in document.lines)
        return by_telling(When.on(document.published)) if titled and document.published is not None else None

    def note(self, sentence: int, when: When | None, span: Span) -> None:
        """Remember a day or night; a weekend is too wide to go on."""
        if _fine(when) and "weekend" not in span.quote and sentence != self.sentence:
            self.sentence, self.when = sentence, when

    def pass_by(self, index: int) -> None:
        """Remember with which day the sentences before one open that tell of no act."""
        for at in self.parsed.sentences[max(self.seen + 1, index - _NEXT) : index]:
            opening = dates.find(self.parsed.text, at.start, at.end, published=self.parsed.document.published)
            if opening and opening[0].span.start == at.start:
                self.note(at.index, opening[0].when, opening[0].span)
        self.seen = max(self.seen, index)


def days(parsed: Parsed, ones: Sequence[Candidate], reality: Sequence[Factuality]) -> list[Day]:
    """Return the day of each trigger, in order; `reality` is what each of them is told as."""
    found: list[Day] = []
    story = _Story(parsed, entries(parsed.document.text, parsed.document.published))
    for _, row in groupby(enumerate(ones), key=lambda pair: pair[1].sentence.index):
        own = list(row)
        story.pass_by(own[0][1].sentence.index)
        last = next((d.when for d in reversed(found) if d.when is not None), None)
        told = [_held(parsed, own, n, last) for n, _ in own]
        here, given = told[0][1], [day for day, *_ in told]
        _step(parsed, here, own, given, (ones, found))
        for (number, one), (_, _, saying) in zip(own, told, strict=True):
            at = number - own[0][0]
            if given[at].when is None and reality[number] is Factuality.ASSERTED:
                given[at] = _carried(
                    parsed,
                    one,
                    (here, saying),
                    story,
                    [*zip(ones, found, strict=False), *zip((c for _, c in own[:at]), given, strict=False)],
                )
        for (number, one), day in zip(own, given, strict=True):
            if day.span is not None and reality[number] is Factuality.ASSERTED and _told_on(one):
                story.note(one.sentence.index, day.when, day.span)
        found += given
    return found


def _held(
    parsed: Parsed, own: Sequence[tuple[int, Candidate]], number: int, last: When | None
) -> tuple[Day, list[Dated], Dated | None]:
    """Return the day that a trigger's own words hold, the phrases of its sentence, and the day of its telling."""
    one = next(c for n, c in own if n == number)
    at, published = one.sentence, parsed.document.published
    plain = dates.find(parsed.text, at.start, at.end, published=published)
    if one.seen is None:
        return Day(), plain, None
    before = [
        d for c in (c for n, c in own if n < number) for d in held(c, plain)[:1] if d is not None and d.when is not None
    ]
    last = exact(before[-1].when if before else last)
    here = dates.find(parsed.text, at.start, at.end, published=published, previous=last)
    mine, told = held(one, [d for d in here if d.counts_from != Needs.EVENT.value])
    if mine is not None and _SOONER.search(mine.span.quote) and told is not None and told.when is not None:
        here = dates.find(parsed.text, at.start, at.end, published=published, previous=told.when)
        mine, told = held(one, here)  # "said on Sunday that it had bombed a camp a day earlier"
    if mine is not None and _kept(one, mine):
        return Day(), here, told
    if mine is not None:
        when = _first(mine, one)
        return Day(when, mine.span if when else None), here, told
    if told is not None and told.when is not None and one.type.family is Family.THREAT:
        return Day(told.when, told.span), here, told
    return Day(), here, told


def _kept(one: Candidate, day: Dated) -> bool:
    """Whether a day is not that of a deal but of its being kept or broken: "the truce held on Monday"."""
    head = top(one.seen, day) if one.seen is not None and one.type.family is Family.DEAL else None
    noun = one.token.pos_ in ("NOUN", "PROPN")
    above = takewhile(lambda t: t != one.token, head.ancestors) if head is not None and noun else ()
    return any(t.lemma_ in _KEEPING for t in above)


def _step(
    parsed: Parsed,
    here: Sequence[Dated],
    own: Sequence[tuple[int, Candidate]],
    given: list[Day],
    past: tuple[Sequence[Candidate], Sequence[Day]],
) -> None:
    """Fill in the days that one act of a sentence gives another: "hours after the raid, jets struck"."""
    first = own[0][0]
    for step_ in counted(parsed.text, here, own):
        early, late = step_.anchor - first, None if step_.counted is None else step_.counted - first
        known = step_.day if late is None else exact(given[late].when)
        if given[early].when is None and known is not None:
            given[early] = Day(earlier(known, step_), step_.phrase.span)
        elif known is None and late is not None:
            told = ((other, day.when) for other, day in zip(*past, strict=False))
            when = given[early].when or recalled(own[early][1], told)
            came = later(when, step_) if when is not None and _fine(when) else None
            if came is not None and not to_come(came, parsed.document.published):
                given[late] = Day(came, step_.phrase.span)


def _carried(
    parsed: Parsed,
    one: Candidate,
    here: tuple[Sequence[Dated], Dated | None],
    story: _Story,
    before: Sequence[tuple[Candidate, Day]],
) -> Day:
    """Return the day that the telling of an act, or else the sentence before, gives it."""
    phrases, told = here
    if one.type.family is Family.INTERCEPT and (met := _met(one, before, story)) is not None:
        return Day(met)
    if told is not None:
        return Day(by_telling(told.when)) if told.when is not None and _fine(told.when) and _content(one) else Day()
    if (entered := _entered(one, phrases, story)) is not None:
        return Day(entered)
    far = _WIDE if _CLOCK.match(parsed.text, one.sentence.start) else _NEXT
    if one.type.family not in _GOING_ON or phrases or _back(one) or answered(one):
        return Day()
    if story.when is None and not one.nominal:
        return Day(story.news)
    near = 0 < one.sentence.index - story.sentence <= far
    return Day(story.when) if near and not _perfect(one) else Day()


def _entered(one: Candidate, phrases: Sequence[Dated], story: _Story) -> When | None:
    """Return the day at the head of the entry that tells an act, unless its sentence or words speak of another."""
    told = story.entries.day(one.start)
    if told is None or any(p.span.start >= told[1] for p in phrases) or _back(one) or answered(one):
        return None
    return told[0] if not one.nominal or one.light is not None else None


def _perfect(one: Candidate) -> bool:
    """Whether an act is told in the perfect, which goes on from no day: "has since seized"."""
    verb = one.light or one.token
    return not one.nominal and any(t.lower_ in ("has", "have") and t.dep_ in ("aux", "auxpass") for t in verb.children)


def _met(one: Candidate, before: Sequence[tuple[Candidate, Day]], story: _Story) -> When | None:
    """Return the day of the attack that an interception met: the last told, in this sentence or the two before."""
    for other, day in reversed(before):
        if one.sentence.index - other.sentence.index > _FINE:
            return None
        if other.sentence.index < story.sentence < one.sentence.index:
            return story.when
        if other.type.family in ATTACKS and day.when is not None and not (answered(other) or _back(other)):
            return day.when
    return None


def answered(one: Candidate) -> bool:
    """Return whether an act is named only as what another answers or follows: "in revenge for Tuesday's raid"."""
    return any(t.lower_ in BARRIERS for t in one.token.ancestors)


def _told_on(one: Candidate) -> bool:
    """Whether the story goes on from an act: it is no act of before, of a cause, or told beside in a clause."""
    beside = any(t.dep_ == "relcl" or _of_before(t) for t in (one.token, *one.token.ancestors))
    return not beside and not _back(one) and not answered(one)


def _of_before(verb: Token) -> bool:
    """Whether a verb stands in a clause that only tells since when: "have traded fire since rebels took the pass"."""
    since = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _SINCE for c in verb.children)
    return since and verb.head.lemma_ not in _FATES  # "nine were killed after clashes broke out on Sunday"


def _fine(when: When | None) -> bool:
    return when is not None and when.precision in (Precision.DAY, Precision.DAYS) and when.days <= _FINE


def _first(day: Dated, one: Candidate) -> When | None:
    """Return a day as read; "since Tuesday, when it began" is that Tuesday."""
    if day.when is None or not day.rule.startswith("since") or one.seen is None:
        return day.when
    head = top(one.seen, day)
    above = (one.token, *one.token.ancestors)
    begun = head is not None and (head in above or (head.head in above and day.when.days <= _FORTNIGHT))
    return begin(day) if begun else day.when


def _back(one: Candidate) -> bool:
    """Whether an act is told as earlier than what stands around it: "had shelled", "last year's raid".

    "Said it had shelled" is no more than "shelled" said by somebody.
    """
    verb = one.light or one.token
    if any(t.lower_ in _EARLIER for word in (verb, one.token) for t in word.children):
        return True
    if not any(t.lower_ == "had" for t in verb.children):
        return False
    return not any(one.seen is not None and one.seen.among("speech", t) for t in verb.ancestors)


def _content(one: Candidate) -> bool:
    """Whether an act is what a sentence tells, not what it mentions beside: "recently raided", "during a raid"."""
    for token in (one.token, *one.token.ancestors):
        if token.dep_ == "ROOT" or (one.seen is not None and one.seen.among("speech", token)):
            return True
        if token.lower_ in BARRIERS or any(c.lower_ in _EARLIER for c in token.children):
            return False
    return True
