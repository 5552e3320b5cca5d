"""The pages in a real browser: write a query, run it, follow an IRI, fill a form, download, at any size."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from serve_live import HOSTILE

from kg.serve import front

pytestmark = [pytest.mark.browser]
LINKS = "SELECT ?effect ?cause { ?effect esc:retaliationFor ?cause }"
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    where = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if where is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=where, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, server):
    """Opens pages, and sees to it that none complains, breaks its policy, or asks another host."""
    contexts, wrong = [], []

    def open_at(path="/", size="wide", scheme="light"):
        width, height = SIZES[size]
        context = chromium.new_context(
            base_url=server.address, viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: foreign(asked.url))
        page.goto(path)
        return page

    def foreign(url):
        if not url.startswith((server.address, "data:", "blob:")):
            wrong.append(f"asked {url}")

    yield open_at
    for context in contexts:
        context.close()
    expected = re.compile(r"status of 4\d\d")
    assert not [one for one in wrong if not expected.search(one)]


def write(page, query):
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def answered(page):
    page.locator(".status", has_text=re.compile(r"\d+ ms")).wait_for()


def test_write_a_query_run_it_and_follow_an_iri(opened):
    page = opened()
    answered(page)
    write(page, LINKS)
    page.keyboard.press("Control+Enter")
    page.locator(".count", has_text="1 row").wait_for()
    assert page.locator(".net .spot").count() == 2, "and as a small graph"
    assert page.locator("th").all_inner_texts() == ["effect", "cause"]
    assert ["Klintsy" in name for name in page.locator("td a").all_inner_texts()] == [True, False], "by name"
    assert page.locator(".net", has_text="Klintsy").count() == 1
    page.locator("td a").first.click()
    page.wait_for_url("**/id/e-*")
    assert "Klintsy" in page.locator("h1").inner_text()
    page.locator("article a", has_text="Izmail").first.click()
    page.locator("h1", has_text="Izmail").wait_for()
    page.locator("section", has_text="Where it is told").locator("footer a").first.click()
    page.wait_for_url("**/id/doc-*")
    assert page.locator(".words mark").count() >= 2


def test_words_are_completed_and_coloured(opened):
    page = opened()
    answered(page)
    write(page, "SELECT ?e { ?e esc:retal")
    page.keyboard.type("i")
    options = page.locator(".cm-tooltip-autocomplete li")
    options.first.wait_for()
    assert any("esc:retaliationFor" in text for text in options.all_inner_texts())
    time.sleep(0.2)  # an option that has just appeared cannot be taken yet
    page.keyboard.press("Enter")
    assert "esc:retaliationFor" in page.locator(".cm-content").inner_text()
    assert page.locator(".tok-keyword", has_text="SELECT").count() == 1
    page.keyboard.press("Escape")


def test_a_mistake_is_told_where_it_is(opened):
    page = opened()
    answered(page)
    write(page, "SELECT ?e {\n  ?e ?? ?o\n}")
    page.locator("button.run").click()
    page.locator(".status.wrong", has_text="cannot be read").wait_for()
    assert not page.locator("table").count()


def test_fill_the_form_of_a_question(opened):
    page = opened()
    page.locator("#catalogue button", has_text=re.compile("struck", re.IGNORECASE)).first.wait_for()
    names = page.locator("#catalogue button").count()
    assert names > 20
    page.goto("/#ask=what-answered")
    page.locator("form.parameters").wait_for()
    field = page.locator("form.parameters input[list]")
    field.fill("Izmail")
    option = page.locator("datalist option")
    option.first.wait_for(state="attached")
    field.fill(option.first.get_attribute("value"))
    page.locator("form.parameters button").click()
    answered(page)
    page.locator("td", has_text="Klintsy").first.wait_for()
    assert "ask=what-answered" in page.url
    address = page.url
    again = opened(address)
    again.locator("td", has_text="Klintsy").first.wait_for()


def test_every_question_of_the_catalogue_can_be_asked(opened):
    page = opened()
    answered(page)
    names = page.eval_on_selector_all("#catalogue button", "all => all.map(one => one.dataset.name).filter(Boolean)")
    for name in names:
        page.goto(f"/#ask={name}")
        page.locator(f"#catalogue button[data-name='{name}'][aria-current]").wait_for()
        page.locator("h1").filter(has_not_text="Ask the graph").wait_for()
        answered(page)
        assert not page.locator(".status.wrong").count(), name


@pytest.mark.parametrize(
    ("label", "holds"), [("CSV", b"effect,cause"), ("JSON", b'"vars":["effect","cause"]'), ("XML", b"<sparql")]
)
def test_download(opened, tmp_path, label, holds):
    page = opened()
    answered(page)
    write(page, LINKS)
    page.keyboard.press("Control+Enter")
    page.locator(".count", has_text="1 row").wait_for()
    with page.expect_download() as coming:
        page.locator(".downloads button", has_text=re.compile(f"^{label}$")).click()
    got = coming.value.path().read_bytes()
    assert holds in got
    assert coming.value.suggested_filename == f"answer.{label.lower()}"


def test_triples_as_a_graph_and_in_turtle(opened):
    page = opened()
    answered(page)
    write(page, "CONSTRUCT { ?a esc:retaliationFor ?b } WHERE { ?a esc:retaliationFor ?b }")
    page.keyboard.press("Control+Enter")
    page.locator(".count", has_text="1 triple").wait_for()
    assert page.locator(".net .tie").count() == 1
    with page.expect_download() as coming:
        page.locator(".downloads button", has_text="Turtle").click()
    assert b"retaliationFor" in coming.value.path().read_bytes()


@pytest.mark.parametrize("language", ["curl", "Python, SPARQLWrapper", "Python, rdflib"])
def test_snippets_run_as_they_are(opened, tmp_path, language):
    import subprocess
    import sys

    page = opened()
    answered(page)
    write(page, LINKS + '  # it\'s "quoted"')
    page.locator(".snippets summary").click()
    page.locator(".snippets select").select_option(language)
    text = page.locator(".snippets pre").inner_text()
    command = ["bash", "-c", text] if language == "curl" else [sys.executable, "-W", "ignore", "-c", text]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.count("https://w3id.org/escalation/id/") == 2
    write(page, "ASK { ?it a esc:Claim }")
    page.keyboard.press("Control+Enter")
    page.locator(".snippets pre", has_text="esc:Claim").wait_for()


def test_article_text_is_never_markup(opened):
    page = opened("/?x")
    answered(page)
    page.on("dialog", lambda box: pytest.fail(f"a script ran: {box.message}"))
    write(page, "SELECT ?label ?e { ?e rdfs:label ?label FILTER(CONTAINS(?label, '<script>')) }")
    page.keyboard.press("Control+Enter")
    cell = page.locator("td", has_text="<script>").first
    assert HOSTILE in cell.inner_text()
    page.locator("tr", has=cell).locator("a").first.click()
    page.locator("h1", has_text="<script>").wait_for()
    page.goto("/timeline")
    page.wait_for_timeout(500)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_the_pages(opened, size, scheme, web):
    from axe_playwright_python.sync_playwright import Axe

    query = "SELECT ?it { ?it a esc:Event ; rdfs:label ?l FILTER(CONTAINS(?l, 'Odesa')) }"
    event = web.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["it"]["value"]
    paths = ["/", "/#ask=what-answered", f"/id/{event.rpartition('/')[2]}"]
    paths.append(
        web.get("/sparql", params={"query": "SELECT ?it { ?it a esc:Document } LIMIT 1"})
        .json()["results"]["bindings"][0]["it"]["value"]
        .replace("https://w3id.org/escalation", "")
    )
    for path in paths:
        page = opened(path, size, scheme)
        if path.startswith("/#") or path == "/":
            answered(page)
        found = Axe().run(page).response["violations"]
        serious = [one for one in found if one["impact"] in {"serious", "critical"}]
        assert not serious, [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious]
        across = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert across <= 0, f"{path} is wider than the screen"


def test_the_script_is_what_its_source_gives(tmp_path):
    """Built anew from the lock file, script, style and licences are the same bytes as those we ship."""
    import subprocess

    web = Path(front.__file__).parent / "web"
    if not web.is_dir() or not shutil.which("npm"):
        pytest.skip("npm, or the source of the page, is not here")
    shutil.copytree(web, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "static").mkdir()
    quiet = ("--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline")
    got = subprocess.run(["npm", "ci", *quiet], cwd=tmp_path / "web", capture_output=True, check=False, timeout=300)
    if got.returncode:
        pytest.skip(f"npm could not fetch its packages: {got.stderr[-200:]!r}")
    for task in ("check", "build"):
        subprocess.run(["npm", "run", task], cwd=tmp_path / "web", capture_output=True, check=True, timeout=120)
    made = {path.name: path.read_bytes() for path in (tmp_path / "static").iterdir()}
    assert made == {path.name: path.read_bytes() for path in front.STATIC.iterdir()}
