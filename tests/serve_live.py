"""A real server, started as a person would start it, on a store of three made-up articles."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import acts
import httpx

from kg.graph.ledger import Ledger
from kg.resolve import across

TOKEN = "sesame"  # noqa: S105 - a test's
HOSTILE = '<script>alert(1)</script><svg onload=alert(2)>\u202e "]}</title>'

IZMAIL = (acts.SHELLING, "Russia", "Ukraine", "Izmail", acts.day(1))
KLINTSY = (acts.DRONES, "Ukraine", "Russia", "Klintsy", acts.day(3))
ODESA = (acts.SHELLING, "Russia", "Ukraine", "Odesa", acts.day(5))
ANSWER = (1, 0, acts.RETALIATION, 0.9, False)
WIRE = acts.telling("Wire", [IZMAIL, KLINTSY], [ANSWER], [(0, 6, "the governor")])
BOTH = [ANSWER, (2, 1, acts.RESPONSE, 0.8, False)]
PAPER = acts.telling("Paper", [IZMAIL, KLINTSY, ODESA], BOTH, [(0, 9, "the mayor")])
EVIL = acts.telling(HOSTILE, [(acts.SHELLING, HOSTILE, "Ukraine", HOSTILE, acts.day(9))], [], [(0, 1, HOSTILE)])
RADIO = acts.telling("Radio", [(acts.DRONES, "Ukraine", "Russia", "Bryansk", acts.day(7))])


def fill(path: Path, *graphs) -> Path:
    with Ledger.open(path, create=True) as ledger:
        for graph in graphs:
            ledger.store(graph, across)
    return path


@dataclass
class Running:
    """A server: its process, address and store."""

    process: subprocess.Popen
    address: str
    store: Path

    def client(self, **headers) -> httpx.Client:
        return httpx.Client(base_url=self.address, headers=headers, timeout=300)

    @property
    def children(self) -> list[int]:
        """The processes that belong to the server."""
        pid = self.process.pid
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextlib.contextmanager
def serving(store: Path, *options: str):
    """Start `kg serve` on a free port, and stop it at the end."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    try:
        line = process.stderr.readline()
        assert "serving at" in line, line + process.stderr.read()
        yield Running(process, line.split("serving at ")[1].split("/ and")[0], store)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        process.stderr.close()
