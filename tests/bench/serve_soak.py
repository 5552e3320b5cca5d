"""200 clients at once for 30 seconds, some asking what cannot be answered; then: is everything as it was before?

Run `python tests/bench/serve_soak.py [CLIENTS [SECONDS]]`. What is hard: a server that leaks does so slowly. So the
same crowd comes twice, and what is held then is compared with what was held before.
"""

from __future__ import annotations

import asyncio
import collections
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import httpx
import synthetic
from serve_live import serving

from kg.graph import bulk

ASKED = (
    "SELECT ?e ?label { ?e a esc:Event ; rdfs:label ?label } LIMIT 20",
    "SELECT (COUNT(*) AS ?n) { ?a esc:retaliationFor ?b }",
    "SELECT ?a ?b { ?a esc:retaliationFor ?b } LIMIT 100",
    "CONSTRUCT { ?a esc:retaliationFor ?b } WHERE { ?a esc:retaliationFor ?b } LIMIT 50",
    "SELECT ?broken",
)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?a)) > STRLEN(STR(?g))) }"
ONE_IN = 40  # clients who ask what cannot be answered
ACTS = 2000


def held(server) -> tuple[int, int, int]:
    """Megabytes, processes and open files of the server."""
    pids = [server.process.pid, *server.children]
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    files = len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20, len(pids), files


async def crowd(address: str, clients: int, seconds: float) -> tuple[collections.Counter, list[float]]:
    """Let them all ask; return the statuses, and how long good answers took."""
    codes: collections.Counter = collections.Counter()
    took: list[float] = []
    end = time.monotonic() + seconds

    async def visitor(number: int) -> None:
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            turn = number
            while time.monotonic() < end:
                query = ENDLESS if number % ONE_IN == 0 else ASKED[turn % len(ASKED)]
                began = time.perf_counter()
                answer = await client.get("/sparql", params={"query": query}, headers={"Cache-Control": "no-cache"})
                codes[answer.status_code] += 1
                if answer.status_code == httpx.codes.OK:
                    took.append(time.perf_counter() - began)
                if answer.status_code in {429, 503}:
                    await asyncio.sleep(0.5)
                turn += 1

    await asyncio.gather(*(visitor(number) for number in range(clients)))
    return codes, took


def main(clients: int, seconds: float) -> None:
    """Send the crowd twice, and look at what is left."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_DIR")) as folder:
        store = Path(folder) / "soak.db"
        bulk.make(store, synthetic.conflict(ACTS))
        with serving(store, "--timeout", "5") as server:
            left = [held(server)]
            print("MB, processes, files at first:", left[0])
            for _ in range(2):
                codes, took = asyncio.run(crowd(server.address, clients, seconds))
                time.sleep(12)
                left.append(held(server))
                p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
                print(
                    f"{dict(codes)}; good answers: p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms; left: {left[-1]}"
                )
                assert set(codes) <= {200, 400, 429, 503}
            (memory, processes, files), *after = left
            assert all(one[1] <= processes and one[2] <= files + 2 for one in after)
            assert after[-1][0] <= memory * 1.1 + 10, "memory grew"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, float(sys.argv[2]) if len(sys.argv) > 2 else 30.0)
