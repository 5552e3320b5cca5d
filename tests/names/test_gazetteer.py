"""The compiled gazetteer: the same bytes from the same rows, and one line where it is missing."""

from __future__ import annotations

import threading

import pytest

from kg.errors import MissingPart, StoreError
from kg.names import compile as compiling
from kg.names import gazetteer
from kg.names.compile import Row

ROWS = [Row(1, "Upper Ford", "XX", 500000, -10000, 900), Row(2, "Ford", "YY", 480000, 20000, 70_000)]
NAMES = [("ford", 2), ("upper ford", 1)]


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        compiling._write(tmp_path / name, ROWS, NAMES)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Kryvyi Rih", {"kryvyi rih"}),
        ("Ar Raqqah", {"ar raqqah", "raqqah"}),
        ("Деревня", set()),
        ("DEZ", set()),
        ("Malmö", {"malmo"}),
        ("Sector 7", set()),
        ("Al", set()),
    ],
)
def test_names_are_folded(name, keys):
    assert compiling.keys(name) == keys


def test_marks_of_transliteration_go():
    assert compiling.plain("Al Qā’im") == "Al Qaim"


def test_articles_meet():
    found = {gazetteer.towns(name)[0].name for name in ("Deir al-Zor", "Deir ez-Zor", "Deir Az Zor")}
    assert found == {"Deir ez-Zor"}


@pytest.fixture
def elsewhere(monkeypatch):
    monkeypatch.setattr(gazetteer, "_LOCAL", threading.local())
    gazetteer.towns.cache_clear()
    yield lambda path: monkeypatch.setattr(gazetteer, "_PATH", path)
    gazetteer.towns.cache_clear()


def test_a_missing_file_says_how_to_get_it(elsewhere, tmp_path):
    elsewhere(tmp_path / "none.sqlite")
    with pytest.raises(MissingPart, match="pip install"):
        gazetteer.towns("Kharkiv")


def test_a_damaged_file_is_told(elsewhere, tmp_path):
    (tmp_path / "bad.sqlite").write_bytes(b"no database" * 500)
    elsewhere(tmp_path / "bad.sqlite")
    with pytest.raises(StoreError, match="cannot be read"):
        gazetteer.towns("Kharkiv")
