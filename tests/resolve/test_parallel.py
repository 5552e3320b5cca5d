"""Acts that stand in one place of a story: no pair of groups is weighed anew each time that others were made one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg import pipeline
from kg.extract import load
from kg.model import Document
from kg.read.lines import label
from kg.resolve import parallel

STORY = Path(__file__).resolve().parents[1] / "quality" / "passages" / "train" / "3074.txt"


def test_a_story_told_over_and_over_asks_once_of_each_pair_of_groups(monkeypatch):
    asked, may = [], parallel._may

    def counted(left, right, *rest):
        asked.append((tuple(p.mention.id for p in left), tuple(p.mention.id for p in right)))
        return may(left, right, *rest)

    monkeypatch.setattr(parallel, "_may", counted)
    text = STORY.read_text(encoding="utf-8") * 8
    document = Document(Document.identify(text, None, None, None), "", text, label(text), published=date(2025, 6, 14))
    pipeline.reading(document, load())
    assert asked
    assert len(asked) == len(set(asked))
