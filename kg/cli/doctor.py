"""What is installed, what is missing, and how to get it. Hard: to tell without importing what may be broken."""

from __future__ import annotations

import json
import platform
from typing import TYPE_CHECKING

import typer

from kg import __version__, resources
from kg.cli.app import STORE, Json, Model, Store, app
from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[bool, str, str]


def _core() -> list[Row]:
    from importlib import metadata, util

    names = ("typer", "rich", "spacy", "rdflib", "pyoxigraph", "networkx")
    return [
        (True, name, metadata.version(name)) if util.find_spec(name) else (False, name, "missing") for name in names
    ]


def _extras() -> list[Row]:
    from importlib import metadata, util

    from kg import extras

    rows = []
    for extra, (module, what) in extras.EXTRAS.items():
        if util.find_spec(module):
            rows.append((True, f"[{extra}]", f"{module} {metadata.version(module)} — {what}"))
        else:
            rows.append((False, f"[{extra}]", f"{what}: {extras.install(extra)}"))
    return rows


def _model(name: str | None) -> Row:
    from kg.extract import load

    try:
        reader = load(name)
    except KgError as error:
        return False, "model", str(error)
    return True, "model", f"{reader.name} sha256 {reader.digest}"


def _gazetteer() -> Row:
    path = resources.samples().parent / "names" / "gazetteer.sqlite"
    if path.is_file():
        return True, "gazetteer", f"{path.stat().st_size / 1e6:.1f} MB of places (GeoNames, CC BY 4.0)"
    return False, "gazetteer", "missing: reinstall the package, it is compiled at installation"


def _store(path: Path) -> Row:
    from kg.graph.ledger import Ledger

    if not path.exists():
        return True, "store", f"{path}: none yet; `kg build` makes it"
    try:
        with Ledger.open(path, read_only=True) as ledger:
            return True, "store", f"{path}: revision {ledger.revision}"
    except KgError as error:
        return False, "store", str(error)


@app.command()
def doctor(store: Store = STORE, model: Model = None, as_json: Json = False) -> None:
    """Tell what is installed, which language model with which hash, and how to get what is missing."""
    core = [*_core(), _model(model), _gazetteer(), _store(store)]
    rows = [(True, "kg", __version__), (True, "python", platform.python_version()), *core, *_extras()]
    if as_json:
        print(json.dumps([{"ok": ok, "part": part, "detail": detail} for ok, part, detail in rows], indent=1))
    else:
        for ok, part, detail in rows:
            print(f"{'✓' if ok else '·' if part.startswith('[') else '✗'} {part:<11} {detail}")
    if not all(ok for ok, _, _ in core):
        raise typer.Exit(3)
