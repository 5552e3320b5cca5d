"""Each command as a person runs it, on the bundled samples."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from acts import DRONES, SHELLING, day, telling

from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.vocab import Relation

ROOT = Path(__file__).resolve().parents[2]


def kg(*words: object, code: int = 0, **more) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)], capture_output=True, text=True, timeout=120, check=False, **more
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "kg.db"
    told = kg("build", "--samples", "--store", path)
    assert "5 new" in told
    return path


def test_building_again_changes_nothing(store):
    before = kg("export", "--store", store, "-f", "n-quads")
    assert "5 unchanged" in kg("build", "--samples", "--store", store)
    assert kg("export", "--store", store, "-f", "n-quads") == before


def test_one_process_or_two_the_same_bytes(store, tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    for path in (ROOT / "kg" / "samples").glob("*.jsonl"):
        for n, row in enumerate(path.read_text().splitlines()):
            text = json.loads(row)["text"]
            for copy in range(4):
                (articles / f"{path.stem}-{n}-{copy}.txt").write_text(f"{text}\n\nEdition {copy}.")
    dumps = []
    for workers in (1, 2):
        other = tmp_path / f"{workers}.db"
        kg("build", articles, "--store", other, "--workers", workers, "--published", "2024-03-07")
        dumps.append(kg("export", "--store", other))
    assert dumps[0] == dumps[1]
    assert dumps[0].count("\n") > 1000


def test_a_chain_with_its_sentences(store):
    told = kg("chains", "--store", store)
    assert "retaliation for" in told
    assert "in retaliation for Saturday's missile" in " ".join(told.split())
    assert "Border Wire, 2024-03-05" in told


def test_trace_from_words(store):
    told = kg("trace", "--store", store, "Ukraine's", "retaliation", "on", "Klintsy")
    assert "Ukraine: drone strike on Russia, Klintsy" in told.splitlines()[0]
    assert not kg("trace", "--store", store, "the", "opera", "in", "Klintsy", code=2)
    chain = json.loads(kg("chains", "--store", store, "--json"))[0]
    start = chain["events"][0]["id"]
    told = " ".join(kg("trace", start[:12], "--store", store).split())
    assert chain["events"][-1]["label"] in told
    back = json.loads(kg("trace", start, "--store", store, "--json"))
    assert back["branches"][0]["link"]["evidence"]
    on = kg("trace", chain["events"][-1]["id"], "--on", "--store", store)
    assert "answered by retaliation (" in on


def test_a_trace_shows_the_surest_and_counts_the_rest(store):
    start = json.loads(kg("chains", "--store", store, "--json"))[0]["events"][0]["id"]

    def steps(branches):
        return sum(1 + steps(b["branches"]) for b in branches)

    many = steps(json.loads(kg("trace", start, "--store", store, "--json", "--limit", "1"))["branches"])
    told = kg("trace", start, "--store", store, "--limit", "1")
    assert told.count("└─ ") == 1
    assert f"{many - 1} steps more" in told
    assert "steps more" not in kg("trace", start, "--store", store)


@pytest.mark.parametrize(("form", "start"), [("mermaid", "flowchart LR"), ("dot", "digraph escalation {")])
def test_drawings(store, form, start):
    assert kg("chains", "--store", store, "--format", form).startswith(start)


def test_show_puts_rival_claims_side_by_side(store):
    events = json.loads(kg("events", "--store", store, "--json"))
    pages = [kg("show", e["id"], "--store", store) for e in events]
    rivals = [p for p in pages if len({*re.findall(r"killed (\d+)", p)}) > 1]
    assert rivals, "the two papers disagree on the dead"


def test_filters(store):
    everything = json.loads(kg("events", "--store", store, "--json"))
    russian = json.loads(kg("events", "--store", store, "--actor", "Russia", "--json"))
    later = json.loads(kg("events", "--store", store, "--since", "2024-03-05", "--json"))
    assert 0 < len(russian) < len(everything)
    assert 0 < len(later) < len(everything)
    kg("events", "--store", store, "--type", "picnic", code=2)


def test_queries(store):
    listed = kg("query", "--store", store)
    assert "where-sources-disagree" in listed
    rows = json.loads(kg("query", "where-sources-disagree", "--store", store, "--json"))
    assert rows
    kg("query", "no-such-question", "--store", store, code=2)


@pytest.mark.parametrize(("option", "paper"), [((), "{folder}/idlib.txt"), (("--source", "Wire"), "Wire")])
def test_two_speakers_of_one_file_disagree(tmp_path, option, paper):
    article, store = tmp_path / "idlib.txt", tmp_path / "kg.db"
    article.write_text(
        "An air strike hit a market in Idlib on Monday. Six people were killed in the strike, a doctor said. "
        "Nine people were killed in the strike, the mayor said."
    )
    kg("build", article, "--published", "2024-03-05", *option, "--store", store)
    (row,) = json.loads(kg("query", "where-sources-disagree", "--store", store, "--json"))
    assert (row["fewest"], row["most"]) == ("6", "9")
    assert row["mostSaidBy"] == f"mayor, in {paper.format(folder=tmp_path.name)}"


def test_a_parameter_takes_what_a_person_has(store):
    chain = json.loads(kg("chains", "--store", store, "--json"))[0]
    act = chain["events"][0]
    whole = kg("query", "what-was-it-an-answer-to", "--store", store, "-p", f"event={act['id']}")
    assert chain["events"][1]["id"] in whole
    for said in (act["id"][:10], f"the {act['label'].partition(': ')[2]}"):
        assert kg("query", "what-was-it-an-answer-to", "--store", store, "-p", f"event={said}") == whole
    kg("query", "what-was-it-an-answer-to", "--store", store, "-p", "event=the opera", code=2)


def test_sides_and_places_as_one_calls_them(store):
    whole = kg("query", "tit-for-tat", "--store", store, "-p", "side=Russia")
    assert "Russia" in whole
    for said in ("russia", "Russian", "Moscow"):
        assert kg("query", "tit-for-tat", "--store", store, "-p", f"side={said}") == whole
    kg("query", "tit-for-tat", "--store", store, "-p", "side=Narnia", code=2)
    there = kg("query", "timeline-of-a-place", "--store", store, "-p", "place=izmail")
    assert there == kg("query", "timeline-of-a-place", "--store", store, "-p", "place=Izmail")
    assert "Izmail" in there


def test_chains_of_what_only_followed(tmp_path):
    acts = [(SHELLING, "Russia", "Ukraine", "Izmail", day(1)), (DRONES, "Ukraine", "Russia", "Klintsy", day(2))]
    with Ledger.open(tmp_path / "kg.db", create=True) as ledger:
        ledger.store(telling("Wire", acts, [(1, 0, Relation.FOLLOWED, 0.9, False)]), across)
    assert "kg chains --kind followed" in " ".join(kg("chains", "--store", tmp_path / "kg.db").split())
    assert "followed" in kg("chains", "--kind", "followed", "--store", tmp_path / "kg.db")


@pytest.mark.parametrize("form", ["n-quads", "trig", "turtle", "json-ld", "graphml", "gexf"])
def test_export(store, form):
    once, again = (kg("export", "--store", store, "-f", form) for _ in range(2))
    assert once == again
    assert len(once) > 1000


def test_export_tables(store, tmp_path):
    kg("export", "--store", store, "-f", "csv", "-o", tmp_path / "tables.zip")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert "events.csv" in archive.namelist()


def test_check(store):
    assert kg("check", "--store", store) == "Sound.\n"


def test_forget(store, tmp_path):
    other = tmp_path / "kg.db"
    kg("build", "--samples", "--store", other)
    quads = kg("export", "--store", other)
    document = re.search(r"id/(doc-[0-9a-f]{16})>", quads).group(1)
    assert document in kg("forget", document[:12], "--store", other)
    assert document not in kg("export", "--store", other)
    kg("build", "--samples", "--store", other)
    assert kg("export", "--store", other) == quads


def test_extract_marks_and_scores(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Moscow said on 5 March 2024 that it had shelled Odesa in retaliation for a raid on Kursk."
    )
    told = json.loads(kg("extract", tmp_path / "a.txt", "--json"))
    assert {e["family"] for e in told["events"]} == {"strike", "ground"}
    assert [link["kind"] for link in told["links"]] == ["retaliation"]
    assert "Links" in kg("extract", tmp_path / "a.txt")
    assert "trigger" in kg("explain", tmp_path / "a.txt", "--at", "45")


def test_doctor():
    rows = {row["part"]: row for row in json.loads(kg("doctor", "--json"))}
    assert rows["model"]["ok"]
    assert re.search(r"sha256 [0-9a-f]{12}", rows["model"]["detail"])
    assert rows["gazetteer"]["ok"]


def test_timeline(store, tmp_path):
    kg("timeline", "--store", store, "-o", tmp_path / "t.html")
    assert "Izmail" in (tmp_path / "t.html").read_text()


def test_demo_is_the_readme(tmp_path):
    told = kg("demo", env={"PATH": "/usr/bin", "COLUMNS": "80"}, cwd=tmp_path)
    assert "retaliation for" in told
    assert not list(tmp_path.iterdir())
