"""The W3C's tests of SPARQL 1.1 Protocol, Service Description and Graph Store Protocol, against the live server.

The npm package rdf-test-suite runs them. It knows nothing of tokens, so a small module gives its `fetch` ours.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from serve_live import TOKEN, fill, serving

PACKAGES = ("rdf-test-suite@2.8.0", "n3@2.0.3")
MANIFESTS = "http://w3c.github.io/rdf-tests/sparql/"
ENGINE = """
const send = globalThis.fetch;
globalThis.fetch = (url, options = {}) => {
  const headers = new Headers(options.headers);
  if (new URL(url).hostname === '127.0.0.1') headers.set('authorization', 'Bearer TOKEN');
  return send(url, { ...options, headers });
};
module.exports = {};
"""

pytestmark = [pytest.mark.w3c]


@pytest.fixture(scope="module")
def runner(tmp_path_factory) -> Path:
    """The folder that holds the test runner; KG_RDF_TEST_SUITE names one that is there already."""
    ready = os.environ.get("KG_RDF_TEST_SUITE")
    if ready:
        return Path(ready)
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("w3c")
    (folder / "package.json").write_text("{}")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=180)
    if done.returncode:
        pytest.skip(f"npm could not fetch {PACKAGES[0]}: {done.stderr[-300:]}")
    return folder


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    store = fill(tmp_path_factory.mktemp("empty") / "empty.db")
    with serving(store, "--writable", "--token", TOKEN) as running:
        yield running


@pytest.mark.parametrize(
    ("part", "option", "path", "floor"),
    [
        ("protocol", "protocolEndpoint", "/sparql", 34),
        ("service-description", "serviceDescriptionEndpoint", "/sparql", 3),
        ("graph-store-protocol", "graphStoreEndpoint", "/graphs", 13),
    ],
)
def test_conformance(part, option, path, floor, runner, endpoint, shared, tmp_path):
    data = shared / "data" / "w3c"
    if not data.is_dir():
        pytest.skip("the W3C tests are not in the shared folder")
    engine = tmp_path / "engine.js"
    engine.write_text(ENGINE.replace("TOKEN", TOKEN))
    command = [
        "node",
        str(runner / "node_modules" / "rdf-test-suite" / "bin" / "Runner.js"),
        engine.name,
        f"{MANIFESTS}sparql11/{part}/manifest.ttl",
        *(
            "-o",
            "summary",
            "-d",
            "60000",
            "-m",
            f"{MANIFESTS}~{data}/",
            "-i",
            json.dumps({option: endpoint.address + path}),
        ),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600, cwd=tmp_path)
    counted = re.search(r"(\d+) / (\d+) tests succeeded", done.stdout)
    assert counted, done.stdout + done.stderr
    assert int(counted[1]) == int(counted[2]) >= floor, done.stdout
