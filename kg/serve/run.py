"""Starting and stopping: uvicorn on one application.

What is hard: ending well. On SIGTERM no new connection is taken, answers in flight finish (for as long as a query may
take), then workers end and the folder goes. A client that opens a connection and says nothing is shown out.
"""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kg import extras
from kg.errors import AskedWrongly, StoreError

try:
    import uvicorn
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
except ImportError as error:
    raise extras.missing("serve", "serving needs uvicorn and starlette") from error

from kg.serve.app import application

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    from kg.serve.pages import Page
    from kg.serve.settings import Settings

SILENCE = 15.0
BACKLOG = 512
HEAD = 1 << 16


class Protocol(HttpToolsProtocol):
    """HTTP/1.1 that closes a connection whose first request does not come in time, or whose head has no end."""

    heading, head = True, 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self.clock = self.loop.call_later(SILENCE, self._silent)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the head of a request is whole."""
        self.head += len(data)
        super().data_received(data)
        if self.heading and self.head > HEAD and not self.transport.is_closing():
            self.send_400_response("The head of the request is too long.")

    def on_headers_complete(self) -> None:
        """Stop counting."""
        self.heading = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Count anew: the next request on this connection has a head too."""
        self.heading, self.head = True, 0
        super().on_message_complete()

    def _silent(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self.clock.cancel()
        super().connection_lost(exc)


class Server(uvicorn.Server):
    """Tells when it is ready."""

    ready: Callable[[str], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell under which address."""
        # Why it did not start is told by the one who started it, in a line.
        log = logging.getLogger("uvicorn.error")
        log.setLevel(logging.CRITICAL)
        await super().startup(sockets)
        log.setLevel(logging.WARNING)
        if self.started and self.ready and sockets:
            host, port = sockets[0].getsockname()[:2]
            self.ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")


def serve(settings: Settings, *, pages: Sequence[Page] = (), ready: Callable[[str], None] | None = None) -> None:
    """Serve until told to stop; `ready` is told the address once questions can come.

    Raises:
        AskedWrongly: the address cannot be had.
        StoreError: the store cannot be read.
    """
    app = application(settings, pages)
    options: dict[str, Any] = {
        "http": Protocol,
        "ws": "none",
        "lifespan": "on",
        "log_level": "warning",
        "access_log": False,
    }
    config = uvicorn.Config(
        app,
        **options,
        server_header=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=int(settings.timeout) + 2,
        proxy_headers=False,
    )
    server = Server(config)
    server.ready = ready
    # Where the application cannot start, uvicorn leaves by sys.exit.
    with _listen(settings) as listening, suppress(SystemExit):
        server.run(sockets=[listening])
    if not server.started:
        raise app.state.failed or StoreError("the server could not start", where=str(settings.store))


def _listen(settings: Settings) -> socket.socket:
    """Return a listening socket; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Said to be TCP, or asyncio leaves Nagle's algorithm on, and each small answer waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        where = f"{settings.host}:{settings.port}"
        raise AskedWrongly(f"cannot listen: {error}", where=where, do="choose another --port or --host") from error
    return listening
