"""Where a mention's act took place, by the place names around its trigger.

What is hard: of the places that a sentence names some are parties ("Moscow said"), some belong to the speaker, some
are where a weapon came from. What stands in the trigger's own phrase goes first, and a town goes before its country.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS, VERBAL, doers, preps, undergoers
from kg.extract.grounds import owner, stands, words
from kg.extract.place_rivals import of_answer, of_party, of_rival, of_war
from kg.extract.unlisted import LEAVING
from kg.model import Argument, Place, Span
from kg.vocab import EventType, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View
    from kg.names.actors import Found
    from kg.names.places import Spotted

_LOCAL = re.compile(
    r"\b(?:administration|correspondent|council|crew|district|doctor|governor|hospital|local|mayor|medic|municipal|police"
    r"|prosecutor|provincial|railways?|regional|reporter|resident|team|villager|witness)",
    re.IGNORECASE,
)
"""Words of a source that tells of what happened where it is."""
_BREADTHS = {"sites": 0, "quarters": 1, "regions": 2, "parts": 3, "lands": 4, "countries": 6}
_OPENING = 3
_FAR, _CHAIN = 60, 5
_PLACES = frozenset(
    {"area", "city", "district", "place", "province", "region", "site", "suburb", "target", "town", "village"}
)
_AIMED = frozenset({"against", "at", "on"})


def places_of(view: View, one: Candidate, source: Span | None = None) -> list[tuple[Argument, Place]]:
    """Return the places of a trigger's act as its sentence tells them: the likeliest, and those coordinated with it.

    Where its `source` has its seat is not where it was done, unless that is a source of the place.
    """
    if one.type is EventType.SANCTION:
        return []  # sanctions are imposed nowhere
    best: tuple[tuple[int, int, int], Token, Spotted, str] | None = None
    for token, spot, way in _spots(view, one):
        if one.type.family is Family.DEAL and _party_to(token, spot):
            continue
        if source is not None and source.start <= spot.start < source.end and not _LOCAL.search(source.quote):
            continue
        kind = _breadth(spot.resolved.place.kind) + _beside(view, token) + _owning(view, token) + _around(view, token)
        rank = (_WAYS[way] * 3 + kind + _fronted(one, token), _WAYS[way], abs(token.i - one.token.i))
        if best is None or rank < best[0]:
            best = (rank, token, spot, way)
    if best is None:
        country = owner(view, one) if one.type.family is not Family.DEAL else None
        return [country] if country is not None else []
    _, token, spot, way = best
    if one.type.family is Family.THREAT and not (way == "own phrase" and token.head.lower_ in _AIMED):
        return []  # a threat is made nowhere in particular
    others = [view.spots[t.i] for t in _coordinated(token) if t.i in view.spots]
    return [_told(view, s, way) for s in dict.fromkeys((spot, *others))]


def _party_to(token: Token, spot: Spotted) -> bool:
    """Whether a country is one that agrees to a deal, or brokers it, not where it holds: "a truce with Israel"."""
    inside = token.dep_ == "pobj" and token.head.lower_ in ("across", "in", "inside", "over", "throughout")
    return spot.resolved.place.kind in ("country", "territory") and not inside


def lying(view: View, one: Candidate, placed: list[tuple[Argument, Place]]) -> Place | None:
    """Return the place of an act, or one around it where its own lies in no country that is known."""
    if not placed or placed[0][1].country is not None:
        return placed[0][1] if placed else None
    around = (s.resolved.place for _, s, way in _spots(view, one) if way in ("own phrase", "its verb"))
    return next((place for place in around if place.country is not None), None)


def _fronted(one: Candidate, token: Token) -> int:
    """Return 2 where a sentence opens with a place, within which a later one may be: "In Kandahar, a bomb …"."""
    opens = token.dep_ == "pobj" and token.head.i < _OPENING and token.i < one.token.i
    return 2 if opens and token.head.lower_ in ("in", "at", "near", "around") else 0


def _beside(view: View, token: Token) -> int:
    """Return 1 where a name only tells what a place is close to, 5 where that is told right before it.

    "In Bucha, near Kyiv"; "in the Saratov region, east of Moscow".
    """
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ != "pobj":
        return 0
    over = token.head.head
    if token.head.lower_ == "of" and over.lower_ in words("sides"):
        region = (
            over.i > 1 and over.nbor(-1).text == "," and over.i - 2 in view.spots and over.nbor(-2).lower_ in _PLACES
        )
        return 5 if region else 1
    return int(token.head.lower_ in words("close"))


def _owning(view: View, token: Token) -> int:
    """Return 1 where a name only tells where another place lies: "Tripoli's Mitiga airport"."""
    return int(
        token.dep_ == "poss"
        and any(token.i < i <= token.head.i and s is not view.spots[token.i] for i, s in view.spots.items())
    )


def _around(view: View, token: Token) -> int:
    """Return 2 where a place is only told as the one that holds another: "the Taimani quarter of Kabul"."""
    inside = token.dep_ == "pobj" and token.head.lower_ in ("of", "in")
    held = token.head.head.i if inside else token.i
    return 2 if held in view.spots and view.spots[held] is not view.spots[token.i] else 0


def _coordinated(token: Token) -> list[Token]:
    """Return the names coordinated with one that stands for itself or before a noun: "Isfahan and Tabriz"."""
    found = [c for c in token.children if c.dep_ in ("conj", "appos") and any(x.dep_ == "cc" for x in token.children)]
    return [t for c in found for t in (c, *_coordinated(c), *(x for x in c.children if x.dep_ == "compound"))]


def _told(view: View, spot: Spotted, way: str) -> tuple[Argument, Place]:
    start, end = spot.start, spot.end
    base = view.sentence.start
    span = Span(start, end, view.sentence.text[start - base : end - base])
    place = spot.resolved.place
    rule, sure = f"{way}; {spot.resolved.reason}", round(0.9 - 0.15 * _WAYS[way], 2)
    return Argument(Role.PLACE, span.quote, place.name, place.id, span, rule, sure), place


_WAYS = {"own phrase": 0, "its verb": 1, "same clause": 2, "same sentence": 3}


def _spots(view: View, one: Candidate) -> Iterator[tuple[Token, Spotted, str]]:
    if not view.spots:
        return
    done: set[int] = set()
    near = {t.i for t in one.token.subtree}
    verb = one.light if one.nominal else one.token
    objects = {t.i for f in undergoers(one.token) for t in f.token.subtree} if not one.nominal else set()
    above = {t.i for t in verb.subtree} if verb is not None else set()
    fronted = _opening(verb)
    agents = {f.token.i for f in doers(one.token)} if not one.nominal else set()
    agents |= {t.i for i in tuple(agents) for t in preps(view.doc[i], "of") if t.i in view.parties}
    for index, spot in sorted(view.spots.items()):
        if spot.start in done:
            continue
        done.add(spot.start)
        token = _head(view, spot)
        if (
            token.i in agents
            or not _stands_for_place(view, token, spot)
            or of_rival(one, token)
            or of_answer(one, token)
            or of_war(one, token)
            or (spot.resolved.place.kind == "country" and of_party(token))
        ):
            continue
        if index in near or token.i in objects:
            yield token, spot, "own phrase"
        elif verb is not None and (token.i in fronted or (token.i in above and _depth(token, verb) <= 4)):  # noqa: PLR2004
            yield token, spot, "its verb"
        elif token.i in above or abs(token.i - one.token.i) < 12:  # noqa: PLR2004
            yield token, spot, "same clause"
        elif abs(token.i - one.token.i) < _FAR:
            yield token, spot, "same sentence"


def _opening(verb: Token | None) -> set[int]:
    """Return the words that open the clause a verb is joined to: "In Kherson one was killed and two were hurt"."""
    if verb is None or verb.dep_ != "conj" or verb.head.pos_ not in VERBAL:
        return set()
    first = verb.head
    subject = next((c for c in first.children if c.dep_ in SUBJECTS), None)
    fronts = (c for c in first.children if c.dep_ == "prep" and subject is not None and c.i < subject.i)
    return {t.i for c in fronts for t in c.subtree}


def _head(view: View, spot: Spotted) -> Token:
    """Return the token of a place name that the others hang on."""
    tokens = [t for t in view.doc if view.spots.get(t.i) is spot]
    return next((t for t in tokens if t.head not in tokens), tokens[0])


def _depth(token: Token, above: Token) -> int:
    for count, one in enumerate(token.ancestors):
        if one.i == above.i:
            return count
    return 99


@cache
def _breadth(kind: str) -> int:
    """Return how widely a kind of place tells where: a town before its region, a country last."""
    return next((breadth for kinds, breadth in _BREADTHS.items() if kind in words(kinds)), _BREADTHS["regions"])


def _acts(view: View, party: Found, token: Token, kind: str) -> bool:
    """Whether a name that a party and a place share is the party's here: "Moscow said", "Iran's missiles"."""
    if token.dep_ == "poss" and not party.backed and stands(view, token.head):
        return False
    while token.dep_ == "conj":
        token = token.head
    if party.via in ("capital", "name") and _addressed(token):
        return True
    if kind == "country":
        return party.backed or token.dep_ in ("nsubj", "poss", "amod", "agent", "ROOT")
    return party.via == "capital" and token.dep_ in ("nsubj", "poss")


def _addressed(token: Token) -> bool:
    """Whether a name is that of one who is told or made to do something: "warned Beijing", "blamed on Israel"."""
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("on", "to", "upon") else token.head
    held = over.lemma_ == "hold" and any(c.lower_ == "responsible" for c in over.children)
    return token.dep_ in ("dobj", "dative", "pobj", "nsubj") and (held or over.lemma_.lower() in words("addressing"))


def _source(top: Token) -> Token | None:
    """Return the "from" that a place hangs on: "from Aden", "from rebel-held areas of Yemen"."""
    prep = top.head
    while (prep.lower_ in ("of", "in") and prep.head.dep_ == "pobj") or (prep.head.lower_ == "from" != prep.lower_):
        prep = prep.head if prep.head.lower_ == "from" else prep.head.head
    heights = any(c.lower_ in ("afar", "air", "distance", "sea", "sky") for c in prep.children)
    return prep if prep.lower_ == "from" and not heights else None


def _stands_for_place(view: View, token: Token, spot: Spotted) -> bool:
    """Whether a place name tells a place here, and not a party, an owner, an origin, or a speaker's seat."""
    kind = spot.resolved.place.kind
    named_by = token.dep_ in ("compound", "nmod", "amod")
    if named_by and (view.among("group_nouns", token.head) or (kind == "country" and not stands(view, token.head))):
        return False
    if named_by and view.aloft(token.head):
        return False  # "Gaza rockets" are from there
    if token.i in view.parties and _acts(view, view.parties[token.i], token, kind):
        return False
    chain = [token]
    while (
        chain[-1].dep_ in ("compound", "nmod", "appos", "poss", "conj")
        and chain[-1].head.i != chain[-1].i
        and len(chain) < _CHAIN
    ):
        chain.append(chain[-1].head)
    top = chain[-1]
    return _governed(view, top) if top.dep_ == "pobj" else top.dep_ in _STANDING


def _governed(view: View, top: Token) -> bool:
    """Whether the preposition before a place says that something is or is done there."""
    prep, source = top.head, _source(top)
    if source is not None:
        return source.head.lemma_.lower() in LEAVING
    over = prep.head
    aside = "residing" if over.pos_ == "VERB" else "backing" if prep.lower_ == "of" else None
    if (aside is not None and over.lemma_.lower() in words(aside)) or _speaking(view, prep):
        return False
    while over.dep_ == "pobj" and over.head.lower_ in ("of", "for"):  # "the Ministry of Defence of the Federation"
        over = over.head.head
    if prep.lower_ == "including":
        return over.lemma_.lower() in _PLACES
    if prep.lower_ in ("by", "with", "than", "like", "as") or (prep.lower_ == "of" and view.among("bodies", over)):
        return False
    return prep.lower_ in view.lexicon.classes["where"] or prep.head.lower_ in view.lexicon.classes["where"]


def _speaking(view: View, prep: Token) -> bool:
    """Whether a preposition tells only where somebody speaks: "according to Kabul", "an officer in El Obeid said"."""
    over = prep.head
    official = over.lemma_.lower() in words("officials") and over.dep_ == "nsubj" and view.among("speech", over.head)
    return official or (prep.lower_ == "to" and over.lower_ == "according")


_STANDING = frozenset(
    ["dobj", "nsubjpass", "attr", "ROOT", "npadvmod", "dep", "appos", "nsubj", "nmod", "compound", "oprd", "relcl"]
)
"""Where in a sentence a place name that no preposition governs tells a place."""
