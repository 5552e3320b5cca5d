"""Several ways are carried along, so that a later word can still set an earlier choice right."""

from __future__ import annotations

from kg.resolve import search
from kg.resolve.profile import Profile
from tests.resolve.test_wording import mention

SIGNS = {
    (1, (0,)): 0.4,  # by itself "the attack" would join the raid
    (2, (0, 1)): -0.1,
    (2, (0,)): -9.0,
    (2, (1,)): 9.0,  # but what comes next is surely of the attack alone
}


def profile(order):
    return Profile(
        mention=mention("The [raid] began."),
        sentence=order,
        kind="attack",
        words=frozenset(),
        weapons=frozenset(),
        actors=frozenset(),
        targets=frozenset(),
        places=(),
        generic=False,
        anaphoric=True,
        mutual=False,
        order=order,
    )


def partition(monkeypatch, width):
    def signs(asked, members):
        return (("told", SIGNS.get((asked.one.order, tuple(m.order for m in members)), -9.0), ""),)

    monkeypatch.setattr(search.Asked, "signs", signs)
    monkeypatch.setattr(search, "weights", lambda: {"told": 1.0, "threshold": 0.0})
    monkeypatch.setattr(search, "WIDTH", width)
    return [step.event for step in search.likeliest([profile(i) for i in range(3)], {}, None)]


def test_a_later_word_sets_an_earlier_choice_right(monkeypatch):
    assert partition(monkeypatch, 1) == [0, 0, 1]
    assert partition(monkeypatch, 6) == [0, 1, 1]


def test_no_mentions_no_events():
    assert search.likeliest([], {}, None) == []
