"""What no query can do: hang the server, delay others, outlive its time, take all memory, or leave anything behind."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import acts
import httpx
import pytest
from serve_live import PAPER, RADIO, WIRE, fill, serving

from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.serve.pool import Answer
from kg.serve.shelf import Shelf

FAST = "SELECT ?label { ?e a esc:Event ; rdfs:label ?label } ORDER BY ?label"
ENDLESS = """SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o
FILTER(STRLEN(STR(?a)) + STRLEN(STR(?d)) > STRLEN(CONCAT(STR(?g), STR(?j), STR(?m)))) }"""
ROOM = 10.0
"""Seconds that a busy machine may take for nothing; how exact deadlines are, `tests/bench/serve_beside.py` tells."""
ANEW = {"Cache-Control": "no-cache"}
"""Answered by a worker, not out of what is kept."""
EVENTS = "SELECT (COUNT(?e) AS ?n) { ?e a esc:Event }"


def ask(client, query):
    return client.get("/sparql", params={"query": query}, headers=ANEW)


def steps(size: int) -> str:
    """A query whose work grows with the square of `size`."""
    numbers = " ".join(map(str, range(size)))
    return f"SELECT (SUM(?x * ?y) AS ?n) {{ VALUES ?x {{ {numbers} }} VALUES ?y {{ {numbers} }} }}"


def lasting(client, seconds: float) -> str:
    """A query that takes about this long on this machine, now."""
    size = 1000
    began = time.perf_counter()
    assert ask(client, steps(size)).status_code == 200
    return steps(int(size * (seconds / (time.perf_counter() - began)) ** 0.5))


@contextlib.contextmanager
def asking(running, query: str):
    """A connection on which a query was asked; its answer is not waited for."""
    url = httpx.Request("GET", f"{running.address}/sparql", params={"query": query}).url
    with socket.create_connection((url.host, url.port)) as link:
        link.sendall(f"GET {url.raw_path.decode()} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        yield link


@pytest.fixture(scope="module")
def patient(folder):
    """A server that lets a query run for ten minutes."""
    with serving(fill(folder / "patient.db", WIRE, PAPER), "--timeout", "600") as running:
        yield running


def until(true, seconds: float = 60.0) -> bool:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def processor(pid: int) -> float:
    """Seconds of processor time that a process has taken; none of one that ended since it was listed."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def idle(running) -> bool:
    """Whether none of the server's processes is at work."""
    before = {pid: processor(pid) for pid in running.children}
    time.sleep(0.5)
    return all(processor(pid) - before[pid] < 0.1 for pid in running.children if pid in before)


def aside(running) -> list[int]:
    """The server's processes that run when nobody else wants to."""
    return [pid for pid in running.children if os.sched_getscheduler(pid) == os.SCHED_IDLE]


def test_what_was_asked_before_is_answered_without_a_worker_and_never_out_of_old_data(folder):
    store = fill(folder / "kept.db", WIRE)
    asked = {"query": EVENTS, "timeout": "1"}
    with serving(store) as running, running.client() as client:
        first = client.get("/sparql", params=asked)
        for child in running.children:
            os.kill(child, signal.SIGSTOP)
        again = client.get("/sparql", params=asked)
        assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
        assert client.get("/sparql", params=asked, headers=ANEW).status_code == 503, "no worker is awake"
    with serving(store) as running, running.client() as client:
        first = client.get("/sparql", params=asked).json()
        fill(store, RADIO)
        assert until(lambda: client.get("/sparql", params=asked).json() != first)


def test_the_answers_kept_have_bounds():
    shelf = Shelf(room=3000)
    good = Answer({"media": "text/csv"}, b"a", None)
    for tag, answer in {"1": good, "wrong": Answer({"wrong": "syntax"}, b"", None), "2": good, "3": good}.items():
        shelf.find("1")
        shelf.keep(tag, answer)
    assert (list(shelf.kept), shelf.size) == (["1", "3"], 2050)


def test_an_endless_query_is_ended_in_time_and_nothing_is_left_of_it(server, web):
    assert until(lambda: idle(server))
    before = set(server.children)
    answers = []
    for _ in range(3):
        began = time.monotonic()
        answers.append((ask(web, ENDLESS), time.monotonic() - began))
    for answer, took in answers:
        assert answer.status_code == 503
        assert 3 <= took + 0.1 < 3 + ROOM
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["content-type"] == "application/problem+json"
        assert "3 s" in answer.json()["detail"]
    assert until(lambda: len(server.children) <= len(before)), "the processes are gone"
    assert idle(server), "nobody works on"
    assert ask(web, FAST).status_code == 200


def test_a_client_may_ask_for_less_time_never_for_more(web):
    for given, expected in ((1, 1), (60, 3)):
        answer = web.get("/sparql", params={"query": ENDLESS, "timeout": given}, timeout=3 + ROOM)
        assert answer.status_code == 503
        assert f"longer than {expected} s" in answer.json()["detail"]


def test_fast_queries_beside_slow_ones(patient):
    """50 fast queries are all answered while two slow ones run on; how fast, `tests/bench/serve_beside.py` tells."""
    with patient.client() as web, asking(patient, ENDLESS) as one, asking(patient, ENDLESS) as other:
        for _ in range(50):
            assert ask(web, FAST).status_code == 200
        for link in (one, other):
            link.setblocking(False)
            with pytest.raises(BlockingIOError):
                link.recv(1)
        assert until(lambda: len(aside(patient)) == 2), "they run when nobody else wants to"
    assert until(lambda: not aside(patient)), "no other query is given to them"


def test_a_client_that_leaves_takes_its_query_along(patient):
    with asking(patient, ENDLESS), patient.client() as web:
        time.sleep(1.5)
        assert not aside(patient), "nobody is there to make room for"
        params = {"query": FAST}
        assert until(lambda: web.get("/sparql", params=params, headers=ANEW).is_success and aside(patient))
        (worker,) = aside(patient)
    assert until(lambda: worker not in patient.children), "long before its time was up"
    assert until(lambda: idle(patient))


def test_too_many_are_told_to_come_back(folder):
    with serving(fill(folder / "q.db", WIRE), "--timeout", "8", "--workers", "1", "--queue", "2") as running:
        with ThreadPoolExecutor(8) as many:
            asked = [
                many.submit(httpx.get, f"{running.address}/sparql", params={"query": ENDLESS}, timeout=60)
                for _ in range(8)
            ]
            answers = [one.result() for one in asked]
        told = [answer.status_code for answer in answers]
        assert set(told) == {429, 503}
        assert all(int(answer.headers["retry-after"]) > 0 for answer in answers)
        with running.client() as client:
            assert ask(client, FAST).status_code == 200


def test_memory_is_bounded(folder):
    with (
        serving(fill(folder / "m.db", WIRE), "--memory", "256", "--timeout", "600") as running,
        running.client() as client,
    ):
        numbers = " ".join(map(str, range(2500)))
        pairs = f"VALUES ?x {{ {numbers} }} VALUES ?y {{ {numbers} }}"
        hungry = f"SELECT ?z {{ {pairs} BIND(CONCAT(STR(?x), '-', STR(?y)) AS ?z) }} ORDER BY ?z LIMIT 1"
        answer = ask(client, hungry)
        assert answer.status_code == 503
        assert "memory" in answer.json()["detail"]
        assert ask(client, FAST).status_code == 200


def test_nesting_is_bounded(web):
    for query in (f"ASK {{ {'{' * 5000}{'}' * 5000} }}", f"ASK {{ FILTER({'!' * 100_000}true) }}"):
        answer = web.post("/sparql", data={"query": query})
        assert answer.status_code in {200, 400}
    assert ask(web, FAST).status_code == 200


def test_a_changed_store_is_served_anew(folder):
    """Within two seconds, says `tests/bench/serve.py`."""
    store = fill(folder / "grows.db", WIRE)
    with serving(store) as running, running.client() as client:

        def events() -> int:
            return int(ask(client, EVENTS).json()["results"]["bindings"][0]["n"]["value"])

        first = ask(client, EVENTS)
        assert events() == 2
        with Ledger.open(store) as ledger:
            ledger.store(RADIO, across)
        assert until(lambda: events() == 3)
        again = client.get("/sparql", params={"query": EVENTS}, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 200, "the tag went with the data"


def test_a_query_keeps_the_data_it_began_on(folder):
    store = fill(folder / "steady.db", WIRE)
    with serving(store, "--timeout", "100") as running, running.client() as client:
        slow = lasting(client, 3).replace("(SUM(?x * ?y) AS ?n)", "(COUNT(DISTINCT ?e) AS ?n) (SUM(?x * ?y) AS ?m)")
        slow = slow.rstrip(" }") + " } ?e a esc:Event }"
        with ThreadPoolExecutor(1) as one:
            asked = one.submit(lambda: ask(running.client(), slow))
            assert until(lambda: not idle(running) or asked.done())
            for n in range(3):
                with Ledger.open(store) as ledger:
                    ledger.store(acts.telling(f"Late{n}", [(acts.DRONES, "A", "B", "C", acts.day(30 + n))]), across)
                time.sleep(0.4)
            assert asked.result().json()["results"]["bindings"][0]["n"]["value"] == "2"
        assert until(lambda: ask(client, EVENTS).json()["results"]["bindings"][0]["n"]["value"] == "5")
        left = [path.name for path in Path(f"{store}.rdf").glob("serve-*/edition-*")]
        assert until(lambda: len(list(Path(f"{store}.rdf").glob("serve-*/edition-*"))) == 1), left


def test_small_answers_are_not_held_back(web):
    """On a connection that is kept open a packet that waits for its fellow costs 40 ms, each time; we need a few."""
    took = []
    for _ in range(100):
        began = time.perf_counter()
        assert ask(web, "ASK {}").status_code == 200
        took.append(time.perf_counter() - began)
    assert min(took) < 0.04


@pytest.mark.parametrize(("content", "said"), [(None, "no store"), (b"not a store", "kg:"), (b"", "kg:")])
def test_a_store_that_cannot_be_read_is_told_in_a_line(folder, content, said):
    path = folder / "broken.db"
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)
    command = [sys.executable, "-m", "kg", "serve", "--store", str(path), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode in {1, 2, 3}
    assert said in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


def test_a_port_that_is_taken_is_told_in_a_line(server):
    command = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "--store",
        str(server.store),
        "--port",
        server.address.rsplit(":", 1)[1],
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "choose another --port" in done.stderr


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_lets_answers_finish_and_leaves_nothing(folder, sign):
    store = fill(folder / f"end{sign}.db", WIRE)
    with serving(store, "--timeout", "100") as running:
        with running.client() as client:
            slow = lasting(client, 2)
        children = running.children
        with ThreadPoolExecutor(1) as one:
            asked = one.submit(httpx.post, f"{running.address}/sparql", data={"query": slow}, timeout=90)
            time.sleep(0.7)
            running.process.send_signal(sign)
            answer = asked.result()
        assert answer.status_code == 200
        assert answer.json()["results"]["bindings"]
        assert running.process.wait(60) in {0, -sign, 128 + sign}
        assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
        assert not list(Path(f"{store}.rdf").glob("serve-*"))


def test_killed_outright_it_leaves_no_process_and_the_next_one_tidies_up(folder):
    store = fill(folder / "killed.db", WIRE)
    with serving(store) as running:
        children = running.children
        assert len(children) >= 2
        running.process.kill()
        running.process.wait(10)
        assert until(lambda: not [pid for pid in children if Path(f"/proc/{pid}").exists()])
    with serving(store):
        assert len(list(Path(f"{store}.rdf").glob("serve-*"))) == 1


def test_many_at_once_leave_nothing_behind(server):
    """A short form of the soak in tests/bench: 60 clients for 3 s, some of them asking what cannot be answered."""
    codes, lock, ready = [], threading.Lock(), threading.Barrier(60)

    def client(number: int) -> None:
        with server.client() as web:
            ready.wait()
            end = time.monotonic() + 3
            while time.monotonic() < end:
                query = ENDLESS if number % 20 == 0 else FAST if number % 3 else "SELECT broken"
                code = ask(web, query).status_code
                with lock:
                    codes.append(code)

    with ThreadPoolExecutor(60) as crowd:
        list(crowd.map(client, range(60)))
    assert set(codes) <= {200, 400, 429, 503}
    assert 200 in codes
    assert until(lambda: len(server.children) <= 5 and idle(server))
