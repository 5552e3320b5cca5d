"""A noun beside a name calls it a place; a party's, a common or a first word's capital makes none."""

from __future__ import annotations

import pytest

from kg.names.places import Places


def spotted(text):
    return [text[s.start : s.end] for s in Places(text=text).scan(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They shelled the Arvenko barracks.", ["Arvenko barracks"]),
        ("A mine went off in Velzhad district.", ["Velzhad district"]),
        ("Two shells hit the al-Morrah hospital.", ["al-Morrah hospital"]),
        ("The raid was in the district of Velzhad.", ["Velzhad"]),
        ("Shots were heard at the Tor Qesh crossing.", ["Tor Qesh crossing"]),
    ],
)
def test_a_noun_calls_a_name_a_place(text, names):
    assert spotted(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "They hit an Israeli base.",
        "They hit a Hezbollah camp.",
        "He was taken to Central Hospital.",
        "Prison guards fled.",
        "Toyota plant managers met.",
        "At noon (Sanaa time) they met.",
    ],
)
def test_a_capital_from_elsewhere_makes_no_place(text):
    assert spotted(text) == []
