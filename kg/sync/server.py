"""The door to a Neo4j: opening it, running statements by name, and what its errors mean for a person.

What is hard: failing in one line. The driver retries what may pass and says what did not in a dozen ways; each way is
turned here into what happened and what to do. A statement is a file of this folder, never a string made up: whatever
an article says reaches the server as a parameter.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg import extras
from kg.errors import AskedWrongly, KgError, QueryError, QueryTimeout, ServiceError

try:
    import neo4j
    from neo4j import exceptions as wrong
except ImportError as error:  # pragma: no cover - told by `kg doctor`
    raise extras.missing("neo4j", "the Neo4j driver is not installed") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from kg.sync.rows import Row

STATEMENTS = Path(__file__).with_name("statements")
OLDEST = (5, 26)
ADDRESS = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://[^/]")
PATIENCE = 8.0
"""Seconds to reach a server, and for which what may pass is tried again."""
BATCH, WEIGHT = 5_000, 4_000_000
"""Rows a transaction takes at most, and characters of text: the server holds all of them at once."""


@cache
def statement(name: str) -> str:
    """Return the text of a statement."""
    return (STATEMENTS / f"{name}.cypher").read_text(encoding="utf-8")


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Cut rows into batches by number and by length of text."""
    batch: list[Row] = []
    weight = 0
    for row in rows:
        batch.append(row)
        weight += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(batch) >= BATCH or weight >= WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


class Server:
    """A database of a Neo4j server. Use it as a context manager."""

    def __init__(self, uri: str, user: str, password: str | None, database: str | None) -> None:
        """Say where and as whom; nothing is done before `__enter__`."""
        if not ADDRESS.match(uri):
            do = "write it as bolt://HOST:7687, neo4j://HOST, or neo4j+s://HOST for encryption"
            raise AskedWrongly(f"{uri!r} is no address of a Neo4j", do=do)
        self.uri, self.database = uri, database
        auth = None if password is None else (user, password)
        with self._told():
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=auth,
                connection_timeout=PATIENCE,
                connection_acquisition_timeout=PATIENCE,
                max_transaction_retry_time=PATIENCE,
                notifications_min_severity="OFF",
            )

    def __enter__(self) -> Self:
        """Look whether somebody answers, lets us in, and is not too old.

        Raises:
            ServiceError: none of it is so; says which, and what to do.
        """
        try:
            with self._told():
                self._driver.verify_connectivity()
                agent = self._driver.get_server_info().agent
            self._check(agent)
        except KgError:
            self._driver.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._driver.close()

    def _check(self, agent: str) -> None:
        found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if found and (int(found[1]), int(found[2])) < OLDEST:
            least = ".".join(map(str, OLDEST))
            raise ServiceError(f"{agent} is too old", where=self.uri, do=f"kg needs Neo4j {least} or newer")

    def write(self, name: str, rows: list[Row]) -> int:
        """Run a statement with a batch of rows in one transaction; return how many things it changed.

        Raises:
            ServiceError: the server refused, or went away.
        """

        def work(transaction: neo4j.ManagedTransaction) -> int:
            told = transaction.run(statement(name), rows=rows).consume().counters
            created = told.nodes_created + told.relationships_created
            return created + told.nodes_deleted + told.relationships_deleted + told.properties_set + told.labels_added

        with self._told(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def prepare(self) -> None:
        """Make constraints and indexes, those that are missing."""
        plain = re.sub(r"^//.*$", "", statement("schema"), flags=re.MULTILINE)
        with self._told(), self._session(neo4j.WRITE_ACCESS) as session:
            for one in plain.split(";"):
                if one.strip():
                    session.run(one).consume()

    def read(self, name: str) -> Iterator[Row]:
        """Yield the rows that a statement of ours finds."""
        with self._told(), self._session(neo4j.READ_ACCESS) as session:
            for record in session.run(statement(name)):
                yield dict(record)

    def ask(self, text: str, values: Row, most: int, timeout: float) -> tuple[list[str], list[Row]]:
        """Return the columns and the first rows of somebody's query, run with read access only.

        Raises:
            QueryError: it cannot be read, or would write.
            QueryTimeout: it ran past its time and the server ended it.
        """
        query = neo4j.Query(text, timeout=timeout)
        with self._told(), self._session(neo4j.READ_ACCESS) as session:
            found = session.run(query, values)
            return list(found.keys()), [dict(record) for record in found.fetch(most)]

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=access)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the driver says into one line of ours."""
        try:
            yield
        except wrong.Neo4jError as error:
            raise _meaning(error, self.uri, self.database) from error
        except (wrong.ServiceUnavailable, wrong.SessionExpired, wrong.IncompleteCommit) as error:
            raise _lost(error, self.uri) from error
        except wrong.ConfigurationError as error:
            raise AskedWrongly(f"the driver says: {error}", where=self.uri, do="look at --uri") from error
        except wrong.DriverError as error:
            raise ServiceError(f"the driver says: {error}", where=self.uri) from error
        except OSError as error:
            raise ServiceError(error.strerror or str(error), where=self.uri) from error


MEANINGS = {
    "Neo.ClientError.Security.Unauthorized": (
        "the user or the password is wrong",
        "look at --user and --password-from",
    ),
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "too many wrong passwords",
        "wait a few seconds, then try again",
    ),
    "Neo.ClientError.Security.CredentialsExpired": ("the password must be changed first", "log in once in the Browser"),
    "Neo.ClientError.Security.Forbidden": (
        "this user has no right to do it",
        "take a user who may write, or ask for it",
    ),
    "Neo.ClientError.Database.DatabaseNotFound": ("there is no database of that name", "look at --database"),
    "Neo.ClientError.General.WriteOnReadOnlyAccessMode": ("the database takes no writes now", "take one that does"),
    "Neo.ClientError.Cluster.NotALeader": ("this member of the cluster takes no writes", "use a neo4j:// address"),
    "Neo.ClientError.Schema.ConstraintValidationFailed": (
        "nodes of somebody else bear ids of ours",
        "sync to a database of its own",
    ),
    "Neo.ClientError.Schema.ConstraintCreationFailed": (
        "nodes in the database share an id",
        "sync to a database of its own",
    ),
    "Neo.TransientError.General.OutOfMemoryError": (
        "the server has no memory left",
        "give it more heap, then run it again",
    ),
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (
        "the server has no memory left for the transaction",
        "raise dbms.memory.transaction.total.max there, then run it again",
    ),
    "Neo.TransientError.General.DatabaseUnavailable": ("the database is not available", "start it, then run it again"),
}


def _meaning(error: wrong.Neo4jError, uri: str, database: str | None) -> KgError:
    code = error.code or ""
    if code.startswith("Neo.ClientError.Statement.AccessMode"):
        return QueryError("the query would write; it is run for reading only", do="take the writing part out")
    if code.startswith("Neo.ClientError.Statement"):
        return QueryError((error.message or code).splitlines()[0])
    if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
        return QueryTimeout("the query ran past its time", do="raise --timeout, or ask for less")
    where = f"{uri}, database {database}" if database else uri
    if code in MEANINGS:
        what, do = MEANINGS[code]
        return ServiceError(what, where=where, do=do)
    return ServiceError(f"{code}: {error.message}", where=where, do="run it again; what is done already stays")


def _lost(error: Exception, uri: str) -> ServiceError:
    said = str(error)
    if "handshake" in said or "SSL" in said or "encrypt" in said.lower():
        do = "if the server wants encryption, use neo4j+s:// or bolt+s:// (+ssc for a certificate of its own)"
        return ServiceError("a server is there but does not speak with us", where=uri, do=do)
    if isinstance(error, wrong.SessionExpired | wrong.IncompleteCommit) or "defunct" in said:
        return ServiceError("the connection broke off", where=uri, do="run it again: it takes up where it was")
    return ServiceError("no Neo4j answers here", where=uri, do="start it, or look at --uri")
