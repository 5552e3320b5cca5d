"""What each line is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read.lines import label

BODY = (
    "The army said on Monday that its gunners had answered the raid with forty rounds, and that nobody had been hurt."
)
MORE = "A spokesman for the other side called the statement false and promised an answer within days."


def labels(*lines: str, title: str | None = None) -> list[str]:
    return [line.label.value for line in label("\n\n".join(lines), title)]


CASES = [
    ("title, body", ["Army shells harbour after raid", BODY, MORE], ["title", "body", "body"]),
    ("a first sentence is no title", [BODY, MORE], ["body", "body"]),
    ("counters", ["Army shells harbour after raid", "0", "59", BODY], ["title", "junk", "junk", "body"]),
    ("heading", ["Army shells harbour after raid", BODY, "A long night", MORE], ["title", "body", "heading", "body"]),
    (
        "question",
        ["Army shells harbour after raid", BODY, "What comes next?", MORE],
        ["title", "body", "heading", "body"],
    ),
    (
        "a doubled headline leads elsewhere",
        [
            "Army shells harbour after raid",
            BODY,
            "Envoys 'close' to truce in river war",
            "Envoys ‘close’ to truce in river war",
            MORE,
        ],
        ["title", "body", "teaser", "teaser", "body"],
    ),
    (
        "a headline before a heading leads elsewhere",
        ["Army shells harbour after raid", BODY, "Envoys close to truce in the river war", "What comes next?", MORE],
        ["title", "body", "teaser", "heading", "body"],
    ),
    (
        "a row of headlines",
        [
            "Army shells harbour after raid",
            BODY,
            "list of 2 items",
            "list 1 of 2Envoys close to truce",
            "end of list",
            MORE,
        ],
        ["title", "body", "junk", "teaser", "junk", "body"],
    ),
    (
        "announced",
        ["Army shells harbour after raid", BODY, "Read more: Envoys close to truce", MORE],
        ["title", "body", "teaser", "body"],
    ),
    (
        "headlines at the end",
        [
            "Army shells harbour after raid",
            BODY,
            MORE,
            "Envoys close to truce in the river war",
            "Bridge reopens after a month of repairs",
        ],
        ["title", "body", "body", "teaser", "teaser"],
    ),
    (
        "comments go on to the end",
        ["Army shells harbour after raid", BODY, MORE, "LEAVE A REPLY", "I was there. It was terrible."],
        ["title", "body", "body", "comment", "comment"],
    ),
    (
        "furniture",
        [
            "Army shells harbour after raid",
            "By Jane Doe",
            "3 May 2024",
            "Share",
            "Copyright 2024 The Wire.",
            BODY,
            "Subscribe to our newsletter",
        ],
        ["title", "junk", "junk", "junk", "junk", "body", "junk"],
    ),
    (
        "an archive's header",
        ["Army shells harbour after raid", "412 words", "3 May 2024", "The Wire", "WIREX", "English", BODY],
        ["title", "junk", "junk", "heading", "junk", "junk", "body"],
    ),
    ("numbered parts", [BODY, "2. A fire at the port", MORE], ["body", "heading", "body"]),
    (
        "a quote's line is body",
        ["Army shells harbour after raid", BODY, '"We saw it burn,"', MORE],
        ["title", "body", "body", "body"],
    ),
]


@pytest.mark.parametrize("row", CASES, ids=lambda r: r[0])
def test_each_line_is_labelled(row):
    _, lines, expected = row
    assert labels(*lines) == expected


def test_the_title_of_metadata_is_found():
    assert labels("Home", "Army shells harbour, again", BODY, title="Army shells harbour again")[1] == "title"


def test_lines_cover_the_text_and_keep_its_line_ends():
    text = "Army shells harbour after raid\r\n\r\n" + BODY + "\r\n"
    found = label(text)
    assert [text[x.start : x.end] for x in found] == ["Army shells harbour after raid", BODY]


SEED = Path(__file__).resolve().parents[2].parent / "shared" / "articles" / "seed.txt"


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="shared articles are not here")
def test_all_lines_of_the_seed_article():
    found = [x.label.value for x in label(SEED.read_text())]
    runs = [
        ("title", 1),
        ("junk", 2),
        ("body", 3),
        ("teaser", 2),
        ("heading", 1),
        ("body", 2),
        ("heading", 1),
        ("body", 2),
    ]
    runs += [("heading", 1), ("body", 2), ("heading", 1), ("body", 3), ("comment", 4)]
    assert found == [name for name, count in runs for _ in range(count)]
    assert len(found) == 25
