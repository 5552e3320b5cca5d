"""`kg query`: a question of the catalogue, or one's own, in SPARQL over the store or in Cypher on a Neo4j."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.app import STORE, Json, Store, app
from kg.cli.sync import DATABASE, URI, USER, Database, PasswordFrom, Uri, User, server
from kg.errors import AskedWrongly

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.sparql import Result

Name = Annotated[str | None, typer.Argument(metavar="NAME|FILE.rq", help="A question of the catalogue, or a file.")]
Param = Annotated[list[str] | None, typer.Option("--param", "-p", help="A parameter, as place=Izmail.")]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds after which the query is ended.")]
Rows = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many rows to print at most.")]
Cypher = Annotated[bool, typer.Option("--cypher", help="Ask the Neo4j that `kg sync` fills, for reading only.")]


@app.command()
def query(
    name: Name = None,
    store: Store = STORE,
    param: Param = None,
    timeout: Timeout = 30.0,
    limit: Rows = 1000,
    as_json: Json = False,
    cypher: Cypher = False,
    uri: Uri = URI,
    user: User = USER,
    database: Database = DATABASE,
    password_from: PasswordFrom = None,
) -> None:
    """Ask a question in SPARQL, or in Cypher; without a name, list the questions there are."""
    given = _parameters(param or [])
    if cypher:
        _cypher(name, store, given, timeout, limit, (uri, user, password_from, database), as_json=as_json)
        return
    from kg.cli.meant import meant
    from kg.graph import questions, sparql

    if name is None:
        _catalogue([(one.name, one.question, [p.name for p in one.parameters]) for one in questions.catalogue()])
        return
    asked = questions.find(name)
    text = questions.bind(asked, meant(store, {p.name: p.kind for p in asked.parameters}, given))
    _answer(sparql.query(store, text, timeout=timeout, most=limit), as_json=as_json)


def _cypher(
    name: str | None,
    store: Path,
    given: dict[str, str],
    timeout: float,
    limit: int,
    at: tuple[Any, ...],
    *,
    as_json: bool,
) -> None:
    from kg.cli.meant import meant
    from kg.sync import questions

    if name is None:
        _catalogue([(one.name, one.question, list(one.parameters)) for one in questions.catalogue()])
        return
    asked = questions.find(name)
    kinds = {key: kind for key, (kind, _) in asked.parameters.items()}
    values = questions.values(asked, meant(store, kinds, given) if store.exists() else given)
    with server(*at) as one:
        columns, rows = one.ask(asked.text, values, limit + 1, timeout)
    shown = questions.plain(columns, rows[:limit])
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        _table(list(shown[0]) if shown else columns, shown, cut=len(rows) > limit)


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for key, equals, _ in pairs:
        if not equals:
            raise AskedWrongly(f"{key!r} is no parameter", do="write it as name=value")
    return {key: value for key, _, value in pairs}


def _catalogue(questions: list[tuple[str, str, list[str]]]) -> None:
    from kg.cli.render import console, escape, put

    out = console()
    wide = max(len(name) for name, _, _ in questions)
    for name, question, parameters in questions:
        asks = f"  [dim]-p {', '.join(parameters)}[/]" if parameters else ""
        put(out, f"{escape(question)}{asks}", f"[bold]{name:<{wide}}[/]  ")


def _answer(found: Result, *, as_json: bool) -> None:
    if as_json or found.boolean is not None or found.triples:
        if found.triples and not as_json:
            print("\n".join(found.triples))
        else:
            print(json.dumps(list(found) if found.boolean is None else found.boolean, ensure_ascii=False, indent=1))
        return
    _table(found.variables, list(found), cut=found.cut)


def _table(columns: list[str] | tuple[str, ...], rows: list[dict[str, Any]], *, cut: bool) -> None:
    from kg.cli.tables import print_rows

    print_rows(columns, rows)
    if cut:
        print("… and more: raise --limit.", file=sys.stderr)
