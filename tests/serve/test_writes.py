"""Writing: who may, what it reaches, and what it never does: the graphs that come from articles stay as they are."""

from __future__ import annotations

import pytest
from serve_live import TOKEN, serving

OWN = "https://example.org/notes"
LEDGER = "https://w3id.org/escalation/id/graph"
UPDATE = {"Content-Type": "application/sparql-update"}
NOTE = f'INSERT DATA {{ GRAPH <{OWN}> {{ <https://example.org/a> rdfs:comment "a note" }} }}'
TOLD = """SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o }
  FILTER(STRSTARTS(STR(?g), "https://w3id.org/escalation/id/graph")) } ORDER BY STR(?s) STR(?p) STR(?o)"""


def rows(client, query) -> list[dict]:
    return client.get("/sparql", params={"query": query}).json()["results"]["bindings"]


def update(client, text):
    return client.post("/sparql", content=text, headers=UPDATE)


def test_a_server_that_only_reads_says_so(web):
    for answer in (
        update(web, NOTE),
        web.post("/sparql", data={"update": NOTE}),
        web.put("/graphs?default", content=b""),
    ):
        assert answer.status_code == 403
        assert "--writable" in answer.json()["detail"]


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_only_with_the_token(writable, given):
    with writable.client(**({"Authorization": given} if given is not None else {})) as client:
        answer = update(client, NOTE)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert not rows(client, f"SELECT * {{ GRAPH <{OWN}> {{ ?s ?p ?o }} }}")


def test_a_cross_site_form_writes_nothing(writable):
    # What a browser sends for <form method=post> on another site: cookies, but never our header.
    with writable.client(Origin="https://evil.example", Referer="https://evil.example/") as client:
        assert client.post("/sparql", data={"update": NOTE}).status_code == 401


def test_a_note_is_there_at_once_and_after_a_restart(pen, writable):
    assert update(pen, NOTE).status_code == 204
    query = "SELECT ?note { ?s rdfs:comment ?note FILTER(STRSTARTS(STR(?s), 'https://example.org/')) }"
    assert [r["note"]["value"] for r in rows(pen, query)] == ["a note"]
    with serving(writable.store) as again, again.client() as client:
        assert [r["note"]["value"] for r in rows(client, query)] == ["a note"]


def test_notes_and_the_ledger_answer_together(pen):
    event = rows(pen, "SELECT ?e { ?e a esc:Event } LIMIT 1")[0]["e"]["value"]
    assert update(
        pen, f"INSERT DATA {{ GRAPH <{OWN}> {{ <{event}> rdfs:seeAlso <https://example.org/x> }} }}"
    ).is_success
    assert len(rows(pen, "SELECT ?label { ?e rdfs:seeAlso ?x ; rdfs:label ?label }")) == 1


OUTRIGHT = [
    f"INSERT DATA {{ GRAPH <{LEDGER}> {{ <x:a> <x:b> <x:c> }} }}",
    f"DELETE DATA {{ GRAPH <{LEDGER}> {{ <x:a> <x:b> <x:c> }} }}",
    f"DELETE WHERE {{ GRAPH <{LEDGER}> {{ ?s ?p ?o }} }}",
    f"WITH <{LEDGER}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    "PREFIX g: <https://w3id.org/escalation/id/> INSERT DATA { GRAPH g:graph { <x:a> <x:b> <x:c> } }",
    f"CLEAR GRAPH <{LEDGER}>",
    f"DROP SILENT GRAPH <{LEDGER}>",
    f"CREATE GRAPH <{LEDGER}/doc-new>",
    f"COPY DEFAULT TO <{LEDGER}>",
    f"ADD <{OWN}> TO <{LEDGER}>",
    f"MOVE <{LEDGER}> TO <{OWN}>",
    f"MOVE DEFAULT TO <{LEDGER}>",
]


@pytest.mark.parametrize("text", OUTRIGHT)
def test_the_ledger_is_never_written_outright(pen, text):
    before = rows(pen, TOLD)
    answer = update(pen, text)
    assert answer.status_code == 403
    assert "can only be read" in answer.json()["detail"]
    assert rows(pen, TOLD) == before


AROUND = [
    "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT { GRAPH ?g { <x:a> <x:b> <x:c> } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT { GRAPH ?g { <x:a> <x:b> <x:c> } } WHERE { BIND(IRI('https://w3id.org/escalation/id/graph') AS ?g) }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP NAMED",
    "DROP DEFAULT",
    f"COPY <{LEDGER}> TO <{OWN}>",
]


@pytest.mark.parametrize("text", AROUND)
def test_the_ledger_is_never_written_in_a_roundabout_way(pen, text):
    before = rows(pen, TOLD)
    assert len(before) > 50
    assert update(pen, text).status_code == 204
    assert rows(pen, TOLD) == before


REACHING = [
    "SELECT * { SERVICE <http://192.0.2.1/sparql> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://192.0.2.1/sparql> { ?s ?p ?o } }",
    "PREFIX x: <http://192.0.2.1/> SELECT * { service x:sparql { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?where SERVICE ?where { ?a ?b ?c } }",
]


@pytest.mark.parametrize("query", REACHING)
def test_service_reaches_nobody(web, query):
    answer = web.get("/sparql", params={"query": query})
    assert answer.status_code == 403
    assert "--allow-host" in answer.json()["detail"]


@pytest.mark.parametrize("source", ["http://192.0.2.1/x.ttl", "file:///etc/passwd"])
def test_load_reaches_nobody(pen, source):
    assert update(pen, f"LOAD <{source}> INTO GRAPH <{OWN}>").status_code == 403
    assert update(pen, f"LOAD SILENT <{source}>").status_code == 403


def test_words_are_not_hidden_by_escapes(web, pen):
    hidden = "SELECT * { S\\u0045RVICE <http://192.0.2.1/sparql> { ?s ?p ?o } }"
    assert web.get("/sparql", params={"query": hidden}).status_code == 400
    assert update(pen, "CLEAR GRAPH <https://w3id.org/escalation/id/\\u0067raph>").status_code == 400


def test_a_write_is_whole_or_not_at_all(pen):
    answer = update(pen, f"{NOTE} ; INSERT DATA {{ nonsense }}")
    assert answer.status_code == 400
    assert not rows(pen, f"SELECT * {{ GRAPH <{OWN}> {{ ?s ?p ?o }} }}")


def test_whole_graphs(pen):
    turtle = {"Content-Type": "text/turtle"}
    address = f"/graphs?graph={OWN}"
    assert pen.put(address, content="<x:a> <x:b> 1 .", headers=turtle).status_code == 201
    assert pen.post(address, content="<x:a> <x:b> 2 .", headers=turtle).status_code == 204
    got = pen.get(address, headers={"Accept": "application/n-triples"})
    assert sorted(line.split()[2][1] for line in got.text.splitlines()) == ["1", "2"]
    assert pen.put(address, content="<x:a> <x:b> broken", headers=turtle).status_code == 400
    assert pen.get(address).status_code == 200
    assert pen.delete(address).status_code == 204
    assert pen.get(address).status_code == 404
    assert pen.put(f"/graphs?graph={LEDGER}", content="", headers=turtle).status_code == 403
    made = pen.post("/graphs", content="<x:a> <x:b> 3 .", headers=turtle)
    assert made.status_code == 201
    assert pen.get(made.headers["location"]).status_code == 200
