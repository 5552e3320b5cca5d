"""A command that needs an extra says in one line how to get it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from kg import extras

WITHOUT = {
    "serve": ("uvicorn", ["serve"]),
    "check": ("pyshacl", ["check"]),
    "neo4j": ("neo4j", ["sync"]),
    "html": ("trafilatura", ["build", "page.html"]),
    "plot": ("resvg_py", ["chains", "--plot", "chains.png"]),
}


def kg(*words, cwd, without=""):
    code = f"import sys; sys.modules[{without!r}] = None; sys.argv[0] = 'kg'; from kg.cli import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extras")
    (folder / "page.html").write_text("<html><body><p>Rockets hit the port on Monday, the army said.</p></body></html>")
    assert kg("build", "--samples", cwd=folder).returncode == 0
    return folder


def test_all_extras_are_known():
    assert set(WITHOUT) == set(extras.EXTRAS)


@pytest.mark.parametrize("extra", WITHOUT)
def test_without_it_there_is_one_line(extra, folder, monkeypatch):
    module, words = WITHOUT[extra]
    monkeypatch.chdir(folder)  # where the command runs: the line names files as seen from there
    done = kg(*words, cwd=folder, without=module)
    assert done.returncode == 3, done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert f"install '{extras._origin()}[{extra}]'" in line
    if extra == "neo4j":
        asked = kg("query", "--cypher", "who-struck-whom", cwd=folder, without=module)
        assert (asked.returncode, asked.stderr) == (3, done.stderr)


def _installed(monkeypatch, url):
    class Distribution:
        @staticmethod
        def read_text(_):
            return json.dumps({"url": url}) if url else None

    monkeypatch.setattr(metadata, "distribution", lambda _: Distribution)


def test_the_line_names_where_kg_came_from(tmp_path, monkeypatch):
    checkout = tmp_path / "a checkout"
    checkout.mkdir()
    wheel = checkout / "kg.whl"
    wheel.touch()
    monkeypatch.chdir(checkout)
    _installed(monkeypatch, checkout.as_uri())
    assert extras.install("check").endswith(" install '.[check]'")
    _installed(monkeypatch, wheel.as_uri())
    assert extras.install("check").endswith(" install 'kg.whl[check]'")
    monkeypatch.chdir(tmp_path)
    _installed(monkeypatch, checkout.as_uri())
    assert extras.install("check").endswith(" install './a checkout[check]'")
    _installed(monkeypatch, None)
    assert extras.install("check").endswith(" install 'escalation-kg[check]'")


def test_the_pip_is_that_of_the_running_python(tmp_path, monkeypatch):
    home = tmp_path / ".venv" / "bin"
    home.mkdir(parents=True)
    (home / "pip").touch(mode=0o755)
    monkeypatch.setattr(sys, "executable", str(home / "python"))
    monkeypatch.chdir(tmp_path)
    assert extras.install("check").startswith(str(Path(".venv/bin/pip install")))
    monkeypatch.setenv("PATH", str(home))
    assert extras.install("check").startswith("pip install")
