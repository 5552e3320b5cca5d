"""Who vouches for an act: the teller of its clause, wherever that stands, and nobody who only speaks beside it."""

from __future__ import annotations

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.model.text import Line
from kg.resolve.claims import source
from kg.vocab import LineLabel


@pytest.fixture(scope="module")
def reader():
    return load()


def told(text, reader):
    document = Document(Document.identify(text, None, None, None), "test", text, (Line(0, len(text), LineLabel.BODY),))
    return extract(document, reader).mentions


def speaker(text, words, reader):
    mention = next(m for m in told(text, reader) if words in m.trigger.quote)
    return mention.attribution.speaker if mention.attribution else None


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
]


@pytest.mark.parametrize(("text", "words", "who"), CASES)
def test_the_teller_of_the_clause_vouches(text, words, who, reader):
    assert who in (speaker(text, words, reader) or "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels shelled the port of Arlen.", "shelled"),
        ("To date, no group has claimed responsibility for the bombing in Kabul.", "bombing"),
        ("The ministry said troops took five villages during a surprise offensive.", "offensive"),
        ("Rebels shelled the port of Arlen, of which the mayor had warned.", "shelled"),
        ("The general said his troops took the port days after rebels bombed it.", "bombed"),
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


def test_who_counts_the_dead_tells_of_the_act_before_who_speaks_later(reader):
    text = "A missile hit a school in Odesa. The hospital counted nine dead. The mayor said it had hit at noon."
    assert source(told(text, reader)) == "hospital"
