"""Looking towns up by name, in the compiled gazetteer and in the hand-kept table beside it.

What is hard: nothing may be loaded until a place is asked for, and each look-up must take microseconds. SQLite's own
index does both; the file is opened read-only, once per thread.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import MissingPart, StoreError
from kg.names import tables
from kg.names.compile import FILE, SCALE
from kg.names.phrases import words

_PATH = Path(__file__).with_name(FILE)
_LOCAL = threading.local()
_QUERY = """
    SELECT place.id, place.name, country, lat, lon, population, key FROM name JOIN place ON place.id = name.place
    WHERE key = ? ORDER BY population DESC, place.id
"""
_ARTICLES = re.compile(r"\b(?:al|el|ar|as|ash|ad|an|at|az|ed|et|es|ez|er|ul|ur) ")
_LONGEST = 60
_SMALL = 5000
"""As many people as a hand-kept town is weighed with."""


class Town(NamedTuple):
    """A populated place of GeoNames: name, country code, degrees, people."""

    id: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int


def _base() -> sqlite3.Connection:
    """Return this thread's connection."""
    base: sqlite3.Connection | None = getattr(_LOCAL, "base", None)
    if base is None:
        if not _PATH.is_file():
            what = "the gazetteer of places is not there"
            raise MissingPart(
                what, where=str(_PATH), do="install the package again (pip install -e .), which compiles it"
            )
        try:
            base = sqlite3.connect(f"{_PATH.as_uri()}?mode=ro&immutable=1", uri=True)
            base.execute("SELECT 1 FROM place LIMIT 1")
        except sqlite3.Error as error:
            raise StoreError(
                f"the gazetteer cannot be read ({error})", where=str(_PATH), do="install the package again"
            ) from error
        _LOCAL.base = base
    return base


def _rows(key: str) -> tuple[Town, ...]:
    rows = _base().execute(_QUERY, (key,)).fetchall()
    return tuple(Town(r[0], r[1], r[2], r[3] / SCALE, r[4] / SCALE, r[5]) for r in rows)


@cache
def _kept() -> dict[str, tuple[Town, ...]]:
    """Return the hand-kept towns by each folded spelling."""
    found: dict[str, list[Town]] = {}
    for number, (name, (code, lat, lon, also)) in enumerate(tables.table("towns.toml").items(), 1):
        town = Town(-number, name, code, lat, lon, _SMALL)
        for key in {" ".join(words(word)) for word in (name, *also.split("|")) if word}:
            found.setdefault(key, []).append(town)
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=20_000)
def towns(name: str) -> tuple[Town, ...]:
    """Return the towns of a name, the most populous first: as written, then with Arabic articles made alike."""
    if len(name) > _LONGEST:
        return ()
    key = " ".join(words(name))
    if not key:
        return ()
    found = (*_rows(key), *_kept().get(key, ()))
    if found or not _ARTICLES.search(key):
        return found
    return _rows(_ARTICLES.sub("al ", key)) or _rows(_ARTICLES.sub("", key))


def size() -> int:
    """Return how many towns the gazetteer holds."""
    return int(_base().execute("SELECT count(*) FROM place").fetchone()[0])
