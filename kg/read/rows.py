"""Rows of JSON to articles: {"text": …, "title", "url", "source", "published"}.

What is hard: a file may hold millions of rows or one endless line, so it is read line by line with a limit, and an
error names its line, never the whole file.
"""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.read.decoding import decode
from kg.read.published import from_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a .jsonl file."""

    text: str
    title: str | None
    url: str | None
    source: str | None
    published: date | None


def is_row(line: bytes) -> bool:
    """Whether a line is a JSON object that holds a text."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "text" in found


def numbered(lines: Iterator[bytes], largest: int) -> Iterator[tuple[int, bytes]]:
    """Yield (number, line) of the lines that are not blank; a line cut at `largest` + 1 bytes keeps that length."""
    number, inside = 0, False
    for line in lines:
        number += not inside
        if not inside and line.strip():
            yield number, line
        inside = len(line) > largest and not line.endswith(b"\n")


def parse(line: bytes, where: str, largest: int) -> Row:
    """Return the article of a line of at most `largest` bytes.

    Raises:
        InputError: it is too long, no JSON object, without text, or a value is of the wrong kind.
    """
    if len(line) > largest:
        raise InputError(f"longer than {largest / 1e6:,.0f} MB", where=where, do="split it into articles")
    if line.startswith(_WIDE):
        raise InputError("rows must be UTF-8, this is UTF-16", where=where, do="save the file as UTF-8")
    try:
        found = json.loads(decode(line, where))
    except json.JSONDecodeError as error:
        raise InputError(
            f"no JSON ({error.msg} at column {error.colno})", where=where, do="mend or drop the line"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError("no JSON that can be read", where=where, do="mend or drop the line") from error
    if not isinstance(found, dict):
        raise InputError("not a JSON object", where=where, do='write {"text": "…", "published": "2024-10-20"}')
    text = _string(found, "text", where)
    if text is None or not text.strip() or "\0" in text:
        raise InputError('no "text" in the row', where=where, do='write {"text": "…", "published": "2024-10-20"}')
    title, url, source = (_string(found, key, where) for key in ("title", "url", "source"))
    return Row(text, title, url, source, _day(found, where))


def _string(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{key}" is not a string', where=where, do="put it in quotes, or leave it out")
    return value or None


def _day(row: dict[str, Any], where: str) -> date | None:
    words = _string(row, "published", where)
    day = from_metadata(words) if words else None
    if words and day is None:
        raise InputError(f'"published" is no day: {words[:40]!r}', where=where, do="write it as 2024-10-20")
    return day
