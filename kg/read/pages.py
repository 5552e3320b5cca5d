"""A web page to its article's text, title and day.

What is hard: most of a page is not the article. `trafilatura` (Barbaresi 2021) finds what is; it is an extra.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import extras
from kg.errors import InputError
from kg.read.published import from_metadata

if TYPE_CHECKING:
    from datetime import date


_LEAST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What a page told: the article's text, opened by its title, and metadata."""

    text: str
    title: str | None
    url: str | None
    source: str | None
    published: date | None


def read_page(raw: bytes, where: str) -> Page:
    """Return the article of a page.

    Raises:
        MissingPart: `trafilatura` is not installed.
        InputError: no article was found in the page.
    """
    try:
        import trafilatura  # noqa: PLC0415 - an extra, loaded where it is wanted
    except ImportError as error:
        what = "reading .html needs trafilatura"
        raise extras.missing("html", what, where=where, instead="save the article as .txt") from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        raw, include_comments=False, with_metadata=True, date_extraction_params={"extensive_search": False}
    )
    text = "" if found is None or isinstance(found, dict) else (found.text or "").strip()
    if found is None or isinstance(found, dict) or len(text.split()) < _LEAST_WORDS:
        raise InputError("no article text in the page", where=where, do="save the article's text as .txt")
    title = " ".join(found.title.split()) if found.title else None
    if title and title not in text[: 2 * len(title) + 200]:
        text = f"{title}\n\n{text}"
    return Page(text, title, found.url or None, found.sitename or None, from_metadata(found.date or ""))
