"""Days and times that the parser hung on the wrong word, or that drew others' words to themselves.

What is hard: "on Monday night of" goes on with whom an act befell, "officers" behind "On Wednesday" are who acts, and
each mend must touch no tree that was right.
"""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS

if TYPE_CHECKING:
    from kg.extract.tree import Token

SPANS = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "moments"})
DAYS = frozenset({*calendar.day_name, *calendar.month_name} - {""})
_PARTS = frozenset({"afternoon", "dawn", "evening", "morning", "night"})
_BEFALLING = frozenset(
    {"abduction", "assassination", "beheading", "bombing", "capture", "death", "downing", "execution", "killing"}
    | {"kidnapping", "murder", "seizure", "shelling", "shooting", "slaying", "stabbing"}
)


def rehung(time: Token, heads: list[int], deps: list[str]) -> None:
    """Give a verb the object that was drawn into a time: "strikes Odesa port hours after the deal"."""
    if time.lower_ not in SPANS or not time.i:
        return
    act, thing = time.head.head if time.head.dep_ == "prep" else time.head, time.nbor(-1)
    if (
        thing.dep_ == "compound"
        and thing.head == time
        and act.i < thing.i
        and not any(c.dep_ == "dobj" for c in act.children)
    ):
        heads[thing.i], deps[thing.i] = act.i, "dobj"


def parted(prep: Token, heads: list[int], deps: list[str]) -> None:
    """Give a verb the subject that was drawn into a day before it: "On Wednesday officers of the guard detained".

    So of the passive and of a part of the day: "Before dawn on Tuesday missiles were fired".
    """
    verb = prep.head.head.head if prep.head.dep_ == "pobj" else prep.head
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    suffered = [c.i for c in verb.children if c.dep_ == "auxpass"]
    finite = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(suffered))
    if noun is None or noun.tag_ != "NNS" or not finite or noun.right_edge.i != min((verb.i, *suffered)) - 1:
        return
    day = prep.nbor(1) if prep.i < noun.i else prep
    if day.head != noun or not (day.like_num or day.text in DAYS) or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    heads[noun.i], deps[noun.i] = verb.i, "nsubjpass" if suffered else "nsubj"
    for word in (t for t in noun.children if t.like_num or t.text in DAYS):
        heads[word.i], deps[word.i] = prep.i, "pobj"


def befell(of: Token, heads: list[int], deps: list[str]) -> None:  # noqa: ARG001 - all mends are called alike
    """Hang on an act whom it befell, told behind its day: "the death on Monday night of its commander"."""
    day = of.head
    whom = next((c for c in of.children if c.dep_ == "pobj"), of)
    dated = (
        day.i == of.i - 1 and (day.text in DAYS or day.lower_ in _PARTS) and whom.tag_ in ("NN", "NNS", "NNP", "NNPS")
    )
    if of.lower_ != "of" or not dated or whom.lower_ in ("month", "week", "year"):
        return
    top = day.head if day.dep_ == "pobj" else day
    act = top.doc[top.left_edge.i - 1] if top.left_edge.i else top
    if act.lemma_.lower() in _BEFALLING:
        heads[of.i], heads[top.i] = act.i, act.i
