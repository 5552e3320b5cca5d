"""Every IRI of ours leads somewhere: a page for people, RDF for programs. Article text is text, whatever it holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from serve_live import HOSTILE

ID = "https://w3id.org/escalation/id/"
THINGS = {
    "event": "SELECT ?it { ?it a esc:Event ; rdfs:label ?l FILTER(CONTAINS(?l, 'Klintsy')) }",
    "document": "SELECT ?it { ?it a esc:Document } ORDER BY ?it LIMIT 1",
    "actor": "SELECT ?it { ?e esc:actor ?it } ORDER BY ?it LIMIT 1",
    "place": "SELECT ?it { ?e esc:place ?it } ORDER BY ?it LIMIT 1",
    "link": "SELECT ?it { ?it a esc:CausalLink } ORDER BY ?it LIMIT 1",
    "claim": "SELECT ?it { ?it a esc:Claim } ORDER BY ?it LIMIT 1",
}


class Strict(HTMLParser):
    """Gathers the elements and attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements, self.attributes, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_data(self, data):
        self.text += data


def some(web, query) -> str:
    found = web.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert found, query
    return found[0]["it"]["value"].removeprefix(ID)


@pytest.mark.parametrize("kind", THINGS)
def test_a_page_for_people(web, kind):
    name = some(web, THINGS[kind])
    page = web.get(
        f"/id/{name}", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}, follow_redirects=True
    )
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>" in page.text


@pytest.mark.parametrize("kind", THINGS)
@pytest.mark.parametrize("media", ["text/turtle", "application/ld+json"])
def test_rdf_for_programs(web, kind, media):
    name = some(web, THINGS[kind])
    told = web.get(f"/id/{name}", headers={"Accept": media})
    assert told.headers["content-type"].split(";")[0] == media
    form = ox.RdfFormat.from_media_type(media)
    subjects = {quad.subject.value for quad in ox.parse(told.content, form) if isinstance(quad.subject, ox.NamedNode)}
    assert f"{ID}{name}" in subjects
    ending = {"text/turtle": "ttl", "application/ld+json": "jsonld"}[media]
    assert web.get(f"/id/{name}.{ending}").headers["content-type"] == told.headers["content-type"]


def test_the_page_of_an_event_tells_all_that_is_known(web):
    query = "SELECT ?it { ?it a esc:Event ; rdfs:label ?l . ?claim esc:about ?it FILTER(CONTAINS(?l, 'Izmail')) }"
    page = Strict(web.get(f"/id/{some(web, query)}").text)
    for words in (
        "was retaliated for by",
        "What came of it",
        "Claims",
        "Where it is told",
        "the governor",
    ):
        assert words in page.text


def test_the_page_of_an_event_shows_its_chain(web):
    odesa = some(web, "SELECT ?it { ?it a esc:Event ; rdfs:label ?l FILTER(CONTAINS(?l, 'Odesa')) }")
    page = Strict(web.get(f"/id/{odesa}").text)
    chain = page.text.split("The chain back to its causes")[1]
    assert chain.index("Klintsy") < chain.index("Izmail")


@pytest.mark.parametrize("kind", THINGS)
def test_links_of_a_page_lead_on(web, kind):
    page = Strict(web.get(f"/id/{some(web, THINGS[kind])}", follow_redirects=True).text)
    inside = {href for tag, name, href in page.attributes if tag == "a" and name == "href" and href.startswith("/id/")}
    assert inside
    for href in sorted(inside)[:12]:
        assert web.get(href, follow_redirects=True).status_code == 200, href


def test_an_article_full_of_script_shows_as_text(web):
    query = "SELECT DISTINCT ?it { ?it ?p ?n FILTER(CONTAINS(STR(?n), '<script>')) }"
    names = [r["it"]["value"] for r in web.get("/sparql", params={"query": query}).json()["results"]["bindings"]]
    assert len(names) >= 3, "an event, an actor, a place, a document"
    seen = ""
    for name in names:
        answer = web.get(f"/id/{name.removeprefix(ID)}", headers={"Accept": "text/html"})
        page = Strict(answer.text)
        assert "script" not in page.elements
        assert "svg" not in page.elements
        assert not [a for a in page.attributes if a[1].startswith("on")]
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        seen += page.text
    assert HOSTILE in seen
    # A mark that turns the writing ends where its <bdi> ends.
    assert all("\u202e" not in re.sub(r"<bdi>.*?</bdi>", "", line, flags=re.DOTALL) for line in [answer.text])


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/timeline", "/id/actor-x", "/nothing", "/static/page.js", "/find?words=x"]
)
def test_every_answer_forbids_what_is_not_ours(web, path):
    answer = web.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"https?://", policy)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_timeline(web):
    page = Strict(web.get("/timeline").text)
    for tag, name, value in page.attributes:
        if (tag, name) in {("script", "src"), ("link", "href"), ("script", "data-src")} and value != "data:,":
            assert web.get(value).status_code == 200, value
    data = web.get("/timeline/timeline.json").json()
    assert data["revision"] == 3
    assert len(data["chain"]) == 3
