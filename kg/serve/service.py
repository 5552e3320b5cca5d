"""What the parts of one server share, and how a worker is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.graph.rdf_terms import PREFIXES
from kg.serve.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.serve.accept import Form
    from kg.serve.editions import Edition, Editions
    from kg.serve.pool import Pool
    from kg.serve.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """The settings, the data, the workers that answer from them, and the answers kept."""

    settings: Settings
    editions: Editions
    pool: Pool
    views: tuple[tuple[str, str], ...] = ()
    shelf: Shelf = field(default_factory=Shelf)


def question(
    edition: Edition,
    text: str,
    *,
    base: str | None = None,
    default: Sequence[str] = (),
    named: Sequence[str] = (),
    rows: Form | None = None,
    graph: Form | None = None,
    cut: int | None = None,
    prefixes: Mapping[str, str] = PREFIXES,
) -> dict[str, Any]:
    """Return the job for a query: over these graphs or all, in the form for rows or for triples, at most `cut`."""
    return {
        "do": "query",
        "folder": str(edition.folder),
        "query": text,
        "base": base,
        "default": list(default),
        "named": list(named),
        "row_form": rows.media if rows else None,
        "graph_form": graph.media if graph else None,
        "cut": cut,
        "prefixes": dict(prefixes),
    }


def whole(edition: Edition, name: str, form: Form) -> dict[str, Any]:
    """Return the job for all triples of a graph; "" is the default graph."""
    told = {"do": "graph", "folder": str(edition.folder), "graph": name, "graph_form": form.media}
    return {**told, "cut": None, "prefixes": PREFIXES}
