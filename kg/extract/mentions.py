"""The reading of one document, put together: triggers with their roles, reality, source, day and counts.

What is hard: the parts lean on one another in the order of the text ("the militants", "two days later", "he added"),
so a document is read sentence by sentence, each knowing what was told before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract import details, relations, triggers
from kg.extract.arguments import arguments
from kg.extract.attribution import Speakers
from kg.extract.blame import blamed
from kg.extract.clause import words_of
from kg.extract.days import days
from kg.extract.days_named import named
from kg.extract.denials import denials
from kg.extract.factuality import judge
from kg.extract.officers import officers
from kg.extract.parse import parse
from kg.extract.relation_roles import settled
from kg.extract.spoken import Spoken, parties_in
from kg.extract.surroundings import complete
from kg.extract.trigger_codenames import CODE_NAME
from kg.extract.vouching import WITHHELD
from kg.model import EventMention, Extraction, Span
from kg.names.places import Places
from kg.vocab import Determiner, Factuality, Family, Stance

if TYPE_CHECKING:
    from kg.extract.parse import Parsed, Reader
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.model import Attribution, Document

ASSERTED = Factuality.ASSERTED
_FOUGHT = (Family.STRIKE, Family.GROUND, Family.KILLING)
_PHRASE = 5
"""Words of a noun's phrase that are looked at."""
_NEAR = 2
"""Sentences on, "he" may still be the officer who spoke."""
_POINTING = frozenset({"this", "that", "these", "those"})


def extract(document: Document, reader: Reader) -> Extraction:
    """Return what one document says: its mentions in text order, and the relations that its sentences state."""
    parsed = parse(document, reader)
    places = Places(text=parsed.text)
    ones = triggers.find(parsed, reader.lexicon, places)
    mentions = _mentions(parsed, ones, places)
    if not mentions:
        return Extraction(document.id, (), ())
    stated = relations.find(parsed, ones, mentions)
    known = settled(mentions, stated)
    if known != mentions:
        stated = relations.find(parsed, ones, known)
    starts = tuple(sentence.start for sentence in parsed.sentences)
    return Extraction(document.id, tuple(known), stated, tuple(denials(parsed, known)), named(parsed, ones), starts)


def _mentions(parsed: Parsed, ones: list[Candidate], places: Places) -> list[EventMention]:
    speakers, spoken = Speakers(parsed), Spoken()
    judged = [judge(one) for one in ones]
    counts = details.counts(parsed, ones, [j.factuality for j in judged], places)
    found: list[EventMention] = []
    told = days(parsed, ones, [j.factuality for j in judged])
    seen_at = -1
    for number, one in enumerate(ones):
        if one.sentence.index != seen_at and one.seen is not None:
            _enter(parsed, one, ones[number - 1] if number else None, spoken)
            speakers.note(one.seen)
            seen_at = one.sentence.index
        said = speakers.of(one)
        spoken.quote(said.speaker if said is not None else None)
        reality = judged[number].factuality
        mention = EventMention(
            id=EventMention.identify(parsed.document.id, one.start, one.end),
            document=parsed.document.id,
            trigger=Span.of(parsed.document.text, one.start, one.end),
            sentence=Span.of(parsed.document.text, one.sentence.start, one.sentence.end),
            type=one.type,
            factuality=reality,
            lemma=one.token.lemma_.lower(),
            line=one.sentence.line,
            nominal=one.nominal,
            determiner=_determiner(one),
            plural=one.nominal and one.token.tag_ in ("NNS", "NNPS"),
            arguments=arguments(one, spoken, source=said.span if said is not None else None),
            when=told[number].when,
            when_span=told[number].span,
            quantities=details.spoken(counts.get(number, ()), said),
            attribution=_meant(said, reality),
            rule=f"{one.rule}; {judged[number].rule}",
            confidence=one.confidence,
        )
        found.append(mention)
    at = [one.sentence.index for one in ones]
    return complete(_of_habits(blamed(parsed, found, at), at), at)


def _enter(parsed: Parsed, one: Candidate, before: Candidate | None, spoken: Spoken) -> None:
    """Take in what was told before a sentence, and who of an office spoke in the last that told of an act."""
    spoken.hear(parsed.text, one.sentence.start)
    if before is None or before.seen is None:
        return
    if one.sentence.index - before.sentence.index == 1:
        spoken.note(parties_in(before.seen))  # who acts is recalled before who is named last
    if one.sentence.index - before.sentence.index <= _NEAR and (led := officers(before.seen, spoken)):
        spoken.officer = led[-1]


def _of_habits(found: list[EventMention], at: list[int]) -> list[EventMention]:
    """Return the mentions where "these raids" after a series of raids is that series."""
    done: list[EventMention] = []
    for number, mention in enumerate(found):
        if mention.plural and mention.determiner is Determiner.DEMONSTRATIVE and mention.factuality is ASSERTED:
            near = (m for m, n in zip(reversed(done), reversed(at[:number]), strict=True) if at[number] - n <= 1)
            meant = next((m for m in near if m.type.family in _FOUGHT), None)
            if meant is not None and meant.factuality is Factuality.HABITUAL:
                mention = replace(mention, factuality=Factuality.HABITUAL, rule=f"{mention.rule}; of a habit")  # noqa: PLW2901 - the same mention, marked
        done.append(mention)
    return done


def _meant(said: Attribution | None, reality: Factuality) -> Attribution | None:
    """Drop who says nothing of an act, and a denial where the act itself is told as a fact."""
    if said is None or said.rule.startswith(WITHHELD):
        return None
    return None if said.stance is Stance.DENIES and reality is Factuality.ASSERTED else said


def _leading(noun: Token) -> set[str]:
    """Return the word that opens a noun's phrase where the parser hung it elsewhere: "this drone offensive"."""
    at = noun.i - 1
    while at > 0 and noun.i - at < _PHRASE and noun.doc[at].pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
        at -= 1
    return {noun.doc[at].lower_} & {"the", *_POINTING} if at >= 0 else set()


def _determiner(one: Candidate) -> Determiner:
    """Return how a nominal mention is introduced."""
    if not one.nominal:
        return Determiner.NONE
    if one.rule == CODE_NAME:
        return Determiner.DEFINITE
    mods = words_of(one.token)
    low = {t.lower_ for t in mods if t.dep_ in ("det", "predet", "amod")} or _leading(one.token)
    if low & _POINTING:
        return Determiner.DEMONSTRATIVE
    if "the" in low:
        return Determiner.DEFINITE
    if any(t.dep_ == "poss" for t in mods):
        return Determiner.POSSESSIVE
    return Determiner.INDEFINITE if low & {"a", "an", "another"} else Determiner.NONE
