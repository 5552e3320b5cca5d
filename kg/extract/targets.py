"""Who was hit, and whose weapons were met.

What is hard: what is hit is mostly a thing in a place ("a depot near Tyre"), not a party; the party is its owner, else
the country that the place lies in. Of an interception the target is the side whose weapon is met.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clause import doers, passive, preps, undergoers, words_of
from kg.extract.parties import Party, Spoken, own_words, party_of
from kg.extract.things import boarded, ship
from kg.names import actors
from kg.vocab import EventType, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from kg.extract.triggers import Candidate
    from kg.extract.view import View
    from kg.model import Actor, Argument, Place


_STRUCK = ("on", "at", "against", "upon", "toward", "towards", "into", "targeting")


SUFFERED = frozenset(
    {"bleed", "burn", "drown", "expect", "face", "feel", "pay", "receive", "regret", "repent", "rue", "see", "suffer"}
    | {"taste", "weep"}
)
"""What an enemy is told to do: "will pay for this", "would regret the raid"."""
_OF_THE_HIT = frozenset(
    (
        *("assassination", "bombardment", "bombing", "capture", "destruction", "invasion", "killing", "murder"),
        *(
            "abduction",
            "ambush",
            "arrest",
            "beheading",
            "detention",
            "execution",
            "expulsion",
            "hijacking",
            "kidnapping",
        ),
        *("lynching", "massacre", "sacking", "seizure", "shooting", "siege", "slaughter", "stabbing", "storming"),
        *("annexation", "blockade", "closure", "encirclement", "occupation", "shelling", "sinking", "targeting"),
    )
)
_SLAYING = ("assassination", "execution", "killing", "murder")
_AIMED = ("target", "hit", "strike", "aim", "kill", "destroy")
_FATES = frozenset({"die", "hurt", "injure", "kill", "lose", "maim", "martyr", "perish", "slay", "wound", "murder"})
_RESULTS = ("hit", "strike", "target", "kill", "destroy", "wound", "damage")
_SHUTTING = (EventType.CLOSURE, EventType.BLOCKADE)
_BURSTING = frozenset({"blow", "burst", "detonate", "explode", "land", "set"})
_BESIDE = ("near", "beside", "under", "beneath", "alongside", "outside", "by", "behind", "inside", "next", "among")
"""Where something bursts that was meant for what stands there."""
CAPITALS = frozenset({"US", "U.S.", "U.S", "UK", "U.K.", "U.K", "EU", "UN", "NATO", "UAE"})


def each(view: View, tokens: Iterable[Token], spoken: Spoken, way: str) -> Iterator[tuple[Party, str]]:
    """Yield the parties of several noun phrases, all found the same `way`."""
    for token in tokens:
        found = party_of(view, token, spoken)
        if found is not None:
            yield found, way


def targets_of(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield who was hit, the surest rule first."""
    if one.type.family is Family.INTERCEPT:
        yield from _intercepted(view, one, spoken)
    elif one.nominal:
        yield from _of_noun(view, one, spoken)
        if one.token.lemma_.lower() in _OF_THE_HIT:
            yield from _by_own_name(view, preps(one.token, "of"), "of")
    elif one.type.family is Family.THREAT:
        yield from _threatened(view, one.token, spoken)
    else:
        yield from _of_verb(view, one, spoken)
        yield from _struck_down(view, one, spoken)
        if one.type.family is Family.KILLING:
            yield from _by_own_name(view, (f.token for f in undergoers(one.token)), "object")


def _struck_down(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield whose people died by the act of a clause behind: "two Indian soldiers died when troops opened fire"."""
    verb = one.token
    if one.type.family not in _HARMING or verb.dep_ != "advcl" or verb.head.lemma_ not in _FATES:
        return
    if not any(c.lower_ in ("when", "as", "after") for c in verb.children):
        return
    fallen = undergoers(verb.head) if passive(verb.head) else doers(verb.head)
    yield from each(view, (f.token for f in fallen), spoken, "who fell")


def fallen(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield the armed side whose people an attack killed: "struck a house, killing a Hamas commander"."""
    if one.type.family not in _HARMING:
        return
    if one.light is not None and one.light.lemma_ in _FATES:
        yield from each(view, (f.token for f in undergoers(one.light) if f.token.i != one.token.i), spoken, "who fell")
    for verb in (one.token, *([one.light] if one.light is not None else [])):
        for clause in verb.children:
            told = clause.dep_ in ("advcl", "acl", "relcl", "xcomp", "conj") and clause.lemma_ in _FATES
            told = told and not any(c.dep_ == "mark" and c.lower_ != "as" for c in clause.children)
            if told and not passive(clause) and clause.lemma_ not in ("die", "perish", "lose"):
                for under in undergoers(clause):
                    if view.among("forces", under.token) or view.among("people", under.token):
                        yield from each(view, [under.token], spoken, "who fell")


def suffers(noun: Token, owner: Token) -> bool:
    """Return whether the owner of a killing is who was killed: "his assassination", but "her murder of"."""
    return noun.lemma_.lower() in _SLAYING and owner.lower_ in ("his", "her") and not any(preps(noun, "of"))


def _by_own_name(view: View, tokens: Iterable[Token], way: str) -> Iterator[tuple[Party, str]]:
    """Yield people who are no known party by their own name: "Taleb Abdallah", "Fulani herders"."""
    for token in tokens:
        named = token.pos_ == "PROPN" or any(
            c.dep_ in ("compound", "amod") and c.text[:1].isupper() and c.i not in view.parties for c in token.children
        )
        found = own_words(view, token) if named and token.i not in view.parties else None
        if found is not None:
            yield found, way


def _threatened(view: View, verb: Token, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    yield from each(view, [*(f.token for f in undergoers(verb)), *preps(verb, "against")], spoken, "object")
    if verb.lemma_ in SUFFERED and not passive(verb):
        yield from each(view, (f.token for f in doers(verb)), spoken, "who is to pay")
    for clause in (c for c in verb.children if c.dep_ in ("xcomp", "ccomp")):
        menaced = [*(f.token for f in undergoers(clause)), *preps(clause, "against", "on", "from")]
        yield from each(view, menaced, spoken, "object of the threat")


def _of_verb(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    objects = [f.token for f in undergoers(one.token)]
    if one.type.family is not Family.MOVE:
        yield from _hit(view, (o for o in objects if not view.weapon(o)), spoken, "object")
    elif one.type in _SHUTTING:
        shut = objects if not passive(one.token) else []
        yield from each(view, [*(p for o in objects for p in preps(o, "with", "to")), *shut], spoken, "shut to")
    if one.token.lemma_ in _BURSTING:
        yield from each(view, preps(one.token, *_BESIDE), spoken, "beside")
    yield from _hit(view, preps(one.token, *_STRUCK), spoken, "at")
    if one.type is EventType.SHIP_SEIZURE:
        yield from boarded(view, one.token)
    if one.type.family is Family.SEIZE:
        yield from _hit(view, preps(one.token, "from", "of"), spoken, "from")
    if one.type.family is Family.SANCTION:
        for stem in (one.token, *objects):
            yield from each(view, preps(stem, "with", "from", "to", "on"), spoken, "with")
    for o in objects:
        if view.weapon(o):
            yield from _hit(view, preps(o, *_STRUCK), spoken, "at")


def _of_noun(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    token = one.token
    yield from _hit(view, preps(token, *_STRUCK, *(("to",) if one.type.family is Family.THREAT else ())), spoken, "on")
    if not view.among("firing", token):
        yield from each(view, (word for word in words_of(token) if _hit_by_name(view, word)), spoken, "modifier")
    if token.lemma_.lower() in _OF_THE_HIT:
        yield from _hit(view, preps(token, "of"), spoken, "of")
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _AIMED:
            aimed = [*(f.token for f in undergoers(child) if f.token.i != token.i), *preps(child, "at")]
            yield from _hit(view, aimed, spoken, "targeting")
    if one.light is None:
        return
    if view.among("launching", one.light) or (view.among("loosing", one.light) and token.head == one.light):
        yield from _hit(view, preps(one.light, *_STRUCK), spoken, "at")
    elif one.light.lemma_ in _RESULTS:
        yield from _hit(view, (f.token for f in undergoers(one.light)), spoken, "object of its verb")


def _hit_by_name(view: View, word: Token) -> bool:
    """Whether a name before a noun names the one hit ("Gaza raid"), not the one who hits ("US raid")."""
    hit = view.parties.get(word.i)
    if hit is None or word.dep_ not in ("compound", "nmod") or hit.backed or hit.adjective or hit.matched in CAPITALS:
        return False
    return hit.via in ("name", "capital") or hit.actor.kind == "territory"


def _hit(view: View, tokens: Iterable[Token], spoken: Spoken, way: str) -> Iterator[tuple[Party, str]]:
    """Yield the parties of what is hit: named, or the owner of it, or the country that a place lies in."""
    for token in tokens:
        spot = view.spots.get(token.i)
        named = ship(view, token)
        found = named or party_of(view, token, spoken)
        if found is not None and found.actor.name in _HELD_BY:
            held = actors.country(_HELD_BY[found.actor.name])
            yield (found if held is None else Party(held, found.text, None, "who holds the place", 0.7)), way
        elif found is not None:
            yield found, way
        elif spot is not None:
            actor = country_of(spot.resolved.place)
            if actor is not None:
                yield Party(actor, token.text, None, "the place's country", 0.7), way
        else:
            inner = next(
                (
                    p
                    for p in preps(token, "in", "of", "on", "inside", "at", "near")
                    if p.i in view.spots or p.i in view.parties
                ),
                None,
            )
            if inner is not None:
                yield from _hit(view, [inner], spoken, way)


def _intercepted(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield whose weapons were met."""
    what = [f.token for f in undergoers(one.token)] if not one.nominal else list(preps(one.token, "of"))
    for token in what:
        yield from each(view, [token], spoken, "whose weapon")
        for counted in preps(token, "of"):
            yield from each(view, [counted], spoken, "whose weapon")
        for child in token.children:
            if child.dep_ in ("acl", "relcl"):
                yield from each(view, [f.token for f in doers(child) if f.token.i != token.i], spoken, "who fired it")
                yield from each(view, preps(child, "by", "from"), spoken, "who fired it")
        yield from each(view, preps(token, "from", "by"), spoken, "from")
    yield from each(view, preps(one.token, "from"), spoken, "from")


def country_of(place: Place) -> Actor | None:
    """Return the party that a place lies in: the territory of that name, who holds Crimea, else its country."""
    if place.country == "UA" and _within(place, _CRIMEA):
        return actors.country("RU")
    known = actors.canonical(place.name)
    if place.name in _HELD_BY:
        return actors.country(_HELD_BY[place.name])
    if known is not None and known.kind in ("territory", "country"):
        return known
    if place.country == "PS":
        return actors.canonical("Gaza") if _within(place, _GAZA) else actors.country("PS")
    return actors.country(place.country) if place.country else None


def _within(place: Place, box: tuple[float, float, float, float]) -> bool:
    south, north, west, east = box
    if place.latitude is None or place.longitude is None:
        return place.name.startswith(("Crimea", "Gaza", "northern Gaza", "southern Gaza", "central Gaza"))
    return south <= place.latitude <= north and west <= place.longitude <= east


def of_place(one: Candidate, placed: tuple[Argument, Place | None] | None, own: set[str]) -> list[Argument]:
    """Return who holds, or the country of, the place that was struck, where nobody else is named as hit."""
    if placed is None or placed[1] is None or one.type.family not in _HARMING:
        return []
    argument, place = placed[0], placed[1]
    held = _held(one, argument)
    if held is not None and held.name not in own:
        return [Party(held, held.name, None, "who holds the place", 0.7).fill(Role.TARGET, "place")]
    actor = country_of(place)
    if actor is None or actor.name in own or (_kin(actor, own) and not rising(own, actor)):
        return []
    sure = 0.5 if _kin(actor, own) else 0.6
    return [Party(actor, place.name, None, "the place's country", sure).fill(Role.TARGET, "place")]


def _held(one: Candidate, place: Argument) -> Actor | None:
    """Return who holds a place by the words before its name: "the Russian-held city of Donetsk"."""
    if place.span is None:
        return None
    start = one.sentence.start
    match = _HOLDING.search(one.sentence.text[: max(0, place.span.start - start)])
    return actors.canonical(match["who"]) if match is not None else None


_HELD_BY = {"Crimea": "RU", "West Bank": "PS", "Golan Heights": "IL"}
"""Whom a land stands for that is no party itself."""
_CRIMEA = (44.3, 46.2, 32.4, 36.7)
"""South, north, west and east of the peninsula: who hits it hits Russia."""
_GAZA = (31.2, 31.61, 34.2, 34.58)
_HOLDING = re.compile(r"(?P<who>[A-Za-z][\w’']*)[-‐‑–](?:held|controlled|occupied|run|ruled)\s(?:[\w’']+\s){0,5}?\Z")
_HARMING = (Family.STRIKE, Family.GROUND, Family.SEIZE)


def rising(own: Iterable[str], state: Actor) -> bool:
    """Return whether those who act in a country are groups of it, whose acts are against its state."""
    known = [actors.canonical(name) for name in own]
    return state.kind == "country" and state.country != "PS" and all(k is None or k.kind in GROUPS for k in known)


GROUPS = frozenset({"group", "movement", "militia", "party"})


def _kin(actor: Actor, own: set[str]) -> bool:
    """Whether an actor is of the country, or a territory of the side, that acts itself."""
    return any((known := actors.canonical(name)) is not None and known.country == actor.country for name in own)
