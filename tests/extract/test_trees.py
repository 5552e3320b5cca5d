"""Parses are mended, whatever the parser drew: a tree may begin or end with any word."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.tree import Trees
from kg.extract.trees import mended

DRAWN = {
    "a clause of relation that opens the text": (
        ["Which", "prompted", "strikes", "they", "said"],
        [1, 4, 1, 4, 4],
        ["nsubj", "advcl", "dobj", "nsubj", "ROOT"],
        ["WDT", "VBD", "NNS", "PRP", "VBD"],
    ),
    "a preposition behind its noun that ends the text": (
        ["Missiles", "hit", "on"],
        [2, 1, 1],
        ["pobj", "ROOT", "prep"],
        ["NNS", "VBD", "IN"],
    ),
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN.keys())
def test_no_tree_is_too_odd(drawn):
    words, heads, deps, tags = drawn
    doc = Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, tags=tags)
    assert [t.text for t in mended(Trees(doc.vocab.strings).read(doc))] == words
