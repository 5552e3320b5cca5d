"""The pure half of a sync: what a database must be told after a build, a change, and a retraction.

`steps.json` holds the steps of the bundled samples; KG_WRITE=1 writes it anew.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import acts
import rdflib

from kg.graph import rdf
from kg.graph.changed import changed
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.sync import admin
from kg.sync.server import STATEMENTS, batches, statement
from kg.sync.steps import LINKS, steps
from kg.vocab import Family

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "ontology" / "examples" / "valid" / "tit-for-tat.trig"
GOLDEN = Path(__file__).with_name("steps.json")


def told(ledger, since, **options):
    with changed(ledger, since) as changes:
        found = [(step.statement, list(step.rows)) for step in steps(changes, **options)]
    return [[name, json.loads(json.dumps(rows, default=str))] for name, rows in found if rows]


def test_the_steps_of_the_story_are_as_they_were(tmp_path):
    graph = rdf.load(STORY)
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        for document in graph.documents:
            ledger.store(part_of(graph, document.id), across)
        found = told(ledger, 0, mentions=True)
    if os.environ.get("KG_WRITE"):
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def part_of(graph, document):
    """What one document of a story says by itself."""
    events = tuple(e for e in graph.events if document == e.documents[0])
    ids = {e.id for e in events}
    return replace(
        graph,
        documents=tuple(d for d in graph.documents if d.id == document),
        mentions=tuple(m for m in graph.mentions if m.document == document),
        events=tuple(
            replace(e, documents=(document,), part_of=e.part_of if e.part_of in ids else None) for e in events
        ),
        claims=tuple(c for c in graph.claims if c.event in ids and c.evidence.document == document),
        links=tuple(k for k in graph.links if {k.effect, k.cause} <= ids and k.evidence[0].document == document),
    )


IZMAIL = (acts.SHELLING, "Russia", "Ukraine", "Izmail", acts.day(1))
KLINTSY = (acts.DRONES, "Ukraine", "Russia", "Klintsy", acts.day(3))
LATE = (acts.DRONES, "Ukraine", "Russia", "Klintsy", acts.day(0))
ANSWER = (1, 0, acts.RETALIATION, 0.9, False)


def test_only_what_changed_is_told(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        ledger.store(acts.telling("Wire", [IZMAIL, KLINTSY], [ANSWER]), across)
        before = ledger.revision
        assert told(ledger, before) == []
        toll = acts.telling("Paper", [IZMAIL], [], [(0, 6, "the mayor")])
        ledger.store(toll, across)
        found = dict(told(ledger, before))
        assert not {"actor", "place", "RETALIATION_FOR"} & found.keys()
        assert len(found["event"]) == 1
        assert found["event"][0]["killed_low"] == found["event"][0]["killed_high"] == 6
        middle = ledger.revision
        ledger.forget(toll.documents[0].id, across)
        gone = dict(told(ledger, middle))
        assert [row["id"] for row in gone["remove-claim"]] == [found["claim"][0]["id"]]
        assert [row["id"] for row in gone["remove-document"]] == [toll.documents[0].id]


def test_a_link_against_time_stands_as_disputed(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        ledger.store(acts.telling("Wire", [IZMAIL, LATE], [ANSWER]), across)
        found = dict(told(ledger, 0))
    assert "RETALIATION_FOR" not in found
    assert [(row["kind"], row["timely"], row["denied"]) for row in found["DISPUTED"]] == [
        ("retaliationFor", False, False)
    ]


def test_every_statement_has_its_file_and_its_reader():
    with_reader = {"document", "actor", "place", "mention", "event", "claim", *admin.mapping()["ties"], *LINKS}
    with_reader -= {"ABOUT", "MADE_IN"}  # part of `claim`
    for name in with_reader:
        assert "UNWIND $rows AS row" in statement(name)
        assert "AS row" in statement(f"read-{name}")
    for path in STATEMENTS.glob("*.cypher"):
        assert path.read_text().startswith("// "), f"{path.name} says what it is for"


def test_batches_are_cut_by_number_and_by_weight():
    assert [len(b) for b in batches({"id": str(n)} for n in range(12_001))] == [5000, 5000, 2001]
    assert [len(b) for b in batches({"quote": "x" * 1_500_000} for _ in range(7))] == [3, 3, 1]


def test_the_mapping_names_terms_that_are_there():
    """Each label, type and property of Neo4j is a term of the ontology, or of a vocabulary it is aligned with."""
    known = rdflib.Graph().parse(ROOT / "ontology" / "escalation.ttl")
    ours = rdflib.Namespace("https://w3id.org/escalation/ontology#")
    others = {"rdfs:label", "@id", "geo:hasGeometry", "schema:headline", "schema:url", "schema:datePublished"}
    others |= {"oa:start", "oa:end", "time:before"}
    mapping = admin.mapping()
    terms = {
        term
        for node in mapping["nodes"].values()
        for term in (node["class"], *(t for _, t in node["properties"].values()))
    }
    terms |= {term for _, _, term in mapping["ties"].values()} | set(mapping["links"].values())
    terms |= {term for _, term in mapping["links-properties"].values()}
    for term in terms - others:
        prefix, name = term.split(":")
        assert prefix == "esc"
        assert (ours[name], None, None) in known, term
    assert "".join(f":{family.value.capitalize()}" for family in Family) in statement("event")


def test_rows_hold_what_the_mapping_says(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        ledger.store(acts.telling("Wire", [IZMAIL, KLINTSY], [ANSWER], [(0, 6, "the governor")]), across)
        found = dict(told(ledger, 0, mentions=True))
    mapping = admin.mapping()
    extra = {"Place": {"latitude", "longitude"}, "Claim": {"about"}}
    for label, node in mapping["nodes"].items():
        columns = set(found[label.lower()][0])
        assert columns - extra.get(label, set()) == set(node["properties"]) - {"location"}, label
    assert set(found["RETALIATION_FOR"][0]) == {*mapping["links-properties"], "effect", "cause"}
