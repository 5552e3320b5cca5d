"""An export read back is the same graph: the same quads to the byte, the same answers, and nothing from a bad file."""

from __future__ import annotations

import subprocess
import sys

import pytest

SHOW = ("show", "Klintsy", "drone")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HALF = f"<https://w3id.org/escalation/id/e-1> <{TYPE}> <https://w3id.org/escalation/ontology#Event> .\n"


def kg(*words):
    return subprocess.run([sys.executable, "-m", "kg", *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("import") / "kg.db"
    assert kg("build", "--samples", "--store", path).returncode == 0
    return path


@pytest.mark.parametrize(("form", "ending"), [("n-quads", "nq"), ("trig", "trig"), ("turtle", "ttl")])
def test_what_comes_back_is_what_went_out(store, tmp_path, form, ending):
    file, again = tmp_path / f"graph.{ending}", tmp_path / "again.db"
    assert kg("export", "--format", form, "-o", file, "--store", store).returncode == 0
    told = kg("import", file, "--store", again)
    assert told.returncode == 0, told.stderr
    assert "5 articles" in told.stdout
    for words in (("export",), ("events",), ("chains",), ("query", "where-sources-disagree"), ("check",), SHOW):
        assert kg(*words, "--store", again).stdout == kg(*words, "--store", store).stdout, words


def test_a_store_that_is_there_is_left_alone(store, tmp_path):
    file = tmp_path / "graph.nq"
    kg("export", "-o", file, "--store", store)
    before = store.read_bytes()
    told = kg("import", file, "--store", store)
    assert (told.returncode, told.stderr.count("\n")) == (3, 1)
    assert "there is a store already" in told.stderr
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bad.nq", "this is no RDF\n"),
        ("half.nq", HALF),
        ("graph.xyz", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line_and_no_store(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    told = kg("import", tmp_path / name, "--store", tmp_path / "kg.db")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1), told.stderr
    assert not (tmp_path / "kg.db").exists()


def test_no_such_file(tmp_path):
    told = kg("import", tmp_path / "none.nq", "--store", tmp_path / "kg.db")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
