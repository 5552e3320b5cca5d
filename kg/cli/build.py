"""`kg build`, `kg forget`, `kg demo`: articles go in, and come out again."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import resources
from kg.cli.app import STORE, Lexicon, Model, Store, app
from kg.cli.extract import Published
from kg.cli.look import day
from kg.errors import AskedWrongly, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.building import Built

Workers = Annotated[int, typer.Option(min=1, help="Processes that read articles.")]
Outlet = Annotated[str | None, typer.Option(help="The outlet of articles that do not name theirs.")]
INTERRUPTED = 130
WORKERS = min(2, os.cpu_count() or 1)


@app.command()
def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Articles: .txt, .html, .jsonl, folders of them, or - for standard input."),
    ] = None,
    store: Store = STORE,
    published: Published = None,
    source: Outlet = None,
    model: Model = None,
    lexicon: Lexicon = None,
    workers: Workers = WORKERS,
    samples: Annotated[bool, typer.Option("--samples", help="Read the bundled sample articles.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name each document once it is stored.")] = False,
) -> None:
    """Read articles into the store: events, claims and links, each with its evidence."""
    from kg.building import build as run

    wanted = [*(sources or []), *([str(resources.samples())] if samples else [])]
    if not wanted:
        raise AskedWrongly("nothing to build from", do="name an article, a folder, or --samples")
    asked, problems = day(published, "--published"), list[InputError]()
    with _progress(wanted, verbose=verbose) as tell:
        built = run(
            wanted,
            store,
            published=asked,
            outlet=source,
            model=model,
            lexicon=lexicon,
            workers=workers,
            tell=tell,
            problem=problems.append,
        )
    for line in (*problems, *built.hints):
        print(f"kg: {line}", file=sys.stderr)
    print(_summary(built, store))
    if built.interrupted:
        raise typer.Exit(INTERRUPTED)
    if problems:
        raise typer.Exit(InputError.exit_code)


@contextmanager
def _progress(sources: list[str], *, verbose: bool) -> Iterator[Callable[[str], None]]:
    """A bar where a person looks; a line a document where asked; else silence."""
    if verbose or not sys.stderr.isatty():
        yield (lambda line: print(line, flush=True)) if verbose else (lambda _: None)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from kg.read.articles import count

    counts = [count(source) for source in sources]
    total = None if None in counts else sum(number or 0 for number in counts)
    number = TextColumn("{task.completed:,.0f}" + (f" of {total:,}" if total else ""))
    columns = (SpinnerColumn(), TextColumn("Reading articles"), number, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=total)
        yield lambda _: bar.advance(task)


def _summary(built: Built, store: Path) -> str:
    from kg.graph.ledger import Ledger

    def many(number: int, noun: str) -> str:
        return f"{number:,} {noun}{'' if number == 1 else 's'}"

    kinds = {"new": len(built.stored) - built.replaced, "replaced": built.replaced, "unchanged": built.unchanged}
    read = ", ".join(f"{number:,} {word}" for word, number in kinds.items() if number) or "none"
    if not store.exists():
        return f"Articles: {read}. Nothing was stored."
    with Ledger.open(store, read_only=True) as ledger:
        size = ledger.counts()
    besides = f" (and {size['unreal']:,} told as habit or possibility)" if size["unreal"] else ""
    return (
        f"Articles: {read}.{' Stopped early.' if built.interrupted else ''} "
        f"{store} now holds {many(size['documents'], 'article')}, "
        f"{many(size['events'] - size['unreal'], 'event')}{besides}, "
        f"{many(size['claims'], 'claim')}, {many(size['links'], 'link')}."
    )


@app.command()
def forget(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of a document, or the start of it.")],
    store: Store = STORE,
) -> None:
    """Take one document, and all that only it says, out of the graph."""
    from kg.building import forget as take_out

    gone = take_out(store, document)
    print(f"Forgotten: {gone.id} ({gone.title or gone.origin}).")


@app.command()
def demo() -> None:
    """Read five sample articles and print the longest chain of answers; nothing is kept."""
    import tempfile

    from kg.building import build as run
    from kg.cli.trace import print_chains
    from kg.graph.ledger import Ledger
    from kg.trace import chains

    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        store = Path(folder) / "kg.db"
        built = run([str(resources.samples())], store)
        print(f"{len(built.stored)} sample articles read.\n")
        with Ledger.open(store, read_only=True) as ledger:
            print_chains(ledger, chains(ledger, limit=1))
    print("\nNow yours: kg build ARTICLE… (these: kg build --samples), then kg chains, kg trace, kg show.")
