"""The application: addresses and who answers there."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import KgError
from kg.serve import description, front, graphs, protocol, things
from kg.serve.editions import Editions
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.service import Service
from kg.serve.shield import Shield

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.exceptions import HTTPException
    from starlette.requests import Request

    from kg.serve.pages import Page
    from kg.serve.settings import Settings

SMALL = 14_000
"""Bytes that a new connection takes at once (ten packets, RFC 6928): to pack less of them saves no time."""


def application(settings: Settings, pages: Sequence[Page] = ()) -> Starlette:
    """Return the application for a store; `pages` come from other rooms (the timeline).

    Raises:
        StoreError: while it starts, where the store cannot be read.
    """
    editions = Editions(settings)
    service = Service(settings, editions, Pool(settings, editions.home), _views(pages))
    routes = [
        *(Route(path, protocol.endpoint, methods=["GET", "POST", "OPTIONS"]) for path in ("/sparql", "/sparql/")),
        *(Route(path, graphs.endpoint, methods=list(graphs.METHODS)) for path in ("/graphs", "/graphs/{name:path}")),
        Route("/.well-known/void", description.void),
        Route("/id/{name:path}", things.endpoint),
        Route("/", front.page),
        Route("/static/{name}", front.static),
        Route("/catalogue", front.catalogue),
        Route("/catalogue/{name}", front.bound),
        Route("/find", front.find),
        *(Route(page.address, partial(_shown, page=page)) for page in pages),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Shield, settings=settings),
            Middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=5),
        ],
        exception_handlers={404: _plain, 405: _plain, Problem: _problem},
        lifespan=_life,
    )
    app.router.redirect_slashes = False
    app.state.service, app.state.failed = service, None
    return app


@asynccontextmanager
async def _life(app: Starlette) -> AsyncIterator[None]:
    """Make the first edition, warm the workers, follow the ledger; at the end leave nothing behind."""
    service: Service = app.state.service
    following = None
    try:
        await service.editions.begin()
        await service.pool.warm(service.editions.now.folder)
        following = asyncio.create_task(service.editions.follow())
        yield
    except KgError as error:
        app.state.failed = error
        raise
    finally:
        if following is not None:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
        await service.pool.close()
        await service.editions.close()


def _views(pages: Sequence[Page]) -> tuple[tuple[str, str], ...]:
    """Return what the navigation offers: (address, name)."""
    return (
        ("/", "Ask"),
        *((page.address, page.name) for page in pages if page.name),
        ("/sparql?format=ttl", "Endpoint"),
    )


async def _shown(request: Request, page: Page) -> Response:
    """Answer with a page of another room."""
    service: Service = request.app.state.service
    tag = f'W/"{service.editions.now.mark}-page"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=protocol.kept(tag))
    with service.editions.now.held() as edition:
        # Made once an edition, however many ask; a visitor that leaves does not take it from the others.
        if page.address not in edition.facts:
            making = run_in_threadpool(page.make, service.settings.store)
            edition.facts[page.address] = asyncio.ensure_future(making)
        try:
            body = await asyncio.shield(edition.facts[page.address])
        except KgError as error:
            edition.facts.pop(page.address, None)
            raise Problem(503, str(error), Retry_After="5") from error
    return Response(body, headers=protocol.kept(tag), media_type=page.media)


async def _plain(_: Request, error: Exception) -> Response:
    told: HTTPException = error  # type: ignore[assignment]
    headers = {name.replace("-", "_"): value for name, value in (told.headers or {}).items()}
    what = "there is nothing at this address" if told.status_code == 404 else "this address does not know that method"  # noqa: PLR2004
    return Problem(told.status_code, what, **headers).response()


async def _problem(_: Request, error: Exception) -> Response:
    problem: Problem = error  # type: ignore[assignment]
    return problem.response()
