"""The head of an entry dates what the entry tells; a dateline, a lone date and an aside date nothing."""

from __future__ import annotations

from datetime import date

from kg.extract import extract, load
from kg.extract.days_entries import entries
from kg.model import Document
from kg.read.lines import label

PUBLISHED = date(2024, 3, 6)
CHRONICLE = """March 1 - The army shelled Dorn. Rebels fired rockets at the port.
March 3 - A drone hit a depot near Telna.
11:50 - Rebels shelled the bridge of Karsa."""


def days_of(text):
    document = Document(Document.identify(text, None, None, PUBLISHED), "test", text, label(text), published=PUBLISHED)
    return [(m.trigger.quote, str(m.when)) for m in extract(document, load()).mentions]


def test_each_act_of_a_chronicle_has_the_day_of_its_entry():
    assert [day for _, day in days_of(CHRONICLE)] == ["2024-03-01", "2024-03-01", "2024-03-03", "2024-03-03"]


def test_a_dash_may_open_an_entry():
    listed = "- March 1: The army shelled Dorn.\n- March 3: A drone hit a depot near Telna."
    assert [day for _, day in days_of(listed)] == ["2024-03-01", "2024-03-03"]


def test_clocks_alone_mean_the_day_of_the_page_or_the_night_before():
    page = (
        "13:00 GMT - On the border\n\nRebels fired rockets at Dorn.\n\n11:00 GMT - Background\n\nRebels shelled Dorn."
    )
    told = entries(page, PUBLISHED)
    assert [str(day[0]) if day else None for day in told.days] == ["2024-03-05..2024-03-06", None]
    assert not any(entries(page, None).days)


def test_a_dateline_or_one_line_that_opens_with_a_day_is_no_chronicle():
    assert entries("QUETTA, March 5 - Jets bombed a camp.\nARLEN, March 5 - Rebels fled.", PUBLISHED).starts == ()
    assert entries("March 5: a dark day for the town of Dorn.\nRebels bombed it.", PUBLISHED).starts == ()
