"""What two mentions of one act can never differ in, and what they seldom differ in.

What is hard: a wrong merge is worse than a missed one, because it invents an act that nobody told of and hangs
other acts' causes on it. Each law here names one way in which two mentions cannot be one; the first that
speaks is returned as the reason. Sides and days, and places of words that point back, are told loosely, or read
wrongly, often enough ("in Haifa", then the suburb's name; "fire from Lebanon" for Hezbollah's) that a difference in
them is a doubt: it is weighed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.conflicts_days import first_since, framed, long_ago, out_of_order, went_on
from kg.resolve.lists import labels
from kg.resolve.profile import SPECIAL
from kg.vocab import ClaimKind, EventType, LineLabel, Role

if TYPE_CHECKING:
    from kg.resolve.profile import Profile
    from kg.resolve.sides import Sides

FAR = 3.0
"""Two tolls of one kind that differ by more than this factor are not of one act, unless one points back."""


def alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two sets of weapon classes can be of one act; nothing said fits everything."""
    if not left or not right or left & right:
        return True
    known = labels()["alike"]
    return any(b in known.get(a, frozenset()) for a in left for b in right)


def _teaser(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    if not (a.teaser or b.teaser):
        return False
    return not (a.teaser and b.teaser and a.words == b.words)


def _reality(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """A habit is no single act; but a noun that points back is of a real act, whatever is doubted around it."""
    return a.threat != b.threat or (a.series != b.series and not any(x.doubted and x.anaphoric for x in (a, b)))


def _kind(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    if "any" in (a.kind, b.kind):
        return not {a.kind, b.kind} <= {"any", "attack", "intercept", "incident"}
    if a.kind != b.kind:
        return True
    if a.kind == "attack" and not (a.generic or b.generic):
        return bool({a.mention.type, b.mention.type} & SPECIAL) and a.mention.type is not b.mention.type
    return a.kind in ("move", "sanction", "seize", "deal") and not _same_deed(a, b)


_TWINS = (
    {EventType.CLOSURE, EventType.BLOCKADE},
    {EventType.CAPTURE, EventType.LOSS},
    {EventType.DEPLOYMENT, EventType.MOBILISATION},
    {EventType.BREAK, EventType.EXPULSION},
)


def _same_deed(a: Profile, b: Profile) -> bool:
    """Outside of attacks, two types of one family are two acts: a blockade is no evacuation."""
    kinds = {a.mention.type, b.mention.type}
    return (
        len(kinds) == 1
        or any(kinds <= twins for twins in _TWINS)
        or any(k.value == k.family.value for k in kinds)
        or a.generic
        or b.generic
    )


_FROM_AFAR = frozenset({"air", "artillery", "missile", "rocket"})


def _weapon(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    entry = (y for x, y in ((a, b), (b, a)) if x.mention.type is EventType.INCURSION and x.weapons == {"foot"})
    if any("suicide" in x.words and "drone" not in x.weapons and y.weapons & _FROM_AFAR for x, y in ((a, b), (b, a))):
        return True
    return not alike(a.weapons, b.weapons) or any(bool(y.means) and "foot" not in y.means for y in entry)


def _foe(a: Profile, b: Profile, sides: Sides) -> bool:
    """Who answers an act is not who did it, even where the answer names nobody; a clash has both sides do it."""
    return not (a.mutual or b.mutual) and any(
        bool(x.foes) and not x.actors and sides.surely(x.foes, y.actors) for x, y in ((a, b), (b, a))
    )


def _victim(a: Profile, b: Profile, sides: Sides) -> bool:
    """An answer hits others than what it answers did, even where one of them does not say whom."""
    return any(bool(x.victims) and not x.targets and sides.surely(x.victims, y.targets) for x, y in ((a, b), (b, a)))


def _slain(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """The killing of one man is not the killing of another."""
    return a.slain is not None and b.slain is not None and a.slain != b.slain


def _toll(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    if a.anaphoric or b.anaphoric:
        return False
    for kind in (ClaimKind.KILLED, ClaimKind.INJURED):
        x, y = a.count(kind), b.count(kind)
        if x and y and max(x[0], y[0]) > FAR * max(1, min(x[0], y[0])):
            return True
    return False


def _place(a: Profile, b: Profile, sides: Sides) -> bool:
    """Two tellings anew that name places apart; a word that points back may name one loosely."""
    return not (a.anaphoric or b.anaphoric) and _elsewhere(a, b, sides) is not None


def _turned(a: Profile, b: Profile, sides: Sides) -> bool:
    """What one side did to another is not what the other did to it."""
    if a.mutual or b.mutual or sides.meet(a.actors, b.actors) or sides.meet(a.targets, b.targets):
        return False
    return sides.meet(a.actors, b.targets) and sides.meet(b.actors, a.targets)


def _others(a: Profile, b: Profile, sides: Sides) -> bool:
    """What one side did to another is not what a third did to a fourth, and whose weapons are met are not others'."""
    if not (a.targets and b.targets) or a.mutual or b.mutual or not sides.apart(a.targets, b.targets):
        return False
    return a.kind == b.kind == "intercept" or (bool(a.actors and b.actors) and sides.apart(a.actors, b.actors))


_DONE_BY_ONE = frozenset({"attack", "seize", "move", "sanction"})


def _doers(a: Profile, b: Profile, sides: Sides) -> bool:
    """What one side does is not what another does; one land's sides are told loosely ("fire from Lebanon")."""
    if a.mutual or b.mutual or a.kind != b.kind or a.kind not in _DONE_BY_ONE:
        return False
    left, right = _did(a, sides), _did(b, sides)
    if not (left and right) or not sides.apart(left, right) or _laid_on(a, b, sides):
        return False
    return a.kind == "seize" or not sides.kin(left, right)


def _laid_on(a: Profile, b: Profile, sides: Sides) -> bool:
    """Whether one is only laid on a side and by the other somebody nameless did it: gunmen sent by a state."""
    for one, other in ((a, b), (b, a)):
        doers = one.mention.fillers(Role.ACTOR)
        if doers and all(d.rule.startswith("blamed") for d in doers) and sides.nameless(other.actors):
            return True
    return False


def _did(one: Profile, sides: Sides) -> frozenset[str]:
    """Return who did it by a mention's own words, else who claims it."""
    claimed = (a for a in one.mention.fillers(Role.ACTOR) if a.rule.startswith("claim"))
    return one.actors or frozenset(map(sides.of, claimed))


_SLAYING = frozenset({EventType.KILLING, EventType.ASSASSINATION})
_VOLLEYS = frozenset({EventType.EXCHANGE_OF_FIRE, EventType.ROCKET_FIRE, EventType.SHELLING})
_RAINED = frozenset({"barrage", "fusillade", "salvo", "volley"})


def _aimed(a: Profile, b: Profile, sides: Sides) -> bool:  # noqa: ARG001 - all laws are asked alike
    """The killing of somebody who was meant is no volley of rockets or shells; "the killing of the three" may be."""
    return any(
        x.mention.type in _SLAYING
        and (x.mention.type is EventType.ASSASSINATION or not x.anaphoric)
        and (y.mention.type in _VOLLEYS or y.mention.lemma.lower() in _RAINED)
        for x, y in ((a, b), (b, a))
    )


_ATTACKERS = frozenset({"assailant", "attacker", "gunman", "perpetrator", "shooter", "stabber"})


def _doer_slain(a: Profile, b: Profile, sides: Sides) -> bool:
    """The attacker's death is not the attack: "and the assailant was shot dead", but not "he died in the blast"."""
    for one, other in ((a, b), (b, a)):
        slain = bool(one.targets) and all(t.lower().split()[-1].rstrip("s") in _ATTACKERS for t in one.targets)
        told = other.targets or other.actors or other.order < one.order
        if slain and one.kind == other.kind == "attack" and told and not one.anaphoric:
            return not sides.meet(one.targets, other.targets)
    return False


_LAWS = {
    "teaser": _teaser,
    "reality": _reality,
    "kind": _kind,
    "weapon": _weapon,
    "turned round": _turned,
    "other sides": _others,
    "other doers": _doers,
    "its doer slain": _doer_slain,
    "aimed at one": _aimed,
    "answers itself": _foe,
    "hits one side in turn": _victim,
    "another slain": _slain,
    "place": _place,
    "day": long_ago,
    "first since": first_since,
    "went on": went_on,
    "frame": framed,
    "order": out_of_order,
    "toll": _toll,
}


def conflict(a: Profile, b: Profile, sides: Sides) -> str | None:
    """Return the law by which `a` and `b` cannot be one act, or None."""
    for name, law in _LAWS.items():
        if law(a, b, sides):
            return name
    return None


def _side(a: Profile, b: Profile, sides: Sides) -> bool:
    if a.mutual or b.mutual:
        return False
    return bool(a.actors and b.actors) and not sides.meet(a.actors, b.actors)


def _itself(a: Profile, b: Profile, sides: Sides) -> bool:
    """Nobody strikes itself: who is hit in one mention did not do it in the other."""
    if a.mutual or b.mutual or sides.meet(a.actors, b.actors):
        return False
    return sides.meet(a.actors, b.targets) or sides.meet(b.actors, a.targets)


def _elsewhere(a: Profile, b: Profile, sides: Sides) -> str | None:
    """Tell a place that lies elsewhere from one of which nobody knows where it lies."""
    if not a.places or not b.places or any(sides.near(x, y) for x in a.places for y in b.places):
        return None
    loose = a.anaphoric or b.anaphoric or LineLabel.TITLE in (a.mention.line, b.mention.line)
    if loose and any(sides.may_hold(x, y) for x in a.places for y in b.places):
        return None
    return "elsewhere" if all(sides.place(x) is not None for x in (*a.places, *b.places)) else "unlisted place"


def _day(a: Profile, b: Profile) -> bool:
    if a.when is None or b.when is None:
        return False
    return a.when.gap(b.when) > (1 if a.anaphoric or b.anaphoric else 0)


def doubts(a: Profile, b: Profile, sides: Sides) -> tuple[str, ...]:
    """Return in what `a` and `b` differ that mentions of one act seldom differ in."""
    found = (
        "other side" if _side(a, b, sides) else None,
        "strikes itself" if _itself(a, b, sides) else None,
        _elsewhere(a, b, sides),
        "other day" if _day(a, b) else None,
    )
    return tuple(name for name in found if name is not None)
