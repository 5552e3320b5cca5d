"""A server that holds an export of some revision is brought up to any later one by `kg export --since`."""

from __future__ import annotations

import random
import subprocess
import sys

import acts
import pyoxigraph as ox
import pytest

from kg.errors import AskedWrongly
from kg.graph import rdf, rdf_change
from kg.graph.ledger import Ledger
from kg.resolve import across

PLACES = ("Izmail", "Klintsy", "Odesa", "Sumy")
PAPERS = ("Wire", "Paper", "Radio", "Post")


def report(rng: random.Random, paper: str):
    """What a paper tells today: some acts that others tell too, answers, counts; now and then a denial."""
    told = [
        (rng.choice((acts.SHELLING, acts.DRONES)), "Russia", "Ukraine", rng.choice(PLACES), acts.day(rng.randint(1, 4)))
        for _ in range(rng.randint(2, 5))
    ]
    pairs = [(at + 1, at) for at in range(len(told) - 1)]
    kinds = (acts.RETALIATION, acts.RESPONSE, acts.FOLLOWED)
    links = [(*pair, rng.choice(kinds), rng.choice((0.5, 0.9)), rng.random() < 0.3) for pair in pairs]
    counts = [(rng.randrange(len(told)), rng.randint(1, 9), "the mayor")]
    return acts.telling(f"{paper} {rng.random()}", told, links, counts, origin=f"wire/{paper}")


def shown(ledger: Ledger) -> set[ox.Quad]:
    store = ox.Store()
    store.extend(rdf.quads(ledger.graph()))
    return set(store)


@pytest.mark.parametrize("seed", range(6))
def test_any_course_of_changes_ends_equal(tmp_path, seed):
    rng = random.Random(seed)  # noqa: S311 - a story
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        states = {ledger.revision: shown(ledger)}
        for _ in range(12):
            known = [document.id for document in ledger.documents()]
            if known and rng.random() < 0.3:
                ledger.forget(rng.choice(known), across)
            else:
                ledger.store(report(rng, rng.choice(PAPERS)), across)
            states[ledger.revision] = shown(ledger)
        now = shown(ledger)
        assert len(states) > 8
        for revision, quads in states.items():
            server = ox.Store()
            server.extend(quads)
            note = ox.Quad(next(iter(now)).subject, ox.NamedNode("urn:note"), ox.Literal("mine"), ox.NamedNode("urn:g"))
            server.add(note)
            server.update("".join(rdf_change.lines(ledger, revision)))
            assert set(server) == now | {note}, revision


def test_only_the_change_is_told(tmp_path):
    rng = random.Random(1)  # noqa: S311 - a story
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        for paper in PAPERS:
            ledger.store(report(rng, paper), across)
        before = ledger.revision
        (nothing,) = rdf_change.lines(ledger, before)
        assert nothing.startswith("#")
        ledger.store(acts.telling("News", [(acts.DRONES, "Ukraine", "Russia", "Bryansk", acts.day(20))]), across)
        update = "".join(rdf_change.lines(ledger, before))
        assert "Bryansk" in update
        assert "Izmail" not in update
        with pytest.raises(AskedWrongly, match="no revision 99"):
            list(rdf_change.lines(ledger, 99))


def test_on_the_command_line(tmp_path):
    store, out = tmp_path / "kg.db", tmp_path / "change.ru"
    with Ledger.open(store, create=True) as ledger:
        ledger.store(report(random.Random(2), "Wire"), across)  # noqa: S311 - a story

    def kg(*words: str):
        command = [sys.executable, "-m", "kg", "export", "--store", str(store), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    whole = tmp_path / "whole.nq"
    assert "revision 1" in kg("-o", str(whole)).stderr
    told = kg("--since", "0", "-o", str(out))
    assert (told.returncode, told.stdout) == (0, "")
    server, peer = ox.Store(), ox.Store()
    server.update(out.read_text())
    peer.load(path=whole)
    assert set(server) == set(peer)
    for wrong in (("--since", "0", "-f", "csv"), ("--since", "7"), ("--since", "0", "--rdf12")):
        told = kg(*wrong)
        assert told.returncode == 2, wrong
        assert told.stderr.count("\n") == 1, told.stderr
