"""The process that makes editions of the data and applies writes: told jobs on standard input, like a worker.

What is hard: the ledger's graphs can never be written, yet a write may read them. So a write happens on a scratch
copy, of which only the user's own graphs are kept, in one N-Quads file beside the store, replaced as a whole; then an
edition is made anew from the ledger and that file. Whatever goes wrong before the file is replaced changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.ledger import Ledger
from kg.graph.projection import snapshot
from kg.graph.rdf_terms import ID, PREFIXES
from kg.serve.worker import bind

if TYPE_CHECKING:
    from collections.abc import Iterator

LEDGER = f"{ID}graph"
Job = dict[str, Any]


def ours(name: str) -> bool:
    """Return whether a graph's name is one of the ledger's."""
    return name == LEDGER or name.startswith(f"{LEDGER}/")


def own(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield the quads of the user's own graphs: the default graph and every named graph that is not the ledger's."""
    yield from store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    for name in store.named_graphs():
        if not ours(name.value):
            yield from store.quads_for_pattern(None, None, None, name)


def edition(job: Job) -> dict[str, Any]:
    """Make a folder that holds the ledger as it is now, and the user's own graphs."""
    store, mine, to = Path(job["store"]), Path(job["own"]), Path(job["to"])
    # Read before the snapshot: the data may then be newer than we say, and the next edition puts that right.
    with Ledger.open(store, read_only=True) as ledger:
        told: dict[str, Any] = {"identity": ledger.identity, "revision": ledger.revision, "counts": ledger.counts()}
    with snapshot(store) as folder:
        kept = mine.read_bytes() if mine.exists() else b""
        if kept:
            copy = ox.Store(str(folder))
            copy.bulk_load(kept, ox.RdfFormat.N_QUADS)
            copy.flush()
            del copy
        folder.rename(to)
    return {**told, "own": hashlib.sha256(kept).hexdigest()[:16] if kept else ""}


def write(job: Job) -> dict[str, Any]:
    """Apply the steps of a write on a scratch copy, and keep the user's own graphs."""
    mine = Path(job["own"])
    if job["check"]:
        ox.Store().update(job["check"], base_iri=job["base"], prefixes=PREFIXES)
    with snapshot(Path(job["store"])) as folder:
        store = ox.Store(str(folder))
        if mine.exists():
            store.bulk_load(mine.read_bytes(), ox.RdfFormat.N_QUADS)
        created = [_step(store, step, job) for step in job["steps"]]
        lines = ox.serialize(own(store), format=ox.RdfFormat.N_QUADS) or b""
        del store
    draft = mine.with_name(f"{mine.name}.new")
    with draft.open("wb") as out:
        out.write(lines)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(mine)
    return {"created": any(created)}


def _step(store: ox.Store, step: Job, job: Job) -> bool:
    """Apply one step; return whether it made a graph that was not there, or took out one that was."""
    if step["do"] == "update":
        store.update(step["text"], base_iri=job["base"], prefixes=PREFIXES)
        return False
    if step["do"] == "clear":
        if step["default"]:
            store.clear_graph(ox.DefaultGraph())
        for name in list(store.named_graphs()):
            if not ours(name.value):
                store.remove_graph(name)
        return False
    return _whole(store, step)


def _whole(store: ox.Store, step: Job) -> bool:
    """Put, add or drop a graph."""
    name = ox.NamedNode(step["graph"]) if step["graph"] else ox.DefaultGraph()
    before = next(store.quads_for_pattern(None, None, None, name), None) is not None
    if step["do"] != "add" and before:
        store.clear_graph(name)
    if step["do"] == "drop":
        return before
    for part in step["parts"]:
        form = ox.RdfFormat.from_media_type(part["media"])
        data = Path(part["file"]).read_bytes()
        for quad in ox.parse(data, form, base_iri=part["base"], without_named_graphs=True, rename_blank_nodes=True):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object, name))
    return not before


def attempt(job: Job) -> dict[str, Any]:
    """Do a job; what goes wrong is told, not raised."""
    try:
        return edition(job) if job["do"] == "edition" else write(job)
    except SyntaxError as error:
        return {"wrong": "syntax", "detail": str(error)}
    except KgError as error:
        return {"wrong": "store", "detail": str(error)}
    except (ValueError, OSError, RuntimeError, TypeError) as error:
        return {"wrong": "evaluation", "detail": str(error)}


def main() -> None:
    """Do jobs until there are no more."""
    bind()
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(attempt(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
