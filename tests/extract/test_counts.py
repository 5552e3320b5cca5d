"""A count goes with the act it is of, told by who gives it; a war's toll, a guess, one among many go with none."""

from __future__ import annotations

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.model.text import Line
from kg.resolve.claims import claims
from kg.resolve.within import group
from kg.vocab import ClaimKind, LineLabel


@pytest.fixture(scope="module")
def reader():
    return load()


def read(text, reader):
    document = Document(Document.identify(text, None, None, None), "test", text, (Line(0, len(text), LineLabel.BODY),))
    return document, extract(document, reader)


def counts(text, words, reader):
    mention = next(m for m in read(text, reader)[1].mentions if words in m.trigger.quote)
    return [(q.kind, q.low) for q in mention.quantities]


CASES = [
    ("The raid came on the 1,000th day of the war, which has killed about 10,000 people.", "raid", []),
    ("It was the deadliest attack of the war, in which 39 people died.", "attack", [(ClaimKind.KILLED, 39)]),
    (
        "Iran responded to the US killing of Qassem Soleimani by attacking a base in Iraq. 100 soldiers were hurt.",
        "killing",
        [(ClaimKind.KILLED, 1)],
    ),
    ("Troops exchanged fire. A hunt began for the killers of the 26 men shot on Tuesday.", "exchanged fire", []),
    ("Syrian planes dropped sarin on Khan Sheikhoun, killing 80 people.", "dropped", [(ClaimKind.KILLED, 80)]),
    ("NATO aircraft bombed a compound in Nad Ali. Eight Taliban were killed.", "bombed", [(ClaimKind.KILLED, 8)]),
    ("The coalition bombed Saada on Monday. It has also hit schools, killing thousands of people.", "bombed", []),
    ("Jets bombed Homs on Monday. Two people were killed in Idlib.", "bombed", []),
    ("Russia shelled Kherson. A woman was killed in the Korabelnyi district.", "shelled", [(ClaimKind.KILLED, 1)]),
    ("The Taliban claimed the attack, saying its fighters had killed 24 police.", "attack", [(ClaimKind.KILLED, 24)]),
    (
        "Kenyan warplanes bombed two camps in Somalia in response to the massacre of 148 people in Garissa.",
        "massacre",
        [(ClaimKind.KILLED, 148)],
    ),
    (
        "The bombing was revenge for the assassination of two of its leaders in Nablus.",
        "assassination",
        [(ClaimKind.KILLED, 2)],
    ),
    (
        "Iran called the shelling of Erbil revenge for the strike on its consulate in Damascus, which killed 13.",
        "strike",
        [(ClaimKind.KILLED, 13)],
    ),
    (
        "Hezbollah answered the bombing of the port by firing rockets at Haifa, and a woman was killed there.",
        "firing",
        [(ClaimKind.KILLED, 1)],
    ),
    (
        "Israel shelled Tyre, a day after a rocket attack on Haifa killed two people.",
        "attack",
        [(ClaimKind.KILLED, 2)],
    ),
    (
        "Israel bombed Tyre in answer to the raid; two people were killed.",
        "bombed",
        [(ClaimKind.KILLED, 2)],
    ),
    (
        "Nine people have been killed on the island this year, most of them in a shooting at the port of Tyre in May.",
        "shooting",
        [],
    ),
    (
        "It says 30 of its men have been killed since January, five of them in a mine explosion near Tyre.",
        "explosion",
        [(ClaimKind.KILLED, 5)],
    ),
    (
        "He said rebels had planned the bombing of a jeep at the border fence last month, in which two men died.",
        "bombing",
        [(ClaimKind.KILLED, 2)],
    ),
    (
        "Five shells fell on houses in Homs, causing the injury of four persons, while three hit a bakery in Hama.",
        "fell",
        [(ClaimKind.INJURED, 4)],
    ),
    (
        "The rebels launched an offensive on Tripoli in April. More than 900 people have died since then.",
        "offensive",
        [],
    ),
    (
        "Gunmen ambushed a patrol in Homs. Their leader promised more raids for the four dead of the ambush.",
        "ambush",
        [],
    ),
    (
        "The strike was an answer to the shelling of Belgorod. Twenty-four people were killed in Belgorod.",
        "shelling",
        [(ClaimKind.KILLED, 24)],
    ),
    ("A strike on Kharkiv killed five people.", "strike", [(ClaimKind.KILLED, 5)]),
    ("Doctors treated more than 40 patients after the attack by gunmen.", "attack", [(ClaimKind.INJURED, 40)]),
    (
        "The ministry says 1,000 people were killed and 100 kidnapped since gunmen launched a surprise attack.",
        "attack",
        [(ClaimKind.KILLED, 1000)],
    ),
    (
        "Russia fired rockets at Odesa in retaliation for the shelling of Kursk, killing four people.",
        "fired",
        [(ClaimKind.KILLED, 4)],
    ),
    (
        "Rebels fired at a post hours after a raid killed five people. The mayor put the number of dead at six.",
        "fired",
        [],
    ),
    ("The strikes have killed 230 people since Monday.", "strikes", [(ClaimKind.KILLED, 230)]),
    ("Officials say the death toll from Sunday's blast in Kabul has risen to 90.", "blast", [(ClaimKind.KILLED, 90)]),
    ("Gunmen shot at a bus that had been hit by a raid which killed six people.", "raid", [(ClaimKind.KILLED, 6)]),
    ("A sniper killed Anton Brandt in Kharkiv.", "killed", [(ClaimKind.KILLED, 1)]),
    ("Rebels attacked a camp. Since May 900 people have been killed.", "attacked", []),
    ("She was one of the journalists injured in the attack.", "attack", []),
    ("Nobody knows whether three people were killed in the attack.", "attack", []),
    ("Rebels attacked a camp. The death toll in Sudan has passed 15,000.", "attacked", []),
]


@pytest.mark.parametrize(("text", "words", "told"), CASES)
def test_a_count_goes_with_the_act_it_is_of(text, words, told, reader):
    assert counts(text, words, reader) == told


def test_a_count_of_the_next_sentence_has_its_own_teller_and_evidence(reader):
    text = "A rocket hit a market in Sumy, the governor said. The ministry said 12 people had died."
    document, extraction = read(text, reader)
    (toll,) = [c for c in claims(extraction, group(document, extraction).events) if c.kind is ClaimKind.KILLED]
    assert (toll.low, toll.evidence.speaker) == (12, "ministry")
    assert "12" in toll.evidence.span.quote


def test_rival_tolls_stay_two_claims(reader):
    text = "A strike on Kharkiv killed five people, officials said. Rebels said eight people were killed in the strike."
    document, extraction = read(text, reader)
    told = claims(extraction, group(document, extraction).events)
    assert {(c.low, c.evidence.speaker) for c in told if c.kind is ClaimKind.KILLED} == {
        (5, "officials"),
        (8, "Rebels"),
    }


def test_what_he_adds_is_told_by_the_speaker_of_before(reader):
    text = "A rocket hit a market in Sumy, the governor said. Twelve people had died, he added."
    document, extraction = read(text, reader)
    (toll,) = [c for c in claims(extraction, group(document, extraction).events) if c.kind is ClaimKind.KILLED]
    assert toll.evidence.speaker == "governor"
