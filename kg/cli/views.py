"""What other rooms give `kg serve` to show beside its own pages: the timeline, with its data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.serve.pages import Page

if TYPE_CHECKING:
    from pathlib import Path

BASE = "/timeline"
MEDIA = {"timeline.js": "text/javascript", "timeline.css": "text/css"}


def pages() -> tuple[Page, ...]:
    """Return the pages."""
    return (
        Page(BASE, "text/html", _page, "Timeline"),
        Page(f"{BASE}/timeline.json", "application/json", _data),
        *(Page(f"{BASE}/{name}", media, partial(_file, name=name)) for name, media in MEDIA.items()),
    )


def _page(store: Path) -> bytes:
    from kg.timeline.page import served

    del store
    return served(BASE).encode()


def _file(store: Path, *, name: str) -> bytes:
    from kg.timeline.page import STATIC

    del store
    return (STATIC / name).read_bytes()


def _data(store: Path) -> bytes:
    from kg.graph.ledger import Ledger
    from kg.timeline.data import data, dumps
    from kg.trace import chains

    with Ledger.open(store, read_only=True) as ledger:
        best = chains(ledger, limit=1)
        graph, revision = ledger.graph(), ledger.revision
    chain = tuple(event.id for event in best[0].events) if best else ()
    return dumps(data(graph, chain, revision=revision)).encode()
