"""Which places can be of one act: a town and the region around it, but no two regions of one land."""

from __future__ import annotations

import pytest

from kg.resolve.sides import Sides

NEAR = [
    ("Helmand", "Afghanistan"),
    ("West Bank", "Jenin"),
    ("South Lebanon", "Tyre"),
    ("Red Sea", "Hodeidah"),
    ("Bab al-Mandab", "Mokha"),
]
FAR = [
    ("Helmand", "Nangarhar"),
    ("South Lebanon", "Beirut"),
    ("Helmand", "Pakistan"),
    ("Gaza", "Jenin"),
    ("Tyre", "Haifa"),
]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_one_act_may_be_told_at_both(one, other):
    assert Sides().near(one, other)
    assert Sides().near(other, one)


@pytest.mark.parametrize(("one", "other"), FAR)
def test_no_act_is_at_both(one, other):
    assert not Sides().near(one, other)
    assert not Sides().near(other, one)
