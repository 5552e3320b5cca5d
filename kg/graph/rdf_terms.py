"""Names of terms, written once in the form that N-Quads wants.

What is hard: speed without a wrong escape. Terms are plain strings that are already N-Triples syntax
(`<iri>`, `"text"`, `"4"^^<…integer>`), so that writing a line is joining four strings; everything that
comes from outside passes through `node` or `text` below, and nothing else builds a term.
Escapes follow canonical N-Quads (RDF 1.2 N-Quads, section 4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from datetime import date

ESC = "https://w3id.org/escalation/ontology#"
TYPE = "https://w3id.org/escalation/types#"
ID = "https://w3id.org/escalation/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
TIME = "http://www.w3.org/2006/time#"
SCHEMA = "https://schema.org/"
GEO = "http://www.opengis.net/ont/geosparql#"
SF = "http://www.opengis.net/ont/sf#"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"

PREFIXES = {
    "esc": ESC,
    "type": TYPE,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "oa": OA,
    "prov": PROV,
    "time": TIME,
    "schema": SCHEMA,
    "geo": GEO,
    "sf": SF,
    "wgs84": WGS84,
}
"""What every file of ours calls these namespaces."""

COMMON = f"<{ID}graph>"
"""The graph of what unites documents: events, actors, places, and links that several documents bear out."""

_PLAIN = re.compile(r"[A-Za-z0-9._~-]+").fullmatch
_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]').search
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(32), 127)} | {
    8: "\\b",
    9: "\\t",
    10: "\\n",
    12: "\\f",
    13: "\\r",
    34: '\\"',
    92: "\\\\",
}


def esc(name: str) -> str:
    """Return a term of the ontology."""
    return f"<{ESC}{name}>"


def node(identifier: str) -> str:
    """Return the node of a thing by its id; characters that an IRI cannot hold are percent-encoded."""
    return f"<{ID}{identifier if _PLAIN(identifier) else quote(identifier, safe='')}>"


def part(owner: str, name: str) -> str:
    """Return the node of a part that belongs to `owner` alone and goes when it goes."""
    return f"{owner[:-1]}#{name}>"


def graph_of(document: str) -> str:
    """Return the named graph of what one document says."""
    return f"<{ID}graph/{document if _PLAIN(document) else quote(document, safe='')}>"


def identifier(iri: str) -> str:
    """Return the id that `node` made an IRI (without angle brackets) from."""
    return unquote(iri.removeprefix(ID))


def text(value: str) -> str:
    """Return a string as a literal."""
    return f'"{value.translate(_ESCAPES) if _SPECIAL(value) else value}"'


def integer(value: int) -> str:
    """Return a whole number as a literal."""
    return f'"{value}"^^<{XSD}integer>'


def double(value: float) -> str:
    """Return a number as a literal that reads back as the very same float."""
    return f'"{value!r}"^^<{XSD}double>'


def day(value: date) -> str:
    """Return a day as a literal."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


TRUE = f'"true"^^<{XSD}boolean>'
