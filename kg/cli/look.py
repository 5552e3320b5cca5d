"""`kg events` and `kg show`: what happened, and all that is known of one act."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import STORE, Json, Limit, Store, Words, app
from kg.errors import AskedWrongly

if TYPE_CHECKING:
    from datetime import date

Actor = Annotated[str | None, typer.Option(help="Only acts by or against this party.")]
PlaceName = Annotated[str | None, typer.Option("--place", help="Only acts at this place.")]
TypeName = Annotated[
    str | None, typer.Option("--type", help="A family (strike, ground, …) or a narrower type (drone-strike).")
]
Since = Annotated[str | None, typer.Option(help="First day, as 2024-03-01.")]
Until = Annotated[str | None, typer.Option(help="Last day.")]


def day(text: str | None, option: str) -> date | None:
    """Read a day, or say in one line what is wrong with it."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise AskedWrongly(f"{text!r} is not a day", where=option, do="write it as 2024-03-01") from None


@app.command()
def events(
    store: Store = STORE,
    actor: Actor = None,
    place: PlaceName = None,
    of_type: TypeName = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    everything: Annotated[bool, typer.Option("--all", help="Habits and mere possibilities too.")] = False,
    as_json: Json = False,
) -> None:
    """List the events of the graph, oldest first."""
    from kg.cli.render import act, console, days_of, put
    from kg.graph.ledger import Ledger
    from kg.graph.plain import plain

    with Ledger.open(store, read_only=True) as ledger:
        first, last = day(since, "--since"), day(until, "--until")
        asked = ledger.events(
            actor=actor, place=place, type=of_type, since=first, until=last, limit=limit + 1, real=not everything
        )
        found = list(asked)
        if as_json:
            print(json.dumps([plain(e) for e in found[:limit]], ensure_ascii=False, indent=1))
            return
        out = console()
        shown = found[:limit]
        for event, when in zip(shown, days_of(shown), strict=True):
            put(out, act(event), f"[bold]{when}[/]  ")
        if not found:
            out.print("[dim]No event fits.[/]")
        if len(found) > limit:
            out.print(f"[dim]… and more: raise --limit above {limit}.[/]")


@app.command()
def documents(store: Store = STORE, as_json: Json = False) -> None:
    """List the articles of the graph, by day."""
    from kg.cli.render import console, escape, put
    from kg.graph.ledger import Ledger

    with Ledger.open(store, read_only=True) as ledger:
        found = sorted(ledger.documents(), key=lambda d: (d.published is None, str(d.published), d.id))
    if as_json:
        told = [
            {k: getattr(d, k) for k in ("id", "origin", "title", "url", "source")}
            | {"published": d.published.isoformat() if d.published else None}
            for d in found
        ]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    out = console()
    for d in found:
        title = escape(d.title or d.origin)
        paper = f"  {escape(d.source)}" if d.source else ""
        put(out, f"{title}{paper}  [dim]{d.id[:SHORT]}[/]", f"[bold]{d.published or 'undated'!s:<10}[/]  ")


SHORT = 12
"""Enough of a document's id to name it again."""


@app.command()
def show(event: Words, store: Store = STORE, as_json: Json = False) -> None:
    """Show all that is known of one event: mentions, claims, links, each with its words."""
    from kg.cli.page import page
    from kg.cli.render import console, pick
    from kg.graph.ledger import Ledger
    from kg.graph.plain import plain

    with Ledger.open(store, read_only=True) as ledger:
        chosen = pick(ledger, event)
        if as_json:
            parts = {"mentions": ledger.mentions(chosen.id), "claims": ledger.claims(chosen.id)}
            links = [*ledger.links(effect=chosen.id), *ledger.links(cause=chosen.id)]
            print(
                json.dumps(
                    {"event": plain(chosen), **{k: plain(v) for k, v in parts.items()}, "links": plain(links)},
                    ensure_ascii=False,
                    indent=1,
                )
            )
            return
        page(console(), ledger, chosen)
