# ruff: noqa: E501 - one case a line
"""Acts that are told again in other words, and acts that only look alike."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.read.lines import label
from kg.resolve.within import group

ONE = [
    ("Nine rockets were fired at a US base in Iraq on Monday. A militia said it had launched the rockets.", ("fired", "launched")),
    ("Hezbollah shelled Haifa in revenge for the killing of its chief Adel Kamal in a drone strike.", ("killing", "drone strike")),
    ("Two assailants blew up a bomb in Ankara on Sunday, wounding two guards. Both attackers died in the blast.", ("blew up", "blast")),
    ("Clashes broke out between the SDF and gunmen in Hasakah. Because of the clashes, the SDF closed a road.", ("Clashes", "clashes")),
    ("Israel bombed Gaza a day after killing the chief of Islamic Jihad. The group vowed to avenge the death on Wednesday night of Samir Odeh, its chief.", ("killing", "death")),
]  # fmt: skip
TWO = [
    ("NATO bombed a camp in Helmand on Monday. NATO also bombed a depot in Nangarhar on Monday.", ("bombed a camp", "bombed a depot")),
    ("The killing of Adel Kamal in Tyre on Monday was followed by the killing of Omar Noor.", ("killing of Adel", "killing of Omar")),
    ("US planes bombed Iraq on Friday. The strikes hit a depot.\n\nIn November, a guard was killed by a rocket. The US answered with strikes on five sites.", ("bombed", "strikes on five")),
    ("Israeli jets bombed Gaza on Wednesday. It was the first raid since Israel's three-week assault on Gaza ended.", ("bombed", "assault")),
    ("Bombers attacked a camp in Kandahar on Thursday. US drones hit a house in Paktia in response to Tuesday's attack.", ("attacked", "attack.")),
    ("Rockets hit a base in Tripoli on Friday. It was in May that the LNA's 14-month assault on the city ended.", ("hit", "assault")),
    ("A suicide bombing killed 40 police in Pulwama. A day later Pakistani air strikes hit open ground.", ("suicide bombing", "air strikes")),
    ("Turkish convoys entered Syria on Sunday. Sunday's bombardment killed twelve people.", ("entered", "bombardment")),
]  # fmt: skip
"""Text, and the words with which each telling opens."""


@pytest.fixture(scope="module")
def reader():
    return load()


LIVE = """Gaza live: Hezbollah fires at Israeli posts

12:40 GMT
Hezbollah says it fired rockets at three Israeli posts.

11:15 GMT
At least 250 Israelis were killed in the attack by Hamas on Saturday, officials said.

10:05 GMT
Israel pounded Gaza in response. Prime Minister Benjamin Netanyahu vowed vengeance for the attack."""


def test_what_an_item_of_a_live_page_points_back_to_is_not_the_first_item(reader):
    shelled, hamas, meant = events(LIVE, ("fired rockets", "attack by Hamas", "attack."), reader)
    assert meant == hamas != shelled


def events(text, words, reader):
    document = Document(
        Document.identify(text, None, None, None), "case", text, label(text), published=date(2024, 8, 2)
    )
    told = extract(document, reader)
    of = group(document, told).event_of
    at = [text.index(word) for word in words]
    return [of[m.id] for m in told.mentions if m.trigger.start in at]


@pytest.mark.parametrize(("text", "words"), ONE)
def test_one_act(text, words, reader):
    found = events(text, words, reader)
    assert len(found) == len(words)
    assert len(set(found)) == 1


@pytest.mark.parametrize(("text", "words"), TWO)
def test_two_acts(text, words, reader):
    found = events(text, words, reader)
    assert len(set(found)) == len(words)
