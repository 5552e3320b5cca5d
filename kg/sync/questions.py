"""The questions of `queries/cypher/*.cypher`: the same as their SPARQL twins, drawn by a Neo4j Browser.

What is hard: one text for three readers. A file opens with its question and its parameters as comments, then sets the
defaults by `:param` lines that the Browser runs. Here those lines are left out and values are sent as parameters.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import AskedWrongly
from kg.graph.questions import choices, chosen
from kg.resources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping

PARAMETER = re.compile(
    r"// param (?P<name>\w+): (?P<kind>\w+), (?P<meaning>.+) \(default (?P<default>.+)\)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, its question, its parameters: name → (kind, default as written), and what those can be."""

    name: str
    question: str
    parameters: dict[str, tuple[str, str]]
    text: str
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def catalogue() -> tuple[Question, ...]:
    """Return the questions by name."""
    found = []
    for path in sorted((folder("queries") / "cypher").glob("*.cypher")):
        whole = path.read_text(encoding="utf-8")
        text = "\n".join(line for line in whole.splitlines() if not line.startswith(":param"))
        told = list(PARAMETER.finditer(whole))
        parameters = {one["name"]: (one["kind"], one["default"]) for one in told}
        known = {one["name"]: choices(one["kind"], one["meaning"]) for one in told}
        found.append(Question(path.stem, whole.splitlines()[0].lstrip("/ "), parameters, text, known))
    return tuple(found)


def find(name: str) -> Question:
    """Return the question of this name.

    Raises:
        AskedWrongly: there is none; says which names are close.
    """
    known = {one.name: one for one in catalogue()}
    if name not in known:
        close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
        do = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(known)}"
        raise AskedWrongly(f"there is no Cypher query {name!r}", do=do)
    return known[name]


def values(question: Question, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of all parameters, the defaults where none is given; None leaves one open.

    Raises:
        AskedWrongly: a name that the query does not have, or a value that cannot be read.
    """
    for name in given:
        if name not in question.parameters:
            do = f"it knows {', '.join(question.parameters)}" if question.parameters else "it has none"
            raise AskedWrongly(f"the query {question.name!r} has no parameter {name!r}", do=do)
    for name, said in given.items():
        if said != "any":
            chosen(name, said, question.choices[name])
    return {name: _value(name, kind, given.get(name, default)) for name, (kind, default) in question.parameters.items()}


def _value(name: str, kind: str, said: str) -> Any:
    if said == "any":
        return None
    try:
        return int(said) if kind == "number" else date.fromisoformat(said) if kind == "date" else said
    except ValueError as error:
        raise AskedWrongly(f"{said!r} is no {kind}", where=f"parameter {name}") from error


def plain(columns: list[str], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without what is only there to be drawn (nodes, paths), days as they are written."""
    drawn = {name for name in columns for row in rows if not _cell(row[name])}
    return [{name: _said(row[name]) for name in columns if name not in drawn} for row in rows]


def _cell(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool) or hasattr(value, "iso_format")


def _said(value: Any) -> Any:
    return value.iso_format() if hasattr(value, "iso_format") else value
