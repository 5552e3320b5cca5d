from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.when import Precision, When

days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
whens = st.tuples(days, days).map(lambda p: When(min(p), max(p), Precision.DAYS if p[0] != p[1] else Precision.DAY))


def test_a_month_is_a_month():
    assert When.month(2024, 2) == When(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH)
    assert When.month(2023, 12).last == date(2023, 12, 31)
    assert str(When.month(2024, 2)) == "2024-02"


def test_a_stretch_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        When(date(2024, 2, 2), date(2024, 2, 1))


@given(whens, whens)
def test_order_is_partial(a, b):
    assert a.before(b) + b.before(a) + a.overlaps(b) == 1
    assert a.overlaps(b) == b.overlaps(a)
    assert (a.gap(b) == 0) == a.overlaps(b)
    assert (a.meet(b) is None) != a.overlaps(b)


@given(whens, whens)
def test_meeting_never_widens(a, b):
    met = a.meet(b)
    if met:
        assert met.first >= a.first
        assert met.last <= b.last
        assert met == b.meet(a) or met.days == a.days == b.days
