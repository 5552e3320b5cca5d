"""Stock answers with their parts varied: the day, the act, the cause and who says so must not hide the link.

What is hard: each part alone is read, and together they once were not: "in retaliation on Friday" had no cause, and a
cause that killed somebody none of its own.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.model.text import Line
from kg.vocab import LineLabel, Relation

ACTS = (
    ("Israeli jets {} a Hezbollah post near Baalbek", "struck"),
    ("Israel carried out an {} on a Hezbollah post", "air strike"),
    ("A Hezbollah post near Baalbek was {} by Israeli jets", "hit"),
    ("Israeli artillery {} Hezbollah positions", "shelled"),
    ("Israel {} missiles at a Hezbollah depot", "fired"),
)
DAYS = ("", " on Friday", " overnight", " before dawn on Friday")
NOUNS = (
    ("a rocket {} on Haifa", "attack"),
    ("the {} of a soldier in Haifa", "killing"),
    ("Thursday's rocket {} on Haifa", "attack"),
    ("an {} in which four soldiers died", "ambush"),
    ("the Hezbollah {} on Haifa, which killed three people", "attack"),
)
CLAUSES = (
    ("Hezbollah {} rockets at Haifa", "fired"),
    ("a Hezbollah drone {} an army base in Haifa", "hit"),
    ("a rocket {} on Haifa killed three people", "attack"),
)
ANSWERS = (
    " in retaliation for ",
    " in response to ",
    " in revenge for ",
    " as punishment for ",
    " in apparent retaliation for ",
    ", in what it called retaliation for ",
    ", saying it was responding to ",
    ", which the army said was a response to ",
    ", in a move it said was in response to ",
)
SEQUENCES = (", hours after ", ", a day after ", ", the day after ", " after ")
SPEAKERS = ("", ", Israel's military said on Saturday")
FRONT = ("In retaliation for ", "In response to ", "In revenge for ", "As punishment for ")


@pytest.fixture(scope="module")
def reader():
    return load()


def untied(text, effect, cause, kind, reader):
    """Return a text in which the link is not read, else None; the acts are told by their words in order."""
    lines = (Line(0, len(text), LineLabel.BODY),)
    document = Document(Document.identify(text, None, None, None), "varied", text, lines, published=date(2024, 10, 6))
    found = extract(document, reader)
    word = {m.id: m.trigger.quote for m in found.mentions}
    told = {(word[r.effect].split()[-1], word[r.cause].split()[-1], r.kind) for r in found.relations if not r.denied}
    return None if (effect.split()[-1], cause.split()[-1], kind) in told else text


def behind(words, causes):
    for (act, effect), day, (what, cause), said in product(ACTS, DAYS, causes, SPEAKERS):
        yield f"{act.format(effect)}{day}{words}{what.format(cause)}{said}.", effect, cause


@pytest.mark.parametrize("words", ANSWERS)
def test_an_answer_is_read_however_its_parts_vary(words, reader):
    lost = [t for text, e, c in behind(words, NOUNS) if (t := untied(text, e, c, Relation.RETALIATION_FOR, reader))]
    assert not lost


@pytest.mark.parametrize("words", SEQUENCES)
def test_a_sequence_is_read_however_its_parts_vary(words, reader):
    lost = [t for text, e, c in behind(words, CLAUSES) if (t := untied(text, e, c, Relation.FOLLOWED, reader))]
    assert not lost


@pytest.mark.parametrize("words", FRONT)
def test_an_answer_told_after_its_cause_is_read(words, reader):
    texts = (
        (
            f"{words}{what.format(cause)}, {act.format(effect)[0].lower() if act[0] == 'A' else act[0]}",
            act,
            effect,
            cause,
        )
        for (act, effect), (what, cause) in product(ACTS, NOUNS)
    )
    made = [(f"{start}{act.format(effect)[1:]} on Friday.", effect, cause) for start, act, effect, cause in texts]
    lost = [t for text, e, c in made if (t := untied(text, e, c, Relation.RETALIATION_FOR, reader))]
    assert not lost
