"""Who vouches for what is told: "X said", "according to X", "X claimed responsibility", a quotation that runs on.

What is hard: the speaker may govern the clause from far above, follow it, stand in the sentence before (a quotation
over several sentences), or be "he". The chain is kept: "Tasnim quoted the IRGC as saying" has two speakers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clause import VERBAL, doers, passive, preps, undergoers
from kg.extract.sources import PRONOUNS, name_of, phrase, source_word, speaks, stance_of, table, teller, told_beside
from kg.model import Attribution, Span
from kg.vocab import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.parse import Parsed, Sentence
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_AFTER_COLON = re.compile(r":\s*([A-Z][^:.\"”“]{2,60}?|[a-z][\w ]{2,30})\s*$")
_SAID = re.compile(
    r"[\"”,]\s*(?P<before>(?:(?:the|a|an)\s)?[A-Z]?[^\"”“.;:,]{2,70}?)\s(?:has |had )?"
    r"(?:said|says|told|added|wrote|shouts|explained|stated|claimed|announced)\b"
    r"|[\"”,]\s*(?:said|says|added|wrote|shouts|explained)\s(?P<after>[^\"”“.;:,]{2,70})"
)  # fmt: skip
_WORD_OF_MOUTH = re.compile(r"[^\"”“.,;]{0,12}[\"”](?= \w)")
"""A quotation that ends with the word, in the midst of a sentence: 'the "most massive shelling" since'."""
_NOBODY = frozenset({"no", "none", "nobody", "neither", "without", "nor"})
_REACH = 5


@dataclass(slots=True)
class Speakers:
    """Remembers, sentence by sentence, who spoke last, so that "he added" and running quotations find their speaker."""

    parsed: Parsed
    last: str | None = None
    last_span: Span | None = None

    def of(self, one: Candidate) -> Attribution | None:
        """Return who vouches for a trigger's act; None where only the narrator does. Ask in text order."""
        seen = one.seen
        if seen is None:
            return None
        found = self._claimed(seen, one) or (None if told_beside(one) else self._source(seen, one))
        if found is not None:
            self.last, self.last_span = found.speaker, found.span
        return found

    def _source(self, seen: View, one: Candidate) -> Attribution | None:
        return (
            self._governing(seen, one)
            or self._according(seen, one.token)
            or self._beside(one)
            or self._headline(one)
            or self._running(one)
        )

    def note(self, seen: View) -> None:
        """Remember who speaks in a sentence, whether or not it tells of an act."""
        for token in seen.doc:
            if token.pos_ == "VERB" and token.lemma_ in ("say", "tell", "add", "write", "announce", "report", "claim"):
                who = next((f.token for f in doers(token)), None)
                if who is not None and who.lower_ not in PRONOUNS and speaks(seen, who):
                    span = phrase(seen, who)
                    self.last, self.last_span = name_of(span.quote), span

    def _governing(self, seen: View, one: Candidate) -> Attribution | None:
        """Return the subject of the verb of saying that governs the clause."""
        below = one.token
        for verb in one.token.ancestors:
            if verb.pos_ in VERBAL and seen.among("speech", verb):
                found = self._said(seen, verb, below)
                if found is not None:
                    return found
            below = verb
        if one.token.pos_ in VERBAL and one.token.lemma_ in ("warn", "vow", "threaten", "pledge", "promise", "swear"):
            return self._made(seen, one.token, Stance.CLAIMS, "the one who threatens")
        return None

    def _said(self, seen: View, verb: Token, below: Token) -> Attribution | None:  # noqa: PLR0911 - one way a line
        lemma = verb.lemma_.lower()
        if below.dep_ in ("nsubj", "nsubjpass") or (
            below.dep_ in ("advcl", "prep", "npadvmod") and lemma not in ("accuse", "blame", "claim")
        ):
            return None
        if lemma in ("accuse", "blame"):
            if below.dep_ not in ("prep", "dobj", "pcomp"):
                return None
        elif lemma == "claim" and any(c.lemma_ == "responsibility" for c in verb.children):
            return self._made(seen, verb, Stance.CLAIMS, "claimed responsibility")
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
        if passive(verb) and lemma != "quote":
            return None
        return self._made(seen, verb, stance_of(lemma), f"{lemma}")

    def _made(self, seen: View, verb: Token, stance: Stance, rule: str) -> Attribution | None:
        for who in doers(verb):
            if any(t.lower_ in _NOBODY for t in (who.token, *who.token.children)):
                return None
            if who.token.lower_ in PRONOUNS:
                return self._recalled(seen, who.token, stance, rule)
            if speaks(seen, who.token) or who.token.pos_ == "PROPN":
                return self._attribution(seen, who.token, stance, rule, ())
        return None

    def _recalled(self, seen: View, pronoun: Token, stance: Stance, rule: str) -> Attribution | None:
        before = [
            t for t in seen.doc[: pronoun.i] if t.pos_ == "PROPN" and t.dep_ in ("nsubj", "pobj", "poss", "nsubjpass")
        ]
        start, end = seen.sentence.at(pronoun)
        span = Span.of(self.parsed.document.text, start, end)
        if before and pronoun.lower_ in ("he", "she") and before[0].i not in seen.spots:
            return Attribution(name_of(phrase(seen, before[0]).quote), stance, span, (), f"{rule}, pronoun")
        return Attribution(self.last, stance, span, (), f"{rule}, pronoun") if self.last else None

    def _attribution(self, seen: View, who: Token, stance: Stance, rule: str, chain: tuple[str, ...]) -> Attribution:
        span = phrase(seen, who)
        return Attribution(name_of(span.quote), stance, span, (*chain, name_of(span.quote)) if chain else (), rule)

    def _according(self, seen: View, token: Token) -> Attribution | None:
        """Return the source of "according to X" in the sentence, if its clause is that of the trigger."""
        for word in seen.doc:
            if word.lower_ != "according":
                continue
            source = next((p for t in word.children if t.lower_ == "to" for p in t.children if p.dep_ == "pobj"), None)
            if source is None:
                source = next(
                    (
                        t
                        for t in seen.doc[word.i + 2 : word.i + 8]
                        if t.pos_ in ("NOUN", "PROPN") and t.dep_ in ("pobj", "ROOT")
                    ),
                    None,
                )
            if source is not None and token.i < word.i + 40:
                return self._attribution(seen, source, Stance.REPORTS, "according to", ())
        return None

    def _claimed(self, seen: View, one: Candidate) -> Attribution | None:
        """Return who claims a "Taliban-claimed massacre"."""
        for word in one.token.children:
            if word.lower_ == "claimed" and word.dep_ == "amod":
                for who in word.children:
                    if who.pos_ == "PROPN":
                        return self._attribution(seen, who, Stance.CLAIMS, "claimed responsibility", ())
        return None

    def _beside(self, one: Candidate) -> Attribution | None:
        """Return the source of a clause of telling after commas, where the tree does not show it: ", X said"."""
        text = self.parsed.document.text
        span = teller(text, one.end, one.sentence.end)
        if span is None:
            return None
        if span.quote.lower() in PRONOUNS:
            return Attribution(self.last, Stance.REPORTS, span, (), "beside, pronoun") if self.last else None
        return Attribution(name_of(span.quote), Stance.REPORTS, span, (), "beside")

    def _headline(self, one: Candidate) -> Attribution | None:
        """Return the source after a headline's colon: "…: Pentagon", "…: Official"."""
        text = self.parsed.document.text[one.sentence.start : one.sentence.end]
        match = _AFTER_COLON.search(text)
        if match is None or len(text) > 200 or one.start > one.sentence.start + match.start():  # noqa: PLR2004
            lead = re.match(r"([A-Z][\w .]{2,30}):\s", text)
            if lead is None or one.start < one.sentence.start + lead.end() or not source_word(lead.group(1)):
                return None
            return Attribution(
                lead.group(1),
                Stance.REPORTS,
                Span.of(self.parsed.document.text, one.sentence.start, one.sentence.start + lead.end(1)),
                (),
                "headline",
            )
        if not source_word(match.group(1)):
            return None
        start = one.sentence.start + match.start(1)
        return Attribution(
            match.group(1).strip(),
            Stance.REPORTS,
            Span.of(self.parsed.document.text, start, start + len(match.group(1).rstrip())),
            (),
            "headline",
        )

    def _running(self, one: Candidate) -> Attribution | None:
        """Return the speaker of a quotation that began before this sentence, or goes on after it."""
        text = self.parsed.document.text
        if not _quoted(text, one.sentence, one.start) or _WORD_OF_MOUTH.match(text, one.end):
            return None
        index = one.sentence.index
        for other in (*_span_after(self.parsed, index), *_span_before(self.parsed, index)):
            match = _SAID.search(text, max(other.start - 1, 0), other.end)
            if match is not None:
                key = "before" if match["before"] else "after"
                name = match[key].strip()
                if name.lower() in PRONOUNS:
                    break
                return Attribution(
                    name_of(name), Stance.REPORTS, Span.of(text, match.start(key), match.end(key)), (), "quotation"
                )
        if self.last and self.last_span is not None:
            return Attribution(self.last, Stance.REPORTS, self.last_span, (), "quotation that runs on")
        return None


def _span_after(parsed: Parsed, index: int) -> Iterator[Sentence]:
    return iter(parsed.sentences[index : index + _REACH])


def _span_before(parsed: Parsed, index: int) -> Iterator[Sentence]:
    return iter(parsed.sentences[max(0, index - 2) : index][::-1])


def _quoted(text: str, sentence: Sentence, at: int) -> bool:
    """Whether an offset stands inside of quotation marks of its line."""
    line = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - 1500)
    before = text[line:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


__all__ = ["Speakers", "preps"]
