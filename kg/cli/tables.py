"""Rows in a terminal. Hard: ten columns in eighty characters; then each row is a block, and no id is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
READABLE = 24
"""Characters that running text may be wrapped to beside other columns."""
LONG_NUMBER = re.compile(r"^(-?\d+\.\d{3})\d+$")
SPOKEN = {"effect": "answer", "cause": "act answered"}


def print_rows(columns: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """Print rows as a table where there is room, else a block for each."""
    from kg.cli.render import console, escape, put

    out = console()
    if not rows:
        out.print("[dim]No rows.[/]")
        return
    cells = [[_cell(value) for value in row.values()] for row in rows]
    names = headings(columns)
    if sum(map(_least, zip(names, *cells, strict=True))) + GAP * (len(names) - 1) <= out.width:
        _table(names, cells)
        return
    wide = max(map(len, names))
    for number, row in enumerate(cells):
        if number:
            out.print()
        for name, cell in zip(names, row, strict=True):
            if cell:
                put(out, escape(cell), f"[dim]{name:<{wide}}[/]  ")


def _cell(value: Any) -> str:
    return "" if value is None else LONG_NUMBER.sub(r"\1", str(value))


def headings(columns: Sequence[str]) -> list[str]:
    """Return the names of columns as one says them: of `act` and `actLabel` the first is the id."""
    told = []
    for column in columns:
        thing = "event" if column == "label" else column.removesuffix("Label")
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", SPOKEN.get(thing, thing)).lower()
        has_label = f"{column}Label" in columns or (column == "event" and "label" in columns)
        told.append(f"{words} id" if has_label else words)
    return told


def _least(column: Sequence[str]) -> int:
    """Return the least width of a column: running text wraps, a word does not."""
    words = max(len(word) for cell in column for word in (cell.split() or [""]))
    return max(words, min(READABLE, max(map(len, column))))


def _table(names: list[str], rows: list[list[str]]) -> None:
    from rich.table import Table

    from kg.cli.render import console, escape

    out = console()
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False)
    for column in zip(names, *rows, strict=True):
        table.add_column(column[0], min_width=_least(column), overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    with out.capture() as printed:
        out.print(table)
    for line in printed.get().splitlines():
        print(line.rstrip())
