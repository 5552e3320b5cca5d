"""A real Neo4j of each release for the tests: the one at NEO4J_URI, else our own from Maven, else one in Docker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import neo4j
from neo4j_server import PASSWORD, VERSIONS, Missing, Server, free_port

from kg.sync.server import Server as Door

EMPTY = ("MATCH ()-[r]->() DELETE r", "MATCH (n) DELETE n")


@dataclass
class Live:
    """Where a server is, and how to get in."""

    uri: str
    user: str
    password: str
    server: Server | None = None

    def door(self, database: str | None = None) -> Door:
        return Door(self.uri, self.user, self.password, database)

    def options(self) -> list[str]:
        return ["--uri", self.uri, "--user", self.user]

    @property
    def env(self) -> dict[str, str]:
        plain = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
        return {**plain, "NEO4J_PASSWORD": self.password}

    def run(self, *queries: str, **values):
        """Run queries as somebody else would; return the rows of the last."""
        auth = self.user, self.password
        with neo4j.GraphDatabase.driver(self.uri, auth=auth, notifications_min_severity="OFF") as driver:
            found = [driver.execute_query(query, values).records for query in queries]
        return [record.data() for record in found[-1]]

    def kg(self, *words: str, **more) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg", *words, *self.options()],
            capture_output=True, text=True, check=False, env=self.env, stdin=subprocess.DEVNULL, **more,
        )  # fmt: skip


def _docker(version: str):
    """Start a container where a Docker engine answers; yield None where none does."""
    name, port = f"kg-test-{version}", free_port()
    there = (
        shutil.which("docker") and not subprocess.run(["docker", "info"], capture_output=True, check=False).returncode
    )
    if not there:
        return None
    subprocess.run(
        ["docker", "run", "-d", "--rm", "--name", name, "-p", f"{port}:7687", "-e", f"NEO4J_AUTH=neo4j/{PASSWORD}",
         f"neo4j:{version}"],
        check=True, capture_output=True,
    )  # fmt: skip
    live = Live(f"bolt://127.0.0.1:{port}", "neo4j", PASSWORD)
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            live.run("RETURN 1")
        except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.AuthError):
            time.sleep(1)
        else:
            return live
    pytest.skip("the container of Neo4j did not start")


@pytest.fixture(scope="session", params=list(VERSIONS))
def neo(request):
    """A running server of each release, with authentication on."""
    if "NEO4J_URI" in os.environ:
        if request.param != "5.26":
            pytest.skip("NEO4J_URI names one server; it is tested once")
        live = Live(os.environ["NEO4J_URI"], os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
        if live.run("MATCH (n) RETURN n LIMIT 1"):
            pytest.skip("the database at NEO4J_URI is not empty, and the tests would empty it")
        yield live
        live.run(*EMPTY)
        return
    home = Path(tempfile.mkdtemp(prefix="kg-neo4j-"))
    try:
        server = Server(request.param, home, brief=True).start()
    except Missing as missing:
        live = _docker(VERSIONS[request.param][0])
        if live is None:
            pytest.skip(f"{missing}, and no Docker engine answers")
        yield live
        subprocess.run(["docker", "kill", f"kg-test-{VERSIONS[request.param][0]}"], check=False, capture_output=True)
        return
    yield Live(server.uri, "neo4j", PASSWORD, server)
    server.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def empty(neo):
    """A server whose database holds nothing."""
    neo.run(*EMPTY)
    return neo


@pytest.fixture
def own(neo):
    """A server that a test may stop and start."""
    if neo.server is None:
        pytest.skip("only a server of our own can be stopped")
    neo.run(*EMPTY)
    return neo
