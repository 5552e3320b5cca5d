"""How the page bears many events, in a real browser: how soon it opens, how fluid it pans, how big its file is.

Run: python tests/bench/timeline.py [--out report.json]. Needs Chromium and playwright. Frames are counted by
requestAnimationFrame while a pointer drags the picture, in a window of 1440 by 900.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from itertools import chain, pairwise
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
from synthetic import conflict

from kg.model import Graph
from kg.timeline.page import standalone

SIZES = (1_000, 10_000, 100_000)
LIMITS = {"frames": 30.0, "opens": 3.0, "megabytes": 2.0}
COUNT = """() => {
window.stamps = [];
const tick = (t) => { window.stamps.push(t); if (window.counting) requestAnimationFrame(tick); };
window.counting = true; requestAnimationFrame(tick); }"""


def whole(size: int) -> Graph:
    """A synthetic conflict as one graph, with an opening chain of its own."""
    parts = list(conflict(size))

    def gather(name: str, key: str = "id") -> tuple:
        return tuple({getattr(one, key): one for one in chain.from_iterable(getattr(p, name) for p in parts)}.values())

    names = ("documents", "mentions", "events", "actors", "places", "links")
    return Graph(**{name: gather(name) for name in names})


def strongest(graph: Graph, steps: int = 5) -> tuple[str, ...]:
    """Follow sure links back from late events."""
    back = {}
    for link in graph.links:
        back.setdefault(link.effect, []).append(link)
    at, found = graph.events[-1].id, []
    while at in back and len(found) < steps:
        found.append(at)
        at = max(back[at], key=lambda k: k.confidence).cause
    return (*found, at)


def measure(browser, size: int, folder: Path) -> dict[str, float | int]:
    """Write, open and pan the page of a conflict of `size` events."""
    graph = whole(size)
    path = folder / f"{size}.html"
    begun = time.perf_counter()
    path.write_text(standalone(graph, strongest(graph)), encoding="utf-8")
    wrote = time.perf_counter() - begun
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    begun = time.perf_counter()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    opens = time.perf_counter() - begun
    rates = {"all_days": pan(page, "0"), "a_tenth": pan(page, "0+++++"), "the_chain": pan(page, "0" + "+" * 14)}
    began = time.perf_counter()
    page.fill("#words", "drone strike")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    searched = time.perf_counter() - began
    page.close()
    return {
        "events": len(graph.events), "links": len(graph.links), "megabytes": round(path.stat().st_size / 1e6, 2),
        "written_s": round(wrote, 2), "opens_s": round(opens, 2), "search_s": round(searched, 2),
        "frames_per_s": min(r["mean"] for r in rates.values()), "panning": rates,
    }  # fmt: skip


def pan(page, keys: str) -> dict[str, float]:
    """Drag the picture to and fro for some seconds; return the mean rate and the slowest frame in ms."""
    page.focus("#picture")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    box = page.locator("#picture").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNT)
    until = time.perf_counter() + 2.5
    step = 0
    while time.perf_counter() < until:
        step += 1
        page.mouse.move(x + 180 * ((step % 60) / 30 - 1 if step % 60 < 30 else 1 - (step % 60 - 30) / 30), y)
    stamps = page.evaluate("() => { window.counting = false; return window.stamps; }")
    page.mouse.up()
    gaps = [b - a for a, b in pairwise(stamps)]
    return {"mean": round(1000 * len(gaps) / sum(gaps), 1), "slowest_ms": round(max(gaps), 1)}


def main() -> int:
    """Measure all sizes, print them, and say whether they keep within LIMITS."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path)
    asked.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    given = asked.parse_args()
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = [measure(browser, size, Path(folder)) for size in given.sizes]
        browser.close()
    text = json.dumps(found, indent=1)
    print(text)
    if given.out:
        given.out.write_text(text + "\n")
    kept = all(
        (row["events"] > 10_000 or row["frames_per_s"] >= LIMITS["frames"])
        and (row["events"] > 1_000 or row["megabytes"] <= LIMITS["megabytes"])
        and row["opens_s"] <= LIMITS["opens"]
        for row in found
    )
    print("within limits" if kept else "over a limit")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
