"""The words beside a trigger: one more act, a name for one told already, a clause of it."""

from __future__ import annotations

import pytest

from kg.model import EventMention, Span
from kg.resolve.lists import root, senses
from kg.resolve.wording import anew, called, clausal, content, introduced, of_a_day, rare
from kg.vocab import EventType, Factuality


def mention(marked, *, nominal=True):
    """Return the mention in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return EventMention(
        id=str(start),
        document="doc",
        trigger=Span.of(text, start, end),
        sentence=Span.of(text, 0, len(text)),
        type=EventType.STRIKE,
        factuality=Factuality.ASSERTED,
        lemma=text[start:end].lower(),
        nominal=nominal,
    )


@pytest.mark.parametrize("text", ["Another drone [strike] hit the mill.", "A second [salvo] followed at dusk."])
def test_one_more_is_new(text):
    assert anew(mention(text))


def test_also_tells_a_verb_anew_and_a_plain_noun_is_not_new():
    assert anew(mention("The jets also [shelled] the bridge.", nominal=False))
    assert not anew(mention("The [salvo] set the mill alight."))


@pytest.mark.parametrize("text", ["The mayor called it a [massacre].", "It was a cowardly [crime], she said."])
def test_a_name_given_to_an_act(text):
    assert called(mention(text))
    assert not called(mention("A [massacre] took place in Dar."))


def test_a_noun_owned_by_its_day():
    assert of_a_day(mention("After Sunday's [raid] the road was shut."))
    assert of_a_day(mention("After last week’s naval [raid] the road was shut."))
    assert not of_a_day(mention("After the army's [raid] the road was shut."))


@pytest.mark.parametrize(
    ("one", "other", "nominal", "answer"),
    [
        ("The [rockets] that hit the port burned.", "The rockets that [hit] the port burned.", False, True),
        ("Guns [fired] on Dar, killing two.", "Guns fired on Dar, [killing] two.", False, True),
        ("Two men were [killed] in an air raid.", "Two men were killed in an air [raid].", True, True),
        ("They [struck] Dar in revenge for the raid.", "They struck Dar in revenge for the [raid].", True, False),
        ("They [struck] Dar. Guns shelled Nur.", "They struck Dar. Guns [shelled] Nur.", False, False),
    ],
)
def test_a_clause_tells_more_of_the_same_act(one, other, nominal, answer):
    assert clausal(mention(one), mention(other, nominal=nominal)) is answer


def test_telling_words_tie_two_mentions_unless_they_are_everywhere():
    one = content(mention("A gunman [shot] seven people outside a synagogue.", nominal=False))
    other = content(mention("On account of the synagogue [attack], police said."))
    assert one & other == {root("synagogue")}
    everywhere = [frozenset({"harbour", str(i)}) for i in range(12)]
    assert "harbour" not in rare(everywhere)
    assert "3" in rare(everywhere)


@pytest.mark.parametrize(
    ("verb", "noun"),
    [("bomb", "bombing"), ("seize", "seizure"), ("intercept", "interception"), ("evacuate", "evacuation")],
)
def test_a_verb_and_its_noun_share_a_root(verb, noun):
    assert root(verb) == root(noun)


def test_words_of_one_sort_of_act():
    assert senses()["blast"] & senses()["explosion"]
    assert not senses()["ambush"] & senses()["truce"]


@pytest.mark.parametrize("text", ["The [bombing] of a clinic in Tarn.", "The [strike] on two villages near Tarn."])
def test_what_an_act_was_of_is_told_where_the_act_is_new(text):
    assert introduced(mention(text))
    assert not introduced(mention("The [bombing] of the clinic was told before."))
