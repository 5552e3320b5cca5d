"""`kg trace` and `kg chains`: what answered what, with the sentence behind every step."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import STORE, Json, Store, Words, app
from kg.errors import AskedWrongly, StoreError
from kg.vocab import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from kg.graph.ledger import Ledger
    from kg.model import Chain
    from kg.trace import Branch, Trace


class Kind(StrEnum):
    """Kinds of link as one types them."""

    RETALIATION = "retaliation"
    RESPONSE = "response"
    FOLLOWED = "followed"


class Drawing(StrEnum):
    """Forms in which other tools draw."""

    MERMAID = "mermaid"
    DOT = "dot"


RELATION = {
    Kind.RETALIATION: Relation.RETALIATION_FOR,
    Kind.RESPONSE: Relation.RESPONDS_TO,
    Kind.FOLLOWED: Relation.FOLLOWED,
}
Sure = Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="Leave out links less sure than this.")]
Kinds = Annotated[list[Kind] | None, typer.Option("--kind", help="Only links of this kind (may be given twice).")]
Stated = Annotated[bool, typer.Option("--only-stated", help="Only links whose two ends a text names.")]
Plot = Annotated[Path | None, typer.Option(help="Draw them into this .svg or .png instead.")]
Format = Annotated[Drawing | None, typer.Option("--format", help="Print a drawing for another tool.")]


@app.command()
def trace(
    event: Words,
    store: Store = STORE,
    on: Annotated[bool, typer.Option("--on/--back", help="What it set off, or what it answered.")] = False,
    depth: Annotated[int, typer.Option(min=1, help="How many steps at most.")] = 10,
    min_confidence: Sure = 0.0,
    kind: Kinds = None,
    only_stated: Stated = False,
    max_gap: Annotated[int | None, typer.Option(min=0, help="Days between two acts at most.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many acts the tree shows, the surest.")] = 40,
    as_json: Json = False,
    form: Format = None,
) -> None:
    """Trace an event back to what it answered, or --on to what it set off."""
    from kg.cli.render import pick
    from kg.graph.ledger import Ledger
    from kg.trace import trace as walk

    kinds = [RELATION[k] for k in kind] if kind else None
    with Ledger.open(store, read_only=True) as ledger:
        found = walk(
            ledger,
            pick(ledger, event).id,
            back=not on,
            depth=depth,
            min_confidence=min_confidence,
            kinds=kinds,
            only_stated=only_stated,
            max_gap=max_gap,
        )
        _print(ledger, found, limit, as_json=as_json, form=form)


def _print(ledger: Ledger, found: Trace, limit: int, *, as_json: bool, form: Drawing | None) -> None:
    if as_json:
        from kg.graph.plain import plain

        print(json.dumps(plain(found), ensure_ascii=False, indent=1))
    elif form:
        from kg.cli.drawing import draw

        print(draw([found.event, *(b.event for b in found.walk())], found.links(), form))
    else:
        _tree(ledger, found, limit)


def _tree(ledger: Ledger, found: Trace, limit: int) -> None:
    from kg.cli.render import console, headline, put
    from kg.trace import Branch

    out = console()
    put(out, headline(found.event), then="  ")
    branches = sorted(found.walk(), key=lambda branch: -branch.score)
    tied = {(branch.link.effect, branch.link.cause) for branch in found.branches}
    denied = [
        Branch(link, ledger.event(link.cause if found.back else link.effect), 0.0)
        for link in found.disputed
        if (link.effect, link.cause) not in tied
    ]
    shown = {id(branch) for branch in (*branches[:limit], *denied)}
    _grow(out, ledger, [*found.branches, *denied], shown, back=found.back)
    if len(branches) > limit:
        out.print(f"[dim]… and {len(branches) - limit} steps more, less sure: raise --limit above {limit}.[/]")
    if not found.branches:
        which = "answered another act" if found.back else "was answered"
        out.print(f"[dim]No text in this store says that it {which}.[/]")


def _grow(out: Console, ledger: Ledger, first: Sequence[Branch], shown: set[int], *, back: bool) -> None:
    """Print the branches to be shown, their guides before them; with a stack of its own, as chains may be long."""
    from kg.cli.render import headline, link_name, put, put_words

    def hung(guide: str, branches: Sequence[Branch]) -> list[tuple[str, Branch, bool]]:
        visible = [branch for branch in branches if id(branch) in shown]
        return [(guide, branch, branch is visible[-1]) for branch in reversed(visible)]

    waiting = hung("", first)
    while waiting:
        guide, branch, last = waiting.pop()
        inner = guide + ("   " if last else "│  ")
        below = hung(inner, branch.branches)
        under = f"[dim]{inner}{'│ ' if below else '  '}[/]"
        line = f"{link_name(branch.link, back=back)}  {headline(branch.event)}"
        put(out, line, f"[dim]{guide}{'└─' if last else '├─'}[/] ", under)
        put_words(out, ledger, branch.link, under)
        waiting.extend(below)


@app.command()
def chains(
    store: Store = STORE,
    between: Annotated[tuple[str, str] | None, typer.Option(help="Only acts of these two parties.")] = None,
    strongest: Annotated[bool, typer.Option("--strongest", help="The surest first, instead of the longest.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many to print at most.")] = 5,
    min_confidence: Sure = 0.0,
    kind: Kinds = None,
    only_stated: Stated = False,
    as_json: Json = False,
    form: Format = None,
    plot: Plot = None,
) -> None:
    """Print the longest attack–retaliation chains of the graph, latest act first."""
    from kg.graph.ledger import Ledger
    from kg.trace import chains as find
    from kg.trace.chains import ANSWERS

    kinds = [RELATION[k] for k in kind] if kind else ANSWERS
    with Ledger.open(store, read_only=True) as ledger:
        found = find(
            ledger,
            between=between,
            strongest=strongest,
            limit=limit,
            kinds=kinds,
            min_confidence=min_confidence,
            only_stated=only_stated,
        )
        if plot:
            _plot(ledger, found, plot)
        else:
            print_chains(ledger, found, as_json=as_json, form=form)
            if not found and not kind and not as_json and not form:
                _only_followed(ledger)


def _only_followed(ledger: Ledger) -> None:
    """Say how to see what links there are, where no act is told to be an answer."""
    from kg.cli.render import console
    from kg.trace import chains as find

    if find(ledger, kinds=(Relation.FOLLOWED,), limit=1):
        console().print("[dim]There are acts told to have followed others: kg chains --kind followed shows them.[/]")


def _plot(ledger: Ledger, found: list[Chain], path: Path) -> None:
    from kg.cli.render import name_of
    from kg.timeline.plot import png, svg

    if path.suffix not in {".svg", ".png"}:
        raise AskedWrongly(f"cannot draw into {path.name}", where="--plot", do="end the name in .svg or .png")
    cited = {link.evidence[0].document for chain in found for link in chain.links}
    drawing = svg(found, {one: name_of(ledger.document(one)) for one in sorted(cited)})
    data = drawing.encode("utf-8", "replace") if path.suffix == ".svg" else png(drawing)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(path), do="choose another --plot") from error
    print(f"{path}: {len(found)} chain{'' if len(found) == 1 else 's'}.")


def print_chains(ledger: Ledger, found: list[Chain], *, as_json: bool = False, form: Drawing | None = None) -> None:
    """Print chains for a person, as JSON, or as a drawing."""
    if as_json:
        from kg.graph.plain import plain

        print(json.dumps(plain(found), ensure_ascii=False, indent=1))
        return
    if form:
        from kg.cli.drawing import draw

        events = {event.id: event for chain in found for event in chain.events}
        links = {link.id: link for chain in found for link in chain.links}
        print(draw(list(events.values()), list(links.values()), form))
        return
    from kg.cli.render import console

    out = console()
    if not found:
        out.print("[dim]No text in this store says that one act answered another.[/]")
    for number, chain in enumerate(found):
        if number:
            out.print()
        _chain(out, ledger, chain)


def _chain(out: Console, ledger: Ledger, chain: Chain) -> None:
    from kg.cli.render import headline, link_name, put, put_words

    steps = len(chain.links)
    out.print(f"[dim]{steps} step{'' if steps == 1 else 's'}, confidence {chain.score:.2f}[/]")
    put(out, headline(chain.events[0]), then="  ")
    for link, event in zip(chain.links, chain.events[1:], strict=True):
        put(out, link_name(link), "  └ ")
        put_words(out, ledger, link, "    ")
        put(out, headline(event), then="  ")
