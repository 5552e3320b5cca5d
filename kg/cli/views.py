"""What other rooms give `kg serve` to show beside its own pages: the timeline, with its data.

What is hard: a large graph must open in a browser, so from some size on what is known of one event is asked for when
somebody looks at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.serve.pages import Page

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = 1000
MEDIA = {"timeline.js": "text/javascript", "timeline.css": "text/css"}


def pages() -> tuple[Page, ...]:
    """Return the pages."""
    return (
        Page("/timeline", "text/html", _page, "Timeline"),
        Page("/timeline/timeline.json", "application/json", _data),
        Page("/timeline/event/{name}", "application/json", _detail),
        *(Page(f"/timeline/{name}", media, _file) for name, media in MEDIA.items()),
    )


def _page(store: Path, address: str) -> bytes:
    from kg.timeline.page import served

    del store
    return served(address).encode()


def _file(store: Path, address: str) -> bytes:
    from kg.timeline.page import STATIC

    del store
    return (STATIC / address.rpartition("/")[2]).read_bytes()


def _data(store: Path, address: str) -> bytes:
    from kg.graph.ledger import Ledger
    from kg.timeline.data import data, dumps
    from kg.trace import chains

    with Ledger.open(store, read_only=True) as ledger:
        best = chains(ledger, limit=1)
        graph, revision = ledger.graph(), ledger.revision
    chain = tuple(event.id for event in best[0].events) if best else ()
    away = f"{address.removesuffix('timeline.json')}event/{{id}}" if len(graph.events) > WHOLE else None
    return dumps(data(graph, chain, revision=revision, detail_url=away)).encode()


def _detail(store: Path, address: str) -> bytes:
    from kg.graph.ledger import Ledger
    from kg.timeline.data import detail, dumps

    event = address.rpartition("/")[2]
    with Ledger.open(store, read_only=True) as ledger:
        return dumps(detail(ledger.mentions(ledger.event(event).id), ledger.claims(event))).encode()
