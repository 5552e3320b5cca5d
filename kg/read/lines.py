"""What each line of an article is: title, body, heading, teaser, comment, junk. No line is deleted.

What is hard: a heading and the headline of another article look alike. A heading is followed by its own text; a
teaser stands twice, or in a row with others, or after the last paragraph, or where a heading follows it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Line
from kg.read.published import is_date_line
from kg.vocab import LineLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_FURNITURE = 220, 130, 400
_TEASER_WORDS, _TITLE_WORDS = 6, 3
_ENDED = re.compile(r"[.!;:…,]['\"”’)\]]*$")
_HEADER_LINES = 10
_CODE = re.compile(r"[A-Z]{4,8}")
_NUMBERED = re.compile(r"\d+[.)] ")


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE) for kind, rows in table.items()}


def label(text: str, title: str | None = None) -> tuple[Line, ...]:
    """Return the non-empty lines of `text` with their labels; `title` as metadata gave it."""
    spans = [(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    lines = [" ".join(text[a:b].split()) for a, b in spans]
    labels = _furniture(lines)
    _titles(lines, labels, title)
    _teasers(lines, labels)
    _headings(lines, labels)
    _stragglers(lines, labels)
    return tuple(Line(a, b, found or LineLabel.BODY) for (a, b), found in zip(spans, labels, strict=True))


Labels = list["LineLabel | None"]


def _furniture(lines: Sequence[str]) -> Labels:
    """Label comments, junk and announced teasers, line by line."""
    labels: Labels = []
    for index, line in enumerate(lines):
        if len(line) > _LONGEST_FURNITURE:
            labels.append(None)
        elif (labels and labels[-1] is LineLabel.COMMENT) or (
            _kinds()["comments"].fullmatch(line) and 2 * index > len(lines)
        ):
            labels.append(LineLabel.COMMENT)
        elif _kinds()["teasers"].fullmatch(line):
            labels.append(LineLabel.TEASER)
        elif _is_junk(line, index):
            labels.append(LineLabel.JUNK)
        else:
            labels.append(None)
    return labels


def _is_junk(line: str, index: int) -> bool:
    if _CODE.fullmatch(line):
        return 0 < index < _HEADER_LINES
    return bool(_kinds()["junk"].fullmatch(line)) or is_date_line(line)


def _headline(line: str) -> bool:
    """Whether a line could be a headline: short, and no sentence by its end."""
    return len(line) <= _LONGEST_HEADING and not _ENDED.search(line) and line[-1].isprintable()


def _titles(lines: Sequence[str], labels: Labels, title: str | None) -> None:
    """Label the title: as metadata has it, else the first line if it is short, no sentence, and text follows."""
    named = _plain(title) if title else ""
    for index, line in enumerate(lines):
        if labels[index] is None and named and _plain(line) == named:
            labels[index] = LineLabel.TITLE
    open_ = [i for i, found in enumerate(labels) if found is None]
    if LineLabel.TITLE in labels or len(open_) <= 1:
        return
    first = lines[open_[0]]
    fits = len(first) <= _LONGEST_TITLE and len(first.split()) >= _TITLE_WORDS and not _ENDED.search(first)
    if (
        fits
        and not _NUMBERED.match(first)
        and first[0] not in "\"“'‘("
        and first[0] == first[0].upper()
        and open_[0] < _HEADER_LINES
    ):
        labels[open_[0]] = LineLabel.TITLE


def _plain(line: str) -> str:
    """Fold a line so that two spellings of one headline meet."""
    return " ".join(re.sub(r"[^\w ]", "", line.casefold()).split())


def _teasers(lines: Sequence[str], labels: Labels) -> None:
    """Label headlines of other articles: doubled lines, rows of headlines, headlines before a heading."""
    free = [i for i, found in enumerate(labels) if found in {None, LineLabel.TEASER}]
    plain = [_plain(line) for line in lines]
    for a, b in pairwise(free):
        if plain[a] == plain[b] and _headline(lines[a]) and len(plain[a].split()) >= _TEASER_WORDS:
            labels[a] = labels[b] = LineLabel.TEASER
    for a, b in pairwise(free):
        long = _headline(lines[a]) and len(lines[a].split()) >= _TEASER_WORDS and not lines[a].endswith("?")
        inside = a != free[0] and not _NUMBERED.match(lines[a])
        if long and inside and (_headline(lines[b]) or labels[b] is LineLabel.TEASER) and labels[a] is None:
            labels[a] = LineLabel.TEASER


def _headings(lines: Sequence[str], labels: Labels) -> None:
    """Label what is left of short lines: headings where text of their own follows."""
    free = [i for i, found in enumerate(labels) if found in {None, LineLabel.TEASER}]
    for a, b in pairwise(free):
        opens_quote = lines[a][0] in '"“' and lines[a][-1] not in '"”'
        if (
            labels[a] is None
            and labels[b] is None
            and _headline(lines[a])
            and not opens_quote
            and not _headline(lines[b])
        ):
            labels[a] = LineLabel.HEADING
    for a, b in pairwise(free):
        if labels[a] is None and labels[b] is LineLabel.HEADING and _headline(lines[a]) and a != free[0]:
            labels[a] = LineLabel.HEADING


def _stragglers(lines: Sequence[str], labels: Labels) -> None:
    """Label headline-like lines after the last paragraph: teasers if long, junk if short."""
    if LineLabel.TITLE not in labels and all(_headline(line) for line in lines):
        return
    for index in range(len(lines) - 1, 0, -1):
        if labels[index] in {LineLabel.COMMENT, LineLabel.JUNK, LineLabel.TEASER}:
            continue
        if labels[index] is not None or not _headline(lines[index]) or lines[index][-1] in '"”?':
            return
        if _NUMBERED.match(lines[index]):
            labels[index] = LineLabel.HEADING
            return
        labels[index] = LineLabel.TEASER if len(lines[index].split()) >= _TEASER_WORDS else LineLabel.JUNK
