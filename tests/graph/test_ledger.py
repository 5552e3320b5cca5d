from __future__ import annotations

import itertools
import sqlite3
from dataclasses import replace

import acts
import pytest

from kg.errors import AskedWrongly, StoreError
from kg.graph import rdf
from kg.graph.ledger import Ledger
from kg.resolve import across

day, telling = acts.day, acts.telling

IZMAIL = (acts.SHELLING, "Russia", "Ukraine", "Izmail", day(1))
KLINTSY = (acts.DRONES, "Ukraine", "Russia", "Klintsy", day(3))
ODESA = (acts.SHELLING, "Russia", "Ukraine", "Odesa", day(5))
ANSWER = (1, 0, acts.RETALIATION, 0.9, False)
WIRE = telling("Wire", [IZMAIL, KLINTSY], [ANSWER], [(0, 6, "the governor")])
PAPER = telling("Paper", [IZMAIL, KLINTSY, ODESA], [ANSWER, (2, 1, acts.RESPONSE, 0.8, False)], [(0, 9, "the mayor")])
RIVAL = telling("Rival", [IZMAIL])
RADIO = telling("Radio", [KLINTSY], [], [(0, 1, None)])


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as opened:
        yield opened


def dump(ledger) -> bytes:
    return b"".join(rdf.chunks(ledger.graph()))


def built(tmp_path, *graphs) -> bytes:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
    with Ledger.open(path, create=True) as ledger:
        for graph in graphs:
            ledger.store(graph, across)
        return dump(ledger)


def test_what_goes_in_comes_out(ledger):
    stored = ledger.store(WIRE, across)
    assert stored.changed
    found = ledger.graph()
    assert found.documents == WIRE.documents
    assert set(found.mentions) == set(WIRE.mentions)
    assert set(found.events) == set(WIRE.events)
    assert set(found.links) == set(WIRE.links)
    assert len(found.claims) == 1


def test_what_was_worked_out_comes_out(ledger):
    graph = acts.telling("Wire", [(acts.SHELLING, "Russia", "Ukraine", "Izmail", acts.day(1))])
    (event,) = graph.events
    ledger.store(replace(graph, events=(replace(event, worked_out=("actor", "when")),)), across)
    assert [e.worked_out for e in ledger.graph().events] == [("actor", "when")]
    assert ledger.event(event.id).worked_out == ("actor", "when")


def test_the_same_again_changes_nothing(ledger):
    ledger.store(WIRE, across)
    before = ledger.revision, dump(ledger)
    assert not ledger.store(WIRE, across).changed
    assert (ledger.revision, dump(ledger)) == before


def test_one_act_told_twice_is_one_event_with_rival_claims(ledger):
    ledger.store(WIRE, across)
    ledger.store(PAPER, across)
    struck = ledger.find("shelling Izmail")
    assert len(struck) == 1
    assert len(struck[0].documents) == 2
    assert {claim.low for claim in ledger.claims(struck[0].id)} == {6, 9}
    assert len(ledger.mentions(struck[0].id)) == 2
    links = ledger.links(cause=struck[0].id)
    assert len(links) == 1
    assert len(links[0].evidence) == 2


def test_two_acts_alike_in_one_document_never_unite(ledger):
    twice = telling("Twice", [IZMAIL, IZMAIL])
    ledger.store(WIRE, across)
    ledger.store(twice, across)
    assert len(ledger.find("Izmail")) == 3


@pytest.mark.parametrize("other", [day(2), day(1, 3), None])
def test_another_day_is_another_act(ledger, other):
    ledger.store(WIRE, across)
    ledger.store(telling("Later", [(*IZMAIL[:4], other)]), across)
    assert len(ledger.find("Izmail")) == 2


def test_the_order_of_reading_does_not_matter(tmp_path):
    graphs = (WIRE, PAPER, RADIO, telling("Twice", [KLINTSY, KLINTSY]))
    dumps = {built(tmp_path, *order) for order in itertools.permutations(graphs)}
    assert len(dumps) == 1


def test_a_new_version_takes_the_place_of_the_old(tmp_path):
    newer = telling("Wire, corrected", [IZMAIL, ODESA], origin="wire/Wire")
    assert built(tmp_path, WIRE, PAPER, newer) == built(tmp_path, PAPER, newer)


def test_forgetting_leaves_no_trace(tmp_path, ledger):
    ledger.store(PAPER, across)
    ledger.store(WIRE, across)
    gone = ledger.forget(PAPER.documents[0].id[:8], across)
    assert gone == PAPER.documents[0]
    assert dump(ledger) == built(tmp_path, WIRE)
    with pytest.raises(AskedWrongly, match="no document"):
        ledger.forget("doc-0000", across)


def test_changes_tell_what_is_new_and_what_is_gone(ledger):
    ledger.store(WIRE, across)
    first = ledger.revision
    assert {c.kind for c in ledger.changes(0)} == {"doc", "e", "actor", "place", "claim", "link"}
    ledger.store(PAPER, across)
    second = ledger.revision
    changed = {c.id for c in ledger.changes(first)}
    assert WIRE.documents[0].id not in changed
    assert PAPER.documents[0].id in changed
    ledger.forget(PAPER.documents[0].id, across)
    gone = {c.id for c in ledger.changes(second) if c.gone}
    assert PAPER.documents[0].id in gone
    assert not list(ledger.changes(ledger.revision))


def test_tombstones_and_rows_never_overlap(ledger):
    for graph in (WIRE, PAPER, RADIO):
        ledger.store(graph, across)
    ledger.forget(WIRE.documents[0].id, across)
    ledger.store(WIRE, across)
    changes = list(ledger.changes(0))
    assert len({c.id for c in changes}) == len(changes)


def test_filters(ledger):
    ledger.store(PAPER, across)
    assert len(list(ledger.events(actor="russia"))) == 3
    assert [e.label for e in ledger.events(place="Klin")] == ["Ukraine: drone-strike on Klintsy"]
    assert len(list(ledger.events(type="strike"))) == 3
    assert len(list(ledger.events(type="drone strike"))) == 1
    assert len(list(ledger.events(since=day(2).first, until=day(4).last))) == 1
    assert len(list(ledger.events(limit=2))) == 2
    with pytest.raises(AskedWrongly, match="families are"):
        ledger.events(type="picnic")


def test_find_by_id_and_by_words(ledger):
    ledger.store(PAPER, across)
    event = next(ledger.events())
    assert ledger.find(event.id) == ledger.find(event.id[:9]) == ledger.find(event.id[2:9]) == [event]
    assert len(ledger.find("shellings")) == 2
    assert ledger.find('"; DROP TABLE event --') == []


def test_a_writer_does_not_keep_readers_out(tmp_path, ledger):
    ledger.store(WIRE, across)
    with Ledger.open(tmp_path / "kg.db", read_only=True) as reader:
        ledger.store(PAPER, across)
        assert reader.counts()["documents"] == 2


def test_no_statistics_ever(ledger):
    ledger.store(PAPER, across)
    names = {row[0] for row in ledger.db.execute("SELECT name FROM sqlite_master")}
    assert "sqlite_stat1" not in names
    plan = " ".join(row[3] for row in ledger.db.execute("EXPLAIN QUERY PLAN SELECT * FROM link WHERE effect = 1"))
    assert "USING INDEX link_effect" in plan


def test_a_full_store_says_so(tmp_path, ledger):
    ledger.store(WIRE, across)
    before = dump(ledger)
    ledger.db.execute(f"PRAGMA max_page_count = {ledger.db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StoreError, match="disk is full"):
        ledger.store(telling("Long", [IZMAIL] * 300), across)
    ledger.db.execute("PRAGMA max_page_count = 1073741823")
    assert dump(ledger) == before
    assert ledger.store(PAPER, across).changed


def test_not_a_store(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name)")
    db.close()
    with pytest.raises(StoreError, match="no store of kg"):
        Ledger.open(path)
    with pytest.raises(StoreError, match="no store here"):
        Ledger.open(tmp_path / "none.db")


def test_a_part_follows_its_whole_when_another_paper_tells_of_it(ledger):
    """The whole takes another id once two papers tell of it; the part, told by one alone, must name that."""
    graph = telling("Wire", [IZMAIL, (acts.DRONES, "Russia", "Ukraine", "Izmail", day(1, 2))])
    whole, part = graph.events
    graph = replace(graph, events=(whole, replace(part, part_of=whole.id)))
    for papers in ([graph, RIVAL], [RIVAL, graph]):
        for paper in papers:
            ledger.store(paper, across)
        united = next(event for event in ledger.events() if len(event.documents) == 2)
        assert [event.part_of for event in ledger.events() if event.part_of] == [united.id]
        ledger.forget(RIVAL.documents[0].id, across)
        assert [event.part_of for event in ledger.events() if event.part_of] == [whole.id]
        ledger.forget(graph.documents[0].id, across)


def test_an_event_is_found_by_words_that_only_its_texts_have(ledger):
    ledger.store(WIRE, across)
    event = ledger.find("Izmail")[0]
    said = ledger.mentions(event.id)[0].trigger.quote
    assert said not in event.label
    assert ledger.find(f"{said} Izmail") == [event]
    assert ledger.find(f"{said} nowhere") == []
