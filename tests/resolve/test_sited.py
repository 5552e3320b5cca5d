"""Where it was, where no words of the act's own name a place."""

from datetime import date

import pytest

from kg import pipeline
from kg.extract import load
from kg.model import Document
from kg.read.lines import label


@pytest.fixture(scope="module")
def reader():
    return load()


def read(text, reader, published=date(2024, 10, 2)):
    document = Document(Document.identify(text, None, None, published), "told", text, label(text), published=published)
    graph = pipeline.reading(document, reader)
    names = {p.id: p.name for p in graph.places}
    mentions = {m.id: m for m in graph.mentions}
    return {
        mentions[e.members[0]].trigger.quote: (e, [names[p] for p in e.places], [mentions[m] for m in e.members])
        for e in graph.events
    }


STORY = (
    "Israeli troops raided Nablus on Sunday, killing four Palestinians, medics said. "
    "Gunmen opened fire on the soldiers from the roofs around."
)


def test_a_story_goes_on_in_its_place(reader):
    event, places, told = read(STORY, reader)["opened fire"]
    assert places == ["Nablus"]
    assert "place" in event.worked_out
    where = [a for m in told for a in m.arguments if a.role.value == "place"]
    assert [(a.span, a.rule.split(":")[0]) for a in where] == [(None, "weighed")]


def test_a_place_of_its_own_is_left_alone(reader):
    event, places, told = read(STORY, reader)["raided"]
    assert places == ["Nablus"]
    assert "place" not in event.worked_out
    assert "weighed" not in "".join(a.rule for a in told[0].arguments if a.role.value == "place")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a convoy on Monday, killing two people.",
        "The minister said in Brussels that rebels had attacked a convoy.",
    ],
)
def test_no_place_is_made_up(text, reader):
    assert [places for _, places, _ in read(text, reader).values()] == [[]]
