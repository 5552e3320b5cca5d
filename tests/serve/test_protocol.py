"""Asking as SPARQL 1.1 Protocol has it: ways to ask, forms of an answer, what may be kept, what is said to errors."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from xml.dom import minidom

import pyoxigraph as ox
import pytest

ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
LABELS = "SELECT ?label WHERE { ?e a esc:Event ; rdfs:label ?label } ORDER BY ?label"
LINKS = "CONSTRUCT { ?a esc:retaliationFor ?b } WHERE { ?a esc:retaliationFor ?b }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ROWS = {
    "application/sparql-results+json": lambda body: [
        r["label"]["value"] for r in json.loads(body)["results"]["bindings"]
    ],
    "application/sparql-results+xml": lambda body: [
        e.firstChild.data
        for e in minidom.parseString(body).getElementsByTagName("literal")  # noqa: S318 - our own server's
    ],
    "text/csv": lambda body: [row[0] for row in csv.reader(io.StringIO(body.decode()))][1:],
    "text/tab-separated-values": lambda body: [line.strip('"') for line in body.decode().splitlines()[1:]],
}
TRIPLES = ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
TRIPLES += ["application/trig", "application/n-quads"]


def ask(web, query, **headers):
    return web.get("/sparql", params={"query": query}, headers={k.replace("_", "-"): v for k, v in headers.items()})


@pytest.mark.parametrize("media", ROWS)
def test_rows_come_in_the_form_asked_for(web, media):
    answer = ask(web, LABELS + " LIMIT 2", Accept=media)
    assert answer.headers["content-type"].split(";")[0] == media
    assert len(ROWS[media](answer.content)) == 2


@pytest.mark.parametrize("media", TRIPLES)
def test_triples_come_in_the_form_asked_for(web, media):
    answer = ask(web, LINKS, Accept=media)
    assert answer.headers["content-type"].split(";")[0] == media
    assert len(list(ox.parse(answer.content, ox.RdfFormat.from_media_type(media)))) == 1


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.5", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("application/json", "application/sparql-results+json"),
        ("text/turtle, text/csv;q=0.2", "text/csv"),
    ],
)
def test_weights_decide(web, accept, media):
    assert ask(web, LABELS, Accept=accept).headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "application/sparql-results+json;q=0"])
def test_nothing_wanted_that_there_is(web, accept):
    answer = ask(web, LABELS, Accept=accept)
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


def test_three_ways_to_ask_and_one_answer(web):
    direct = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    answers = [
        ask(web, LABELS),
        web.post("/sparql", data={"query": LABELS}),
        web.post("/sparql", content=LABELS, headers=direct),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1


def test_graphs_named_by_the_request(web):
    graphs = [r["g"]["value"] for r in ask(web, "SELECT DISTINCT ?g { GRAPH ?g { } }").json()["results"]["bindings"]]
    assert len(graphs) >= 4, "one for each document and one for what they share"

    def count(**names):
        answer = web.get("/sparql", params={"query": COUNT, **names})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert 0 < count(**{"default-graph-uri": graphs[0]}) < count()
    assert count(**{"default-graph-uri": "https://example.org/none"}) == 0
    assert count(**{"named-graph-uri": graphs[0]}) == 0, "then the default graph is empty"


def test_head_tells_the_same_without_the_body(web):
    got, told = ask(web, LABELS), web.head("/sparql", params={"query": LABELS})
    assert told.status_code == 200
    assert not told.content
    for name in ("content-type", "etag", "content-length"):
        assert told.headers[name] == got.headers[name]


def test_who_has_the_answer_is_told_so(web):
    first = ask(web, LABELS)
    again = ask(web, LABELS, If_None_Match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert ask(web, LABELS + " LIMIT 1", If_None_Match=first.headers["etag"]).status_code == 200
    assert ask(web, LABELS, If_None_Match=first.headers["etag"], Accept="text/csv").status_code == 200


def test_what_changes_by_itself_is_not_kept(web):
    answer = ask(web, "SELECT (NOW() AS ?now) {}")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_large_answers_are_packed_for_those_who_can(web):
    packed = ask(web, ALL, Accept_Encoding="gzip")
    plain = ask(web, ALL, Accept_Encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers.get("content-length", 0)) < len(gzip.compress(plain.content)) * 2 < len(plain.content)


def test_pages_elsewhere_may_read(web):
    answer = ask(web, LABELS, Origin="https://notebook.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://notebook.example", "Access-Control-Request-Method": "POST"}
    told = web.options("/sparql", headers={**asked, "Access-Control-Request-Headers": "accept"})
    assert told.status_code == 204
    assert "POST" in told.headers["access-control-allow-methods"]
    assert "authorization" not in told.headers["access-control-allow-headers"].lower()


def test_pages_elsewhere_may_not_read_what_can_be_written(writable):
    with writable.client(Origin="https://notebook.example") as client:
        assert "access-control-allow-origin" not in ask(client, LABELS).headers


def test_options_tell_the_methods(web):
    assert web.options("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"


WRONG = [
    ("GET", "/sparql?query=SELECT", {}, b"", 400, "cannot be read"),
    ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, b"", 400, "once"),
    ("GET", "/sparql?update=CLEAR%20ALL", {}, b"", 400, "POST"),
    ("GET", "/sparql?query=%FF", {}, b"", 400, "UTF-8"),
    ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=here", {}, b"", 400, "absolute IRI"),
    ("GET", "/sparql?query=ASK%7B%7D&timeout=-1", {}, b"", 400, "above zero"),
    ("POST", "/sparql", {}, b"ASK{}", 415, "send"),
    ("POST", "/sparql", {"Content-Type": "text/plain"}, b"ASK{}", 415, "send"),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query; charset=latin-1"}, b"ASK{}", 415, "UTF-8"),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"\xff", 400, "UTF-8"),
    ("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"}, b"a=b", 400, "`query`"),
    ("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"}, b"query=a&update=b", 400, "one"),
    ("DELETE", "/sparql", {}, b"", 405, "method"),
    ("GET", "/nothing", {}, b"", 404, "nothing"),
    ("GET", "/id/event-none", {}, b"", 404, "event-none"),
    ("GET", "/catalogue/none", {}, b"", 400, "none"),
    ("GET", "/static/..%2Frun.py", {}, b"", 404, "nothing"),
    ("GET", "/graphs", {}, b"", 400, "which graph"),
    ("GET", "/graphs?graph=https://example.org/none", {}, b"", 404, "no graph"),
]


@pytest.mark.parametrize(("method", "path", "headers", "body", "status", "said"), WRONG, ids=lambda v: str(v)[:40])
def test_who_errs_is_told_how(web, method, path, headers, body, status, said):
    answer = web.request(method, path, headers=headers, content=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert said in told["detail"]
    assert told["status"] == status
    assert "\n" not in told["detail"]


def test_more_rows_than_allowed(web):
    answer = ask(web, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert answer.status_code == 422
    assert "5,000 rows" in answer.json()["detail"]


def test_a_page_gets_the_first_rows_and_is_told_there_are_more(web):
    answer = web.post("/sparql", data={"query": ALL, "cut": "10"})
    assert answer.headers["answer-cut"] == "true"
    assert len(answer.json()["results"]["bindings"]) == 10


def test_the_service_says_what_it_is(web):
    told = web.get("/sparql", headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(told.content, ox.RdfFormat.TURTLE)
    sd, void = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
    (endpoint,) = store.quads_for_pattern(None, ox.NamedNode(f"{sd}endpoint"), None)
    assert endpoint.object.value == str(web.base_url.join("/sparql"))
    (triples,) = store.quads_for_pattern(None, ox.NamedNode(f"{void}triples"), None)
    counted = ask(web, COUNT).json()["results"]["bindings"][0]["n"]["value"]
    assert triples.object.value == counted
    assert web.get("/.well-known/void").status_code == 200
    assert not re.search("SPARQL11Update", told.text), "this server only reads"


def test_a_person_is_sent_to_the_page(web):
    answer = web.get("/sparql", headers={"Accept": "text/html,*/*;q=0.1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
