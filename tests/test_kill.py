"""`kill -9` in the middle of a build: the store opens, what was told as stored is there, the next run ends the same.

Half of the moments fall just before, at or after a document is reported stored, where a write is under way.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.graph import rdf
from kg.graph.ledger import Ledger

MOMENTS = 20
PLACES = ["Brod", "Kharkiv", "Sumy", "Odesa", "Izmail", "Chuhuiv", "Nikopol", "Dnipro"]
BUILD = [sys.executable, "-m", "kg", "build", "--verbose", "--workers", "1", "--published", "2024-03-08", "--store"]


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """Sixteen reports, some of which tell of the same acts, so that storing one changes what others said."""
    folder = tmp_path_factory.mktemp("articles")
    for n in range(16):
        place, other = PLACES[n % len(PLACES)], PLACES[(n + 1) % len(PLACES)]
        (folder / f"{n:02}.txt").write_text(
            f"Russian missiles struck {place} on 4 March 2024, killing {n + 2} people, the governor said.\n\n"
            f"Ukrainian drones attacked Klintsy on 5 March 2024 in retaliation for the strike on {place}. "
            f"Russia shelled {other} on 6 March 2024 in response to the drone attack on Klintsy.\n"
        )
    return folder


def contents(store) -> list:
    """All rows of all tables but the store's own name and what FTS5 keeps for itself."""
    with Ledger.open(store, read_only=True) as ledger:
        tables = ("document", "told", "event", "party", "site", "actor", "place", "named", "claim", "link")
        return [sorted(map(repr, ledger.db.execute(f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608


def quads(store) -> bytes:
    with Ledger.open(store, read_only=True) as ledger:
        return b"".join(rdf.chunks(ledger.graph()))


@pytest.fixture(scope="module")
def undisturbed(articles, tmp_path_factory):
    store = tmp_path_factory.mktemp("whole") / "kg.db"
    start = time.monotonic()
    told = subprocess.run([*BUILD, store, articles], capture_output=True, text=True, check=True).stdout
    assert told.count("\nstored ") + told.startswith("stored ") == 16
    return quads(store), time.monotonic() - start


def moments(longest: float):
    """(reported documents to wait for, seconds to wait then)."""
    chance = random.Random(3)  # noqa: S311 - moments, not secrets
    for n in range(MOMENTS):
        yield (0, chance.uniform(0, longest)) if n % 2 else (chance.randrange(1, 16), chance.uniform(0, 0.02))


@pytest.fixture(scope="module")
def cuts(articles, undisturbed, tmp_path_factory):
    """The kills, two at a time, each with what came of it."""
    whole, longest = undisturbed
    folder = tmp_path_factory.mktemp("cuts")
    with ThreadPoolExecutor(2) as pool:
        yield [
            pool.submit(killed, articles, folder / f"{cut}.db", reports, wait, whole)
            for cut, (reports, wait) in enumerate(moments(longest))
        ]


def killed(articles, store, reports: int, wait: float, whole: bytes) -> None:
    running = subprocess.Popen([*BUILD, store, articles], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told = [running.stdout.readline() for _ in range(reports)]
    time.sleep(wait)
    os.kill(running.pid, signal.SIGKILL)
    told += running.communicate()[0].splitlines()
    said = {line.split()[1] for line in told if line.startswith("stored ")}
    if store.exists():
        check = subprocess.run(
            [sys.executable, "-m", "kg", "events", "--store", store], capture_output=True, check=False
        )
        if said:
            assert check.returncode == 0, check.stderr
            with Ledger.open(store, read_only=True) as ledger:
                assert said <= {document.id for document in ledger.documents()}
                assert all(event.documents for event in ledger.events())
    subprocess.run([*BUILD, store, articles], capture_output=True, check=True)
    assert quads(store) == whole


@pytest.mark.parametrize("cut", range(MOMENTS))
def test_a_build_that_is_killed(cuts, cut):
    cuts[cut].result()


def test_revisions_aside_the_tables_are_the_same(articles, tmp_path):
    """Killed and completed, or undisturbed: the same rows but for the number of the change that wrote them."""
    rows = []
    for name, killed in (("a.db", False), ("b.db", True)):
        store = tmp_path / name
        if killed:
            running = subprocess.Popen([*BUILD, store, articles], stdout=subprocess.PIPE, text=True)
            for _ in range(5):
                running.stdout.readline()
            running.kill()
            running.communicate()
        subprocess.run([*BUILD, store, articles], capture_output=True, check=True)
        with Ledger.open(store) as ledger:
            tables = ("document", "event", "actor", "place", "claim", "link")
            for table in tables:
                ledger.db.execute(f"UPDATE {table} SET revision = 0")  # noqa: S608
        rows.append(contents(store))
    assert rows[0] == rows[1]
