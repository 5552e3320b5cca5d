"""The graph as files that other tools open.

What is hard: the same bytes on every run, whatever the libraries put in. Prefixes are sorted, triples are
grouped by subject, zip members carry no clock, GEXF loses the date networkx stamps on it, and XML loses the
control characters that it cannot hold. RDF forms lose nothing; the others are for looking at.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kg.errors import AskedWrongly, StoreError
from kg.graph import export_network, export_tables, rdf
from kg.graph.export_calendar import write_calendar
from kg.graph.export_geojson import write_geojson
from kg.graph.export_mermaid import write_mermaid
from kg.graph.export_stories import write_timelinejs, write_timemap
from kg.graph.rdf_terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Graph

_STAMP = re.compile(rb' lastmodifieddate="[^"]*"')
_OLDEST = (1980, 1, 1, 0, 0, 0)


def write(graph: Graph, form: str, out: Path | BinaryIO, *, rdf12: bool = False) -> None:
    """Write a graph to a file or a stream in one of FORMATS; `csv` to a folder unless the name ends in .zip.

    Raises:
        AskedWrongly: there is no such form, or `rdf12` is asked of one that cannot hold it.
        StoreError: the file cannot be written.
    """
    if form not in FORMATS:
        raise AskedWrongly(f"there is no format {form!r}", do=f"one of {', '.join(FORMATS)}")
    if rdf12 and form not in RDF12:
        raise AskedWrongly(f"{form} cannot hold RDF 1.2", do=f"with it, one of {', '.join(RDF12)}")
    try:
        if form == "csv" and isinstance(out, Path) and out.suffix != ".zip":
            _folder(graph, out)
        elif isinstance(out, Path):
            with out.open("wb") as file:
                _stream(graph, form, file, rdf12=rdf12)
        else:
            _stream(graph, form, out, rdf12=rdf12)
    except OSError as error:
        raise StoreError(f"cannot write: {error.strerror or error}", where=str(out)) from error


def _stream(graph: Graph, form: str, out: BinaryIO, *, rdf12: bool) -> None:
    if form in RDF12:
        RDF12[form](graph, out, rdf12)
    else:
        OTHERS[form](graph, out)


def _nquads(graph: Graph, out: BinaryIO, rdf12: bool) -> None:
    rdf.write_nquads(graph, out, rdf12=rdf12)


def _trig(graph: Graph, out: BinaryIO, rdf12: bool) -> None:
    _prefixed(_grouped(rdf.quads(graph, rdf12=rdf12)), ox.RdfFormat.TRIG, out)


def _turtle(graph: Graph, out: BinaryIO, rdf12: bool) -> None:
    triples = dict.fromkeys(quad.triple for quad in _grouped(rdf.quads(graph, rdf12=rdf12)))
    _prefixed(triples, ox.RdfFormat.TURTLE, out)


def _jsonld(graph: Graph, out: BinaryIO) -> None:
    ox.serialize(_grouped(rdf.quads(graph)), out, ox.RdfFormat.JSON_LD)


def _grouped(quads: Iterable[ox.Quad]) -> Iterable[ox.Quad]:
    """Return quads with those of a subject together, graph by graph, in the order of first telling."""
    groups: dict[object, dict[object, list[ox.Quad]]] = {}
    for quad in quads:
        groups.setdefault(quad.graph_name, {}).setdefault(quad.subject, []).append(quad)
    return (quad for subjects in groups.values() for group in subjects.values() for quad in group)


def _prefixed(flow: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat, out: BinaryIO) -> None:
    """Serialise with prefixes in the order of their names, whatever order the library keeps them in."""
    data = ox.serialize(flow, None, form, prefixes=PREFIXES) or b""
    lines = data.split(b"\n", len(PREFIXES))
    out.write(b"\n".join([*sorted(lines[:-1]), b"", lines[-1]]))


def _graphml(graph: Graph, out: BinaryIO) -> None:
    export_network.write_graphml(export_network.network(graph, parties=True), out)


def _gexf(graph: Graph, out: BinaryIO) -> None:
    whole = io.BytesIO()
    export_network.write_gexf(export_network.network(graph, parties=True), whole)
    out.write(_STAMP.sub(b"", whole.getvalue()))


def _zip(graph: Graph, out: BinaryIO) -> None:
    """Store the tables uncompressed: what a compressor writes changes with its version."""
    whole = io.BytesIO()  # a stream that cannot seek would be told of by other bytes
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, rows in export_tables.tables(graph):
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", _OLDEST), export_tables.csv(rows))
    out.write(whole.getvalue())


def _folder(graph: Graph, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in export_tables.tables(graph):
        (out / f"{name}.csv").write_bytes(export_tables.csv(rows))


RDF12: dict[str, Callable[[Graph, BinaryIO, bool], None]] = {"turtle": _turtle, "trig": _trig, "n-quads": _nquads}
OTHERS: dict[str, Callable[[Graph, BinaryIO], None]] = {
    "json-ld": _jsonld,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _zip,
    "timelinejs": write_timelinejs,
    "timemap": write_timemap,
    "geojson": write_geojson,
    "ical": write_calendar,
    "mermaid": write_mermaid,
}
FORMATS = (*RDF12, *OTHERS)
