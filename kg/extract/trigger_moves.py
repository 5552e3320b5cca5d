"""Ground and people taken, troops moved, borders closed: what must stand with the verbs that tell of it.

What is hard: these are everyday verbs. "Take", "send", "close", "leave" tell of an act only of a force, over a town,
a border or troops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, passive, preps, undergoers

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View


def territory(view: View, verb: Token) -> bool:
    """capture, take, lose, occupy: a place or ground."""
    if verb.dep_ == "amod":
        return False
    objects = [f.token for f in undergoers(verb)]
    if any(view.among("ships", o) for o in objects):
        return False
    if view.lemma(verb) in ("take", "secure", "lose", "abandon", "surrender", "cede", "regain", "reclaim"):
        if not any(view.force(f.token) or view.named(f.token) or f.token.pos_ == "PRON" for f in doers(verb)):
            return False
        taken = any(
            o.pos_ == "PROPN" and o.i not in view.parties and not any(True for _ in o.children) for o in objects
        )
        taken = taken and any(view.of("forces", f.token) for f in doers(verb))
        return taken or any(view.placed(o) or (view.of("territory", o) and o.lemma_ != "part") for o in objects)
    if any(view.force(f.token) for f in doers(verb)) and any(
        view.among("structures", o)
        or (o.pos_ == "PROPN" and o.i not in view.parties and all(c.dep_ in ("det", "compound") for c in o.children))
        for o in objects
    ):
        return True
    return any(
        view.placed(o) or view.among("territory", o) or view.named(o) or o.lower_ in ("which", "it") for o in objects
    )


def ousted(view: View, verb: Token) -> bool:
    """oust, drive, push: a force, from a place."""
    objects = [f.token for f in undergoers(verb)]
    return any(view.force(o) or view.named(o) for o in objects) and any(
        view.placed(p) or view.among("territory", p) for p in preps(verb, "from", "out", "off")
    )


def town_falls(view: View, verb: Token) -> bool:
    """fall: a town, to somebody or by now; not shells, prices or nights."""
    fallen = [t for f in doers(verb) for t in (f.token, f.token.head)]
    named = any(f.token.pos_ == "PROPN" and f.token.i not in view.parties for f in doers(verb))
    if named and any(view.force(p) and not view.weapon(p) for p in preps(verb, "to")):
        return True
    if not any(view.placed(t) or view.among("towns", t) for t in fallen):
        return False
    done = any(c.dep_ == "aux" and c.lower_ in ("has", "had", "have") for c in verb.children)
    return done or any(view.force(p) or view.named(p) for p in preps(verb, "to"))


def people_moved(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """move: residents, children, to somewhere safe."""
    moved = any(f.token.lemma_.lower() in _RESIDENTS for f in undergoers(verb))
    return moved and any(preps(verb, "to", "from", "out", "into"))


_RESIDENTS = frozenset({"child", "civilian", "family", "inhabitant", "patient", "people", "resident", "villager"})


def ship(view: View, verb: Token) -> bool:
    """seize, board: a vessel; in a headline, "ship detained"."""
    if (
        not any(True for _ in undergoers(verb))
        and verb.tag_ in ("VBD", "VBN")
        and view.sentence.text.rstrip()[-1:] != "."
    ):
        return any(view.among("ships", f.token) for f in doers(verb))
    return any(view.among("ships", f.token) for f in undergoers(verb))


def arrest(view: View, verb: Token) -> bool:
    """arrest: several people, by a force; a single suspect is no act of war."""
    if view.lemma(verb) == "round" and not any(c.lower_ == "up" for c in verb.children):
        return False
    objects = [f.token for f in undergoers(verb)]
    if any(view.named(o) or view.among("leaders", o) for o in objects):
        return any(view.among("state_nouns", f.token) or f.token.i in view.parties for f in doers(verb))
    many = any(
        o.tag_ in ("NNS", "NNPS", "CD") and any(c.pos_ == "NUM" or c.lower_ in _MANY for c in (o, *o.children))
        for o in objects
    )
    return many and any(view.force(f.token) for f in doers(verb))


_MANY = frozenset({"dozen", "dozens", "hundreds", "many", "scores", "several", "thousands"})


def force_object(view: View, verb: Token) -> bool:
    """deploy, mass: troops or arms."""
    objects = [f.token for f in undergoers(verb)]
    if view.lemma(verb) in ("mass", "amass"):
        return any(view.force(f.token) for f in doers(verb)) or any(view.force(o) for o in objects)
    if view.lemma(verb) == "reinforce":
        return any(view.force(f.token) or view.named(f.token) for f in doers(verb)) and any(
            view.among("territory", o) or view.among("troops", o) or view.placed(o) for o in objects
        )
    if not objects and view.lemma(verb) in ("deploy", "redeploy"):
        return any(view.among("troops", f.token) for f in doers(verb)) and any(preps(verb, *_THERE))
    jets = view.lemma(verb) == "scramble" and any(view.of("flying", o) for o in objects)
    return jets or any(view.of("troops", o) for o in objects)


def force_moved(view: View, verb: Token) -> bool:
    """send, move, sail: troops or warships, to somewhere."""
    moved = [f.token for f in (undergoers(verb) if view.lemma(verb) in _MOVING or _has_object(verb) else doers(verb))]
    where = [*preps(verb, *_THERE)]
    where += [p for m in moved for p in preps(m, *_THERE)]
    there = (
        any(where)
        or any(c.lower_ in _MORE for m in moved for c in m.children)
        or any(c.lower_ in ("offshore", "there") for c in verb.subtree)
        or (verb.lemma_ == "fly" and any(c.lower_ in ("in", "out") for c in verb.children))
        or any(c.dep_ in ("xcomp", "advcl") and c.lemma_ in _GUARD for c in verb.children)
    )
    return there and any(_military(view, m) for m in moved)


def _has_object(verb: Token) -> bool:
    return not passive(verb) and any(True for _ in undergoers(verb))


_MORE = frozenset({"additional", "extra", "fresh", "further", "more"})
_MOVING = frozenset({"add", "dispatch", "divert", "ferry", "order", "position", "redirect", "rotate", "rush", "send"})
_GUARD = frozenset({"cover", "defend", "guard", "help", "join", "patrol", "protect", "reinforce", "secure", "support"})


_THERE = (
    "to",
    "into",
    "off",
    "toward",
    "towards",
    "near",
    "in",
    "along",
    "offshore",
    "around",
    "across",
    "over",
    "through",
)


def _military(view: View, token: Token) -> bool:
    if token.lemma_.lower() in (
        "group",
        "system",
        "equipment",
        "unit",
        "missile",
        "force",
        "vehicle",
        "truck",
        "vessel",
    ):
        held = [o for c in token.children for o in (c, *c.children)]
        return any(c.lemma_.lower() in view.lexicon.classes["of_arms"] or view.among("troops", c) for c in held)
    return view.of("troops", token) or any(
        c.dep_ in ("compound", "amod") and view.among("troops", c) for c in token.children
    )


def evacuation(view: View, verb: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """evacuate: people or a place, not the wounded."""
    objects = [f.token for f in undergoers(verb)]
    if any(o.lemma_.lower() in ("wounded", "injured", "casualty", "body", "patient") for o in objects):
        return False
    return bool(objects)


def withdrawal(view: View, verb: Token) -> bool:
    """withdraw, pull out: forces, or from a place."""
    gone = [f.token for f in undergoers(verb)]
    if gone:
        return any(view.among("troops", g) for g in gone)
    who = [f.token for f in doers(verb)]
    left = list(preps(verb, "from", "of", "to", "out"))
    left += [p for c in verb.children if c.lower_ in ("out", "back") for p in preps(c, "of", "from", "to")]
    led = any(w.lower_ == "men" and any(c.dep_ == "poss" for c in w.children) for w in who)
    return (led or any(view.force(w) or w.lemma_ in _AGENCIES for w in who)) and any(
        view.placed(p) or view.among("territory", p) or p.lower_ in _AWAY for p in left
    )


_AWAY = frozenset({"north", "south", "east", "west", "rear"})
_AGENCIES = frozenset({"agency", "charity", "observer", "organisation", "organization", "monitor"})


def closure(view: View, verb: Token) -> bool:
    """close, seal: a border, an airspace, a strait, a port."""
    if view.lemma(verb) == "reopen":
        return False
    shut, by = [f.token for f in undergoers(verb)], [f.token for f in doers(verb)]
    if any(view.among("not_subjects", b) or view.among("closers", b) for b in by):
        return False
    if any(p.lemma_.lower() in _HARMLESS_REASONS for p in preps(verb, "for", "due", "because", "after", "by")):
        return False
    if any(o.lower_ in ("ours", "theirs") for o in shut):  # "Iraq and Lebanon shut theirs"
        return any(view.named(b) for b in by)
    return any(view.among("closable", o) for o in shut) or (
        not shut
        and any(view.among("closing", b) or view.placed(b) for b in by)
        and any(view.among("closable", b) for b in by)
    )


_HARMLESS_REASONS = frozenset(
    {"ash", "break", "ceremony", "exam", "festival", "flood", "fog", "funeral", "heat", "holiday", "maintenance"}
    | {"marathon", "pandemic", "parade", "race", "renovation", "repair", "season", "snow", "storm", "summer", "virus"}
    | {"visit", "weather", "wedding", "weekend", "winter", "work"}
)


def diplomat(view: View, verb: Token) -> bool:
    """expel, recall: diplomats."""
    gone = [t for f in undergoers(verb) for t in (f.token, *(c for c in f.token.children if c.dep_ == "appos"))]
    return any(view.among("diplomats", t) for t in gone)


def envoy(view: View, verb: Token) -> bool:
    """Tell to leave: an envoy of another's, not staff of one's own."""
    return diplomat(view, verb) and not any(f.token.lemma_ == "staff" for f in undergoers(verb))


def supply(view: View, verb: Token) -> bool:
    """Cut off: gas, power, food."""
    objects = [f.token for f in undergoers(verb)]
    by = [f.token for f in doers(verb)]
    return any(view.among("supplies", o) for o in objects) and (
        view.armed(verb) or any(b.pos_ == "PROPN" or view.among("bodies", b) for b in by)
    )


def actual_verb(view: View, verb: Token) -> bool:
    """Take control: by somebody, and not of a company."""
    if any(view.among("firms", p) for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for p in preps(c, "of")):
        return False
    return any(True for _ in doers(verb)) or passive(verb)


def called_up(view: View, verb: Token) -> bool:
    """mobilise, call up: soldiers, or an army does it; not voters or funds."""
    objects = [f.token for f in undergoers(verb)]
    if objects:
        return any(view.of("troops", o) or o.lemma_.lower() in _CALLED or o.pos_ == "NUM" for o in objects)
    return any(view.force(f.token) for f in doers(verb))


_CALLED = frozenset({"conscript", "man", "reserve", "reservist", "recruit", "citizen", "population"})


def told_to_leave(view: View, verb: Token) -> bool:
    """Order residents to leave; families told to leave."""
    by = passive(verb) or any(
        view.force(t) or view.named(t) or t.pos_ == "PRON" or view.among("leaders", t) or t.lemma_ in _OFFICES
        for t in (f.token for f in doers(verb))
    )
    return by and any(
        view.of("people", f.token) or view.named(f.token) or f.token.pos_ == "PRON" for f in undergoers(verb)
    )


_OFFICES = frozenset({"administration", "authority", "council", "embassy", "leaflet", "message", "mission", "office"})


def told_out(view: View, verb: Token) -> bool:
    """Order families out of a town: people, out of somewhere."""
    leaving = [f.token for f in undergoers(verb)]
    there = any(True for c in verb.children if c.lower_ == "out" for _ in preps(c, "of"))
    civil = any(view.of("people", g) and not view.among("diplomats", g) for g in leaving)
    return there and civil and told_to_leave(view, verb)


def cut_off(verb: Token) -> bool:
    """Whether what a verb of cutting tells is no blow: "cut off from the rest of the world"."""
    return any(p.lemma_ in ("rest", "world") for p in preps(verb, "from"))


def own_men(verb: Token) -> bool:
    """Return whether it is their own men whom somebody takes away: "to take their men off the streets"."""
    taken = (f.token for f in undergoers(verb))
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for t in taken for c in t.children)
