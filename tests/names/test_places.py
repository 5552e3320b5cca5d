"""Where: words lead to one place, or to none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.names import gazetteer, tables
from kg.names.compile import FILE
from kg.names.known import countries_of
from kg.names.places import Places

WAR = ("UA", "RU")
LEVANT = ("IL", "PS", "LB", "SY")

RESOLVED = [
    # words, countries of the article, name, kind, country
    ("Kursk region", WAR, "Kursk region", "region", "RU"),
    ("the Kursk Region", WAR, "Kursk region", "region", "RU"),
    ("Lviv oblast", WAR, "Lviv region", "region", "UA"),
    ("the town of Vovchansk", WAR, "Vovchansk", "city", "UA"),
    ("the Ukrainian city of Kryvyi Rih", WAR, "Kryvyi Rih", "city", "UA"),
    ("Pokrovsk", WAR, "Pokrovsk", "city", "UA"),
    ("Kiev", WAR, "Kyiv", "city", "UA"),
    ("Odessa", WAR, "Odesa", "city", "UA"),
    ("northeastern Kharkiv region", WAR, "northeastern Kharkiv region", "part", "UA"),
    ("central and western Ukraine", WAR, "central and western Ukraine", "part", "UA"),
    ("Russia’s border regions", WAR, "Russia’s border regions", "border", "RU"),
    ("Crimea", WAR, "Crimea", "territory", "UA"),
    ("Saky air base", WAR, "Saky air base", "base", "UA"),
    ("near Sderot", LEVANT, "Sderot", "city", "IL"),
    ("Rafah", LEVANT, "Rafah", "city", "PS"),
    ("Rafah", ("EG",), "Rafah", "city", "EG"),
    ("Gaza Strip", LEVANT, "Gaza", "territory", "PS"),
    ("southern Gaza Strip", LEVANT, "southern Gaza Strip", "part", "PS"),
    ("Gaza City", LEVANT, "Gaza City", "city", "PS"),
    ("the occupied West Bank", LEVANT, "West Bank", "territory", "PS"),
    ("border with Lebanon", LEVANT, "border with Lebanon", "border", "LB"),
    ("Bekaa Valley", LEVANT, "Bekaa Valley", "territory", "LB"),
    ("al-Tanf", LEVANT, "Al-Tanf", "base", "SY"),
    ("Raqqa", LEVANT, "Raqqa", "city", "SY"),
    ("Deir Az Zor", LEVANT, "Deir ez-Zor", "city", "SY"),
    ("Idlib province", LEVANT, "Idlib province", "region", "SY"),
    ("Damascus airport", LEVANT, "Damascus airport", "airport", "SY"),
    ("Hodeidah", ("YE",), "Hodeidah", "city", "YE"),
    ("Isfahan", ("IR",), "Isfahan", "city", "IR"),
    ("Fordow", ("IR",), "Fordow", "nuclear-site", "IR"),
    ("the Strait of Hormuz", ("IR",), "Strait of Hormuz", "strait", None),
    ("the Red Sea", ("YE",), "Red Sea", "sea", None),
    ("Pahalgam", ("IN", "PK"), "Pahalgam", "city", "IN"),
    ("Muzaffarabad", ("IN", "PK"), "Muzaffarabad", "city", "PK"),
    ("Kabul", ("IL", "PS"), "Kabul", "city", "AF"),
    ("Tripoli", ("LY",), "Tripoli", "city", "LY"),
    ("Tripoli", ("LB",), "Tripoli", "city", "LB"),
    ("Washington", WAR, "Washington", "city", "US"),
    ("Ukraine", WAR, "Ukraine", "country", "UA"),
]


@pytest.mark.parametrize("row", RESOLVED, ids=lambda r: f"{r[0]} ({','.join(r[1])})")
def test_words_lead_to_their_place(row):
    words, countries, name, kind, country = row
    found = Places(countries).resolve(words)
    assert found is not None
    assert (found.place.name, found.place.kind, found.place.country) == (name, kind, country)
    assert found.place in found.candidates
    assert found.reason


@pytest.mark.parametrize(
    "words",
    ["a hospital", "Police", "Nice", "Ali", "kursk", "Monday", "the army", "", "Springfield", "Zzyzxq", "Al-Hassan"],
)
def test_other_words_lead_nowhere(words):
    assert Places(WAR).resolve(words) is None


def test_a_neighbour_already_settled_decides():
    places = Places(("RU",))
    assert places.resolve("Rostov-on-Don") is not None
    alone = Places(("RU",)).resolve("Azov")
    assert alone is not None
    assert len(alone.candidates) >= 1


def test_all_candidates_are_kept():
    found = Places(WAR).resolve("Pokrovsk")
    assert found is not None
    assert {"UA", "RU"} <= {p.country for p in found.candidates}


def spotted(text):
    return [text[s.start : s.end] for s in Places((), text).scan(text)]


SCANNED = [
    ("Ukraine fired at Belgorod and the Kursk region.", ["Ukraine", "Belgorod", "Kursk region"]),
    ("Rockets from Gaza fell near Ashkelon, Israel said.", ["Gaza", "Ashkelon", "Israel"]),
    ("Sergei Lavrov spoke in Moscow for Russia.", ["Moscow", "Russia"]),
    ("Raids hit southern Lebanon and the Golan Heights.", ["southern Lebanon", "Golan Heights"]),
    ("A drone hit Tower 22 in Jordan.", ["Tower 22", "Jordan"]),
    ("North Korea's army fired shells; shells fell in South Korea.", ["South Korea"]),
    ("Police in Best Western said nothing to Ali.", []),
]


@pytest.mark.parametrize("row", SCANNED, ids=lambda r: r[0])
def test_places_are_found_in_running_text(row):
    text, expected = row
    assert spotted(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Israeli jets struck Blida in southern Lebanon.", "Blida", "LB"),
        ("Algerian police were shot at in Blida.", "Blida", "DZ"),
        ("Rockets hit Abu Salim and Ain Zara in Tripoli, Libya.", "Abu Salim", "LY"),
        ("Israeli forces raided Jenin.", "Jenin", "PS"),
        ("Turkish drones hit Ras al-Ain in Syria.", "Ras al-Ain", "SY"),
        ("Pakistani jets bombed Barmal in Afghanistan.", "Barmal", "AF"),
    ],
)
def test_a_small_town_is_that_of_the_articles_country(text, name, country):
    found = {text[s.start : s.end]: s.resolved.place.country for s in Places(text=text).scan(text)}
    assert found[name] == country


def test_countries_of_an_article():
    assert countries_of("Israeli jets hit Gaza; Hamas and Israel trade fire; Egypt mediates; Israel waits.")[:2] == (
        "IL",
        "PS",
    )


def test_the_hand_table_is_broad_and_sound():
    rows = [row for block in tables.table("places.toml").values() for row in block.values()]
    towns = list(tables.table("towns.toml").values())
    assert len(rows) >= 400
    assert len(towns) >= 250
    rows += towns
    for country, latitude, longitude, _ in rows:
        assert country == "" or country in tables.countries() or country == "EH"
        assert -90 <= latitude <= 90
        assert -180 <= longitude <= 180


def test_the_gazetteer_is_small_and_wide():
    path = Path(gazetteer.__file__).with_name(FILE)
    assert path.stat().st_size <= 12_000_000
    assert gazetteer.size() >= 55_000
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_look_up_goes_by_the_index_alone():
    """Never through a whole table; how fast that is, `tests/bench/growth.py` tells."""
    plan = gazetteer._base().execute(f"EXPLAIN QUERY PLAN {gazetteer._QUERY}", ("kharkiv",)).fetchall()
    steps = [step for *_, step in plan if "ORDER BY" not in step]
    assert steps
    assert all(step.startswith("SEARCH") for step in steps), steps


def test_the_source_is_named():
    assert "CC BY 4.0" in Path(gazetteer.__file__).with_name("GEONAMES.md").read_text()
