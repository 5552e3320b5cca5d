"""Plain wire copy, each sentence told of several pairs of sides: who acts on whom, and what answers what."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kg import pipeline
from kg.extract import load
from kg.model import Document
from kg.model.text import Line
from kg.names import actors
from kg.vocab import LineLabel, Relation

PAIRS = (
    {"A": "Israel", "As": "Israeli", "B": "Hezbollah", "Bs": "Hezbollah", "P": "Tyre", "Q": "Kiryat Shmona"},
    {"A": "Russia", "As": "Russian", "B": "Ukraine", "Bs": "Ukrainian", "P": "Kharkiv", "Q": "Belgorod"},
    {"A": "The Houthis", "As": "Houthi", "B": "Saudi Arabia", "Bs": "Saudi", "P": "Jizan", "Q": "Hodeidah"},
)
NAMES = {"The Houthis": "Houthis"}
LANDS = {"Hezbollah": {"Lebanon"}}
"""Who may be named beside a side that is hit on its ground."""
KINDS = {"answer": {Relation.RETALIATION_FOR, Relation.RESPONDS_TO}, "after": {Relation.FOLLOWED}}


@pytest.fixture(scope="module")
def reader():
    return load()


def cases():
    for line in Path(__file__).with_name("wire.cases").read_text().splitlines():
        if line and not line.startswith("#"):
            kind, _, sentence = line.partition(" | ")
            for pair in PAIRS:
                text = re.sub(r"\b([Aa])n (?=[^AEIOaeio])", r"\1 ", sentence.format(**pair))
                text = re.sub(r"(?<=[\w,] )The\b", "the", text)
                yield kind, re.sub(r"\b([Aa]) (?=[AEIO])", r"\1n ", text), pair


def sides(graph, ids):
    known = {actor.id: actor for actor in graph.actors}
    return {actors.side(known[one]).name for one in ids}


@pytest.mark.parametrize(("kind", "text", "pair"), list(cases()))
def test_who_acts_on_whom(kind, text, pair, reader):
    document = Document(Document.identify(text, None, None, None), "wire", text, (Line(0, len(text), LineLabel.BODY),))
    graph = pipeline.reading(document, reader)
    mine, theirs = {NAMES.get(pair["A"], pair["A"])}, {pair["B"]}
    land = LANDS.get(pair["B"], set())
    did = [e for e in graph.events if sides(graph, e.actors) == mine and sides(graph, e.targets) & (theirs | land)]
    assert did, [(e.type, sides(graph, e.actors), sides(graph, e.targets)) for e in graph.events]
    assert not [e for e in graph.events if kind == "act" and sides(graph, e.actors) & theirs], "turned round"
    if kind in KINDS:
        ends = {e.id: e for e in graph.events}
        found = {
            link.kind
            for link in graph.links
            if link.effect in {e.id for e in did} and sides(graph, ends[link.cause].actors) == theirs
        }
        assert found & KINDS[kind]


def details(kind):
    lines = Path(__file__).with_name("wire_details.cases").read_text().splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [row[1:] for row in rows if row[0] == kind]


def told(text, reader):
    published = date(2024, 3, 18)
    lines = (Line(0, len(text), LineLabel.BODY),)
    document = Document(Document.identify(text, None, None, published), "wire", text, lines, published=published)
    return document, pipeline.reading(document, reader)


@pytest.mark.parametrize(("killed", "injured", "text"), details("count"))
def test_how_many_an_act_killed_and_injured(killed, injured, text, reader):
    document, graph = told(text, reader)
    found = [
        [(e[kind] or ["-"])[0] for kind in ("killed", "injured")] for e in pipeline.scored(graph, document)["events"]
    ]
    assert [number if number == "-" else int(number) for number in (killed, injured)] in found


@pytest.mark.parametrize(("day", "text"), details("day"))
def test_when_an_act_was(day, text, reader):
    _, graph = told(text, reader)
    assert day in [str(e.when) for e in graph.events]
