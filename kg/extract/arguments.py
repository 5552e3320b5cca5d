"""Who did it, to whom, where: the roles of one mention, from its own sentence.

What is hard: the tree hangs the same role on many nails: subject, "by", a possessor, an adjective ("Russian missile
attack"), the doer of the verb that carries a noun, whoever claimed it. Rules are tried from the surest to the least
sure, and each filler keeps the name of its rule.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.extract.both_sides import both_sides
from kg.extract.clause import (
    BARRIERS,
    OBJECTS,
    SAYING,
    VERBAL,
    VOWING,
    doers,
    group,
    passive,
    preps,
    undergoers,
    words_of,
)
from kg.extract.fillers import fillers
from kg.extract.foes import side_name
from kg.extract.lands import of_place
from kg.extract.locations import lying, places_of
from kg.extract.parties import Party, Spoken, own_words, party_of
from kg.extract.targets import CAPITALS, aimed_abroad, each, fallen, suffers, targets_of
from kg.extract.tellers import SUFFERED
from kg.extract.things import moved
from kg.extract.vouching import answerable, blamed_on, disowned, held_for, said_not
from kg.vocab import HOSTILE, EventType, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View
    from kg.model import Argument, Span

_CLAIMED = 0.55
"""How surely who claims an act did it: not so surely that it would tell which act "that attack" is."""
_BESIDE = 0.5
"""How surely who fell is whom an act was aimed at, where another target is named."""
_BY_NAME = 0.8
"""More sure than this is whom the words name, or whose thing they say was hit."""
_BY_PLACE = 0.7
"""No surer than this is who is hit by whose land it is."""
_DECREED = (Family.SANCTION, Family.MOVE)
_COMPOSITE = frozenset({EventType.EXCHANGE_OF_FIRE, EventType.CLASH})


def arguments(one: Candidate, spoken: Spoken, *, source: Span | None = None) -> tuple[Argument, ...]:
    """Return the roles that the sentence of a trigger fills, actors first; `source` are the words of who tells it."""
    view = one.seen
    if view is None:
        return ()
    mutual = one.type in _COMPOSITE or one.type.family is Family.DEAL
    done_by = both_sides(view, one, spoken) if mutual else chain(_actors(view, one, spoken), moved(view, one, spoken))
    found = fillers((d for d in done_by if d[0].armed or one.type.family not in HOSTILE), Role.ACTOR)
    placed = places_of(view, one, source)
    tells = any("tells it" in a.rule for a in found)
    sure = _BY_PLACE if tells else _BY_NAME
    if (tells or any("pronoun" in a.rule for a in found)) and not mutual:  # nobody bombs "its positions" itself
        hit = {side_name(a.name) for a in fillers(targets_of(view, one, spoken), Role.TARGET) if a.confidence > sure}
        found = [a for a in found if side_name(a.name) not in hit]
    own = {name for a in found for name in (a.name, side_name(a.name))}
    targets = [] if mutual else fillers(targets_of(view, one, spoken), Role.TARGET, own)
    if not targets and not mutual:
        targets = of_place(one, (placed[0][0], lying(view, one, placed)) if placed else None, own)
    if not mutual:
        beside = fillers(fallen(view, one, spoken), Role.TARGET, own | {a.name for a in targets})
        targets += [replace(a, confidence=_BESIDE) for a in beside] if targets else beside
    return (*found, *targets, *(argument for argument, _ in placed))


def _actors(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:  # noqa: C901 - one way a line
    """Yield who did it, the surest rule first."""
    token = one.token
    if one.nominal:
        yield from _noun_actors(view, one, spoken)
        return
    if one.type is EventType.LOSS or token.lemma_ == "fall":
        yield from each(view, preps(token, "to"), spoken, "to")
    if one.type is EventType.LOSS or (one.type is EventType.CAPTURE and token.lemma_ in ("abandon", "lose")):
        yield from each(view, (f.token for f in doers(token)), spoken, "subject")
        return
    if one.type.family is Family.THREAT and (passive(token) or token.lemma_ in SUFFERED or _of_deed(view, token)):
        yield from _menacing(view, token, spoken)
        return
    met = one.type.family is Family.INTERCEPT and not any(True for _ in undergoers(token))
    mine = one.rule.endswith("(met-mine)")
    for found in (f for f in doers(token) if not mine and not (met and view.aloft(f.token))):  # "19 drones intercepted"
        yield from _doer(view, found.token, spoken, found.way)
    yield from each(view, held_for(token), spoken, "responsible")
    if not passive(token):
        for p in preps(token, "by"):
            yield from _doer(view, p, spoken, "by")
    else:  # "came under Syrian fire", "was hit in Russian retaliation"
        yield from chain.from_iterable(_modifying(view, p) for p in preps(token, "under", "in") if p.lemma_ in _AS_SUCH)
    if one.type.family is Family.STRIKE:
        for found in undergoers(token):
            if view.weapon(found.token) and found.way != "object":
                yield from _doer(view, found.token, spoken, "whose weapon")
        for p in preps(token, "by", "with", "from"):
            yield from _doer(view, p, spoken, "whose weapon" if view.weapon(p) else "from")


def _of_deed(view: View, verb: Token) -> bool:
    """Whether a menace has the deed for its subject: "the raid will not go unanswered"."""
    return any(view.among("hostile_nouns", f.token) or view.among("deeds", f.token) for f in doers(verb))


def _menacing(view: View, verb: Token, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield who says that an enemy will pay, that a deed will be answered."""
    saying = next((a for a in verb.ancestors if a.pos_ in VERBAL and a.lemma_.lower() in SAYING | VOWING), None)
    for found in doers(saying) if saying is not None else ():
        yield from _doer(view, found.token, spoken, "who says so")


def _doer(view: View, token: Token, spoken: Spoken, way: str) -> Iterator[tuple[Party, str]]:
    """Yield the party of a doer; of a weapon, its owner or who fired it."""
    found = party_of(view, token, spoken)
    if found is not None:
        yield found, way
        return
    if view.weapon(token) or token.lemma_.lower() in ("attack", "strike"):
        for counted in preps(token, "of"):
            found = party_of(view, counted, spoken) or own_words(view, counted)
            if found is not None:
                yield found, way
        for child in token.children:
            if child.dep_ in ("acl", "relcl") and child.lemma_ in _LOOSED:
                yield from each(view, (f.token for f in doers(child) if f.token.i != token.i), spoken, "who fired it")
        beside = (p for p in preps(token, "on") if p.lemma_ == "side")  # "guns on Norland's side of the border"
        yield from each(view, [*preps(token, "from", "by"), *beside], spoken, "from")
        return
    own = own_words(view, token)
    if own is not None:
        yield own, way


def _noun_actors(  # noqa: C901, PLR0912 - one way of many a line
    view: View, one: Candidate, spoken: Spoken
) -> Iterator[tuple[Party, str]]:
    noun = one.token
    for word in words_of(noun):
        owner = word.dep_ == "poss" and word.i < noun.i and not suffers(view, noun, word)
        named = word.i in view.parties or view.named(word) or view.force(word)
        if owner and (named or word.lower_ in ("its", "their", "his", "our", "whose")):
            yield from each(view, group(word), spoken, "possessive")
    yield from _modifying(view, noun)
    if any(preps(noun, *_AT)):  # "the raids of Chad on the camp"
        yield from each(view, (p for p in preps(noun, "of") if p.i in view.parties), spoken, "of")
    volley = noun.dep_ == "pobj" and noun.head.lower_ == "of" and view.among("volleys", noun.head.head)
    counted = (noun.head.head,) if volley else ()  # "a barrage of rocket fire by militants"
    for stem in (noun, *counted, *preps(noun, "of")):  # "the killing of a commander by Hamas"
        yield from chain.from_iterable(_doer(view, p, spoken, "by") for p in preps(stem, "by"))
    yield from _told_of(view, noun, spoken)
    if one.type is EventType.LOSS:
        yield from each(view, preps(noun, "to"), spoken, "to")
    if one.light is not None:
        yield from _carriers(view, one, one.light, spoken)
    elif noun.dep_ in OBJECTS and view.among("laying", noun.head) and not disowned(noun.head):
        for found in doers(noun.head):
            yield from _doer(view, found.token, spoken, "subject of its verb")
    elif noun.dep_ == "pobj" and noun.head.lower_ in ("with", "by") and noun.head.head.lemma_.lower() in _ANSWERING:
        yield from _carriers(view, one, noun.head.head, spoken)
    for word in words_of(noun):
        if view.weapon(word):
            yield from _modifying(view, word)
    yield from each(view, (p for p in preps(noun, "from") if not view.placed(p) or p.i in view.parties), spoken, "from")
    if view.among("volleys", noun):
        for what in preps(noun, "of"):
            yield from _doer(view, what, spoken, "whose weapon")
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") and noun.i - noun.head.i <= 4:  # noqa: PLR2004
        yield from _modifying(view, noun.head)


_LAID = frozenset({"attribute", "pin", "put"})
_AT = ("against", "on")


def _told_of(view: View, noun: Token, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield who did what a noun names by the clause that tells of it: "which X blames on Y", "was behind the raid"."""
    yield from _blamed(view, blamed_on(noun), spoken)
    yield from each(view, held_for(noun), spoken, "responsible")
    if noun.dep_ in OBJECTS and noun.head.lemma_ in _LAID:  # "put the blast down to Chad"
        yield from each(view, preps(noun.head, "on", "to"), spoken, "blamed")
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _BLAMING:
            yield from each(view, preps(child, "on", "to"), spoken, "blamed")
        elif (
            child.dep_ in ("acl", "relcl")
            and (view.among("carrying", child) or view.among("laying", child))
            and not (said_not(child) or (child.lemma_ == "put" and any(preps(child, "at"))))
        ):
            for found in doers(child):
                if found.token.i != noun.i:
                    yield from _doer(view, found.token, spoken, "who carried it out")
    if noun.dep_ == "pobj" and noun.head.lower_ == "for":
        yield from each(view, answerable(noun.head.head), spoken, "responsible")
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_ == "punish":
        yield from each(view, (f.token for f in undergoers(noun.head.head)), spoken, "punished")
    if noun.dep_ == "pobj" and noun.head.lower_ == "behind" and noun.head.head.pos_ in VERBAL:
        yield from each(view, (f.token for f in doers(noun.head.head)), spoken, "behind it")


def _blamed(view: View, on: list[Token], spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield on whom an act is laid, or whose other act it is laid on: "on the rebels", "on a US air strike"."""
    yield from each(view, on, spoken, "blamed")
    yield from ((party, "blamed") for act in on for party, _ in _modifying(view, act))


def _modifying(view: View, noun: Token) -> Iterator[tuple[Party, str]]:
    """Yield parties that stand before a noun: "Russian missile attack", "US strikes"; not "Gaza raid"."""
    for word in words_of(noun):
        hit = view.parties.get(word.i)
        if hit is not None and hit.backed and word.head.lower_ == "led" and word.head.head == noun:
            yield Party(hit.actor, hit.matched, None, "who led it", 0.85), "modifier"  # "the Hamas-led attack"
        if (hit is None or hit.backed or word.dep_ == "poss") or any(
            a.dep_ == "poss" and a.head.i == noun.i for a in (word, *word.ancestors) if a.i != noun.i
        ):
            continue
        adjective = hit.adjective or hit.via in ("group", "organ", "people") or hit.matched in CAPITALS
        named = hit.actor.kind == "territory" or (not adjective and hit.via in ("name", "capital", "leader"))
        if named and not view.among("firing", noun) and not aimed_abroad(view, noun, hit.actor):
            continue
        if hit.actor.kind == "country" and _planted(noun):
            continue  # where it went off: "Somali car bomb kills 90"
        found = party_of(view, word)
        if found is not None:
            yield found, "modifier"


def _planted(noun: Token) -> bool:
    """Whether an act is one of those that no army does: a car bomb, a suicide bombing."""
    before = {t.lower_ for t in words_of(noun)}
    return "suicide" in before or (noun.lemma_ == "bomb" and bool(before & {"car", "roadside", "truck"}))


_AS_SUCH = frozenset({"attack", "bombardment", "fire", "reprisal", "response", "retaliation", "revenge", "shelling"})
_LOOSED = frozenset({"detonate", "drop", "fire", "launch", "lay", "lob", "place", "plant", "send", "set", "shoot"})
_BLAMING = frozenset({"blame", "accuse", "attribute", "ascribe", "pin", "trace", "suspect", "credit"})
_ANSWERING = frozenset(
    {"answer", "attack", "avenge", "batter", "bombard", "destroy", "hit", "kill", "pound", "pummel", "react", "reply"}
    | {"respond", "retaliate", "strike", "target"}
)


_ONLY_SPOKEN = frozenset({"condemnation", "fun", "light", "mention", "news", "note", "talk", "word"})
"""Of what who makes it did not do: "made light of the attack"."""


def _carriers(view: View, one: Candidate, verb: Token, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield the doer of the verb that carries a noun: "Israel launched strikes", "responded with strikes"."""
    noun = top = one.token
    while top.head.i not in (verb.i, top.i) and top.dep_ in ("pobj", "prep", "conj", "compound", "dep", "appos"):
        top = top.head
        if top.lower_ in BARRIERS or top.lemma_ in _ONLY_SPOKEN:
            return
    answered = top.dep_ == "prep" and top.lower_ in ("for", "over", "to")  # "hit it in revenge for the raid"
    way = "" if answered else top.dep_
    lemma = verb.lemma_.lower()
    if way in OBJECTS:
        yield from _claimers(view, verb, spoken)
    if lemma in ("claim", "take") and any(c.lemma_ in ("responsibility", "credit") for c in verb.children):
        yield from each(view, (f.token for f in doers(verb)), spoken, "claimed responsibility")
    if lemma in _BLAMING:
        blamed = [*preps(verb, "on", "to"), *(preps(noun, "on") if way in OBJECTS else ())]
        blamed += [f.token for f in undergoers(verb) if f.token.i != noun.i]
        yield from _blamed(view, blamed, spoken)
        return
    laid = one.type.family in _DECREED and way in OBJECTS and view.among("laying", verb) and not said_not(verb)
    carried = (laid or view.among("launching", verb)) and way in (*OBJECTS, "nsubjpass", "prep", "conj", "nsubj")
    carried = carried or (view.among("loosing", verb) and way in (*OBJECTS, "nsubjpass"))
    with_it = way == "prep" and top.lower_ in ("with", "by", "in") and lemma in _ANSWERING
    if way == "nsubjpass" or passive(verb):
        if carried or view.among("carrying", verb):
            yield from each(view, (f.token for f in doers(verb)), spoken, "agent of its verb")
        return
    if (carried and way != "nsubj" and lemma not in ("suffer", "face", "endure", "repel", "see", "plan")) or with_it:
        for found in doers(verb):
            yield from _doer(view, found.token, spoken, "subject of its verb")


def _claimers(view: View, verb: Token, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield who claims the act that a verb has as its object: "Hamas claimed the attack"."""
    if verb.lemma_.lower() == "claim" and not disowned(verb):
        for party, way in each(view, (f.token for f in doers(verb)), spoken, "claimed it"):
            yield replace(party, confidence=_CLAIMED), way
