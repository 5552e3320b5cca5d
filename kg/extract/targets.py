"""Who was hit, and whose weapons were met.

What is hard: what is hit is mostly a thing in a place ("a depot near Tyre"), not a party; the party is its owner, else
the country that the place lies in. Of an interception the target is the side whose weapon is met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, passive, preps, undergoers, words_of
from kg.extract.lands import HARMING, HELD_BY, country_of
from kg.extract.own_words import both_named
from kg.extract.parties import Party, Spoken, own_words, party_of
from kg.extract.tellers import SUFFERED
from kg.extract.things import boarded, callings, ship
from kg.extract.unnamed import LANDS
from kg.names import actors
from kg.vocab import EventType, Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View
    from kg.model import Actor

_STRUCK = ("on", "at", "against", "upon", "toward", "towards", "into", "targeting")


_OF_THE_HIT = frozenset(
    {"abduction", "ambush", "annexation", "arrest", "assassination", "beheading", "blockade", "bombardment"}
    | {"bombing", "capture", "closure", "death", "destruction", "detention", "encirclement", "execution"}
    | {"expulsion", "hijacking", "invasion", "kidnapping", "killing", "lynching", "massacre", "murder"}
    | {"occupation", "sacking", "seizure", "shelling", "shooting", "siege", "sinking", "slaughter"}
    | {"stabbing", "storming", "targeting"}
)
_BESIDE_WORDS = 5
_SLAYING = ("assassination", "death", "execution", "killing", "murder")
_AIMED = ("target", "hit", "strike", "aim", "kill", "destroy")
_FATES = frozenset({"die", "hurt", "injure", "kill", "lose", "maim", "martyr", "perish", "slay", "wound", "murder"})
_SUFFERING = ("die", "lose", "perish")
_HARMED = ("dead", "wounded", "injured", "hurt", "missing")
_RESULTS = ("hit", "strike", "target", "kill", "destroy", "wound", "damage")
_ANSWERED = ("fire", "hit", "lash", "respond", "retaliate", "shoot", "strike")
_SHUTTING = (EventType.CLOSURE, EventType.BLOCKADE)
_BURSTING = frozenset({"blow", "burst", "detonate", "explode", "land", "set"})
_BESIDE = ("near", "beside", "under", "beneath", "alongside", "outside", "by", "behind", "inside", "next", "among")
"""Where something bursts that was meant for what stands there."""
CAPITALS = frozenset({"US", "U.S.", "U.S", "UK", "U.K.", "U.K", "EU", "UN", "NATO", "UAE"})


def each(view: View, tokens: Iterable[Token], spoken: Spoken, way: str) -> Iterator[tuple[Party, str]]:
    """Yield the parties of several noun phrases, all found the same `way`."""
    for token in tokens:
        found: list[Party | None] = [*both_named(view, token)] or [party_of(view, token, spoken)]
        yield from ((one, way) for one in found if one is not None)


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
        yield from callings(view, one)
        if one.type.family is Family.KILLING:
            yield from _by_own_name(view, (f.token for f in undergoers(one.token)), "object")


def _struck_down(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield whose people died by the act of a clause behind: "two Indian soldiers died when troops opened fire"."""
    verb = one.token
    if one.type.family not in HARMING or verb.dep_ != "advcl" or verb.head.lemma_ not in _FATES:
        return
    if not any(c.lower_ in ("when", "as", "after") for c in verb.children):
        return
    fallen = undergoers(verb.head) if passive(verb.head) else doers(verb.head)
    yield from each(view, (f.token for f in fallen), spoken, "who fell")


def fallen(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield the armed side whose people an attack killed: "struck a house, killing a Hamas commander"."""
    if one.type.family not in HARMING:
        return
    if one.light is not None and (one.light.lemma_ in _FATES or _left(one.light)):
        suffers = one.light.lemma_ in _SUFFERING and not passive(one.light)
        who = list(doers(one.light) if suffers else undergoers(one.light))
        if one.light.dep_ == "conj" and one.light.head.lemma_ in _FATES:
            who += undergoers(one.light.head)  # "two of its men were killed and six wounded in"
        yield from each(view, (f.token for f in who if f.token.i != one.token.i), spoken, "who fell")
    if one.light is not None and one.light.lemma_ == "suffer" and one.token.dep_ == "pobj":
        yield from each(view, (f.token for f in doers(one.light)), spoken, "who fell")
    for verb in (one.token, *([one.light] if one.light is not None else [])):
        for clause in verb.children:
            told = clause.dep_ in ("advcl", "acl", "relcl", "xcomp", "conj") and clause.lemma_ in _FATES
            told = told and not any(c.dep_ == "mark" and c.lower_ != "as" for c in clause.children)
            if told and not passive(clause) and clause.lemma_ not in _SUFFERING:
                for under in undergoers(clause):
                    if view.among("forces", under.token) or view.among("people", under.token):
                        yield from each(view, [under.token], spoken, "who fell")


def _left(verb: Token) -> bool:
    """Whether an act left people dead or wounded: "left nine Hezbollah fighters dead"."""
    return verb.lemma_ == "leave" and any(c.dep_ == "oprd" and c.lower_ in _HARMED for c in verb.children)


def suffers(view: View, noun: Token, owner: Token) -> bool:
    """Return whether the owner of a killing was killed: "his assassination", "the leader's", but "her murder of"."""
    somebody = owner.tag_ == "NN" and (view.among("leaders", owner) or view.among("people", owner))
    person = owner.lower_ in ("his", "her") or view.person(owner) or somebody
    return noun.lemma_.lower() in _SLAYING and person and not any(preps(noun, "of"))


def aimed_abroad(view: View, noun: Token, doer: Actor) -> bool:
    """Return whether an act aims at another's land, so that a name before it did it: "Iran attack on Israel"."""
    spots = (view.spots[p.i].resolved.place for p in preps(noun, "on", "against") if p.i in view.spots)
    lands = [land for place in spots if (land := country_of(place)) is not None]
    return bool(lands) and all(actors.side(land) != actors.side(doer) for land in lands)


def _by_own_name(view: View, tokens: Iterable[Token], way: str) -> Iterator[tuple[Party, str]]:
    """Yield people who are no known party by their own name: "Taleb Abdallah", "Fulani herders"."""
    for token in tokens:
        named = token.pos_ == "PROPN" or any(
            c.dep_ in ("compound", "amod") and c.text[:1].isupper() and c.i not in view.parties for c in token.children
        )
        whose = view.named(token) or any(c.dep_ == "poss" for c in token.children)
        named_by = token if named else None if whose else _called(token)
        found = own_words(view, named_by) if named_by is not None and token.i not in view.parties else None
        if found is not None:
            yield found, way


def _called(token: Token) -> Token | None:
    """Return the name that stands beside people, even where it hangs on the act: "the killing of an elder, Malik"."""
    if token.dep_ != "pobj":
        return None
    names = (c for c in (*token.children, *token.head.head.children) if c.dep_ == "appos" and c.pos_ == "PROPN")
    return next((c for c in names if 0 < c.i - token.i <= _BESIDE_WORDS), None)


def _threatened(view: View, verb: Token, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    yield from each(view, [*(f.token for f in undergoers(verb)), *preps(verb, "against")], spoken, "object")
    if verb.lemma_ in SUFFERED and not passive(verb):
        yield from each(view, (f.token for f in doers(verb)), spoken, "who is to pay")
    said = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp")]
    made = (
        c for s in said for c in s.children if c.dep_ in ("ccomp", "xcomp") and (c.tag_ == "VBG" or s.lemma_ == "make")
    )
    for clause in (*said, *made):
        yield from each(view, (f.token for f in doers(clause) if clause.lemma_ in SUFFERED), spoken, "who is to pay")
        menaced = [*(f.token for f in undergoers(clause)), *preps(clause, "against", "on", "from")]
        yield from each(view, menaced, spoken, "object of the threat")


def _of_verb(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    objects = [f.token for f in undergoers(one.token)]
    if one.rule.endswith("(met-mine)"):  # who drove on a mine was hit by it
        who = [f.token for f in doers(one.token)]
        yield from each(view, [*(p for w in who for p in preps(w, "of")), *who], spoken, "subject")
        return
    taken = preps(one.token, "from") if one.type.family is Family.SEIZE else ()
    yield from each(view, taken, spoken, "from")
    if one.type.family is not Family.MOVE:
        yield from _hit(view, (o for o in objects if not view.weapon(o)), spoken, "object")
    else:
        yield from _ordered(view, one, objects, spoken)
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


def _ordered(view: View, one: Candidate, objects: list[Token], spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield who is told to leave, or to whom something is shut."""
    if one.type is EventType.EVACUATION:
        yield from each(view, objects, spoken, "told to leave")
    elif one.type in _SHUTTING:
        shut = objects if not passive(one.token) else []
        yield from each(view, [*(p for o in objects for p in preps(o, "with", "to")), *shut], spoken, "shut to")


def _of_noun(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    token = one.token
    yield from _met(view, one, spoken)
    yield from _hit(view, preps(token, *_STRUCK, *(("to",) if one.type.family is Family.THREAT else ())), spoken, "on")
    if not view.among("firing", token):
        yield from each(view, (word for word in words_of(token) if _hit_by_name(view, word)), spoken, "modifier")
    if token.lemma_.lower() in _OF_THE_HIT:
        yield from _hit(view, preps(token, "of"), spoken, "of")
    owners = (w for w in words_of(token) if w.dep_ == "poss" and w.pos_ in ("NOUN", "PROPN"))
    yield from each(view, (w for w in owners if suffers(view, token, w)), spoken, "whose killing")
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _AIMED:
            aimed = [*(f.token for f in undergoers(child) if f.token.i != token.i), *preps(child, "at")]
            yield from _hit(view, aimed, spoken, "targeting")
    if one.light is None:
        return
    does = token.dep_ == "nsubj" or (token.dep_ == "pobj" and token.head.dep_ == "agent")
    if one.light.lemma_ in _RESULTS and (does or not view.among("launching", one.light)):
        yield from _hit(view, (f.token for f in undergoers(one.light)), spoken, "object of its verb")
    elif view.among("launching", one.light) or (view.among("loosing", one.light) and token.head == one.light):
        yield from _hit(view, preps(one.light, *_STRUCK), spoken, "at")


def _met(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield whom the verb names that an act goes with: "hit back at X with a barrage", "strikes were aimed at X"."""
    token, verb = one.token, one.light
    if verb is None:
        return
    within = token.head.lower_ if token.dep_ == "pobj" and token.head.head == verb else ""
    if within in ("with", "by") and verb.lemma_ in _ANSWERED:
        yield from each(view, preps(verb, "at", "against"), spoken, "at")
    if passive(verb) and token.dep_ == "nsubjpass" and verb.lemma_ in ("aim", "direct"):
        yield from _hit(view, preps(verb, "at", "against"), spoken, "at")


def _hit_by_name(view: View, word: Token) -> bool:
    """Whether a name before a noun names the one hit ("Gaza raid"), not the one who hits ("US raid")."""
    hit = view.parties.get(word.i)
    if hit is None or word.dep_ not in ("compound", "nmod") or hit.backed or hit.adjective or hit.matched in CAPITALS:
        return False
    return hit.via in ("name", "capital") or hit.actor.kind == "territory"


def _hit(view: View, tokens: Iterable[Token], spoken: Spoken, way: str) -> Iterator[tuple[Party, str]]:
    """Yield the parties of what is hit: named, or the owner of it, or the country that a place lies in."""
    for token in tokens:
        if both := both_named(view, token):
            yield from ((one, way) for one in both)
            continue
        spot = view.spots.get(token.i)
        named = ship(view, token)
        found = named or party_of(view, token, spoken)
        if found is not None and found.actor.name in HELD_BY:
            held = actors.country(HELD_BY[found.actor.name])
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
                    for p in preps(token, "in", "of", "on", "inside", "at", "near", "around", "across")
                    if p.i in view.spots or p.i in view.parties or p.lemma_ in LANDS
                ),
                None,
            )
            if inner is not None:
                yield from _hit(view, [inner], spoken, way)


def _intercepted(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield whose weapons were met."""
    what = [f.token for f in undergoers(one.token)] if not one.nominal else list(preps(one.token, "of"))
    if not what and not one.nominal:  # "19 drones intercepted over Kuban"
        what = [f.token for f in doers(one.token) if view.aloft(f.token)]
    for token in what:
        yield from each(view, [token], spoken, "whose weapon")
        for counted in (t for t in preps(token, "of") if t.pos_ != "PRON"):
            yield from each(view, [counted], spoken, "whose weapon")
        for child in token.children:
            if child.dep_ in ("acl", "relcl"):
                yield from each(view, [f.token for f in doers(child) if f.token.i != token.i], spoken, "who fired it")
                yield from each(view, preps(child, "by", "from"), spoken, "who fired it")
        yield from each(view, preps(token, "from", "by"), spoken, "from")
    yield from each(view, preps(one.token, "from"), spoken, "from")
