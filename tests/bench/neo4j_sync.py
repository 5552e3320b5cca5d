"""Keeping a Neo4j in step: how fast, and how much faster than the ways that are at hand.

Run `PYTHONPATH=tests/neo4j python tests/bench/neo4j_sync.py [ACTS] [5.26|current] [--bulk ACTS]`. It starts a server of
its own (Java and Maven). What is hard: client and server share a machine, so read the ratios, all taken in one run; and
a server just started compiles its own code meanwhile, so it is emptied and filled once more, as one that has been
running. A plain loop writes the same rows; two slower peers write some of them and are timed by the row: one MERGE a
row, and rdflib-neo4j where it is installed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import neo4j
import synthetic
from neo4j_server import PASSWORD, Server

from kg.graph import bulk, rdf
from kg.graph.changed import changed
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.sync import admin
from kg.sync import rows as made
from kg.sync.run import sync
from kg.sync.server import Server as Door
from kg.sync.steps import LINKS, steps
from kg.sync.verify import compare

ALONE = 3000
"""Rows that a slow peer writes."""
EMPTY = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS",
)
BATCH = 5000
NODE = "UNWIND $rows AS row MERGE (n:{} {{id: row.id}}) SET n = row"
LINK = (
    "UNWIND $rows AS row MATCH (a:Event {{id: row.effect}}) MATCH (b:Event {{id: row.cause}})"
    " MERGE (a)-[r:{} {{id: row.id}}]->(b) SET r = row"
)
TIE = {
    name: f"UNWIND $rows AS row MATCH (a:{start} {{id: row.from}}) MATCH (b:{end} {{id: row.to}})"
    f" MERGE (a)-[r:{name}]->(b) SET r.position = row.position"
    for name, (start, end, *_) in admin.mapping()["ties"].items()
}
MERGE_EVENT = "MERGE (e:Event {id: $row.id}) SET e = $row"
MERGE_LINK = (
    "MATCH (a:Event {id: $row.effect}) MATCH (b:Event {id: $row.cause})"
    " MERGE (a)-[r:RETALIATION_FOR {id: $row.id}]->(b) SET r = $row"
)


def timed(act, *args, **kwargs):
    start = time.perf_counter()
    found = act(*args, **kwargs)
    return time.perf_counter() - start, found


def plain_loop(driver, ledger) -> float:
    """Rows a second of a loop over batches: one MERGE for all nodes of a label or links of a type, and no more."""
    sent, start = 0, time.perf_counter()
    with changed(ledger, 0) as everything:
        for step in steps(everything):
            name, rows = step.statement, iter(step.rows)
            query = LINK.format(name) if name in LINKS else TIE[name] if name in TIE else NODE.format(name.capitalize())
            while batch := list(islice(rows, BATCH)):
                driver.execute_query(query, rows=batch)
                sent += len(batch)
    return sent / (time.perf_counter() - start)


def emptied(session) -> None:
    for query in EMPTY:
        session.run(query).consume()


def one_merge_a_row(driver, ledger) -> float:
    """Rows a second of the plainest loop: half acts, half links, each its own transaction."""
    with changed(ledger, 0) as everything:
        events = list(islice((made.event(e, t) for e, t in everything.events()), ALONE // 2))
        links = list(islice((made.link(*pair) for pair in everything.links(next(iter(synthetic.KINDS)))), ALONE // 2))
    start = time.perf_counter()
    for query, rows in ((MERGE_EVENT, events), (MERGE_LINK, links)):
        for row in rows:
            driver.execute_query(query, row=row)
    return (len(events) + len(links)) / (time.perf_counter() - start)


def rdflib_neo4j(server, ledger) -> float | None:
    """Acts and links a second that rdflib-neo4j writes; each is many triples there."""
    try:
        from rdflib import Graph as RdfGraph
        from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig
    except ImportError:
        return None
    auth = {"uri": server.uri, "database": "neo4j", "user": "neo4j", "pwd": PASSWORD}
    config = Neo4jStoreConfig(auth_data=auth, handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE, batching=True)
    graph = ledger.graph()
    some = replace(graph, documents=(), mentions=(), events=graph.events[: ALONE // 2], links=graph.links[: ALONE // 2])
    plain = RdfGraph()
    lines = b"".join(rdf.chunks(some)).decode().splitlines()
    plain.parse(data="".join(line.rsplit(" ", 2)[0] + " .\n" for line in lines), format="nt")
    target = RdfGraph(store=Neo4jStore(config=config))
    start = time.perf_counter()
    for triple in plain:
        target.add(triple)
    target.close(commit_pending_transaction=True)
    return ALONE / (time.perf_counter() - start)


def in_step(server, path: Path) -> None:
    with Door(server.uri, "neo4j", PASSWORD, None) as door, Ledger.open(path) as ledger:
        spent, report = timed(sync, ledger, door)
        rate = f"{report.sent / spent:,.0f} rows/s"
        print(f"first sync       {report.sent:,} rows in {spent:.1f} s: {rate}, server just started")
        with neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", PASSWORD)) as driver, driver.session() as session:
            emptied(session)
            plain = plain_loop(driver, ledger)
            emptied(session)
        spent, report = timed(sync, ledger, door)
        ours = report.sent / spent
        print(f"first sync       {report.sent:,} rows in {spent:.1f} s: {ours:,.0f} rows/s, server warm")
        print(f"a plain loop     {plain:,.0f} rows/s; ratio {ours / plain:.2f}")
        spent, report = timed(sync, ledger, door)
        print(f"second sync      {spent:.2f} s, {report.written} things written")
        more = next(synthetic.conflict(100, seed=11))
        ledger.store(replace(more, documents=(replace(more.documents[0], origin="synthetic/more"),)), across)
        spent, report = timed(sync, ledger, door)
        print(f"100 acts more    {spent:.2f} s, {report.sent} rows")
        with changed(ledger, 0) as everything:
            spent, equal = timed(lambda: all(one.equal for one in compare(everything, door, mentions=False)))
        print(f"verify           {spent:.1f} s, {'equal' if equal else 'NOT EQUAL'}")
        with neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", PASSWORD)) as driver:
            alone = one_merge_a_row(driver, ledger)
        print(f"one MERGE a row  {alone:,.0f} rows/s; ratio {ours / alone:.0f}")
        other = rdflib_neo4j(server, ledger)
        print(
            "rdflib-neo4j     not installed"
            if other is None
            else f"rdflib-neo4j     {other:,.0f} rows/s; ratio {ours / other:.0f}"
        )


def in_bulk(release: str, folder: Path, acts: int) -> None:
    store = folder / "bulk.db"
    bulk.make(store, synthetic.conflict(acts))
    with Ledger.open(store, read_only=True) as ledger:
        out, rows = timed(admin.write, ledger, folder / "files")
    server = Server(release, folder / "bulk")
    server.home.mkdir()
    into, told = timed(server.admin, "database", "import", "full", "neo4j", f"@{folder / 'files' / 'import.args'}")
    if told.returncode:
        sys.exit(told.stdout[-2000:] + told.stderr[-2000:])
    print(f"bulk             {rows:,} rows: files {out:.0f} s, import {into:.0f} s, together {out + into:.0f} s")


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("acts", nargs="?", type=int, default=100_000)
    ask.add_argument("release", nargs="?", default="5.26")
    ask.add_argument("--bulk", type=int, default=0)
    given = ask.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    try:
        if given.acts:
            bulk.make(folder / "kg.db", synthetic.conflict(given.acts))
            server = Server(given.release, folder / "home").start()
            try:
                in_step(server, folder / "kg.db")
            finally:
                server.stop()
        if given.bulk:
            in_bulk(given.release, folder, given.bulk)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
