"""Files for other tools: the same bytes each time, opened again by the tools' own readers."""

from __future__ import annotations

import csv
import importlib.util
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from kg.errors import AskedWrongly, StoreError
from kg.graph import export_network, exports, rdf

_spec = importlib.util.spec_from_file_location("strategies", Path(__file__).with_name("strategies.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "ontology" / "examples" / "valid" / "tit-for-tat.trig"
GRAPH = rdf.load(STORY)
roomy = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def written(graph, form, **how) -> bytes:
    out = io.BytesIO()
    exports.write(graph, form, out, **how)
    return out.getvalue()


@pytest.mark.parametrize("form", exports.FORMATS)
def test_another_process_writes_the_same_bytes(form):
    code = (
        "import sys; from pathlib import Path; from kg.graph import exports, rdf\n"
        f"exports.write(rdf.load(Path({str(STORY)!r})), {form!r}, sys.stdout.buffer)"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env, cwd=ROOT)
    assert done.stdout == written(GRAPH, form)


@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "g.ttl"), ("trig", "g.trig"), ("n-quads", "g.nq"), ("json-ld", "g.jsonld")]
)
def test_rdf_comes_back_whole(form, name, tmp_path):
    exports.write(GRAPH, form, tmp_path / name)
    assert rdf.load(tmp_path / name) == GRAPH


@pytest.mark.parametrize(("form", "name"), [("turtle", "g.ttl"), ("trig", "g.trig"), ("n-quads", "g.nq")])
def test_rdf12_comes_back_whole(form, name, tmp_path):
    exports.write(GRAPH, form, tmp_path / name, rdf12=True)
    assert rdf.load(tmp_path / name) == GRAPH


@pytest.mark.parametrize(
    ("form", "told"), [("turtle", "turtle"), ("trig", "trig"), ("n-quads", "nquads"), ("json-ld", "json-ld")]
)
def test_rdflib_reads_the_same_triples(form, told):
    data = rdflib.Dataset()
    data.parse(data=written(GRAPH, form), format=told)
    assert len({quad[:3] for quad in data.quads()}) == sum(1 for _ in rdf.lines(GRAPH))


def test_the_story_in_the_repository_is_what_the_exporter_writes():
    head, _, body = STORY.read_bytes().partition(b"\n\n")
    assert head.startswith(b"#")
    version = re.compile(rb"escalation-kg [0-9.]+")
    assert version.sub(b"", body) == version.sub(b"", written(GRAPH, "trig"))


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_network_comes_back(form, read):
    found = read(io.BytesIO(written(GRAPH, form)))
    assert set(found) == {thing.id for thing in (*GRAPH.events, *GRAPH.actors, *GRAPH.places)}
    told = {(a, b) for a, b, edge in found.edges(data=True) if edge["relation"] == "retaliationFor"}
    assert told == {(link.effect, link.cause) for link in GRAPH.links if link.kind == "retaliationFor"}
    assert "lastmodifieddate" not in written(GRAPH, form).decode()


def test_the_networks_nodes_tell_days_and_tolls():
    found = export_network.network(GRAPH)
    brod = next(told for _, told in found.nodes(data=True) if told["label"] == "Norland shelled Brod")
    assert (brod["start"], brod["end"], brod["killed_low"], brod["killed_high"]) == ("2031-03-03", "2031-03-03", 6, 6)
    crash = next(told for _, told in found.nodes(data=True) if told["label"] == "Bus crash near Ost")
    assert "start" not in crash
    assert crash["teaser"]


@roomy
@given(strategies.graphs())
def test_any_words_survive_xml(graph):
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        assert read(io.BytesIO(written(graph, form))) is not None


def test_csv_is_one_table_a_noun(tmp_path):
    exports.write(GRAPH, "csv", tmp_path / "tables")
    exports.write(GRAPH, "csv", tmp_path / "tables.zip")
    names = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert names == [
        f"{name}.csv" for name in ("actors", "claims", "documents", "events", "links", "mentions", "places")
    ]
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        for name in names:
            assert archive.read(name) == (tmp_path / "tables" / name).read_bytes()
    links = list(csv.DictReader(io.StringIO((tmp_path / "tables" / "links.csv").read_text())))
    assert [row["id"] for row in links] == sorted(link.id for link in GRAPH.links)
    assert {row["quote"] for row in links} == {one.span.quote for link in GRAPH.links for one in link.evidence}


@roomy
@given(strategies.graphs())
def test_no_cell_is_a_formula(graph):
    with zipfile.ZipFile(io.BytesIO(written(graph, "csv"))) as archive:
        for name in archive.namelist():
            rows = csv.reader(io.StringIO(archive.read(name).decode(), newline=""))
            for cell in (cell for row in rows for cell in row):
                assert cell[:1] not in {"=", "@", "+", "\t", "\r"}


def test_what_cannot_be_asked_or_written_is_said(tmp_path):
    with pytest.raises(AskedWrongly, match="one of turtle"):
        exports.write(GRAPH, "docx", io.BytesIO())
    with pytest.raises(AskedWrongly, match=r"cannot hold RDF 1\.2"):
        exports.write(GRAPH, "json-ld", io.BytesIO(), rdf12=True)
    with pytest.raises(StoreError, match="cannot write"):
        exports.write(GRAPH, "turtle", tmp_path / "no" / "such" / "folder.ttl")
