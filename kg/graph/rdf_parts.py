"""Parts that several nouns share: passages, days, bounds, evidence, ordered sets.

What is hard: RDF has sets where the nouns have tuples, so an order that is not that of the ids is told by
an `rdf:List` beside the plain triples. Passages ("…/doc-1#char=10,17", RFC 5147), days and stretches of days
are values: they are shared, and `seen` keeps a graph from telling them twice. No triple is told in two graphs
either, since stores that query the union of their graphs without merging would count it twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.rdf_terms import ESC, ID, OA, RDF, TIME, day, esc, integer, node, part, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Evidence, Span
    from kg.when import When

    Triple = tuple[str, str, str]
    Seen = set[str]

A = f"<{RDF}type>"
DOCUMENT, PASSAGE, POSITION, SPEAKER, QUOTE = (
    esc(name) for name in ("document", "passage", "position", "speaker", "quote")
)

EPOCH = 719_163
"""The ordinal of 1970-01-01: `esc:dayNumber` counts from there, so that queries can subtract days anywhere."""


def carried(me: str, words: tuple[Evidence, ...]) -> Iterator[Triple]:
    """Tie a statement to its evidence; the flat copies on `me` are what queries read."""
    flat = dict.fromkeys(
        pair
        for one in words
        for pair in (
            (DOCUMENT, node(one.document)),
            (QUOTE, text(one.span.quote)),
            (SPEAKER, None if one.speaker is None else text(one.speaker)),
        )
    )
    for predicate, value in flat:
        if value is not None:
            yield me, predicate, value
    for at in range(len(words)):
        yield me, esc("evidence"), part(me, f"evidence-{at}")


def evidence(owner: str, at: int, one: Evidence, seen: Seen) -> Iterator[Triple]:
    """Tell of the words that carry a statement; belongs in the graph of the document they stand in."""
    it = part(node(owner), f"evidence-{at}")
    yield it, A, esc("Evidence")
    yield it, POSITION, integer(at)
    yield it, DOCUMENT, node(one.document)
    yield from passage(it, PASSAGE, one.document, one.span, seen)
    if one.speaker is not None:
        yield it, SPEAKER, text(one.speaker)


def place_in(document_id: str, span: Span) -> str:
    """Return the node of a passage: its address in the document."""
    return part(node(document_id), f"char={span.start},{span.end}")


def passage(owner: str, predicate: str, document_id: str, span: Span, seen: Seen) -> Iterator[Triple]:
    """Tie `owner` to exact words, and tell them once a graph."""
    me = place_in(document_id, span)
    yield owner, predicate, me
    if me in seen:
        return
    seen.add(me)
    yield me, A, esc("Passage")
    yield me, A, f"<{OA}TextQuoteSelector>"
    yield me, A, f"<{OA}TextPositionSelector>"
    yield me, f"<{OA}exact>", text(span.quote)
    yield me, f"<{OA}start>", integer(span.start)
    yield me, f"<{OA}end>", integer(span.end)


def days(owner: str, stretch: When | None) -> Iterator[Triple]:
    """Tell in which stretch of days something lies."""
    if stretch is not None:
        yield owner, esc("firstDay"), day(stretch.first)
        yield owner, esc("lastDay"), day(stretch.last)
        yield owner, esc("precision"), esc(stretch.precision.value)


def interval(owner: str, stretch: When | None, seen: Seen) -> Iterator[Triple]:
    """Tell the same as an OWL-Time interval, whose days have numbers that a query can subtract."""
    if stretch is None:
        return
    first, last, precision = stretch.first.isoformat(), stretch.last.isoformat(), stretch.precision.value
    me = f"<{ID}when/{first}_{last}_{precision}>"
    yield owner, esc("when"), me
    if me in seen:
        return
    seen.add(me)
    yield me, A, f"<{TIME}Interval>"
    yield me, esc("precision"), esc(precision)
    yield me, f"<{TIME}hasBeginning>", f"<{ID}day/{first}>"
    yield me, f"<{TIME}hasEnd>", f"<{ID}day/{last}>"
    for value in dict.fromkeys((stretch.first, stretch.last)):
        instant = f"<{ID}day/{value.isoformat()}>"
        if instant not in seen:
            seen.add(instant)
            yield instant, A, f"<{TIME}Instant>"
            yield instant, f"<{TIME}inXSDDate>", day(value)
            yield instant, esc("dayNumber"), integer(value.toordinal() - EPOCH)


def bounds(me: str, low: int | None, high: int | None) -> Iterator[Triple]:
    """Tell a least and a greatest number, each only where it is known."""
    if low is not None:
        yield me, esc("low"), integer(low)
    if high is not None:
        yield me, esc("high"), integer(high)


def several(me: str, name: str, ids: Sequence[str]) -> Iterator[Triple]:
    """Tell the members of a set, and their order where it is not that of the ids."""
    predicate = f"<{ESC}{name}>"
    plain = sorted(set(ids))
    for one in plain:
        yield me, predicate, node(one)
    if plain != list(ids):
        yield me, f"<{ESC}{name}Order>", part(me, f"{name}-0")
        yield from ordered(me, name, [node(one) for one in ids])


def ordered(me: str, name: str, members: Sequence[str]) -> Iterator[Triple]:
    """Tell an `rdf:List` whose cells belong to `me`."""
    for at, member in enumerate(members):
        cell = part(me, f"{name}-{at}")
        rest = part(me, f"{name}-{at + 1}") if at + 1 < len(members) else f"<{RDF}nil>"
        yield cell, f"<{RDF}first>", member
        yield cell, f"<{RDF}rest>", rest
