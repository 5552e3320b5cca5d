"""Clients that people use: curl, rdflib, SPARQLWrapper. None is told anything about us but the address."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from serve_live import TOKEN

README = Path(__file__).resolve().parents[2] / "README.md"
LINKS = """PREFIX esc: <https://w3id.org/escalation/ontology#>
SELECT ?effect ?cause WHERE { ?effect esc:retaliationFor ?cause }"""
MAKE = LINKS.replace("SELECT ?effect ?cause", "CONSTRUCT { ?effect esc:retaliationFor ?cause }")


@pytest.fixture
def address(server):
    return f"{server.address}/sparql"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib(address, method, form):
    from rdflib import Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(address, method=method, returnFormat=form))
    ((effect, cause),) = graph.query(LINKS)
    assert isinstance(effect, URIRef)
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    if form in {"xml", "json"}:
        assert "Klintsy" in str(graph.value(effect, label))
        assert "Izmail" in str(graph.value(cause, label))


def test_rdflib_writes(writable):
    from rdflib import RDFS, Graph, Literal, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

    address = f"{writable.address}/sparql"
    store = SPARQLUpdateStore(address, address, headers={"Authorization": f"Bearer {TOKEN}"})
    graph = Graph(store, identifier=URIRef("https://example.org/rdflib"))
    graph.add((URIRef("https://example.org/a"), RDFS.comment, Literal("from rdflib")))
    assert [str(o) for o in graph.objects(URIRef("https://example.org/a"))] == ["from rdflib"]
    graph.remove((None, None, None))
    assert len(graph) == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("how", ["urlencoded", "postdirectly"])
@pytest.mark.parametrize("form", ["json", "xml", "csv"])
def test_sparqlwrapper(address, method, how, form):
    from SPARQLWrapper import SPARQLWrapper

    if (method, how) == ("GET", "postdirectly"):
        pytest.skip("SPARQLWrapper posts directly by POST only")
    asked = SPARQLWrapper(address, returnFormat=form)
    asked.setMethod(method)
    asked.setRequestMethod(how)
    asked.setQuery(LINKS)
    found = asked.queryAndConvert()
    if form == "json":
        assert len(found["results"]["bindings"]) == 1
    elif form == "xml":
        assert len(found.getElementsByTagName("result")) == 1
    else:
        assert len(found.decode().splitlines()) == 2


@pytest.mark.parametrize("form", ["turtle", "xml", "json-ld"])
def test_sparqlwrapper_makes_graphs(address, form):
    from SPARQLWrapper import SPARQLWrapper

    asked = SPARQLWrapper(address, returnFormat=form)
    asked.setQuery(MAKE)
    found = asked.queryAndConvert()
    assert len(found if hasattr(found, "triples") else [found]) == 1


def test_sparqlwrapper_tells_what_is_wrong(address):
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    asked = SPARQLWrapper(address)
    asked.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed, match="cannot be read"):
        asked.query()


def test_the_readme_s_line_for_curl(server, tmp_path):
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    text = README.read_text(encoding="utf-8")
    start = text.index("    curl -H")
    command = text[start : text.index("\n\n", start)].replace("http://127.0.0.1:8000", server.address)
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, timeout=60)
    head, row = done.stdout.split()
    assert head == "effect,cause"
    assert row.count("https://w3id.org/escalation/id/") == 2
