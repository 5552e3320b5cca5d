"""The server's own Browser, driven as a person would: log in, drag files in, run each saved query, see the chain."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = [pytest.mark.neo4j, pytest.mark.browser]
ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "queries" / "browser"
DROP = """async ([name, data]) => {
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const at = document.elementFromPoint(700, 400);
  for (const type of ['dragenter', 'dragover', 'drop'])
    at.dispatchEvent(new DragEvent(type, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""
RED = "#c1121f"
FRAME = "[data-testid=frame]"
PATIENCE, AGAIN = 120_000, 20_000


@pytest.fixture(scope="module")
def page(neo, tmp_path_factory):
    """The Browser on the bundled samples, logged in, with the style sheet and the saved queries dropped on it."""
    if neo.server is None:
        pytest.skip("only a server of our own is known to serve its Browser")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    where = shutil.which("chromium") or shutil.which("chromium-browser")
    if where is None:
        pytest.skip("chromium is not installed")
    store = str(tmp_path_factory.mktemp("browser") / "kg.db")
    subprocess.run(
        [sys.executable, "-m", "kg", "build", "--samples", "--store", store], check=True, capture_output=True
    )
    neo.run("MATCH ()-[r]->() DELETE r", "MATCH (n) DELETE n")
    assert neo.kg("sync", "--store", store).returncode == 0
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=where, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1440, "height": 1000})
        tab.goto(neo.server.browser)
        tab.fill("[data-testid=username]", neo.user)
        tab.fill("[data-testid=password]", neo.password)
        tab.click("[data-testid=connect]")
        tab.wait_for_selector("text=You are connected", timeout=PATIENCE)
        for name, kept in (("escalation.grass", RED), ("saved-queries.zip", favourites()[-1])):
            drop(tab, name, kept)
        tab.click("[data-testid=navigationFavorites]")
        yield tab
        browser.close()


def drop(page, name: str, kept: str) -> None:
    """Drop a file on the page till what it holds is kept. A busy Browser can lose a drop: then it is dropped again."""
    from playwright.sync_api import TimeoutError as Late

    holds = "kept => Object.keys(localStorage).some(key => localStorage[key].includes(kept))"
    for _ in range(PATIENCE // AGAIN):
        page.evaluate(DROP, [name, base64.b64encode((FILES / name).read_bytes()).decode()])
        with suppress(Late):
            page.wait_for_function(holds, arg=kept, timeout=AGAIN)
            return
    raise AssertionError(f"{name} was not taken")


def favourites() -> list[str]:
    with zipfile.ZipFile(FILES / "saved-queries.zip") as file:
        return [file.read(name).decode().splitlines()[0].removeprefix("// ") for name in file.namelist()]


def run(page, question: str) -> str:
    """Run a favourite; return what its frame says. A busy Browser can lose a click: then it is clicked again."""
    from playwright.sync_api import TimeoutError as Late

    frame = page.locator(FRAME).first
    told = frame.get_by_text(question[:40]).first
    for _ in range(PATIENCE // AGAIN):
        page.get_by_text(question, exact=True).first.click()
        page.locator("[data-testid=activeEditor]").get_by_text(question[:20]).first.wait_for(timeout=PATIENCE)
        page.click("[data-testid=editor-Run]")
        with suppress(Late):
            told.wait_for(timeout=AGAIN)
            break
    told.wait_for(timeout=AGAIN)
    page.wait_for_function(
        "() => { const f = document.querySelector('[data-testid=frame]');"
        " return /Displaying|no records|Started streaming|ERROR/i.test(f.innerText); }",
        timeout=PATIENCE,
    )
    return frame.inner_text()


@pytest.mark.parametrize("question", favourites())
def test_a_saved_query_runs(page, question):
    said = run(page, question)
    assert "ERROR" not in said
    assert "Neo." not in said


def test_the_chain_is_drawn_in_its_colours(page):
    run(page, "What chain of answers led to this act, as far back as ten steps?")
    frame = page.locator(FRAME).first
    frame.locator("svg .node").first.wait_for(timeout=PATIENCE)
    red = "red => [...document.querySelectorAll('svg')].some(drawn => drawn.outerHTML.includes(red))"
    page.wait_for_function(red, arg=RED, timeout=PATIENCE)
    page.wait_for_timeout(1500)
    assert frame.locator("svg .node").count() >= 5
    assert frame.locator("svg .relationship").count() >= 4
    drawn = frame.locator("svg:has(.node)").first.evaluate("s => s.outerHTML")
    assert RED in drawn, "retaliation is drawn in red"
    assert re.search("Klintsy", drawn)
    if os.environ.get("KG_PICTURE"):
        frame.locator("[aria-label='Collapse the node properties display']").click()
        frame.locator("[aria-label='zoom-to-fit']").click()
        page.wait_for_timeout(2000)
        frame.screenshot(path=os.environ["KG_PICTURE"])


def test_the_guide_plays(page, tmp_path):
    """`kg serve` hands the guide to the Browser."""
    sys.path.insert(0, str(ROOT / "tests"))
    from serve_live import serving

    store = tmp_path / "kg.db"
    subprocess.run(
        [sys.executable, "-m", "kg", "build", "--samples", "--store", store], check=True, capture_output=True
    )
    with serving(store) as running:
        port = running.address.rpartition(":")[2].strip("/")
        page.locator("[data-testid=activeEditor] textarea, .monaco-editor textarea").first.focus()
        page.keyboard.type(f":play http://localhost:{port}/neo4j/guide.html")
        page.keyboard.press("Escape")
        page.click("[data-testid=editor-Run]")
        page.get_by_text("What answered what", exact=True).wait_for(timeout=PATIENCE)
