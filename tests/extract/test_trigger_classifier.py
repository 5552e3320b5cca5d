"""Words that no rule takes for a trigger are weighed: seldom wrongly, never twice, and never into a threat."""

from __future__ import annotations

import math

import pytest

from kg.extract import load, triggers
from kg.extract import trigger_classifier as classifier
from kg.extract.parse import parse
from kg.model import Document
from kg.read.lines import label
from kg.vocab import EventType, Family

NOTHING_HAPPENS = (
    "The committee will meet in Geneva on Monday to discuss grain prices.",
    "Officials had warned for weeks that the rivals might try to take the bridge.",
    "The air force has some two hundred missiles and a stock of older bombs.",
)


@pytest.fixture(scope="module")
def reader():
    return load()


def of(text, reader):
    document = Document(Document.identify(text, None, None, None), "test", text, label(text))
    return triggers.find(parse(document, reader), reader.lexicon)


def test_odds_are_shares_and_unknown_signs_weigh_nothing():
    known = classifier.weights()
    odds = known.odds(("word bridge N", "no such sign"))
    assert math.isclose(sum(odds), 1.0)
    assert odds == known.odds(("word bridge N",))
    assert len(odds) == len(classifier.FAMILIES) + 1


@pytest.mark.parametrize("text", NOTHING_HAPPENS)
def test_where_nothing_happens_nothing_is_weighed_in(text, reader):
    assert not [one for one in of(text, reader) if one.rule.startswith("weighed")]


def test_what_is_weighed_in_says_how_likely_it_is_and_is_no_threat(reader, monkeypatch):
    text = "Fighters overran the post at dawn and blew the gate. The army flew its wounded out and swore to come back."
    monkeypatch.setattr(classifier, "LEAST", 0.05)
    found = [one for one in of(text, reader) if one.rule.startswith("weighed")]
    assert found
    assert all(0.05 <= one.confidence <= 1.0 and one.type.family is not Family.THREAT for one in found)


def test_a_word_that_rules_decided_upon_is_not_weighed_again(reader, monkeypatch):
    monkeypatch.setattr(classifier, "LEAST", 0.0)
    found = of("On Sunday the army launched another round of air strikes on the port of Hodeidah.", reader)
    words = [one.token.lower_ for one in found]
    assert words.count("strikes") == 1
    assert "launched" not in words


def test_who_is_arrested_is_no_ship(reader):
    found = of("The man, 38, had been arrested following a high-speed chase shortly after the shootings.", reader)
    assert [one.type for one in found if one.token.lower_ == "arrested"] == [EventType.ARREST]


def test_every_weight_is_of_a_sign_that_is_written_plainly():
    known = classifier.weights()
    assert len(known.signs) > 1000
    assert all(len(row) == len(known.base) and any(row) for row in known.signs.values())
