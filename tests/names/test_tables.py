"""The hand-kept tables: whole and sound."""

from __future__ import annotations

import pytest

from kg.names import actors, tables


def test_all_countries_are_there():
    assert len(tables.countries()) >= 195
    assert len({c.name for c in tables.countries().values()}) == len(tables.countries())


@pytest.mark.parametrize("party", tables.parties().values(), ids=lambda p: p.name)
def test_each_party_leads_home(party):
    assert party.kind in {"group", "organ", "alliance", "body", "person", "people", "territory", "country"}
    assert party.country is None or party.country in {*tables.countries(), "EH"}
    actor = actors.canonical(party.name)
    assert actor is not None
    if party.parent is not None:
        assert actors.side(actor).name != party.name


@pytest.mark.parametrize("country", tables.countries().values(), ids=lambda c: c.code)
def test_each_word_of_a_country_leads_to_it(country):
    for word in (country.name, *country.adjective, *country.also):
        actor = actors.canonical(word)
        assert actor is not None
        assert actor.country == country.code, word


def test_leaders_speak_for_their_country():
    for country in tables.countries().values():
        for names in country.leaders:
            actor = actors.canonical(names[0])
            assert actor is not None
            assert actor.kind == "person", names
            assert actors.side(actor).country == country.code, names
