"""When: each row is a phrase, and the days it may mean."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import dates
from kg.when import Precision, When

PUBLISHED = date(2025, 5, 15)  # a Thursday
BEFORE = When.on(date(2025, 5, 10))


def days(text: str) -> tuple[date, date]:
    """Read "05-14..05-15", "2024-12-27": a year left out is 2025."""
    ends = [e if len(e) > 5 else f"2025-{e}" for e in text.split("..")]
    return date.fromisoformat(ends[0]), date.fromisoformat(ends[-1])


MEASURED = [
    ("overnight", "05-14..05-15"),
    ("on Tuesday", "05-13"),
    ("last week", "05-05..05-11"),
    ("two days later", "05-12"),
    ("yesterday", "05-14"),
    ("on Thursday", "05-15"),
    ("late on Wednesday", "05-14"),
    ("early Saturday", "05-10"),
    ("last Friday", "05-09"),
    ("earlier this month", "05-01..05-15"),
    ("on April 22", "04-22"),
    ("December 27", "2024-12-27"),
    ("Oct. 7, 2023", "2023-10-07"),
    ("in February 2022", "2022-02-01..2022-02-28"),
    ("Sunday night", "05-11"),
    ("the previous day", "05-09"),
    ("three weeks ago", "04-24"),
    ("in the past 24 hours", "05-14..05-15"),
    ("since Monday", "05-12..05-15"),
    ("this week", "05-12..05-18"),
    ("a week earlier", "05-03"),
    ("the day after", "05-11"),
    ("on the night of May 12-13", "05-12..05-13"),
    ("last month", "04-01..04-30"),
    ("at dawn on Wednesday", "05-14"),
    ("in 2014", "2014-01-01..2014-12-31"),
    ("hours earlier", "05-09..05-10"),
    ("between 6 and 8 May", "05-06..05-08"),
    ("over the weekend", "05-10..05-11"),
    ("24 April 2025", "04-24"),
]

MORE = [
    ("2025-03-02", "03-02"),
    ("on 2 March 2025", "03-02"),
    ("March 2, 2025", "03-02"),
    ("on the 2nd of March, 2025", "03-02"),
    ("Tuesday, 13 May 2025", "05-13"),
    ("on Tuesday, May 13", "05-13"),
    ("Tuesday 13 May", "05-13"),
    ("02.03.2025", "03-02"),
    ("7 October", "2024-10-07"),
    ("on the 2nd", "05-02"),
    ("on the 20th", "04-20"),
    ("Sept. 3", "2024-09-03"),
    ("early on Monday", "05-12"),
    ("in the early hours of Monday", "05-12"),
    ("in the early hours of Monday morning", "05-12"),
    ("on Monday night", "05-12"),
    ("at around 3 a.m. on Monday", "05-12"),
    ("by late Monday", "05-12"),
    ("Monday's", "05-12"),
    ("on the night of May 12", "05-12"),
    ("on the evening of 12 May", "05-12"),
    ("from May 6 to 8", "05-06..05-08"),
    ("between 30 April and 2 May", "04-30..05-02"),
    ("from April 30 to May 2, 2024", "2024-04-30..2024-05-02"),
    ("on May 6 and 7", "05-06..05-07"),
    ("6–8 May 2024", "2024-05-06..2024-05-08"),
    ("between Monday and Wednesday", "05-12..05-14"),
    ("overnight from Tuesday to Wednesday", "05-13..05-14"),
    ("the night of Tuesday to Wednesday", "05-13..05-14"),
    ("overnight into Wednesday", "05-13..05-14"),
    ("last night", "05-14..05-15"),
    ("this morning", "05-15"),
    ("earlier today", "05-15"),
    ("the day before yesterday", "05-13"),
    ("late last night", "05-14..05-15"),
    ("on Tuesday last week", "05-06"),
    ("on Tuesday of last week", "05-06"),
    ("earlier this week", "05-12..05-15"),
    ("late last week", "05-08..05-11"),
    ("last weekend", "05-10..05-11"),
    ("two days ago", "05-13"),
    ("a week ago", "05-08"),
    ("two months ago", "03-01..03-31"),
    ("nearly two years ago", "2023-01-01..2023-12-31"),
    ("several days ago", "05-08..05-13"),
    ("in the last three days", "05-12..05-15"),
    ("over the past week", "05-08..05-15"),
    ("in March", "03-01..03-31"),
    ("in August", "2024-08-01..2024-08-31"),
    ("in early March", "03-01..03-10"),
    ("late last month", "04-21..04-30"),
    ("earlier this year", "2025-01-01..05-15"),
    ("last year", "2024-01-01..2024-12-31"),
    ("in the summer of 2014", "2014-06-01..2014-08-31"),
    ("last summer", "2024-06-01..2024-08-31"),
    ("between 2014 and 2016", "2014-01-01..2016-12-31"),
    ("since 7 May", "05-07..05-15"),
    ("since April", "04-01..05-15"),
    ("since 2014", "2014-01-01..05-15"),
    ("since last Friday", "05-09..05-15"),
    ("the next day", "05-11"),
    ("the following day", "05-11"),
    ("the same day", "05-10"),
    ("later that day", "05-10"),
    ("that night", "05-10"),
    ("the day before", "05-09"),
    ("a day earlier", "05-09"),
    ("hours later", "05-10..05-11"),
    ("minutes later", "05-10"),
    ("three weeks later", "05-31"),
    ("a day after", "05-11"),
    ("two days before", "05-08"),
    ("hours after", "05-10..05-11"),
    ("the following Monday", "05-12"),
    ("the previous Friday", "05-09"),
    ("a month later", "06-01..06-30"),
    ("the following week", "05-12..05-18"),
    ("the September 11 attacks", "2001-09-11"),
    ("the October 7 attack", "2023-10-07"),
    ("on Christmas Day", "2024-12-25"),
    ("in the night to Thursday", "05-14..05-15"),
    ("overnight on Wednesday", "05-13..05-15"),
    ("a fortnight ago", "05-01"),
    ("in mid-April", "04-11..04-20"),
    ("at the end of March", "03-21..03-31"),
    ("in the first week of May", "05-01..05-07"),
    ("24 hours later", "05-11"),
    ("on 1 May this year", "05-01"),
    ("in December last year", "2024-12-01..2024-12-31"),
    ("from Sunday to Tuesday", "05-11..05-13"),
    ("half a year ago", "2024-11-01..2024-11-30"),
    ("25/04/2025", "04-25"),
    ("twenty-four hours after", "05-11"),
]


@pytest.mark.parametrize("row", [*MEASURED, *MORE], ids=lambda r: r[0])
def test_a_phrase_means_these_days(row):
    phrase, expected = row
    found = dates.resolve(phrase, published=PUBLISHED, event=BEFORE)
    assert found is not None
    assert found.span.quote == phrase.removesuffix(" (x)")
    assert found.when is not None
    assert (found.when.first, found.when.last) == days(expected)


@pytest.mark.parametrize(
    ("phrase", "precision"),
    [("in March", "month"), ("in 2014", "year"), ("last week", "week"), ("on Tuesday", "day"), ("overnight", "days")],
)
def test_precision_is_that_of_the_words(phrase, precision):
    found = dates.resolve(phrase, published=PUBLISHED)
    assert found is not None
    assert found.when is not None
    assert found.when.precision is Precision(precision)


@pytest.mark.parametrize(
    "phrase", ["on Tuesday", "overnight", "7 October", "last week", "two days ago", "in March", "since May"]
)
def test_without_a_publication_day_there_is_no_answer(phrase):
    found = dates.resolve(phrase, published=None)
    assert found is not None
    assert found.when is None


@pytest.mark.parametrize("phrase", ["two days later", "the next day", "hours earlier", "a day after"])
def test_without_an_act_there_is_no_answer(phrase):
    found = dates.resolve(phrase, published=PUBLISHED)
    assert found is not None
    assert found.when is None


def test_after_an_act_never_counts_from_the_one_told_before():
    found = dates.resolve("two days after", published=PUBLISHED, previous=BEFORE)
    assert found is not None
    assert found.when is None
    later = dates.resolve("two days later", published=PUBLISHED, previous=BEFORE)
    assert later is not None
    assert later.when == When.on(date(2025, 5, 12))


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the capital.",
        "They fired 2014 rounds.",
        "A sunny second day-care centre.",
        "The mayor of Augusta.",
        "some 3,000 soldiers",
    ],
)
def test_these_are_no_dates(text):
    assert dates.find(text, published=PUBLISHED) == []


def test_the_worst_since_dates_nothing():
    (found,) = dates.find("It was the deadliest raid since 2014.", published=PUBLISHED)
    assert found.when is None


def test_a_day_that_could_be_two_is_none():
    (found,) = dates.find("on 10/05/2025", published=PUBLISHED)
    assert found.when is None


def test_at_least_is_no_record():
    (found,) = dates.find("That brings the dead to at least 33 since Tuesday.", published=PUBLISHED)
    assert str(found.when) == "2025-05-13..2025-05-15"


@pytest.mark.parametrize("phrase", ["9999 years ago", "9999 months ago", "9999 weeks later", "on 99 May", "0000-00-00"])
def test_beyond_the_calendar_there_is_no_answer_and_no_crash(phrase):
    for found in dates.find(phrase, published=date(1, 1, 2), event=When.on(date(9999, 12, 30))):
        assert found.when is None or found.when.first <= found.when.last


def test_a_plan_looks_ahead():
    (found,) = dates.find("The envoys will meet on Friday.", published=PUBLISHED)
    assert found.when == When.on(date(2025, 5, 16))


def test_offsets_are_those_of_the_text():
    text = "Shells fell on Monday. Two days later, on Wednesday night, the army answered."
    found = dates.find(text, 23, published=PUBLISHED, previous=When.on(date(2025, 5, 12)))
    assert [(text[d.span.start : d.span.end], str(d.when)) for d in found] == [
        ("Two days later", "2025-05-14"),
        ("on Wednesday night", "2025-05-14"),
    ]


def test_a_long_text_is_read_to_its_end():
    text = "On Monday, 12 May, shells fell hours after the raid of last week. " * 200
    assert len(dates.find(text, published=PUBLISHED)) >= 600


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023\nMarch 4 - A convoy was shelled.\nApril 2 - The town fell.", "2023-04-02"),
        ("2021 - Drones hit a depot on Feb. 3.", "2021-02-03"),
        ("• In 2019: on August 9, gunmen stormed the post.", "2019-08-09"),
        ("2023\nMarch 4 - A convoy was shelled.\nThe talks of 2 May had failed.", "2025-05-02"),
        ("In June 2022 it began. Shells hit a park on 20 July of that year.", "2022-07-20"),
        ("In 2014 the war began. The town fell on 3 April.", "2025-04-03"),
    ],
)  # fmt: skip
def test_a_year_heads_its_entries(text, day):  # "of that year" points back to one
    assert dates.find(text, published=PUBLISHED)[-1].when == When.on(date.fromisoformat(day))


def test_overnight_is_the_night_of_the_day_told_before_it():
    shut = dates.find("They shut it on May 3 after overnight clashes.", published=PUBLISHED)
    assert shut[-1].when is not None
    assert (shut[-1].when.first, shut[-1].when.last) == days("05-02..05-03")
    told = dates.find("The overnight strike was for a killing on May 3.", published=PUBLISHED)
    assert told[0].when is not None
    assert (told[0].when.first, told[0].when.last) == days("05-14..05-15")
