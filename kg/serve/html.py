"""HTML made of text that is data.

What is hard: an article may hold anything, and none of it may become markup. So markup has a type of its own: only
`tag` and `join` make it, and whatever else they are given is escaped. Characters that turn the direction of writing
are kept, but each piece of foreign text stands in a `<bdi>`, so that they end where it ends.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

VOID = frozenset({"link", "meta", "input", "br", "img"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Part = str | Html | None


def safe(part: Part) -> str:
    """Return a part as markup: escaped, unless it is markup already."""
    if part is None:
        return ""
    return part if isinstance(part, Html) else escape(_CONTROL.sub("\ufffd", part), quote=True)


def join(parts: Iterable[Part], between: str = "") -> Html:
    """Return parts one after the other."""
    return Html(escape(between).join(safe(part) for part in parts))


def tag(element: str, /, *parts: Part, **attributes: str | bool | None) -> Html:
    """Return an element. `class_` and `data_x` are written `class` and `data-x`; None and False are left out."""
    said = ""
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        word = key.rstrip("_").replace("_", "-")
        said += f" {word}" if value is True else f' {word}="{safe(str(value))}"'
    return Html(f"<{element}{said}>" if element in VOID else f"<{element}{said}>{join(parts)}</{element}>")


def text(words: str) -> Html:
    """Return foreign text, kept to itself."""
    return tag("bdi", words)


def page(
    title: str,
    body: Html,
    *,
    script: str | None = None,
    nonce: str | None = None,
    views: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """Return a whole page; `views` are the other pages of the server: (address, name)."""
    links = [tag("a", name, href=address) for address, name in views]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="style-nonce", content=nonce) if nonce else None,
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="/static/page.css"),
        tag("script", src=f"/static/{script}", defer=True) if script else None,
    )
    top = tag("header", tag("a", "Escalation graph", href="/", class_="home"), tag("nav", *links, aria_label="Views"))
    return f"<!doctype html>\n{tag('html', head, tag('body', top, body), lang='en')}\n".encode()
