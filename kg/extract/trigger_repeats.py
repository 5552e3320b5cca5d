"""Which triggers of a sentence only tell again what another tells.

What is hard: "launched strikes", "the raid hit two farms", "targeted with drones" are one act each, but "a strike
killed the man who had shelled the town" are two. A verb gives way to the noun that is its subject, object or means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import doers, passive, preps, undergoers
from kg.vocab import Family

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate


def distinct(found: list[Candidate]) -> list[Candidate]:
    """Drop triggers that only repeat another of their clause."""
    found = [c for c in found if not any(_within(c, o) for o in found)]
    nouns = {c.token.i: c for c in found if c.nominal}
    kept = [c for c in found if not _repeats(c, nouns, found)]
    return [c for i, c in enumerate(kept) if not any(_covers(o, c) for o in kept[:i])]


def _within(one: Candidate, other: Candidate) -> bool:
    """Whether a noun is part of a verb's phrase: "exchanged artillery fire", "raked with gunfire"."""
    if other.tail is None or other.nominal or not one.nominal:
        return False
    return other.tail == one.token.i or (other.start <= one.start and one.end <= other.end)


def _covers(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _repeats(one: Candidate, nouns: dict[int, Candidate], found: list[Candidate]) -> bool:
    if one.nominal:
        return _repeated_noun(one, nouns, found)
    return _repeated_verb(one, nouns, found)


def _vowed(one: Candidate, nouns: dict[int, Candidate]) -> bool:
    """Whether a threat is what a noun says is threatened: "a vow that it would be made to regret it"."""
    above = (nouns[a.i].type.family for a in one.token.ancestors if a.i in nouns)
    return one.type.family is Family.THREAT and Family.THREAT in above


def _repeated_verb(one: Candidate, nouns: dict[int, Candidate], found: list[Candidate]) -> bool:  # noqa: C901, PLR0911 - one way a line
    """Whether a verb's act is told by its subject, object or means: "the raid hit", "launched strikes"."""
    verb, seen = one.token, one.seen
    if seen is None:
        return False
    menaced = next((c for c in found if c.type.family is Family.THREAT and not c.nominal and c is not one), None)
    if (menaced is not None and _part_of_menace(verb, menaced.token)) or _vowed(one, nouns):
        return True
    if one.type.family in (Family.INTERCEPT, Family.THREAT):
        return one.rule.endswith("(air-defence)") and any(
            c.type.family is Family.INTERCEPT and c is not one for c in found
        )
    if _result(one, found) or _toll(one, found) or _outcome(one, found) or _boasted(one, nouns):
        return True
    for who in doers(verb):
        if _told(who.token, nouns) and who.way != "governed":
            return True
        if who.token.lower_ in ("it", "they") and any(
            n < verb.i and nouns[n].type.family is Family.STRIKE and nouns[n].token.dep_ == "nsubj" for n in nouns
        ):
            return True
    tails = [f.token for f in undergoers(verb) if not _set_apart(f.token)] + list(preps(verb, *_MEANS))
    back = any(c.lower_ == "back" for c in verb.children if c.dep_ in ("prt", "advmod"))
    if (verb.lemma_ in ("retaliate", "respond") or back) and _told_beside(verb, found):
        return True
    killed = verb.lemma_.lower() in ("murder", "slaughter", "execute", "kill", "wound", "injure", "slay")
    tails += list(preps(verb, "in", "during")) if killed or _ruined(verb) else []
    if verb.lemma_.lower() in ("repel", "repulse", "thwart", "foil", "rebuff", "capture", "take", "lose"):
        tails = []
    if verb.dep_ == "relcl" and killed and any(a.i in nouns for a in verb.head.ancestors):
        return True
    if verb.dep_ == "relcl" and killed and verb.head.i in nouns and any(p.lower_ == "which" for p in tails):
        return True  # "a raid in which its leader was killed"
    if any(
        _told(t, nouns)
        and (killed or not (t.dep_ == "pobj" and t.head.lower_ == "in" and one.type.family is not Family.STRIKE))
        for t in tails
    ):
        return True
    return _of_same_weapon(one, nouns, found)


def _part_of_menace(verb: Token, menace: Token) -> bool:
    """Whether a verb tells what is threatened, not what was: "vowed revenge, and it hit", "vowed it after jets hit"."""
    chain = [verb, *verb.ancestors]
    if verb.i < menace.i or menace not in chain[1:] or _avenged(verb):
        return False
    below = chain[chain.index(menace) - 1]
    if any(c.dep_ == "mark" and c.lower_ in _SINCE for c in below.children):
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in below.children)
    return not (below.dep_ == "conj" and own and below.tag_ == "VBD")


def _avenged(verb: Token) -> bool:
    """Whether a verb tells what befell whom others avenge: "vowed to avenge the officer, who was shot dead"."""
    of = verb.head if verb.dep_ in ("relcl", "acl") and verb.tag_ in ("VBD", "VBN") else None
    return of is not None and any(t.lemma_ == "avenge" for t in of.ancestors)


_SINCE = frozenset({"after", "because", "since", "when"})


def _set_apart(noun: Token) -> bool:
    """Whether a second object stands behind a comma: "struck a convoy, its second such attack"."""
    left = noun.left_edge.i
    owned = any(c.dep_ == "poss" for c in noun.children)
    return owned and left > 0 and noun.doc[left - 1].text == "," and any(
        c.dep_ == "dobj" and c.i < left for c in noun.head.children
    )  # fmt: skip


def _told_beside(verb: Token, found: list[Candidate]) -> bool:
    """Whether words beside "retaliate" name the act: "retaliated by shelling", "hit back, firing at"."""
    ways = [p for c in verb.children if c.dep_ == "prep" and c.lower_ in _MEANS for p in c.children]
    ways += [verb.head] if verb.dep_ in ("advcl", "pcomp") and verb.tag_ == "VBG" else []
    beside = (c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > verb.i)
    ways += [c for c in beside if c.lemma_.lower() not in _RESULTS]
    return any(c.token == t for c in found for t in ways)


def _of_same_weapon(one: Candidate, nouns: dict[int, Candidate], found: list[Candidate]) -> bool:
    """Whether a verb only tells more of a weapon that another word fires: "launched missiles that hit"."""
    verb, seen = one.token, one.seen
    if seen is None:
        return False
    fired = [f.token for f in undergoers(verb) if f.way in ("relative", "participle")]
    if any(w.head.lower_ == "of" and w.head.head.i in nouns for w in fired):
        return True
    if verb.dep_ not in ("acl", "relcl") or not seen.weapon(verb.head):
        return False
    others = (c for c in found if not c.nominal and c is not one and c.type.family is Family.STRIKE)
    return any(
        f.token.i == verb.head.i
        for c in others if not c.rule.endswith(_TOLL)
        for f in (*doers(c.token), *undergoers(c.token))
    )  # fmt: skip


def _result(one: Candidate, found: list[Candidate]) -> bool:
    """Whether a participle tells only what came of an act: "shelled the town, killing two and wrecking a bus"."""
    verb = one.token
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl", "conj") or verb.lemma_.lower() not in _RESULTS:
        return False
    if verb.dep_ == "conj" and (verb.head.tag_ != "VBG" or verb.head.lemma_.lower() not in _RESULTS):
        return False
    if one.type.family is Family.INTERCEPT or (
        one.seen is not None and any(one.seen.aloft(f.token) for f in undergoers(verb))
    ):
        return False
    acts = (c for c in found if c is not one and c.type.family is not Family.THREAT)
    return any(c.start < one.start and not (c.token.tag_ == "VBG" and c.token.lemma_ in _RESULTS) for c in acts)


def resulting(one: Candidate, act: Candidate) -> bool:
    """Return whether a participle tells only what came of one act: "dropped sarin on the town, killing eighty"."""
    return one.token.head.i == act.token.i and _result(one, [act])


def _outcome(one: Candidate, found: list[Candidate]) -> bool:
    """Whether a verb tells in a second clause what came of the act of the first: "overran a post and killed ten"."""
    verb = one.token
    if verb.dep_ != "conj" or verb.lemma_.lower() not in _OUTCOMES or one.type.family is Family.KILLING:
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass", "nummod") for c in verb.children)
    return not own and any(c.token.i == verb.head.i and c.type.family in _FIGHTS for c in found)


def _boasted(one: Candidate, nouns: dict[int, Candidate]) -> bool:
    """Whether who claims an act tells what it did: "claimed the attack, saying its fighters had killed ten"."""
    verb = one.token
    claim = next((a for a in verb.ancestors if a.lemma_ in ("claim", "take")), None)
    if verb.dep_ != "ccomp" or verb.lemma_.lower() not in _OUTCOMES or claim is None or claim.i > verb.i:
        return False
    own = any(c.lower_ in ("its", "their") for f in doers(verb) for c in f.token.children if c.dep_ == "poss")
    return own and any(claim.i < n < verb.head.i and claim.is_ancestor(nouns[n].token) for n in nouns)


def _ruined(verb: Token) -> bool:
    """Whether a verb tells what an act beside it did to a thing: "damaged in the raid", "hit in a missile strike"."""
    return verb.lemma_.lower() in ("damage", "destroy") or (verb.lemma_ in ("hit", "strike") and passive(verb))


_OUTCOMES = frozenset({"damage", "destroy", "injure", "kill", "slay", "wound", "wreck"})
_FIGHTS = frozenset({Family.STRIKE, Family.GROUND, Family.SEIZE})
_RESULTS = frozenset(
    {
        "burn",
        "cripple",
        "cut",
        "damage",
        "demolish",
        "destroy",
        "devastate",
        "disable",
        "flatten",
        "gut",
        "injure",
        "kill",
    }
    | {"level", "maim", "raze", "ruin", "set", "shatter", "sink", "slay", "wound", "wreck"}
)


_TOLL = "(toll-of-weapon)"


def _toll(one: Candidate, found: list[Candidate]) -> bool:
    """Whether a weapon's toll is told beside its own verb: "a missile that hit the town killed two"."""
    if not one.rule.endswith(_TOLL):
        return False
    weapons = {f.token.i for f in doers(one.token)}
    others = (c for c in found if c is not one and not c.nominal)
    return any(f.token.i in weapons for c in others for f in (*doers(c.token), *undergoers(c.token)))


_MEANS = ("with", "by")


def _told(token: Token, nouns: dict[int, Candidate]) -> bool:
    """Whether a noun, or what it counts, is a trigger."""
    if token.i in nouns:
        return nouns[token.i].type.family is not Family.THREAT
    return any(o.i in nouns for o in preps(token, "of")) and token.lemma_.lower() in _HOLDERS


_HOLDERS = frozenset(
    [
        "wave",
        "series",
        "string",
        "barrage",
        "round",
        "spate",
        "number",
        "dozen",
        "hundred",
        "campaign",
        "target",
        "flurry",
        "volley",
        "scene",
        "result",
        "victim",
        "one",
        "site",
        "succession",
        "salvo",
        "kind",
        "type",
        "act",
        "burst",
        "brunt",
        "first",
        "second",
        "latest",
        "part",
    ]
)


def _repeated_noun(one: Candidate, nouns: dict[int, Candidate], found: list[Candidate]) -> bool:  # noqa: ARG001 - conditions share a signature
    """Whether a noun holds or counts another trigger ("a barrage of strikes", "act of aggression")."""
    token = one.token
    if _led_to(token, nouns):
        return True
    within = [o for o in preps(token, "of", "against") if o.i in nouns and nouns[o.i].type.family is one.type.family]
    if (
        token.lemma_.lower() in ("barrage", "volley", "salvo", "wave", "campaign", "operation", "launch", "launching")
        and within
    ):
        return True
    if token.dep_ == "compound" and token.head.i in nouns:
        return True
    return bool(token.head.lower_ == "of" and token.head.head.i in nouns and token.head.head.lemma_.lower() == "act")


_RUIN = frozenset({"damage", "death", "demolition", "destruction", "killing", "martyrdom", "ruin"})


def _led_to(noun: Token, nouns: dict[int, Candidate]) -> bool:
    """Whether a noun tells what came of an act: "the bombing led to the destruction of a ward"."""
    verb = noun.head.head
    if noun.lemma_.lower() not in _RUIN or noun.dep_ != "pobj" or verb.lemma_ not in ("lead", "result"):
        return False
    return any(c.i in nouns for c in verb.children if c.dep_ == "nsubj")
