from datetime import date

import pytest

from kg.model import CausalLink, Document, Event, Evidence, Span, digest
from kg.vocab import Basis, EventType, Family, Relation

TEXT = "Rockets fell on the port."
WORDS = Evidence("doc-1", Span.of(TEXT, 0, 7))


def test_ids_are_content():
    assert digest("e", "a", None) == digest("e", "a", "")
    assert digest("e", "ab", "c") != digest("e", "a", "bc")
    day = date(2024, 3, 1)
    assert Document.identify(TEXT, None, "A", day) != Document.identify(TEXT, None, "B", day)
    assert Event.identify(("m-2", "m-1")) == Event.identify(("m-1",))


def test_a_span_shows_its_words():
    assert Span.of(TEXT, 0, 7).quote == "Rockets"
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 3, "")
    with pytest.raises(ValueError, match="not a span"):
        Span(0, 7, "Rocket")


def test_evidence_or_nothing():
    with pytest.raises(ValueError, match="evidence"):
        CausalLink("l", "e-2", "e-1", Relation.FOLLOWED, Basis.STATED, 1.0, (), "rules")


def test_no_act_answers_itself():
    with pytest.raises(ValueError, match="own cause"):
        CausalLink("l", "e-1", "e-1", Relation.FOLLOWED, Basis.STATED, 1.0, (WORDS,), "rules")


def test_every_type_has_the_family_of_its_block():
    assert EventType.DRONE_STRIKE.family is Family.STRIKE
    assert EventType.SHOOT_DOWN.family is Family.INTERCEPT
    assert EventType.ACCUSATION.family is Family.STATEMENT
    assert {t.family for t in EventType} == set(Family)
