"""Questions in SPARQL, asked of a snapshot, in a process that can be ended.

What is hard: a query can run for hours and hears no signal. It therefore runs in a child (`sparql_child`), which a
timeout or Ctrl-C kills; the snapshot goes with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError, QueryTimeout
from kg.graph.projection import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = Path(__file__).with_name("sparql_child.py")
TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term: `kind` is iri, literal, blank or triple."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    def __str__(self) -> str:
        """Return what a person reads: the value, an IRI of ours as its id."""
        return self.value.removeprefix("https://w3id.org/escalation/id/") if self.kind == "iri" else self.value


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found: rows of terms (SELECT), triples in N-Triples (CONSTRUCT), or a boolean (ASK).

    `cut` tells that there was more than the caller wanted.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[str, ...] = ()
    boolean: bool | None = None
    cut: bool = False

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """Yield rows as a person reads them, by variable."""
        for row in self.rows:
            yield {name: None if t is None else str(t) for name, t in zip(self.variables, row, strict=True)}


def query(store: Path, text: str, *, timeout: float = TIMEOUT, most: int | None = None) -> Result:
    """Ask a query of the union of all graphs of a store, for at most `timeout` seconds and `most` rows.

    Raises:
        QueryError: the query cannot be read or evaluated.
        QueryTimeout: it took too long; its process is gone.
        StoreError: the store cannot be read.
    """
    with snapshot(store) as folder:
        asked = json.dumps({"folder": str(folder), "query": text, "most": most})
        with subprocess.Popen(
            [sys.executable, "-I", str(CHILD), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        ) as child:
            try:
                said, wrong = child.communicate(asked, timeout=timeout)
            except subprocess.TimeoutExpired:
                raise QueryTimeout(
                    f"the query took longer than {timeout:g} s and was ended", do="narrow it, or raise --timeout"
                ) from None
            finally:
                child.kill()
    if child.returncode:
        raise QueryError(f"the query ended without an answer: {wrong.strip().splitlines()[-1:] or child.returncode}")
    return _result(json.loads(said))


def _result(told: dict[str, Any]) -> Result:
    if "error" in told:
        raise QueryError(f"the query cannot be answered: {told['error']}")
    rows = tuple(tuple(Term(*t) if t else None for t in row) for row in told.get("rows", ()))
    return Result(
        tuple(told.get("variables", ())),
        rows,
        tuple(told.get("triples", ())),
        told.get("boolean"),
        bool(told.get("cut")),
    )
