"""What is said of articles before their reading is trusted, and that it is said once."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Document
from kg.read.hints import Hints, english

DAY, OTHER = date(2024, 5, 3), date(2024, 5, 11)
ENGLISH = "The army said on Monday that its gunners had answered the raid on the harbour with forty rounds. " * 2


def article(origin, text=ENGLISH, published=None):
    return Document(origin, origin, text, (), published=published)


def test_articles_without_a_day_are_one_line():
    hints = Hints()
    for n in range(5):
        hints.see(article(f"w/{n}.txt"))
    assert hints.lines() == [
        "w/0.txt, w/1.txt, w/2.txt and 2 more: no day of publication found; give --published",
    ]


def test_a_day_of_its_own_that_was_not_asked_for_is_told():
    hints = Hints(OTHER)
    hints.see(article("a", published=DAY))
    hints.see(article("b", published=OTHER))
    assert hints.lines() == ["a: dated 2024-05-03 by its own words, not 2024-05-11"]


FRENCH = (
    "Le ministre a dit que les frappes de la nuit avaient fait quatre morts et dix blessés dans la ville, et que la "
    "riposte viendrait bientôt."
)
DUTCH = (
    "Het leger zei dat de aanval was bedoeld als antwoord op de beschieting van de haven, of dat het had besloten tot "
    "een aanval in de nacht."
)


@pytest.mark.parametrize(
    ("text", "is_english"), [(ENGLISH, True), ("Tirs de roquettes", True), (FRENCH, False), (DUTCH, False)]
)
def test_another_language_is_told_where_there_are_words_enough(text, is_english):
    assert english(text) is is_english
    hints = Hints()
    hints.see(article("a", text, DAY))
    assert hints.lines() == ([] if is_english else ["a: not English, it seems; only English is read"])
