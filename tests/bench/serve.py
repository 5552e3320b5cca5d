"""The endpoint at 100,000 acts, beside `oxigraph serve` and rdflib-endpoint, on the same data in one run.

Run `python tests/bench/serve.py [ACTS or STORE]`; `KG_PEERS` names a folder of programs that holds `oxigraph` and
`rdflib-endpoint` (a virtual environment's `bin`). What is hard: being fair. All three are asked the same text for the
same form over a new connection each time, in turns; their rows are counted and must be the same; machines are busy,
so read the ratios of the medians. rdflib-endpoint runs over Oxigraph too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import acts
import httpx
import pyoxigraph as ox
import synthetic
from serve_live import serving

from kg.graph import bulk, questions
from kg.graph.ledger import Ledger
from kg.graph.projection import snapshot
from kg.resolve import across
from kg.vocab import Relation

ROUNDS = 5
PATIENCE = 60.0
LONG = 5.0  # seconds; what takes longer is asked once only
ASKED = {
    "what-answered": {"event": "EVENT"},
    "what-was-it-an-answer-to": {"event": "EVENT"},
    "timeline-of-a-place": {"place": "PLACE"},
    "stated-or-inferred": {},
    "most-cited-documents": {},
    "retaliation-latency": {},
    "places-struck-most": {"since": "2003-01-01", "until": "2003-12-31"},
    "who-struck-whom": {"since": "2003-01-01", "until": "2003-12-31"},
    "who-retaliated-against-whom": {},
    "tit-for-tat": {"side": "Party 1"},
}
LAUNCH = (  # its own command line binds a port and reads files by rdflib; the same application, over Oxigraph's store
    "import sys, uvicorn, pyoxigraph as ox, rdflib; from rdflib_endpoint import SparqlEndpoint; "
    "from oxrdflib.store import OxigraphStore; store = ox.Store.read_only(sys.argv[1]); "
    "graph = rdflib.Dataset(store=OxigraphStore(store=store), default_union=True); "
    "uvicorn.run(SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level='critical')"
)


def port() -> int:
    """A port that is free now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], address: str):
    """A peer, from when it answers until the end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(address, params={"query": "ASK {}"}, timeout=PATIENCE).is_success:
                    break
            assert process.poll() is None, command
            time.sleep(0.05)
        yield time.perf_counter() - began
    finally:
        process.kill()
        process.wait()


def ask(client: httpx.Client, address: str, text: str, *, anew: bool = True) -> tuple[float, int | None]:
    """Seconds until the whole answer is there, and its rows; None where there is no good answer.

    `anew`: not out of what a server keeps of earlier answers.
    """
    began = time.perf_counter()
    headers = {"Accept": "application/sparql-results+json"} | ({"Cache-Control": "no-cache"} if anew else {})
    try:
        answer = client.post(address, data={"query": text}, headers=headers)
        rows = len(answer.json()["results"]["bindings"]) if answer.is_success else None
    except (httpx.HTTPError, ValueError):
        rows = None
    return time.perf_counter() - began, rows


def texts(store: Path) -> dict[str, str]:
    """The questions with something in the store as their parameters."""
    with Ledger.open(store, read_only=True) as ledger:
        told = [e for e in ledger.events(limit=500) if ledger.links(cause=e.id)]
        event = next(e for e in told if any(k.kind is not Relation.FOLLOWED for k in ledger.links(effect=e.id)))
        known = {"EVENT": event.id, "PLACE": ledger.place(event.places[0]).name}
    return {
        name: questions.bind(questions.find(name), {key: known.get(value, value) for key, value in given.items()})
        for name, given in ASKED.items()
    }


AGAIN = "kg, kept"
"""Our server, asked what it was asked before."""


def compare(store: Path, servers: dict[str, str]) -> None:
    """Print the medians of all, and the ratios."""
    servers = {**servers, AGAIN: servers["kg"]}
    print(f"{'median ms of ' + str(ROUNDS):30}" + "".join(f"{name:>18}" for name in servers) + "   kg/oxigraph   rows")
    client = httpx.Client(timeout=PATIENCE)
    for name, text in texts(store).items():
        took: dict[str, list[float]] = {server: [] for server in servers}
        rows: dict[str, set[int | None]] = {server: set() for server in servers}
        for turn in range(ROUNDS + 1):  # the first warms up
            for server, address in servers.items():
                if took[server] and took[server][-1] > LONG:
                    continue
                seconds, count = ask(client, address, text, anew=server != AGAIN)
                rows[server].add(count)
                if turn or seconds > LONG:
                    took[server].append(seconds)
        told = {server: statistics.median(times) * 1000 for server, times in took.items()}
        line = f"{name:30}" + "".join(f"{ms:18,.1f}" for ms in told.values())
        ratio = f"{told['kg'] / told['oxigraph']:14.2f}" if "oxigraph" in told else ""
        print(line + ratio + "   " + ", ".join(f"{s}: {sorted(map(str, c))}" for s, c in rows.items()), flush=True)


def renew(store: Path, address: str) -> float:
    """Seconds from the end of a write of one document to its being served."""
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?d a esc:Document } }"
    before = httpx.get(address, params={"query": count}, timeout=60).json()
    graph = acts.telling(f"News {time.time()}", [(acts.DRONES, "Party 1", "Party 2", "Town 1", acts.day(1))])
    with Ledger.open(store) as ledger:
        ledger.store(graph, across)
    began = time.perf_counter()
    while httpx.get(address, params={"query": count}, timeout=60).json() == before:
        time.sleep(0.02)
        assert time.perf_counter() - began < PATIENCE
    return time.perf_counter() - began


def resident(pid: int) -> int:
    """Megabytes of memory that a process holds."""
    told = Path(f"/proc/{pid}/statm").read_text().split()[1]
    return int(told) * os.sysconf("SC_PAGE_SIZE") >> 20


def starts(store: Path) -> list[float]:
    """Seconds from the command to the first answer, several times, on a store that is ready."""
    found, client = [], httpx.Client(timeout=PATIENCE)
    for _ in range(5):
        began = time.perf_counter()
        with serving(store) as server:
            ask(client, f"{server.address}/sparql", "SELECT * { ?s ?p ?o } LIMIT 1")
            found.append(time.perf_counter() - began)
    return found


def main(given: str) -> None:
    """Make the store, or take the one given; start all; compare."""
    peers = Path(os.environ.get("KG_PEERS", ""))
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_DIR")) as folder, contextlib.ExitStack() as stack:
        store, copy = Path(folder) / "bench.db", Path(folder) / "ox"
        if given.isdecimal():
            bulk.make(store, synthetic.conflict(int(given)))
        else:
            store = Path(given)
        began = time.perf_counter()
        with snapshot(store) as ready:
            print(f"{given}: the first edition was there after {time.perf_counter() - began:.1f} s", flush=True)
            shutil.copytree(ready, copy)
        print(f"{len(ox.Store.read_only(str(copy))):,} quads")
        found = starts(store)
        print(f"start on a ready store, to the first answer: {min(found):.2f} to {max(found):.2f} s", flush=True)
        server = stack.enter_context(serving(store, "--timeout", "90", "--max-rows", "10000000"))
        servers = {"kg": f"{server.address}/sparql"}
        if (peers / "oxigraph").exists():
            bind = f"127.0.0.1:{port()}"
            command = [str(peers / "oxigraph"), "serve-read-only", "--union-default-graph"]
            servers["oxigraph"] = f"http://{bind}/query"
            stack.enter_context(running([*command, "-l", str(copy), "-b", bind], servers["oxigraph"]))
        if (peers / "rdflib-endpoint").exists():
            number = port()
            servers["rdflib-endpoint"] = f"http://127.0.0.1:{number}/"
            command = [str(peers / "python"), "-c", LAUNCH, str(copy), str(number)]
            stack.enter_context(running(command, servers["rdflib-endpoint"]))
        compare(store, servers)
        print(f"resident: {sum(resident(pid) for pid in [server.process.pid, *server.children])} MB in all processes")
        times = [renew(store, servers["kg"]) for _ in range(5)]
        print(f"a document more, served after {min(times):.2f} to {max(times):.2f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "100000")
