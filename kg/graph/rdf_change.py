"""What changed since a revision, as a SPARQL Update: it brings a server that holds that revision's export up to now.

What is hard: taking out what is gone where nobody remembers what it was. A document's graph is dropped and told
again; of other things the server itself knows their parts (the nodes under their own IRI) and the edges of links.
Passages and days are values that many share: at the end those go that nothing names any more. Graphs of others on
that server are not touched.
"""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from kg.errors import AskedWrongly
from kg.graph import follow, rdf
from kg.graph.changed import changed
from kg.graph.rdf_terms import COMMON, ESC, RDF, TIME, graph_of, node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.ledger import Ledger

SOME, MANY = 500, 5_000
"""Ids in one deletion, and lines in one insertion."""
OURS = f'FILTER(STRSTARTS(STR(?g), "{COMMON[1:-1]}"))'
EDGES = f"""DELETE {{ GRAPH ?g {{ ?effect ?kind ?cause }} }} WHERE {{
  VALUES ?me {{ %s }}
  GRAPH ?g {{ ?me <{ESC}effect> ?effect ; <{ESC}kind> ?kind ; <{ESC}cause> ?cause }}
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?me <{ESC}isDenied> true }} }}
  {OURS}
}} ;
"""
PARTS = f"""DELETE {{ GRAPH ?g {{ ?part ?p ?o }} }} WHERE {{
  VALUES ?me {{ %s }}
  GRAPH ?home {{ ?me !<{RDF}type>/<{RDF}rest>* ?part }}
  FILTER(STRSTARTS(STR(?part), CONCAT(STR(?me), "#")))
  GRAPH ?g {{ ?part ?p ?o }}
  {OURS}
}} ;
"""
THINGS = f"""DELETE {{ GRAPH ?g {{ ?me ?p ?o }} }} WHERE {{
  VALUES ?me {{ %s }}
  GRAPH ?g {{ ?me ?p ?o }}
  FILTER(?p NOT IN (<{ESC}retaliationFor>, <{ESC}respondsTo>, <{ESC}followed>))
  {OURS}
}} ;
"""
UNNAMED = f"""DELETE {{ GRAPH ?g {{ ?it ?p ?o }} }} WHERE {{
  GRAPH ?g {{ ?it a <%s> ; ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?g {{ ?other ?names ?it }} }}
  {OURS}
}} ;
"""
VALUES = (f"{ESC}Passage", f"{TIME}Interval", f"{TIME}Instant")


def lines(ledger: Ledger, since: int) -> Iterator[str]:
    """Yield the update from revision `since` to the ledger's, piece by piece.

    Raises:
        AskedWrongly: there is no such revision yet.
    """
    if not 0 <= since <= ledger.revision:
        raise AskedWrongly(f"there is no revision {since}", do=f"the store is at revision {ledger.revision}")
    with changed(ledger, since):
        yield f"# The escalation graph, from revision {since} to {ledger.revision}.\n"
        changes = list(ledger.changes(since))
        if not changes:
            return
        yield from (f"DROP SILENT GRAPH {graph_of(one.id)} ;\n" for one in changes if one.kind == "doc")
        others = [node(one.id) for one in changes if one.kind != "doc"]
        yield from _on(EDGES, [node(one.id) for one in changes if one.kind == "link"])
        yield from _on(PARTS, others)
        yield from _on(THINGS, others)
        for graph, days in follow.told(ledger, since):
            yield from _inserted(rdf.lines(graph, days=days))
        yield from (UNNAMED % value for value in VALUES)


def _on(operation: str, nodes: list[str]) -> Iterator[str]:
    for first in range(0, len(nodes), SOME):
        yield operation % " ".join(nodes[first : first + SOME])


def _inserted(quads: Iterable[str]) -> Iterator[str]:
    """Yield N-Quads as insertions; they stand graph by graph."""
    flow = iter(quads)
    while some := list(islice(flow, MANY)):
        yield "INSERT DATA {\n"
        for home, group in groupby(some, _home):
            yield f"GRAPH {home} {{\n"
            yield from (line.removesuffix(f" {home} .\n") + " .\n" for line in group)
            yield "}\n"
        yield "} ;\n"


def _home(line: str) -> str:
    return line.rsplit(" ", 2)[1]
