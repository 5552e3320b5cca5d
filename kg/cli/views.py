"""What is shown by `kg serve` beside its own pages: the timeline, with its data; the guide for a Neo4j Browser."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.resources import folder
from kg.serve.pages import Page
from kg.timeline.page import STATIC, served
from kg.timeline.serving import parts

if TYPE_CHECKING:
    from pathlib import Path

BASE = "/timeline"
MEDIA = {"timeline.js": "text/javascript", "timeline.css": "text/css"}


def pages() -> tuple[Page, ...]:
    """Return the pages."""
    return (
        Page(BASE, "text/html", _page, "Timeline"),
        Page(f"{BASE}/timeline.json", "application/json", parts),
        Page("/neo4j/guide.html", "text/html", _guide),
        *(Page(f"{BASE}/{name}", media, partial(_file, name=name)) for name, media in MEDIA.items()),
    )


def _page(store: Path) -> bytes:
    del store
    return served(BASE).encode()


def _guide(store: Path) -> bytes:
    del store
    return (folder("queries") / "browser" / "guide.html").read_bytes()


def _file(store: Path, *, name: str) -> bytes:
    del store
    return (STATIC / name).read_bytes()
