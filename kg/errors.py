"""The family of errors. What is hard: each must say what, where and what to do in one line.

KgError                exit 3   could not be done
├── InputError         exit 1   the data is wrong (a file, a line, a row)
│   └── Fault          exit 1   this package failed on a text that it should have read
├── AskedWrongly       exit 2   an option or a name that does not fit
├── StoreError         exit 3   the store cannot be opened, written or understood
├── MissingPart        exit 3   an extra or a model is not installed
├── QueryError         exit 2   a query that cannot be read
│   └── QueryTimeout   exit 3   a query that took too long and was ended
└── ServiceError       exit 3   a server elsewhere refused or went away
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of this package; `str()` is one line for a person."""

    exit_code = 3

    def __init__(self, what: str, *, where: str | None = None, do: str | None = None) -> None:
        """`what` went wrong, `where` (file, line, store), and what the person can `do`."""
        self.what, self.where, self.do = what, where, do
        line = f"{where}: {what}" if where else what
        super().__init__(" ".join((f"{line}; {do}" if do else line).split()))


class InputError(KgError):
    """The data given cannot be read; nothing of it was stored."""

    exit_code = 1


class Fault(InputError):
    """A text that could not be read through a fault of this package; nothing of it was stored, the others are read."""


class AskedWrongly(KgError):
    """A name or an option that does not fit; says what would."""

    exit_code = 2


class StoreError(KgError):
    """The store cannot be opened, written or understood."""


class MissingPart(KgError):
    """An optional library or a language model is not installed."""


class QueryError(KgError):
    """A query that cannot be parsed or lacks a parameter."""

    exit_code = 2


class QueryTimeout(QueryError):
    """A query ran past its time and was ended."""

    exit_code = 3


class ServiceError(KgError):
    """A server elsewhere (Neo4j, SPARQL) refused, or could not be reached."""
