"""How answers look: nothing wraps to the margin, breaks a word or ends in blanks; each sentence stands once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from kg.cli.tables import headings

RAID = "Ukraine shelled Kursk on 4 March 2024, killing two people. "
ANSWER = "Russia fired missiles at Odesa on 5 March 2024 in retaliation for the shelling of Kursk, killing four people."


def kg(*words, cwd, columns=80):
    env = {**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words], cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Five papers that tell of one answer."""
    folder = tmp_path_factory.mktemp("layout")
    rows = [
        {"text": f"{RAID}{ANSWER} The mayor of Odesa said {5 + n} people were killed.", "source": f"Paper {n}"}
        for n in range(5)
    ]
    (folder / "feed.jsonl").write_text("\n".join(json.dumps({**row, "published": "2024-03-06"}) for row in rows))
    kg("build", "feed.jsonl", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    kg("build", "--samples", cwd=folder)
    return folder


LOOKS = [
    ("events",),
    ("documents",),
    ("chains",),
    ("trace", "Shebekino"),
    ("trace", "Izmail", "--on"),
    ("show", "Chuhuiv", "shelling"),
    ("query",),
    ("query", "what-answered"),
    ("query", "who-struck-whom"),
]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_what_wraps_hangs_and_no_line_is_too_long_or_ends_in_blanks(words, columns, samples):
    lines = kg(*words, cwd=samples, columns=columns).splitlines()
    assert lines
    assert [line for line in lines if len(line) > columns or line != line.rstrip()] == []
    broken = kg(*words, cwd=samples, columns=400).split()
    assert {w for line in lines for w in line.split()} <= set(broken) | {"│", "├─", "└─"}, "a word was broken"
    first = {line.split()[0] for line in lines if line and not line.startswith((" ", "│", "├", "└"))}
    assert not {word for word in first if word.startswith(("e-", "doc-", "“"))}, "an id or a quote at the margin"


def test_each_sentence_stands_once_with_its_claims_below(folder):
    page = kg("show", "Odesa", cwd=folder, columns=200)
    told, links = page.split("What it answered")
    for n in range(5):
        (part,) = re.findall(rf"Paper {n}, 2024-03-06\n(.*?)(?:\n\n|$)", told, flags=re.DOTALL)
        assert part.count("Russia [[fired]] missiles") == 1
        said = (
            f"The mayor of Odesa said {5 + n} people were killed.  (character 169)\n    killed {5 + n} — mayor of Odesa"
        )
        assert said in part
        assert f"(Paper {n}, 2024-03-06, character 59)" in links
    assert "kind     missile strike, told as fact" in page


def test_quotes_are_whole_and_the_rest_is_counted(folder):
    for words in (("trace", "Odesa"), ("chains",)):
        told = kg(*words, cwd=folder, columns=300)
        assert told.count(f"“{ANSWER}”") == 3
        assert re.search(r"and 2 more: kg show e-[0-9a-f]{8}", told)


def test_a_denial_stands_under_what_it_denies(samples):
    back = kg("trace", "Shebekino", cwd=samples, columns=300)
    on = kg("trace", "Klintsy", "drone", "--on", cwd=samples, columns=300)
    for told in (back, on):
        assert re.search(r"“Moscow said .*\n.* but denied to be retaliation\n.*“Moscow denied .*\n.*─ ", told)
        assert told.count("Moscow denied") == 1


def test_a_denial_alone_names_the_act_that_it_is_of(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Ukrainian drones hit Kursk on 4 March 2024, officials said.\n\n"
        "Russian artillery shelled Odesa on 5 March 2024. "
        "Moscow denied that the shelling of Odesa was revenge for the drone attack on Kursk.\n"
    )
    kg("build", "a.txt", "--published", "2024-03-06", cwd=tmp_path)
    back, on = kg("trace", "Odesa", cwd=tmp_path, columns=200), kg("trace", "Kursk", "--on", cwd=tmp_path, columns=200)
    assert re.search(r"└─ denied to be retaliation for  2024-03-04  Ukraine: drone strike.*\n     “Moscow denied", back)
    assert re.search(r"└─ denied: answered by retaliation  2024-03-05  Russia: shelling.*\n     “Moscow denied", on)


def test_an_article_is_marked_where_there_are_no_colours_and_its_claims_are_explained(folder):
    told = kg("extract", "feed.jsonl", cwd=folder, columns=200)
    assert "Russia [[fired]] missiles at Odesa" in told
    assert re.search(r"missile strike on Ukraine, Odesa  e-[0-9a-f]{8}  1 mention\n", told)
    assert "killed" in kg("explain", "feed.jsonl", "--at", "195", cwd=folder)


def test_what_there_is_to_choose_from_stands_in_columns(samples):
    done = subprocess.run(
        [sys.executable, "-m", "kg", "show", "Ukraine"],
        cwd=samples, env={**os.environ, "COLUMNS": "60"}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 2
    head, *rows = done.stderr.splitlines()
    assert "or add a word" in head
    (start,) = {row.index("  ", 14) + 2 for row in rows if "..2024" in row}
    for row in rows:
        assert len(row) <= 60
        assert row[start] != " " == row[start - 1]
        assert re.match(r"  e-[0-9a-f]{8}  \S| {14}", row)


def test_an_id_is_whole_in_a_narrow_window(samples):
    narrow, wide = (kg("query", "what-answered", cwd=samples, columns=columns) for columns in (60, 250))
    assert re.findall(r"e-[0-9a-f]{16}", narrow) == re.findall(r"e-[0-9a-f]{16}", wide)
    assert narrow.count("event id") > 1 == wide.count("event id")


def test_columns_are_named_as_one_says_them():
    assert headings(["effect", "effectLabel", "causeLabel", "mostSaidBy"]) == [
        "answer id",
        "answer",
        "act answered",
        "most said by",
    ]
    assert headings(["event", "label"]) == ["event id", "event"]
