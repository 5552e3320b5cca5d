"""No pattern is passed over that would have matched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates_grammar import rules
from kg.extract.literals import Sieve, needed
from kg.extract.quantity_patterns import patterns
from kg.extract.relation_table import table


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("in return for", {"in return for"}),
        (r"\baveng(?:e|es|ed|ing)\b", {"avenge", "avenging"}),
        (r"(?:the )?(?:death )?toll of \d+", {"toll of "}),
        (r"(?:hours|days) (?:\w+ )?after", {"after"}),
        (r"(?i:Mon|Fri)day(?!s)", {"monday", "friday"}),
        (r"(?:killed|\d+ dead)", {"killed", " dead"}),
        (r"(?:killed|\d+)", {""}),
        (r"[ab]c?", {"a", "b"}),
        (r"(?:ab)+x?|[^a]c", {"ab", "c"}),
        (r"\w*", {""}),
    ],
)
def test_what_a_match_needs(pattern, strings):
    assert needed(re.compile(pattern)) == strings


EVERY = [*(r.pattern for r in rules()), *(p.regex for p in patterns()), *(r.spaced for r in table())]
SIEVE = Sieve((pattern, pattern) for pattern in EVERY)


@given(st.data())
def test_what_matches_is_passed(data):
    pattern = data.draw(st.sampled_from([r.spaced for r in table()]))
    text = data.draw(st.from_regex(pattern))
    assert pattern in SIEVE.passed(text)
    assert pattern in SIEVE.passed(text.upper())


@pytest.mark.parametrize(
    "text",
    [
        "Two days after Monday's raid, on 5 March 2024, jets struck in response to it; the next day nobody was killed.",
        "At least \x01\x02\x02 were killed and \x05\x06 wounded in the strike, revenge for the death toll of \x05.",
    ],
)
def test_a_sentence_passes_those_that_match_and_few_others(text):
    passed = SIEVE.passed(text)
    matching = [p for p in EVERY if p.search(text)]
    assert len(matching) > 4
    assert [p for p in passed if p.search(text)] == matching
    assert len(passed) < len(EVERY) / 4
