"""SPARQL 1.1 Protocol at `/sparql`: queries by GET, form and direct POST; updates by form and direct POST.

What is hard: every way to ask wrongly gets a 4xx that says what is wrong, and every answer is whole before its first
byte is sent, so that a status is never a lie. An answer's tag is made of the data's mark, the question and the form:
who has it already is told so before any work is done, and a small answer is kept for whoever asks next (but for
`Cache-Control: no-cache`).
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import URL
from starlette.responses import RedirectResponse, Response

from kg.serve import accept, description, updates
from kg.serve.answers import anyone_left, send
from kg.serve.problems import Problem
from kg.serve.service import question
from kg.serve.tokens import guard, remembered, tokens, volatile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from kg.serve.service import Service

LONGEST = 1 << 18
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, read: what it wants done, the text, and its parameters."""

    what: str
    text: str
    pairs: Pairs

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """Return the value of a parameter that may come once."""
        values = self.all(name)
        if len(values) > 1:
            raise Problem(400, f"the parameter {name!r} may come once, not {len(values)} times")
        return values[0] if values else None

    def number(self, name: str) -> float | None:
        """Return the value of a parameter as a number above zero."""
        value = self.one(name)
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            number = 0.0
        if not 0 < number < float("inf"):
            raise Problem(400, f"{name}={value!r} is no number above zero")
        return number


async def endpoint(request: Request) -> Response:
    """Answer at /sparql."""
    service: Service = request.app.state.service
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    asked = await read(request)
    if asked.what == "nothing":
        return await _described(request, service, asked)
    if asked.what == "update":
        return await _update(request, service, asked)
    return await query(request, service, asked)


@remembered
def pairs(raw: bytes) -> Pairs:
    """Return the parameters of a query string or form, decoded once and strictly."""
    try:
        return tuple(parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000))
    except ValueError as error:
        raise Problem(400, f"the parameters cannot be read as UTF-8: {error}") from None


async def read(request: Request) -> Asked:
    """Return what a request asks.

    Raises:
        Problem: 400 or 415 for a request the protocol does not know.
    """
    given = pairs(request.scope["query_string"])
    if request.method != "POST":
        if any(name == "update" for name, _ in given):
            raise Problem(400, "an update must come by POST")
        return _one("query", given) if any(name == "query" for name, _ in given) else Asked("nothing", "", given)
    kind = media(request)
    if kind == FORM:
        given = given + pairs(await request.body())
        asks = {name for name, _ in given} & {"query", "update"}
        if len(asks) != 1:
            raise Problem(400, "a form holds one parameter `query` or one parameter `update`")
        return _one(asks.pop(), given)
    if kind in {QUERY, UPDATE}:
        if any(name in {"query", "update"} for name, _ in given):
            raise Problem(400, "the text comes in the body or in a parameter, not in both")
        try:
            text = (await request.body()).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Problem(400, f"the body is not UTF-8: {error}") from None
        return Asked("query" if kind == QUERY else "update", text, given)
    raise Problem(415, f"send {FORM}, {QUERY} or {UPDATE}, not {kind or 'a body without a type'}")


def media(request: Request) -> str:
    """Return the media type of a request's body.

    Raises:
        Problem: 415 for a charset that is not UTF-8.
    """
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = dict(parse_qsl(parameters.replace(" ", "").lower(), separator=";")).get("charset", "utf-8").strip('"')
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise Problem(415, f"the text must be UTF-8, not {charset!r}")
    return kind.strip().lower()


def _one(name: str, given: Pairs) -> Asked:
    asked = Asked(name, "", given)
    return Asked(name, asked.one(name) or "", given)


async def _described(request: Request, service: Service, asked: Asked) -> Response:
    """Answer a request without a query: what this service is; a person is sent to the page."""
    form = accept.choose(request.headers.get("accept"), (*accept.RDF, accept.HTML), named=asked.all("format"))
    if form is accept.HTML:
        return RedirectResponse("/", 303)
    return await description.respond(request, service, form)


async def query(request: Request, service: Service, asked: Asked) -> Response:
    """Answer a query."""
    known = tokens(_short(asked.text))
    guard(known, service.settings.services)
    wanted, named = request.headers.get("accept"), asked.all("format")
    rows, graph = _form(wanted, accept.ROWS, named), _form(wanted, accept.RDF, named)
    if rows is None and graph is None:
        raise Problem(406, f"answers come as {', '.join(form.media for form in (*accept.ROWS, *accept.RDF))}")
    cut = asked.number("cut")
    with service.editions.now.held() as edition:
        here = base(request)
        what = (edition.mark, here, *asked.pairs, asked.text, rows, graph)
        tag = None if volatile(known) else f'W/"{hashlib.sha256(repr(what).encode()).hexdigest()[:24]}"'
        if tag and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=kept(tag))
        anew = "no-cache" in request.headers.get("cache-control", "")
        if tag and not anew and (known_answer := service.shelf.find(tag)):
            return send(request, known_answer, kept(tag))
        job = question(
            edition,
            asked.text,
            base=here,
            default=graphs(asked.all("default-graph-uri")),
            named=graphs(asked.all("named-graph-uri")),
            rows=rows,
            graph=graph,
            cut=int(cut) if cut else None,
        )
        answer = await anyone_left(request, service.pool.ask(job, patience=asked.number("timeout")))
    if tag:
        service.shelf.keep(tag, answer)
    return send(request, answer, kept(tag) if tag else {"Cache-Control": "no-store"})


@lru_cache(maxsize=256)  # clients ask in the same form again and again
def _form(header: str | None, forms: tuple[accept.Form, ...], named: tuple[str, ...]) -> accept.Form | None:
    try:
        return accept.choose(header, forms, named=named)
    except Problem:
        return None


def kept(tag: str) -> dict[str, str]:
    """Return the headers of an answer that may be kept, and asked about again."""
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}


def base(request: Request) -> str:
    """Return the address that a request was sent to, as the client wrote it, without its query."""
    scope = request.scope
    host = next((value for name, value in scope["headers"] if name == b"host"), None)
    return _address(scope["scheme"], scope["path"], host, scope["server"])


@lru_cache(maxsize=256)
def _address(scheme: str, path: str, host: bytes | None, server: tuple[str, int] | None) -> str:
    headers = [] if host is None else [(b"host", host)]
    return str(URL(scope={"scheme": scheme, "path": path, "headers": headers, "server": server}))


def graphs(names: Sequence[str]) -> list[str]:
    """Check the names of graphs.

    Raises:
        Problem: 400 for one that is no absolute IRI.
    """
    for name in names:
        scheme, colon, rest = name.partition(":")
        if not (colon and rest and scheme.isalnum()) or any(c in '<>"{}|^`\\' or c <= " " for c in name):
            raise Problem(400, f"{name!r} is no absolute IRI")
    return list(names)


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise Problem(413, f"a query may have {LONGEST:,} characters, not {len(text):,}")
    return text


def permitted(request: Request, service: Service) -> None:
    """Let only those write who may.

    Raises:
        Problem: 403 or 401, says what is missing.
    """
    if not service.settings.writable:
        raise Problem(403, "this server only reads: it was started without --writable")
    token = service.settings.token
    given = request.headers.get("authorization", "")
    if token is not None and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise Problem(401, "send the server's token: Authorization: Bearer …", WWW_Authenticate="Bearer")


async def _update(request: Request, service: Service, asked: Asked) -> Response:
    permitted(request, service)
    guard(tokens(asked.text), service.settings.services)
    names = (graphs(asked.all("using-graph-uri")), graphs(asked.all("using-named-graph-uri")))
    steps = updates.steps(asked.text, updates.Dataset(tuple(names[0]), tuple(names[1])))
    await service.editions.write(steps, base(request), check=asked.text)
    return Response(status_code=204)
