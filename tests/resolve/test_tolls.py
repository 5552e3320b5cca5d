"""How many in the end, from all that a text counts of one act."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg import pipeline
from kg.extract import load
from kg.read import articles

HIT = "Russian missiles hit a dormitory in Dnipro on Tuesday."


def told(text: str, folder: Path) -> list[int] | None:
    """Return how many the first act of a text killed."""
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    document = next(iter(articles.read(path, published=date(2024, 5, 15))))
    killed: list[int] | None = pipeline.scored(pipeline.reading(document, load()), document)["events"][0]["killed"]
    return killed


@pytest.mark.parametrize(
    ("after", "killed"),
    [
        ("Six people were killed. The mayor spoke of five dead.", [5, 5]),
        ("Many people were killed. Police said four had died.", [4, 4]),
        ("Six people were killed. A seventh died in hospital.", [6, 6]),
        ("Dozens were killed. The mayor spoke of 31 dead.", [31, 31]),
        ("Six people were killed. A teacher was among those killed.", [6, 6]),
        ("Six people were killed. Another two died in hospital.", [6, 6]),
        ("Six people were killed. There were no civilian casualties, the ministry said.", [6, 6]),
        ("There were no civilian casualties, the ministry said.", [0, 0]),
        ("Six people were killed. One of the attackers was killed.", [6, 6]),
    ],
)
def test_the_lowest_toll_is_one_of_all(after: str, killed: list[int], tmp_path: Path) -> None:
    assert told(f"{HIT} {after}", tmp_path) == killed
