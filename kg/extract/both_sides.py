"""Between whom a clash, an exchange of fire or a deal is.

What is hard: both may stand in one phrase ("between Israeli and Hezbollah forces"), on two sides of a verb, or behind
the front that they fight on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import OBJECTS, doers, passive, preps, undergoers, words_of
from kg.extract.parties import Party, Spoken, own_words, party_of
from kg.extract.targets import each

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View


def both_sides(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield both sides of a clash or an exchange of fire."""
    beside = [one.token, *preps(one.token, "on", "along", "at", "near")]
    found = list(_each_side(view, [t for b in beside for t in preps(b, "between", "with", "against", "by")], spoken))
    who = [f.token for f in doers(one.token)] if not one.nominal else []
    met = undergoers(one.token) if not (one.nominal or passive(one.token)) else ()  # "battled rebels"
    who += [f.token for f in met if f.way == "object" and view.force(f.token)]
    if one.light is not None and view.among("launching", one.light):
        who += [f.token for f in doers(one.light)]
    above = one.token.head
    if one.nominal and one.token.dep_ in OBJECTS and view.among("agreeing", above) and not passive(above):
        who += [f.token for f in doers(above)]
    yield from _each_side(view, who, spoken)
    if one.light is not None and not found:
        yield from _each_side(view, preps(one.light, "between", "with"), spoken)
    for word in words_of(one.token) if one.nominal else []:
        if word.i in view.parties and not view.parties[word.i].backed:
            yield from each(view, [word], spoken, "side")
    yield from found


def _each_side(view: View, tokens: Iterable[Token], spoken: Spoken) -> Iterator[tuple[Party, str]]:
    for token in tokens:
        found = party_of(view, token, spoken) or own_words(view, token)
        named = [t for t in words_of(token) if t.i in view.parties and not view.parties[t.i].backed]
        if found is not None:
            yield found, "side"
        if any(t.dep_ == "conj" for t in named):  # "between Israeli and Hezbollah forces"
            yield from each(view, named, spoken, "side")
