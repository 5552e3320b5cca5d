"""A stated answer fills the empty roles of its two ends, and nothing that is told surely gives way."""

from __future__ import annotations

import pytest

from kg.extract.relation_roles import settled
from kg.model import Argument, EventMention, Evidence, Span, StatedRelation
from kg.vocab import Basis, EventType, Factuality, Relation, Role

TEXT = "Russia struck a port. The strike was revenge for the attack."
SPAN = Span(0, len(TEXT), TEXT)


def mention(words, **roles):
    start = TEXT.index(words)
    args = tuple(Argument(Role(role), name, name, confidence=sure) for role, (name, sure) in roles.items())
    return EventMention(
        words, "doc", Span(start, start + len(words), words), SPAN, EventType.STRIKE, Factuality.ASSERTED,
        words, nominal=True, arguments=args,
    )  # fmt: skip


def read(effect, cause, speaker=None):
    told = StatedRelation(
        effect.id, cause.id, Relation.RETALIATION_FOR, Basis.STATED, SPAN, Evidence("doc", SPAN, speaker), "t"
    )
    return settled([effect, cause], [told])


def test_the_ends_lend_each_other_their_opposite_roles():
    effect, cause = read(mention("strike", actor=("Russia", 0.9), target=("Ukraine", 0.9)), mention("attack"))
    assert (cause.names(Role.ACTOR), cause.names(Role.TARGET)) == (("Ukraine",), ("Russia",))
    assert effect.names(Role.TARGET) == ("Ukraine",)


@pytest.mark.parametrize(("sure", "left"), [(0.4, ()), (0.9, ("Russia",))])
def test_a_carried_actor_gives_way_where_a_side_would_answer_itself(sure, left):
    _, cause = read(mention("strike", actor=("Russia", 0.9)), mention("attack", actor=("Russia", sure)))
    assert cause.names(Role.ACTOR) == left


@pytest.mark.parametrize(("speaker", "actor"), [("Hezbollah", ("Hezbollah",)), ("Israel", ()), ("a monitor", ())])
def test_who_speaks_of_the_motive_acted(speaker, actor):
    cause = mention("attack", actor=("Israel", 0.9), target=("Lebanon", 0.7))
    effect, _ = read(mention("strike"), cause, speaker)
    assert effect.names(Role.ACTOR) == actor


def test_an_answer_lends_its_target_to_no_cause():
    _, cause = read(mention("strike", target=("Israel", 0.9)), mention("attack", target=("Israel", 0.7)))
    assert cause.names(Role.TARGET) == ()


def test_who_speaks_of_avenging_his_own_dead_acted():
    effect, _ = read(mention("strike"), mention("attack", target=("Hamas", 0.9)), "Hamas")
    assert effect.names(Role.ACTOR) == ("Hamas",)
