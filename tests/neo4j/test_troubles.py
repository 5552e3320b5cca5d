"""What goes wrong with a server: one line, and what to do; and a sync that is cut off ends equal in the next."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
import world

from kg.errors import ServiceError
from kg.graph.changed import changed
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.sync.run import state
from kg.sync.verify import compare

pytestmark = pytest.mark.neo4j
CUTS = 8


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store that takes some seconds to write."""
    path = tmp_path_factory.mktemp("troubles") / "kg.db"
    with Ledger.open(path, create=True) as ledger:
        for seed in range(6):
            ledger.store(world.story(seed, acts=50), across)
    return str(path)


def one_line(told, *words) -> None:
    assert told.returncode == 3, told.stderr
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1, told.stderr
    for word in words:
        assert word in told.stderr


def test_wrong_password(store, neo):
    told = subprocess.run(
        [sys.executable, "-m", "kg", "sync", "--store", store, *neo.options()],
        env={**neo.env, "NEO4J_PASSWORD": "wrong"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    one_line(told, "the user or the password is wrong", "--password-from")
    assert "wrong\n" not in told.stderr.replace("is wrong", "")


def test_no_password_at_all(store, neo):
    env = {key: value for key, value in neo.env.items() if key != "NEO4J_PASSWORD"}
    told = subprocess.run(
        [sys.executable, "-m", "kg", "sync", "--store", store, *neo.options()],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    one_line(told, "the password is wrong")


def test_password_from_a_file(store, empty, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(empty.password + "\n")
    env = {key: value for key, value in empty.env.items() if key != "NEO4J_PASSWORD"}
    words = ["sync", "--dry-run", "--store", store, "--password-from", str(secret), *empty.options()]
    told = subprocess.run([sys.executable, "-m", "kg", *words], env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_wrong_database(store, neo):
    one_line(neo.kg("sync", "--store", store, "--database", "nowhere"), "no database of that name", "--database")


def test_no_server(store):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    told = subprocess.run(
        [sys.executable, "-m", "kg", "sync", "--store", store, "--uri", f"bolt://127.0.0.1:{port}"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    one_line(told, "no Neo4j answers here", "--uri")


def test_no_address(store):
    told = subprocess.run(
        [sys.executable, "-m", "kg", "sync", "--store", store, "--uri", "http://127.0.0.1:7474"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert "bolt://HOST:7687" in told.stderr


def test_encryption_asked_of_a_server_without(store, neo):
    uri = neo.uri.replace("bolt://", "bolt+s://")
    told = subprocess.run(
        [sys.executable, "-m", "kg", "sync", "--store", store, "--uri", uri],
        env=neo.env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    one_line(told, uri)


def test_a_server_that_wants_encryption(store):
    """It closes the line on plain words, as one with TLS does."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up():
            for _ in range(3):
                line, _ = server.accept()
                line.recv(64)
                line.close()

        threading.Thread(target=hang_up, daemon=True).start()
        told = subprocess.run(
            [sys.executable, "-m", "kg", "sync", "--store", store, "--uri", f"bolt://127.0.0.1:{server.getsockname()[1]}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    one_line(told, "neo4j+s://")


def test_too_old(neo):
    with neo.door() as door, pytest.raises(ServiceError, match=r"Neo4j/4.4.9 is too old; kg needs Neo4j 5.26 or newer"):
        door._check("Neo4j/4.4.9")


def test_no_right_to_write(neo):
    """Community has no roles, so the code that an Enterprise server answers with is what is mapped."""
    from neo4j.exceptions import Neo4jError

    from kg.sync.server import _meaning

    error = Neo4jError._hydrate_neo4j(code="Neo.ClientError.Security.Forbidden", message="no")
    assert "no right to do it" in str(_meaning(error, "bolt://x", None))


def test_a_query_that_writes_is_refused(neo, monkeypatch):
    from kg.errors import QueryError

    neo.run("MATCH (n:Made) DELETE n")
    with neo.door() as door, pytest.raises(QueryError, match="would write"):
        door.ask("CREATE (n:Made) RETURN n", {}, 10, 10)
    assert neo.run("MATCH (n:Made) RETURN count(n) AS n") == [{"n": 0}]


def test_a_query_that_cannot_be_read(neo):
    from kg.errors import QueryError

    with neo.door() as door, pytest.raises(QueryError):
        door.ask("MATCH (n", {}, 10, 10)


def test_a_query_that_runs_on_and_on(neo):
    from kg.errors import QueryTimeout

    with neo.door() as door, pytest.raises(QueryTimeout, match="ran past its time"):
        door.ask("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN max(a * b % 7)", {}, 10, 1)


def equal(store, live) -> bool:
    with Ledger.open(store, read_only=True) as ledger, live.door() as door, changed(ledger, 0) as everything:
        assert state(door).revision == ledger.revision
        return all(one.equal for one in compare(everything, door, mentions=False))


def start(store, live):
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "sync", "--full", "--store", store, *live.options()],
        env=live.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def moments(live, longest: float):
    """Moments to cut at, ten in all: most on the oldest release that is supported, two on the current one."""
    chance = random.Random(5)  # noqa: S311 - moments, not secrets
    count = CUTS if live.server and live.server.release == "5.26" else 2
    return [0.0, *(chance.uniform(0, longest) for _ in range(count - 1))]


def begun(live, running) -> None:
    """Wait until something is written."""
    count = "MATCH (n) WHERE n.family IS NOT NULL RETURN count(n) AS n"
    while not live.run(count)[0]["n"] and running.poll() is None:
        time.sleep(0.01)


def test_killed_at_any_moment(store, empty):
    """SIGKILL between the first event and the last link: the next run writes the rest."""
    unfinished = 0
    for moment in moments(empty, 1.0):
        empty.run("MATCH ()-[r]->() DELETE r", "MATCH (n) DELETE n")
        running = start(store, empty)
        begun(empty, running)
        time.sleep(moment)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        unfinished += not empty.run("MATCH (n:EscalationSync) RETURN n")
        done = empty.kg("sync", "--store", store)
        assert done.returncode == 0, done.stderr
        assert equal(store, empty)
    assert unfinished, "no kill came in time"


def test_the_server_stops_at_any_moment(store, own):
    """One line, exit 3; once the server is back the next run ends equal. Mostly it is killed."""
    broken = 0
    for cut, moment in enumerate(moments(own, 0.8)):
        own.run("MATCH ()-[r]->() DELETE r", "MATCH (n) DELETE n")
        running = start(store, own)
        begun(own, running)
        time.sleep(moment)
        own.server.stop(kill=cut % 5 > 0)
        out, told = running.communicate(timeout=90)
        if running.returncode:
            broken += 1
            assert running.returncode == 3, told
            assert told.count("\n") == 1, told
        else:
            assert out.startswith("In step")
        own.server.start()
        done = own.kg("sync", "--store", store)
        assert done.returncode == 0, done.stderr
        assert equal(store, own)
    assert broken, "the server never stopped in time"
