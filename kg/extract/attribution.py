"""Who vouches for what is told: "X said", "according to X", "X claimed responsibility", a quotation that runs on.

What is hard: the speaker may govern the clause from far above, follow it, stand in the sentence before (a quotation
over several sentences), or be "he". The chain is kept: "Tasnim quoted the IRGC as saying" has two speakers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.clause import SAYING, SUBJECTS, VERBAL, doers, passive, preps, undergoers
from kg.extract.dates_calendar import WEEKDAY
from kg.extract.source_names import PAPERS, again, full, signer, stripped
from kg.extract.source_phrases import phrase
from kg.extract.sources import (
    PRONOUNS,
    answered,
    body,
    counting,
    going_on,
    name_of,
    of_a_toll,
    person,
    personal,
    referred,
    speaker_before,
    speaks,
    stance_of,
    table,
    teller,
    told_beside,
    within_quotes,
)
from kg.extract.sources_by_words import headline, heard, in_what, leading, running
from kg.extract.vouching import NOBODY, WITHHELD, according, acts, said_by_nobody, voucher, withheld, witness
from kg.model import ASIDE, Attribution, Span
from kg.vocab import Stance

if TYPE_CHECKING:
    from kg.extract.parse import Parsed
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_CLAIMS = frozenset({"claim", "statement", "report", "announcement", "allegation", "assertion", "admission", "boast"})
_NOTED = SAYING | {"describe", "call", "warn", "insist", "post", "argue", "allege", "accuse", "inform", "vow", "urge"}
_TOUCHING = frozenset(
    ["blame", "complain", "count", "give", "hear", "justify", "portray", "present", "put", "record", "speak", "tell"]
)
_DAY = re.compile(WEEKDAY, re.IGNORECASE)


@dataclass(slots=True)
class Speakers:
    """Remembers, sentence by sentence, who spoke last, so that "he added" and running quotations find their speaker."""

    parsed: Parsed
    last: str | None = None
    last_span: Span | None = None
    person: str | None = None
    body: str | None = None
    read: int = 0

    def of(self, one: Candidate) -> Attribution | None:
        """Return who vouches for a trigger's act; None where only the narrator does. Ask in text order."""
        seen = one.seen
        if seen is None:
            return None
        owned = self._claimed(seen, one)
        found = owned or (None if told_beside(one) else self._source(seen, one))
        if found is None:
            return self._closing(seen, one)
        rule = f"{found.rule}, referred to" if owned is None and referred(one) else found.rule
        found = replace(found, speaker=self._full(found.speaker, one), rule=rule)
        self.last, self.last_span = found.speaker, found.span
        return found

    def _closing(self, seen: View, one: Candidate) -> Attribution | None:
        """Return the source that closes a sentence, for an act told only beside: "after a raid on X, police said"."""
        found = self._according(seen, one.token) or self._by_count(one) or self._beside(one)
        way = "referred to"
        if found is None and answered(one):
            found, way = self._governing(seen, one), ASIDE
        if found is None:
            return None
        return replace(found, speaker=self._full(found.speaker, one), rule=f"{found.rule}, {way}")

    def _before(self) -> Attribution | None:
        """Return who spoke last, for a quotation that runs on."""
        if not self.last or self.last_span is None:
            return None
        return Attribution(self.last, Stance.REPORTS, self.last_span, (), "quotation that runs on")

    def _full(self, name: str, one: Candidate) -> str:
        """Return what a source is called in full: by the article's other words, or, of a statement, who made it."""
        name = stripped(name)
        if self.last is not None and (name.lower() in PAPERS or again(name, self.last)):
            return self.last
        return full(name, self.parsed.document.text, one.sentence.start, one.end)

    def _source(self, seen: View, one: Candidate) -> Attribution | None:
        return (
            self._governing(seen, one)
            or self._according(seen, one.token)
            or self._by_count(one)
            or in_what(self.parsed, one)
            or self._beside(one)
            or leading(self.parsed, one)
            or headline(self.parsed, one)
            or running(self.parsed, one, self._before())
            or self._touching(seen, one)
        )

    def _touching(self, seen: View, one: Candidate) -> Attribution | None:
        """Return who tells something of an act: "the army presented the raid as revenge", "spoke of a raid"."""
        verb = one.token.head
        if one.token.dep_ == "pobj" and verb.lower_ in ("of", "about", "to", "for"):
            verb = verb.head.head if verb.head.dep_ == "dobj" else verb.head
        if one.token.dep_ == "conj" or verb.pos_ not in VERBAL or verb.lemma_.lower() not in _TOUCHING or passive(verb):
            return None
        found = self._made(seen, verb, Stance.REPORTS, verb.lemma_.lower())
        return found and replace(found, rule=f"{found.rule}, referred to")

    def note(self, seen: View) -> None:
        """Remember who speaks in a sentence, whether or not it tells of an act, and in those before it."""
        self._hear(seen.sentence.index)
        for token in seen.doc:
            if token.pos_ == "VERB" and token.lemma_ in _NOTED:
                who = next((f.token for f in doers(token)), None)
                if who is not None and who.lower_ not in PRONOUNS and speaks(seen, who):
                    span = phrase(seen, who)
                    name = full(stripped(name_of(span.quote)), self.parsed.document.text, seen.sentence.start)
                    self.last, self.last_span = name, span
                    if personal(seen, who):
                        self.person = name
                    else:
                        self.body = name

    def _hear(self, until: int) -> None:
        """Remember who speaks in the sentences up to one, which tell of no act and were not parsed."""
        for sentence in self.parsed.sentences[self.read : until]:
            span = heard(self.parsed.document.text, sentence)
            if span is not None:
                name = full(name_of(span.quote), self.parsed.document.text, sentence.start)
                self.last, self.last_span = name, span
                if person(name):
                    self.person = name
                elif body(name):
                    self.body = name
        self.read = until + 1

    def _governing(self, seen: View, one: Candidate) -> Attribution | None:
        """Return the subject of the verb of saying that governs the clause."""
        below = one.token
        for verb in one.token.ancestors:
            if verb.lemma_.lower() in _CLAIMS and below.dep_ in ("acl", "relcl", "ccomp"):
                whose = [*preps(verb, "by", "from", "of"), *(c for c in verb.children if c.dep_ == "poss")]
                who = next((w for w in whose if speaks(seen, w)), None)
                if who is not None:
                    return self._attribution(seen, who, Stance.CLAIMS, "claim of")
            if verb.lemma_ == "take" and any(c.lemma_ in ("credit", "responsibility") for c in verb.children):
                return self._made(seen, verb, Stance.CLAIMS, "claimed responsibility")
            if (who := witness(seen, verb, below)) is not None:
                return self._attribution(seen, who, Stance.REPORTS, f"who {verb.lemma_}")
            if verb.pos_ in VERBAL and seen.among("speech", verb):
                found = self._said(seen, verb, below)
                if found is not None:
                    return found
            below = verb
        if one.token.pos_ in VERBAL and one.token.lemma_ in ("warn", "vow", "threaten", "pledge", "promise", "swear"):
            return self._made(seen, one.token, Stance.CLAIMS, "the one who threatens")
        return None

    def _said(self, seen: View, verb: Token, below: Token) -> Attribution | None:  # noqa: C901, PLR0911 - one way a line
        lemma = verb.lemma_.lower()
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in table()["media_quote"]:
            return None  # "quoted X as saying": X is told at the verb of quoting
        quoting = lemma in table()["media_quote"] and below.lower_ == "as"
        if below.dep_ in ("nsubj", "nsubjpass") or (
            below.dep_ in ("advcl", "prep", "npadvmod") and not quoting and lemma not in ("accuse", "blame", "claim")
        ):
            return None
        if lemma in ("accuse", "blame"):
            if below.dep_ not in ("prep", "dobj", "pcomp"):
                return None
        elif lemma == "claim" and any(c.lemma_ == "responsibility" for c in verb.children):
            return self._made(seen, verb, Stance.CLAIMS, "claimed responsibility")
        elif quoting:
            pass
        elif below.dep_ not in ("ccomp", "parataxis", "xcomp", "dep", "acl", "conj") and not (
            lemma in ("deny", "confirm", "report", "announce", "reject", "acknowledge", "admit", "claim", "condemn")
            and below.dep_ == "dobj"
        ):
            return None
        if (
            lemma
            in ("show", "suggest", "indicate", "describe", "call", "recall", "publish", "post", "condemn", "respond")
            and below.dep_ == "dobj"
        ):
            return None
        if lemma in table()["media_quote"]:
            quoted = next((f.token for f in undergoers(verb)), None)
            outer = next((f.token for f in doers(verb)), None)
            if quoted is not None:
                chain = (name_of(phrase(seen, outer).quote),) if outer is not None and not passive(verb) else ()
                return self._attribution(seen, quoted, Stance.REPORTS, "quoted", chain)
        if (passive(verb) and lemma != "quote") or acts(seen, verb, below):
            return None
        if withheld(verb):
            return self._made(seen, verb, Stance.REPORTS, WITHHELD)
        return self._made(seen, verb, stance_of(lemma), f"{lemma}")

    def _made(self, seen: View, verb: Token, stance: Stance, rule: str) -> Attribution | None:
        at = seen.sentence.at(verb)[0]
        on = going_on(self.parsed.document.text, seen.sentence.start, at) if verb.tag_ == "VBG" else None
        if on is not None:
            return Attribution(name_of(on.quote), stance, on, (), f"{rule}, going on")
        for who in doers(verb):
            if of_a_toll(who.token):
                continue
            nobody = any(t.lower_ in NOBODY for t in (who.token, *who.token.children))
            if nobody or said_by_nobody(who.token, verb):
                return None
            if who.token.lower_ in PRONOUNS:
                return self._recalled(seen, who.token, stance, rule)
            if speaks(seen, who.token) or who.token.pos_ == "PROPN":
                return self._attribution(seen, who.token, stance, rule, ())
        if any(c.dep_ in SUBJECTS for c in verb.children) or passive(verb):
            return None
        span = speaker_before(self.parsed.document.text, seen.sentence.start, seen.sentence.at(verb)[0])
        return Attribution(name_of(span.quote), stance, span, (), f"{rule}, just before") if span is not None else None

    def _recalled(self, seen: View, pronoun: Token, stance: Stance, rule: str) -> Attribution | None:
        before = [
            t
            for t in seen.doc[: pronoun.i]
            if t.pos_ == "PROPN"
            and t.dep_ in ("nsubj", "pobj", "poss", "nsubjpass")
            and not _DAY.fullmatch(t.text)
            and not within_quotes(seen.doc.text[t.idx : pronoun.idx])
        ]
        start, end = seen.sentence.at(pronoun)
        span = Span.of(self.parsed.document.text, start, end)
        if before and pronoun.lower_ in ("he", "she") and before[0].i not in seen.spots:
            return Attribution(name_of(phrase(seen, before[0]).quote), stance, span, (), f"{rule}, pronoun")
        wanted = {"he": self.person, "she": self.person, "it": self.body}.get(pronoun.lower_) or self.last
        return Attribution(wanted, stance, span, (), f"{rule}, pronoun") if wanted else None

    def _attribution(
        self, seen: View, who: Token, stance: Stance, rule: str, chain: tuple[str, ...] = ()
    ) -> Attribution:
        span = phrase(seen, signer(who) or who)
        return Attribution(name_of(span.quote), stance, span, (*chain, name_of(span.quote)) if chain else (), rule)

    def _according(self, seen: View, token: Token) -> Attribution | None:
        """Return the source of "according to X" in the sentence, if its clause is that of the trigger."""
        source = according(seen, token)
        return None if source is None else self._attribution(seen, source, Stance.REPORTS, "according to", ())

    def _by_count(self, one: Candidate) -> Attribution | None:
        """Return by whose count a sentence tells."""
        span = counting(self.parsed.document.text, one.sentence.start, one.sentence.end)
        return None if span is None else Attribution(name_of(span.quote), Stance.REPORTS, span, (), "by whose count")

    def _claimed(self, seen: View, one: Candidate) -> Attribution | None:
        """Return who claims an act that is told as claimed: "claimed by X", "was reported by X", "Taliban-claimed"."""
        above = one.token.head
        verbs = [c for c in one.token.children if c.dep_ in ("acl", "relcl") and c.pos_ in VERBAL]
        verbs += [above] if one.token.dep_ == "nsubjpass" and above.pos_ in VERBAL else []
        for verb in verbs:
            who = voucher(seen, verb)
            if who is not None:
                way = "by" if passive(verb) else "of it"
                return self._attribution(seen, who, stance_of(verb.lemma_.lower()), f"{verb.lemma_.lower()} {way}", ())
        for word in one.token.children:
            if word.lower_ == "claimed" and word.dep_ == "amod":
                for named in word.children:
                    if named.pos_ == "PROPN":
                        return self._attribution(seen, named, Stance.CLAIMS, "claimed responsibility", ())
        return None

    def _beside(self, one: Candidate) -> Attribution | None:
        """Return the source of a clause of telling after commas, where the tree does not show it: ", X said"."""
        text = self.parsed.document.text
        span = teller(text, one.end, one.sentence.end)
        if span is None:
            return None
        if span.quote.lower() in PRONOUNS:
            wanted = {"he": self.person, "she": self.person, "it": self.body}.get(span.quote.lower()) or self.last
            return Attribution(wanted, Stance.REPORTS, span, (), "beside, pronoun") if wanted else None
        return Attribution(name_of(span.quote), Stance.REPORTS, span, (), "beside")
