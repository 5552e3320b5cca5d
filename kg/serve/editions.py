"""The data as they are served: one unchanging folder after another, each an edition.

What is hard: the ledger grows while queries run. A query keeps the edition it began on until it ends; a new edition
is made beside it by the maker, a process of its own, and takes over at once. Editions lie in the folder of the
projection (hard links, so they cost nothing) and go when nobody reads them; those of a server that was killed are
swept up by the next one.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kg
from kg.errors import StoreError
from kg.graph.projection import folder_of
from kg.serve.pool import late
from kg.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.serve.settings import Settings

PAUSE = 0.3
REST = 3.0
LINE = 1 << 20
PACKAGE = str(Path(kg.__file__).resolve().parents[1])
"""Where the maker finds this very package, and nothing in the folder we happen to stand in."""


@dataclass(slots=True)
class Edition:
    """A folder, and what tells its content from any other's. `facts` holds what was worked out of it."""

    folder: Path
    mark: str
    revision: int
    counts: dict[str, int]
    readers: int = 0
    current: bool = True
    facts: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def held(self) -> Iterator[Edition]:
        """Keep the folder while somebody reads it."""
        self.readers += 1
        try:
            yield self
        finally:
            self.readers -= 1
            self.sweep()

    def sweep(self) -> None:
        """Remove the folder once nobody needs it."""
        if not self.current and not self.readers:
            shutil.rmtree(self.folder, ignore_errors=True)


class Editions:
    """Makes editions, follows the ledger, applies writes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lock = asyncio.Lock()
        self.process: asyncio.subprocess.Process | None = None
        self.count = 0
        self.seen: object = None
        self.edition: Edition | None = None
        self.home = self._settle()

    def _settle(self) -> Path:
        """Make this server's own folder, and clear away those of servers that are no more."""
        around = folder_of(self.settings.store)
        if not self.settings.store.is_file():
            raise StoreError(
                "there is no store here", where=str(self.settings.store), do="`kg build ARTICLE…` makes one"
            )
        try:
            around.mkdir(exist_ok=True)
            for left in around.glob("serve-*"):
                with suppress(OSError), (left / "alive").open("r+") as alive:
                    fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(left, ignore_errors=True)
            home = Path(tempfile.mkdtemp(prefix="serve-", dir=around))
            self.alive = (home / "alive").open("w")
            fcntl.flock(self.alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(error.strerror or str(error), where=str(around), do="it must be writable") from error
        return home

    @property
    def now(self) -> Edition:
        """The edition to answer from."""
        if self.edition is None:
            raise Problem(503, "the data are being made ready", Retry_After="5")
        return self.edition

    async def begin(self) -> None:
        """Make the first edition.

        Raises:
            StoreError: the store cannot be read.
        """
        async with self.lock:
            told = await self._renew()
        if "wrong" in told:
            raise StoreError(told["detail"])

    async def follow(self) -> None:
        """Make a new edition whenever the store has changed, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(PAUSE)
            if self._stamp() == self.seen:
                continue
            began = loop.time()
            async with self.lock:
                if self._stamp() != self.seen:
                    await self._renew()
            # While a build runs beside us there is something new all the time: rest in proportion.
            await asyncio.sleep(min(30.0, REST * (loop.time() - began)))

    def _stamp(self) -> object:
        """Return what changes when the store or the user's own graphs do."""
        store = self.settings.store
        found: list[tuple[int, int] | None] = []
        for path in (store, store.with_name(f"{store.name}-wal"), self.settings.own):
            try:
                told = path.stat()
                found.append((told.st_mtime_ns, told.st_size))
            except OSError:
                found.append(None)
        return found

    async def _renew(self) -> dict[str, Any]:
        """Have a new edition made, if there is anything new, and put it in its place. The caller holds the lock."""
        seen = self._stamp()
        self.count += 1
        to = self.home / f"edition-{self.count}"
        told = await self._ask({"do": "edition", "to": str(to)}, None)
        if "wrong" in told:
            return told
        self.seen = seen
        mark = f"{told['identity']}-{told['revision']}-{told['own']}"
        if self.edition is not None and self.edition.mark == mark:
            shutil.rmtree(to, ignore_errors=True)
            return told
        old, self.edition = self.edition, Edition(to, mark, told["revision"], told["counts"])
        if old is not None:
            old.current = False
            old.sweep()
        return told

    async def write(self, steps: list[dict[str, Any]], base: str, *, check: str = "") -> bool:
        """Apply a write to the user's own graphs; return whether it made a graph that was not there.

        Raises:
            Problem: 400 where it cannot be read, 503 where it took too long; nothing was changed then.
        """
        async with self.lock:
            told = await self._ask({"do": "write", "steps": steps, "base": base, "check": check}, self.settings.timeout)
            if "wrong" in told:
                raise Problem(503 if told["wrong"] == "store" else 400, f"nothing was written: {told['detail']}")
            again = await self._renew()
            if "wrong" in again:
                raise Problem(503, f"written, but not served yet: {again['detail']}", Retry_After="5")
        return bool(told["created"])

    async def _ask(self, job: dict[str, Any], patience: float | None) -> dict[str, Any]:
        job = {**job, "store": str(self.settings.store), "own": str(self.settings.own)}
        process = self.process = await self._maker()
        if process.stdin is None or process.stdout is None:
            raise AssertionError
        answered = False
        try:
            async with asyncio.timeout(patience):
                process.stdin.write(json.dumps(job).encode() + b"\n")
                await process.stdin.drain()
                told: dict[str, Any] = json.loads(await process.stdout.readline())
            answered = True
        except TimeoutError:
            raise late(patience or 0) from None
        except (ValueError, OSError):
            return {"wrong": "store", "detail": "the process that makes the data ready ended"}
        finally:
            if not answered:  # also where the asker has gone
                await self._end()
        return told

    async def _maker(self) -> asyncio.subprocess.Process:
        if self.process is not None and self.process.returncode is None:
            return self.process
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "kg.serve.maker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,
            limit=LINE,
            env={**os.environ, "PYTHONPATH": PACKAGE},
        )

    async def _end(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()
            self.process = None

    async def close(self) -> None:
        """End the maker and remove all editions."""
        await self._end()
        self.alive.close()
        shutil.rmtree(self.home, ignore_errors=True)
