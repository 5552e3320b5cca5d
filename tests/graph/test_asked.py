"""What an ordinary phrase asks for: acts, sides and their parts, days, and words."""

from __future__ import annotations

import pytest

from kg.graph.asked import Act, Side, Word, read
from kg.graph.asked_days import Day
from kg.graph.rows import ACTOR, TARGET


def sides(phrase):
    return {term.actor.name: term.role for term in read(phrase) if isinstance(term, Side)}


def words(phrase):
    return [term.text for term in read(phrase) if isinstance(term, Word)]


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("Israeli strike on Iran", {"Israel": ACTOR, "Iran": TARGET}),
        ("the strike by Iran on Israel", {"Iran": ACTOR, "Israel": TARGET}),
        ("israel's attack against iran", {"Israel": ACTOR, "Iran": TARGET}),
        ("Israel attack on Iran", {"Israel": ACTOR, "Iran": TARGET}),
        ("Israel struck Iran", {"Israel": ACTOR, "Iran": TARGET}),
        ("the downing of the Israeli jet", {"Israel": TARGET}),
        ("Ukrainian drones shot down", {"Ukraine": None}),
        ("a wave of Russian attacks", {"Russia": ACTOR}),
        ("us strike in syria", {"US": ACTOR, "Syria": TARGET}),
        ("rockets from Lebanon", {"Lebanon": None}),
        ("Iran", {"Iran": None}),
    ],
)
def test_who_did_it_and_to_whom(phrase, parts):
    assert sides(phrase) == parts


def test_a_capital_is_a_town_unless_it_owns_the_act():
    assert sides("the strike on Kyiv") == {}
    assert words("the strike on Kyiv") == ["kyiv"]
    assert sides("Kyiv's strike") == {"Ukraine": ACTOR}


def test_what_tells_nothing_is_dropped():
    assert words("the attack at the oil depot in the Sumy region") == ["oil", "depot", "sumy"]
    assert [type(term) for term in read("the")] == [Word]


@pytest.mark.parametrize("word", ["attack", "attacks", "attacked", "attacking"])
def test_a_word_for_an_act_in_each_of_its_forms(word):
    (act,) = read(word)
    assert isinstance(act, Act)
    assert {"missile-strike", "ground-assault"} <= act.means
    assert "shoot-down" not in act.means | act.may


def test_a_narrow_word_means_less_than_it_may_mean():
    (act,) = read("airstrikes")
    assert isinstance(act, Act)
    assert act.means == {"air-strike"}
    assert "strike" in act.may


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("2024-03-01", Day("2024 03 01", 2024, 3, 1)),
        ("the October 7 attack", Day("october 7", None, 10, 7)),
        ("attack of 7th Oct", Day("7th oct", None, 10, 7)),
        ("March 2024 strike", Day("march 2024", 2024, 3)),
        ("the 2022 invasion", Day("2022", 2022)),
        ("Friday's strike", Day("friday", weekday=5)),
    ],
)
def test_days(phrase, day):
    assert [term for term in read(phrase) if isinstance(term, Day)] == [day]


@pytest.mark.parametrize("phrase", ["17 injured", "they may march", "30 February", "12 34 56"])
def test_what_is_no_day(phrase):
    assert not [term for term in read(phrase) if isinstance(term, Day)]
