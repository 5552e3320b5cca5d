"""Each marked word is found as an act of its family, and no other word is: one sentence each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.read.lines import label
from kg.vocab import Factuality

HERE = Path(__file__).resolve().parent
LINES = [x for x in (HERE / "triggers.cases").read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
MARK = re.compile(r"\[(\w+)(?:/(\w+))?:([^\]]+)\]")
UNREAL = {Factuality.HYPOTHETICAL, Factuality.HABITUAL}
REALITY = {Factuality.DENIED: "denied", Factuality.THREATENED: "threat"}
FEWEST = 300


@pytest.fixture(scope="module")
def reader():
    return load()


def plain(line: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """Return a marked-up sentence without its marks, and what was marked."""
    text, wanted, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        family = mark[1]
        wanted.append(
            (len(text), len(text) + len(mark[3]), family, mark[2] or ("threat" if family == "threat" else ""))
        )
        text, at = text + mark[3], mark.end()
    return text + line[at:], wanted


def test_there_are_cases_enough():
    assert len(LINES) >= FEWEST


@pytest.mark.parametrize("line", LINES)
def test_the_marked_words_are_acts(line, reader):
    text, wanted = plain(line)
    document = Document(Document.identify(text, None, None, None), "case", text, label(text))
    found = [m for m in extract(document, reader).mentions if m.factuality not in UNREAL]
    told = [(m.type.family.value, REALITY.get(m.factuality, "")) for m in found]
    assert told == [(family, reality) for _, _, family, reality in wanted]
    assert all(m.trigger.start < e and s < m.trigger.end for m, (s, e, _, _) in zip(found, wanted, strict=True))
