"""What this service is, in RDF: SPARQL 1.1 Service Description with a VoID description of the data."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.graph.rdf_terms import ESC, ID, PREFIXES, node
from kg.graph.rdf_terms import text as literal
from kg.serve import accept, protocol
from kg.serve.answers import check, send
from kg.serve.problems import Problem
from kg.serve.service import question

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.editions import Edition
    from kg.serve.service import Service

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
DCT = "http://purl.org/dc/terms/"
RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"),
)
CLASSES = {"documents": "Document", "events": "Event", "claims": "Claim", "links": "CausalLink"}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


async def respond(request: Request, service: Service, form: accept.Form) -> Response:
    """Return the description in the form wanted."""
    where = f"{request.url.scheme}://{request.url.netloc}/sparql"
    if request.url.path.startswith("/sparql"):
        where = protocol.base(request)
    with service.editions.now.held() as edition:
        tag = f'W/"{hashlib.sha256(f"{edition.mark} {where} {form.media}".encode()).hexdigest()[:24]}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=protocol.kept(tag))
        triples = await _triples(service, edition)
        text = f"CONSTRUCT {{ {_told(where, service, edition, triples)} }} WHERE {{}}"
        names = {**PREFIXES, "sd": SD, "void": VOID, "formats": FORMATS, "dct": DCT}
        job = question(edition, text, base=where, graph=form, prefixes=names)
        answer = await service.pool.ask(job)
    return send(request, answer, protocol.kept(tag))


async def void(request: Request) -> Response:
    """Answer at /.well-known/void (RFC 5785): the same description, found without knowing the endpoint."""
    form = accept.choose(request.headers.get("accept"), accept.RDF)
    return await respond(request, request.app.state.service, form)


async def _triples(service: Service, edition: Edition) -> int | None:
    """Return how many triples there are, counted once an edition; None where counting takes too long."""
    if "triples" not in edition.facts:
        try:
            answer = await service.pool.ask(question(edition, COUNT, rows=accept.CSV))
            check(answer)
            edition.facts["triples"] = int(answer.body.split()[1])
        except Problem:
            return None
    found: int = edition.facts["triples"]
    return found


def _told(where: str, service: Service, edition: Edition, triples: int | None) -> str:
    """Return the triples of the description, as a template."""
    root = where.rsplit("/sparql", 1)[0]
    me, data, default = f"<{where}#service>", f"<{root}/.well-known/void>", "_:default"
    lines = [
        f"{me} a <{SD}Service>",
        f"{me} <{SD}endpoint> <{where}>",
        f"{me} <{SD}supportedLanguage> <{SD}SPARQL11Query>",
        f"{me} <{SD}feature> <{SD}UnionDefaultGraph>",
        f"{me} <{SD}defaultDataset> {data}",
        f"{data} a <{SD}Dataset>, <{VOID}Dataset>",
        f"{data} <{SD}defaultGraph> {default}",
        f"{default} a <{SD}Graph>",
        f"{data} <{DCT}title> {literal('Escalation timeline knowledge graph')}",
        f"{data} <{VOID}sparqlEndpoint> <{where}>",
        f"{data} <{VOID}uriSpace> {literal(ID)}",
        f"{data} <{VOID}vocabulary> <{ESC}>",
        f"{data} <{VOID}exampleResource> {node('graph')}",
        f"_:common a <{SD}NamedGraph>",
        f"_:common <{SD}name> {node('graph')}",
        f"{data} <{SD}namedGraph> _:common",
    ]
    lines += [f"{me} <{SD}resultFormat> <{FORMATS}{name}>" for name in RESULTS]
    if service.settings.writable:
        lines.append(f"{me} <{SD}supportedLanguage> <{SD}SPARQL11Update>")
        lines += [f"{me} <{SD}inputFormat> <{FORMATS}{name}>" for name in ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")]
    if triples is not None:
        lines.append(f"{data} <{VOID}triples> {triples}")
    for kind, number in edition.counts.items():
        if kind in CLASSES:
            part = f"_:{kind}"
            lines += [f"{data} <{VOID}classPartition> {part}", f"{part} <{VOID}class> <{ESC}{CLASSES[kind]}>"]
            lines.append(f"{part} <{VOID}entities> {number}")
    return " . ".join(lines)
