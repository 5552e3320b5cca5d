"""Which day of a sentence is whose: each act's own, or the nearest that governs it.

What is hard: one sentence has two acts and two days, "said on Tuesday" dates the saying, and the day of "after
Monday's raid" is the raid's alone. A day goes with the act whose clause holds it; a word that leads to another act
("after", "in response to") shuts it off. Where a clause holds no day, that of its telling or of the sentence before
bounds it: such a day is carried over, and has no span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import dates
from kg.extract.clause import VERBAL, doers
from kg.extract.dates_calendar import between, step
from kg.extract.dates_readings import Needs
from kg.vocab import Factuality, Family
from kg.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from kg.extract.dates import Dated
    from kg.extract.parse import Parsed
    from kg.extract.triggers import Candidate
    from kg.extract.view import View
    from kg.model import Span

_BARRIERS = frozenset(
    {"after", "answer", "before", "despite", "following", "payback", "reaction", "reprisal", "response"}
    | {"retaliation", "retribution", "revenge", "since", "until", "vengeance"}
)
"""Words that lead to another act, whose day is not that of the act before them."""
_EARLIER = frozenset({"had", "previous", "previously", "earlier", "past", "last", "recently", "recent", "similar"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "pcomp", "parataxis"})
_ORDER = frozenset({"after", "afterwards", "following", "later", "next", "then", "subsequently", "since"})
_TOLD_BEFORE = re.compile(r"\s+(?:the|that|this|those|these|its|it)\b")
_TAKING_PLACE = frozenset({"be", "begin", "carry", "come", "happen", "launch", "occur", "start", "take"})
_LATER = 6
"""The rank of a day that a second verb of the sentence holds: "shelled the port and withdrew on Monday"."""
_LOOSE = 9
_NEXT = 2
"""So many sentences on, a day still governs what is told."""


@dataclass(frozen=True, slots=True)
class Day:
    """The day of one act: `when` None where it is not known, `span` None where it was carried over."""

    when: When | None = None
    span: Span | None = None


@dataclass(slots=True)
class _Story:
    """The last day that a sentence gave its own act, or opened with, and where."""

    parsed: Parsed
    sentence: int = -_NEXT - 1
    when: When | None = None
    seen: int = -1

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
    story, last = _Story(parsed), None
    for one, real in zip(ones, reality, strict=True):
        story.pass_by(one.sentence.index)
        day = _day(parsed, one, real, story, last)
        found.append(day)
        last = day.when or last
        if day.span is not None and real is Factuality.ASSERTED and not _back(one) and not _answered(one):
            story.note(one.sentence.index, day.when, day.span)
    return found


def _day(parsed: Parsed, one: Candidate, real: Factuality, story: _Story, last: When | None) -> Day:
    if one.seen is None:
        return Day()
    at = one.sentence
    here = [
        _anchored(parsed, day, story)
        for day in dates.find(parsed.text, at.start, at.end, published=parsed.document.published, previous=last)
    ]
    own, told = held(one, here)
    if own is not None:
        when = _first(own, one)
        return Day(when, own.span if when else None)
    if told is not None and told.when is not None and one.type.family is Family.THREAT:
        return Day(told.when, told.span)
    if real is not Factuality.ASSERTED:
        return Day()
    return _carried(one, here, told, story)


def _carried(one: Candidate, here: Sequence[Dated], told: Dated | None, story: _Story) -> Day:
    """Return the day that the telling of an act, or else the sentence before, gives it."""
    if told is not None:
        return Day(_by(told.when)) if told.when is not None and _fine(told.when) and _content(one) else Day()
    if here or _in_order(one) or not 0 < one.sentence.index - story.sentence <= _NEXT or _back(one):
        return Day()
    return Day(story.when)


def _anchored(parsed: Parsed, day: Dated, story: _Story) -> Dated:
    """Return "hours after the raid" counted from the day last told, where the raid is one told before."""
    if day.when is not None or day.counts_from != Needs.EVENT.value or story.when is None:
        return day
    if not _TOLD_BEFORE.match(parsed.text, day.span.end):
        return day
    found = dates.find(parsed.text, day.span.start, day.span.end, published=parsed.document.published, event=story.when)
    return found[0] if found else day


def _in_order(one: Candidate) -> bool:
    """Whether a sentence puts its acts in order, so that they need not be of the day before told."""
    return one.seen is not None and any(t.lower_ in _ORDER for t in one.seen.doc)


def _answered(one: Candidate) -> bool:
    """Whether an act is named only as what another answers or follows: "in revenge for Tuesday's raid"."""
    return any(t.lower_ in _BARRIERS for t in one.token.ancestors)


def _fine(when: When | None) -> bool:
    return when is not None and when.precision in (Precision.DAY, Precision.DAYS) and when.days <= _NEXT


def _by(when: When) -> When:
    """Return when an act was that is told on a day: on it, or on the day before."""
    return between(step(when.first, -1), when.last)


def _first(day: Dated, one: Candidate) -> When | None:
    """Return a day as read; "since Tuesday, when it began" is that Tuesday."""
    if day.when is None or not day.rule.startswith("since") or one.seen is None:
        return day.when
    top = _top(one.seen, day)
    return When.on(day.when.first) if top is not None and top in one.token.ancestors else day.when


def _back(one: Candidate) -> bool:
    """Whether an act is told as earlier than what stands around it: "had shelled", "last year's raid"."""
    verb = one.light or one.token
    return any(t.lower_ in _EARLIER for word in (verb, one.token) for t in word.children)


def _content(one: Candidate) -> bool:
    """Whether an act is what a sentence tells, not what it mentions beside: "recently raided", "during a raid"."""
    for token in (one.token, *one.token.ancestors):
        if token.dep_ == "ROOT" or (one.seen is not None and one.seen.among("speech", token)):
            return True
        if token.lower_ in _BARRIERS or any(c.lower_ in _EARLIER - {"had"} for c in token.children):
            return False
    return True


def held(one: Candidate, found: Sequence[Dated]) -> tuple[Dated | None, Dated | None]:
    """Return the day that a trigger's clause holds, and that on which it is told."""
    own: list[tuple[int, int, bool, Dated]] = []
    told: list[Dated] = []
    for phrase in found:
        top = _top(one.seen, phrase) if one.seen is not None else None
        if top is None or one.seen is None:
            continue
        rank = _rank(one.seen, one, top)
        if rank is not None and rank < 0 and phrase.rule == "overnight":
            rank = _LATER  # nobody tells overnight
        if rank is not None and rank < 0:
            told.append(phrase)
        elif rank is not None:
            own.append((rank, abs(phrase.span.start - one.start), phrase.when is None, phrase))
    own.sort(key=lambda r: r[:3])
    return own[0][3] if own else None, told[0] if told else None


def _top(view: View, phrase: Dated) -> Token | None:
    """Return the token of a phrase of time that the others hang on."""
    base = view.sentence.start
    inside = [t for t in view.doc if base + t.idx < phrase.span.end and base + t.idx + len(t) > phrase.span.start]
    return next((t for t in inside if t.head not in inside or t.head is t), None)


def _rank(view: View, one: Candidate, top: Token) -> int | None:
    """Return how closely a day hangs on a trigger: 0 on itself, more further up; -1 on its telling; None on others."""
    chain = [one.token, *one.token.ancestors]
    shut = next((n for n, t in enumerate(chain) if n and _leads_away(t, chain[n - 1])), len(chain))
    level = {t.i: n for n, t in enumerate(chain)}
    path = [top, *top.ancestors]
    meet = next((t for t in path if t.i in level), None)
    if meet is None:
        return _LOOSE if shut == len(chain) else None
    if level[meet.i] >= shut:
        return None
    below = path[: path.index(meet)]
    if any(_elsewhere(one, t, meet) for t in below):
        return None
    if any(_saying(view, one, t, top) for t in chain[1 : level[meet.i] + 1] if t.tag_ != "VBG" or t == meet):
        return -1
    return _LATER + level[meet.i] if any(t.dep_ == "conj" and t.pos_ == "VERB" for t in below) else level[meet.i]


def _leads_away(token: Token, below: Token) -> bool:
    """Whether a step up from a trigger leaves its own act: "after a raid", "after they had shelled"."""
    if token.lower_ in _BARRIERS:
        return True
    return below.dep_ in ("advcl", "acl", "ccomp") and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in ("after", "before", "since", "until") for c in below.children
    )


def _elsewhere(one: Candidate, token: Token, meet: Token) -> bool:
    """Whether a step up from a day shows that another act's clause holds it."""
    if token.lower_ in _BARRIERS or (token.i in one.rivals and token.dep_ != "conj"):
        return True
    if token.pos_ not in VERBAL or token.dep_ not in _CLAUSES or token == one.light:
        return False
    return not (token.dep_ in ("relcl", "acl") and token.head == meet == one.token and token.lemma_ in _TAKING_PLACE)


def _saying(view: View, one: Candidate, verb: Token, top: Token) -> bool:
    """Whether a day dates a verb of telling above a trigger, and not what is told."""
    if verb.pos_ not in VERBAL or not view.among("speech", verb):
        return False
    if verb.i < one.token.i:
        return top.i < one.token.i
    speaker = min((f.token.i for f in doers(verb)), default=verb.i)
    return top.i > min(speaker, verb.i)
