"""`kg import`: an RDF export becomes a store again. Hard: of a file that is not what it says, nothing may stay."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import STORE, Store, app


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `kg export` wrote: .nq, .trig, .ttl or .jsonld.")],
    store: Store = STORE,
) -> None:
    """Make a new store of an RDF export; it holds exactly what was exported."""
    from kg.graph import bulk, rdf

    graph = rdf.load(file)
    bulk.make(store, [graph], mentions=True)
    print(
        f"{store} now holds {len(graph.documents):,} articles, {len(graph.events):,} events, "
        f"{len(graph.claims):,} claims, {len(graph.links):,} links."
    )
