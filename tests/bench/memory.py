"""The memory at a million acts: loading, tracing, exporting, each beside a peer on the same machine.

Run `python tests/bench/memory.py [ACTS]`. What is hard: machines differ and are busy, so read the ratios; and a fast
trace that is wrong is worth nothing, so each is compared with a brute force that shares no code with it.
"""

from __future__ import annotations

import gc
import io
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import synthetic

from kg.graph import bulk, codec, rdf
from kg.graph.ledger import Ledger
from kg.model import Graph
from kg.trace import chains, reach, trace
from kg.vocab import Relation

STARTS, HOPS = 200, 10
ONE_KIND = (Relation.RETALIATION_FOR,)
MEGA = 1_000_000


def timed(act, *args, **kwargs):
    start = time.perf_counter()
    found = act(*args, **kwargs)
    return time.perf_counter() - start, found


def load(path: Path, size: int):
    """Make the store; the acts are made up before. Return the seconds and the edges for the peers."""
    graphs = list(synthetic.conflict(size))
    when = {e.id: e.when for graph in graphs for e in graph.events}
    edges = [(k.effect, k.cause, k.kind, k.confidence) for graph in graphs for k in graph.links]
    gc.collect()
    gc.freeze()
    seconds, _ = timed(bulk.make, path, graphs)
    return seconds, edges, when


def brute(causes, when, start: str) -> set[str]:
    """All acts that some path of at most HOPS steps, in time as a whole, leads back to."""
    found, layer = set(), {(start, when[start].last)}
    for _ in range(HOPS):
        step = set()
        for event, latest in layer:
            for cause in causes.get(event, ()):
                days = when[cause]
                if days.first <= latest and cause != start:
                    step.add((cause, min(latest, days.last)))
        layer = step
        found |= {event for event, _ in layer}
    return found


def warm(ledger, edges, when) -> None:
    import networkx as nx

    causes = {}
    seconds, net = timed(nx.DiGraph)
    start = time.perf_counter()
    for effect, cause, kind, _ in edges:
        if kind in ONE_KIND and not when[effect].before(when[cause]):
            causes.setdefault(effect, []).append(cause)
            net.add_edge(effect, cause)
    print(f"networkx: {time.perf_counter() - start + seconds:.1f} s to make a graph of one kind alone")
    starts = random.Random(3).sample(sorted(causes), STARTS)  # noqa: S311 - a sample
    ours, peers, wrong, sizes = [], [], 0, []
    for event in starts:
        reach(ledger, event, depth=HOPS, kinds=ONE_KIND)
        spent, found = timed(reach, ledger, event, depth=HOPS, kinds=ONE_KIND)
        ours.append(spent)
        theirs, _ = timed(lambda e=event: nx.single_source_shortest_path_length(net, e, cutoff=HOPS))
        peers.append(theirs)
        wrong += {codec.name("e", n) for n in found} != brute(causes, when, event)
        sizes.append(len(found))
    middle, peer = statistics.median(ours) * 1e3, statistics.median(peers) * 1e3
    print(f"trace, {HOPS} hops back, warm: median {middle:.3f} ms, p95 {sorted(ours)[STARTS * 95 // 100] * 1e3:.3f} ms")
    print(f"  acts reached: median {statistics.median(sizes)}, most {max(sizes)}; wrong: {wrong} of {STARTS}")
    print(f"  networkx, which knows no time along a path: median {peer:.3f} ms; ratio {middle / peer:.2f}")
    spent, _ = timed(lambda: [trace(ledger, e, depth=HOPS, kinds=ONE_KIND) for e in starts])
    print(f"  with its tree of links and quotes: mean {spent / STARTS * 1e3:.3f} ms")


def cold(path: Path, event: str) -> None:
    """Whole processes: `kg trace` over `kg --help`."""
    kg = [sys.executable, "-m", "kg"]

    def best(*args: str) -> float:
        return min(timed(subprocess.run, [*kg, *args], capture_output=True, check=True)[0] for _ in range(5))

    helped, traced = best("--help"), best("trace", event, "--store", str(path))
    print(f"whole process: kg --help {helped:.3f} s, kg trace {traced:.3f} s, over it {traced - helped:.3f} s")


def export(ledger, size: int) -> None:
    import rdflib

    part = Graph(events=tuple(ledger.events(limit=min(size, 40_000))))
    out = io.BytesIO()
    spent, _ = timed(rdf.write_nquads, part, out)
    lines = out.getvalue().count(b"\n")
    few = rdflib.Dataset()
    few.parse(data=b"".join(out.getvalue().splitlines(keepends=True)[:40_000]), format="nquads")
    theirs, _ = timed(few.serialize, format="nquads")
    rate, peer = lines / spent, len(few) / theirs
    print(f"n-quads: {rate / 1e3:.0f}k a second; rdflib {peer / 1e3:.0f}k; ratio {rate / peer:.1f}")


def main(size: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        path = Path(folder) / "kg.db"
        seconds, edges, when = load(path, size)
        print(f"{size:,} acts, {len(edges):,} links: loaded in {seconds:.1f} s, {path.stat().st_size / MEGA:.0f} MB")
        with Ledger.open(path, read_only=True) as ledger:
            warm(ledger, edges, when)
            for strongest in (False, True):
                spent, found = timed(chains, ledger, strongest=strongest)
                word = "strongest" if strongest else "longest"
                print(f"{word} chains: {spent:.1f} s; best has {len(found[0].links)} links, score {found[0].score:.2g}")
            spent, _ = timed(lambda: list(ledger.events(actor="Party 3", since=synthetic.START, limit=100)))
            print(f"events of one actor, first 100: {spent * 1e3:.1f} ms")
            spent, _ = timed(lambda: list(ledger.events(limit=100)))
            print(f"first 100 events: {spent * 1e3:.1f} ms")
            spent, _ = timed(ledger.find, "shelling town 17")
            print(f"find by words: {spent * 1e3:.1f} ms")
            export(ledger, size)
        cold(path, edges[-1][0])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MEGA)
