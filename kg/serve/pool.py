"""Worker processes that can be killed, and the line of those who wait for one.

What is hard: one slow query must not hold up fast ones, nobody may wait without end, and a killed query must leave
nothing behind. There are `workers` places. A query still running after a second is moved to the slow lane, and its
place goes to the next in line; the lane has as many places again. From when another query runs beside it, its process
gets the processor when none of ours wants it. Past `queue` waiting, the answer is 429 at once; at the deadline the
answer is 503 and the process is killed, and its place is free when it is gone.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.serve.problems import Problem

if TYPE_CHECKING:
    from kg.serve.settings import Settings

CHILD = Path(__file__).with_name("worker.py")
SLOW = 1.0
YIELD = 19
LAST = 2.0
LINE = 1 << 24


@dataclass(slots=True)
class Answer:
    """What a worker told, and the body: in `body`, or in the file `path`, which the one who sends it removes."""

    told: dict[str, Any]
    body: bytes
    path: Path | None


class Worker:
    """One process, and where it writes its complaints."""

    def __init__(self, process: asyncio.subprocess.Process, complaints: Path) -> None:
        self.process, self.complaints = process, complaints
        self.yielding = False

    @classmethod
    async def start(cls, home: Path, memory: int) -> Worker:
        """Start a process, in our session: Linux shares the processor among sessions before it looks into them."""
        handle, name = tempfile.mkstemp(prefix="said-", dir=home)
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", str(CHILD), str(memory)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=handle,
                limit=LINE,
            )
        finally:
            os.close(handle)
        return cls(process, Path(name))

    async def ask(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Hand over a job and wait for its answer.

        Raises:
            Problem: the process ended instead.
        """
        writer, reader = self.process.stdin, self.process.stdout
        if writer is None or reader is None:
            raise AssertionError
        try:
            writer.write(json.dumps(job).encode() + b"\n")
            await writer.drain()
            told: dict[str, Any] = json.loads(await reader.readline())
            return told, await reader.readexactly(told.get("size", 0))
        except (ValueError, OSError, asyncio.IncompleteReadError):
            # It ends by itself. Killed at this moment, asyncio may lose the signal that tells what it died of.
            with suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), LAST)
            await self.end()
            raise self._fate() from None

    def _fate(self) -> Problem:
        """Say why the process is gone."""
        with suppress(OSError):
            said = self.complaints.read_text(errors="replace")[-4000:]
            self.complaints.unlink()
            if "overflowed its stack" in said or self.process.returncode == -signal.SIGSEGV:
                return Problem(400, "the query is nested too deeply to be evaluated")
            if "memory allocation" in said or "MemoryError" in said or "bad_alloc" in said:
                return Problem(503, "the query needed more memory than one may have; narrow it", Retry_After="60")
            if "panicked" in said:
                return Problem(400, "the query could not be evaluated: the engine gave it up")
        return Problem(503, "the query's process ended without an answer; try again", Retry_After="5")

    def step_back(self) -> None:
        """Let our other processes go first from now on."""
        if self.yielding:
            return
        self.yielding = True
        with suppress(OSError):
            if hasattr(os, "SCHED_IDLE"):
                os.sched_setscheduler(self.process.pid, os.SCHED_IDLE, os.sched_param(0))
            else:
                os.setpriority(os.PRIO_PROCESS, self.process.pid, YIELD)

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def leave(self) -> None:
        """End the process and remove its file."""
        await self.end()
        self.complaints.unlink(missing_ok=True)


class Pool:
    """The workers of one server."""

    def __init__(self, settings: Settings, home: Path) -> None:
        self.settings, self.home = settings, home
        self.places = asyncio.Semaphore(settings.workers)
        self.idle: list[Worker] = []
        self.busy: set[Worker] = set()
        self.aside: set[Worker] = set()
        self.waiting = 0
        self.count = 0
        self.closed = False
        self.burials: set[asyncio.Task[None]] = set()

    async def warm(self, folder: Path) -> None:
        """Start the workers and have each open a data set, before the first question comes."""

        async def one() -> None:
            worker = await Worker.start(self.home, self.settings.memory)
            await worker.ask({"do": "open", "folder": str(folder)})
            self.idle.append(worker)

        await asyncio.gather(*(one() for _ in range(self.settings.workers)))

    async def ask(self, job: dict[str, Any], *, patience: float | None = None) -> Answer:
        """Have a job done.

        Raises:
            Problem: 429 where too many wait, 503 past the deadline (`patience` seconds), or what went wrong.
        """
        patience = min(patience or self.settings.timeout, self.settings.timeout)
        if self.waiting >= self.settings.queue:
            raise Problem(429, f"{self.waiting} queries wait already; try again soon", Retry_After="2")
        deadline = asyncio.get_running_loop().time() + patience
        lane = await self._place(deadline, patience)
        worker, timer, clean = None, None, False
        self.count += 1
        out = self.home / f"answer-{self.count}"
        asked = {**job, "out": str(out), "max_rows": self.settings.max_rows, "max_bytes": self.settings.max_bytes}
        try:
            worker = await self._worker()
            for slow in self.aside:
                slow.step_back()
            self.busy.add(worker)
            timer = asyncio.get_running_loop().call_later(SLOW, lane.move, worker)
            async with asyncio.timeout_at(deadline):
                told, body = await worker.ask(asked)
            clean = True
        except TimeoutError:
            raise late(patience) from None
        finally:
            if timer is not None:
                timer.cancel()
            self._done(worker, lane, out, clean=clean)
        return Answer(told, body, out if told.get("file") else None)

    def _done(self, worker: Worker | None, lane: Lane, out: Path, *, clean: bool) -> None:
        """Keep the worker, or end it; nobody waits for its end but the next in its place."""
        if worker is not None:
            self.busy.discard(worker)
        if worker is None or (clean and self._keeps(worker)):
            lane.leave()
            return
        burial = asyncio.create_task(worker.leave())
        self.burials.add(burial)
        burial.add_done_callback(self.burials.discard)
        burial.add_done_callback(lambda _: lane.leave())
        if not clean:
            burial.add_done_callback(lambda _: out.unlink(missing_ok=True))

    async def _worker(self) -> Worker:
        while self.idle:
            worker = self.idle.pop()
            if worker.process.returncode is None:
                return worker
            worker.complaints.unlink(missing_ok=True)
        return await Worker.start(self.home, self.settings.memory)

    def _keeps(self, worker: Worker) -> bool:
        """Keep a worker for the next query, unless it has yielded or there are enough; return whether it is kept."""
        kept = not worker.yielding and not self.closed and len(self.idle) < self.settings.workers
        if kept:
            self.idle.append(worker)
        return kept

    async def _place(self, deadline: float, patience: float) -> Lane:
        if not self.places.locked():
            await self.places.acquire()
            return Lane(self)
        self.waiting += 1
        try:
            async with asyncio.timeout_at(deadline):
                await self.places.acquire()
        except TimeoutError:
            raise Problem(503, f"no worker was free within {patience:g} s; try again", Retry_After="5") from None
        finally:
            self.waiting -= 1
        return Lane(self)

    async def close(self) -> None:
        """End all workers."""
        self.closed = True
        for worker in [*self.idle, *self.busy]:
            await worker.leave()
        self.idle.clear()
        await asyncio.gather(*self.burials)


class Lane:
    """Where a running query stands: in one of the places, or in the slow lane."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.aside: Worker | None = None

    def move(self, worker: Worker) -> None:
        """Step aside for faster queries, where there is room; alone, it need not be slower for that."""
        if len(self.pool.aside) < self.pool.settings.workers:
            self.aside = worker
            self.pool.aside.add(worker)
            self.pool.places.release()
            if len(self.pool.busy) > 1:
                worker.step_back()

    def leave(self) -> None:
        """Give the place up."""
        if self.aside is not None:
            self.pool.aside.discard(self.aside)
        else:
            self.pool.places.release()


def late(seconds: float) -> Problem:
    """Return what to say when time is up."""
    detail = f"the query took longer than {seconds:g} s and was ended; narrow it, or ask for less at a time"
    return Problem(503, detail, Retry_After=str(max(1, round(seconds))))
