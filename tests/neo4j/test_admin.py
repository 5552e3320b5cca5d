"""The files of `kg export --format neo4j-admin`, really imported, are the same graph that a sync writes."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
import world
from neo4j_server import PASSWORD, VERSIONS, Missing, Server

from kg.graph.ledger import Ledger
from kg.resolve import across

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize("release", VERSIONS)
def test_what_is_imported_is_equal(release, tmp_path):
    store = tmp_path / "kg.db"
    with Ledger.open(store, create=True) as ledger:
        for seed in range(8):
            ledger.store(world.story(seed, acts=20, long=30_000 if seed == 3 else 0), across)
    folder = tmp_path / "files with a blank"
    told = subprocess.run(
        [sys.executable, "-m", "kg", "export", "--format", "neo4j-admin", "-o", folder, "--store", store],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "neo4j-admin database import full neo4j" in told.stdout
    try:
        server = Server(release, tmp_path / "home", brief=True)
    except Missing as missing:
        pytest.skip(str(missing))
    server.home.mkdir()
    done = server.admin("database", "import", "full", "neo4j", f"@{folder / 'import.args'}")
    assert done.returncode == 0, done.stdout + done.stderr
    server.start()
    try:
        env = {"NEO4J_PASSWORD": PASSWORD, "PATH": "/usr/bin"}
        for words, said in (
            (("--verify",), "Equal.\n"),
            ((), "In step at revision 8; nothing to write.\n"),
            (("--full",), "In step"),
            (("--verify",), "Equal.\n"),
        ):
            line = [sys.executable, "-m", "kg", "sync", *words, "--store", store, "--uri", server.uri]
            told = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
            assert told.returncode == 0, told.stdout + told.stderr
            assert said in told.stdout
    finally:
        server.stop()
        shutil.rmtree(server.home, ignore_errors=True)
