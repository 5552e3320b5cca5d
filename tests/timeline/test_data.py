"""What the page is given: all of it, once, small, and never markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import acts
import pytest
import stories
from conftest import npm

from kg.model import Argument
from kg.timeline import data as module
from kg.timeline.data import data, dumps
from kg.timeline.page import STATIC, served, standalone
from kg.timeline.serving import file, opening, parts
from kg.vocab import Role

WEB = Path(module.__file__).parent / "web"


class Inert(HTMLParser):
    """Gathers elements, and what stands inside script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements, self.inside, self.links, self.now = [], {}, [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.links += [v for k, v in attrs if k in {"src", "href"}]
        self.now = "data" if dict(attrs).get("id") == "data" else tag

    def handle_data(self, text):
        if self.now in {"script", "style", "data"} and text.strip():
            self.inside.setdefault(self.now, text)


def test_every_event_and_link_is_there_with_its_words():
    told = json.loads(dumps(data(stories.STORY)))
    texts, events, links = told["texts"], told["events"], told["links"]
    assert sorted(events["id"]) == sorted(e.id for e in stories.STORY.events)
    assert {texts[i] for i in events["label"]} == {e.label for e in stories.STORY.events}
    pairs = {(events["id"][a], events["id"][b]) for a, b in zip(links["effect"], links["cause"], strict=True)}
    assert pairs == {(k.effect, k.cause) for k in stories.STORY.links}
    quotes = {texts[words[2]] for evidence in links["evidence"] for words in evidence}
    assert quotes == {one.span.quote for k in stories.STORY.links for one in k.evidence}
    for mentions, _ in told["details"]:
        for document, start, sentence, a, b, before, after in mentions:
            source = sorted(stories.STORY.documents, key=lambda d: d.id)[document]
            assert source.text[start : start + b - a] == texts[sentence][a:b]
            around = " ".join((texts[before], texts[sentence], texts[after])).split()
            assert " ".join(around) in " ".join(source.text.split())


def test_each_string_is_kept_once():
    texts = data(stories.STORY)["texts"]
    assert len(texts) == len(set(texts))


def test_a_place_is_told_as_the_texts_spell_it_and_by_its_other_name():
    found = acts.telling("Wire", [(acts.SHELLING, "Sudria", "Norland", name, acts.day(1)) for name in ("Kell", "Brod")])
    kell = found.places[0]

    def spelled(*told):
        said = found.mentions[0].sentence
        given = tuple(Argument(Role.PLACE, text, place.name, place.id, said) for text, place in told)
        return data(replace(found, mentions=(replace(found.mentions[0], arguments=given),)))["places"]

    assert {(p[0], p[4]) for p in spelled(("Kjell", kell), ("Kjell", kell), ("Kell", kell))} == {
        ("Kjell", "Kell"),
        ("Brod", None),
    }
    assert {p[0] for p in spelled(("the town", kell))} == {"Kell", "Brod"}, "not a name"
    assert {p[0] for p in spelled(("Brod", kell))} == {"Kell", "Brod"}, "two places never share a name they do not have"


def test_a_thousand_events_can_be_mailed():
    graph = stories.news(1000)
    page = standalone(graph, stories.chain(stories.STORY))
    assert len(graph.mentions) == 2000
    assert len(page.encode()) <= 2_000_000


def test_a_very_large_graph_leaves_its_sentences_out(monkeypatch):
    monkeypatch.setattr(module, "DETAILED", 5)
    told = data(stories.STORY)
    assert told["details"] is None
    assert told["links"]["evidence"] is None
    assert len(told["events"]["id"]) == len(stories.STORY.events)


def test_no_words_of_an_article_become_an_element():
    page = standalone(stories.hostile(), stories.chain(stories.hostile()))
    clean = standalone(stories.NONE)
    assert Inert(page).elements == Inert(clean).elements
    assert stories.HOSTILE in json.loads(Inert(page).inside["data"])["texts"][0]


def test_the_policy_lets_in_the_one_script_and_style_and_nothing_else():
    page = standalone(stories.STORY)
    policy = re.search(r'content="(default-src[^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'; ")
    for kind in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(Inert(page).inside[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert Inert(page).links == ["data:,"]


def test_the_served_page_has_no_inline_script():
    assert set(Inert(served()).inside) == set()
    assert Inert(served()).links[1:] == ["/timeline/timeline.css", "/timeline/timeline.js"]


def test_the_same_store_gives_the_same_bytes(tmp_path):
    store = stories.stored(tmp_path / "a.db", stories.STORY)
    again = stories.stored(tmp_path / "b.db", stories.STORY)
    assert file(store)[0] == file(again)[0]
    assert parts(store) == parts(again)
    assert json.loads(parts(store))["chain"]


def test_three_sure_steps_open_the_page_before_a_single_certain_one(tmp_path):
    days = [(acts.SHELLING, "Sudria", "Norland", "Kell", acts.day(n)) for n in range(6)]
    links = [
        (1, 0, acts.RETALIATION, 0.8, False),
        (2, 1, acts.RETALIATION, 0.8, False),
        (5, 4, acts.RETALIATION, 1.0, False),
    ]
    graph = acts.telling("Wire", days, links)
    store = stories.stored(tmp_path / "a.db", graph)
    assert stories.opened(store) == tuple(graph.events[n].id for n in (2, 1, 0))
    assert opening.__doc__


@pytest.mark.node
def test_what_ships_is_what_the_source_builds(tmp_path):
    """The same source gives the same bytes; the script that ships was built from the source beside it."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "static").mkdir()
    npm("ci", cwd=tmp_path / "web")
    subprocess.run([node, "build.mjs"], cwd=tmp_path / "web", check=True, capture_output=True, timeout=120)
    for name in ("timeline.js", "timeline.css", "THIRD-PARTY.txt"):
        assert (tmp_path / "static" / name).read_bytes() == (STATIC / name).read_bytes(), name
    checked = subprocess.run(
        [node, "node_modules/typescript/bin/tsc", "--noEmit"],
        cwd=tmp_path / "web",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert checked.returncode == 0, checked.stdout
