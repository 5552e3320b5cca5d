"""What can be installed beside the core, and the line that installs it.

What is hard: the line must work where it is read. A checkout is on no index, and the `pip` of the shell may belong
to another Python, so the line names the folder or file that kg came from, and the pip beside the Python that runs.
"""

from __future__ import annotations

import json
import shutil
import sys
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kg.errors import MissingPart

NAME = "escalation-kg"
EXTRAS = {
    "html": ("trafilatura", "reads .html articles"),
    "check": ("pyshacl", "checks the graph against its shapes"),
    "neo4j": ("neo4j", "keeps a Neo4j database in step"),
    "serve": ("uvicorn", "serves the graph over HTTP"),
    "plot": ("resvg_py", "draws chains as PNG"),
}


def missing(extra: str, what: str, *, where: str | None = None, instead: str = "") -> MissingPart:
    """Return the error that says what needs an extra, and how to get it."""
    return MissingPart(what, where=where, do=install(extra) + (f", or {instead}" if instead else ""))


def install(extra: str) -> str:
    """Return the command that installs an extra."""
    return f"{_pip()} install '{_origin()}[{extra}]'"


def _pip() -> str:
    beside = Path(sys.executable).with_name("pip")
    if shutil.which("pip") == str(beside):
        return "pip"
    return _near(beside) if beside.exists() else f"{_near(Path(sys.executable))} -m pip"


def _origin() -> str:
    """Return what pip knows this package by: the folder or file that it was installed from, else its name."""
    try:
        told = json.loads(metadata.distribution(NAME).read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        return "."
    at = urlsplit(told.get("url", ""))
    path = Path(unquote(at.path))
    return _near(path) if at.scheme == "file" and path.exists() else NAME


def _near(path: Path) -> str:
    """Return a path as one types it here."""
    here = Path.cwd()
    if path == here:
        return "."
    if not path.is_relative_to(here):
        return str(path)
    return f"./{path.relative_to(here)}" if path.is_dir() else str(path.relative_to(here))
