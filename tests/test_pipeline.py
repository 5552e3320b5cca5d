"""From one text to its own graph: what it holds, what it leaves out, and that it is the same each time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kg import pipeline
from kg.extract import load
from kg.read import articles
from kg.vocab import Basis, Relation

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXT = """Iran fires missiles at Israeli air base

Iran fired dozens of missiles at an Israeli air base near Haifa on Sunday in retaliation for an air strike that killed \
two Iranian generals in Damascus a week earlier.

Israel's military said it shot down 30 of the missiles. No casualties were reported in the attack.

Iran had vowed to avenge the air strike. Israel often strikes targets in Syria.
"""


@pytest.fixture(scope="module")
def reader():
    return load()


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    (document,) = articles.read(path, published=date(2024, 4, 15))
    return document


def named(graph, link, end):
    event = next(e for e in graph.events if e.id == getattr(link, end))
    return {m.trigger.quote for m in graph.mentions if m.id in event.members}


def test_the_answer_leads_to_what_it_answers(document, reader):
    graph = pipeline.reading(document, reader)
    (link,) = [
        x
        for x in graph.links
        if x.kind is Relation.RETALIATION_FOR and x.basis is Basis.STATED and "missiles" in x.evidence[0].span.quote
    ]
    assert any("fire" in word.lower() for word in named(graph, link, "effect"))
    assert "air strike" in named(graph, link, "cause")
    assert "in retaliation for" in link.evidence[0].span.quote


def test_an_interception_answers_the_volley(document, reader):
    graph = pipeline.reading(document, reader)
    (link,) = [x for x in graph.links if x.kind is Relation.RESPONDS_TO]
    assert named(graph, link, "effect") == {"shot down"}


def test_all_evidence_is_in_the_text(document, reader):
    graph = pipeline.reading(document, reader)
    spans = [m.trigger for m in graph.mentions]
    spans += [e.span for x in graph.links for e in x.evidence] + [c.evidence.span for c in graph.claims]
    assert spans
    assert all(document.text[s.start : s.end] == s.quote for s in spans)


def test_every_id_that_is_used_is_there(document, reader):
    graph = pipeline.reading(document, reader)
    events = {e.id for e in graph.events}
    actors, places = {a.id for a in graph.actors}, {p.id for p in graph.places}
    assert {m for e in graph.events for m in e.members} == {m.id for m in graph.mentions}
    assert {x for link in graph.links for x in (link.effect, link.cause)} <= events
    assert {c.event for c in graph.claims} <= events
    assert {a for e in graph.events for a in (*e.actors, *e.targets)} <= actors
    assert {p for e in graph.events for p in e.places} <= places


def test_the_same_text_gives_the_same_graph(document, reader):
    assert pipeline.reading(document, reader) == pipeline.reading(document, reader)


def test_what_is_scored_leaves_out_habits(document, reader):
    graph = pipeline.reading(document, reader)
    told = pipeline.scored(graph, document)
    json.dumps(told)
    texts = {m["text"] for e in told["events"] for m in e["mentions"]}
    assert "strikes" not in texts
    assert {e["realis"] for e in told["events"]} <= {"actual", "denied", "threat"}
    ids = {e["id"] for e in told["events"]}
    assert all({x["from"], x["to"]} <= ids for x in told["links"])


@pytest.mark.shared
def test_the_seed_article(reader):
    path = SHARED / "articles" / "seed.txt"
    if not path.exists():
        pytest.skip("no folder `shared` beside the checkout")
    (document,) = articles.read(path, published=date(2024, 10, 20))
    graph = pipeline.reading(document, reader)
    kinds = [x.kind for x in graph.links if not x.denied]
    assert kinds.count(Relation.RETALIATION_FOR) == 1
    teasers = {e.id for e in graph.events if e.teaser}
    assert teasers
    assert not any({x.effect, x.cause} & teasers for x in graph.links)
