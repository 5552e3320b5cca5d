"""`kg sync`: keep a Neo4j exactly like the store. Hard: showing no password, and saying at the end what was done."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import STORE, Store, app
from kg.errors import AskedWrongly, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.graph.ledger import Ledger
    from kg.sync.run import Report
    from kg.sync.server import Server

Uri = Annotated[str, typer.Option(envvar="NEO4J_URI", help="Where the Neo4j is: bolt://, neo4j://, neo4j+s:// (Aura).")]
User = Annotated[str, typer.Option(envvar="NEO4J_USERNAME", help="Who logs in.")]
Database = Annotated[
    str | None, typer.Option(envvar="NEO4J_DATABASE", help="Which database. Default: the user's home database.")
]
PasswordFrom = Annotated[
    str | None,
    typer.Option(
        help="env (NEO4J_PASSWORD), prompt, or a file. Default: env where it is set, else none.", metavar="FROM"
    ),
]
URI, USER = "bolt://localhost:7687", "neo4j"
DATABASE: str | None = None
NAMES = 5


@app.command()
def sync(
    store: Store = STORE,
    uri: Uri = URI,
    user: User = USER,
    database: Database = DATABASE,
    password_from: PasswordFrom = None,
    full: Annotated[bool, typer.Option("--full", help="Write all again, whatever the database has.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out events, links and the like that the store does not have.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would be written.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Compare, and name what differs; write nothing.")] = False,
    mentions: Annotated[
        bool | None, typer.Option("--mentions/--no-mentions", help="With a node for each mention. Default: as it is.")
    ] = None,
) -> None:
    """Bring a Neo4j database to the store's revision, or --verify that it is equal."""
    from kg.graph.ledger import Ledger

    with Ledger.open(store, read_only=True) as ledger, server(uri, user, password_from, database) as one:
        if verify:
            _verify(ledger, one)
            return
        from kg.sync.run import sync as run

        with _progress() as progress:
            report = run(ledger, one, full=full, prune=prune, mentions=mentions, dry_run=dry_run, progress=progress)
    print(_told(report, dry_run=dry_run))


def server(uri: str, user: str, password_from: str | None, database: str | None) -> Server:
    """Return the server that the options name, not yet open."""
    import logging

    from kg.sync.server import Server

    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # its errors come to us, each as one line
    return Server(uri, user, _password(password_from), database)


def _password(source: str | None) -> str | None:
    if source is None:
        return os.environ.get("NEO4J_PASSWORD")
    if source == "env":
        if "NEO4J_PASSWORD" not in os.environ:
            raise AskedWrongly("NEO4J_PASSWORD is not set", do="set it, or use --password-from prompt")
        return os.environ["NEO4J_PASSWORD"]
    if source == "prompt":
        return str(typer.prompt("Password", hide_input=True, err=True))
    try:
        return Path(source).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"no password can be read here: {error}", where=source) from error


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """A bar where a person looks."""
    if not sys.stderr.isatty():
        yield lambda _name, _rows: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("Writing {task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("…", total=None)
        yield lambda name, rows: bar.update(task, advance=rows, description=name)


def _told(report: Report, *, dry_run: bool) -> str:
    rows = ", ".join(f"{count:,} {name}" for name, count in report.rows.items() if count)
    step = f"revision {report.since} → {report.revision}"
    if dry_run:
        return f"Would write ({step}): {rows or 'nothing'}."
    if not report.sent:
        return f"In step at revision {report.revision}; nothing to write."
    return f"In step ({step}): {rows}."


def _verify(ledger: Ledger, one: Server) -> None:
    from kg.cli.render import console
    from kg.graph.changed import changed
    from kg.sync.run import state
    from kg.sync.verify import compare, differences, name

    known = state(one)
    mentions = bool(known and known.mentions)
    with changed(ledger, 0) as everything:
        unequal = False
        for row in compare(everything, one, mentions=mentions):
            unequal = unequal or not row.equal
            mark = "[green]✓[/]" if row.equal else "[red]✗[/]"
            sums = f"{row.ledger.digest:032x}"[:12], f"{row.database.digest:032x}"[:12]
            counts = f"{row.ledger.count:>9,} in the store {sums[0]} · {row.database.count:>9,} in Neo4j {sums[1]}"
            console().print(f"{mark} {row.kind:<16} {counts}")
        if not unequal:
            print("Equal.")
            return
        for found in differences(everything, one, mentions=mentions):
            extra = [name(row) for row in found.extra]
            for word, names in (("missing", found.missing), ("changed", found.changed), ("not in the store", extra)):
                if names:
                    more = f" … {len(names) - NAMES} more" if len(names) > NAMES else ""
                    print(f"{found.kind}, {word}: {', '.join(names[:NAMES])}{more}")
    print("Not equal; `kg sync --full --prune` makes it so.")
    raise typer.Exit(1)
