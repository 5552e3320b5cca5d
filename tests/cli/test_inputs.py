"""Bad input gets one line that says what, where and what to do; nothing of it is stored."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

GOOD = "KYIV, March 5 - Russia fired missiles at the port of Izmail on Tuesday, killing four people, police said."


def kg(*words: object, cwd: Path, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)],
        cwd=cwd,
        input=stdin.decode("latin-1") if stdin else None,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200", **env},
        check=False,
        timeout=120,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("kg: ")
    assert "Traceback" not in done.stderr
    return lines[0]


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 40,
    "latin.txt": "Der Angriff auf die Brücke war schwer.".encode("latin-1"),
    "giant.txt": b"a" * 50_000_000,
    "empty.html": b"<html><head><title></title></head><body><script>var a = 1;</script></body></html>",
    "broken.jsonl": b'{"text": \n',
    "article.pdf": b"%PDF-1.4",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_stores_nothing(name, tmp_path):
    (tmp_path / name).write_bytes(BAD[name])
    done = kg("build", name, cwd=tmp_path)
    assert done.returncode == 1
    assert name in one_line(done)
    if (tmp_path / "kg.db").exists():
        assert json.loads(kg("events", "--json", cwd=tmp_path).stdout) == []


def test_a_missing_file_is_named(tmp_path):
    done = kg("build", "nowhere.txt", cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert "nowhere.txt" in one_line(done)


def test_a_broken_line_does_not_keep_the_others_out(tmp_path):
    rows = [json.dumps({"text": GOOD}), "{broken", json.dumps({"text": GOOD.replace("Izmail", "Odesa")})]
    (tmp_path / "feed.jsonl").write_text("\n".join(rows))
    done = kg("build", "feed.jsonl", "--published", "2024-03-05", cwd=tmp_path)
    assert done.returncode == 1
    assert "2" in one_line(done)
    assert "2 new" in done.stdout


def test_a_newer_store_is_left_alone(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    assert kg("build", "a.txt", cwd=tmp_path).returncode == 0
    before = None
    with sqlite3.connect(tmp_path / "kg.db") as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = (tmp_path / "kg.db").read_bytes()
    for command in (("build", "a.txt"), ("events",), ("trace", "Izmail")):
        done = kg(*command, cwd=tmp_path)
        assert done.returncode == 3
        assert "kg.db" in one_line(done)
    assert (tmp_path / "kg.db").read_bytes() == before


def test_something_else_is_not_taken_for_a_store(tmp_path):
    (tmp_path / "kg.db").write_text("not a database, but a shopping list of some length" * 50)
    done = kg("events", cwd=tmp_path)
    assert done.returncode == 3
    assert "kg.db" in one_line(done)


def test_no_store_yet(tmp_path):
    done = kg("events", cwd=tmp_path)
    assert done.returncode == 3
    assert "kg build" in one_line(done)


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    # /proc takes no files even from root, who may write everywhere else.
    done = kg("build", "a.txt", "--store", "/proc/kg.db", cwd=tmp_path)
    assert done.returncode == 3
    assert "/proc/kg.db" in one_line(done)


def test_a_full_disk(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system needs the right to mount one")
    try:
        (tmp_path / "long.txt").write_text("\n".join(GOOD.replace("four", str(n)) for n in range(600)))
        done = kg("build", "long.txt", "--store", small / "kg.db", cwd=tmp_path)
        assert done.returncode == 3
        assert "kg.db" in one_line(done)
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_two_builds_at_once_store_what_one_after_the_other_stores(tmp_path):
    names = [f"{n}.txt" for n in range(4)]
    for name, town in zip(names, ("Izmail", "Odesa", "Chuhuiv", "Reni"), strict=True):
        (tmp_path / name).write_text(GOOD.replace("Izmail", town))
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "kg", "build", *pair, "--store", "together.db"], cwd=tmp_path, stderr=subprocess.PIPE
        )
        for pair in (names[:2], names[2:])
    ]
    for run in runs:
        assert run.wait(timeout=120) == 0, run.stderr.read()
        run.stderr.close()
    assert kg("build", *names, "--store", "alone.db", cwd=tmp_path).returncode == 0
    together, alone = (
        kg("export", "--format", "n-quads", "--store", f"{store}.db", cwd=tmp_path).stdout
        for store in ("together", "alone")
    )
    assert together == alone != ""


def test_a_day_that_is_none(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    done = kg("build", "a.txt", "--published", "yesterday", cwd=tmp_path)
    assert done.returncode == 2
    assert "2024-03-01" in one_line(done)


def test_a_day_once_given_stays_while_the_text_is_the_same(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    assert "no day of publication" in one_line(kg("build", "a.txt", cwd=tmp_path))
    assert kg("build", "a.txt", "--published", "2024-03-06", cwd=tmp_path).stderr == ""
    again = kg("build", "a.txt", cwd=tmp_path)
    assert "1 unchanged" in again.stdout
    assert "2024-03-06, as when it was read before" in one_line(again)
    (tmp_path / "a.txt").write_text(GOOD + " It burnt.")
    assert "no day of publication" in one_line(kg("build", "a.txt", cwd=tmp_path))


def test_the_same_article_under_another_name_is_no_new_one(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD)
    kg("build", "a.txt", cwd=tmp_path)
    assert "1 replaced. kg.db now holds 1 article" in kg("build", "b.txt", cwd=tmp_path).stdout


def test_an_event_that_is_not_there(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    kg("build", "a.txt", cwd=tmp_path)
    done = kg("show", "volcano", cwd=tmp_path)
    assert done.returncode == 2
    assert "volcano" in one_line(done)


def test_standard_input(tmp_path):
    done = kg("build", "-", "--published", "2024-03-06", cwd=tmp_path, stdin=GOOD.encode())
    assert done.returncode == 0, done.stderr
    assert len(json.loads(kg("events", "--json", cwd=tmp_path).stdout)) == 1


@pytest.mark.parametrize("after", [0.3, 0.6, 0.9, 1.2, 2.0, 3.0])
def test_ctrl_c_ends_it_soon_and_keeps_what_is_stored(after, tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    for n in range(300):
        (articles / f"{n:03}.txt").write_text(f"Number {n}.\n\n{GOOD}")
    run = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", "articles", "-v", "--workers", "2"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after)
    run.send_signal(signal.SIGINT)
    said, wrong = run.communicate(timeout=15)
    assert "Traceback" not in wrong
    assert run.returncode != 0 or f"{len(said.splitlines()) - 1} articles" in said
    told = [line for line in said.splitlines() if line.startswith("stored ")]
    if told:
        rows = kg("query", str(_documents(tmp_path)), "--json", cwd=tmp_path)
        assert len(json.loads(rows.stdout)) >= len(told)


def _documents(folder: Path) -> Path:
    asked = folder / "documents.rq"
    asked.write_text(
        "# Which documents are there?\n"
        "PREFIX esc: <https://w3id.org/escalation/ontology#>\nSELECT ?d WHERE { ?d a esc:Document }\n"
    )
    return asked


def test_a_fault_in_one_text_does_not_cost_the_others(tmp_path, monkeypatch):
    from kg import building, pipeline
    from kg.errors import InputError

    for name, text in (("bad", "Broken " + GOOD), ("good", GOOD)):
        (tmp_path / f"{name}.txt").write_text(text)
    real = pipeline.extract

    def failing(document, reader):
        if document.text.startswith("Broken"):
            raise RecursionError
        return real(document, reader)

    monkeypatch.setattr(pipeline, "extract", failing)
    told: list[InputError] = []
    built = building.build([str(tmp_path)], tmp_path / "kg.db", problem=told.append)
    assert len(built.stored) == 1
    assert len(told) == 1
    assert "bad.txt: kg failed on this text (RecursionError at cli/test_inputs.py:" in str(told[0])
    with pytest.raises(InputError):
        building.build([str(tmp_path)], tmp_path / "kg.db")
