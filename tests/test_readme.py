"""What the README shows is what one gets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def kg(*words, cwd):
    return subprocess.run(
        [sys.executable, "-m", "kg", *words], cwd=cwd, capture_output=True, text=True, check=True, timeout=120
    ).stdout


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    kg("build", "--samples", cwd=folder)
    return folder


def test_the_chain_shown_is_the_one_printed(tmp_path):
    (shown,) = re.findall(r"```text\n(.*?)```", README, flags=re.DOTALL)
    env = {**os.environ, "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run(
        [sys.executable, "-m", "kg", "demo"], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    ).stdout
    assert [line.rstrip() for line in told.splitlines()] == shown.splitlines()


def test_the_notebook_lines_run(samples):
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    ends = "\nimport json\nprint(json.dumps([len(trace(ledger, klintsy.id).links()), graph.number_of_nodes()]))"
    done = subprocess.run(
        [sys.executable, "-c", code + ends], cwd=samples, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    links, nodes = map(int, done.stdout.strip("[]\n ").split(","))
    assert links >= 1
    assert nodes >= 5


def test_the_first_two_blocks_are_the_two_commands():
    main_job, tests = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)[:2]
    assert main_job.strip().endswith("kg demo")
    assert tests.strip().endswith("pytest")
    assert len(main_job.strip().splitlines()) == len(tests.strip().splitlines()) == 1


def test_each_command_on_your_own_articles_is_one_of_ours():
    shown = re.findall(r"^    kg ([a-z-]+)", README, flags=re.MULTILINE)
    assert len(shown) > 10
    known = kg("--help", cwd=ROOT)
    assert [c for c in shown if not re.search(rf"^\W*{c}\b", known, flags=re.MULTILINE)] == []
