"""The graph as files for `neo4j-admin database import`: for millions of nodes, into a stopped, empty database.

What is hard: saying exactly the same as `kg sync` would, streaming. The rows are those of the steps; the types come
from the mapping; text of any kind (quotes, line breaks, other scripts) stands in quoted cells. The revision goes
along, so that the next `kg sync` only brings what is new.
"""

from __future__ import annotations

import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.graph.changed import changed
from kg.graph.ledger import Ledger
from kg.sync import rows
from kg.sync.steps import LINKS, Step, steps
from kg.vocab import Family

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kg.graph.changed import Changed
    from kg.sync.rows import Row

MAPPING = Path(__file__).with_name("mapping.toml")
APART = "\ufdd0"
"""What stands between the members of a list: a code point that Unicode keeps out of all text."""
ARGUMENTS = "import.args"
MANY = 20_000
"""Acts from which on two processes are worth their start."""
OPTIONS = ("--multiline-fields=true", f"--array-delimiter={APART}", "--overwrite-destination")


@cache
def mapping() -> dict[str, Any]:
    """Return what stands in Neo4j: nodes, ties and links with their properties and terms."""
    return tomllib.loads(MAPPING.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file: whether nodes or relationships, the header, and how a row becomes cells, quoted."""

    option: str
    header: list[str]
    cells: Callable[[Row], list[str]]


def write(ledger: Ledger, folder: Path, *, mentions: bool = False) -> int:
    """Write the files, and `import.args` which names them, into a folder; return how many rows.

    `neo4j-admin database import full neo4j @FOLDER/import.args` reads them. Where there is much to write, two
    processes share the files, the links first since they take longest.

    Raises:
        StoreError: the folder cannot be written, or the store changed before a process had opened it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with changed(ledger, 0) as everything:
            names = dict.fromkeys(step.statement for step in _all(everything, mentions=mentions))
            if everything.count("event") < MANY:
                total = _files(everything, folder, names, mentions=mentions)
            else:
                with ProcessPoolExecutor(2, get_context("spawn")) as pool:
                    given = ledger.path, everything.revision, folder, mentions
                    done = [pool.submit(_file, *given, name) for name in dict.fromkeys((*LINKS, *names))]
                    total = sum(one.result() for one in done)
        lines = [f"{_sheet(name).option}={(folder / f'{name}.csv').resolve()}" for name in names]
        text = "".join(f'"{one}"\n' for one in [*OPTIONS, *lines])
        (folder / ARGUMENTS).write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(folder)) from error
    return total


def _file(store: Path, revision: int, folder: Path, mentions: bool, name: str) -> int:
    with Ledger.open(store, read_only=True) as ledger, changed(ledger, 0) as everything:
        if everything.revision != revision:
            raise StoreError("the store changed meanwhile", where=str(store), do="run it again")
        return _files(everything, folder, [name], mentions=mentions)


def _files(everything: Changed, folder: Path, names: Collection[str], *, mentions: bool = False) -> int:
    wanted = (step for step in _all(everything, mentions=mentions) if step.statement in names)
    return sum(_fill(folder / f"{step.statement}.csv", _sheet(step.statement), step.rows) for step in wanted)


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
        file.write(",".join(map(_text, sheet.header)) + "\n")
        for row in found:
            file.write(",".join(sheet.cells(row)) + "\n")
            count += 1
    return count


def _sheet(name: str) -> Sheet:
    if name == "state":
        kinds = {"id": "ID(Sync)", "identity": "string", "revision": "long", "mentions": "boolean"}
        return Sheet("--nodes=EscalationSync", _heads(kinds), _cells(kinds))
    if name in LINKS:
        kinds = {key: kind for key, (kind, _) in mapping()["links-properties"].items()}
        ends = [":START_ID(Event)", ":END_ID(Event)"]
        return Sheet(f"--relationships={name}", ends + _heads(kinds), _cells({"effect": "", "cause": "", **kinds}))
    if name in mapping()["ties"]:
        return _tie(name)
    return _nodes(name.capitalize())


def _tie(name: str) -> Sheet:
    start, end, _ = mapping()["ties"][name]
    header = [f":START_ID({start})", f":END_ID({end})"]
    kinds = {} if name in {"ABOUT", "MADE_IN"} else {"position": "int"}
    return Sheet(f"--relationships={name}", header + _heads(kinds), _cells({"from": "", "to": "", **kinds}))


def _nodes(label: str) -> Sheet:
    kinds = {key: kind for key, (kind, _) in mapping()["nodes"][label]["properties"].items()}
    header = _heads({key: f"ID({label})" if key == "id" else kind for key, kind in kinds.items()})
    cells = _cells(kinds)
    if label == "Place":
        return Sheet("--nodes=Place", header, lambda row: cells({**row, "location": _location(row)}))
    if label != "Event":
        return Sheet(f"--nodes={label}", header, cells)
    labels = {family.value: f'"Event{APART}{family.value.capitalize()}"' for family in Family}
    return Sheet("--nodes", [*header, ":LABEL"], lambda row: [*cells(row), labels[row["family"]]])


def _heads(kinds: dict[str, str]) -> list[str]:
    return [f"{key}:{kind}" for key, kind in kinds.items()]


def _cells(kinds: dict[str, str]) -> Callable[[Row], list[str]]:
    """Return what makes cells of a row: what is unknown stays empty, an empty text is quoted, as `csv` cannot."""
    columns = [(key, SAID.get(kind, _plain)) for key, kind in kinds.items()]
    return lambda row: ["" if (value := row[key]) is None else say(value) for key, say in columns]


def _location(row: Row) -> str | None:
    at = row["latitude"], row["longitude"]
    return None if None in at else f"{{latitude:{at[0]!r},longitude:{at[1]!r}}}"


def _plain(value: object) -> str:
    return f'"{value}"'


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


SAID: dict[str, Callable[[Any], str]] = {
    "string": _text,
    "string[]": lambda value: _text(APART.join(value)),
    "boolean": lambda value: '"true"' if value else '"false"',
}
"""How values of these types stand in a cell; numbers, days and ids are as Python writes them."""
