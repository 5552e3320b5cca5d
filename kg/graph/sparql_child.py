"""One SPARQL query, in a process of its own: run as a file, given a folder, told the query on standard input.

What is hard: nothing stops a query that runs inside Oxigraph but the end of its process. This file imports nothing
of `kg`, so that it is there in milliseconds.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress

import pyoxigraph as ox


def term(it: object) -> list[str] | None:
    """Return a term as [kind, value, datatype, language]; a triple term as its text."""
    if it is None:
        return None
    if isinstance(it, ox.Literal):
        return ["literal", it.value, it.datatype.value, it.language or ""]
    if isinstance(it, ox.NamedNode):
        return ["iri", it.value, "", ""]
    if isinstance(it, ox.BlankNode):
        return ["blank", it.value, "", ""]
    return ["triple", str(it), "", ""]


def answer(folder: str, query: str, most: int | None) -> dict[str, object]:
    """Return what a query finds; `cut` tells that there was more than `most`."""
    found = ox.Store.read_only(folder).query(query, use_default_graph_as_union=True)
    if isinstance(found, ox.QueryBoolean):
        return {"boolean": bool(found)}
    rows: list[object] = []
    cut = False
    for row in found:
        if most is not None and len(rows) == most:
            cut = True
            break
        rows.append(str(row) + " ." if isinstance(found, ox.QueryTriples) else [term(value) for value in row])
    if isinstance(found, ox.QueryTriples):
        return {"triples": rows, "cut": cut}
    return {"variables": [variable.value for variable in found.variables], "rows": rows, "cut": cut}


def bind(parent: int) -> None:
    """Make this process gone when its parent is, be it so already."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only where there is such a call

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        sys.exit(1)


def main() -> None:
    """Answer on standard output: what was found, or what is wrong with the query."""
    bind(int(sys.argv[1]))
    asked = json.load(sys.stdin)
    try:
        told = answer(asked["folder"], asked["query"], asked["most"])
    except SyntaxError as error:
        told = {"error": str(error)}
    except (ValueError, OSError) as error:
        told = {"error": str(error)}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
