"""Bytes to text, or one line that says why not.

What is hard: a wrong guess of the encoding garbles names without a word. UTF-8 is taken, UTF-16 where its mark says
so; anything else is refused with the byte that does not fit. Line ends stay as they are.
"""

from __future__ import annotations

import codecs

from kg.errors import InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KINDS = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip or office file", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image"}
_KINDS |= {
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip file",
    b"SQLite format": "a database",
    b"\xd0\xcf\x11\xe0": "an office file",
}


def decode(raw: bytes, where: str) -> str:
    """Return the text of `raw`.

    Raises:
        InputError: it is empty, binary, or neither UTF-8 nor marked UTF-16.
    """
    if not raw.strip():
        raise InputError("the file is empty", where=where, do="give a file with the article's text")
    kind = next((name for start, name in _KINDS.items() if raw.startswith(start)), None)
    if kind:
        raise InputError(f"this is {kind}, not text", where=where, do="save the article as .txt or .html")
    mark, encoding = next(((m, e) for m, e in _MARKS if raw.startswith(m)), (b"", "utf-8"))
    body = raw[len(mark) :]
    if encoding == "utf-8" and b"\0" in body:
        at = len(mark) + body.index(b"\0")
        raise InputError(f"binary data (byte 0 at position {at})", where=where, do="save the article as UTF-8 text")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        what = f"not {encoding.upper()}: byte 0x{raw[at]:02x} at position {at}"
        raise InputError(what, where=where, do="save the file as UTF-8") from error
    if not text.strip() or "\0" in text:
        raise InputError("there is no text in it", where=where, do="give a file with the article's text")
    return text
