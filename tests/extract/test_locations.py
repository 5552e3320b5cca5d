"""Where an act was: the place of its own phrase, all that are coordinated, and never a party's name alone."""

from __future__ import annotations

import signal

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.model.text import Line
from kg.vocab import LineLabel, Role


@pytest.fixture(scope="module")
def reader():
    return load()


def places(text, words, reader):
    document = Document(Document.identify(text, None, None, None), "test", text, (Line(0, len(text), LineLabel.BODY),))
    mention = next(m for m in extract(document, reader).mentions if words in m.trigger.quote)
    return list(mention.names(Role.PLACE))


CASES = [
    ("Israeli jets bombed a depot inside Syrian territory.", "bombed", ["Syria"]),
    ("Iran attacked the bases of a group within Pakistani territory.", "attacked", ["Pakistan"]),
    ("The US struck Houthi posts in Yemen, widening the war in Gaza.", "struck", ["Yemen"]),
    ("The US struck the Houthis, a dramatic widening of the Israel-Hamas war in Gaza.", "struck", []),
    ("KUNDUZ, Afghanistan, Sept 13, 2017 - Rebels stormed a post in Baghlan.", "stormed", ["Baghlan"]),
    ("Rebels fired rockets at northern Israel hours after a raid killed ten in Tyre.", "fired", ["northern Israel"]),
    ("Turkey hit back after an air strike killed 33 soldiers in Idlib.", "strike", ["Idlib"]),
    ("The bombing enraged Moscow, which fired missiles at Odesa.", "fired", ["Odesa"]),
    ("A truce between Israel and Hezbollah held on Monday.", "truce", []),
    ("A truce in Aleppo collapsed on Monday.", "truce", ["Aleppo"]),
    ("KYIV, March 5 (Agency) - Russia fired missiles at the port of Odesa.", "fired", ["Odesa"]),
    (
        "Ukraine attacked the Belgorod and Bryansk regions with drones.",
        "attacked",
        ["Belgorod region", "Bryansk region"],
    ),
    ("Ukraine attacked Belgorod Oblast with drones.", "attacked", ["Belgorod region"]),
    ("Explosions were heard in Isfahan and Tabriz.", "Explosions", ["Isfahan", "Tabriz"]),
    ("Hezbollah fired rockets at northern Israel.", "fired", ["northern Israel"]),
    ("A rocket landed near Haifa in northern Israel.", "landed", ["Haifa"]),
    ("Russia launched strikes on Ukraine's energy infrastructure.", "strikes", ["Ukraine"]),
    ("Russian forces attacked several Ukrainian cities with drones.", "attacked", ["Ukraine"]),
    ("A bombing in the Afghan capital killed 20 people.", "bombing", ["Kabul"]),
    ("Pakistani jets struck a house in the Taimani quarter of Kabul.", "struck", ["Taimani quarter"]),
    ("Missiles crashed into a house in the Darnytskyi District.", "crashed", ["Darnytskyi District"]),
    ("In south Lebanon, a drone hit a car on the road to Bazouriyeh, near Tyre.", "hit", ["Bazouriyeh"]),
    ("The network stormed the Serena hotel in Kabul in 2008.", "stormed", ["Kabul"]),
    ("Ukraine said that its vessel Simferopol was sunk by a Russian surface vehicle.", "sunk", []),
    ("A surveillance drone was shot down over Chagai on Thursday.", "shot down", ["Chagai"]),
    ("Nasrallah was assassinated from the air in Beirut by Israel.", "assassinated", ["Beirut"]),
    ("Drones attacked Qardaha in June.", "attacked", ["Qardaha"]),
    ("Rioters attacked police with Molotov cocktails in Athens.", "attacked", ["Athens"]),
    ("Six commandos died when a drone exploded over their barracks at al-Omar.", "exploded", ["al-Omar"]),
    ("The heart of Kabul's diplomatic district was hit by a truck bomb.", "truck bomb", ["Kabul"]),
    (
        "Missiles were fired from Iran at the Ain al-Assad air base in Iraq.",
        "fired",
        ["Ain al-Asad air base"],
    ),
    ("Officials in Moscow said a drone hit an oil depot in Kaluga.", "hit", ["Kaluga"]),
    ("The Hamas-run ministry said 30 people were killed in Israeli strikes.", "strikes", []),
    ("Syrian forces shelled the village of Kafr Amin on Monday.", "shelled", ["Kafr Amin"]),
    ("Russian shelling of Kherson killed two people.", "shelling", ["Kherson"]),
    ("The US Navy intercepted a missile.", "intercepted", []),
    ("Jets bombed a depot in Velzhad, north of Tehran.", "bombed", ["Velzhad"]),
    ("Rebels fired rockets at Haifa. The army said it had intercepted them.", "intercepted", ["Haifa"]),
    ("Ukraine struck a base, calling it justice for Kharkiv.", "struck", []),
    ("A drone launched from rebel-held parts of Yemen was shot down.", "shot down", []),
    ("The EU imposed sanctions on banks in Moscow.", "sanctions", []),
    ("Gunmen kidnapped ten farmers from Jindires.", "kidnapped", ["Jindires"]),
    ("The group fired a missile at the Red Sea port of Eilat.", "fired", ["Eilat"]),
    ("Haftar's forces shelled Tripoli's Mitiga airport.", "shelled", ["Mitiga airport"]),
    ("Jets bombed the villages of Kafr Tuma and Qabatol on Monday.", "bombed", ["Kafr Tuma", "Qabatol"]),
    (
        "Pakistani jets bombed a farm in Barmal district, killing ten, according to Kabul.",
        "bombed",
        ["Barmal district"],
    ),
    ("An officer in El Obeid said that the raid had killed ten.", "raid", []),
    ("Kabul accused Pakistan of a drone attack.", "drone attack", []),
    ("The intrusion prompted Warsaw to restrict flights.", "intrusion", []),
    ("The explosions have been blamed on Israel.", "explosions", []),
    ("Neither Ukraine nor the United States has named Russia in the attack.", "attack", []),
]


@pytest.mark.parametrize(("text", "words", "names"), CASES)
def test_an_act_is_where_its_own_words_say(text, words, names, reader):
    assert places(text, words, reader) == names


@pytest.mark.parametrize(
    "text",
    [
        "From Gaza, an air strike.",
        "From the front in Kharkiv, where shelling went on.",
        "From a raid in Jenin to an attack in Gaza, a bloody day.",
    ],
)
def test_a_fragment_that_hangs_on_from_is_read_to_its_end(text, reader):
    def give_up(*_):
        raise TimeoutError(text)

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(20)
    try:
        assert isinstance(places(text, "", reader), list)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
