"""`/id/…`: what an IRI of ours leads to: a page for people, RDF for machines.

What is hard: one address, many readers. The Accept header decides, or an ending (`.ttl`, `.jsonld`, `.nt`, `.rdf`).
A thing is told in RDF with its parts, and with what points at it, so that a program can go on from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from kg.errors import AskedWrongly
from kg.graph.ledger import Ledger
from kg.graph.rdf_terms import ID, node
from kg.serve import accept, html, protocol
from kg.serve.answers import anyone_left, send
from kg.serve.html import Html, join, tag
from kg.serve.problems import Problem
from kg.serve.service import question
from kg.serve.views import VIEWS

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from kg.serve.service import Service

FORMS = (accept.HTML, *accept.RDF)
ENDINGS = {f".{form.short}": form for form in accept.RDF}
MOST = 5000
TOLD = """CONSTRUCT {{ {it} ?p ?o . ?part ?q ?v . ?from ?r {it} . }} WHERE {{
  {{ {it} ?p ?o }}
  UNION {{ {it} ?has ?part . FILTER(STRSTARTS(STR(?part), "{iri}#")) ?part ?q ?v }}
  UNION {{ SELECT ?from ?r WHERE {{ ?from ?r {it} }} LIMIT 1000 }}
}}"""


async def endpoint(request: Request) -> Response:
    """Answer at /id/ and below."""
    service: Service = request.app.state.service
    name = request.path_params["name"]
    ending = next((end for end in ENDINGS if name.endswith(end)), None)
    if ending:
        return await _rdf(request, service, name.removesuffix(ending), ENDINGS[ending])
    form = accept.choose(request.headers.get("accept"), FORMS, named=request.query_params.getlist("format"))
    if form is not accept.HTML:
        return await _rdf(request, service, name, form)
    kind = name.partition("-")[0]
    if kind == "claim":
        return await run_in_threadpool(_claimed, service.settings.store, name)
    if kind not in VIEWS:
        # A mention, a graph: a thing that people meet only inside of others.
        return await _rdf(request, service, name, accept.TURTLE)
    tag_ = f'W/"{service.editions.now.mark}-html"'
    if tag_ in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=protocol.kept(tag_))
    body = await run_in_threadpool(_page, service.settings.store, kind, name, service.views)
    return Response(body, headers=protocol.kept(tag_), media_type="text/html")


def _page(store: Path, kind: str, name: str, views: tuple[tuple[str, str], ...]) -> bytes:
    try:
        with Ledger.open(store, read_only=True) as ledger:
            title, body = VIEWS[kind](ledger, name)
    except AskedWrongly as error:
        raise Problem(404, str(error)) from None
    return html.page(title, tag("main", tag("h1", html.text(title)), _forms(name), body, class_="thing"), views=views)


def _forms(name: str) -> Html:
    """Return links to the forms for machines."""
    links = (tag("a", label, href=f"/id/{quote(name, safe='')}{end}") for label, end in LABELS)
    return tag("p", tag("code", f"{ID}{name}"), " ", join(links, " "), class_="forms")


LABELS = (("Turtle", ".ttl"), ("JSON-LD", ".jsonld"), ("N-Triples", ".nt"))


def _claimed(store: Path, name: str) -> Response:
    try:
        with Ledger.open(store, read_only=True) as ledger:
            return RedirectResponse(f"/id/{ledger.claim(name).event}#{quote(name, safe='')}", 303)
    except AskedWrongly as error:
        raise Problem(404, str(error)) from None


async def _rdf(request: Request, service: Service, name: str, form: accept.Form) -> Response:
    it = node(name)
    with service.editions.now.held() as edition:
        tag_ = f'W/"{edition.mark}-{form.short}"'
        if tag_ in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=protocol.kept(tag_))
        text = TOLD.format(it=it, iri=it[1:-1])
        answer = await anyone_left(request, service.pool.ask(question(edition, text, graph=form, cut=MOST)))
    if answer.told.get("empty"):
        raise Problem(404, f"nothing in the store is called {name!r}")
    return send(request, answer, protocol.kept(tag_))
