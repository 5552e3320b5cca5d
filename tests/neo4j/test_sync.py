"""A database kept exactly like the ledger, whatever happens on the way."""

from __future__ import annotations

import random
import sys
from dataclasses import replace

import pytest
import world

from kg.graph.changed import changed
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.sync.run import state, sync
from kg.sync.verify import compare, differences

pytestmark = pytest.mark.neo4j


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as opened:
        for seed in range(6):
            opened.store(world.story(seed), across)
        yield opened


def unequal(ledger, live) -> list[str]:
    with live.door() as door, changed(ledger, 0) as everything:
        known = state(door)
        return [
            f"{one.kind}: {one.missing} {one.changed} {one.extra}"
            for one in differences(everything, door, mentions=bool(known and known.mentions))
        ]


def synced(ledger, live, **options):
    with live.door() as door:
        return sync(ledger, door, **options)


def test_first_sync_again_and_full(ledger, empty):
    report = synced(ledger, empty)
    assert unequal(ledger, empty) == []
    assert report.written > report.sent
    with empty.door() as door, changed(ledger, 0) as everything:
        counts = {one.kind: one.ledger.count for one in compare(everything, door, mentions=False)}
    assert all(counts.values()), "the world has something of each kind"
    again = synced(ledger, empty)
    assert (again.sent, again.written) == (0, 0)
    synced(ledger, empty, full=True)
    assert unequal(ledger, empty) == []


def test_types_and_labels(ledger, empty):
    synced(ledger, empty)
    kinds = empty.run(
        "MATCH (e:Event) WHERE e.start IS NOT NULL"
        " RETURN DISTINCT valueType(e.start) AS day, valueType(e.label) AS text"
    )
    assert kinds == [{"day": "DATE NOT NULL", "text": "STRING NOT NULL"}]
    points = empty.run("MATCH (p:Place) RETURN p.name AS name, p.location.latitude AS at ORDER BY name")
    assert {row["name"]: row["at"] for row in points} == {name: lat for name, lat, _ in world.TOWNS}
    assert empty.run("MATCH (e:Event) WHERE size(labels(e)) <> 2 RETURN e") == []
    assert empty.run(
        "MATCH (c:Claim {kind: 'killed'}) WHERE c.low IS NOT NULL RETURN valueType(c.low) AS t LIMIT 1"
    ) == [{"t": "INTEGER NOT NULL"}]


def test_any_course_of_changes_ends_equal(tmp_path, empty):
    """Documents come, change and go in any order, with a sync now and then."""
    rng = random.Random(11)  # noqa: S311 - a story, not a secret
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        there = {}
        for step in range(30):
            origin = rng.randrange(8)
            if there and rng.random() < 0.3:
                gone = rng.choice(sorted(there))
                ledger.forget(there.pop(gone), across)
            else:
                graph = world.story(rng.randrange(1000), acts=rng.choice([3, 6, 10]))
                document = replace(graph.documents[0], origin=f"world/{origin}")
                ledger.store(replace(graph, documents=(document,)), across)
                there[origin] = document.id
            if step % 4 == 3:
                synced(ledger, empty)
                assert unequal(ledger, empty) == [], step


def test_text_arrives_unchanged(tmp_path, empty):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        graph = world.story(3, long=60_000)
        whole = graph.documents[0].text[:60_000]
        claim = graph.claims[0]
        words = replace(claim.evidence, span=replace(claim.evidence.span, start=0, end=60_000, quote=whole))
        ledger.store(replace(graph, claims=(replace(claim, evidence=words),)), across)
        synced(ledger, empty)
        assert unequal(ledger, empty) == []
    assert empty.run("MATCH (c:Claim) RETURN c.quote AS quote") == [{"quote": whole}]
    labels = [row["label"] for row in empty.run("MATCH (e:Event) RETURN e.label AS label ORDER BY e.id")]
    assert labels == [event.label for event in sorted(graph.events, key=lambda e: e.id)]
    assert len({text for text in world.BITING if any(text in label for label in labels)}) > 3


def test_mentions_come_and_go(ledger, empty):
    synced(ledger, empty, mentions=True)
    assert empty.run("MATCH (:Event)-[:MENTIONED_AS]->(m:Mention) RETURN count(m) AS n")[0]["n"] > 50
    ledger.store(world.story(99), across)
    synced(ledger, empty)
    assert unequal(ledger, empty) == []
    synced(ledger, empty, mentions=False)
    assert empty.run("MATCH (m:Mention) RETURN count(m) AS n") == [{"n": 0}]
    assert unequal(ledger, empty) == []


def test_what_is_not_ours_is_never_touched(ledger, empty):
    synced(ledger, empty)
    empty.run(
        "CREATE (:Event {id: 'mine', label: 'a note'})-[:ABOUT {why: 'x'}]->(:Thing {name: 'y'})",
        "MATCH (e:Event) WHERE e.id STARTS WITH 'e-' WITH e LIMIT 1 CREATE (:Note {text: 'look'})-[:ON]->(e)",
    )
    document = next(ledger.documents())
    ledger.forget(document.id, across)
    ledger.store(world.story(50), across)
    synced(ledger, empty)
    synced(ledger, empty, full=True, prune=True)
    assert unequal(ledger, empty) == []
    assert empty.run("MATCH (:Event {id: 'mine'})-[r:ABOUT]->(t:Thing) RETURN r.why AS why, t.name AS name") == [
        {"why": "x", "name": "y"}
    ]
    assert empty.run("MATCH (n:Note) RETURN n.text AS text") == [{"text": "look"}]


def test_verify_names_what_was_made_by_hand(ledger, empty, tmp_path):
    synced(ledger, empty)
    event, other, third = [row["id"] for row in empty.run("MATCH (e:Event) RETURN e.id AS id ORDER BY id LIMIT 3")]
    empty.run("CREATE (:Event {id: 'e-0123456789abcdef', label: 'made up', family: 'strike'})")
    empty.run("MATCH (e:Event {id: $id}) SET e.label = 'changed'", id=event)
    empty.run("MATCH (e:Event {id: $id}) DETACH DELETE e", id=other)
    empty.run("MATCH (e:Event {id: $id}) REMOVE e:Strike:Deal:Killing SET e:Wrong", id=third)
    store = str(ledger.path)
    told = empty.kg("sync", "--verify", "--store", store)
    assert told.returncode == 1
    lines = told.stdout.replace("\n", " ")
    assert f"event, missing: {other}" in lines
    assert "not in the store: e-0123456789abcdef" in lines
    assert event in lines
    assert "Not equal" in lines
    assert empty.kg("sync", "--store", store).stdout.startswith("In step")
    done = empty.kg("sync", "--full", "--prune", "--store", store)
    assert done.returncode == 0, done.stderr
    told = empty.kg("sync", "--verify", "--store", store)
    assert told.stdout.endswith("Equal.\n"), told.stdout


def test_a_dry_run_counts_and_writes_nothing(ledger, empty):
    told = empty.kg("sync", "--dry-run", "--store", str(ledger.path))
    assert told.stdout.startswith("Would write (revision 0 → 6): 6 document")
    assert empty.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_another_store_is_refused_until_it_takes_over(ledger, empty, tmp_path):
    synced(ledger, empty)
    with Ledger.open(tmp_path / "other.db", create=True) as other:
        other.store(world.story(77), across)
        told = empty.kg("sync", "--store", str(other.path))
        assert told.returncode == 3
        assert "follows another store" in told.stderr
        synced(other, empty, full=True, prune=True)
        assert unequal(other, empty) == []


def test_nothing_heavy_is_loaded_for_other_commands():
    code = "import sys; import kg.cli; print('neo4j' in sys.modules)"
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
