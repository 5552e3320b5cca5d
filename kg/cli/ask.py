"""`kg export`, `kg check`, `kg timeline`: the graph written out, looked over, drawn."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import STORE, Json, Store, app
from kg.errors import AskedWrongly, StoreError

Out = Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; standard output if not given.")]


class Form(StrEnum):
    """What `kg export` writes."""

    NQUADS = "n-quads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "json-ld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    TIMELINEJS = "timelinejs"
    TIMEMAP = "timemap"
    GEOJSON = "geojson"
    ICAL = "ical"
    MERMAID = "mermaid"
    NEO4J = "neo4j-admin"


@app.command()
def export(
    store: Store = STORE,
    form: Annotated[Form, typer.Option("--format", "-f", help="What to write.")] = Form.NQUADS,
    output: Out = None,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="Links as RDF 1.2 reifiers.")] = False,
    since: Annotated[
        int | None, typer.Option(help="Only what changed after this revision, as a SPARQL Update.", metavar="REVISION")
    ] = None,
) -> None:
    """Write the graph for other tools: RDF, networks, tables (csv: a folder, or a .zip), timelines, maps, calendars."""
    from kg.graph.exports import write
    from kg.graph.ledger import Ledger

    if output is None and form in {Form.CSV, Form.NEO4J}:
        raise AskedWrongly("tables need a place to go", do="name a folder with --output (csv: or a .zip)")
    if form is Form.NEO4J:
        _bulk(store, output or Path())
        return
    if since is not None:
        if form is not Form.NQUADS or rdf12:
            raise AskedWrongly("a change comes as a SPARQL Update alone", do="leave --format and --rdf12 out")
        _change(store, since, output)
        return
    with Ledger.open(store, read_only=True) as ledger:
        graph, revision = ledger.graph(), ledger.revision
    try:
        write(graph, form.value, output or sys.stdout.buffer, rdf12=rdf12)
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(output), do="choose another --output") from error
    _told(output, revision)


def _change(store: Path, since: int, output: Path | None) -> None:
    from kg.graph.ledger import Ledger
    from kg.graph.rdf_change import lines

    with Ledger.open(store, read_only=True) as ledger:
        flow, revision = lines(ledger, since), ledger.revision
        try:
            if output is None:
                sys.stdout.writelines(flow)
            else:
                with output.open("w", encoding="utf-8", newline="\n") as file:
                    file.writelines(flow)
        except OSError as error:
            raise StoreError(error.strerror or str(error), where=str(output), do="choose another --output") from error
    _told(output, revision)


def _told(output: Path | None, revision: int) -> None:
    if output is not None:
        print(f"{output}: revision {revision}; later --since {revision} gives only the change.", file=sys.stderr)


def _bulk(store: Path, folder: Path) -> None:
    from kg.graph.ledger import Ledger
    from kg.sync import admin

    with Ledger.open(store, read_only=True) as ledger:
        rows = admin.write(ledger, folder)
    print(f"{rows:,} rows. Import them into a stopped Neo4j with an empty database:")
    print(f"  neo4j-admin database import full neo4j @{folder.resolve() / admin.ARGUMENTS}")


@app.command()
def check(store: Store = STORE, as_json: Json = False) -> None:
    """Check the graph: its shapes (SHACL), and the questions that must find nothing."""
    from kg.graph.ledger import Ledger
    from kg.graph.plain import plain
    from kg.graph.shapes import check as look_over

    with Ledger.open(store, read_only=True) as ledger:
        problems = look_over(ledger.graph())
    if as_json:
        print(json.dumps(plain(problems), ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(f"{problem.check}: {problem.thing}: {problem.message}")
        print("Sound." if not problems else f"{len(problems)} problem{'' if len(problems) == 1 else 's'}.")
    if problems:
        raise typer.Exit(1)


@app.command()
def timeline(
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("timeline.html"),
    store: Store = STORE,
) -> None:
    """Draw the escalation as one self-contained page that opens from disk."""
    from kg.timeline.data import shown
    from kg.timeline.serving import file

    page, graph = file(store)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(output), do="choose another --output") from error
    print(f"{output}: {len(shown(graph)):,} events, {len(graph.links):,} links.")
