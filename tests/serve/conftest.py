"""The servers that tests ask."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from serve_live import EVIL, PAPER, TOKEN, WIRE, fill, serving


@pytest.fixture(scope="session")
def folder():
    """A folder on a real disk: hard links and locks work there."""
    path = Path(tempfile.mkdtemp(prefix="kg-serve-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def server(folder):
    """A server that only reads, as most are."""
    with serving(fill(folder / "read.db", WIRE, PAPER, EVIL), "--timeout", "3", "--max-rows", "5000") as running:
        yield running


@pytest.fixture(scope="session")
def writable(folder):
    """A server that takes updates from those who have the token."""
    with serving(fill(folder / "write.db", WIRE, PAPER), "--writable", "--token", TOKEN, "--timeout", "5") as running:
        yield running


@pytest.fixture
def web(server):
    with server.client() as client:
        yield client


@pytest.fixture
def pen(writable):
    """A client that may write; its graphs are gone afterwards."""
    with writable.client(Authorization=f"Bearer {TOKEN}") as client:
        yield client
        client.post("/sparql", content="CLEAR ALL", headers={"Content-Type": "application/sparql-update"})
