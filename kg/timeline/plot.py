"""Chains drawn for a report, as SVG by hand and as PNG from it.

What is hard: an SVG does not break lines, so words are measured by a table of widths that errs on the wide side; and
quotes are data, so every letter that XML does not hold, or that would be markup, is replaced or told by its number.
Time runs down: the earliest act stands on top, and each arrow points to the act that answered.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kg import extras
from kg.vocab import Basis, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import CausalLink, Chain, Event

WIDTH = 760
LEFT, DOT, GAP = 34, 22, 26
SANS = "'Noto Sans', 'DejaVu Sans', 'Segoe UI', Arial, sans-serif"
SERIF = "'Noto Serif', 'DejaVu Serif', Georgia, serif"
PAPER, TEXT, SOFT, LINE, ACCENT = "#ffffff", "#1b2027", "#57626d", "#8a949e", "#c8102e"
KIND = {
    Relation.RETALIATION_FOR: "met with retaliation",
    Relation.RESPONDS_TO: "met with a response",
    Relation.FOLLOWED: "followed by, in time",
}
NARROW, BROAD = frozenset("iljtfr.,:;'’‘|!()[] I"), frozenset("mwMW—%@QOGD&")
QUOTE = 320
ZOOM = 2


class Sheet:
    """A strip of paper that grows downwards."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 16.0

    def text(
        self, words: str, x: float, size: int, colour: str = TEXT, *, bold: bool = False, serif: bool = False
    ) -> None:
        """Write words below what is there, broken to the width."""
        weight = ' font-weight="600"' if bold else ""
        family = f' font-family="{SERIF}"' if serif else ""
        for line in wrapped(words, WIDTH - x - 16, size * (1.08 if bold else 1)):
            self.y += size * 1.42
            style = f'font-size="{size}" fill="{colour}"{weight}{family}'
            self.parts.append(f'<text x="{x:g}" y="{self.y:.1f}" {style}>{safe(line)}</text>')

    def whole(self) -> str:
        """Return the SVG."""
        size = f'width="{WIDTH}" height="{self.y + 20:.0f}" viewBox="0 0 {WIDTH} {self.y + 20:.0f}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{SANS}">'
        return "\n".join([head, f'<rect width="100%" height="100%" fill="{PAPER}"/>', *self.parts, "</svg>", ""])


def svg(chains: Sequence[Chain], papers: Mapping[str, str]) -> str:
    """Return chains as an SVG of WIDTH pixels; `papers` names each document by its id."""
    sheet = Sheet()
    if not chains:
        sheet.text("No text in this store says that one act answered another.", 16, 14, SOFT)
    for number, chain in enumerate(chains):
        sheet.y += GAP if number else 0
        steps = len(chain.links)
        sheet.text(f"{steps} step{'' if steps == 1 else 's'}, confidence {chain.score:.2f}", 16, 12, SOFT)
        _chain(sheet, chain, papers)
    return sheet.whole()


def _chain(sheet: Sheet, chain: Chain, papers: Mapping[str, str]) -> None:
    events, links = chain.events[::-1], chain.links[::-1]
    sheet.y += 6
    _event(sheet, events[0])
    for link, event in zip(links, events[1:], strict=True):
        top = sheet.y + 6
        sheet.y += 2
        for words, size, colour, how in _said(link, papers):
            sheet.text(words, LEFT + DOT, size, colour, bold=how == "bold", serif=how == "serif")
        sheet.y += 12
        _arrow(sheet, link, top, sheet.y + 3)
        _event(sheet, event)


def _said(link: CausalLink, papers: Mapping[str, str]) -> Iterator[tuple[str, int, str, str]]:
    """Yield the lines of a step: what it is, the words that say so, and whose they are."""
    basis = "stated" if link.basis is Basis.STATED else "which act it answers was worked out"
    colour = ACCENT if link.kind is Relation.RETALIATION_FOR else SOFT
    yield f"{KIND[link.kind]} — {basis}, {link.confidence:.2f}", 12, colour, "bold"
    first = link.evidence[0]
    quote = " ".join(first.span.quote.split())
    yield f"“{quote if len(quote) <= QUOTE else quote[:QUOTE] + ' …'}”", 14, TEXT, "serif"
    paper = papers.get(first.document, first.document)
    yield f"{first.speaker or 'narrator'} — {paper}, character {first.span.start}", 12, SOFT, ""


def _event(sheet: Sheet, event: Event) -> None:
    y = sheet.y + 13
    sheet.parts.append(f'<circle cx="{LEFT}" cy="{y:.1f}" r="6" fill="{TEXT}"/>')
    sheet.text(str(event.when).replace("..", " – ") if event.when else "day not told", LEFT + DOT, 12, SOFT)
    sheet.text(event.label, LEFT + DOT, 15, bold=True)


def _arrow(sheet: Sheet, link: CausalLink, top: float, bottom: float) -> None:
    hot = link.kind is Relation.RETALIATION_FOR
    colour = ACCENT if hot else LINE
    dash = ' stroke-dasharray="7 4"' if link.basis is Basis.INFERRED else ""
    stroke = f'stroke="{colour}" stroke-width="{1.5 + 1.5 * link.confidence:.2f}" fill="none"{dash}'
    sheet.parts.append(f'<path d="M{LEFT} {top - 22:.1f}V{bottom - 6:.1f}" {stroke}/>')
    sheet.parts.append(f'<path d="M{LEFT} {bottom:.1f}l-5 -10h10z" fill="{colour}"/>')


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Break words into lines no wider than `width` pixels; a word longer than a line is cut."""
    lines, line, used = [], "", 0.0
    for word in words.split():
        for piece in _pieces(word, width, size):
            wide = measured(piece, size)
            if line and used + wide + size * 0.3 > width:
                lines.append(line)
                line, used = "", 0.0
            used += wide + (size * 0.3 if line else 0)
            line = f"{line} {piece}" if line else piece
    return [*lines, line] if line else lines


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    at, used = 0, 0.0
    for i, letter in enumerate(word):
        wide = measured(letter, size)
        if used + wide > width and i > at:
            yield word[at:i]
            at, used = i, 0.0
        used += wide
    yield word[at:]


def measured(words: str, size: float) -> float:
    """Return a width in pixels that the words will hardly exceed."""
    return size * sum(_share(letter) for letter in words)


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in NARROW:
        return 0.38
    return 0.95 if letter in BROAD else 0.62


def safe(words: str) -> str:
    """Return text for XML: no markup, no letter that XML 1.0 lacks."""
    return escape("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words))


def png(drawing: str) -> bytes:
    """Return an SVG as PNG at twice its size, by resvg and the fonts of the machine.

    Raises:
        MissingPart: the extra `plot` is not installed.
    """
    try:
        import resvg_py  # noqa: PLC0415 - an extra, loaded where it is asked for
    except ImportError:
        raise extras.missing("plot", "PNG needs resvg", instead="ask for .svg") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=ZOOM, background=PAPER))
