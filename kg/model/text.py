"""What was read, and where words stand in it. Offsets count code points of `Document.text`, half-open."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.vocab import LineLabel

if TYPE_CHECKING:
    from datetime import date


_STAMP = re.compile(
    r"(?:\d+ ?(?:m|min|mins|minutes?|h|hrs?|hours?) ago|\d\d?[.:]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)"
)


def is_stamp(line: str) -> bool:
    """Return whether a line is nothing but a time, with which a live page opens its next item."""
    return _STAMP.fullmatch(line.strip()) is not None


def items(text: str) -> list[int]:
    """Return where the items of a live page open, in order; an article has none."""
    return [m.start() for m in re.finditer(r"[^\n]+", text) if is_stamp(m.group())]


def digest(kind: str, *parts: object) -> str:
    """Return `kind-` and 16 hex digits of the SHA-256 of the parts, told apart by a unit separator."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a document between line breaks, and what it is."""

    start: int
    end: int
    label: LineLabel


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was read. `text` never changes; `origin` is what a newer version supersedes."""

    id: str
    origin: str
    text: str
    lines: tuple[Line, ...]
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None

    @staticmethod
    def identify(text: str, url: str | None, source: str | None, published: date | None) -> str:
        """Return the id: the same words from another outlet or day are another document."""
        return digest("doc", text, url, source, published)

    def label_at(self, offset: int) -> LineLabel:
        """Return what the line around `offset` is."""
        for line in self.lines:
            if line.start <= offset < line.end:
                return line.label
        return LineLabel.BODY


@dataclass(frozen=True, slots=True)
class Span:
    """Exact words and where they stand."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Refuse a span that cannot be shown."""
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            msg = f"not a span: {self.start}..{self.end} {self.quote!r}"
            raise ValueError(msg)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut a span out of `text`."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a statement, their document, and who is quoted there (None: the narrator)."""

    document: str
    span: Span
    speaker: str | None = None
