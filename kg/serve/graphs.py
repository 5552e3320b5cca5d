"""SPARQL 1.1 Graph Store HTTP Protocol at `/graphs`: whole graphs read and, where allowed, written by name.

What is hard: a graph has two names, the address under `/graphs/…` and the `?graph=` parameter, which must mean the
same; and a body may come as several files in one form.
"""

from __future__ import annotations

import secrets
import tempfile
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from kg.serve import accept, protocol
from kg.serve.answers import anyone_left, send
from kg.serve.maker import ours
from kg.serve.problems import Problem
from kg.serve.service import whole
from kg.serve.updates import forbidden

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.service import Service

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS")
MULTIPART = "multipart/form-data"


async def endpoint(request: Request) -> Response:
    """Answer at /graphs and below."""
    service: Service = request.app.state.service
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    name = _name(request)
    if request.method in {"GET", "HEAD"}:
        return await _read(request, service, name)
    protocol.permitted(request, service)
    if name is not None and ours(name):
        raise forbidden(name)
    if request.method == "DELETE":
        return await _delete(request, service, name)
    return await _write(request, service, name)


def _name(request: Request) -> str | None:
    """Return the graph's name; "" for the default graph, None where the request names none."""
    given = protocol.pairs(request.scope["query_string"])
    named = [value for key, value in given if key == "graph"]
    default = any(key == "default" for key, _ in given)
    direct = request.path_params.get("name", "")
    if len(named) + default + bool(direct) > 1:
        raise Problem(400, "name one graph, in one way")
    if named:
        return protocol.graphs(named)[0]
    if default:
        return ""
    return protocol.base(request) if direct else None


async def _read(request: Request, service: Service, name: str | None) -> Response:
    if name is None:
        raise Problem(400, "say which graph: ?graph=IRI, ?default, or its address under /graphs/")
    form = accept.choose(request.headers.get("accept"), accept.RDF, named=request.query_params.getlist("format"))
    with service.editions.now.held() as edition:
        tag = f'W/"{edition.mark}-{form.short}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=protocol.kept(tag))
        answer = await anyone_left(request, service.pool.ask(whole(edition, name, form)))
    if answer.told.get("missing"):
        raise Problem(404, f"there is no graph {name}")
    return send(request, answer, protocol.kept(tag))


async def _delete(request: Request, service: Service, name: str | None) -> Response:
    if name is None:
        raise Problem(400, "say which graph: ?graph=IRI, ?default, or its address under /graphs/")
    there = await service.editions.write([{"do": "drop", "graph": name}], protocol.base(request))
    if not there:
        raise Problem(404, f"there is no graph {name}")
    return Response(status_code=204)


async def _write(request: Request, service: Service, name: str | None) -> Response:
    headers = {}
    if name is None:
        if request.method == "PUT":
            raise Problem(400, "say which graph: ?graph=IRI, ?default, or its address under /graphs/")
        name = f"{protocol.base(request).rstrip('/')}/{secrets.token_hex(8)}"
        headers["Location"] = name
    with tempfile.TemporaryDirectory(prefix="sent-", dir=service.editions.home) as folder:
        parts = _parts(request, await request.body(), name or protocol.base(request), Path(folder))
        step = {"do": "put" if request.method == "PUT" else "add", "graph": name, "parts": parts}
        created = await service.editions.write([step], protocol.base(request))
    return Response(status_code=201 if created else 204, headers=headers)


def _parts(request: Request, body: bytes, base: str, folder: Path) -> list[dict[str, Any]]:
    """Put what was sent into files, and return where and of which form each is."""
    kind = protocol.media(request)
    pieces = [(kind, body)]
    if kind == MULTIPART:
        head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode("latin-1")
        message = BytesParser(policy=HTTP).parsebytes(head + body)
        if not message.is_multipart():
            raise Problem(400, "the form has no parts that can be read")
        pieces = [(part.get_content_type(), _bytes(part.get_payload(decode=True))) for part in message.iter_parts()]
    told = []
    for at, (media, data) in enumerate(pieces):
        form = next((form for form in accept.RDF if media in {form.media, *form.also[:1]}), None)
        if form is None or media in {"text/plain", "application/json", "application/xml"}:
            known = ", ".join(form.media for form in accept.RDF)
            raise Problem(415, f"send {known}, not {media or 'a body without a type'}")
        path = folder / str(at)
        path.write_bytes(data)
        told.append({"media": form.media, "file": str(path), "base": base})
    return told


def _bytes(payload: object) -> bytes:
    return payload if isinstance(payload, bytes) else b""
