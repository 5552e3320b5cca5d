"""Parses are mended, whatever the parser drew: a tree may begin or end with any word."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract import load
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


@pytest.fixture(scope="module")
def reader():
    return load()


REDUCED = [
    ("Rockets fired from Gaza hit a house in Ashkelon.", "fired", "hit"),
    ("Rockets fired from Syria have killed at least two people.", "fired", "killed"),
    ("Bombs dropped by Saudi jets destroyed a school in Saada.", "dropped", "destroyed"),
    ("Soldiers sent to the border opened fire on protesters.", "sent", "opened"),
    ("Iran shut the crossing, hours after shells fired from the Afghan side killed two guards.", "fired", "killed"),
]
WHOLE = [
    ("The army shelled the town, killed two men and withdrew.", "shelled"),
    ("Rockets landed in the town and killed two people.", "landed"),
    ("The soldiers who fired said they were attacked.", "fired"),
]


@pytest.mark.parametrize(("text", "part", "main"), REDUCED)
def test_a_participle_before_the_verb_of_its_clause_belongs_to_the_subject(reader, text, part, main):
    words = {t.text: t for t in mended(reader.trees.read(reader.nlp(text)))}
    assert words[part].dep_ == "acl"
    assert words[part].head.head is words[main]
    assert words[part].head.dep_ == "nsubj"


@pytest.mark.parametrize(("text", "verb"), WHOLE)
def test_a_verb_that_is_joined_to_the_next_stays_one(reader, text, verb):
    words = {t.text: t for t in mended(reader.trees.read(reader.nlp(text)))}
    assert words[verb].tag_ == "VBD"
    assert words[verb].dep_ != "acl"
