"""A day goes with the act whose clause holds it, and with no other."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.model.text import Line
from kg.vocab import LineLabel

PUBLISHED = date(2024, 3, 6)
"""A Wednesday."""


@pytest.fixture(scope="module")
def reader():
    return load()


def told(text, reader):
    line = Line(0, len(text), LineLabel.BODY)
    document = Document(Document.identify(text, None, None, PUBLISHED), "test", text, (line,), published=PUBLISHED)
    return extract(document, reader).mentions


def day_of(text, words, reader):
    mention = next(m for m in told(text, reader) if words in m.trigger.quote)
    return mention.when, mention.when_span


CASES = [
    (
        "The trouble began on Monday, when jets and drones bombed two camps of the rebels at Taiz.",
        "bombed",
        "2024-03-04",
    ),
    ("It acted because of Friday's roadside bomb near Taiz, in which a driver was killed.", "bomb", "2024-03-01"),
    (
        "Jets have hit Taiz often since July 2023, when the air force bombed oil tanks there.",
        "bombed",
        "2023-07",
    ),
    ("Rebels shelled the port of Arlen on Monday.", "shelled", "2024-03-04"),
    ("On Monday, after a raid on Tuesday of last week, troops stormed the camp.", "stormed", "2024-03-04"),
    ("Northland bombed Porto on Sunday in response to Friday's attack on its embassy.", "bombed", "2024-03-03"),
    ("Northland bombed Porto on Sunday in response to Friday's attack on its embassy.", "attack", "2024-03-01"),
    ("The army shelled the town on Sunday, officials said on Tuesday.", "shelled", "2024-03-03"),
    ("Russia's Defence Ministry said it had shot down 20 drones overnight.", "shot down", "2024-03-05..2024-03-06"),
    ("Drones hit the depot just after midnight on Tuesday.", "hit", "2024-03-05"),
    ("Drones hit the depot before sunrise on the 3rd.", "hit", "2024-03-03"),
    ("Rebels bombed a base held by the army on Monday.", "bombed", "2024-03-04"),
    ("Two tanks broke through the gate of the post at Ramyah before dawn on Sunday.", "broke", "2024-03-03"),
    ("The army said it hit the post at Ramyah after dark on Sunday.", "hit", "2024-03-03"),
    ("The fighting dates to 12 February, when rebels shelled the army camp near Taiz.", "shelled", "2024-02-12"),
    ("A tank was still burning on Monday, two days after it was struck by a rocket.", "struck", "2024-03-02"),
    (
        "Men climbed a hill on Sunday to bury him, a day after a bomber blew himself up in the ministry.",
        "blew",
        "2024-03-02",
    ),
    ("The president vowed on Saturday to answer the attack.", "vowed", "2024-03-02"),
    ('"The crime will not go unpunished," the ministry added on Saturday night.', "go unpunished", "2024-03-02"),
    ("Sirens sounded on Sunday, warning of rocket fire at Haifa.", "rocket fire", "2024-03-03"),
]


@pytest.mark.parametrize(("text", "words", "day"), CASES)
def test_a_day_goes_with_the_act_whose_clause_holds_it(text, words, day, reader):
    when, span = day_of(text, words, reader)
    assert str(when) == day
    assert span is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Troops stormed the camp on Monday after rebels shelled the port.", "shelled"),
        ("Israel struck Gaza on Monday in retaliation for a rocket attack.", "attack"),
        ("The shelling of Kharkiv was followed by a truce early on Sunday.", "shelling"),
        ("Rebels shelled the port.", "shelled"),
        ("A truce between the two sides held on Monday.", "truce"),
    ],
)
def test_a_day_shut_off_by_another_act_dates_nothing(text, words, reader):
    assert day_of(text, words, reader) == (None, None)


def test_a_headline_makes_what_is_told_news(reader):
    text = "Rebels shell the port\n\nRebels shelled the port of Arlen and burned a mill, residents say."
    lines = (Line(0, 21, LineLabel.TITLE), Line(23, len(text), LineLabel.BODY))
    document = Document(Document.identify(text, None, None, PUBLISHED), "test", text, lines, published=PUBLISHED)
    mention = next(m for m in extract(document, reader).mentions if m.trigger.quote == "shelled")
    assert (str(mention.when), mention.when_span) == ("2024-03-05..2024-03-06", None)


def test_a_day_behind_what_is_answered_is_not_the_answer_s(reader):
    text = "The raid was revenge for the capture of Hadrut on Friday."
    assert day_of(text, "raid", reader) == (None, None)
    assert str(day_of(text, "capture", reader)[0]) == "2024-03-01"


def test_the_day_of_telling_bounds_what_is_told(reader):
    when, span = day_of("Russia said on Tuesday it had captured two villages.", "captured", reader)
    assert str(when) == "2024-03-04..2024-03-05"
    assert span is None, "no words of the text give the act this day"


def test_the_day_of_the_sentence_before_goes_on(reader):
    when, span = day_of(
        "On Monday, Russian forces shelled Kharkiv. A drone strike hit a depot in Sumy.", "strike", reader
    )
    assert str(when) == "2024-03-04"
    assert span is None


def test_a_day_does_not_go_on_into_what_was_before(reader):
    text = "On Monday, Russian forces shelled Kharkiv. They had bombed a depot in Sumy."
    assert day_of(text, "bombed", reader) == (None, None)


def test_a_month_stays_a_month(reader):
    when, _ = day_of("Russian forces bombed a depot in Sumy in February.", "bombed", reader)
    assert str(when) == "2024-02"


def test_the_day_of_what_is_answered_does_not_go_on(reader):
    text = "Ukraine hit a depot in retaliation for Saturday's missile strike. A drone attack injured three people."
    assert day_of(text, "drone attack", reader) == (None, None)


def test_hours_after_the_shelling_count_from_its_day(reader):
    text = "Russian artillery shelled Chuhuiv on Monday. Hours after the shelling, rebels fired rockets at Shebekino."
    when, _ = day_of(text, "fired", reader)
    assert str(when) == "2024-03-04..2024-03-05"


STEPS = [
    ("Russia shelled Chuhuiv on Monday. Following the shelling, rebels fired rockets at Sumy.", "fired", "2024-03-04"),
    (
        "Rebels shelled Arlen on Monday. Hours after the shelling, jets struck a camp.",
        "struck",
        "2024-03-04..2024-03-05",
    ),
    ("Jets struck a camp on Monday, a day after rebels shelled the port.", "shelled", "2024-03-03"),
    (
        "Hezbollah has traded fire with Israel since October 8, a day after the Hamas attack on Israel.",
        "attack",
        "2023-10-07",
    ),
    ("Jets struck a camp on Monday in retaliation for a bombing two days before.", "bombing", "2024-03-02"),
    ("Rebels fired rockets at Haifa on Monday. The army said it had intercepted them.", "intercepted", "2024-03-04"),
    ("On Sunday rebels raided a camp. Two nights later jets struck Arlen.", "struck", "2024-03-05"),
    ("On Monday jets struck a camp that rebels had shelled earlier in the day.", "shelled", "2024-03-04"),
    ("Troops have closed the road until Friday in view of Monday night's raid.", "raid", "2024-03-04"),
]


@pytest.mark.parametrize(("text", "words", "day"), STEPS)
def test_an_act_is_dated_by_the_one_it_is_told_beside(text, words, day, reader):
    assert str(day_of(text, words, reader)[0]) == day


def test_a_day_goes_on_into_no_order_or_perfect(reader):
    text = "Russian artillery shelled Chuhuiv on Monday. Rebels have seized a village in Sumy."
    assert day_of(text, "seized", reader) == (None, None)


def test_days_are_counted_from_no_act_that_is_told_anew(reader):
    text = "Pakistan struck Iran on Monday. Iran's strikes on Pakistan came a day after it launched missiles at Iraq."
    assert day_of(text, "strikes", reader)[0] is None


def test_days_are_counted_from_an_act_that_words_point_back_to(reader):
    text = "Rebels shelled Homs on Sunday. Jets bombed Idlib a day after the shelling."
    assert str(day_of(text, "bombed", reader)[0]) == "2024-03-04"


def test_no_act_was_on_a_day_to_come(reader):
    text = "Rebels shelled Homs on Tuesday. Jets bombed Idlib two days after the shelling."
    assert day_of(text, "bombed", reader)[0] is None
