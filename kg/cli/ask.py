"""`kg query`, `kg export`, `kg check`, `kg timeline`: the graph asked, written out, looked over, drawn."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import STORE, Json, Store, app
from kg.errors import AskedWrongly, StoreError

if TYPE_CHECKING:
    from kg.graph.sparql import Result

Name = Annotated[str | None, typer.Argument(metavar="NAME|FILE.rq", help="A question of the catalogue, or a file.")]
Param = Annotated[list[str] | None, typer.Option("--param", "-p", help="A parameter, as place=Izmail.")]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds after which the query is ended.")]
Rows = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many rows to print at most.")]
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


@app.command()
def query(
    name: Name = None,
    store: Store = STORE,
    param: Param = None,
    timeout: Timeout = 30.0,
    limit: Rows = 1000,
    as_json: Json = False,
) -> None:
    """Ask a question in SPARQL; without a name, list the questions there are."""
    from kg.graph import questions, sparql

    if name is None:
        _catalogue()
        return
    text = questions.bind(questions.find(name), _parameters(param or []))
    _rows(sparql.query(store, text, timeout=timeout, most=limit), as_json=as_json)


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for key, equals, _ in pairs:
        if not equals:
            raise AskedWrongly(f"{key!r} is no parameter", do="write it as name=value")
    return {key: value for key, _, value in pairs}


def _catalogue() -> None:
    from rich.table import Table

    from kg.cli.render import console
    from kg.graph import questions

    table = Table("name", "question", "parameters", box=None, padding=(0, 2, 0, 0))
    for one in questions.catalogue():
        table.add_row(one.name, one.question, ", ".join(p.name for p in one.parameters))
    console().print(table)


def _rows(found: Result, *, as_json: bool) -> None:
    if as_json or found.boolean is not None or found.triples:
        if found.triples and not as_json:
            print("\n".join(found.triples))
        else:
            print(json.dumps(list(found) if found.boolean is None else found.boolean, ensure_ascii=False, indent=1))
        return
    from rich.table import Table

    from kg.cli.render import console, escape

    table = Table(*found.variables, box=None, padding=(0, 2, 0, 0))
    for row in found:
        table.add_row(*(escape(value or "") for value in row.values()))
    console().print(table if found.rows else "[dim]No rows.[/]")
    if found.cut:
        print("… and more: raise --limit.", file=sys.stderr)


@app.command()
def export(
    store: Store = STORE,
    form: Annotated[Form, typer.Option("--format", "-f", help="What to write.")] = Form.NQUADS,
    output: Out = None,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="Links as RDF 1.2 reifiers.")] = False,
) -> None:
    """Write the graph for other tools: RDF, networks, tables (csv: a folder, or a .zip), timelines, maps, calendars."""
    from kg.graph.exports import write
    from kg.graph.ledger import Ledger

    if output is None and form is Form.CSV:
        raise AskedWrongly("tables need a place to go", do="name a folder or a .zip with --output")
    with Ledger.open(store, read_only=True) as ledger:
        graph = ledger.graph()
    try:
        write(graph, form.value, output or sys.stdout.buffer, rdf12=rdf12)
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(output), do="choose another --output") from error


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
    from kg.timeline.serving import file

    page, graph = file(store)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(output), do="choose another --output") from error
    print(f"{output}: {len(graph.events):,} events, {len(graph.links):,} links.")
