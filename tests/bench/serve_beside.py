"""How fast are 50 fast queries beside two that never end, against the same alone; and how exactly are those ended?

Run `python tests/bench/serve_beside.py [ROUNDS]`. What is hard: on two cores client, server and two slow processes
want the processor at once, so each round measures both sides, one right after the other.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import httpx
import synthetic
from serve_live import serving
from serve_soak import ENDLESS

from kg.graph import bulk

FAST = "SELECT ?a WHERE { ?a a esc:Event } LIMIT 1"
ACTS = 2000
TIMEOUT = 5.0


def fifty(web: httpx.Client) -> float:
    """Return the 95th percentile of 50 fast queries, in seconds."""
    took = []
    for _ in range(50):
        began = time.perf_counter()
        web.get("/sparql", params={"query": FAST}, headers={"Cache-Control": "no-cache"}).raise_for_status()
        took.append(time.perf_counter() - began)
    return statistics.quantiles(took, n=20)[-1]


def endless(address: str) -> float:
    """Return after how many seconds a query that never ends was ended."""
    began = time.perf_counter()
    answer = httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=60)
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
    return time.perf_counter() - began


def main(rounds: int) -> None:
    """Print the ratio of each round, and their median."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_DIR")) as folder:
        store = Path(folder) / "beside.db"
        bulk.make(store, synthetic.conflict(ACTS))
        took, ended = [], []
        with serving(store, "--timeout", str(TIMEOUT)) as server, server.client() as web:
            for _ in range(rounds):
                alone = fifty(web)
                with ThreadPoolExecutor(2) as hold:
                    asked = [hold.submit(endless, server.address) for _ in "ab"]
                    time.sleep(1.3)  # the slow ones have stepped aside by now
                    beside = fifty(web)
                    ended += [one.result() for one in asked]
                took.append((alone, beside))
                print(f"p95 alone {alone * 1000:.1f} ms, beside {beside * 1000:.1f} ms: {beside / alone:.2f} times")
        middle = statistics.median(beside / alone for alone, beside in took)
        alone, beside = map(min, zip(*took, strict=True))
        print(
            f"{rounds} rounds: median {middle:.2f} times; the best beside by the best alone {beside / alone:.2f} times"
        )
        print(f"ended after {min(ended):.2f} to {max(ended):.2f} s, told {TIMEOUT:g}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
