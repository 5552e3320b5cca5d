"""The world comes in: files, folders and standard input → `Document`s.

What is hard: one bad line among thousands must be told with its number while the others go in, and nothing is
"cleaned": the text stays as it was read, since every quote counts from its first character.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError
from kg.model import Document
from kg.read import pages, rows
from kg.read.decoding import decode
from kg.read.lines import label
from kg.read.published import from_text
from kg.vocab import LineLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

STDIN = "-"
SUFFIXES = (".txt", ".html", ".htm", ".jsonl")
LARGEST = 32 * 1024 * 1024
"""Bytes of one article, or of one line of .jsonl; ten megabytes are read, fifty are refused."""
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of an article beside its text."""

    origin: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None


def read(
    source: str | Path,
    *,
    published: date | None = None,
    outlet: str | None = None,
    problems: Callable[[InputError], None] | None = None,
) -> Iterator[Document]:
    """Yield the articles of a file, a folder (its .txt, .html, .jsonl, sorted by name), or "-" for standard input.

    Metadata gives the day, else the article's own dateline, else `published`; `outlet` is that of articles that
    name none. What cannot be read is handed to `problems`, one `InputError` each, and the rest goes in; without
    `problems` the first one is raised.

    Raises:
        InputError: nothing can be read there (only without `problems`).
        MissingPart: a .html file, and `trafilatura` is not installed.
    """
    for item in _items(str(source), published):
        if isinstance(item, Document):
            yield item if item.source or not outlet else _from(item, outlet)
        elif problems is None:
            raise item
        else:
            problems(item)


Item = Document | InputError


def _from(document: Document, outlet: str) -> Document:
    """Return a document as one of an outlet."""
    me = Document.identify(document.text, document.url, outlet, document.published)
    return replace(document, id=me, source=outlet)


def _items(source: str, published: date | None) -> Iterator[Item]:
    """Yield documents, and errors where there would be one."""
    if source == STDIN:
        yield from _stream(sys.stdin.buffer, published)
        return
    path = Path(source)
    try:
        if path.is_dir():
            yield from _folder(path, published)
        elif path.suffix.lower() == ".jsonl":
            with path.open("rb") as file:
                yield from _rows(iter(lambda: file.readline(LARGEST + 1), b""), _origin(path), published, source)
        else:
            yield _file(path, published)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(error.strerror or "cannot be read", where=source, do="check the name and who may read it")


def _origin(path: Path) -> str:
    """Return "<folder>/<file>", which is the same wherever the folder lies."""
    whole = path.resolve()
    return f"{whole.parent.name}/{whole.name}"


def _folder(path: Path, published: date | None) -> Iterator[Item]:
    files = _inside(path)
    if not files:
        raise InputError("no articles in this folder", where=str(path), do=f"put {', '.join(SUFFIXES)} files there")
    for file in files:
        yield from _items(str(file), published)


def _inside(folder: Path) -> list[Path]:
    return sorted(
        p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not p.name.startswith(".")
    )


def count(source: str) -> int | None:
    """Return how many articles there are, without reading them; None where only reading tells."""
    path = Path(source)
    files = _inside(path) if path.is_dir() else [path]
    told = source != STDIN and all(file.suffix.lower() != ".jsonl" for file in files)
    return len(files) if told else None


def _file(path: Path, published: date | None) -> Document:
    """Read one .txt or .html file."""
    if path.stat().st_size > LARGEST:
        raise _too_large(path.stat().st_size, str(path))
    raw = path.read_bytes()
    if path.suffix.lower() in {".html", ".htm"}:
        return _page(raw, str(path), _origin(path), published)
    return _document(decode(raw, str(path)), _Given(_origin(path)), published, str(path))


def _too_large(size: int, where: str) -> InputError:
    what = f"{size / 1e6:,.0f} MB is too much for one article (at most {LARGEST / 1e6:,.0f} MB)"
    return InputError(what, where=where, do="split it into articles")


def _page(raw: bytes, where: str, origin: str, published: date | None) -> Document:
    if not raw.strip() or b"\0" in raw:
        decode(raw, where)
    page = pages.read_page(raw, where)
    given = _Given(page.url or origin, page.title, page.url, page.source, page.published)
    return _document(page.text, given, published, where)


def _stream(stream: BinaryIO, published: date | None) -> Iterator[Item]:
    """Read standard input: rows, a page, or plain text, told by how it opens."""
    where = "standard input"
    first = stream.readline(LARGEST + 1)
    while first and not first.strip():
        first = stream.readline(LARGEST + 1)
    if rows.is_row(first):
        yield from _rows(chain([first], iter(lambda: stream.readline(LARGEST + 1), b"")), STDIN, published)
        return
    try:
        raw = first + stream.read(LARGEST + 1 - len(first))
        if len(raw) > LARGEST:
            raise _too_large(len(raw), where)
        if raw[:200].lstrip().lower().startswith(_PAGE_STARTS):
            yield _page(raw, where, STDIN, published)
        else:
            yield _document(decode(raw, where), _Given(STDIN), published, where)
    except InputError as error:
        yield error


def _rows(lines: Iterator[bytes], origin: str, published: date | None, where: str | None = None) -> Iterator[Item]:
    """Read rows of JSON, one article each; a broken one is told by its line."""
    empty = True
    for number, line in rows.numbered(lines, LARGEST):
        place = f"{where or 'standard input'}, line {number}"
        try:
            row = rows.parse(line, place, LARGEST)
            given = _Given(row.url or f"{origin}#{number}", row.title, row.url, row.source, row.published)
            yield _document(row.text, given, published, place)
        except InputError as error:
            yield error
        empty = False
    if empty:
        yield InputError("the file is empty", where=where or "standard input", do="give one JSON object a line")


def _document(text: str, given: _Given, published: date | None, where: str) -> Document:
    """Label the lines, settle title and day, and make the document."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        what = f"half a character (a lone surrogate) at position {error.start}"
        raise InputError(what, where=where, do="write the text again as UTF-8") from error
    lines = label(text, given.title)
    title = given.title or next((text[x.start : x.end].strip() for x in lines if x.label is LineLabel.TITLE), None)
    day = given.published or from_text(text) or published
    return Document(
        id=Document.identify(text, given.url, given.source, day),
        origin=given.origin,
        text=text,
        lines=lines,
        title=title,
        url=given.url,
        source=given.source,
        published=day,
    )
