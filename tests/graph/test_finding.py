"""An ordinary phrase finds its act; several that fit as well are a choice; what fits in part is never taken."""

from __future__ import annotations

from dataclasses import replace

import acts
import pytest
from acts import day

from kg.graph import sentences
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.vocab import EventType, Factuality

ON_IRAN = (EventType.MISSILE_STRIKE, "Israel", "Iran", "Isfahan", day(1))
ON_ISRAEL = (EventType.DRONE_STRIKE, "Iran", "Israel", "Haifa", day(3))
HALTED = (EventType.INTERCEPT, "Israel", "Iran", "Haifa", day(3))
SHELLED = (EventType.SHELLING, "Russia", "Ukraine", "Kryvyi Rih", day(5))
REFINERY = acts.telling("Herald of the refinery", [ON_IRAN, ON_ISRAEL, HALTED, SHELLED])


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        ledger.store(REFINERY, across)
        yield ledger


def found(ledger, phrase):
    meant = ledger.meant(phrase)
    return [(event.type, event.when) for event in meant.fit[: meant.equal]]


def near(ledger, phrase):
    meant = ledger.meant(phrase)
    assert not meant.fit
    return [(event.type, event.when) for event in meant.near]


def short(act):
    return act[0], act[-1]


@pytest.mark.parametrize(
    ("phrase", "act"),
    [
        ("the shelling of Kryvyi Rih", SHELLED),
        ("the attack at Kryvyi Rih", SHELLED),
        ("Russia's strike on the city of Kryvyi Rih", SHELLED),
        ("Israeli strike on Iran", ON_IRAN),
        ("iranian attack against israel", ON_ISRAEL),
        ("the attack on Haifa", ON_ISRAEL),
        ("interceptions over Haifa", HALTED),
        ("the March 6 bombardment", SHELLED),
        ("2024-03-02 strike", ON_IRAN),
    ],
)
def test_a_phrase_finds_its_act(ledger, phrase, act):
    assert found(ledger, phrase) == [short(act)]


def test_an_attack_is_no_interception_of_one(ledger):
    assert short(HALTED) not in found(ledger, "attack")


def test_words_of_sentences_where_nothing_better_fits(ledger):
    assert found(ledger, "the shelling at the refinery")[0] == short(SHELLED) != found(ledger, "the refinery")[0]
    assert found(ledger, "refinery in Kryvyi Rih") == [short(SHELLED)]
    assert len(found(ledger, "Iran refinery")) == 2
    assert found(ledger, "shelling of the opera") == []
    assert found(ledger, "shelling of the refine") == [], "no word of the sentence"
    assert found(ledger, "shelling of the refineries") == [short(SHELLED)]


def test_labels_before_texts_before_sentences(ledger):
    """All four sentences have "refinery", as texts have "strike" for each act."""
    label = acts.telling("Paper", [(EventType.RAID, None, None, "Refinery Hill", day(9))])
    assert len(found(ledger, "refinery")) == 3
    ledger.store(label, across)
    assert found(ledger, "refinery") == [(EventType.RAID, day(9))]


def test_what_happened_before_what_is_a_habit(tmp_path):
    graph = acts.telling("Wire", [(EventType.STRIKE, "Iran", None, "Haifa", day(n)) for n in (1, 2)])
    habit = replace(graph.mentions[0], factuality=Factuality.HABITUAL)
    event = replace(graph.events[0], factuality=Factuality.HABITUAL)
    graph = replace(graph, mentions=(habit, graph.mentions[1]), events=(event, graph.events[1]))
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        ledger.store(graph, across)
        assert found(ledger, "strike on Haifa") == [(EventType.STRIKE, day(2))]
        assert len(ledger.find("strike on Haifa")) == 2


def test_acts_that_fit_as_well_are_a_choice(ledger):
    assert found(ledger, "airstrike on Haifa") == [short(ON_ISRAEL)]
    assert found(ledger, "strike") == [short(ON_IRAN), short(ON_ISRAEL), short(SHELLED)]


def test_the_wrong_way_round_is_only_near(ledger):
    assert near(ledger, "Ukrainian shelling of Kryvyi Rih") == [short(SHELLED)]
    assert near(ledger, "hostages in Haifa") == [short(ON_ISRAEL), short(HALTED)]
    assert near(ledger, "nowhere at all") == []


def test_the_documents_opened_are_those_that_tell_of_the_rest(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        for n in range(sentences.DOCUMENTS + 20):
            act = (EventType.STRIKE, None, None, f"Hill{n}top", day(n))
            ledger.store(acts.telling(f"Paper {n} on the refinery", [act]), across)
        for n in range(sentences.DOCUMENTS + 20):
            assert found(ledger, f"refinery strike at Hill{n}top") == [(EventType.STRIKE, day(n))]
