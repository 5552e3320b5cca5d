"""What every request passes through first and every answer last.

What is hard: the server stands on a machine whose browser visits other sites. A page elsewhere can make that browser
ask us, under a name of its own choosing (DNS rebinding): so the Host is checked. Answers forbid script that is not
ours and any request to another host; other origins may read only where settings say so, and never write.
"""

from __future__ import annotations

import asyncio
import ipaddress
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders

from kg.serve.problems import Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.serve.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LOOPBACK = frozenset({"localhost"})
BODY_SECONDS = 20.0
SLOWEST = 64_000
"""Bytes a second: a body may take `BODY_SECONDS`, and longer only while it comes at this pace."""


SENT = "Accept, Cache-Control, Content-Type, If-None-Match, Pragma, Baggage, Sentry-Trace"
"""Headers that a page of another origin may send; a Neo4j Browser that plays a guide sends the last ones."""


@lru_cache(maxsize=64)
def _called(host: str) -> tuple[str, bool]:
    """Return the name in a Host header, and whether it is an address in numbers."""
    name = ""
    try:
        name = (urlsplit(f"//{host}").hostname or "") if host.isascii() else ""
        ipaddress.ip_address(name)
    except ValueError:
        return name, False
    return name, True


class Shield:
    """Middleware: checks the host and the size of the body, adds headers, turns problems into answers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.names = LOOPBACK | {name.lower() for name in settings.names} | {settings.host.lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, if it may pass."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._dress(MutableHeaders(scope=message), headers)
            await send(message)

        try:
            self._host(headers)
            if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
                await self._preflight(scope, receive, sending, headers)
                return
            await self.app(scope, self._limited(headers, receive), sending)
        except Problem as problem:
            if begun:
                raise
            await problem.response()(scope, receive, sending)

    def _host(self, headers: Headers) -> None:
        """Refuse a request for a host that we are not."""
        given = headers.getlist("host")
        name, numeric = _called(given[0]) if len(given) == 1 else ("", False)
        if not numeric and name not in self.names:
            raise Problem(421, "this server does not go by that name; its owner can add it with --name")

    def _origin(self, headers: Headers) -> str | None:
        """Return the origin that may read the answer, if it comes from another one."""
        origin = headers.get("origin")
        if origin is None or urlsplit(origin).netloc == headers.get("host"):
            return None
        if "*" in self.settings.cors:
            return "*"
        return origin if origin in self.settings.cors else None

    def _dress(self, answer: MutableHeaders, asked: Headers) -> None:
        for name, value in ALWAYS.items():
            answer.setdefault(name, value)
        origin = self._origin(asked)
        if origin:
            answer["Access-Control-Allow-Origin"] = origin
            answer["Access-Control-Expose-Headers"] = "ETag, Answer-Cut, Retry-After"
        if "*" not in self.settings.cors:
            answer.add_vary_header("Origin")

    async def _preflight(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        """Say what pages of other origins may send; some headers are those of a Neo4j Browser."""
        allowed = {
            "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Headers": SENT,
            "Access-Control-Max-Age": "600",
        }
        problem = Problem(
            204, "", **({k.replace("-", "_"): v for k, v in allowed.items()} if self._origin(headers) else {})
        )
        response = problem.response()
        response.body = b""
        response.headers["content-length"] = "0"
        await response(scope, receive, send)

    def _limited(self, headers: Headers, receive: Receive) -> Receive:
        """Return a receive that gives up on bodies too large or too slow."""
        most = self.settings.body
        if int(headers.get("content-length", "0") or 0) > most:
            raise Problem(413, f"a request may have {most:,} bytes", Connection="close")
        size, done = 0, False
        began = asyncio.get_running_loop().time()

        async def receiving() -> Message:
            nonlocal size, done
            if done:
                return await receive()
            try:
                async with asyncio.timeout_at(began + BODY_SECONDS + size / SLOWEST):
                    message = await receive()
            except TimeoutError:
                raise Problem(408, "the body came too slowly", Connection="close") from None
            size += len(message.get("body", b""))
            done = not message.get("more_body", False)
            if size > most:
                raise Problem(413, f"a request may have {most:,} bytes", Connection="close")
            return message

        return receiving
