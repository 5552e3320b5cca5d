"""The graph as files for `neo4j-admin database import`: for millions of nodes, into a stopped, empty database.

What is hard: saying exactly the same as `kg sync` would, streaming. The rows are those of the steps; the types come
from the mapping; text of any kind (quotes, line breaks, other scripts) stands in quoted cells. The revision goes
along, so that the next `kg sync` only brings what is new.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.graph.changed import changed
from kg.sync import rows
from kg.sync.steps import LINKS, Step, steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.graph.changed import Changed
    from kg.graph.ledger import Ledger
    from kg.sync.rows import Row

MAPPING = Path(__file__).with_name("mapping.toml")
APART = "\ufdd0"
"""What stands between the members of a list: a code point that Unicode keeps out of all text."""
ARGUMENTS = "import.args"
OPTIONS = ("--multiline-fields=true", f"--array-delimiter={APART}", "--overwrite-destination")


@cache
def mapping() -> dict[str, Any]:
    """Return what stands in Neo4j: nodes, ties and links with their properties and terms."""
    return tomllib.loads(MAPPING.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file: whether nodes or relationships, the header, and how a row becomes cells."""

    option: str
    header: list[str]
    cells: Callable[[Row], list[str | None]]


def write(ledger: Ledger, folder: Path, *, mentions: bool = False) -> int:
    """Write the files, and `import.args` which names them, into a folder; return how many rows.

    `neo4j-admin database import full neo4j @FOLDER/import.args` reads them.

    Raises:
        StoreError: the folder cannot be written.
    """
    arguments, total = list(OPTIONS), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with changed(ledger, 0) as everything:
            for step in _all(everything, mentions=mentions):
                sheet, path = _sheet(step.statement), folder / f"{step.statement}.csv"
                total += _fill(path, sheet, step.rows)
                arguments.append(f"{sheet.option}={path.resolve()}")
        text = "".join(f'"{one}"\n' for one in arguments)
        (folder / ARGUMENTS).write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(folder)) from error
    return total


def _all(everything: Changed, *, mentions: bool) -> Iterator[Step]:
    """Yield the steps of a sync, the ties of claims apart, and the revision."""
    yield from steps(everything, mentions=mentions)
    for tie, end in (("ABOUT", "about"), ("MADE_IN", "document")):
        claims = map(rows.claim, everything.claims())
        yield Step(tie, ({"from": claim["id"], "to": claim[end]} for claim in claims))
    state = {"id": "ledger", "identity": everything.identity, "revision": everything.revision, "mentions": mentions}
    yield Step("state", [state])


def _fill(path: Path, sheet: Sheet, found: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_line(sheet.header))
        for row in found:
            file.write(_line(sheet.cells(row)))
            count += 1
    return count


def _line(cells: Iterable[str | None]) -> str:
    """Return a line: an empty text is quoted, what is unknown stays empty, which `csv` cannot tell apart."""
    return ",".join("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


def _sheet(name: str) -> Sheet:
    if name == "state":
        header = ["id:ID(Sync)", "identity:string", "revision:long", "mentions:boolean"]
        return Sheet("--nodes=EscalationSync", header, lambda row: [_said(value) for value in row.values()])
    if name in LINKS:
        kinds = {key: kind for key, (kind, _) in mapping()["links-properties"].items()}
        header = [":START_ID(Event)", ":END_ID(Event)", *(f"{key}:{kind}" for key, kind in kinds.items())]
        columns = ("effect", "cause", *kinds)
        return Sheet(f"--relationships={name}", header, lambda row: [_said(row[key]) for key in columns])
    if name in mapping()["ties"]:
        return _tie(name)
    return _nodes(name.capitalize())


def _tie(name: str) -> Sheet:
    start, end, _ = mapping()["ties"][name]
    header = [f":START_ID({start})", f":END_ID({end})"]
    if name in {"ABOUT", "MADE_IN"}:
        return Sheet(f"--relationships={name}", header, lambda row: [row["from"], row["to"]])
    header.append("position:int")
    return Sheet(f"--relationships={name}", header, lambda row: [row["from"], row["to"], str(row["position"])])


def _nodes(label: str) -> Sheet:
    kinds = {key: kind for key, (kind, _) in mapping()["nodes"][label]["properties"].items()}
    header = [f"id:ID({label})", *(f"{key}:{kind}" for key, kind in kinds.items() if key != "id")]

    def cells(row: Row) -> list[str | None]:
        return [_located(row) if key == "location" else _said(row[key]) for key in kinds]

    if label != "Event":
        return Sheet(f"--nodes={label}", header, cells)
    return Sheet("--nodes", [*header, ":LABEL"], lambda row: [*cells(row), f"Event{APART}{row['family'].capitalize()}"])


def _located(row: Row) -> str | None:
    at = row["latitude"], row["longitude"]
    return None if None in at else f"{{latitude:{at[0]!r},longitude:{at[1]!r}}}"


def _said(value: Any) -> str | None:
    if isinstance(value, list):
        return APART.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
