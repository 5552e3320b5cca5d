"""Word classes and lemmas that are worked out once are those that the model gives each time."""

from __future__ import annotations

import pytest
import spacy

from kg.extract import weights, wordforms

TEXTS = (
    "There's a drone;  there were two, and they're gone.",
    "He got ta go, so let's go, and let the others do what they gotta do.",
    "It ain't over: I can't say who'd done it, you'd said, and you were doin' it.",
    "Jets hit the port, which hit back; that hit was the third that it had.",
    "The raid that killed six had been ordered. That was it. Have they had enough?",
)


@pytest.fixture(scope="module")
def model():
    return spacy.load(weights.find().folder, exclude=["ner", "senter"])


@pytest.fixture(scope="module")
def once():
    return wordforms.once(spacy.load(weights.find().folder, exclude=["ner", "senter"]))


def told(doc):
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i) for t in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_told_as_the_model_tells_them(model, once, text):
    assert once.pipe_names[-1] == "wordforms"
    first, again = once(text), once(text)
    assert told(first) == told(again) == told(model(text))


def test_a_text_without_words(once):
    assert told(once("")) == []


def test_a_model_whose_rules_look_further_is_left_alone():
    nlp = spacy.load(weights.find().folder, exclude=["ner", "senter"])
    nlp.get_pipe("attribute_ruler").add([[{"MORPH": "Number=Plur"}]], {"POS": "NOUN"})
    assert "wordforms" not in wordforms.once(nlp).pipe_names
    assert wordforms.once(spacy.blank("en")).pipe_names == []
