"""What must stand with a word before it tells of an act: the conditions that triggers.toml names.

What is hard: the same verb bombs a town and at the box office. A condition looks at who does it, to what, and with
which words around, never at the verb alone; what it cannot see it refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, passive, preps, undergoers
from kg.extract.trigger_blows import answer_by_arms, at_sea
from kg.extract.trigger_fights import (
    air_defence,
    bullets,
    captors,
    car_attack,
    fought,
    from_the_sky,
    hit_taken,
    in_answer,
    killing,
    met_mine,
    mob,
    ranked,
    shield,
    toll_of_weapon,
    used,
    violent_under,
    war_begun,
    weapon_subject,
)
from kg.extract.trigger_moves import (
    actual_verb,
    arrest,
    called_up,
    closure,
    cut_off,
    diplomat,
    envoy,
    evacuation,
    force_moved,
    force_object,
    ousted,
    own_men,
    people_moved,
    ship,
    supply,
    territory,
    told_out,
    told_to_leave,
    town_falls,
    withdrawal,
)
from kg.extract.trigger_retorts import answer_given, hit_back

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_AT = ("at", "on", "upon", "into", "toward", "towards", "across", "from", "over", "against")
_INTO = (*_AT[:-2], "in", "through", "onto", "to", "inside", "near")


def _harmless(view: View, token: Token) -> bool:
    if any(view.among("structures", p) or view.placed(p) for p in preps(token, "of", "in", "near", "at")):
        return False
    return view.among("not_objects", token) and not view.placed(token)


def victim(view: View, verb: Token) -> bool:
    """shell, bomb, raid, storm: something that can be harmed."""
    if (verb.dep_ == "amod" and not passive(verb)) or _with_papers(view, verb):
        return False
    objects = [f.token for f in undergoers(verb)]
    if objects:
        hit = view.armed(verb) and any(view.among("structures", o) for o in objects)
        return hit or not any(_harmless(view, o) for o in objects)
    if _left_bare(view, verb):
        return True
    if _unnamed(verb):
        return view.armed(verb)
    return view.armed(verb) and any(view.placed(p) or view.among("structures", p) for p in preps(verb, *_INTO))


def _unnamed(verb: Token) -> bool:
    """Whether what is harmed is told by a clause: "bombed what it called a base"."""
    return any(c.lower_ == "what" or (c.dep_ == "ccomp" and c.i > verb.i) for c in verb.children)


def _with_papers(view: View, verb: Token) -> bool:
    """Whether somebody is only bombarded with questions, hit with tariffs, attacked over a budget."""
    return any(view.among("papers", p) for p in preps(verb, "with", "by", "over", "for"))


def _left_bare(view: View, verb: Token) -> bool:
    """Whether a headline leaves "was" out: "UN compound in Goma shelled"."""
    text = view.sentence.text.rstrip()
    if verb.tag_ not in ("VBD", "VBN") or text.endswith((".", '"', "”")) or any(True for _ in undergoers(verb)):
        return False
    suffered = [f.token for f in doers(verb)]
    return bool(suffered) and all(view.among("structures", s) and not view.among("forces", s) for s in suffered)


def fight(view: View, verb: Token) -> bool:
    """attack, pound: not a person's record, plan or rival in words."""
    if any(view.among("critics", f.token) for f in doers(verb)) or _with_papers(view, verb):
        return False
    if view.lemma(verb) == "retaliate":
        return view.armed(verb) or any(f.token.pos_ == "PRON" for f in doers(verb))
    objects = [f.token for f in undergoers(verb)]
    if any(_harmless(view, o) for o in objects):
        return False
    if any(view.among("critics", o) for o in objects) and any(view.among("leaders", f.token) for f in doers(verb)):
        return False
    if any(view.among("speech", t) for t in preps(verb, "for", "over")) and not view.armed(verb):
        return False
    return bool(objects) or view.armed(verb)


def blow(view: View, verb: Token) -> bool:
    """hit, strike, target: a force, party or weapon does it, or something that can be struck is."""
    objects, subjects = [f.token for f in undergoers(verb)], [f.token for f in doers(verb)]
    if any(o.lemma_ == "target" and any(c.lower_ in ("its", "their") for c in o.children) for o in objects):
        return False
    if any(_harmless(view, o) for o in objects) or any(view.among("not_subjects", s) for s in subjects):
        return False
    if any(view.among("imposing", t) or t.lemma_ in _DRY for t in preps(verb, "with", "by")) or _with_papers(
        view, verb
    ):
        return False
    struck = any(view.placed(o) or view.among("structures", o) or view.named(o) or view.force(o) for o in objects)
    if passive(verb):
        there = any(view.placed(p) for p in preps(verb, "in", "near", "at")) and any(o.pos_ == "PRON" for o in objects)
        there = there or (any(o.lower_ == "what" for o in objects) and verb.doc[-1].text == "?")
        there = there or (at_sea(view, verb) and any(o.lower_ == "it" for o in objects))
        return struck or there or any(view.weapon(s) for s in subjects) or in_answer(verb)
    bare = verb.dep_ == "advcl" and verb.doc[-1] == verb  # "vows revenge after India strikes"
    what = bare or bool(objects) or any(preps(verb)) or any(c.dep_ == "ccomp" for c in verb.children)
    ours = any(s.lower_ == "we" for s in subjects) and any(o.lower_ in ("them", "him", "it") for o in objects)
    by = verb.dep_ == "pcomp" or any(s.pos_ == "PRON" for s in subjects)
    return ours or (view.armed(verb) and what) or (struck and by)


_DRY = frozenset({"sanction", "tariff", "ban", "fine", "lawsuit", "charge", "restriction", "measure", "embargo", "tax"})


def ruin(view: View, verb: Token) -> bool:
    """destroy, damage, wipe out: only where its doer is named; ruins alone are a result."""
    objects = [f.token for f in undergoers(verb)]
    if not objects and _unnamed(verb):
        return view.armed(verb)
    if verb.dep_ == "amod" or not objects or shield(verb) or any(_harmless(view, o) for o in objects):
        return False
    subjects = [f.token for f in doers(verb)]
    if view.lemma(verb) == "wipe" and not any(c.lower_ in ("out", "off") for c in verb.children):
        return False
    if passive(verb) and not subjects:
        return any(view.aloft(o) for o in objects)
    struck = any(
        view.placed(o) or view.among("structures", o) or view.aloft(o) or view.force(o) or o.pos_ == "NUM"
        for o in objects
    )
    return struck and any(
        view.force(s) or view.weapon(s) or view.named(s) or s.lower_ in ("it", "they", "we", "he") for s in subjects
    )


def burnt(view: View, verb: Token) -> bool:
    """burn, torch, loot, dynamite: armed men do it, to what stands there."""
    objects = [f.token for f in undergoers(verb)]
    there = any(view.among("structures", o) or view.placed(o) or o.lemma_ in ("hut", "barn", "crop") for o in objects)
    return there and any(view.force(f.token) or f.token.lower_ in ("they", "he") or mob(f.token) for f in doers(verb))


def weapon_object(view: View, verb: Token) -> bool:  # noqa: PLR0911 - one way of many a line
    """fire, launch, drop a weapon; shoot down what flies."""
    objects = [f.token for f in undergoers(verb)]
    lemma = view.lemma(verb)
    if lemma in ("send", "dispatch", "direct", "aim") and not any(view.aloft(o) for o in objects):
        return False
    if any(view.among("firms", f.token) for f in doers(verb)):
        return False
    given = any(view.named(p) or view.among("people", p) for p in preps(verb, "to"))
    if lemma in ("send", "dispatch") and given and not any(preps(verb, "into", "over")):
        return False
    if any(view.weapon(o) or view.among("flying", o) for o in objects):
        return lemma != "shoot" or any(c.lower_ == "down" for c in verb.children) or any(view.aloft(o) for o in objects)
    alone = not objects and lemma in ("fire", "launch") and any(preps(verb, *_AT))
    if alone and any(view.among("flying", f.token) for f in doers(verb)):
        return True  # "Rockets fired at the airport"
    if not objects and any(view.among("flying", f.token) for f in doers(verb)):
        return any(c.lower_ == "down" for c in verb.children)
    return lemma in ("shoot", "down", "bring") and any(
        o.pos_ == "NUM" or o.lower_ in _WHICH or (o.lower_ == "they" and shield(verb)) for o in objects
    )


_WHICH = frozenset(
    {"all", "another", "half", "it", "many", "most", "one", "other", "others", "part", "rest", "second", "them"}
    | {"which"}
)


def aloft_object(view: View, verb: Token) -> bool:
    """suppress, jam, stop: what flies, or most of what is destroyed in the air."""
    met = [f.token for f in undergoers(verb)]
    counted = any(view.counts(t) or t.lower_ in ("all", "most", "many") for t in met)
    return any(map(view.aloft, met)) or (counted and any(p.lemma_ == "air" for p in preps(verb, "in")))


def party(view: View, verb: Token) -> bool:
    """clash, hit back: a force or party does it."""
    return view.armed(verb)


def incursion(view: View, verb: Token) -> bool:
    """cross, breach, enter: a force, over a border or into a place."""
    if not any(view.force(f.token) for f in doers(verb)):
        return False
    where = [*preps(verb, *_INTO), *(f.token for f in undergoers(verb))]
    lemma = view.lemma(verb)
    if lemma in ("break", "burst", "sweep", "pour"):
        return any(view.placed(p) for p in preps(verb, "into", "through", "across"))
    named = lemma == "enter" and any(f.token.pos_ == "PROPN" for f in undergoers(verb))
    return named or any(view.placed(p) or view.among("closable", p) or view.among("territory", p) for p in where)


def shooting(view: View, verb: Token) -> bool:
    """Shoot somebody; fire on, at, into."""
    if view.lemma(verb) == "shoot":
        people = [f.token for f in undergoers(verb)]
        if any(c.lower_ == "back" for c in verb.children) or any(
            view.among("screen", p) for p in preps(verb, "in", "for")
        ):
            return False
        if not people:
            return view.armed(verb) and any(preps(verb, "at", "into", "toward", "towards"))
        return any(
            view.among("people", p) or view.among("leaders", p) or view.force(p) or p.pos_ in ("PROPN", "PRON", "NUM")
            for p in people
        )
    if view.lemma(verb) not in ("fire", "machine-gun", "gun"):
        return False
    return (
        all(view.among("firearms", f.token) for f in undergoers(verb))
        and (view.armed(verb) or any(f.token.pos_ == "PRON" or f.token.lemma_ in _SOMEBODY for f in doers(verb)))
        and (any(preps(verb, *_AT)) or in_answer(verb))
    )


_SOMEBODY = frozenset({"man", "person", "somebody", "someone", "suspect", "teenager", "woman", "youth"})


def force_subject(view: View, verb: Token) -> bool:
    """advance, besiege: an armed force does it."""
    return any(view.force(f.token) for f in doers(verb)) and (
        any(preps(verb, *_INTO)) or any(True for _ in undergoers(verb))
    )


def repel(view: View, verb: Token) -> bool:
    """repel, thwart: an attack, a force or weapons."""
    return any(
        view.weapon(o) or view.force(o) or view.among("flying", o) or view.among("hostile_nouns", o)
        or o.lemma_.lower() in _REPELLED
        for o in (f.token for f in undergoers(verb))
    )  # fmt: skip


_REPELLED = frozenset(
    {"advance", "attempt", "bid", "counter-attack", "counterattack", "counteroffensive", "incursion", "infiltration"}
    | {"intrusion", "plot", "wave"}
)

VERBS = {
    "": lambda _view, _verb: True, "victim": victim, "fight": fight, "blow": blow, "ruin": ruin, "burnt": burnt,
    "others-taken": lambda view, verb: party(view, verb) and not own_men(verb),
    "weapon-object": weapon_object, "weapon-subject": weapon_subject, "party": party, "incursion": incursion,
    "shooting": shooting, "force-subject": force_subject, "killing": killing, "repel": repel, "territory": territory,
    "ousted": ousted, "ship": ship, "arrest": arrest, "force-object": force_object, "force-moved": force_moved,
    "evacuation": evacuation, "withdrawal": withdrawal, "closure": closure, "diplomat": diplomat, "envoy": envoy,
    "supply": supply, "violent-under": violent_under, "actual-verb": actual_verb, "war-begun": war_begun,
    "aloft-object": aloft_object, "people-moved": people_moved, "town-falls": town_falls,
    "told-to-leave": told_to_leave, "toll-of-weapon": toll_of_weapon, "used": used, "car-attack": car_attack,
    "fought": fought, "bullets": bullets, "ranked": ranked, "from-the-sky": from_the_sky, "air-defence": air_defence,
    "active": lambda _view, verb: not passive(verb),
    "alone": lambda _view, verb: not any(True for _ in undergoers(verb)), "by-shield": lambda _view, verb: shield(verb),
    "severed": lambda _view, verb: not cut_off(verb),
    "called-up": called_up, "captors": captors, "met-mine": met_mine, "hit-taken": hit_taken, "told-out": told_out,
    "answer-by-arms": answer_by_arms, "hit-back": hit_back, "answer-given": answer_given, "kept-shut": closure,
}  # fmt: skip
