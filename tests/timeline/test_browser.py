"""The page in a real browser, used by mouse, by keys, by finger, on paper; from disk and from a server."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import stories
from lxml import etree

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
DRONES, SHELLING, NAVY = (
    "Sudria's drones attacked Kell",
    "Norland shelled Brod",
    "Norland's navy hit Mira with missiles",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def story(folder):
    return stories.page(folder, stories.STORY, "story.html")


def chosen(seen) -> dict[str, str]:
    """What the address says."""
    return {k: v[0] for k, v in parse_qs(urlsplit(seen.page.url).fragment).items()}


def test_the_first_view_tells_the_strongest_chain(visit, story):
    seen = visit(story)
    assert seen.heading() == "The strongest chain"
    steps = seen.page.locator("#panel .chain .event span").all_inner_texts()
    assert steps == [SHELLING, DRONES, NAVY], "as on the picture: earliest first"
    assert seen.page.locator("#panel .chain blockquote").count() == 3  # one of the two steps is also denied
    assert "but it is denied" in seen.page.locator("#panel .chain").inner_text()
    assert "Where sources disagree" in seen.page.locator("#panel").inner_text()
    assert seen.problems == []
    assert [a for a in seen.asked if not a.startswith(("file:", "data:"))] == []


def test_a_click_opens_an_event_with_its_words_in_context_and_rival_claims(visit, story):
    seen = visit(story)
    seen.page.mouse.click(*seen.find(SHELLING))
    assert seen.heading() == SHELLING
    event = next(e for e in stories.STORY.events if e.label == SHELLING)
    told = seen.page.locator("#panel").inner_text()
    for mention in stories.STORY.mentions:
        if mention.id in event.members:
            assert f", at character {mention.trigger.start} of the text" in told
    assert set(seen.page.locator("#panel mark").all_inner_texts()) >= {"shelled"}
    assert seen.page.locator("#panel .around").count() > 0
    claims = [c for c in stories.STORY.claims if c.event == event.id and c.kind.value == "killed"]
    rivals = seen.page.locator("#panel .rivals").first.locator("b").all_inner_texts()
    assert len(rivals) >= len(claims) > 1
    boxes = [b.bounding_box() for b in seen.page.locator("#panel .rivals > div").all()[:2]]
    assert boxes[0]["y"] == boxes[1]["y"], "rival claims stand side by side"
    seen.settle()
    assert chosen(seen)["event"] == event.id


def test_a_chain_is_followed_back_and_on(visit, story):
    seen = visit(story)
    seen.page.mouse.click(*seen.find(DRONES))
    panel = seen.page.locator("#panel")
    assert "What it answered" in panel.inner_text()
    assert "What it set off" in panel.inner_text()
    panel.locator(".step .event", has_text=SHELLING).click()
    assert seen.heading() == SHELLING
    assert seen.page.evaluate("document.activeElement.textContent") == SHELLING, "the reader's place moves along"
    panel.locator(".step .event", has_text=DRONES).click()
    panel.locator(".step.retaliationFor .event", has_text=NAVY).click()
    assert seen.heading() == NAVY
    panel.locator(".close").click()
    assert seen.heading() == "The strongest chain"


def rows(seen) -> list[str]:
    return seen.page.locator("#rows tr td:nth-child(2)").all_text_contents()


@pytest.mark.parametrize(
    ("field", "value", "holds"),
    [
        ("actor", "Sudria", lambda e, n: "Sudria" in {n[a] for a in (*e.actors, *e.targets)}),
        ("place", "Mira", lambda e, n: "Mira" in {n[p] for p in e.places}),
        ("type", "shelling", lambda e, _: e.type.value == "shelling"),
        ("type", "strike", lambda e, _: e.type.family.value == "strike"),
    ],
)
def test_a_filter_keeps_what_fits_and_tells_what_it_hides(visit, story, field, value, holds):
    seen = visit(story)
    seen.page.select_option(f"#{field}", value)
    seen.settle()
    names = {a.id: a.parent or a.name for a in stories.STORY.actors} | {p.id: p.name for p in stories.STORY.places}
    wanted = sorted(e.label for e in stories.STORY.events if holds(e, names))
    assert sorted(rows(seen)) == wanted
    assert f"{len(stories.STORY.events) - len(wanted)} hidden by the filters" in seen.told()
    assert chosen(seen)[field] == value
    seen.page.click("#clear")
    assert len(rows(seen)) == len(stories.STORY.events)


def test_filters_by_period_confidence_basis_and_words(visit, story):
    seen = visit(story)
    seen.page.fill("#since", "2031-03-05")
    seen.page.fill("#until", "2031-03-08")
    assert NAVY in rows(seen)
    assert DRONES not in rows(seen)
    seen.page.click("#clear")
    seen.page.fill("#sure", "0.95")
    seen.settle()
    assert f"{sum(k.confidence >= 0.95 for k in stories.STORY.links)} link" in seen.told()
    seen.page.click("#clear")
    seen.page.select_option("#basis", "inferred")
    seen.settle()
    assert f"{sum(k.basis.value == 'inferred' for k in stories.STORY.links)} link" in seen.told()
    seen.page.click("#clear")
    seen.page.fill("#words", "brod shelled")
    assert rows(seen) == [SHELLING]


def test_a_view_can_be_sent(visit, story):
    seen = visit(story)
    seen.page.select_option("#actor", "Norland")
    seen.page.mouse.click(*seen.find(NAVY))
    seen.page.focus("#picture")
    seen.page.keyboard.press("+")
    seen.settle()
    other = visit(seen.page.url, width=900)
    assert other.heading() == NAVY
    assert other.page.input_value("#actor") == "Norland"
    assert chosen(other) == chosen(seen)
    assert {"from", "to", "event", "actor"} <= set(chosen(seen))


def test_an_address_of_another_graph_still_opens(visit, story):
    seen = visit(f"{story}#event=e-0000&actor=Nobody&from=x&to=y&sure=9")
    assert seen.heading() == "The strongest chain"
    assert seen.problems == []


def test_the_keys_reach_everything(visit, story):
    seen = visit(story)
    seen.page.focus("#picture")
    for key, change in (("+", "from"), ("ArrowRight", "from"), ("-", "to")):
        before = chosen(seen).get(change)
        seen.page.keyboard.press(key)
        seen.settle()
        assert chosen(seen).get(change) != before, key
    seen.page.keyboard.press("0")
    seen.settle()
    assert "from" not in chosen(seen)
    seen.page.keyboard.press("ArrowDown")
    first = seen.heading()
    seen.page.keyboard.press("ArrowDown")
    assert seen.heading() != first
    seen.page.keyboard.press("ArrowUp")
    assert seen.heading() == first
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.textContent") == first
    seen.page.focus("#picture")
    seen.page.keyboard.press("Escape")
    assert seen.heading() == "The strongest chain"


def test_the_wheel_zooms_and_a_drag_pans(visit, story):
    seen = visit(story)
    box = seen.page.locator("#picture").bounding_box()
    x, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.9
    seen.page.mouse.move(x, y)
    seen.page.mouse.wheel(0, -300)
    seen.settle()
    near = chosen(seen)
    seen.page.mouse.down()
    seen.page.mouse.move(x - 150, y, steps=5)
    seen.page.mouse.up()
    seen.settle()
    after = chosen(seen)
    assert near["from"] < after["from"]
    assert near["to"] < after["to"]


def touch(seen, *fingers: list[tuple[float, float]]) -> None:
    """Move fingers along paths, as a screen reports them."""
    line = seen.context.new_cdp_session(seen.page)
    for i in range(len(fingers[0])):
        points = [{"x": f[i][0], "y": f[i][1], "id": n} for n, f in enumerate(fingers)]
        line.send("Input.dispatchTouchEvent", {"type": "touchMove" if i else "touchStart", "touchPoints": points})
        seen.page.wait_for_timeout(30)
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    seen.settle()


def test_fingers_pan_pinch_and_scroll(visit, story):
    seen = visit(story, width=390, touch=True)
    box = seen.page.locator("#picture").bounding_box()
    x, y = box["x"] + 250, box["y"] + box["height"] - 60
    touch(seen, [(x - 30 * i, y) for i in range(5)])
    panned = chosen(seen)
    assert {"from", "to"} <= set(panned)
    touch(seen, [(x - 20 * i, y) for i in range(5)], [(x + 20 + 10 * i, y) for i in range(5)])
    pinched = chosen(seen)
    assert pinched["from"] > panned["from"] or pinched["to"] < panned["to"]
    assert seen.page.evaluate("scrollY") == 0
    touch(seen, [(x, y - 40 * i) for i in range(6)])
    assert seen.page.evaluate("scrollY") > 60, "a finger that moves up scrolls the page"
    assert chosen(seen) == pinched


def test_the_view_is_saved_as_svg_and_png(visit, story, tmp_path):
    seen = visit(story)
    drawing = etree.fromstring(seen.svg(tmp_path / "view.svg").encode())
    words = ["".join(t.itertext()) for t in drawing.iter(f"{SVG}text")]
    assert {NAVY, DRONES, SHELLING, "Norland", "Sudria"} <= set(words)
    accent = [p for p in drawing.iter(f"{SVG}path") if p.get("stroke") == "#c8102e"]
    assert len(accent) >= 2
    with seen.page.expect_download() as got:
        seen.page.click("#png")
    got.value.save_as(tmp_path / "view.png")
    data = (tmp_path / "view.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000


def test_it_prints_in_light_whatever_the_screen(visit, story):
    seen = visit(story, dark=True)
    seen.page.evaluate(
        "addEventListener('beforeprint', () => (window.paper ="
        " getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()))"
    )
    data = seen.page.pdf()
    assert data.startswith(b"%PDF")
    assert len(data) > 30_000
    assert seen.page.evaluate("window.paper") in {"#fff", "#ffffff"}
    corner = "document.querySelector('#picture').getContext('2d').getImageData(2, 2, 1, 1).data[0]"
    assert seen.page.evaluate(corner) < 60, "the screen is dark again"


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark(visit, story, dark):
    seen = visit(story, dark=dark)
    corner = seen.page.evaluate("document.querySelector('#picture').getContext('2d').getImageData(2, 2, 1, 1).data[0]")
    assert (corner < 60) == dark
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(20, 23, 27)" if dark else "rgb(255, 255, 255)"
    )


def test_the_map_filters_and_lists_what_has_no_coordinates(visit, story):
    seen = visit(story)
    assert "Ost" in seen.page.locator("#unplaced").inner_text()
    seen.page.locator("#unplaced button", has_text="Ost").click()
    assert len(rows(seen)) == 2
    seen.page.click("#clear")
    spot = seen.page.evaluate(
        """() => { const c = document.querySelector('#map'), b = c.getBoundingClientRect();
        for (let y = 0; y < b.height; y += 4) for (let x = 0; x < b.width; x += 4) {
          c.dispatchEvent(new MouseEvent('mousemove', {clientX: b.left + x, clientY: b.top + y}));
          if (c.title === 'Brod') return [b.left + x, b.top + y]; } }"""
    )
    seen.page.mouse.click(*spot)
    assert seen.page.input_value("#place") == "Brod"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("graph", ["STORY", "MANY_SIDES", "CROWD"])
def test_no_name_lies_on_another_or_is_cut(visit, folder, width, graph, tmp_path):
    seen = visit(stories.page(folder, getattr(stories, graph), f"{graph}.html"), width=width)
    if width < 500:
        seen.page.click("#filters summary")
    drawing = seen.svg(tmp_path / "v.svg")
    boxes = seen.names(drawing)
    wide = float(re.search(r'width="([\d.]+)"', drawing)[1])
    for a in boxes:
        assert a[0] >= -1, a
        assert a[2] <= wide + 1, a
        for b in boxes:
            apart = a is b or a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
            assert apart, (a, b)


CASES = {
    "none": stories.NONE,
    "one": stories.ONE,
    "bare": stories.BARE,
    "sides": stories.MANY_SIDES,
    "hostile": stories.hostile(),
    "leftward": stories.long_and_leftward(),
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("case", CASES)
def test_any_graph_shows_something_sensible(visit, folder, case, width):
    graph = CASES[case]
    seen = visit(stories.page(folder, graph, f"{case}.html"), width=width)
    assert seen.problems == []
    assert seen.told().startswith(f"{len(graph.events)} event")
    assert seen.heading() == {"none": "Nothing here yet"}.get(
        case, "The strongest chain" if graph.links else "No chain yet"
    )
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    if graph.events:
        seen.page.focus("#picture")
        seen.page.keyboard.press("ArrowDown")
        assert " ".join(seen.heading().split()) in {" ".join(e.label.split()) for e in graph.events}
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.page.evaluate("window.hit") is None
    assert seen.page.locator("#panel a[href^=javascript], main img").count() == 0
    assert seen.problems == []


def test_the_chain_has_lanes_of_its_own_among_two_hundred_sides(visit, folder):
    seen = visit(stories.page(folder, stories.MANY_SIDES, "sides.html"))
    labels = seen.page.locator("#panel .chain .event span").all_inner_texts()
    heights = [seen.find(label)[1] for label in labels]
    assert len(set(heights)) == len(labels) > 1


def test_what_is_too_dense_for_marks_is_counted_and_opens_on_a_click(visit, folder):
    seen = visit(stories.page(folder, stories.news(1500), "dense.html"))
    seen.page.click("#all")
    seen.settle()
    assert "too dense for marks" in seen.told()
    before = chosen(seen)
    seen.page.mouse.click(*seen.find(" events"))
    seen.settle()
    assert chosen(seen) != before
    assert "outside the days in view" in seen.told()


def test_events_without_a_day_are_seen_and_said(visit, folder):
    seen = visit(stories.page(folder, stories.BARE, "bare.html"))
    seen.page.mouse.click(*seen.find("day not told"))
    assert "day not told" in seen.page.locator("#panel").inner_text()
    assert "whose place is not told" in seen.page.locator("#unplaced").inner_text()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_serious_fault(visit, story, consumers, width, dark):
    seen = visit(story, width=width, dark=dark)
    axe = (consumers / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for choose in (False, True):
        if choose:
            seen.page.locator("#panel .event").first.click()
        seen.page.evaluate(axe)
        found = seen.page.evaluate("axe.run()")
        bad = [v for v in found["violations"] if v["impact"] in {"serious", "critical"}]
        assert bad == [], [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in bad]
        assert len(found["passes"]) > 20


def test_from_the_server_as_from_disk(visit, tmp_path):
    pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")
    from serve_live import serving

    store = stories.stored(tmp_path / "s.db", stories.STORY)
    with serving(store) as server:
        seen = visit(f"{server.address}/timeline")
        assert seen.heading() == "The strongest chain"
        assert seen.page.locator("#panel .chain .event").count() == 3
        seen.page.mouse.click(*seen.find(DRONES))
        assert seen.heading() == DRONES
        assert seen.page.locator("#panel mark").count() > 0
        assert {urlsplit(a).netloc for a in seen.asked if a.startswith("http")} == {urlsplit(server.address).netloc}
        assert seen.problems == []
