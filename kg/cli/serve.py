"""`kg serve`: the graph's door to the web."""

from __future__ import annotations

import secrets
import sys
from typing import Annotated, Any

import typer

from kg.cli.app import STORE, Store, app
from kg.errors import AskedWrongly

Token = Annotated[
    str | None, typer.Option(envvar="KG_TOKEN", help="Secret that a writer must send. Default: a new one.")
]
Origins = Annotated[
    list[str] | None, typer.Option(help="An origin whose pages may read, or '*'. Default: all; none with --writable.")
]
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@app.command()
def serve(
    store: Store = STORE,
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes a free one.")] = 8000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds after which a query is ended.")] = 30.0,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Queries answered at once.")] = 2,
    queue: Annotated[int, typer.Option(min=1, help="Queries that may wait; one more is told to come back.")] = 128,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows or triples an answer may have.")] = 1_000_000,
    max_bytes: Annotated[int, typer.Option(min=1, help="Bytes an answer may have.")] = 256 << 20,
    memory: Annotated[int, typer.Option(min=256, help="Megabytes of address space a query may take.")] = 4096,
    writable: Annotated[bool, typer.Option("--writable", help="Take updates to graphs of your own.")] = False,
    token: Token = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="A host that SERVICE and LOAD may reach.")] = None,
    name: Annotated[list[str] | None, typer.Option(help="A host name this server goes by.")] = None,
    cors: Origins = None,
) -> None:
    """Serve the graph: a query page, a page for each thing, a SPARQL endpoint at /sparql."""
    from kg.cli.views import pages
    from kg.serve.run import serve as run
    from kg.serve.settings import MEGABYTE, Settings

    if token is not None and not token:
        raise AskedWrongly("an empty token lets everybody write", do="leave --token out to have one made")
    secret = token or secrets.token_urlsafe(18)
    allowed = cors if cors is not None else () if writable else ("*",)
    limits: dict[str, Any] = {"timeout": timeout, "workers": workers, "queue": queue, "max_rows": max_rows}
    settings = Settings(
        *(store, host, port),
        **limits,
        max_bytes=max_bytes,
        memory=memory * MEGABYTE,
        writable=writable,
        token=secret,
        services=frozenset(one.lower() for one in allow_host or ()),
        names=frozenset(name or ()),
        cors=frozenset(allowed),
    )
    told = secret if writable and token is None else None
    run(settings, pages=pages(), ready=lambda address: _say(address, host, told))


def _say(address: str, host: str, secret: str | None) -> None:
    """Tell where to look, on standard error: nothing of it is a result."""
    print(f"kg: serving at {address}/ and {address}/sparql (Ctrl-C ends)", file=sys.stderr)
    if secret:
        print(f"kg: to write, send the header Authorization: Bearer {secret}", file=sys.stderr)
    if host not in LOOPBACK:
        print("kg: other machines can reach this server; it has no encryption of its own", file=sys.stderr)
    sys.stderr.flush()
