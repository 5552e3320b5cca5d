"""From a worker's answer to a response.

What is hard: large answers lie in files and go out in pieces, and a client that went away must not keep a worker.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
from starlette.responses import Response, StreamingResponse

from kg.serve import accept
from kg.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from pathlib import Path

    from starlette.requests import Request

    from kg.serve.pool import Answer

T = TypeVar("T")
PIECE = 1 << 18
SOON = 0.05
"""Seconds in which most questions are answered: nobody watches the client before."""
FORMS = {form.media: form for form in (*accept.ROWS, *accept.RDF)}


async def anyone_left(request: Request, work: Coroutine[None, None, T]) -> T:
    """Do the work unless the client goes away first; then it is cancelled, and its process ended."""
    # A body that was read has been read to its end: what comes next can only be the disconnect.
    if request.method == "POST":
        await request.body()
    watch = _Watch(request)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.gone and watch.task.uncancel() == 0:
            raise Problem(503, "the client went away") from None
        raise
    finally:
        await watch.end()


class _Watch:
    """Looks after a while whether the client is still there, and stops the work of this task if not."""

    def __init__(self, request: Request) -> None:
        self.request, self.gone = request, False
        self.task: asyncio.Task[Any] = asyncio.current_task()  # type: ignore[assignment] # who awaits is a task
        self.looking: asyncio.Task[None] | None = None
        self.timer = asyncio.get_running_loop().call_later(SOON, self._begin)

    def _begin(self) -> None:
        self.looking = asyncio.ensure_future(self._look())

    async def _look(self) -> None:
        with suppress(Problem):  # nor is one there whose body cannot be read
            while (await self.request.receive())["type"] != "http.disconnect":
                pass
        self.gone = True
        self.task.cancel()

    async def end(self) -> None:
        """Look no more."""
        self.timer.cancel()
        if self.looking is not None:
            self.looking.cancel()
            with suppress(asyncio.CancelledError):
                await self.looking


def check(answer: Answer) -> None:
    """Turn what a worker says went wrong into a problem.

    Raises:
        Problem: 400 for the query's fault, 406 for a form it cannot have, 422 for an answer past the limits, 503 for
            one that needed too much memory.
    """
    told = answer.told
    detail = told.get("detail", "")
    match told.get("wrong"):
        case None:
            pass
        case "syntax":
            raise Problem(400, f"the query cannot be read: {detail}")
        case "large":
            raise Problem(422, f"the answer has more than {detail}; ask for less (LIMIT), or raise the server's limits")
        case "memory":
            raise Problem(503, "the query needed more memory than one may have; narrow it", Retry_After="60")
        case _:
            raise Problem(400, f"the query cannot be answered: {detail}")
    if "unacceptable" in told:
        forms = accept.ROWS if told["unacceptable"] == "rows" else accept.RDF
        raise Problem(406, f"this query's answer comes as {', '.join(form.media for form in forms)}")


def send(request: Request, answer: Answer, headers: dict[str, str]) -> Response:
    """Return the response."""
    check(answer)
    form = FORMS[answer.told["media"]]
    headers = {**headers, "Content-Type": form.header}
    if answer.told.get("cut"):
        headers["Answer-Cut"] = "true"
    if request.query_params.get("download") is not None:
        headers["Content-Disposition"] = f'attachment; filename="answer.{form.short}"'
    if answer.path is None:
        return Response(answer.body, headers=headers)
    headers["Content-Length"] = str(answer.path.stat().st_size)
    if request.method == "HEAD":
        answer.path.unlink()
        return Response(headers=headers)
    return StreamingResponse(_pieces(answer.path), headers=headers)


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    """Yield a file in pieces, and remove it."""
    async with await anyio.open_file(path, "rb") as file:
        await anyio.Path(path).unlink()
        while piece := await file.read(PIECE):
            yield piece
