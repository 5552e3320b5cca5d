"""A browser, and the real readers of what we write; a test that needs one skips with a reason where it is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # stories
CONSUMERS = HERE / "consumers"


def npm(*words: str, cwd: Path) -> None:
    """Run npm, or skip: where there is no Node.js or no registry its readers cannot be had."""
    tool = shutil.which("npm")
    if tool is None:
        pytest.skip("npm is not installed")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
    done = subprocess.run([tool, *words, *quiet], cwd=cwd, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        pytest.skip(f"npm could not fetch its packages: {done.stderr.strip()[-300:]}")


@pytest.fixture(scope="session")
def consumers() -> Path:
    """The folder of packages installed as the lock file says."""
    mark = CONSUMERS / "node_modules" / ".package-lock.json"
    if not mark.exists() or mark.stat().st_mtime < (CONSUMERS / "package-lock.json").stat().st_mtime:
        npm("ci", cwd=CONSUMERS)
        os.utime(mark)
    return CONSUMERS / "node_modules"


@pytest.fixture(scope="module")
def chromium():
    """Debian's Chromium, without a window; one for each module, as its loop must not outlive it."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    where = shutil.which("chromium") or shutil.which("chromium-browser")
    if where is None:
        pytest.skip("chromium is not installed")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=where, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page opened as a person would, and all that it asked for or complained of."""

    def __init__(self, context, address: str) -> None:
        self.context, self.page = context, context.new_page()
        self.problems, self.asked = [], []
        self.page.on("console", lambda m: self.problems.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda e: self.problems.append(str(e)))
        context.on("request", lambda r: self.asked.append(r.url))
        self.go(address)

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready]")
        self.settle()

    def settle(self) -> None:
        """Let the next frames and the address catch up."""
        self.page.wait_for_timeout(350)

    def heading(self) -> str:
        return self.page.locator("#panel h2").first.inner_text()

    def told(self) -> str:
        return self.page.locator("#told").inner_text()

    def svg(self, path: Path) -> str:
        """Save the view as SVG and return its text."""
        with self.page.expect_download() as got:
            self.page.click("#svg")
        got.value.save_as(path)
        return path.read_text(encoding="utf-8")

    def names(self, drawing: str) -> list[tuple[float, float, float, float, str]]:
        """Return the box of each text of an SVG, less the air above and below its letters, and the text."""
        return self.page.evaluate(
            """text => { const d = document.createElement('div'); d.innerHTML = text; document.body.append(d);
            const boxes = [...d.querySelectorAll('text')].map(t => { const b = t.getBBox();
              return [b.x, b.y + b.height * .2, b.x + b.width, b.y + b.height * .8, t.textContent]; });
            d.remove(); return boxes; }""",
            drawing,
        )

    def find(self, words: str) -> tuple[float, float]:
        """Return where on the picture the pointer meets a thing whose tip has the words."""
        spot = self.page.evaluate(
            """words => { const c = document.querySelector('#picture'), b = c.getBoundingClientRect();
            for (let y = 4; y < b.height; y += 5) for (let x = 4; x < b.width; x += 5) {
              c.dispatchEvent(new MouseEvent('mousemove', {clientX: b.left + x, clientY: b.top + y}));
              if (c.title.includes(words)) return [b.left + x, b.top + y]; } return null; }""",
            words,
        )
        assert spot, f"nothing on the picture is called {words!r}"
        return tuple(spot)


@pytest.fixture
def visit(chromium):
    """Open pages: visit(address, width=, dark=, touch=)."""
    opened = []

    def go(address: str, width: int = 1440, *, dark: bool = False, touch: bool = False) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900 if width > 500 else 844},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            is_mobile=touch,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return Visit(context, address)

    yield go
    for context in opened:
        context.close()
