"""How many: which counts of a sentence belong to which mention.

What is hard: the dead of the sentence after belong to the act of the sentence before. A count goes with the act
nearest to the word that tells the fate.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import quantities
from kg.extract.days_held import BARRIERS
from kg.extract.details_elsewhere import elsewhere, sites
from kg.extract.details_near import answered, apart, beside, carried, depth_of, gap, placed, replied_to, token_of
from kg.extract.details_others import in_all, not_its_own
from kg.extract.quantity_patterns import OF_THEM
from kg.extract.sources import PRONOUNS, source_of
from kg.extract.victims import named
from kg.model.text import is_stamp
from kg.vocab import ClaimKind, EventType, Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extract.parse import Parsed, Sentence
    from kg.extract.quantities import Counted
    from kg.extract.triggers import Candidate
    from kg.model import Attribution, Place, Quantity
    from kg.names.places import Places

_FITS = {
    ClaimKind.INTERCEPTED: (Family.INTERCEPT,),
    ClaimKind.LAUNCHED: (Family.STRIKE, Family.INTERCEPT),
    ClaimKind.CAPTURED: (Family.GROUND, Family.SEIZE),
}
_BODILY = (ClaimKind.KILLED, ClaimKind.INJURED)
_MILDER = (Family.INTERCEPT, Family.SEIZE)
"""Acts that hurt somebody only where no attack does."""
_OWED = BARRIERS | {"blood", "price"}
_HARM = (Family.STRIKE, Family.GROUND, Family.KILLING, Family.INCIDENT)
_AFTERMATH, _TOLL_REACH = 2, 8
"""How many sentences after an act its dead may be told, and its death toll."""
_NEAR = 40
_OF_SOME = re.compile(
    r"\b(?:most|many|some|several|half|one|two|three|four|five|six|seven|eight|nine|ten|\d+) of (?:them|whom) "
    r"(?:in|by|during) [^,;.]{0,40}\Z",
    re.IGNORECASE,
)
"""Before an act that only some of those counted fell to: "six have been killed, most of them in a shooting"."""
_IN_WHICH = re.compile(r"\b(?:in|during) which\b", re.IGNORECASE)
_THE_DEAD = re.compile(
    r"\bnumber of (?:the )?(?:dead|killed|deaths|fatalities|victims|injured|wounded)\b", re.IGNORECASE
)
"""A toll that is told without whose or where: that of the act told last."""


def counts(
    parsed: Parsed, ones: Sequence[Candidate], reality: Sequence[Factuality], places: Places
) -> dict[int, list[Quantity]]:
    """Return the counts of each trigger, by its number."""
    here: dict[int, list[int]] = {}
    for number, one in enumerate(ones):
        if reality[number] in (Factuality.ASSERTED, Factuality.DENIED):
            here.setdefault(one.sentence.index, []).append(number)
    every: dict[int, list[int]] = {}
    for number, one in enumerate(ones):
        every.setdefault(one.sentence.index, []).append(number)
    given: dict[int, list[Quantity]] = {}
    for number, quantity in _hung(parsed, ones, here, every, places):
        given.setdefault(number, []).append(quantity)
    for number in (n for told in here.values() for n in told):
        if not any(q.kind is ClaimKind.KILLED for q in given.get(number, ())) and (victim := named(ones[number])):
            given.setdefault(number, []).append(victim)
    return given


def _hung(
    parsed: Parsed,
    ones: Sequence[Candidate],
    here: dict[int, list[int]],
    every: dict[int, list[int]],
    places: Places,
) -> Iterator[tuple[int, Quantity]]:
    """Yield each count with the number of the trigger that it goes with.

    `here` are those of each sentence that were, `every` those too that only may be.
    """
    harmed: set[int] = set()
    for sentence in parsed.sentences:
        own = here.get(sentence.index, [])
        reach = _TOLL_REACH if "toll" in sentence.text else _AFTERMATH
        near = [here[i] for i in range(sentence.index - 1, max(-1, sentence.index - reach - 1), -1) if i in here]
        near = [] if sentence.index and is_stamp(parsed.sentences[sentence.index - 1].text) else near
        if not near and not own:
            continue
        told_here = list(quantities.find(parsed.text, sentence.start, sentence.end))
        if told_here and near and not own:
            near = _there(near, ones, sites(parsed.text, sentence, places))
        for counted in told_here:
            if not_its_own(parsed.text, counted, sentence.start, alone=not own):
                continue
            bare = bool(_THE_DEAD.search(parsed.text, sentence.start, counted.quantity.span.start))
            told = [n for n in every.get(sentence.index, []) if not _of_some(ones[n], counted)]
            mine = [n for n in own if n in told]
            if any(_owed(ones[n], counted) for n in told[:1]) and not any(_names(ones[n], counted) for n in told):
                continue
            best = next((n for n in told if _result(ones[n], counted)), None)
            best = _in_which(ones, told, counted) if best is None else best
            if best is None:
                best = _owner(counted, ones, mine, _first_harmed(near, harmed), sentence.text, bare=bare)
            if best is None or (in_all(parsed.text, sentence, counted) and not _many(ones[best], counted)):
                continue
            whose = (best, *_resulting(ones, mine, best))
            harmed |= set(whose) if counted.quantity.kind in _BODILY else set()
            for number in whose:
                yield number, _told(parsed, sentence, counted, ones[number])


def _result(one: Candidate, counted: Counted) -> bool:
    """Whether the words of an act itself tell a fate: "a strike that killed 12", "downed a jet, killing both crew"."""
    word = token_of(one, counted) if counted.quantity.kind in _BODILY else None
    if word is None or word.head != one.token or word.pos_ != "VERB":
        return False
    if one.nominal:
        return word.dep_ == "relcl" and one.type.family in _HARM and any(c.dep_ == "nsubj" for c in word.children)
    return one.type.family is Family.INTERCEPT and word.dep_ == "advcl" and word.tag_ == "VBG"


def _of_some(one: Candidate, counted: Counted) -> bool:
    """Whether only some of those counted before fell to an act: "21 died, four of them in a blast"."""
    behind = counted.quantity.rule != OF_THEM and counted.quantity.span.end <= one.start
    return behind and bool(_OF_SOME.search(one.sentence.text, 0, one.start - one.sentence.start))


def _in_which(ones: Sequence[Candidate], told: Sequence[int], counted: Counted) -> int | None:
    """Return the act that a clause tells the dead of: "a blast near the town last month, in which two died"."""
    if not told or counted.quantity.kind not in _BODILY:
        return None
    sentence = ones[told[0]].sentence
    start = counted.quantity.span.start - sentence.start
    leads = [m.start() for m in _IN_WHICH.finditer(sentence.text, 0, max(0, start))]
    lead = next((at for at in (_led(ones[told[0]], counted), *leads[::-1]) if at is not None), -1)
    lead += sentence.start
    before = [n for n in told if ones[n].end <= lead]
    between = any(lead < ones[n].start < counted.quantity.span.start for n in told)
    one = ones[before[-1]] if before and not between else None
    return before[-1] if one is not None and one.nominal and one.type.family in (*_HARM, Family.INTERCEPT) else None


def _led(one: Candidate, counted: Counted) -> int | None:
    """Return where the "which" or "when" of a clause stands that tells a fate: "the raid, which killed five"."""
    word = token_of(one, counted)
    leads = (c for c in (word.children if word is not None else ()) if c.lower_ in ("which", "when"))
    return next((c.idx for c in leads if c.i and c.nbor(-1).text == ","), None)


def _names(one: Candidate, counted: Counted) -> bool:
    """Whether the word that tells a fate names an act itself: "in revenge for the killing of two officers"."""
    return gap(one, counted.word.start, counted.word.end, counted.word.start) == 0


def _owed(one: Candidate, counted: Counted) -> bool:
    """Whether the dead are only what an act is the price of: "the barrage was the price of the two martyrs"."""
    word = token_of(one, counted)
    above = word.ancestors if word is not None and word.pos_ == "NOUN" else ()
    return any(t.lemma_.lower() in _OWED for t in itertools.takewhile(lambda t: t.pos_ in ("ADP", "NOUN"), above))


def _there(near: list[list[int]], ones: Sequence[Candidate], fell: Sequence[Place]) -> list[list[int]]:
    """Return the triggers of the sentences before without those of acts elsewhere than where people `fell`."""
    return [left for told in near if (left := [n for n in told if not elsewhere(ones[n], fell)])]


def _first_harmed(near: list[list[int]], harmed: set[int]) -> list[list[int]]:
    """Return the triggers of the sentences before: where one was told to have harmed people, it alone goes on to."""
    return [[n for n in told if n in harmed] or told for told in near]


def spoken(found: Iterable[Quantity], said: Attribution | None) -> tuple[Quantity, ...]:
    """Return the counts of a mention, those that "he" gives as given by the mention's own source."""
    who = said.speaker if said is not None else None
    return tuple(replace(q, speaker=who) if q.speaker and q.speaker.lower() in PRONOUNS else q for q in found)


def _told(parsed: Parsed, sentence: Sentence, counted: Counted, one: Candidate) -> Quantity:
    """Return a count with who gives it, where that sentence is not its mention's."""
    if one.sentence.index == sentence.index:
        return counted.quantity
    return replace(
        counted.quantity,
        speaker=source_of(parsed.text, sentence.start, counted.quantity.span.start, sentence.end),
    )


def _many(one: Candidate, counted: Counted) -> bool:
    """Whether a count "since May" is that of a row of acts: "attacks have killed 230 since May"."""
    if one.nominal and one.token.tag_ == "NN" and one.token.dep_ == "nsubj":
        word = token_of(one, counted)
        return word is not None and one.token.head in (word, word.head)
    return (
        one.nominal
        and one.token.tag_ == "NNS"
        and gap(one, counted.word.start, counted.word.end, counted.word.start) < _NEAR
    )


def _owner(
    counted: Counted, ones: Sequence[Candidate], own: list[int], back: list[list[int]], text: str, *, bare: bool
) -> int | None:
    """Return the trigger that a count goes with: of its sentence, else the last that could have such a result.

    `text` is the count's sentence: the dead "in Belgorod" are those of "the shelling of Belgorod".
    """
    kind = counted.quantity.kind
    families = _FITS.get(kind, _HARM)
    fitting = [n for n in own if ones[n].type.family in families]
    if back and kind in _BODILY:
        fitting = [n for n in fitting if not _next_clause(ones[n], counted)]
        own = own if fitting else []
    if kind in _BODILY:
        fitting = [n for n in fitting if ones[n].type is not EventType.HOSTAGE_TAKING] or fitting
    fitting = [n for n in fitting if not answered(ones[n], counted)] or fitting
    if counted.word.quote.casefold().endswith("ing"):
        fitting = _before(ones, counted, fitting) or fitting
    fitting = _past_dash(ones, counted, fitting) or beside(ones, counted, fitting)
    if fitting:
        return min(fitting, key=lambda n: (*apart(ones[n], counted), n))
    bound = counted.word.quote.casefold().endswith("ing") and not own  # "It has also hit schools, killing thousands"
    if kind not in (*_BODILY, ClaimKind.MISSING) or (counted.quantity.rule == "toll.number" and not bare) or bound:
        return None
    nobody = counted.quantity.high == 0
    met = [n for n in own if ones[n].type.family in _MILDER]
    if own and not met:
        return None
    for earlier in back[:1] if own and not nobody else back:
        fitting = [n for n in earlier if ones[n].type.family in families]
        if fitting:
            there = [n for n in fitting if placed(ones[n], text)]
            there = there or [n for n in fitting if not replied_to(ones[n])] or fitting
            return min(there, key=lambda n: (depth_of(ones[n]), -n))
    if nobody and back:  # an attack that was met hurt nobody, not its meeting
        return None
    met = met or [n for earlier in back for n in earlier[-1:] if ones[n].type.family in _MILDER]
    return met[0] if met else None


def _past_dash(ones: Sequence[Candidate], counted: Counted, fitting: list[int]) -> list[int]:
    """Return the act told last before a dash that a count alone stands behind: "for an attack – 1,400 were killed"."""
    start = ones[fitting[0]].sentence.start if fitting else 0
    text = ones[fitting[0]].sentence.text[: counted.word.start - start] if fitting else ""
    dash = max(text.rfind(mark) for mark in (" – ", " — ", " - "))
    told = [n for n in fitting if ones[n].end - start <= dash]
    return [max(told, key=lambda n: ones[n].start)] if dash > 0 and told == fitting else []


def _before(ones: Sequence[Candidate], counted: Counted, fitting: list[int]) -> list[int]:
    """Return the last verb before a result told by a participle: "fired at a van, killing the driver, in reply to"."""
    if any(gap(ones[n], counted.word.start, counted.word.end, counted.word.start) == 0 for n in fitting):
        return []
    done = [n for n in fitting if ones[n].end < counted.word.start and (not ones[n].nominal or carried(ones[n]))]
    sentence = ones[done[0]].sentence if done else None
    parted = sentence is not None and sentence.text[: counted.word.start - sentence.start].rstrip().endswith(",")
    return [max(done, key=lambda n: ones[n].start)] if parted else []


def _next_clause(one: Candidate, counted: Counted) -> bool:
    """Whether a trigger is told with a doer of its own after a fate: "three were killed, and the army shelled"."""
    if one.nominal or one.start < counted.word.end or one.token.dep_ != "conj":
        return False
    above = {t.i for t in one.token.ancestors}
    word = token_of(one, counted)
    return word is not None and word.i in above and any(c.dep_ in ("nsubj", "nsubjpass") for c in one.token.children)


def _resulting(ones: Sequence[Candidate], own: list[int], best: int) -> list[int]:
    """Return the attack of which a participle tells the result: "ambushed a patrol, killing two"."""
    token = ones[best].token
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl", "xcomp", "conj", "dep"):
        return []
    above = {t.i for t in token.ancestors}
    return [n for n in own if ones[n].token.i in above and ones[n].type.family in _HARM and not ones[n].nominal][-1:]
