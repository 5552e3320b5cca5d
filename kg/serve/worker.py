"""One process that answers queries, one at a time, until its input ends: run as a file, told jobs on standard input.

What is hard: nothing stops a query inside Oxigraph but the end of its process, so this one may be killed at any
moment and owns nothing. It imports nothing of `kg` and is there in milliseconds. A job and its answer are lines of
JSON; a body follows its line, or lies in a file where it is large. What an answer may weigh is kept here.
"""

from __future__ import annotations

import io
import json
import resource
import signal
import sys
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INLINE = 1 << 20
ROWS = {
    "application/sparql-results+json": (ox.QueryResultsFormat.JSON, b"}},{"),
    "application/sparql-results+xml": (ox.QueryResultsFormat.XML, b"<result>"),
    "text/csv": (ox.QueryResultsFormat.CSV, b"\r\n"),
    "text/tab-separated-values": (ox.QueryResultsFormat.TSV, b"\n"),
}
Job = dict[str, Any]


class TooLarge(Exception):
    """The answer passes a limit, named in the message."""


class Sink(io.BytesIO):
    """Takes what is written, counts bytes and rows, and stops at a limit; large bodies go to a file."""

    def __init__(self, job: Job, mark: bytes) -> None:
        super().__init__()
        self.job, self.mark = job, mark
        self.size = self.rows = 0
        self.tail = b""
        self.file: Any = None
        self.over = ""

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Tell a limit that was passed from a disk that failed."""
        try:
            yield
        except OSError:
            if self.over:
                raise TooLarge(self.over) from None
            raise

    def write(self, piece: Any) -> int:
        """Take a piece."""
        piece = bytes(piece)
        self.size += len(piece)
        window = self.tail + piece
        self.rows += window.count(self.mark) if self.mark else 0
        self.tail = window[-len(self.mark) + 1 :] if len(self.mark) > 1 else b""
        if self.size > self.job["max_bytes"]:
            self.over = f"{self.job['max_bytes']:,} bytes"
        if self.rows > self.job["max_rows"] + 1:
            self.over = f"{self.job['max_rows']:,} rows"
        if self.over:
            raise OSError(self.over)
        if self.file is None and self.size > INLINE:
            self.file = Path(self.job["out"]).open("wb")  # noqa: SIM115 - closed by `end`
            self.file.write(self.getvalue())
            self.truncate(0)
        if self.file is None:
            super().write(piece)
        else:
            self.file.write(piece)
        return len(piece)

    def end(self) -> bytes:
        """Return the body, or nothing where it lies in the file."""
        if self.file is None:
            return self.getvalue()
        self.file.close()
        return b""


Told = tuple[dict[str, Any], Sink | None]


def answer(store: ox.Store, job: Job) -> Told:
    """Return what to tell, and the sink that holds the body."""
    if job["do"] == "open":
        return {}, None
    if job["do"] == "graph":
        return _graph(store, job)
    given = bool(job["default"] or job["named"])
    found = store.query(
        job["query"],
        base_iri=job["base"],
        prefixes=job["prefixes"],
        use_default_graph_as_union=not given,
        default_graph=[ox.NamedNode(g) for g in job["default"]] if given else None,
        named_graphs=[ox.NamedNode(g) for g in job["named"]] if given else None,
    )
    if isinstance(found, ox.QueryTriples):
        return _triples(found, job)
    if job["row_form"] is None:
        return {"unacceptable": "rows"}, None
    if isinstance(found, ox.QueryBoolean):
        return _boolean(found, job)
    return _rows(found, job) if job["cut"] is None else _cut(found, job)


def _graph(store: ox.Store, job: Job) -> Told:
    name = ox.NamedNode(job["graph"]) if job["graph"] else ox.DefaultGraph()
    quads = store.quads_for_pattern(None, None, None, name)
    first = next(quads, None)
    if first is None:
        return ({"missing": True}, None) if job["graph"] else _triples((), job)
    return _triples((quad.triple for quad in chain((first,), quads)), job)


def _boolean(found: ox.QueryBoolean, job: Job) -> Told:
    sink = Sink(job, b"")
    if job["row_form"].startswith("text/"):
        sink.write(b"true" if found else b"false")
    else:
        found.serialize(sink, ROWS[job["row_form"]][0])
    return {"media": job["row_form"]}, sink


def _rows(found: ox.QuerySolutions, job: Job) -> Told:
    form, mark = ROWS[job["row_form"]]
    sink = Sink(job, mark)
    with sink.kept():
        found.serialize(sink, form)
    return {"media": job["row_form"]}, sink


def _triples(triples: Iterable[ox.Triple], job: Job) -> Told:
    media = job["graph_form"]
    if media is None:
        return {"unacceptable": "triples"}, None
    form = ox.RdfFormat.from_media_type(media)
    sink = Sink(job, b"")
    most = job["cut"] if job["cut"] is not None else job["max_rows"]
    flow = iter(triples)
    first = next(flow, None)
    empty = first is None
    flow = flow if first is None else chain((first,), flow)
    try:
        ox.serialize(
            islice(flow, most), sink, form, prefixes=job["prefixes"] if form != ox.RdfFormat.N_TRIPLES else None
        )
    except OSError:
        if sink.over:
            raise TooLarge(sink.over) from None
        raise
    more = next(flow, None) is not None
    if more and job["cut"] is None:
        raise TooLarge(f"{most:,} triples")
    return {"media": media, "cut": more, "empty": empty}, sink


def _cut(found: ox.QuerySolutions, job: Job) -> Told:
    """Tell the first rows as JSON, and whether there are more."""
    names = [variable.value for variable in found.variables]
    flow = iter(found)
    rows = [
        {name: _term(value) for name, value in zip(names, row, strict=True) if value is not None}
        for row in islice(flow, job["cut"])
    ]
    more = next(flow, None) is not None
    sink = Sink(job, b"")
    body = json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}, ensure_ascii=False)
    with sink.kept():
        sink.write(body.encode())
    return {"media": "application/sparql-results+json", "cut": more}, sink


def _term(value: Any) -> dict[str, Any]:
    """Return a term as SPARQL 1.1 Query Results JSON has it (and triple terms as SPARQL 1.2 does)."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, ox.Triple):
        parts = {"subject": value.subject, "predicate": value.predicate, "object": value.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    told = {"type": "literal", "value": value.value}
    if value.language:
        return {**told, "xml:lang": value.language}
    plain = value.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return told if plain else {**told, "datatype": value.datatype.value}


def attempt(store: ox.Store, job: Job) -> tuple[dict[str, Any], bytes]:
    """Answer a job; what goes wrong is told, not raised."""
    try:
        told, sink = answer(store, job)
        body = sink.end() if sink else b""
    except SyntaxError as error:
        return {"wrong": "syntax", "detail": str(error)}, b""
    except TooLarge as error:
        return {"wrong": "large", "detail": str(error)}, b""
    except MemoryError:
        return {"wrong": "memory", "detail": ""}, b""
    except (ValueError, OSError, RuntimeError, TypeError) as error:
        return {"wrong": "evaluation", "detail": str(error)}, b""
    told["file"] = bool(sink and sink.file)
    told["size"] = len(body)
    return told, body


def confine(memory: int) -> None:
    """Let this process take so much more address space than an open data set takes by itself, and no more."""
    statm = Path("/proc/self/statm")
    taken = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (taken + memory, resource.RLIM_INFINITY))


def bind() -> None:
    """Make this process deaf to the terminal's Ctrl-C, and gone when its parent is."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only where there is such a call

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def main() -> None:
    """Answer jobs until there are no more."""
    bind()
    memory = int(sys.argv[1])
    folder, store = "", ox.Store()
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        job = json.loads(line)
        if job["folder"] != folder:
            del store
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            store, folder = ox.Store.read_only(job["folder"]), job["folder"]
            confine(memory)
        told, body = attempt(store, job)
        out.write(json.dumps(told).encode() + b"\n" + body)
        out.flush()


if __name__ == "__main__":
    main()
