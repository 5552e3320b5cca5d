"""Who did it, where no words of the act's own name a side."""

import pytest

from kg import pipeline
from kg.extract import load
from kg.model import Document
from kg.read.lines import label
from kg.resolve.supplied import weights
from kg.vocab import Role


@pytest.fixture(scope="module")
def reader():
    return load()


def read(text, reader):
    document = Document(Document.identify(text, None, None, None), "told", text, label(text))
    graph = pipeline.reading(document, reader)
    names = {actor.id: actor.name for actor in graph.actors}
    mentions = {m.id: m for m in graph.mentions}
    acts = {mentions[e.members[0]].trigger.quote: e for e in graph.events}
    return graph, names, acts


RAIDS = (
    "Israeli jets bombed Gaza City on Sunday and on Monday. Israel shelled Rafah on Tuesday. "
    "Hamas denounced Israel. On Wednesday an air strike hit a house in Khan Younis, killing three."
)


def test_a_strike_that_names_nobody_is_by_who_strikes_there(reader):
    graph, names, acts = read(RAIDS, reader)
    act = acts["air strike"]
    assert [names[a] for a in act.actors] == ["Israel"]
    told = [a for m in graph.mentions if m.id in act.members for a in m.fillers(Role.ACTOR)]
    assert [a.span for a in told] == [None]
    assert told[0].rule.startswith("weighed: ")
    assert 0.2 <= told[0].confidence <= 1


def test_nobody_strikes_itself(reader):
    text = (
        "Russian artillery shelled Chuhuiv on Wednesday, killing four people, rescue workers said. "
        "Moscow denied that the shelling was revenge for Tuesday's attack on Klintsy."
    )
    graph, names, _ = read(text, reader)
    for act in graph.events:
        assert not {names[a] for a in act.actors} & {names[a] for a in act.targets}


def test_a_side_that_is_told_is_left_alone(reader):
    _, names, acts = read("Israeli jets bombed Tyre. Hezbollah fired rockets at Haifa.", reader)
    assert [names[a] for a in acts["bombed"].actors] == ["Israel"]
    assert [names[a] for a in acts["rockets" if "rockets" in acts else "fired"].actors] == ["Hezbollah"]


def test_no_side_is_made_up(reader):
    _, _, acts = read("A bomb exploded in a market on Friday, killing two people.", reader)
    assert not any(act.actors for act in acts.values())


def test_weights_are_of_both_roles():
    assert set(weights()) == {"actor", "target"}
    assert all(isinstance(weight, float) for role in weights().values() for weight in role.values())


def test_a_pointer_to_another_article_is_lent_nobody(reader):
    text = RAIDS + "\n\nRead more: Fuel tanker seized on the coastal road near Latakia\n\nHamas had no comment."
    _, _, acts = read(text, reader)
    assert acts["seized"].teaser
    assert not acts["seized"].actors


def test_who_counts_the_dead_struck_nobody(reader):
    text = (
        "SOHR sources said men landed at dawn in Zir, where they raided a house. "
        "The Syrian Observatory for Human Rights has counted ten such raids."
    )
    _, names, acts = read(text, reader)
    assert "Syrian Observatory for Human Rights" not in [names[a] for a in acts["raided"].actors]
