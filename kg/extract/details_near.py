"""How near the word that tells a fate stands to an act: in the tree, and in the text.

What is hard: "killed" may hang on the verb that carries a noun, and yet the noun behind "in retaliation for" is no
part of what that verb tells.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.extract.days_held import BARRIERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.quantities import Counted
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate

_PARTED = re.compile(r", (?:while|whereas) |; ")
_NEXT = re.compile(r";|, and |\. ?[”\"]?|[”\"](?=[A-Z])")
"""Where another clause begins."""
_LOST = 99
_STEP = 20
"""So many characters part as much as a step of the tree does."""


def carried(one: Candidate) -> bool:
    """Whether a verb carries a noun, and no word of answering parts them: not "in reply to the shelling, killing"."""
    above = itertools.takewhile(lambda t: t != one.light, one.token.ancestors)
    return one.light is not None and not any(t.lower_ in BARRIERS for t in above)


def token_of(one: Candidate, counted: Counted) -> Token | None:
    """Return the token that tells a fate, in a trigger's sentence."""
    base, start = one.sentence.start, counted.word.start
    doc = one.seen.doc if one.seen is not None else ()
    return next((t for t in doc if base + t.idx <= start < base + t.idx + len(t)), None)


def depth_of(one: Candidate) -> int:
    """Return how far from the main verb of its sentence a trigger stands."""
    return sum(1 for _ in one.token.ancestors)


def apart(one: Candidate, counted: Counted) -> tuple[float, int]:
    """Return how far the word that tells a fate stands from a trigger: in the tree and in the text."""
    start, end = counted.word.start, counted.word.end
    letters = gap(one, start, end, start)
    if letters == 0 or one.seen is None:
        return 0, letters
    word = token_of(one, counted)
    if word is None:
        return _LOST, letters
    near = (one.token, one.light) if one.light is not None and carried(one) else (one.token,)
    return min(_steps(word, t) for t in near) + letters / _STEP, letters


def placed(one: Candidate, text: str) -> bool:
    """Return whether a sentence tells of a place that an act's own words name: "killed in Belgorod"."""
    under = [t for t in one.token.subtree if one.nominal and t.i in one.seen.spots] if one.seen is not None else []
    return any(f" in {t.text}" in text for t in under)


def beside(ones: Sequence[Candidate], counted: Counted, told: list[int]) -> list[int]:
    """Return the acts of the half of a sentence that tells a fate: "shells fell, hurting four, while others hit"."""
    sentence = ones[told[0]].sentence if told else None
    if sentence is None:
        return told
    cuts = [m.start() + sentence.start for m in _PARTED.finditer(sentence.text)]
    half = bisect_left(cuts, counted.word.start)
    return [n for n in told if bisect_left(cuts, ones[n].start) == half] or told


def _steps(one: Token, other: Token) -> int:
    """Return how many steps of the tree lie between two tokens."""
    up = {t.i: n for n, t in enumerate((one, *one.ancestors))}
    return next((n + up[t.i] for n, t in enumerate((other, *other.ancestors)) if t.i in up), _LOST)


def gap(one: Candidate, start: int, end: int, at: int) -> int:
    """Return how many characters lie between a trigger and an offset; none where two offsets hold words of it."""
    if one.start < end and start < one.end:
        return 0
    return min(abs(one.start - at), abs(one.end - at))


def answered(one: Candidate, counted: Counted) -> bool:
    """Return whether an act is only what another answers, and a fate is told beside both.

    "answered the raid with rockets, and two died", "shelled the town in reply to the raid; two died".
    """
    word = token_of(one, counted)
    text, start = one.sentence.text, one.sentence.start
    behind = one.end <= counted.quantity.span.start
    if word is None or (behind and not _NEXT.search(text, one.end - start, counted.quantity.span.start - start)):
        return False
    above = {word.i, *(t.i for t in word.ancestors)}
    path = list(itertools.takewhile(lambda t: t.i not in above, (one.token, *one.token.ancestors)))
    if not path:
        return False
    top = path[-1].head
    if top.lemma_.lower() in BARRIERS and path[-1].dep_ in ("dobj", "nsubjpass") and top.pos_ == "VERB":
        return True
    return any(t.lemma_.lower() in BARRIERS for t in path[1:])


def replied_to(one: Candidate) -> bool:
    """Return whether a noun is what its sentence tells an answer to: "responded to the killing by firing rockets"."""
    preps = (t for t in (one.token, *one.token.ancestors) if one.nominal and t.lower_ in ("for", "over", "to"))
    return any(t.head.lemma_.lower() in _REPLYING for t in preps)


_REPLYING = BARRIERS | {"answer", "react", "reply", "respond", "retaliate"}
