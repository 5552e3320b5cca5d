"""Who vouches for what is told: "X said", "according to X", "X claimed responsibility", a quotation that runs on.

What is hard: the speaker may govern the clause from far above, follow it, stand in the sentence before (a quotation
over several sentences), or be "he". The chain is kept: "Tasnim quoted the IRGC as saying" has two speakers.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.clause import VERBAL, doers, passive, preps, undergoers
from kg.model import Attribution, Span
from kg.vocab import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.parse import Parsed, Sentence
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_PRONOUNS = frozenset({"he", "she", "it", "they", "who"})
_ARTICLE = re.compile(r"^(?:the|a|an|some|one|local|meanwhile,?)\s+", re.IGNORECASE)
_AFTER_COLON = re.compile(r":\s*([A-Z][^:.\"”“]{2,60}?|[a-z][\w ]{2,30})\s*$")
_SAID = re.compile(
    r"[\"”,]\s*(?P<before>(?:(?:the|a|an)\s)?[A-Z]?[^\"”“.;:,]{2,70}?)\s(?:has |had )?"
    r"(?:said|says|told|added|wrote|shouts|explained|stated|claimed|announced)\b"
    r"|[\"”,]\s*(?:said|says|added|wrote|shouts|explained)\s(?P<after>[^\"”“.;:,]{2,70})"
)  # fmt: skip
_REACH = 5
_LONG_TAIL = 6


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text(encoding="utf-8"))
    return {key: frozenset(words) for key, words in rows.items()}


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
        found = (
            self._governing(seen, one) or self._according(seen, one.token) or self._headline(one) or self._running(one)
        )
        if found is not None:
            self.last, self.last_span = found.speaker, found.span
        return found

    def note(self, seen: View) -> None:
        """Remember who speaks in a sentence, whether or not it tells of an act."""
        for token in seen.doc:
            if token.pos_ == "VERB" and token.lemma_ in ("say", "tell", "add", "write", "announce", "report", "claim"):
                who = next((f.token for f in doers(token)), None)
                if who is not None and who.lower_ not in _PRONOUNS and _speaks(seen, who):
                    span = _phrase(seen, who)
                    self.last, self.last_span = _name(span.quote), span

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
        if lemma in _table()["media_quote"]:
            quoted = next((f.token for f in undergoers(verb)), None)
            outer = next((f.token for f in doers(verb)), None)
            if quoted is not None:
                chain = (_name(_phrase(seen, outer).quote),) if outer is not None and not passive(verb) else ()
                return self._attribution(seen, quoted, Stance.REPORTS, "quoted", chain)
        if passive(verb) and lemma != "quote":
            return None
        return self._made(seen, verb, _stance(lemma), f"{lemma}")

    def _made(self, seen: View, verb: Token, stance: Stance, rule: str) -> Attribution | None:
        for who in doers(verb):
            if who.token.lower_ in _PRONOUNS:
                return self._recalled(seen, who.token, stance, rule)
            if _speaks(seen, who.token) or who.token.pos_ == "PROPN":
                return self._attribution(seen, who.token, stance, rule, ())
        return None

    def _recalled(self, seen: View, pronoun: Token, stance: Stance, rule: str) -> Attribution | None:
        before = [
            t for t in seen.doc[: pronoun.i] if t.pos_ == "PROPN" and t.dep_ in ("nsubj", "pobj", "poss", "nsubjpass")
        ]
        start, end = seen.sentence.at(pronoun)
        span = Span.of(self.parsed.document.text, start, end)
        if before and pronoun.lower_ in ("he", "she") and before[0].i not in seen.spots:
            return Attribution(_name(_phrase(seen, before[0]).quote), stance, span, (), f"{rule}, pronoun")
        return Attribution(self.last, stance, span, (), f"{rule}, pronoun") if self.last else None

    def _attribution(self, seen: View, who: Token, stance: Stance, rule: str, chain: tuple[str, ...]) -> Attribution:
        span = _phrase(seen, who)
        return Attribution(_name(span.quote), stance, span, (*chain, _name(span.quote)) if chain else (), rule)

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

    def _headline(self, one: Candidate) -> Attribution | None:
        """Return the source after a headline's colon: "…: Pentagon", "…: Official"."""
        text = self.parsed.document.text[one.sentence.start : one.sentence.end]
        match = _AFTER_COLON.search(text)
        if match is None or len(text) > 200 or one.start > one.sentence.start + match.start():  # noqa: PLR2004
            lead = re.match(r"([A-Z][\w .]{2,30}):\s", text)
            if lead is None or one.start < one.sentence.start + lead.end() or not _source_word(lead.group(1)):
                return None
            return Attribution(
                lead.group(1),
                Stance.REPORTS,
                Span.of(self.parsed.document.text, one.sentence.start, one.sentence.start + lead.end(1)),
                (),
                "headline",
            )
        if not _source_word(match.group(1)):
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
        if not _quoted(text, one.sentence, one.start):
            return None
        index = one.sentence.index
        for other in (*_span_after(self.parsed, index), *_span_before(self.parsed, index)):
            match = _SAID.search(text, max(other.start - 1, 0), other.end)
            if match is not None:
                key = "before" if match["before"] else "after"
                name = match[key].strip()
                if name.lower() in _PRONOUNS:
                    break
                return Attribution(
                    _name(name), Stance.REPORTS, Span.of(text, match.start(key), match.end(key)), (), "quotation"
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


def _stance(lemma: str) -> Stance:
    for key, stance in (("confirm", Stance.CONFIRMS), ("deny", Stance.DENIES), ("claim", Stance.CLAIMS)):
        if lemma in _table()[key]:
            return stance
    return Stance.REPORTS


def _source_word(name: str) -> bool:
    words = re.findall(r"[a-z]+", name.lower())
    return any(w.removesuffix("s") in _table()["sources"] or w in _table()["sources"] for w in words) or name.isupper()


def _speaks(seen: View, token: Token) -> bool:
    """Whether a noun can be a source: a party, a person, an office, "reports"."""
    if token.i in seen.parties or token.pos_ == "PROPN":
        return True
    return token.lemma_.lower() in _table()["sources"] or seen.among("people", token) or seen.named(token)


def _phrase(seen: View, token: Token) -> Span:
    """Return the words of a source: its noun phrase, a name in apposition instead where there is one."""
    named = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" and token.pos_ != "PROPN"), None)
    head = named if named is not None else token
    left = min(
        (
            t.i
            for c in head.children
            if c.dep_ in ("compound", "amod", "nmod", "poss", "det", "nummod")
            for t in c.subtree
        ),
        default=head.i,
    )
    left = min(left, head.i)
    right = head.i
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "from") and child.i == right + 1:
            right = max(
                [
                    right,
                    *(
                        t.i
                        for t in child.subtree
                        if t.i - head.i <= _LONG_TAIL
                        and not any(a.dep_ in ("relcl", "acl") for a in (t, *t.ancestors) if a.i > head.i)
                    ),
                ]
            )
    start, end = seen.sentence.at(seen.doc[left])[0], seen.sentence.at(seen.doc[right])[1]
    quote = _sentence_words(seen, start, end)
    return Span(start, end, quote)


def _sentence_words(seen: View, start: int, end: int) -> str:
    base = seen.sentence.start
    return seen.sentence.text[start - base : end - base]


def _name(phrase: str) -> str:
    """Return a source's words without article: "Ukraine's Defence Ministry"."""
    return _ARTICLE.sub("", " ".join(phrase.split())).strip(' ,.;:"”“')


__all__ = ["Speakers", "preps"]
