"""`kg timeline`, `kg chains --plot` and `kg export` write what they say, where they say, or tell why not."""

from __future__ import annotations

import json

import pytest
import stories
from lxml import etree
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import AskedWrongly, StoreError


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return stories.stored(tmp_path_factory.mktemp("store") / "s.db", stories.STORY)


def kg(*words):
    return CliRunner().invoke(app, [str(w) for w in words], catch_exceptions=True)


def test_the_page_is_written_and_told(store, tmp_path):
    done = kg("timeline", "--store", store, "-o", tmp_path / "t.html")
    assert done.exit_code == 0, done.output
    assert "12 events, 5 links" in done.output
    assert (tmp_path / "t.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("end", ["svg", "png"])
def test_chains_are_plotted(store, tmp_path, end):
    if end == "png":
        pytest.importorskip("resvg_py", reason="the extra `plot` is not installed")
    path = tmp_path / f"chains.{end}"
    done = kg("chains", "--store", store, "--plot", path, "--limit", "2")
    assert done.exit_code == 0, done.output
    data = path.read_bytes()
    assert etree.fromstring(data) is not None if end == "svg" else data.startswith(b"\x89PNG")


@pytest.mark.parametrize(("path", "error"), [("chains.pdf", AskedWrongly), ("no/such/folder.svg", StoreError)])
def test_a_plot_that_cannot_be_is_refused_in_one_line(store, tmp_path, path, error):
    done = kg("chains", "--store", store, "--plot", tmp_path / path)
    assert isinstance(done.exception, error)
    assert "\n" not in str(done.exception)


@pytest.mark.parametrize("form", ["timelinejs", "timemap", "geojson"])
def test_formats_for_other_tools_are_formats_of_export(store, tmp_path, form):
    path = tmp_path / f"x.{form}"
    done = kg("export", "--store", store, "--format", form, "-o", path)
    assert done.exit_code == 0, done.output
    assert json.loads(path.read_text(encoding="utf-8"))
