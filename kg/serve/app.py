"""The application: addresses and who answers there."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from kg.serve import graphs, protocol
from kg.serve.editions import Editions
from kg.serve.pool import Pool
from kg.serve.problems import Problem
from kg.serve.service import Service
from kg.serve.shield import Shield

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.exceptions import HTTPException
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from kg.serve.settings import Settings

SMALL = 1000


def application(settings: Settings, more: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the application for a store; `more` are routes of other rooms (the timeline).

    Raises:
        StoreError: while it starts, where the store cannot be read.
    """
    editions = Editions(settings)
    service = Service(settings, editions, Pool(settings, editions.home))
    routes = [
        *(Route(path, protocol.endpoint, methods=["GET", "POST", "OPTIONS"]) for path in ("/sparql", "/sparql/")),
        *(Route(path, graphs.endpoint, methods=list(graphs.METHODS)) for path in ("/graphs", "/graphs/{name:path}")),
        *more,
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
    app.state.service = service
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
    finally:
        if following is not None:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
        await service.pool.close()
        await service.editions.close()


async def _plain(_: Request, error: Exception) -> Response:
    told: HTTPException = error  # type: ignore[assignment]
    headers = {name.replace("-", "_"): value for name, value in (told.headers or {}).items()}
    what = "there is nothing at this address" if told.status_code == 404 else "this address does not know that method"  # noqa: PLR2004
    return Problem(told.status_code, what, **headers).response()


async def _problem(_: Request, error: Exception) -> Response:
    problem: Problem = error  # type: ignore[assignment]
    return problem.response()
