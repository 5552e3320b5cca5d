"""The world comes in, or one line says why not."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from types import SimpleNamespace

import pytest

from kg.errors import InputError, MissingPart
from kg.model import Document
from kg.read import articles, pages
from kg.read.articles import read

STORY = "Army shells harbour after raid\n\nThe army said on Monday that its gunners had answered the raid.\n"
PAGE = """<!doctype html><html><head><title>Army shells harbour after raid</title>
<meta property="og:title" content="Army shells harbour after raid"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2024-05-03T10:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Army shells harbour after raid</h1>
<p>The army said on Monday that its gunners had answered the raid on the harbour with forty rounds of shells.</p>
<p>A spokesman for the other side called the statement false, and promised an answer within a few days.</p>
<p>Two dock workers were wounded near the old customs house, the head of the harbour office said.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def stdin(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_a_text_file_is_read_as_it_stands(tmp_path):
    path = write(tmp_path, "a.txt", STORY.replace("\n", "\r\n"))
    (found,) = read(path)
    assert found.text == STORY.replace("\n", "\r\n")
    assert found.origin == f"{tmp_path.name}/a.txt"
    assert found.title == "Army shells harbour after raid"
    assert found.published is None


def test_the_same_text_has_the_same_id_anywhere(tmp_path):
    (tmp_path / "x").mkdir()
    one, two = write(tmp_path, "a.txt", STORY), write(tmp_path / "x", "b.txt", STORY)
    assert next(read(one)).id == next(read(two)).id
    assert next(read(one)).id != next(read(one, published=date(2024, 5, 3))).id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(tmp_path, encoding):
    path = write(tmp_path, "a.txt", "Türkei – Kyjiw\n\nВсё спокойно.".encode(encoding))
    assert next(read(path)).text == "Türkei – Kyjiw\n\nВсё спокойно."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("3 May 2024", date(2024, 5, 3)),
        ("Published: May 3, 2024", date(2024, 5, 3)),
        ("Friday, 3 May 2024 14:05", date(2024, 5, 3)),
        ("2024-05-03T10:00:00Z", date(2024, 5, 3)),
        ("TEL AVIV, May 3, 2024", date(2024, 5, 3)),
        ("By Ada Noor | 3 May 2024", date(2024, 5, 3)),
        ("By a staff reporter, May 3, 2024", date(2024, 5, 3)),
        ("Guns fell silent near Kyiv, May 3, 2024, after", None),
        ("KYIV, 3 May 2024 (Wire) - Guns fell silent.", date(2024, 5, 3)),
        ("KYIV, 3 May (Wire) - Guns fell silent.", None),
        ("The war began on 3 May 2024.", None),
        ("31 February 2024", None),
    ],
)
def test_the_first_lines_may_tell_the_day(tmp_path, line, day):
    path = write(
        tmp_path, "a.txt", f"Army shells harbour after raid\n\n{line}\n\nThe army said so on Monday, in a statement."
    )
    assert next(read(path)).published == day


def test_what_an_article_tells_of_its_day_goes_before_what_is_asked(tmp_path):
    asked = date(2024, 5, 5)
    row = {"text": "Army shells harbour\n\n3 May 2024\n\nIt did.", "published": "2024-05-04"}
    assert next(read(write(tmp_path, "a.jsonl", json.dumps(row)), published=asked)).published == date(2024, 5, 4)
    assert next(read(write(tmp_path, "a.txt", row["text"]), published=asked)).published == date(2024, 5, 3)
    assert next(read(write(tmp_path, "b.txt", STORY), published=asked)).published == asked


def test_an_outlet_is_given_to_those_that_name_none(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_text('{"text": "Brod was hit.", "source": "Courier"}\n{"text": "Kell was hit."}')
    named, other = articles.read(path, outlet="Wire")
    assert (named.source, other.source) == ("Courier", "Wire")
    assert other.id == Document.identify("Kell was hit.", None, "Wire", None)


def test_a_page_gives_its_article(tmp_path):
    pytest.importorskip("trafilatura")
    (found,) = read(write(tmp_path, "a.html", PAGE))
    assert found.text.startswith("Army shells harbour after raid")
    assert "customs house" in found.text
    assert "newsletter" not in found.text
    assert (found.title, found.source, found.published) == (
        "Army shells harbour after raid",
        "The Wire",
        date(2024, 5, 3),
    )


def test_without_the_extra_a_page_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingPart, match=r"pip install .*html"):
        pages.read_page(PAGE.encode(), "a.html")


def test_rows_are_articles_and_a_broken_one_is_told_by_its_line(tmp_path):
    rows = [
        json.dumps(
            {"text": STORY, "url": "https://example.org/1", "source": "Wire", "published": "2024-05-03", "title": "T"}
        ),
        "",
        "{broken",
        json.dumps({"title": "no text"}),
        json.dumps({"text": STORY, "published": "yesterday"}),
        json.dumps({"text": STORY}),
        '{"text": "half \\ud800"}',
        "[1]",
    ]
    path = write(tmp_path, "a.jsonl", "\n".join(rows))
    problems: list[InputError] = []
    found = list(read(path, problems=problems.append))
    assert [d.origin for d in found] == ["https://example.org/1", f"{tmp_path.name}/a.jsonl#6"]
    assert (found[0].source, found[0].published, found[0].title) == ("Wire", date(2024, 5, 3), "T")
    assert [p.where for p in problems] == [f"{path}, line {n}" for n in (3, 4, 5, 7, 8)]
    assert all("\n" not in str(p) for p in problems)
    with pytest.raises(InputError, match="line 3"):
        list(read(path))


def test_a_folder_gives_its_articles_in_order(tmp_path):
    write(tmp_path, "b.txt", STORY)
    write(tmp_path, "a.jsonl", json.dumps({"text": STORY}))
    write(tmp_path, "README.md", "not an article")
    write(tmp_path, "c.txt", b"")
    problems: list[InputError] = []
    found = list(read(tmp_path, problems=problems.append))
    assert [d.origin.split("/")[-1] for d in found] == ["a.jsonl#1", "b.txt"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("content", "origins"),
    [
        (STORY.encode(), ["-"]),
        ((json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY + "x"})).encode(), ["-#1", "-#2"]),
        (PAGE.encode(), ["-"]),
    ],
    ids=["text", "rows", "page"],
)
def test_standard_input(monkeypatch, content, origins):
    stdin(monkeypatch, content)
    assert [d.origin for d in read("-")] == origins


BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n ", "empty"),
    ("bytes.txt", b"abc\x00def", "binary"),
    ("paper.txt", b"%PDF-1.7 \x00", "PDF"),
    ("latin.txt", "Kyjiw über alles".encode("latin-1"), "byte 0xfc at position 6"),
    ("empty.html", b"", "empty"),
    ("bare.html", b"<html><body><nav>Home</nav></body></html>", "no article text"),
    ("empty.jsonl", b"", "empty"),
]


@pytest.mark.parametrize("row", BAD, ids=lambda r: r[0])
def test_bad_input_gets_one_line(tmp_path, row):
    name, content, words = row
    path = write(tmp_path, name, content)
    with pytest.raises(InputError) as caught:
        list(read(path))
    line = str(caught.value)
    assert words in line
    assert name in line
    assert caught.value.do
    assert "\n" not in line


def test_what_is_not_there_gets_one_line(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path / "none"):
        with pytest.raises(InputError, match="No such file"):
            list(read(path))
    with pytest.raises(InputError, match="no articles"):
        list(read(tmp_path))


def test_too_much_is_refused_and_the_rest_goes_in(tmp_path, monkeypatch):
    monkeypatch.setattr(articles, "LARGEST", 10_000)
    with pytest.raises(InputError, match="too much"):
        list(read(write(tmp_path, "a.txt", "x" * 10_001)))
    rows = [json.dumps({"text": "x" * 50_000}), json.dumps({"text": STORY})]
    problems: list[InputError] = []
    found = list(read(write(tmp_path, "a.jsonl", "\n".join(rows)), problems=problems.append))
    assert [d.origin for d in found] == [f"{tmp_path.name}/a.jsonl#2"]
    assert "line 1" in str(problems[0])
    assert "longer than" in str(problems[0])
