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
from kg.extract.trigger_deaths import died
from kg.extract.trigger_fights import met_mine, shield
from kg.vocab import EventType, Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.view import View

T = EventType
_ASSAULTS = ("attack", "assault", "counterattack", "counter-attack")


@cache
def _table() -> tuple[dict[str, EventType], dict[str, frozenset[str]]]:
    """Return the type of each word for a means, and the word lists, of means.toml."""
    rows = tomllib.loads(Path(__file__).with_name("means.toml").read_text(encoding="utf-8"))
    means = {word: EventType(kind) for kind, words in rows["means"].items() for word in words}
    return means, {name: frozenset(words) for name, words in rows["words"].items()}


def refine(view: View, token: Token, kind: EventType, *, nominal: bool, light: Token | None) -> EventType:
    """Return the narrower type that the means and doers around a trigger speak for."""
    lemma = token.lemma_.lower()
    means, words = _table()
    if lemma == "death":
        return died(token)
    if kind is T.CAPTURE and nominal and any(view.among("ships", p) for p in preps(token, "of")):
        return T.SHIP_SEIZURE
    told = _of_verb(view, token, kind) if not nominal else None
    told = told or _of_air(view, token, lemma, nominal=nominal)
    if told is not None:
        return told
    if lemma not in words["general"] or kind.family not in (Family.STRIKE, Family.GROUND):
        return kind
    found = next((means[w] for w in _means(view, token, nominal=nominal, light=light) if w in means), None)
    if found is None and lemma in (*_ASSAULTS, "strike", "barrage", "operation") and nominal:
        found = _by_whom(view, token, kind, light)
    if found is None or (found.family is Family.GROUND and lemma in words["from_afar"]):
        return kind
    return found


def _of_verb(view: View, verb: Token, kind: EventType) -> EventType | None:
    """Return the type of a verb of killing, shooting, firing at one another or burning, where who and whom tell it."""
    lemma = verb.lemma_.lower()
    if kind is T.KILLING and lemma in ("kill", "slay"):
        return _killed(view, verb)
    if kind is T.SHOOTING:
        return _shot(view, verb)
    if kind is T.EXCHANGE_OF_FIRE:
        return _exchanged(view, verb)
    by_hand = lemma in _table()[1]["on_foot_verbs"] and kind.family is Family.STRIKE
    return T.GROUND if by_hand and _on_foot(view, verb) else None


def _of_air(view: View, token: Token, lemma: str, *, nominal: bool) -> EventType | None:
    """Return that an act meets what flies, or repels who does not."""
    objects = [f.token for f in undergoers(token)]
    if lemma in ("repel", "repulse", "thwart", "foil", "rebuff"):
        near = [w for o in objects for w in o.subtree]
        return T.INTERCEPT if view.among("flying", *near, *(f.token for f in doers(token))) else T.GROUND
    if lemma in ("destroy", "neutralise", "neutralize", "eliminate", "down", "hit") and (
        (any(view.aloft(o) and not _grounded(o) for o in objects) and not met_mine(view, token)) or shield(token)
    ):
        return T.INTERCEPT
    if lemma in ("attack", "strike", "target") and shield(token) and any(map(view.aloft, objects)):
        return T.INTERCEPT  # "air defences targeting drones"
    if lemma == "destruction" and any(view.aloft(p) for p in preps(token, "of")):
        return T.INTERCEPT
    before = {t.lower_ for t in words_of(token)}
    against = lemma == "fire" and nominal and any(w.startswith("anti") for w in before) and "tank" not in before
    return T.INTERCEPT if against else None


def _grounded(weapon: Token) -> bool:
    """Whether a weapon has not been launched yet: "hit 14 missiles that were ready to be fired"."""
    return any(t.lower_ in _WAITING for t in weapon.subtree)


_WAITING = frozenset(
    {"launcher", "launchers", "loaded", "parked", "prepared", "preparing", "readied", "ready", "stored"}
)


def _ranked(view: View, verb: Token) -> bool:
    """Whether the one harmed is a person of rank or of name."""
    harmed = (f.token for f in undergoers(verb))
    return any(
        (view.among("leaders", o) and o.tag_ in ("NN", "NNP"))
        or (o.pos_ == "PROPN" and not view.placed(o) and o.i not in view.parties)
        for o in harmed
    )


def _killed(view: View, verb: Token) -> EventType:
    if _ranked(view, verb):
        return T.KILLING
    return T.BOMBING if any(f.token.lemma_.lower() == "bomber" for f in doers(verb)) else T.GROUND


def _shot(view: View, verb: Token) -> EventType:
    """Return what a shooting is: a killing of somebody of rank, fire on a place from afar, or a shooting."""
    words = _table()[1]
    lemma = view.lemma(verb)
    if lemma in ("fire", "open"):
        aims = list(preps(verb, "at", "on", "upon", "into", "toward", "towards", "against"))
        aims += [p for c in verb.children for p in preps(c, "at", "on", "upon", "into", "toward", "towards")]
        who = [f.token for f in doers(verb)]
        gunner = any(view.words(w) & words["gunners"] for w in who)
        foot = any(view.words(w) & words["foot"] for w in who)
        place = any(view.placed(a) or view.words(a) & words["aims"] for a in aims)
        return T.STRIKE if gunner or (place and not foot) else T.SHOOTING
    deadly = lemma in ("murder", "execute", "gun") or any(c.lower_ == "dead" for c in verb.children)
    return T.KILLING if deadly and _ranked(view, verb) else T.SHOOTING


def _exchanged(view: View, verb: Token) -> EventType:
    """Return shooting face to face where small arms or fighters on foot exchange it, else an exchange from afar."""
    told = [f.token for f in undergoers(verb)]
    around = {w.lemma_.lower() for t in told for w in (t, *words_of(t))}
    words = _table()[1]
    if around & {"gunfire", "shot", "bullet", "small", "arm", "rifle", "sniper"}:
        return T.CLASH
    far = around & {
        "artillery",
        "rocket",
        "missile",
        "mortar",
        "strike",
        "shell",
        "drone",
        "airstrike",
        "salvo",
        "barrage",
    }
    border = any(
        view.among("closable", p) or p.lemma_.lower() == "line" for p in preps(verb, "across", "over", "along")
    )
    return T.CLASH if not far and not border and _on_foot(view, verb, words["foot"]) else T.EXCHANGE_OF_FIRE


def _on_foot(view: View, verb: Token, foot: frozenset[str] | None = None) -> bool:
    """Whether fighters on foot, or with blades, do it, and no arms that reach far are named."""
    words = _table()[1]
    who = [f.token for f in doers(verb)]
    bearing = [p for w in who for c in (w, *w.children) for p in preps(c, "with")]
    arms = [*preps(verb, "with", "using", "by"), *bearing]
    if any(view.words(a) & words["blades"] for a in arms):
        return True
    on_foot = [w for w in who if view.words(w) & (foot or words["foot"])]
    if any(view.weapon(a) or view.among("flying", a) for a in (*arms, *(w for w in who if w not in on_foot))):
        return False
    named = {view.parties[w.i].actor.name for w in who if w.i in view.parties}
    return bool(on_foot) or bool(named & words["on_foot"])


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
        done = ("carry", "conduct", "launch", "mount", "stage")
        near += [f.token for c in token.children if c.dep_ == "acl" and c.lemma_ in done for f in doers(c)]
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


def _by_whom(view: View, noun: Token, kind: EventType, light: Token | None) -> EventType | None:
    """An attack by a movement that fights on foot is a ground attack unless means are named."""
    by = [w for p in preps(noun, "by", "from") for w in (p, *words_of(p))]
    by += [f.token for f in doers(light)] if light is not None else []
    names = [view.parties[t.i].actor.name for t in (*words_of(noun), *by) if t.i in view.parties]
    words = _table()[1]
    foot = any(n in words["on_foot"] for n in names)
    if noun.lemma_.lower() in _ASSAULTS:
        foot = foot or any(view.words(w) & words["foot"] for w in by) or _repelled(view, noun)
    return T.GROUND if kind is T.STRIKE and noun.lemma_ != "strike" and foot else None


def _repelled(view: View, noun: Token) -> bool:
    """Whether an attack is repelled, as those on foot are, and nothing that flies is named with it."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
    return verb is not None and _of_air(view, verb, verb.lemma_.lower(), nominal=False) is T.GROUND
