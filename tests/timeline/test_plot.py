"""A chain for a report: whole, legible, and never markup."""

from __future__ import annotations

import struct
import sys

import pytest
import stories
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.errors import MissingPart
from kg.graph.ledger import Ledger
from kg.timeline.plot import WIDTH, measured, png, safe, svg, wrapped
from kg.trace import chains

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing(tmp_path_factory):
    store = stories.stored(tmp_path_factory.mktemp("plot") / "a.db", stories.STORY)
    with Ledger.open(store, read_only=True) as ledger:
        found = chains(ledger, limit=2)
    return found, svg(found, {d.id: d.origin for d in stories.STORY.documents})


def test_it_shows_each_act_and_each_sentence(drawing):
    found, text = drawing
    words = " ".join("".join(e.itertext()) for e in etree.fromstring(text.encode()).iter(f"{SVG}text"))
    for chain in found:
        assert all(event.label in words for event in chain.events)
        assert all(" ".join(link.evidence[0].span.quote.split()) in words for link in chain.links)
    assert "met with retaliation" in words


def test_time_runs_down(drawing):
    found, text = drawing
    heights = {}
    for line in etree.fromstring(text.encode()).iter(f"{SVG}text"):
        heights.setdefault("".join(line.itertext()), float(line.get("y")))
    drawn = [heights[event.label] for event in found[0].events]
    assert drawn == sorted(drawn, reverse=True)


def test_the_png_is_the_same_picture(drawing):
    pytest.importorskip("resvg_py", reason="the extra `plot` is not installed")
    image = png(drawing[1])
    width, height = struct.unpack(">II", image[16:24])
    assert image.startswith(b"\x89PNG")
    tall = float(etree.fromstring(drawing[1].encode()).get("height"))
    assert (width, height) == (WIDTH * 2, tall * 2)


def test_without_the_extra_one_is_told_what_to_do(drawing, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingPart, match="plot"):
        png(drawing[1])


def test_no_chain_is_told():
    assert "No text in this store" in svg([], {})


@given(st.text())
def test_any_words_are_xml(words):
    assert etree.fromstring(f"<a>{safe(words)}</a>".encode()) is not None


@given(st.text(alphabet="aiMW 漢字 ש", max_size=400), st.integers(60, 700))
def test_no_line_is_wider_than_the_paper_and_no_letter_is_lost(words, width):
    lines = wrapped(words, width, 14)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(measured(line, 14) <= width + 14 * 1.1 for line in lines)
