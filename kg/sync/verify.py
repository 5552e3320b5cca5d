"""Does the database hold exactly what the ledger does? Counts and a digest for each label and type, then names.

What is hard: millions of things in little memory. Each thing's digest is summed up, whatever the order they come in;
only where the sums differ are both sides read again and compared one by one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.sync.steps import steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.changed import Changed
    from kg.sync.rows import Row
    from kg.sync.server import Server

SIZE = 1 << 128


@dataclass(frozen=True, slots=True)
class Sum:
    """How many things, and the sum of their digests."""

    count: int
    digest: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A label or type: what the ledger and the database hold of it."""

    kind: str
    ledger: Sum
    database: Sum

    @property
    def equal(self) -> bool:
        """Whether both hold the same."""
        return self.ledger == self.database


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in a label or type: ids that the database lacks or has otherwise, and rows only it has."""

    kind: str
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[Row, ...]


def compare(everything: Changed, server: Server, *, mentions: bool) -> Iterator[Compared]:
    """Yield for each label and type what both sides hold; `everything` is the ledger from revision 0."""
    for step in steps(everything, mentions=mentions):
        database = (found["row"] for found in server.read(f"read-{step.statement}"))
        yield Compared(step.statement, _summed(step.rows), _summed(database))


def differences(everything: Changed, server: Server, *, mentions: bool) -> Iterator[Difference]:
    """Yield what differs, label by label and type by type."""
    unequal = {one.kind for one in compare(everything, server, mentions=mentions) if not one.equal}
    for step in steps(everything, mentions=mentions):
        if step.statement in unequal:
            yield _between(step.statement, step.rows, server)


def _between(kind: str, rows: Iterable[Row], server: Server) -> Difference:
    wanted = {name(row): mark(row) for row in rows}
    seen: set[str] = set()
    changed: list[str] = []
    extra: list[Row] = []
    for found in server.read(f"read-{kind}"):
        row = found["row"]
        me = name(row)
        if me not in wanted or me in seen:
            extra.append(row)
        elif wanted[me] != mark(row):
            changed.append(me)
        seen.add(me)
    return Difference(kind, tuple(sorted(wanted.keys() - seen)), tuple(sorted(changed)), tuple(extra))


def name(row: Row) -> str:
    """Return what a row is known by: its id, or its two ends."""
    return str(row["id"]) if "id" in row else f"{row['from']} → {row['to']}"


def mark(row: Row) -> int:
    """Return the digest of a row; what is absent and what is None are the same."""
    said = {key: value for key, value in row.items() if value is not None}
    text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())


def _summed(rows: Iterable[Row]) -> Sum:
    count, total = 0, 0
    for row in rows:
        count, total = count + 1, (total + mark(row)) % SIZE
    return Sum(count, total)
