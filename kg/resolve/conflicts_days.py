"""The laws of time: when two mentions cannot tell of one act by what is said of their days.

What is hard: most mentions give no day, and a word that points back may bear the day of its report; but a tale of
months ago, a campaign of weeks and what an act is "the first since" are told apart by other words than days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.wording import lasting, of_a_day, since

if TYPE_CHECKING:
    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

WEEK = 7
"""A word that points back may bear the day of its report, some days after its act's."""
MONTH = 31
"""Days that no word says are those of the verb's tense, and seldom so far off."""


def long_ago(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """What is dated is of that day; of days that only the tense tells, months part two acts."""
    if a.when is None or b.when is None:
        one, two = a.mention.when, b.mention.when
        if (a.when or b.when) is None or one is None or two is None or a.anaphoric or b.anaphoric:
            return False
        return one.gap(two) > MONTH
    loose = (a.back and not of_a_day(a.mention)) or (b.back and not of_a_day(b.mention))
    return a.when.gap(b.when) > (WEEK if loose else 1)


def first_since(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """What an act is the first since is another: "the first raid since the assault"."""
    first, last = sorted((a, b), key=lambda one: one.order)
    return first.sentence == last.sentence and since(last.mention)


def went_on(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """What went on for weeks was not done in a day: "the 14-month assault", "struck overnight"."""
    for one, other in ((a, b), (b, a)):
        brief = other.form == "verb" or (other.when is not None and other.when.days <= WEEK)
        if brief and lasting(one.mention) and not lasting(other.mention):
            return True
    return False


def framed(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """What goes on a tale of months ago is none of today's: "In May rebels shelled Gao. Mali answered with raids"."""
    for x, y in ((a, b), (b, a)):
        day = y.when or y.mention.when
        if x.frame is not None and day is not None and x.frame.gap(day) > MONTH:
            return True
    return False


def out_of_order(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """What an act of Monday came after, or answers, is none of Tuesday's."""
    return any(
        y.when is not None
        and (any(y.when.after(day) for day in x.later) or any(day.after(y.when) for day in x.earlier))
        for x, y in ((a, b), (b, a))
    )
