"""What a mention was lent is weighed apart from what its own words say."""

from __future__ import annotations

import pytest

from kg.model import Argument, EventMention, Span
from kg.resolve.lent import agreeing
from kg.resolve.members import Members
from kg.resolve.profile import profile
from kg.resolve.sides import Sides
from kg.vocab import Determiner, EventType, Factuality, Role

TEXT = "Israel struck Beirut and Russia struck Sumy. The strike killed nine."
SIDES = Sides(TEXT)


def told(words, *arguments):
    """Return the profile of a mention: arguments are (role, name, rule, confidence)."""
    start = TEXT.index(words)
    one = Span.of(TEXT, start, start + len(words))
    mention = EventMention(
        id=words,
        document="doc",
        trigger=one,
        sentence=Span.of(TEXT, 0, len(TEXT)),
        type=EventType.STRIKE,
        factuality=Factuality.ASSERTED,
        lemma="strike",
        nominal=words.startswith("The"),
        determiner=Determiner.DEFINITE if words.startswith("The") else Determiner.NONE,
        arguments=tuple(Argument(role, name, name, rule=rule, confidence=sure) for role, name, rule, sure in arguments),
    )
    return profile(mention, 0, SIDES)


def signs(one, *members):
    return [name for name, _, _ in agreeing(one, Members(members), SIDES, "back")]


SURE, GUESSED, CARRIED = ("subject", 0.9), ("the only foe in the article", 0.5), ("carried over, subject", 0.5)
ISRAEL = told("Israel struck", (Role.ACTOR, "Israel", *SURE))
RUSSIA = told("Russia struck", (Role.ACTOR, "Russia", *SURE))


@pytest.mark.parametrize(("lent", "how"), [(GUESSED, "guessed"), (CARRIED, "carried over")])
def test_a_lent_side_speaks_for_the_act_of_that_side_and_against_others(lent, how):
    back = told("The strike", (Role.ACTOR, "Russia", *lent))
    assert signs(back, RUSSIA) == [f"actor {how}, met, back"]
    assert signs(back, ISRAEL) == [f"actor {how}, other, back"]


def test_what_both_say_in_their_own_words_is_left_to_other_signs():
    back = told("The strike", (Role.ACTOR, "Russia", *SURE))
    assert not signs(back, RUSSIA)
    assert not signs(back, ISRAEL)


def test_an_act_that_names_nobody_is_known_by_what_it_was_lent():
    unnamed = told("struck Beirut", (Role.ACTOR, "Israel", *GUESSED))
    assert signs(told("The strike", (Role.ACTOR, "Israel", *SURE)), unnamed) == ["actor lent the act, met, back"]
    assert signs(told("The strike", (Role.ACTOR, "Russia", *GUESSED)), unnamed) == ["actor guessed, other, back"]


def test_a_lent_place_agrees_with_the_country_around_it():
    back = told("The strike", (Role.PLACE, "Ukraine", *CARRIED))
    sumy = told("struck Sumy", (Role.PLACE, "Sumy", *SURE))
    beirut = told("struck Beirut", (Role.PLACE, "Beirut", *SURE))
    assert signs(back, sumy) == ["place carried over, met, back"]
    assert signs(back, beirut) == ["place carried over, other, back"]
