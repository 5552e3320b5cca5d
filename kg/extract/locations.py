"""Where a mention's act took place, by the place names around its trigger.

What is hard: of the places that a sentence names some are parties ("Moscow said"), some belong to the speaker, some
are where a weapon came from. What stands in the trigger's own phrase goes first, and a town goes before its country.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import undergoers
from kg.model import Argument, Span
from kg.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kg.extract.triggers import Candidate
    from kg.extract.view import View
    from kg.model import Place
    from kg.names.places import Spotted

_FINE = {
    "city": 0,
    "town": 0,
    "base": 0,
    "airport": 0,
    "port": 0,
    "camp": 0,
    "site": 0,
    "nuclear": 0,
    "district": 1,
    "island": 1,
    "valley": 1,
    "region": 2,
    "part": 3,
    "border": 3,
    "territory": 4,
    "sea": 4,
    "strait": 4,
    "country": 6,
}
_FAR = 60
_CHAIN = 5


def place_of(view: View, one: Candidate) -> tuple[Argument, Place] | None:
    """Return the place of a trigger's act as its sentence tells it, or None."""
    best: tuple[tuple[int, int, int], Spotted, str] | None = None
    for token, spot, way in _spots(view, one):
        kind = _FINE.get(spot.resolved.place.kind, 2)
        rank = (_WAYS[way] * 3 + kind, _WAYS[way], abs(token.i - one.token.i))
        if best is None or rank < best[0]:
            best = (rank, spot, way)
    if best is None:
        return None
    _, spot, way = best
    start, end = spot.start, spot.end
    base = view.sentence.start
    span = Span(start, end, view.sentence.text[start - base : end - base])
    place = spot.resolved.place
    rule, sure = f"{way}; {spot.resolved.reason}", round(0.9 - 0.15 * _WAYS[way], 2)
    return Argument(Role.PLACE, span.quote, place.name, place.id, span, rule, sure), place


_WAYS = {"own phrase": 0, "its verb": 1, "same clause": 2, "same sentence": 3}


def _spots(view: View, one: Candidate) -> Iterator[tuple[Token, Spotted, str]]:
    done: set[int] = set()
    near = {t.i for t in one.token.subtree}
    verb = one.light if one.nominal else one.token
    objects = {t.i for f in undergoers(one.token) for t in f.token.subtree} if not one.nominal else set()
    above = {t.i for t in verb.subtree} if verb is not None else set()
    for index, spot in sorted(view.spots.items()):
        if spot.start in done:
            continue
        done.add(spot.start)
        token = _head(view, spot)
        if not _stands_for_place(view, token, spot) or _of_rival(one, token):
            continue
        if index in near or token.i in objects:
            yield token, spot, "own phrase"
        elif verb is not None and token.i in above and _depth(token, verb) <= 4:  # noqa: PLR2004
            yield token, spot, "its verb"
        elif token.i in above or abs(token.i - one.token.i) < 12:  # noqa: PLR2004
            yield token, spot, "same clause"
        elif abs(token.i - one.token.i) < _FAR:
            yield token, spot, "same sentence"


def _of_rival(one: Candidate, place: Token) -> bool:
    """Whether a place hangs on another trigger before it hangs on this one: "a raid after a strike on Kharkiv"."""
    own = {one.token.i} | ({one.light.i} - one.rivals if one.light is not None else set())
    for above in (place, *place.ancestors):
        if above.i in own:
            return False
        if above.i in one.rivals:
            return not (above.dep_ == "conj" and above.head.i in own and one.nominal)
    return False


def _head(view: View, spot: Spotted) -> Token:
    """Return the token of a place name that the others hang on."""
    tokens = [t for t in view.doc if view.spots.get(t.i) is spot]
    return next((t for t in tokens if t.head not in tokens), tokens[0])


def _depth(token: Token, above: Token) -> int:
    for count, one in enumerate(token.ancestors):
        if one.i == above.i:
            return count
    return 99


def _stands_for_place(view: View, token: Token, spot: Spotted) -> bool:
    """Whether a place name tells a place here, and not a party, an owner, an origin, or a speaker's seat."""
    kind = spot.resolved.place.kind
    if (
        token.i in view.parties
        and kind == "country"
        and (token.dep_ in ("nsubj", "poss", "amod", "agent", "ROOT") or view.parties[token.i].backed)
    ):
        return False
    if token.i in view.parties and view.parties[token.i].via == "capital" and token.dep_ in ("nsubj", "poss"):
        return False
    chain = [token]
    while (
        chain[-1].dep_ in ("compound", "nmod", "appos", "poss", "conj")
        and chain[-1].head.i != chain[-1].i
        and len(chain) < _CHAIN
    ):
        chain.append(chain[-1].head)
    top = chain[-1]
    if top.dep_ == "pobj":
        if top.head.lower_ == "from":
            return kind != "country" and top.head.head.pos_ == "NOUN" and not view.weapon(top.head.head)
        if top.head.lower_ in ("by", "with", "than", "like", "as"):
            return False
        return top.head.lower_ in view.lexicon.classes["where"] or top.head.head.lower_ in view.lexicon.classes["where"]
    return top.dep_ in (
        "dobj",
        "nsubjpass",
        "attr",
        "ROOT",
        "npadvmod",
        "dep",
        "appos",
        "nsubj",
        "nmod",
        "compound",
        "oprd",
        "relcl",
    )
