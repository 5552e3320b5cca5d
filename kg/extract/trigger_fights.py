"""Weapons that kill, cars that ram, forces that battle, defences that work: verbs that their company makes violent.

What is hard: "kill", "use", "drive", "fight", "work" tell of an act only where a weapon is the doer, a crowd is in the
way, or an enemy is met; so each condition asks for two things at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, passive, preps, undergoers
from kg.extract.trigger_harmless import spent

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_MOB = frozenset({"man", "mob", "settler", "tribesman", "villager", "youth"})


def mob(who: Token) -> bool:
    """Whether several men act together who are no force: "men from his tribe", "youths"."""
    return who.lemma_.lower() in _MOB and (who.tag_ == "NNS" or who.lower_ == "mob")


_PIECES = frozenset({"debris", "fragment", "wreckage"})
_VEHICLES = frozenset(
    {"bus", "bulldozer", "car", "jeep", "lorry", "motorcycle", "pickup", "tractor", "truck", "van", "vehicle"}
)
_CROWDS = frozenset(
    {"crowd", "group", "pedestrian", "queue", "stop", "market", "checkpoint", "parade", "march", "rally"}
)
_SHOTS = frozenset({"bullet", "fire", "gunfire", "shot", "round", "shrapnel", "machine-gun"})
_DOWN = frozenset({"air", "earth", "ground", "skies", "sky"})


def toll_of_weapon(view: View, verb: Token) -> bool:
    """A drone wounded three; killed by a mine: the weapon is the doer, and no other word names the act."""
    subjects = [f.token for f in doers(verb)]
    own = verb.dep_ != "relcl" or (
        any(c.dep_ == "nsubj" and c.pos_ == "NOUN" for c in verb.children)
        and verb.head.lemma_.lower() not in view.lexicon.nouns
    )
    own = own or view.among("explosives", verb.head)  # "a bomb that killed three"
    own = own or (passive(verb) and not view.weapon(verb.head))  # "a man who was killed by a drone"
    hit = own and any(True for _ in undergoers(verb))
    return (
        hit
        and any(view.weapon(s) or s.lemma_.lower() == "bomber" for s in subjects)
        and not any(s.lemma_.lower() in _PIECES or view.among("not_subjects", s) for s in subjects)
    )


def used(view: View, verb: Token) -> bool:
    """Use drones against a port, use gas on a town: not drones for filming, not the means of another act."""
    if verb.dep_ in ("advcl", "acl", "relcl", "amod") or not any(view.weapon(f.token) for f in undergoers(verb)):
        return False
    if not view.armed(verb) and not any(f.token.pos_ == "PRON" for f in doers(verb)):
        return False
    aimed = any(c.dep_ in ("xcomp", "advcl") and view.among("sure_menace", c) for c in verb.children)
    return aimed or any(preps(verb, "against", "on"))


def killing(view: View, verb: Token) -> bool:
    """kill: somebody of rank, or by somebody who is named; deaths alone are a result."""
    objects = [f.token for f in undergoers(verb)]
    if verb.dep_ == "amod" or not objects:
        return False
    subjects = [f.token for f in doers(verb)]
    if any(o.head.lower_ == "of" and o.head.head.lemma_ in ("number", "toll", "total") for o in objects):
        return False
    if subjects and all(not (view.force(s) or view.named(s) or mob(s)) or view.weapon(s) for s in subjects):
        return verb.dep_ != "relcl" and any(view.aloft(s) and view.named(s) for s in subjects)
    if subjects or in_answer(verb):
        return True
    by = [p for p in preps(verb, "by", "during", "from") if not view.placed(p)]
    told_in = [
        *preps(verb, "in"),
        *(g for c in verb.children if c.lower_ == "in" for g in c.children if g.dep_ == "pcomp"),
    ]
    by += [p for p in told_in if {p.lemma_.lower(), p.lower_} & view.lexicon.nouns.keys() or p.lemma_ in _MISHAPS]
    if not by and (_answered(verb) or _before(view, verb, objects)):
        return True
    return (
        not by
        and not any(c.lower_ in ("when", "where") for c in verb.children)
        and any(
            (view.among("leaders", o) or any(view.among("leaders", c) for c in o.children)) and o.tag_ in ("NN", "NNP")
            for o in objects
        )
    )


_MISHAPS = frozenset({"accident", "blaze", "collision", "crash", "crush", "earthquake", "fire", "flood", "stampede"})


def _answered(verb: Token) -> bool:
    """Whether the dead are whom an act answers for: "in retaliation for three soldiers killed in Rafah".

    "The people killed in Sanaa" are those of an act that was told before.
    """
    dead = verb.head if verb.dep_ in ("acl", "relcl") else None
    known = dead is not None and any(c.lower_ in ("the", "those", "these") for c in dead.children)
    if dead is None or (known and not any(c.dep_ == "nummod" for c in dead.children)):
        return False
    above = dead.head.head if dead.dep_ == "pobj" and dead.head.lower_ in ("for", "to", "over") else dead.head
    return above.lemma_.lower() in _ANSWERED_FOR


def _before(view: View, verb: Token, dead: list[Token]) -> bool:
    """Whether what came after is told of troops that were killed: "bombed Gaza after three soldiers were killed"."""
    later = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "after" for c in verb.children)
    return later and any(view.among("troops", d) or any(view.among("troops", p) for p in preps(d, "of")) for d in dead)


def in_answer(verb: Token) -> bool:
    """Return whether words beside a verb make it an answer: "firing in response", "killed to avenge the raid"."""
    told = any(p.lemma_ in _ANSWER for p in preps(verb, "in", "as"))
    return told or any(c.dep_ in ("advcl", "xcomp") and c.lemma_ == "avenge" for c in verb.children)


_ANSWER = frozenset({"answer", "reply", "reprisal", "response", "retaliation", "revenge", "vengeance"})
_ANSWERED_FOR = _ANSWER | {"avenge", "payback", "punishment", "retribution"}


def met_mine(view: View, verb: Token) -> bool:
    """A lorry hit a mine, a patrol struck a bomb: what drives or walks meets it."""
    met = [f.token for f in undergoers(verb)]
    who = [f.token for f in doers(verb)]
    who += [p for w in who if w.pos_ == "NUM" for p in preps(w, "of")]  # "two of its lorries"
    return any(view.among("mines", m) or m.lemma_ == "bomb" for m in met) and any(
        view.among("structures", w) or view.among("troops", w) or view.among("people", w) or w.pos_ == "PRON"
        for w in who
    )


def hit_taken(view: View, verb: Token) -> bool:
    """A house took a direct hit: what can be struck takes it, not a budget."""
    hits = [f.token for f in undergoers(verb) if f.token.lemma_ == "hit"]
    direct = any(c.lower_ == "direct" for h in hits for c in h.children)
    return direct or any(view.among("structures", f.token) and not view.among("forces", f.token) for f in doers(verb))


def car_attack(view: View, verb: Token) -> bool:
    """Drive a lorry into a crowd; a car rams into soldiers: a vehicle, and people in its way."""
    objects, subjects = [f.token for f in undergoers(verb)], [f.token for f in doers(verb)]
    vehicle = any(t.lemma_.lower() in _VEHICLES for t in (*objects, *subjects))
    met = [*preps(verb, "into", "through", "at"), *objects]
    people = any(t.lemma_.lower() in _CROWDS or view.among("people", t) or view.among("troops", t) for t in met)
    return vehicle and people and bool(any(preps(verb, "into", "through", "at")) or verb.lemma_ == "ram")


def fought(view: View, verb: Token) -> bool:
    """Battle militants, fight in a town: forces do it, on that day, and not with fire or for a cause."""
    if verb.dep_ in ("relcl", "acl", "amod") or verb.tag_ not in ("VBD", "VBN", "VBG"):
        return False
    if verb.tag_ == "VBG" and not any(c.lower_ in ("were", "was", "been") for c in verb.children):
        return False
    if not any(view.force(f.token) for f in doers(verb)):
        return False
    met = [f.token for f in undergoers(verb)] + list(preps(verb, "with", "against"))
    if met:
        return any(view.force(m) or view.among("people", m) or m.lower_ == "other" for m in met)
    return verb.lemma_ in ("fight", "battle", "duel") and any(
        view.placed(p) or view.among("structures", p)
        for p in preps(verb, "in", "near", "around", "at", "for", "along", "over")
    )


def captors(view: View, verb: Token) -> bool:
    """Take hostage, hold captive: people, and not to a budget."""
    who = [t for f in undergoers(verb) for t in (f.token, *f.token.children)]
    held = not who or any(view.among("people", w) or view.force(w) or w.pos_ in ("NUM", "PRON", "PROPN") for w in who)
    return held and not any(True for c in (verb, *verb.children) for _ in preps(c, "to"))


def violent_under(view: View, verb: Token) -> bool:
    """Come under fire: not "for" or "over" something, and not of critics."""
    under = next((p for p in verb.children if p.lower_ == "under"), None)
    around = list(verb.children) + (list(under.subtree) if under else [])
    if any(c.lower_ in ("for", "over", "criticism", "scrutiny", "pressure") and c.i > verb.i for c in around):
        return False
    if any(view.among("critics", p) for c in (verb, *verb.children, *around) for p in preps(c, "from", "by")):
        return False
    return not any(view.among("people", f.token) and view.among("leaders", f.token) for f in doers(verb))


def bullets(view: View, verb: Token) -> bool:
    """Rake, spray, riddle: with bullets, or by armed men."""
    shots = [*preps(verb, "with", "by")]
    return any(s.lemma_.lower() in _SHOTS for s in shots) or (
        any(view.force(f.token) for f in doers(verb))
        and any(view.among("structures", f.token) for f in undergoers(verb))
    )


def ranked(view: View, verb: Token) -> bool:
    """Eliminate, take out, poison: one person of rank, by somebody or by nobody named."""
    objects = [f.token for f in undergoers(verb)]
    one = any(view.among("leaders", o) and o.tag_ in ("NN", "NNP") for o in objects)
    poisoned = verb.lemma_ == "poison" and any(view.among("people", o) or o.pos_ == "PROPN" for o in objects)
    return (one or poisoned) and (passive(verb) or view.armed(verb) or any(f.token.pos_ == "PRON" for f in doers(verb)))


def from_the_sky(view: View, verb: Token) -> bool:
    """Bring to the ground, knock out of the sky: what flies."""
    return any(t.lower_ in _DOWN for t in verb.subtree if t.i > verb.i) and any(
        view.weapon(f.token) or view.of("flying", f.token) for f in undergoers(verb)
    )


def war_begun(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """Launch a war in answer to an act: its start is told of as an act only where words say what it answers."""
    begun = any(f.token.lemma_.lower() == "war" or f.token.lower_ == "it" for f in undergoers(verb))
    return begun and any(p.lemma_.lower() in _IN_ANSWER for p in preps(verb, "in", "as"))


_IN_ANSWER = frozenset({"answer", "reprisal", "response", "retaliation", "retribution", "revenge"})


def air_defence(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """Air defences worked over a city, were activated, opened fire."""
    theirs = shield(verb) or any(_defence(f.token) for f in undergoers(verb))
    done = verb.tag_ in ("VBD", "VBN") or any(c.dep_ == "aux" and c.tag_ == "VBD" for c in verb.children)
    return theirs and done and any(True for c in verb.children if c.dep_ in ("prep", "dobj", "npadvmod"))


def shield(verb: Token) -> bool:
    """Return whether air defences do what a verb says."""
    return any(_defence(f.token) for f in doers(verb))


def _defence(token: Token) -> bool:
    near = [token, *(d for c in token.children for d in (c, *c.children))]
    if token.lemma_ in ("battery", "system") and any(t.lower_ in _GUNS for t in near):
        return True
    if token.text == "Dome" and any(t.text == "Iron" for t in near):
        return True
    many = token.lower_ in ("defences", "defenses")
    return many or (
        any(t.lemma_.lower() in ("defence", "defense", "pvo") for t in near) and any(t.lower_ in _SHIELD for t in near)
    )


_GUNS = frozenset({"anti-aircraft", "c-ram", "gun", "interceptor", "patriot"})
_SHIELD = frozenset({"air", "anti-aircraft", "missile", "aerial"})


def weapon_subject(view: View, verb: Token) -> bool:
    """land, slam, explode: a weapon does it, or one of those told of before ("two fell in open areas")."""
    who = [f.token for f in doers(verb)]
    some = any(w.pos_ == "NUM" or w.lower_ in _OTHERS for w in who) and verb.lemma_ in _LANDING
    if some and any(view.among("flying", t) or t.lemma_ == "intercept" for t in view.doc):
        return True
    if verb.lemma_ == "explode" and any(w.pos_ == "NUM" for w in who):
        return True
    return any(view.weapon(w) and not spent(w) for w in who)


_OTHERS = frozenset({"another", "most", "other", "others", "remainder", "rest", "some"})
_LANDING = frozenset({"crash", "explode", "fall", "hit", "impact", "land", "slam", "strike"})
