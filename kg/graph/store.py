"""The SQLite file itself: opening, locking, versions, and what its errors mean.

What is hard: saying in one line what is wrong with a file that is no store, a store of a newer kind, a full
disk or a folder that takes no files; and letting readers read while one writer writes.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = 4
APPLICATION = 0x6B670001
PATIENCE = 60.0
SQL = Path(__file__).with_name("schema.sql")


def connect(path: Path, *, create: bool, read_only: bool) -> sqlite3.Connection:
    """Return a connection to the store at `path`.

    Raises:
        StoreError: there is none (and `create` is False), it is no store, it is newer, or it cannot be written.
    """
    if not path.exists() and not create:
        raise StoreError("there is no store here", where=str(path), do="`kg build ARTICLE…` makes one")
    with told(path), ExitStack() as undo:
        mode = "ro" if read_only else "rwc" if create else "rw"
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        db = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, cached_statements=256)
        undo.callback(db.close)
        _check(db, path, create=create)
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -65536")
        undo.pop_all()
    return db


def _check(db: sqlite3.Connection, path: Path, *, create: bool) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise StoreError(
            f"made by a newer kg (store version {version}, this one knows {SCHEMA})",
            where=str(path),
            do="upgrade kg, or name another store with --store",
        )
    if version == SCHEMA:
        return
    if version:
        raise StoreError(
            f"made by an older kg (store version {version}, this one knows {SCHEMA})",
            where=str(path),
            do="build it anew from its articles, under another name",
        )
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError("an SQLite file, but no store of kg", where=str(path), do="name another with --store")
    if not create:
        raise StoreError("the store is empty", where=str(path), do="`kg build ARTICLE…` fills it")
    _write_ahead(db)
    with transaction(db, path):
        if not db.execute("PRAGMA user_version").fetchone()[0]:  # another build may have been first
            for statement in _statements(SQL.read_text(encoding="utf-8")):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {SCHEMA}")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Ask for the write-ahead log; SQLite does not wait here for another build that asks for the same."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _statements(script: str) -> Iterator[str]:
    """Yield one statement at a time: `executescript` would commit the transaction it stands in."""
    statement = ""
    for line in script.splitlines():
        statement += line.partition("--")[0] + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Hold the one writer's place; all of it is stored, or none."""
    with told(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


@contextmanager
def moment(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Read the store as it is at this moment; many small questions then share one lock, a third of what each costs."""
    with told(path):
        if db.in_transaction:
            yield
            return
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("ROLLBACK")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one line of ours."""
    try:
        yield
    except sqlite3.Error as error:
        what, do = _meaning(error)
        raise StoreError(what, where=str(path), do=do) from error
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(path)) from error


def _meaning(error: sqlite3.Error) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorname", "") or ""
    known = {
        "SQLITE_FULL": ("the disk is full; the store is as it was before", "make room, then run it again"),
        "SQLITE_IOERR": ("the disk could not be written or read", "look at its room and its health, then run it again"),
        "SQLITE_BUSY": ("another build holds the store", "wait until it ends, then run it again"),
        "SQLITE_READONLY": ("cannot be written", "look at the rights of the file and its folder, or use --store"),
        "SQLITE_CANTOPEN": ("cannot be opened or made", "look at the folder and its rights, or use --store"),
        "SQLITE_NOTADB": ("not a store of kg", "name another with --store"),
        "SQLITE_CORRUPT": ("the file is damaged", "build it again from the articles into another --store"),
    }
    for start, meaning in known.items():
        if code.startswith(start):
            return meaning
    return f"SQLite says: {error}", "please report this with the command that you ran"
