"""Many articles into one store.

What is hard: two cores are busy only if whole articles travel, not parses; results must come back in
order, so that one process or eight give the same store; and Ctrl-C must leave what was stored, stored.
"""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING

from kg.extract import load
from kg.graph.ledger import Ledger
from kg.model import Document, Graph
from kg.pipeline import attempt
from kg.read.articles import read
from kg.read.hints import Hints
from kg.resolve import across

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from kg.errors import Fault, InputError
    from kg.extract import Reader

AHEAD = 4
FEW = 12
"""Fewer articles than this are read sooner than a second process has started."""
_reader: Reader | None = None


@dataclass(slots=True)
class Built:
    """What a build did: counts of documents, the ids of those it stored, and what to know of them."""

    stored: list[str] = field(default_factory=list)
    unchanged: int = 0
    replaced: int = 0
    interrupted: bool = False
    hints: list[str] = field(default_factory=list)


def _start(model: str | None, lexicon: Path | None) -> None:
    global _reader  # noqa: PLW0603 - one reader a worker process, loaded once
    _reader = load(model, lexicon=lexicon)


def _read_one(document: Document) -> Graph | Fault:
    if _reader is None:
        raise RuntimeError("a worker reads only after _start")
    return attempt(document, _reader)


def readings(
    documents: Iterable[Document], *, model: str | None = None, lexicon: Path | None = None, workers: int = 1
) -> Iterator[Graph | Fault]:
    """Yield the local graph of each document, or what failed, in the order given."""
    flow = iter(documents)
    few = list(islice(flow, FEW))
    if workers <= 1 or len(few) < FEW:
        reader = None
        for document in chain(few, flow):
            reader = reader or load(model, lexicon=lexicon)
            yield attempt(document, reader)
        return
    with _pool(model, lexicon, workers) as pool:
        waiting: deque[Future[Graph | Fault]] = deque()
        for document in chain(few, flow):
            with _held_back():
                waiting.append(pool.submit(_read_one, document))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold Ctrl-C back while a process may start: it inherits that; a pool cut off there would wait without end."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _pool(model: str | None, lexicon: Path | None, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Open a pool of readers; they own nothing, so whoever leaves early ends them at once."""
    others = set(active_children())
    with (
        ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_start, initargs=(model, lexicon)
        ) as pool,
        ExitStack() as cut_off,
    ):
        cut_off.callback(_end, others)
        yield pool
        cut_off.pop_all()


def _end(others: set[BaseProcess]) -> None:
    for child in set(active_children()) - others:
        child.kill()


def build(
    sources: Iterable[str],
    store: Path,
    *,
    published: date | None = None,
    outlet: str | None = None,
    model: str | None = None,
    lexicon: Path | None = None,
    workers: int = 1,
    tell: Callable[[str], None] = lambda _: None,
    problem: Callable[[InputError], None] | None = None,
) -> Built:
    """Read articles into a store, each in one transaction; `tell` hears of each once it is stored.

    What cannot be read is handed to `problem` (or raised). Ctrl-C ends it with what is stored so far, told in `Built`.

    Raises:
        StoreError: the store cannot be made or written.
        MissingPart: the language model is not there.
    """
    done, hints = Built(), Hints(published)
    documents = _documents(sources, published, outlet, problem)
    first = next(documents, None)
    if first is None:
        return done
    with Ledger.open(store, create=True) as ledger:
        dated = (_dated(ledger, document, hints) for document in chain((first,), documents))
        try:
            for graph in readings(dated, model=model, lexicon=lexicon, workers=workers):
                if isinstance(graph, Graph):
                    _store(ledger, graph, done, tell)
                elif problem is None:
                    raise graph
                else:
                    problem(graph)
        except KeyboardInterrupt:
            done.interrupted = True
    done.hints += hints.lines()
    return done


def _documents(
    sources: Iterable[str],
    published: date | None,
    outlet: str | None,
    problem: Callable[[InputError], None] | None,
) -> Iterator[Document]:
    for source in sources:
        yield from read(source, published=published, outlet=outlet, problems=problem)


def _dated(ledger: Ledger, document: Document, hints: Hints) -> Document:
    """Give a text without a day the one that it was stored with before."""
    same = () if document.published else ledger.documents(document.origin)
    day = next((d.published for d in same if d.published and d.text == document.text), None)
    if day:
        name = Document.identify(document.text, document.url, document.source, day)
        document = replace(document, id=name, published=day)
    hints.see(document, kept=day is not None)
    return document


def _store(ledger: Ledger, graph: Graph, done: Built, tell: Callable[[str], None]) -> None:
    known = ledger.has(graph.documents[0].id)
    stored = ledger.store(graph, across)
    if stored.changed:
        done.stored.append(stored.document)
        done.replaced += known or bool(stored.replaced)
    else:
        done.unchanged += 1
    tell(f"stored {stored.document} {graph.documents[0].origin}")


def forget(store: Path, document: str) -> Document:
    """Take one document out of a store, named by its id or the start of it, and return it."""
    with Ledger.open(store) as ledger:
        return ledger.forget(document, across)
