"""Which form of an answer a client wants.

What is hard: RFC 9110, section 12.5.1, in full. The most specific range that fits a type gives its weight, `q=0`
rules it out, and among equals our own order decides, so that `*/*` gets the form most clients read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its media type, short name (as `?format=` and file ending), other media types, other short names."""

    media: str
    short: str
    also: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The Content-Type to send: text needs its charset said."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


JSON = Form("application/sparql-results+json", "json", ("application/json",))
XML = Form("application/sparql-results+xml", "xml", ("application/xml", "text/xml"))
CSV = Form("text/csv", "csv")
TSV = Form("text/tab-separated-values", "tsv")
TURTLE = Form("text/turtle", "ttl", ("application/x-turtle", "text/n3"), ("turtle", "n3"))
NTRIPLES = Form("application/n-triples", "nt", ("text/plain",), ("ntriples", "n-triples"))
RDF_XML = Form("application/rdf+xml", "rdf", ("application/xml", "text/xml"), ("xml", "rdf+xml"))
JSON_LD = Form("application/ld+json", "jsonld", ("application/json",), ("json-ld", "json"))
TRIG = Form("application/trig", "trig")
NQUADS = Form("application/n-quads", "nq")
HTML = Form("text/html", "html", ("application/xhtml+xml",))

ROWS = (JSON, XML, CSV, TSV)
RDF = (TURTLE, NTRIPLES, JSON_LD, RDF_XML, TRIG, NQUADS)

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)$")
_WEIGHT = re.compile(r";\s*q\s*=\s*([0-9.]+)", re.IGNORECASE)


def ranges(header: str) -> list[tuple[str, str, float]]:
    """Return what an Accept header lists as (type, subtype, weight); what cannot be read is left out."""
    found = []
    for piece in header.split(","):
        match = _RANGE.match(piece)
        if match is None:
            continue
        weight = _WEIGHT.search(match[3])
        try:
            q = min(1.0, max(0.0, float(weight[1]))) if weight else 1.0
        except ValueError:
            continue
        found.append((match[1].lower(), match[2].lower(), q))
    return found


def _weight(media: str, listed: list[tuple[str, str, float]]) -> float:
    kind, _, name = media.partition("/")
    best = (-1, 0.0)
    for a, b, q in listed:
        if (a, b) == (kind, name):
            best = max(best, (2, q))
        elif (a, b) == (kind, "*"):
            best = max(best, (1, q))
        elif (a, b) == ("*", "*"):
            best = max(best, (0, q))
    return best[1]


def choose(header: str | None, forms: tuple[Form, ...], *, named: Sequence[str] = ()) -> Form:
    """Return the form to answer in; `named` (short names or media types, the first we know) win over the header.

    Raises:
        Problem: 406 where nothing we have is wanted.
    """
    for name in named:
        for form in forms:
            if name in {form.short, *form.called, form.media, *form.also}:
                return form
    if named:
        raise Problem(406, f"there is no form {named[0]!r} of this answer; there are {_list(forms)}")
    listed = ranges(header) if header else []
    if not listed:
        return forms[0]
    weights = []
    for form in forms:
        other = max((_weight(media, [r for r in listed if "*" not in r[:2]]) for media in form.also), default=0.0)
        weights.append(max(_weight(form.media, listed), other))
    best = max(weights)
    if best <= 0:
        raise Problem(406, f"this answer comes as {_list(forms)}; none of them is accepted")
    return forms[weights.index(best)]


def _list(forms: tuple[Form, ...]) -> str:
    return ", ".join(form.media for form in forms)
