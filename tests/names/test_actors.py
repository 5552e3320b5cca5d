"""Who is meant by which words."""

from __future__ import annotations

import pytest

from kg.names import actors

CANONICAL = [
    # words, name, kind, parent, country
    ("the Russian Defence Ministry", "Russian Defence Ministry", "organ", "Russia", "RU"),
    ("Russia's defence ministry", "Russian Defence Ministry", "organ", "Russia", "RU"),
    ("Moscow’s Defense Ministry", "Russian Defence Ministry", "organ", "Russia", "RU"),
    ("the Ministry of Defence of Russia", "Russian Defence Ministry", "organ", "Russia", "RU"),
    ("Moscow's forces", "Russia", "country", None, "RU"),
    ("Kyiv’s troops", "Ukraine", "country", None, "UA"),
    ("Israeli army", "Israel", "country", None, "IL"),
    ("Israeli fighter jets", "Israel", "country", None, "IL"),
    ("Syrian government forces", "Syria", "country", None, "SY"),
    ("Israel Defense Forces", "IDF", "organ", "Israel", "IL"),
    ("U.S.", "US", "country", None, "US"),
    ("the White House", "US", "country", None, "US"),
    ("US air force", "US Air Force", "organ", "US", "US"),
    ("Ukraine's Security Service", "SBU", "organ", "Ukraine", "UA"),
    ("Iran-backed militia", "Iran-backed militia", "group", None, None),
    ("pro-Russian separatists", "pro-Russian separatists", "group", None, None),
    ("the Iranian-backed Houthi rebels", "Houthis", "group", None, "YE"),
    ("Palestinian militants", "Palestinian militants", "group", None, "PS"),
    ("a Palestinian gunman", "Palestinian gunman", "group", None, "PS"),
    ("Syrian rebels", "Syrian rebels", "group", None, "SY"),
    ("gunmen", "gunmen", "group", None, None),
    ("Hamas gunmen", "Hamas", "group", None, "PS"),
    ("Palestinian Islamic Jihad", "Islamic Jihad", "group", None, "PS"),
    ("ISIL", "Islamic State", "group", None, None),
    ("Hezbollah's fighters", "Hezbollah", "group", None, "LB"),
    ("al Qaeda", "al-Qaeda", "group", None, None),
    ("the al-Qassam Brigades", "Qassam Brigades", "group", "Hamas", "PS"),
    ("Israeli Prime Minister Benjamin Netanyahu", "Benjamin Netanyahu", "person", "Israel", "IL"),
    ("President Putin", "Vladimir Putin", "person", "Russia", "RU"),
    ("Hamas leader Ismail Haniyeh", "Ismail Haniyeh", "person", "Hamas", "PS"),
    ("US-led coalition", "US-led coalition", "alliance", None, None),
    ("the Ministry of Health in Gaza", "Gaza health ministry", "organ", "Hamas", "PS"),
    ("Rapid Support Forces", "RSF", "group", None, "SD"),
    ("Haftar's forces", "Libyan National Army", "group", None, "LY"),
    ("Gaza", "Gaza", "territory", None, "PS"),
]


@pytest.mark.parametrize("row", CANONICAL, ids=lambda r: r[0])
def test_words_lead_to_their_actor(row):
    words, *expected = row
    actor = actors.canonical(words)
    assert actor is not None
    assert [actor.name, actor.kind, actor.parent, actor.country] == expected


@pytest.mark.parametrize(
    "words", ["us", "is", "", "the", "a tall building", "police post", "the Russian language", "west"]
)
def test_other_words_lead_nowhere(words):
    assert actors.canonical(words) is None


def names(text):
    return [(found.matched, found.actor.name, found.via) for found in actors.find(text)]


FOUND = [
    ("Israel hit Hezbollah.", [("Israel", "Israel", "name"), ("Hezbollah", "Hezbollah", "group")]),
    ("He told us that it is late.", []),
    ("In Washington, U.S. officials spoke.", [("Washington", "US", "capital"), ("U.S", "US", "name")]),
    (
        "The West Bank was calm; the West was not.",
        [("West Bank", "West Bank", "group"), ("the West", "the West", "group")],
    ),
    ("Ukraine's air force downed two drones.", [("Ukraine's air force", "Ukrainian Air Force", "organ")]),
    ("Russian troops crossed.", [("Russian", "Russia", "adjective")]),
    ("RUSSIA IS LOSING GROUND", [("RUSSIA", "Russia", "name")]),
    ("IS said it did so.", [("IS", "Islamic State", "group")]),
    ("the Türkiye border", [("Türkiye", "Turkey", "name")]),
    ("Netanyahu vowed to respond.", [("Netanyahu", "Benjamin Netanyahu", "leader")]),
]


@pytest.mark.parametrize("row", FOUND, ids=lambda r: r[0])
def test_names_are_found_in_running_text(row):
    text, expected = row
    assert names(text) == expected


def test_a_backer_is_marked():
    (iran,) = actors.find("an Iran-backed militia")
    assert iran.actor.name == "Iran"
    assert iran.backed
    assert iran.adjective


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("IDF", "Israel"),
        ("Quds Force", "Iran"),
        ("the Qassam Brigades", "Hamas"),
        ("Putin", "Russia"),
        ("Hezbollah", "Hezbollah"),
    ],
)
def test_each_answers_to_somebody(words, side):
    actor = actors.canonical(words)
    assert actor is not None
    assert actors.side(actor).name == side


def test_offsets_are_those_of_the_text():
    text = "On Monday the Israel Defense Forces struck."
    (found,) = actors.find(text, 10)
    assert text[found.start : found.end] == found.matched == "Israel Defense Forces"


def test_the_tables_are_broad():
    assert actors.size() >= 800


def test_a_name_that_goes_on_is_another():
    assert actors.find("its Rada'a force") == []
    assert [found.actor.name for found in actors.find("Iran'll answer, Iran's army said")] == ["Iran", "Iran"]
