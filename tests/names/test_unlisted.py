"""Groups that no table lists are known by how they are called; parts of a state are not."""

from __future__ import annotations

import pytest

from kg.names import actors


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighters of the Green Mountain Liberation Front shelled the post.", "Green Mountain Liberation Front"),
        ("On Friday the Red Valley Brigade attacked.", "Red Valley Brigade"),
        ("Turkish-backed Cedar Hills Front rebels fled.", "Cedar Hills Front"),
    ],
)
def test_a_group_is_known_by_its_last_word(text, name):
    assert name in [found.actor.name for found in actors.find(text)]


@pytest.mark.parametrize(
    "text", ["The Syrian Army advanced.", "Home Front Command closed schools.", "the Eastern Front"]
)
def test_a_part_of_a_state_is_no_group(text):
    assert not [found for found in actors.find(text) if found.via == "group"]
