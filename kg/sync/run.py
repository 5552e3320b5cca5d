"""One sync: from the revision that the database holds to the ledger's.

What is hard: being cut off. Nothing tells the database that it is further than it is: the revision is written last, and
what went before can be done again. Nodes and relationships that are not ours are never looked at.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from kg.errors import ServiceError
from kg.graph.changed import changed
from kg.sync.server import batches
from kg.sync.steps import MENTIONED, TIES, steps
from kg.sync.verify import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from kg.graph.ledger import Ledger
    from kg.sync.rows import Row
    from kg.sync.server import Server
    from kg.sync.verify import Difference

    Progress = Callable[[str, int], None]

TIED = frozenset((*TIES, *MENTIONED, "ORGAN_OF"))


@dataclass(frozen=True, slots=True)
class State:
    """What a database says of itself: the store it follows, the revision it holds, with mentions or without."""

    identity: str
    revision: int
    mentions: bool


@dataclass(slots=True)
class Report:
    """What a sync did: rows by statement, things changed in the database, and the revisions."""

    since: int
    revision: int
    rows: dict[str, int] = field(default_factory=dict)
    written: int = 0

    @property
    def sent(self) -> int:
        """Rows sent in all."""
        return sum(self.rows.values())


def state(server: Server) -> State | None:
    """Return what the database says of itself, None for one that was never synced."""
    for row in server.read("read-state"):
        return State(row["identity"], row["revision"], row["mentions"])
    return None


def sync(
    ledger: Ledger,
    server: Server,
    *,
    full: bool = False,
    prune: bool = False,
    mentions: bool | None = None,
    dry_run: bool = False,
    progress: Progress = lambda _name, _rows: None,
) -> Report:
    """Bring the database to the ledger's revision.

    `full` writes all again, `prune` takes out what is of our kind but not in the ledger, `mentions` adds the mentions
    or takes them out (None: as it is), `dry_run` only counts. `progress` hears of each batch: its statement and rows.

    Raises:
        ServiceError: the database follows another store, or is ahead of this one, or the server refuses.
    """
    known = state(server)
    if not full:
        _fits(known, ledger)
    wanted = mentions if mentions is not None else bool(known and known.mentions)
    more = wanted and not (known and known.mentions)
    since = 0 if full or known is None or more else known.revision
    with changed(ledger, since) as changes:
        report = Report(since, changes.revision)
        if not dry_run:
            server.prepare()
        writer = Writer(server, report, dry_run, progress)
        if prune:
            writer.prune(differences(changes.all(), server, mentions=wanted))
        if known and known.mentions and not wanted:
            writer.write("remove-mention", [row["row"] for row in server.read("read-mention")])
        if since != changes.revision or since == 0:
            for step in steps(changes, mentions=wanted):
                writer.write(step.statement, step.rows)
        reached = State(changes.identity, changes.revision, wanted)
    if not dry_run and known != reached:
        report.written += server.write("state", [{"id": "ledger", **asdict(reached)}])
    return report


def _fits(known: State | None, ledger: Ledger) -> None:
    if known is None:
        return
    if known.identity != ledger.identity:
        do = "name another --database, or take it over with --full --prune"
        raise ServiceError("the database follows another store", do=do)
    if known.revision > ledger.revision:
        raise ServiceError(
            f"the database is at revision {known.revision}, the store only at {ledger.revision}",
            do="was the store restored from a copy? --full --prune makes the database like it",
        )


@dataclass(slots=True)
class Writer:
    """Sends rows in batches and keeps count."""

    server: Server
    report: Report
    dry_run: bool
    progress: Progress

    def write(self, name: str, rows: Iterable[Row]) -> None:
        """Run a statement on all rows, batch by batch, each its own transaction.

        The next batch is made while the server works on the one before; it is sent when that one is done.
        """
        with ThreadPoolExecutor(1) as hand:
            sent: Future[int] | None = None
            for batch in batches(rows):
                self.report.written += sent.result() if sent else 0
                sent = None if self.dry_run else hand.submit(self.server.write, name, batch)
                self.report.rows[name] = self.report.rows.get(name, 0) + len(batch)
                self.progress(name, len(batch))
            self.report.written += sent.result() if sent else 0

    def prune(self, found: Iterable[Difference]) -> None:
        """Take out what is of our kind but not in the ledger."""
        for one in found:
            if one.kind in TIED:
                self.write("remove-tie", ({**row, "type": one.kind} for row in one.extra))
            else:
                self.write(f"remove-{one.kind}", ({"id": row["id"]} for row in one.extra))
