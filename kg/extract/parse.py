"""The one door to spaCy: a document becomes sentences, and those that may tell of an act are parsed.

What is hard: speed and offsets. Most sentences tell of no act, so only those that hold a word of the lexicon are
parsed; headlines are put into running case at equal length, so that offsets into the document hold; and no sentence
is ever long enough to make the parser crawl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.extract import headlines, sentences, trees, weights
from kg.extract.lexicon import Lexicon, read
from kg.extract.tree import Trees
from kg.extract.trigger_frames import check
from kg.names.places import Places
from kg.vocab import LineLabel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.extract.tree import Doc, Token
    from kg.model import Document

BATCH = 128
_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)?")
_RELATING = frozenset(
    {"answer", "answered", "answers", "avenge", "avenged", "avenges", "avenging", "consequence", "followed"}
    | {"link", "linked", "payback", "prompted", "provoked", "punished", "punishing", "punishment", "reaction"}
    | {"reason", "repaid", "repay", "repayment", "replied", "reply", "reprisal", "reprisals", "requital"}
    | {"responded", "responding", "response", "retaliate", "retaliated", "retaliates", "retaliating"}
    | {"retaliation", "retaliatory", "retribution", "revenge", "riposte", "sparked", "tie", "tied"}
    | {"tit-for-tat", "triggered", "unanswered", "unavenged", "unpunished", "vengeance", "why"}
)
"""Words that may tie acts of other sentences: "The army called it revenge for the dam."."""
_POINTING = re.compile(
    r"\b(?:this|that|these|those|it|they) (?:is|was|are|were) (?:only |just |all )?(?:for|because)\b"
)
"""Words by which a verdict points at acts of other sentences: "That was for Izium," he said."""
_HEADS = frozenset({LineLabel.TITLE, LineLabel.HEADING, LineLabel.TEASER})
_PASSED = frozenset({LineLabel.JUNK, LineLabel.COMMENT})


@dataclass(frozen=True, slots=True)
class Reader:
    """A loaded model and the word lists; made by `load`, kept by the caller. `name` and `digest` tell which model."""

    name: str
    digest: str
    nlp: Any
    trees: Trees
    lexicon: Lexicon
    english: frozenset[str]

    def knows(self, word: str) -> bool:
        """Return whether a lower-case word is an English word, or one of the lexicon."""
        return word in self.english or word in self.lexicon.forms

    def retold(self, doc: Doc, told: dict[int, str]) -> Any:
        """Return a sentence as the model takes it in, with other words for some."""
        from spacy.tokens import Doc as Words  # noqa: PLC0415 - takes half a second; only who reads a text pays

        return Words(self.nlp.vocab, [told.get(t.i, t.text) for t in doc], [bool(t.whitespace_) for t in doc])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch `start`..`end` of the document; `text` is what was parsed (a headline in running case, equal length).

    `doc` is None where no word of the lexicon stands in it.
    """

    index: int
    start: int
    end: int
    line: LineLabel
    text: str
    doc: Doc | None = None
    headline: bool = False

    def at(self, token: Token) -> tuple[int, int]:
        """Return the offsets of a token in the document."""
        start = self.start + token.idx
        return start, start + len(token)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its sentences in text order, and `text`, its headlines in running case at equal length."""

    document: Document
    sentences: tuple[Sentence, ...]
    text: str = ""


def load(model: str | None = None, *, lexicon: Path | None = None) -> Reader:
    """Load the language model and the word lists.

    `model` is a folder or a package name of a spaCy model, None the trusted one; `lexicon` a TOML file of the shape of
    triggers.toml whose words are added to ours.

    Raises:
        MissingPart: no model is installed, or it is not the one that it says it is.
        InputError: the lexicon cannot be read, or an entry of it needs what is not known.
    """
    lists = read(lexicon)
    check(lists, str(lexicon or "triggers.toml"))
    found = weights.find(model)
    nlp = weights.pipeline(found)
    english = frozenset(w for w in nlp.vocab.strings if w.isalpha() and w.islower())
    return Reader(found.name, found.digest, nlp, Trees(nlp.vocab.strings), lists, english)


def parse(document: Document, reader: Reader) -> Parsed:
    """Split a document into sentences and parse those that hold a word of the lexicon."""
    raw = list(_sentences(document, reader))
    forms = reader.lexicon.forms | _RELATING
    wanted = [s for s in raw if _telling(s.text.lower(), forms)]
    docs = {s.index: doc for s, doc in zip(wanted, _docs(wanted, reader), strict=True)}
    done = tuple(replace(s, doc=docs[s.index]) if s.index in docs else s for s in raw)
    return Parsed(document, done, _running(document.text, done))


def _telling(low: str, forms: frozenset[str]) -> bool:
    """Return whether a sentence may tell of an act, or of what ties acts."""
    return not forms.isdisjoint(_WORDS.findall(low)) or _POINTING.search(low) is not None


def _running(text: str, told: tuple[Sentence, ...]) -> str:
    """Return the whole text with its headlines in running case."""
    parts, at = [], 0
    for sentence in told:
        parts += [text[at : sentence.start], sentence.text]
        at = sentence.end
    return "".join([*parts, text[at:]])


def _docs(wanted: list[Sentence], reader: Reader) -> Iterator[Doc]:
    """Parse in batches; where a word had better stand for another, once more with that word."""
    drawn = [reader.trees.read(doc) for doc in reader.nlp.pipe((s.text for s in wanted), batch_size=BATCH)]
    heads = [s.headline or s.line in _HEADS or s.text.rstrip()[-1:].isalnum() for s in wanted]
    told = [
        (headlines.in_past(doc, reader.lexicon) if head else {}) | trees.stand_ins(doc)
        for doc, head in zip(drawn, heads, strict=True)
    ]
    anew = _anew([(doc, words) for doc, words in zip(drawn, told, strict=True) if words], reader)
    for doc, words, head in zip(drawn, told, heads, strict=True):
        done = trees.mended(next(anew) if words else doc)
        yield headlines.suffered(done, reader.lexicon) if head else done


def _anew(docs: list[tuple[Doc, dict[int, str]]], reader: Reader) -> Iterator[Doc]:
    """Parse again with other words for some (the past tense of a headline), and hang that tree on those that stand."""
    texts = (reader.retold(doc, told) for doc, told in docs)
    for (doc, _), past in zip(docs, reader.nlp.pipe(texts, batch_size=BATCH), strict=True):
        yield doc.drawn(
            [t.head.i for t in past],
            [t.dep_ for t in past],
            [t.tag_ for t in past],
            [t.pos_ for t in past],
            [t.lemma_ for t in past],
        )


def _sentences(document: Document, reader: Reader) -> Iterator[Sentence]:
    keep: frozenset[str] | None = None
    places: Places | None = None
    index = 0
    for line in document.lines:
        if line.label in _PASSED:
            continue
        for start, end in sentences.split(document.text, line.start, line.end):
            text = document.text[start:end]
            head = headlines.titled(text, line.label) or headlines.shouted(text)
            if head:
                keep = headlines.names_in(document) if keep is None else keep
                places = places or Places(text=document.text)
                text = headlines.running(text, keep, reader.knows, places)
            yield Sentence(index, start, end, line.label, text.replace("\n", " "), headline=head)
            index += 1
