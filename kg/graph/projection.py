"""The ledger as quads on disk, for SPARQL: a folder beside the store that is read off it and follows its revision.

What is hard: an Oxigraph folder that one process writes cannot be read by another, yet `serve` and every command
must run side by side. So nobody keeps it open: under a lock it is brought up to the ledger's revision, and a
reader gets a copy made of hard links. A stamp says which revision of which store the folder shows; it is taken away
while the folder is written, so that an update that did not end is made anew. A copy is locked by its reader, and
locks end with their process: what a crash left is swept away by the next.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import kg
from kg.errors import StoreError
from kg.graph import follow
from kg.graph.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = f"1 {kg.__version__}"
"""How quads are told; a folder of another form is made anew."""
STORE, STAMP, LOCK, NEW, COPY = "store", "stamp.json", "lock", "new", "snapshot-"


def folder_of(store: Path) -> Path:
    """Return where the quads of a store are kept."""
    return store.with_name(f"{store.name}.rdf")


@contextmanager
def snapshot(store: Path) -> Iterator[Path]:
    """Bring the quads up to the ledger's revision; lend a folder that stays as it is, for `Store.read_only`.

    Raises:
        StoreError: there is no store, or the quads cannot be kept beside it.
    """
    with Ledger.open(store, read_only=True) as ledger, _told(folder_of(store)):
        copy, lock = _copied(ledger)
    try:
        yield copy / STORE
    finally:
        shutil.rmtree(copy, ignore_errors=True)
        os.close(lock)


def _copied(ledger: Ledger) -> tuple[Path, int]:
    """Return a copy of the folder at the ledger's revision, and the open lock that keeps it from being swept away."""
    home = folder_of(ledger.path)
    home.mkdir(exist_ok=True)
    with _alone(home):
        _sweep(home)
        _follow(ledger, home)
        copy = Path(tempfile.mkdtemp(prefix=COPY, dir=home))
        lock = os.open(copy, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_SH)
        ox.Store.read_only(str(home / STORE)).backup(str(copy / STORE))
    return copy, lock


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Be the only process that touches the folder."""
    lock = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _sweep(home: Path) -> None:
    """Remove copies whose reader is gone."""
    for copy in home.glob(f"{COPY}*"):
        lock = os.open(copy, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(copy)
        except BlockingIOError:
            continue  # somebody reads it
        finally:
            os.close(lock)


def _follow(ledger: Ledger, home: Path) -> None:
    """Bring the folder up to the ledger's revision, as it is at this moment."""
    with _still(ledger):
        now = {"store": ledger.identity, "form": FORM, "revision": ledger.revision}
        shown = _shown(home)
        if shown == now:
            return
        since = int(shown["revision"]) if shown and {**shown, "revision": now["revision"]} == now else None
        (home / STAMP).unlink(missing_ok=True)
        if since is not None and follow.few(ledger, since):
            follow.update(home / STORE, ledger, since)
        else:
            for old in (NEW, STORE):
                shutil.rmtree(home / old, ignore_errors=True)
            follow.fill(home / NEW, _Flow(follow.everything(ledger)))
            (home / NEW).rename(home / STORE)
    fresh = home / f"{STAMP}.new"
    fresh.write_text(json.dumps(now), encoding="utf-8")
    fresh.replace(home / STAMP)


@contextmanager
def _still(ledger: Ledger) -> Iterator[None]:
    """See the ledger as it is now, whatever others write meanwhile."""
    ledger.db.execute("BEGIN")
    try:
        yield
    finally:
        ledger.db.execute("ROLLBACK")


def _shown(home: Path) -> dict[str, int | str] | None:
    """Return what the stamp says, None where there is none that can be read."""
    try:
        said = json.loads((home / STAMP).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return said if isinstance(said, dict) and (home / STORE).is_dir() else None


class _Flow(io.RawIOBase):
    """Pieces of bytes as a file to read, so that a store of any size loads in little memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview, /) -> int:  # type: ignore[override]  # whoever reads gives a plain one
        self._rest = self._rest or memoryview(next(self._pieces, b""))
        count = min(len(room), len(self._rest))
        room[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


@contextmanager
def _told(home: Path) -> Iterator[None]:
    """Turn what the system says into one line of ours."""
    try:
        yield
    except OSError as error:
        what = f"the quads cannot be kept here: {error.strerror or error}"
        raise StoreError(what, where=str(home), do="look at the folder's rights and the disk's room") from error
