"""What a stranger reads off the page: what is disputed and by whom, what has no day, which names are one place."""

from __future__ import annotations

import re
from dataclasses import replace

import acts
import pytest
import stories
from lxml import etree

pytestmark = pytest.mark.browser
PATH = "{http://www.w3.org/2000/svg}path"
CROSS = re.compile(r"(M[-\d.]+ [-\d.]+L[-\d.]+ [-\d.]+){2}")
AFFIRMED, DENIED, PARTLY = (
    [(1, 0, acts.RETALIATION, 0.9, False)],
    [(1, 0, acts.RETALIATION, 0.9, True)],
    [(1, 0, acts.RETALIATION, 0.9, False), (1, 0, acts.RESPONSE, 0.9, True)],
)
PAIR = [
    (acts.SHELLING, "Sudria", "Norland", "Kell", acts.day(1)),
    (acts.DRONES, "Norland", "Sudria", "Brod", acts.day(2)),
]
QUAY = "the long quay of the northern harbour of Mira by the old lighthouse"
MIXED = acts.telling(
    "Wire",
    [
        *PAIR,
        (
            acts.SHELLING,
            "Sudria",
            "Norland",
            QUAY,
            None,
        ),
        (acts.SHELLING, "Norland", None, None, None),
        (acts.DRONES, "Norland", "Sudria", "Ost", acts.day(5, 7)),
    ],
    [(1, 0, acts.RETALIATION, 0.9, False), (2, 1, acts.RETALIATION, 0.9, False), (4, 3, acts.RESPONSE, 0.8, False)],
)


def arcs(seen, path) -> tuple[list[str], list[str], list[str | None]]:
    """Return the curves of the view, its crosses, and how the curves are dashed."""
    paths = [p for p in etree.fromstring(seen.svg(path).encode()).iter(PATH) if p.get("fill") == "none"]
    curves = [p for p in paths if "C" in p.get("d")]
    crosses = [p.get("d") for p in paths if CROSS.fullmatch(p.get("d"))]
    return [p.get("d") for p in curves], crosses, [p.get("stroke-dasharray") for p in curves]


@pytest.mark.parametrize(
    ("links", "pieces", "crosses", "dash"), [(AFFIRMED, 1, 0, None), (PARTLY, 2, 1, None), (DENIED, 1, 0, "2 4")]
)
def test_a_link_shows_whether_it_is_affirmed_disputed_or_only_denied(visit, tmp_path, links, pieces, crosses, dash):
    seen = visit(stories.page(tmp_path, acts.telling("Wire", PAIR, links)))
    curves, found, dashes = arcs(seen, tmp_path / "v.svg")
    assert (len(curves), len(found), set(dashes)) == (pieces, crosses, {dash})
    for d in found:
        x, y = map(float, re.match(r"M([-\d.]+) ([-\d.]+)", d).groups())
        ends = [tuple(map(float, re.findall(r"[-\d.]+", c)[-2:])) for c in curves]
        assert min(abs(a - x) + abs(b - y) for a, b in ends) < 30, "the cross stands where the arc is broken"
    legend = seen.page.locator(".legend").inner_text()
    assert "disputed" in legend
    assert "only denied" in legend


def test_links_too_many_to_draw_are_counted(visit, tmp_path):
    days = [(acts.SHELLING, f"Party {n % 2}", "Norland", f"Town {n}", acts.day(n)) for n in range(40)]
    pairs = [(a, b, acts.RETALIATION, 0.9, False) for a in range(20, 40) for b in range(20)]
    seen = visit(stories.page(tmp_path, acts.telling("Wire", days, pairs)))
    seen.page.click("#all")
    seen.settle()
    drawn = len(arcs(seen, tmp_path / "v.svg")[0])
    assert drawn < len(pairs) == 400
    assert f"{len(pairs) - drawn} of the less sure links not drawn" in seen.told()


def test_an_order_in_time_is_not_denied_with_a_motive(visit, tmp_path):
    links = [(1, 0, acts.FOLLOWED, 0.9, False), (1, 0, acts.RETALIATION, 0.9, True)]
    seen = visit(stories.page(tmp_path, acts.telling("Wire", PAIR, links)))
    assert arcs(seen, tmp_path / "v.svg")[1] == []


def test_a_disputed_motive_shows_both_sides_with_their_words(visit, tmp_path):
    seen = visit(stories.page(tmp_path, stories.STORY))
    denial = next(k for k in stories.STORY.links if k.denied)
    affirmed = next(
        k for k in stories.STORY.links if not k.denied and (k.effect, k.cause) == (denial.effect, denial.cause)
    )
    label = {e.id: e.label for e in stories.STORY.events}
    told = seen.page.locator("#disputes li", has_text="Was it")
    assert told.locator(".event span").all_inner_texts() == [label[denial.effect], label[denial.cause]]
    sides = told.locator(".rivals > div")
    assert sides.locator("b").all_inner_texts() == ["affirmed", "denied"]
    for side, link in zip(sides.all(), (affirmed, denial), strict=True):
        said = link.evidence[0]
        paper = next(d for d in stories.STORY.documents if d.id == said.document)
        assert said.span.quote in side.inner_text()
        assert f"{said.speaker} — {paper.source}, {paper.published}" in " ".join(side.inner_text().split())
        assert side.locator("a").get_attribute("href") == paper.url
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    told.locator(".event").last.click()
    assert seen.heading() == label[denial.cause]


def test_a_motive_that_is_only_denied_says_that_nobody_here_affirms_it(visit, tmp_path):
    seen = visit(stories.page(tmp_path, acts.telling("Wire", PAIR, DENIED)))
    sides = seen.page.locator("#disputes .rivals > div").all_inner_texts()
    assert [s.split("\n")[0] for s in sides] == ["affirmed", "denied"]
    assert "not in these articles" in sides[0]


def test_every_disagreement_is_counted_even_where_not_all_are_listed(visit, tmp_path):
    days = [(acts.SHELLING, "Sudria", "Norland", f"Town {n}", acts.day(n)) for n in range(12)]
    tolls = [(n, dead, who) for n in range(12) for dead, who in ((2, "the mayor"), (5, "the governor"))]
    graph = acts.telling("Wire", days, [(1, 0, acts.RETALIATION, 0.9, False)], tolls)
    seen = visit(stories.page(tmp_path, graph))
    listed = seen.page.locator("#disputes li").count()
    assert listed < 12
    assert seen.page.locator(".jump").inner_text().startswith("12 disagreements")
    assert f"And {12 - listed} more" in seen.page.locator("#disputes").inner_text()


def test_the_way_to_the_disagreements_moves_the_panel_alone(visit, tmp_path):
    seen = visit(stories.page(tmp_path, stories.STORY))
    seen.page.click(".jump")
    seen.settle()
    assert seen.page.evaluate("scrollY") == 0
    assert seen.page.locator("h1").bounding_box()["y"] >= 0
    panel, title = (seen.page.locator(s).bounding_box() for s in ("#panel", "#disputes h2"))
    assert panel["y"] <= title["y"] <= panel["y"] + panel["height"] - title["height"]
    assert seen.page.evaluate("document.activeElement.textContent") == "Where sources disagree"
    phone = visit(stories.page(tmp_path, stories.STORY), width=390, touch=True)
    phone.page.click(".jump")
    phone.settle()
    assert 0 <= phone.page.locator("#disputes h2").bounding_box()["y"] < 400


def test_the_page_says_once_what_a_percentage_means(visit, tmp_path):
    seen = visit(stories.page(tmp_path, stories.STORY))
    assert seen.page.locator("#panel").inner_text().count("not whether it is true") == 1
    assert "character" not in seen.page.locator("#panel").inner_text()


@pytest.mark.parametrize("width", [1440, 390])
def test_what_has_no_day_stands_beyond_a_wall_that_no_name_crosses(visit, tmp_path, width):
    seen = visit(stories.page(tmp_path, MIXED), width=width)
    if width < 500:
        seen.page.click("#filters summary")
    seen.page.click("#all")
    seen.settle()
    drawing = seen.svg(tmp_path / "v.svg")
    lines = re.findall(r'd="M([\d.]+) [\d.]+L\1 [\d.]+" fill="none" stroke="#57626d"', drawing)
    assert len(lines) == 1
    wall = float(lines[0])
    boxes = seen.names(drawing)
    beyond = " ".join(text for left, *_, text in boxes if left > wall)
    assert "day not told" in beyond
    assert all(right <= wall or left >= wall for left, _, right, _, _ in boxes), boxes
    for event in MIXED.events:
        spot = seen.find(event.label)[0] - seen.page.locator("#picture").bounding_box()["x"]
        assert (spot > wall) == (event.when is None), event.label
    if width > 500:
        assert all(word in beyond for word in QUAY.split())


def dots(seen) -> dict[str, tuple[float, float]]:
    """Return where on the map each dot is, by its tip."""
    return seen.page.evaluate(
        """() => { const c = document.querySelector('#map'), b = c.getBoundingClientRect(), seen = {};
        for (let y = 0; y < b.height; y += 3) for (let x = 0; x < b.width; x += 3) {
          c.dispatchEvent(new MouseEvent('mousemove', {clientX: b.left + x, clientY: b.top + y}));
          if (c.title) seen[c.title] ??= [b.left + x, b.top + y]; } return seen; }"""
    )


def test_places_on_one_point_are_one_dot_and_one_filter(visit, tmp_path):
    found = acts.telling("Wire", [*PAIR, (acts.SHELLING, "Sudria", "Norland", "Kell port", acts.day(3))])
    spots = {"Kell": (50.0, 32.5), "Kell port": (50.0, 32.5), "Brod": (48.5, 31.25)}
    places = tuple(replace(p, latitude=spots[p.name][0], longitude=spots[p.name][1]) for p in found.places)
    seen = visit(stories.page(tmp_path, replace(found, places=places)))
    titles = dots(seen)
    assert set(titles) == {"Kell, Kell port", "Brod"}
    seen.page.mouse.click(*titles["Kell, Kell port"])
    assert seen.page.locator("#rows tr").count() == 2
    seen.page.mouse.click(*dots(seen)["Kell, Kell port"])
    assert seen.page.locator("#rows tr").count() == 3
