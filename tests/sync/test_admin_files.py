"""The files for a bulk load: one process and two write the same, of one moment."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "neo4j"))

import world

from kg.errors import StoreError
from kg.graph import texts
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.sync import admin


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "kg.db"
    with Ledger.open(path, create=True) as ledger:
        for seed in range(4):
            ledger.store(world.story(seed, acts=20), across)
    return path


def test_two_processes_write_what_one_does(store, tmp_path, monkeypatch):
    found = {}
    for name, many in (("one", 1_000_000), ("two", 1)):
        monkeypatch.setattr(admin, "MANY", many)
        with Ledger.open(store, read_only=True) as ledger:
            rows = admin.write(ledger, tmp_path / name, mentions=True)
        found[name] = (rows, {path.name: path.read_bytes() for path in (tmp_path / name).glob("*.csv")})
        named = (tmp_path / name / admin.ARGUMENTS).read_text(encoding="utf-8")
        assert all(str(path.resolve()) in named for path in (tmp_path / name).glob("*.csv"))
    assert found["one"] == found["two"]
    assert {"event.csv", "RETALIATION_FOR.csv", "MENTIONED_AS.csv", "ABOUT.csv"} <= found["one"][1].keys()


def test_texts_that_had_to_be_let_go_are_read_again(store, tmp_path, monkeypatch):
    found = []
    for held in (texts.HELD, 1):
        monkeypatch.setattr(texts, "HELD", held)
        with Ledger.open(store, read_only=True) as ledger:
            admin.write(ledger, tmp_path / str(held))
        found.append({path.name: path.read_bytes() for path in (tmp_path / str(held)).glob("*.csv")})
    assert found[0] == found[1]


def test_files_of_two_moments_are_refused(store, tmp_path):
    with pytest.raises(StoreError, match="changed meanwhile; run it again"):
        admin._file(store, 3, tmp_path, False, "event")
