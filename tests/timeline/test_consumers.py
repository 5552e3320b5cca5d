"""What `kg export` writes, opened by the tools it is for: TimelineJS, Mermaid, ical.js, and timemap's rules."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import replace

import pytest
import stories

from kg.graph import exports

pytestmark = pytest.mark.node
GRAPHS = {"story": stories.STORY, "hostile": stories.hostile(), "none": stories.NONE}


def written(graph, form) -> str:
    out = io.BytesIO()
    exports.write(graph, form, out)
    return out.getvalue().decode()


def node(consumers, script: str, given: str) -> str:
    """Run a module of Node.js beside the packages; what it prints is the answer."""
    tool = shutil.which("node")
    done = subprocess.run(
        [tool, "--input-type=module", "-e", script], input=given, cwd=consumers.parent, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


READ = "import { readFileSync } from 'node:fs'; const given = readFileSync(0, 'utf8');"
CALENDAR = f"""{READ}
import ICAL from 'ical.js';
const whole = new ICAL.Component(ICAL.parse(given));
const entries = ['vevent', 'vjournal'].flatMap((kind) => whole.getAllSubcomponents(kind));
const of = (c, name) => String(c.getFirstPropertyValue(name) ?? '');
console.log(JSON.stringify(entries.map((c) => [of(c, 'uid'), of(c, 'summary'), of(c, 'dtstart')])));
"""
# The rules by which timemap takes or drops an entry, told anew from its schemas for events, associations and sources.
TIMEMAP = f"""{READ}
import Joi from 'joi';
const text = Joi.string().allow('');
const must = text.required();
const texts = (names) => Object.fromEntries(names.split(' ').map((name) => [name, text]));
const list = Joi.array();
const event = Joi.object({{
  ...texts('id date time time_precision time_display location latitude longitude type category category_full comments'),
  ...texts('shape colour'), description: must, associations: list.required(), sources: list,
  narrative___stepStyles: list,
}}).and('latitude', 'longitude').or('date', 'latitude');
const association = Joi.object({{ id: must, title: must, mode: must, filter_paths: list,
  ...texts('desc colour type display') }});
const source = Joi.object({{ id: Joi.string().required(), paths: list.required(), affil_s: list,
  ...texts('title thumbnail type url description parent author date notes') }});
const domain = JSON.parse(given);
for (const one of domain.events) Joi.assert(one, event);
for (const one of domain.associations) Joi.assert(one, association);
for (const one of Object.values(domain.sources)) Joi.assert(one, source);
const known = new Set(domain.associations.map((one) => one.id));
const tied = (one) => one.associations.every((id) => known.has(id)) && one.sources.every((id) => domain.sources[id]);
console.log(domain.events.every(tied));
"""


@pytest.mark.parametrize("name", GRAPHS)
def test_ical_js_reads_the_calendar(consumers, name):
    graph = GRAPHS[name]
    read = json.loads(node(consumers, CALENDAR, written(graph, "ical")))
    wanted = {(f"{e.id}@escalation-kg", str(e.when.first) if e.when else "") for e in graph.events}
    assert {(uid, day) for uid, _, day in read} == wanted


@pytest.mark.parametrize("name", GRAPHS)
def test_timemap_takes_every_entry(consumers, name):
    assert node(consumers, TIMEMAP, written(GRAPHS[name], "timemap")).strip() == "true"


@pytest.mark.browser
@pytest.mark.parametrize("name", GRAPHS)
def test_mermaid_draws_the_chains(consumers, chromium, name):
    graph = GRAPHS[name]
    page = chromium.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(path=str(consumers / "mermaid" / "dist" / "mermaid.min.js"))
    drawn = page.evaluate(
        """async text => { mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
        document.body.innerHTML = (await mermaid.render('it', text)).svg;
        return [document.querySelectorAll('.node').length, document.querySelectorAll('path.flowchart-link').length,
                document.body.textContent, window.hit ?? null]; }""",
        written(graph, "mermaid"),
    )
    linked = {end for k in graph.links for end in (k.effect, k.cause)}
    assert drawn[:2] == [len(linked), len(graph.links)]
    if name == "story":
        assert all(e.label in drawn[2] for e in graph.events if e.id in linked)
    assert drawn[3] is None
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["story", "hostile"])
def test_timelinejs_shows_each_slide(consumers, chromium, name):
    graph = GRAPHS[name]
    page = chromium.new_page(viewport={"width": 1200, "height": 800})
    page.set_content('<body><div id="it" style="width:1000px;height:600px"></div></body>')
    package = consumers / "@knight-lab" / "timelinejs" / "dist"
    page.add_style_tag(path=str(package / "css" / "timeline.css"))
    page.add_script_tag(path=str(package / "js" / "timeline.js"))
    page.evaluate(
        "told => { window.tl = new TL.Timeline('it', told, {script_path: '.', font: null, theme: null}) }",
        json.loads(written(graph, "timelinejs")),
    )
    dated = [e for e in graph.events if e.when]
    page.wait_for_function(f"document.querySelectorAll('.tl-timemarker').length === {len(dated)}", timeout=20_000)
    heads = {" ".join(h.split()) for h in page.locator(".tl-slide .tl-headline").all_inner_texts()}
    assert {" ".join(e.label.split()) for e in dated} <= heads or name == "hostile"
    assert page.evaluate("window.hit ?? null") is None
    page.close()


def test_a_link_into_another_graph_breaks_no_drawing():
    cut = replace(stories.STORY, events=tuple(e for e in stories.STORY.events if e.id != stories.STORY.links[0].cause))
    assert written(cut, "mermaid").startswith("flowchart LR")
