"""A trace as text that other tools draw. Hard: labels come from articles and must not break out of their quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.telling import RELATION, day_of
from kg.vocab import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import CausalLink, Event


def draw(events: Iterable[Event], links: Iterable[CausalLink], form: str) -> str:
    """Return Mermaid or Graphviz text; arrows run from the later act to the one it answered."""
    names = {event.id: f"e{n}" for n, event in enumerate(events_by_id(events))}
    labels = {event.id: f"{day_of(event)}: {event.label}" for event in events}
    if form == "dot":
        return _dot(names, labels, links)
    return _mermaid(names, labels, links)


def events_by_id(events: Iterable[Event]) -> list[Event]:
    """Return each event once, in the order given."""
    return list({event.id: event for event in events}.values())


def _mermaid(names: dict[str, str], labels: dict[str, str], links: Iterable[CausalLink]) -> str:
    lines = ["flowchart LR"]
    for identifier, name in names.items():
        safe = "".join(c if c.isalnum() or c in " .,:;-–—’'/→" else f"#{ord(c)};" for c in _flat(labels[identifier]))
        lines.append(f'  {name}["{safe}"]')
    for link in links:
        arrow = "-->" if link.basis is Basis.STATED else "-.->"
        lines.append(f"  {names[link.effect]} {arrow}|{RELATION[link.kind]}| {names[link.cause]}")
    return "\n".join(lines)


def _dot(names: dict[str, str], labels: dict[str, str], links: Iterable[CausalLink]) -> str:
    lines = ["digraph escalation {", "  rankdir=LR; node [shape=box];"]
    for identifier, name in names.items():
        safe = _flat(labels[identifier]).replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'  {name} [label="{safe}"];')
    for link in links:
        style = "solid" if link.basis is Basis.STATED else "dashed"
        lines.append(f'  {names[link.effect]} -> {names[link.cause]} [label="{RELATION[link.kind]}", style={style}];')
    return "\n".join([*lines, "}"])


def _flat(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
