"""`kg extract` and `kg explain`: what one article says, marked in its own text."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import Json, Lexicon, Model, app
from kg.cli.look import day
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.text import Text

    from kg.model import Document, EventMention, Graph, Span

COLOURS = {
    "strike": "bold red",
    "ground": "bold dark_orange",
    "killing": "bold magenta",
    "intercept": "bold cyan",
    "seize": "bold yellow",
    "move": "bold blue",
    "threat": "bold bright_magenta",
    "sanction": "bold green",
    "deal": "bold bright_green",
}
Published = Annotated[
    str | None,
    typer.Option(help="Day of publication, as 2024-10-20, of an article that does not tell it."),
]
File = Annotated[
    str, typer.Argument(metavar="FILE", help="An article (.txt, .html, .jsonl), a folder, or - for standard input.")
]


def _read(file: str, published: str | None, model: str | None, lexicon: Path | None) -> list[tuple[Document, Graph]]:
    from kg.building import readings
    from kg.read.articles import read
    from kg.read.hints import Hints

    problems: list[InputError] = []
    hints = Hints(day(published, "--published"))
    documents = list(read(file, published=hints.asked, problems=problems.append))
    for document in documents:
        hints.see(document)
    found = []
    for document, graph in zip(documents, readings(documents, model=model, lexicon=lexicon), strict=True):
        if isinstance(graph, InputError):
            problems.append(graph)
        else:
            found.append((document, graph))
    for line in (*problems, *hints.lines()):
        print(f"kg: {line}", file=sys.stderr)
    if problems and not found:
        raise typer.Exit(InputError.exit_code)
    return found


@app.command()
def extract(
    file: File, published: Published = None, model: Model = None, lexicon: Lexicon = None, as_json: Json = False
) -> None:
    """Show what an article says: its text with the events marked, then events and links."""
    from kg.pipeline import scored

    for document, graph in _read(file, published, model, lexicon):
        if as_json:
            print(json.dumps(scored(graph, document), ensure_ascii=False))
        else:
            _page(document, graph)


@app.command()
def explain(
    file: File,
    at: Annotated[int, typer.Option(help="Offset in code points.")],
    published: Published = None,
    model: Model = None,
    lexicon: Lexicon = None,
) -> None:
    """Say which rules fired at an offset of an article, and what each part was read from."""
    from kg.cli.render import console, escape, put

    out = console()
    for document, graph in _read(file, published, model, lexicon):
        near = [m for m in graph.mentions if any(span.start <= at < span.end for span in _read_from(m))]
        if not near:
            out.print(f"No rule fired in the sentence at {at} of {escape(document.origin)}.")
        for mention in near:
            _explained(mention)
        ids = {m.id for m in near}
        of = {member: event for event in graph.events for member in event.members if member in ids}
        for link in graph.links:
            if {link.effect, link.cause} & {event.id for event in of.values()}:
                reasons = "; ".join(f"{r.feature}: {r.detail} ({r.score:+.2f})" for r in link.reasons)
                kind = f"link {link.kind.value} ({link.basis.value}, {link.confidence:.2f})"
                put(out, f"{kind} {escape(reasons)}", then="  ")


def _read_from(mention: EventMention) -> Iterator[Span]:
    """Yield the sentence of a mention, and the words elsewhere that a part of it was read from."""
    yield mention.sentence
    yield from (argument.span for argument in mention.arguments if argument.span)
    yield from (quantity.span for quantity in mention.quantities)
    if mention.when_span:
        yield mention.when_span
    if mention.attribution:
        yield mention.attribution.span


def _explained(mention: EventMention) -> None:
    from kg.cli.render import bounds, console, escape, put

    out = console()
    what = f"{mention.type.value}, {mention.factuality.value}"
    put(out, f"[bold]{escape(mention.trigger.quote)}[/] at {mention.trigger.start}: {what}", then="  ")
    rows = [("trigger", mention.rule, f"{mention.confidence:.2f}")]
    rows += [(a.role.value, f"{a.rule}: {a.text} → {a.name}", f"{a.confidence:.2f}") for a in mention.arguments]
    rows += [(q.kind.value, f"{q.rule}: {q.span.quote}", bounds(q.low, q.high)) for q in mention.quantities]
    if mention.when:
        words = mention.when_span.quote if mention.when_span else "told around it"
        rows.append(("when", words, str(mention.when)))
    if mention.attribution:
        said = mention.attribution
        rows.append(("said by", f"{said.rule}: {said.span.quote}", said.speaker))
    for part, detail, value in rows:
        put(out, f"{escape(detail)}  [dim]{escape(value)}[/]", f"  {part:<11} ")


def _page(document: Document, graph: Graph) -> None:
    from kg.cli.render import act, console, days_of, escape, headline, link_name, put

    out = console()
    out.print(_marked(document, graph, plain=out.color_system is None))
    out.print("\n[bold]Events[/]")
    for event, when in zip(graph.events, days_of(graph.events), strict=True):
        mentions = f"{len(event.members)} mention{'' if len(event.members) == 1 else 's'}"
        put(out, f"{act(event)}  [dim]{mentions}[/]", f"  [bold]{when}[/]  ")
    if graph.links:
        out.print("\n[bold]Links[/]")
    label = {event.id: event for event in graph.events}
    for link in graph.links:
        put(out, headline(label[link.effect]), "  ", "    ")
        put(out, f"{link_name(link)}  {headline(label[link.cause])}", "  └ ")
        put(out, f"“{escape(link.evidence[0].span.quote)}”", "    ")


def _marked(document: Document, graph: Graph, *, plain: bool) -> Text:
    """Return the article with its events in colour, or in brackets where there is none."""
    from rich.text import Text

    shown = "".join(c if c.isprintable() or c in "\n\t" else "�" for c in document.text)
    if plain:
        for trigger in sorted({(m.trigger.start, m.trigger.end) for m in graph.mentions}, reverse=True):
            start, end = trigger
            shown = f"{shown[:start]}[[{shown[start:end]}]]{shown[end:]}"
        return Text(shown)
    text = Text(shown)
    for mention in graph.mentions:
        for argument in mention.arguments:
            if argument.span:
                text.stylize("underline", argument.span.start, argument.span.end)
        style = COLOURS.get(mention.type.family.value, "bold")
        text.stylize(style, mention.trigger.start, mention.trigger.end)
    return text
