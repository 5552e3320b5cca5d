"""The hand-kept tables of names, read once.

What is hard: they are many and wanted by several modules, yet nothing may be read at import. So each table is a
cached function.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166 code, short name, the words that stand for it, whether sides of its own fight over it.

    `recognised` names the group that "its UN-backed government" is.
    """

    code: str
    name: str
    adjective: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...]
    also: tuple[str, ...]
    leaders: tuple[tuple[str, ...], ...]
    divided: bool = False
    recognised: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party that is no country: its canonical name, kind, home country (code), parent, other names, and its arms."""

    name: str
    kind: str
    country: str | None
    parent: str | None
    also: tuple[str, ...]
    soldiers: bool = True


def table(name: str) -> dict[str, Any]:
    """Return one TOML file beside this module."""
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


@cache
def common_words() -> frozenset[str]:
    """Return words that a capital makes no place of."""
    return frozenset(table("notplaces.toml")["words"])


@cache
def countries() -> dict[str, Country]:
    """Return all countries by code."""
    found = {}
    for code, row in table("countries.toml").items():
        leaders = tuple(tuple(person.split("|")) for person in row.get("leaders", ()))
        lists = {key: tuple(row.get(key, ())) for key in ("adjective", "people", "capital", "also")}
        found[code] = Country(
            code,
            row["name"],
            leaders=leaders,
            divided=row.get("divided", False),
            recognised=row.get("recognised"),
            **lists,
        )
    return found


@cache
def parties() -> dict[str, Party]:
    """Return all groups, organs, alliances, bodies and territories by canonical name."""
    return {
        name: Party(
            name,
            row["kind"],
            row.get("country"),
            row.get("parent"),
            tuple(row["also"]),
            row.get("soldiers", True),
        )
        for block in table("groups.toml").values()
        for name, row in block.items()
    }
