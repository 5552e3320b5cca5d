"""A tree read out of spaCy answers as spaCy does."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract import weights
from kg.extract.tree import Trees

TEXTS = (
    "Jets, drones and three missiles hit the port; the army, which had warned of it, struck back. It was over.",
    "He said “no”, and the 2nd raid (the third since May) killed two.",
    "Two died",
    "...",
)
ASKED = ("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "whitespace_", "like_num", "is_punct")
NEAR = ("head", "left_edge", "right_edge")
ROWS = ("children", "lefts", "rights", "ancestors", "conjuncts", "subtree")


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(weights.find().folder, exclude=["ner", "senter"])


def told(doc, part):
    return [
        [getattr(t, name) for name in ASKED]
        + [getattr(t, name).i for name in NEAR]
        + [[x.i for x in getattr(t, name)] for name in ROWS]
        + [len(t), part(t), [t.is_ancestor(other) for other in doc]]
        for t in doc
    ]


def same(doc):
    ours = Trees(doc.vocab.strings).read(doc)
    assert ours.text == doc.text
    assert told(ours, lambda t: (t.sent.start, t.sent.stop)) == told(doc, lambda t: (t.sent.start, t.sent.end))


@pytest.mark.parametrize("text", TEXTS)
def test_a_parse(nlp, text):
    same(nlp(text))


def test_a_tree_that_crosses_itself(nlp):
    words = ["Which", "strikes", "did", "they", "say", "prompted", "it", "."]
    heads, deps = [1, 5, 4, 4, 4, 4, 5, 4], ["det", "nsubj", "aux", "nsubj", "ROOT", "ccomp", "dobj", "punct"]
    doc = Doc(nlp.vocab, words=words, heads=heads, deps=deps, tags=["NN"] * 8, pos=["NOUN"] * 8, lemmas=words)
    same(doc)


def test_neighbours(nlp):
    doc = Trees(nlp.vocab.strings).read(nlp("Jets hit it"))
    assert doc[0].nbor(1) is doc[1]
    assert doc[1].nbor(-1) is doc[0]
    assert [doc.word(2), doc.word(3)] == ["it", ""]
    for token, step in ((doc[0], -1), (doc[2], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_another_tree_leaves_the_first_as_it_was(nlp):
    doc = Trees(nlp.vocab.strings).read(nlp("Jets hit it"))
    before = [(t.head.i, t.dep_) for t in doc]
    fresh = doc.drawn([0, 0, 0], ["ROOT", "x", "y"], ["NNS"] * 3)
    assert [(t.head.i, t.dep_, t.tag_) for t in fresh] == [(0, "ROOT", "NNS"), (0, "x", "NNS"), (0, "y", "NNS")]
    assert [(t.head.i, t.dep_) for t in doc] == before
