"""Relations of mentions become links of events: one per pair, the strongest, with all its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.link.stated import links
from kg.model import Event, Evidence, Extraction, Span, StatedRelation
from kg.vocab import Basis, EventType, Factuality, Relation
from kg.when import When

TEXT = "x" * 400


def event(*members):
    return Event(
        Event.identify(members), EventType.STRIKE, "", Factuality.ASSERTED, None, (), (), (), tuple(members), ("doc",)
    )


def relation(
    effect, cause, kind=Relation.RETALIATION_FOR, *, at=0, basis=Basis.STATED, denied=False, sure=0.8, by=None
):
    span = Span.of(TEXT, at, at + 5)
    return StatedRelation(effect, cause, kind, basis, span, Evidence("doc", span, by), f"rule-{at}", sure, denied)


A, B = event("a1", "a2"), event("b1")


def linked(*relations):
    return links(Extraction("doc", (), relations), (A, B))


def test_the_strongest_kind_wins_with_the_words_that_state_it():
    (link,) = linked(
        relation("a1", "b1", Relation.FOLLOWED, at=10),
        relation("a2", "b1", Relation.RETALIATION_FOR, at=50, by="Kaldia"),
        relation("a1", "b1", Relation.RESPONDS_TO, at=90),
        relation("a1", "b1", Relation.RETALIATION_FOR, at=120),
    )
    assert (link.effect, link.cause, link.kind) == (A.id, B.id, Relation.RETALIATION_FOR)
    assert [e.span.start for e in link.evidence] == [50, 120], "“following” bears out no revenge"
    assert link.evidence[0].speaker == "Kaldia"
    assert {r.feature for r in link.reasons} == {"rule-50", "rule-120"}
    assert link.confidence > 0.8


def test_no_act_answers_one_of_a_later_day():
    early, late = (replace(e, when=When.on(date(2024, 3, day))) for e, day in ((A, 4), (B, 6)))
    assert not links(Extraction("doc", (), (relation("a1", "b1"),)), (early, late))
    assert links(Extraction("doc", (), (relation("b1", "a1"),)), (early, late))


def test_one_statement_makes_a_link_stated():
    (link,) = linked(relation("a1", "b1", basis=Basis.INFERRED), relation("a2", "b1", at=20))
    assert link.basis is Basis.STATED
    (alone,) = linked(relation("a1", "b1", basis=Basis.INFERRED))
    assert alone.basis is Basis.INFERRED


def test_a_denied_relation_is_a_link_of_its_own():
    told = linked(relation("a1", "b1"), relation("a2", "b1", at=30, denied=True))
    assert [(x.denied, x.kind) for x in told] == [(False, Relation.RETALIATION_FOR), (True, Relation.RETALIATION_FOR)]
    assert len({x.id for x in told}) == 2


def test_no_event_answers_itself():
    assert linked(relation("a1", "a2")) == ()


@pytest.mark.parametrize("turned", [Relation.FOLLOWED, Relation.RESPONDS_TO])
def test_of_two_directions_the_better_told_stays(turned):
    (link,) = linked(relation("b1", "a1", turned), relation("a1", "b1", at=40))
    assert (link.effect, link.cause) == (A.id, B.id)


def test_order_of_relations_does_not_matter():
    several = (
        relation("a1", "b1"),
        relation("a2", "b1", Relation.FOLLOWED, at=20),
        relation("a1", "b1", at=60, denied=True),
    )
    assert linked(*several) == linked(*several[::-1])
