"""What `kg export` writes loads unchanged into other SPARQL servers, and the catalogue finds the same there as here."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pyoxigraph as ox
import pytest

from kg.graph import exports, questions, rdf, rdf_change
from kg.graph.ledger import Ledger
from kg.resolve import across

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "neo4j"))

import world

pytestmark = pytest.mark.servers
CACHE = Path(os.environ.get("KG_TEST_CACHE") or Path.home() / ".cache" / "escalation-kg-tests")
FUSEKI = "jena-fuseki-server-5.6.0.jar"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
READY = 300


def fuseki(port: int) -> list[str]:
    """The command that starts Fuseki; its jar is fetched from Maven Central, once."""
    if not shutil.which("java") or not shutil.which("mvn"):
        pytest.skip("no Java and Maven to run Fuseki with")
    if not (CACHE / FUSEKI).is_file():
        name, version = FUSEKI.removesuffix(".jar").rsplit("-", 1)
        fetch = ["mvn", "-q", "-B", COPY, f"-Dartifact=org.apache.jena:{name}:{version}", f"-DoutputDirectory={CACHE}"]
        done = subprocess.run(fetch, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"Maven could not fetch Fuseki: {(done.stdout + done.stderr)[-300:]}")
    return ["java", "-Xmx1g", "-jar", str(CACHE / FUSEKI), "--mem", "--update", "--localhost", f"--port={port}", "/it"]


def oxigraph(port: int) -> list[str]:
    """The command that starts Oxigraph's own server."""
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        pytest.skip("oxigraph is not installed (pip install oxigraph)")
    return [found, "serve", "--bind", f"127.0.0.1:{port}"]


KINDS = {
    "fuseki": (fuseki, "/it/data", "/it/update", "/it/query", {"default-graph-uri": "urn:x-arq:UnionGraph"}),
    "oxigraph": (oxigraph, "/store", "/update", "/query", {"union-default-graph": ""}),
}
"""The command; where it takes data, updates, queries; and how it is told to ask all graphs together."""


class Elsewhere:
    """A server of another make."""

    def __init__(self, client: httpx.Client, data: str, update: str, query: str, union: dict[str, str]) -> None:
        self.client, self.data, self.update, self.query, self.union = client, data, update, query, union

    def load(self, body: bytes, media: str, where: str = "") -> None:
        self.client.post(self.data + where, content=body, headers={"Content-Type": media}).raise_for_status()

    def change(self, text: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self.client.post(self.update, content=text.encode(), headers=headers).raise_for_status()

    def ask(self, text: str, *, union: bool) -> list[dict]:
        headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
        answer = self.client.post(
            self.query, params=self.union if union else {}, content=text.encode(), headers=headers
        )
        answer.raise_for_status()
        return answer.json()["results"]["bindings"]


@pytest.fixture(params=KINDS)
def elsewhere(request):
    """An empty server."""
    command, *paths = KINDS[request.param]
    with running(command) as client:
        yield Elsewhere(client, *paths)


@contextmanager
def running(command):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    with (
        TemporaryDirectory() as folder,  # Fuseki writes its settings where it is started
        subprocess.Popen(command(port), cwd=folder, stdout=quiet, stderr=quiet) as process,
    ):
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
                until = time.monotonic() + READY
                while time.monotonic() < until:
                    try:
                        client.get("/")
                        break
                    except httpx.TransportError:
                        assert process.poll() is None
                        time.sleep(0.1)
                yield client
        finally:
            process.kill()


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        for seed in range(20, 28):
            ledger.store(world.story(seed, acts=14), across)
        yield ledger


def told(term) -> str:
    """The same value in one spelling."""
    text = "" if term is None else term["value"] if isinstance(term, dict) else term.value
    try:
        return f"{float(text):.3f}"
    except ValueError:
        return text


def equal(elsewhere: Elsewhere, ledger: Ledger, *, union: bool) -> None:
    """Every question of the catalogue finds the same rows there as here, and some find something."""
    here, some = ox.Store(), 0
    here.extend(rdf.quads(ledger.graph()))
    for question in questions.catalogue():
        text = questions.bind(question, {})
        found = here.query(text, use_default_graph_as_union=True)
        names = [variable.value for variable in found.variables]
        wanted = sorted(tuple(told(term) for term in row) for row in found)
        there = sorted(tuple(told(row.get(name)) for name in names) for row in elsewhere.ask(text, union=union))
        assert there == wanted, question.name
        some += bool(wanted)
    assert some > 15


def written(ledger: Ledger, form: str, path: Path) -> bytes:
    exports.write(ledger.graph(), form, path)
    return path.read_bytes()


def test_n_quads_and_then_what_changed(elsewhere, ledger, tmp_path):
    elsewhere.load(written(ledger, "n-quads", tmp_path / "g.nq"), "application/n-quads")
    equal(elsewhere, ledger, union=True)
    before, chance = ledger.revision, random.Random(4)  # noqa: S311 - a story
    ledger.forget(chance.choice([document.id for document in ledger.documents()]), across)
    ledger.store(world.story(99, acts=9), across)
    elsewhere.change("".join(rdf_change.lines(ledger, before)))
    equal(elsewhere, ledger, union=True)
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert int(elsewhere.ask(count, union=False)[0]["n"]["value"]) == len(set(rdf.quads(ledger.graph())))


def test_turtle(elsewhere, ledger, tmp_path):
    elsewhere.load(written(ledger, "turtle", tmp_path / "g.ttl"), "text/turtle", "?default")
    equal(elsewhere, ledger, union=False)
