"""Tribes and militias that no table lists are known by how an article calls them."""

from __future__ import annotations

import pytest

from kg.names.bands import bands, named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The family blamed Tebu gunmen. The Tebu hit back.", {"Tebu"}),
        ("A ceasefire between Tebu and Awlad Suleiman fighters was holding.", {"Tebu", "Awlad Suleiman"}),
        ("Clashes between the Zawi and the Gadan killed nine.", {"Zawi", "Gadan"}),
        ("Members of the clan Murrad fled.", {"Murrad"}),
    ],
)
def test_who_is_called_a_group_is_one(text, names):
    assert set(bands(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Masked gunmen fled.",  # it only opens the sentence
        "He met Sunni militants and Islamist rebels.",  # faiths
        "They fought Hezbollah fighters.",  # the table has them
        "He spoke of Misrata fighters.",  # a town
        "They blamed Jaish al Adl militants.",  # the end of a name
        "They fled from Rapid Support fighters.",  # a known name without its last word
        "A truce between Israel and Hamas held.",
    ],
)
def test_what_only_describes_or_is_known_is_none(text):
    assert not bands(text)


def test_a_group_is_found_wherever_it_is_named():
    text = "The family blamed Tebu gunmen. The Tebu hit back."
    assert [text[f.start : f.end] for f in named(text, 31, len(text))] == ["Tebu"]
