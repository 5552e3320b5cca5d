"""The chains of the graph as Mermaid, which forges and wikis draw from text.

What is hard: labels come from articles and must not end their quotes or become markup; every letter that could is
told by its number (Mermaid's entity codes). Acts without a link would bury the chains and are counted instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.graph.telling import RELATION, Telling, flat
from kg.vocab import Basis, Relation

if TYPE_CHECKING:
    from kg.model import Graph

PLAIN = frozenset(" .,:-–—’/→")
LONGEST = 90
ACCENT = "#c8102e"


def write_mermaid(graph: Graph, out: BinaryIO) -> None:
    """Write a flowchart; arrows run from an act to the one it answered."""
    told = Telling.of(graph)
    links = [k for event in told.events for k in told.answers.get(event.id, ()) if k.cause in told.labels]
    linked = {end for link in links for end in (link.effect, link.cause)}
    names = {e.id: f"e{n}" for n, e in enumerate(e for e in told.events if e.id in linked)}
    lines = ["flowchart LR", f"  %% {len(told.events) - len(names)} acts without a link are left out"]
    for event in told.events:
        if event.id in names:
            label = f"{event.when or 'day not told'}: {event.label}"
            lines.append(f'  {names[event.id]}["{_safe(label)}"]')
    for link in links:
        arrow = "-->" if link.basis is Basis.STATED else "-.->"
        denied = " - denied" if link.denied else ""
        lines.append(f'  {names[link.effect]} {arrow}|"{RELATION[link.kind]}{denied}"| {names[link.cause]}')
    hot = [str(n) for n, link in enumerate(links) if link.kind is Relation.RETALIATION_FOR and not link.denied]
    if hot:
        lines.append(f"  linkStyle {','.join(hot)} stroke:{ACCENT},stroke-width:3px")
    out.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def _safe(text: str) -> str:
    words = flat(text)
    words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return "".join(c if c.isalnum() or c in PLAIN else f"#{ord(c)};" for c in words)
