"""`/`: the page to ask from, and what it asks for: the catalogue of questions, the ontology's words, things by name.

What is hard: working without internet, so that all it needs comes from here: one script and one style sheet, built
from `web/` and shipped with the package.
"""

from __future__ import annotations

import json
import secrets
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kg.errors import AskedWrongly, QueryError
from kg.graph import questions
from kg.graph.ledger import Ledger
from kg.graph.rdf_terms import ESC, PREFIXES, TYPE
from kg.graph.telling import day_of
from kg.resources import folder
from kg.serve import html
from kg.serve.html import Html, tag
from kg.serve.problems import Problem
from kg.serve.shield import POLICY
from kg.vocab import EventType

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.service import Service

STATIC = Path(__file__).resolve().parent / "static"
WORDS = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?term (SAMPLE(STR(?l)) AS ?label) (SAMPLE(STR(?d)) AS ?told) WHERE {
  ?term rdfs:label|skos:prefLabel ?l OPTIONAL { ?term skos:definition|rdfs:comment ?d } FILTER(ISIRI(?term))
} GROUP BY ?term ORDER BY ?term"""
SOME = 12


async def page(request: Request) -> Response:
    """Return the page."""
    service: Service = request.app.state.service
    # The editor makes its own style sheet; the nonce lets this one in and no other.
    nonce = secrets.token_urlsafe(12)
    body = html.page("Escalation graph", _body(), script="page.js", nonce=nonce, views=service.views)
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": policy}
    return Response(body, media_type="text/html", headers=headers)


def _body() -> Html:
    """Return what stands on the page before its script fills it."""
    side = tag("aside", tag("h2", "Questions"), tag("div", id="catalogue"), aria_label="Questions")
    main = tag("main", tag("noscript", "This page needs its script; the endpoint at /sparql does not."), id="main")
    return tag("div", side, main, class_="desk")


async def static(request: Request) -> Response:
    """Return a file of the page."""
    name = request.path_params["name"]
    known = _files()
    if name not in known:
        raise Problem(404, "there is nothing at this address")
    media = guess_type(name)[0] or "text/plain"
    return Response(known[name], media_type=media, headers={"Cache-Control": "no-cache"})


@cache
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in STATIC.iterdir() if path.is_file()}


async def catalogue(request: Request) -> Response:
    """Return what the page offers: questions with their parameters, the ontology's words, prefixes."""
    service: Service = request.app.state.service
    told = await run_in_threadpool(_offered)
    counts = dict(service.editions.now.counts)
    counts["events"] -= counts.pop("unreal", 0)
    more = {"writable": service.settings.writable, "counts": counts}
    return Response(json.dumps({**told, **more}), media_type="application/json", headers={"Cache-Control": "no-cache"})


@cache
def _offered() -> dict[str, Any]:
    found = [
        {
            "name": one.name,
            "question": one.question,
            "text": one.text,
            "parameters": [
                {"name": p.name, "kind": p.kind, "meaning": p.meaning, "default": p.default} for p in one.parameters
            ],
        }
        for one in questions.catalogue()
    ]
    return {"questions": found, "words": _words(), "prefixes": PREFIXES, "types": [t.value for t in EventType]}


def _words() -> list[dict[str, str]]:
    """Return the ontology's terms: as written in a query, label, definition."""
    store = ox.Store()
    for name in ("escalation.ttl", "event-types.ttl"):
        store.load(path=str(folder("ontology") / name), format=ox.RdfFormat.TURTLE)
    names = {ESC: "esc:", TYPE: "type:"}
    words = []
    rows = store.query(WORDS)
    if not isinstance(rows, ox.QuerySolutions):
        raise TypeError(WORDS)
    for row in rows:
        iri = str(getattr(row["term"], "value", ""))
        for space, prefix in names.items():
            if iri.startswith(space) and iri != space:
                label, told = (str(getattr(row[key], "value", "")) for key in ("label", "told"))
                words.append({"term": prefix + iri.removeprefix(space), "label": label, "told": told})
    return words


async def bound(request: Request) -> Response:
    """Return the text of a question with its parameters set."""
    try:
        text = questions.bind(questions.find(request.path_params["name"]), dict(request.query_params))
    except (AskedWrongly, QueryError) as error:
        raise Problem(400, str(error)) from None
    return Response(text, media_type="application/sparql-query; charset=utf-8")


async def find(request: Request) -> Response:
    """Return things whose name fits some words: events, actors, places."""
    service: Service = request.app.state.service
    words = request.query_params.get("words", "")[:200]
    found = await run_in_threadpool(_found, service.settings.store, words)
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")


def _found(store: Path, words: str) -> list[dict[str, str]]:
    with Ledger.open(store, read_only=True) as ledger:
        events = ledger.find(words, limit=SOME)
        return [{"id": e.id, "label": f"{day_of(e)} {e.label}"} for e in events[:SOME]]
