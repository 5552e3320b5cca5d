"""When it was, where no words of the act's own name a day."""

from datetime import date

import pytest

from kg import pipeline
from kg.extract import load
from kg.model import Document
from kg.read.lines import label
from kg.when import When


@pytest.fixture(scope="module")
def reader():
    return load()


def read(text, reader, published=date(2024, 10, 2)):
    document = Document(Document.identify(text, None, None, published), "told", text, label(text), published=published)
    graph = pipeline.reading(document, reader)
    mentions = {m.id: m for m in graph.mentions}
    return {mentions[e.members[0]].trigger.quote: (e, [mentions[m] for m in e.members]) for e in graph.events}


STORY = (
    "Israeli jets bombed a depot in Tyre on Monday, killing three people, Lebanese officials said. "
    "Hezbollah fired rockets at Haifa in response. Two people were wounded when a rocket hit a house."
)


def test_a_story_goes_on_with_its_day(reader):
    event, told = read(STORY, reader)["fired"]
    assert event.when == When.on(date(2024, 9, 30))
    assert [m.when_span for m in told] == [None] * len(told)
    assert "day weighed: " in told[0].rule
    assert [m.when for m in told[1:]] == [None] * (len(told) - 1)


def test_a_day_of_its_own_is_left_alone(reader):
    event, told = read(STORY, reader)["bombed"]
    assert event.when == When.on(date(2024, 9, 30))
    assert told[0].when_span.quote == "on Monday"
    assert "weighed" not in told[0].rule


@pytest.mark.parametrize(
    "text",
    [
        "Israeli jets bombed Tyre. Hezbollah fired rockets at Haifa.",
        "A bomb exploded in a market in Quetta, killing two people.",
        "The two armies have shelled each other, and rebels attacked a convoy.",
    ],
)
def test_no_day_is_made_up(text, reader):
    assert [event.when for event, _ in read(text, reader).values() if event.when is not None] == []


def test_a_day_of_telling_is_no_day_of_the_act(reader):
    text = (
        "The minister told reporters on Tuesday that talks would go on. "
        "The bombardment of Aleppo had driven half of its people out, aid workers said."
    )
    for event, _ in read(text, reader).values():
        assert event.when is None
