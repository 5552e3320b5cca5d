"""Who vouches for an act: the teller of its clause, wherever that stands, and nobody who only speaks beside it."""

from __future__ import annotations

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.read.lines import label
from kg.resolve.claims import source


@pytest.fixture(scope="module")
def reader():
    return load()


def read(text, reader):
    return extract(Document(Document.identify(text, None, None, None), "test", text, label(text)), reader)


def told(text, reader):
    return read(text, reader).mentions


def speaker(text, words, reader):
    mention = next(m for m in told(text, reader) if words in m.trigger.quote)
    return mention.attribution.speaker if mention.attribution else None


TAKEN = "The governor said rebels had taken Arlen.\n"
CASES = [
    ("The governor said rebels shelled the port of Arlen.", "shelled", "governor"),
    ("Rebels shelled the port of Arlen, the governor said.", "shelled", "governor"),
    ("Rebels shelled the port of Arlen, according to the governor.", "shelled", "governor"),
    ("Rebels shelled the port of Berdyansk, Russia's Interfax agency said, as talks began.", "shelled", "Interfax"),
    ("Russia will respond to Sunday's attack, the Defence Ministry said, without elaborating.", "respond", "Ministry"),
    ("A raid killed nine people in Arlen, the Blue Crescent said.", "raid", "Blue Crescent"),
    ("Rebels shelled the port of Arlen, with two dead by the mayor's count.", "shelled", "mayor"),
    ("Rebels shelled the port of Arlen, with two dead by the count of the hospital.", "shelled", "hospital"),
    ("The Kurdish health ministry spoke. A raid killed two, according to the same ministry.", "raid", "Kurdish health"),
    ("On Friday governor Ivan Novak complained; he wrote that rebels had shelled Arlen.", "shelled", "Novak"),
    ("The governor presented the raid on Arlen as revenge.", "raid", "governor"),
    ("Three people died in a Taliban-claimed bombing in Kabul.", "bombing", "Taliban"),
    ("Islamic State claimed responsibility for the bombing in Kabul.", "bombing", "Islamic State"),
    ("Rebels shelled the port of Arlen, according to flight data.", "shelled", "flight data"),
    (f"{TAKEN}“It is hard here,” said Oksana Petrenko.\n“They bombed the mill,” she said.", "bombed", "Petrenko"),
    (f"{TAKEN}A nurse, Ivan Novak, 37, told reporters: “It is hard.\n“They bombed the mill.”", "bombed", "Novak"),
]
NAMED = [
    (
        "The Arlen Network for Human Rights met. A raid killed two, a war monitor said.",
        "raid",
        "Arlen Network for Human",
    ),
    ("The health ministry met. Rockets hit the port of Arlen, the ministry said.", "hit", "health ministry"),
    ("The Houthi military spokesman met Israel's military. The military said rockets hit Arlen.", "hit", "Israel"),
    ("President Donald Trump rose. The US president said jets bombed Raqqa.", "bombed", "Donald Trump"),
    ("President Bashar al-Assad rose. The US president said jets bombed Raqqa.", "bombed", "US president"),
    ("The army chief Ivan Novak said rebels had shelled the port of Arlen.", "shelled", "Ivan Novak"),
    ("A spokesman for the rebels, Omar al-Hadi, said drones hit the port of Arlen.", "hit", "Omar al-Hadi"),
    ("The army statement said rockets hit the port of Arlen.", "hit", "army"),
]
HEARD = [
    ("The governor's office gave a different account. It said rebels had shelled Arlen.", "shelled", "office"),
    ("Troops killed four men during a raid on Arlen, the hospital said.", "raid", "hospital"),
    ("Guards fired on a second boat, which turned away, the shipping agent said.", "fired", "agent"),
    ("The spokesman affirmed that rebels had shelled the port of Arlen.", "shelled", "spokesman"),
    ("Moscow said the raid was revenge for a bombing in Berdyansk.", "bombing", "Moscow"),
]


@pytest.mark.parametrize(("text", "words", "who"), NAMED)
def test_a_source_is_called_by_its_full_name(text, words, who, reader):
    assert who in (speaker(text, words, reader) or "")


@pytest.mark.parametrize(("text", "words", "who"), [*CASES, *HEARD])
def test_the_teller_of_the_clause_vouches(text, words, who, reader):
    assert who in (speaker(text, words, reader) or "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels shelled the port of Arlen.", "shelled"),
        ("To date, no group has claimed responsibility for the bombing in Kabul.", "bombing"),
        ("The ministry said troops took five villages during a surprise offensive.", "offensive"),
        ("Rebels shelled the port of Arlen twice according to frequency.", "shelled"),
        ("Moscow would neither confirm nor deny the bombing in Kabul.", "bombing"),
        ("The army declined to confirm the bombing in Kabul.", "bombing"),
        ("Officials would not comment on or even acknowledge the bombing in Kabul.", "bombing"),
        ("Rebels shelled the port of Arlen, of which the mayor had warned.", "shelled"),
        ("The general said his troops took the port days after rebels bombed it.", "bombed"),
        ("The governor spoke. It is necessary to say that the group shelled Arlen.", "shelled"),
        ("Two farmers killed in rebel shelling on Arlen, army responds", "shelling"),
        ("Russia has not said it was behind the attack on Arlen.", "attack"),
        ("No group has said it carried out the bombing in Kabul.", "bombing"),
        ("LIVE: Rockets hit the port of Arlen", "hit"),
        ("ODESA: Sailors on a ship that was hit by rockets were safe.", "hit"),
    ],
)
def test_nobody_vouches_for_what_is_only_mentioned_beside(text, words, reader):
    assert speaker(text, words, reader) is None


def test_who_reports_an_act_comes_before_who_speaks_of_it_as_known(reader):
    mentions = told("The minister said the raid showed weakness. The governor said gunmen had raided the camp.", reader)
    assert source(mentions) == "governor"


def test_a_name_comes_before_reports(reader):
    mentions = told("Reports said gunmen raided the camp. The governor said gunmen raided the camp.", reader)
    assert source(mentions) == "governor"


def test_who_only_presupposes_an_act_does_not_tell_what_the_narrator_tells(reader):
    said = "Moscow said the raid was revenge for a bombing in Berdyansk."
    bombing = [m for m in told(said, reader) if m.trigger.quote == "bombing"]
    assert source(bombing) == "Moscow|Russia"
    assert source([*told("Jets bombed the port of Berdyansk.", reader), *bombing]) is None


def test_who_counts_the_dead_tells_of_the_act_before_who_speaks_later(reader):
    text = "A missile hit a school in Odesa. The hospital counted nine dead. The mayor said it had hit at noon."
    assert source(told(text, reader)) == "hospital"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The army said rockets fell on Arlen on Monday, which the rebels rejected as a lie.", "rebels"),
        ("Norway said Russia had shelled the port of Berdyansk, a claim that Moscow has repeatedly denied.", "Moscow"),
        ("Russia shelled the port of Berdyansk on Monday, which Moscow denied.", "Moscow"),
        ("Norway said Russia had shelled the port of Berdyansk, which Moscow has not denied.", None),
        ("Norway said Russia shelled Berdyansk after its proposal, which Moscow rejected.", None),
        ("Russia shelled the port of Berdyansk, which Moscow dismissed.", None),
    ],
)
def test_who_rejects_what_another_tells_denies_the_act(text, who, reader):
    found = read(text, reader)
    assert [d.evidence.speaker for d in found.denials] == ([who] if who else [])
    assert {d.mention for d in found.denials} <= {m.id for m in found.mentions}


@pytest.mark.parametrize(
    ("text", "words", "real"),
    [
        ("There was speculation that rebels had shelled the port of Arlen.", "shelled", "hypothetical"),
        ("A suspected rebel raid on the port of Arlen killed two.", "raid", "asserted"),
        ("The army saw no sign of an attack on Arlen.", "attack", "hypothetical"),
        ("“Not a big offensive”", "offensive", "hypothetical"),
        ("Not only the offensive in Arlen", "offensive", "asserted"),
        ("Moscow denied the attack on the bridge.", "attack", "denied"),
    ],
)
def test_a_guess_or_a_no_is_no_fact(text, words, real, reader):
    assert next(m.factuality for m in told(text, reader) if words in m.trigger.quote) == real


def test_what_falls_short_or_is_cut_off_from_the_world_is_no_act(reader):
    text = "Rebels fired 90 rockets. Of those, 12 fell short in Arlen. The town is cut off from the rest of the world."
    assert [m.trigger.quote for m in told(text, reader)] == ["fired"]


PAPERS = [
    ("A communique signed by the Tiger Brigade said rebels shelled the port of Arlen.", "shelled", "Tiger Brigade"),
    ("Blue Crescent activists documented the shelling of the port of Arlen.", "shelling", "Blue Crescent activists"),
    ("Norland has said nothing about the raid that killed two men in Arlen.", "raid", None),
    (
        "Rebels shelled a farm, the Arlen News Agency said. A raid hit Arlen, according to the same agency.",
        "raid",
        "Arlen News Agency",
    ),
]


@pytest.mark.parametrize(("text", "words", "who"), PAPERS)
def test_whose_paper_it_is_and_who_keeps_silent(text, words, who, reader):
    assert speaker(text, words, reader) == who
