"""The narrower type of an act, from the means and the doers that stand with its trigger.

What is hard: "attack" is a strike when drones fly and a ground assault when gunmen come; the word itself does not
tell. Means named in the clause decide first, then who does it, then the word.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.clause import doers, preps, undergoers, words_of
from kg.vocab import EventType, Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.view import View

T = EventType


@cache
def _table() -> tuple[dict[str, EventType], dict[str, frozenset[str]]]:
    """Return the type of each word for a means, and the word lists, of means.toml."""
    rows = tomllib.loads(Path(__file__).with_name("means.toml").read_text(encoding="utf-8"))
    means = {word: EventType(kind) for kind, words in rows["means"].items() for word in words}
    return means, {name: frozenset(words) for name, words in rows["words"].items()}


def refine(view: View, token: Token, kind: EventType, *, nominal: bool, light: Token | None) -> EventType:  # noqa: PLR0911 - one way of many a line
    """Return the narrower type that the means and doers around a trigger speak for."""
    lemma = token.lemma_.lower()
    means, words = _table()
    if kind is T.KILLING and not nominal:
        return _killed(view, token)
    if lemma in ("repel", "repulse", "thwart", "foil", "rebuff"):
        air = any(
            view.among("flying", f.token) or any(view.among("flying", w) for w in words_of(f.token))
            for f in undergoers(token)
        )
        return T.INTERCEPT if air else T.GROUND
    if lemma in ("destroy", "neutralise", "neutralize", "eliminate", "down") and any(
        view.aloft(f.token) for f in undergoers(token)
    ):
        return T.INTERCEPT
    if lemma == "destruction" and any(view.aloft(p) for p in preps(token, "of")):
        return T.INTERCEPT
    if lemma == "fire" and nominal and any(t.lower_.startswith("anti") for t in words_of(token)):
        return T.INTERCEPT
    if lemma not in words["general"] or kind.family not in (Family.STRIKE, Family.GROUND):
        return kind
    found = next((means[w] for w in _means(view, token, nominal=nominal, light=light) if w in means), None)
    if found is None and lemma in ("attack", "assault", "strike", "barrage", "operation") and nominal:
        found = _by_whom(view, token, kind)
    if found is None or (found.family is Family.GROUND and lemma in words["from_afar"]):
        return kind
    return found


def _killed(view: View, verb: Token) -> EventType:
    objects = [f.token for f in undergoers(verb)]
    ranked = any(view.among("leaders", o) for o in objects) or any(
        o.pos_ == "PROPN" and not view.placed(o) and o.i not in view.parties for o in objects
    )
    return T.KILLING if ranked else T.GROUND


def _means(view: View, token: Token, *, nominal: bool, light: Token | None) -> Iterator[str]:  # noqa: ARG001 - conditions share a signature
    """Yield lemmas of words for means and doers, the nearest first."""
    near: list[Token] = []
    if nominal:
        near += [*words_of(token), *preps(token, "of", "with", "by", "using", "involving")]
        near += [
            o
            for c in token.children
            if c.dep_ == "acl" and c.lemma_ in ("use", "involve")
            for o in (f.token for f in undergoers(c))
        ]
        if token.i and token.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ"):
            near.append(token.nbor(-1))
        if light is not None:
            near += [f.token for f in doers(light)]
    else:
        found = (
            [*undergoers(token), *doers(token)]
            if token.lemma_.lower() not in ("hit", "strike", "target", "destroy", "damage", "attack")
            else list(doers(token))
        )
        near += [f.token for f in found] + list(preps(token, "with", "by", "using"))
        near += [
            o
            for c in token.children
            if c.dep_ == "advcl" and c.lemma_ == "use"
            for o in (f.token for f in undergoers(c))
        ]
    for one in near:
        yield one.lemma_.lower()
    for one in near:
        yield from (w.lemma_.lower() for w in (*words_of(one), *preps(one, "of")))


def _by_whom(view: View, noun: Token, kind: EventType) -> EventType | None:
    """An attack by a movement that fights on foot is a ground attack unless means are named."""
    names = [view.parties[t.i].actor.name for t in words_of(noun) if t.i in view.parties]
    names += [view.parties[p.i].actor.name for p in preps(noun, "by", "from") if p.i in view.parties]
    return (
        T.GROUND
        if kind is T.STRIKE and noun.lemma_ != "strike" and any(n in _table()[1]["on_foot"] for n in names)
        else None
    )
