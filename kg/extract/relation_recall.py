"""Which act is meant where a text names something else instead: who died by it, where it was, "it", "the missiles".

What is hard: "revenge for the deaths in Chuhuiv", "an answer to Nahariya", "justice for the children", "the crime of
Jwaya" all name an act told elsewhere, and none is a mention of it. Such words point at the act told before that shares
their names; without a name, at the last one that harmed, or flew, as they say, and was not the answerer's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.relation_cause import CLASSES, related, sides
from kg.vocab import HOSTILE, ClaimKind, Factuality, Family, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention

HARMS = frozenset(
    {"blood", "bloodshed", "boy", "brother", "casualty", "child", "civilian", "commander", "comrade"}
    | {"damage", "dead", "death", "destruction", "execution", "fallen", "family", "fatality", "father"}
    | {"fighter", "general", "girl", "hanging", "hurt", "injury", "journalist", "kill", "killing", "leader"}
    | {"life", "loss", "man", "martyr", "member", "martyrdom", "medic", "mourner", "murder", "officer"}
    | {"official", "person", "pilgrim", "scientist", "slay", "son", "soldier", "student", "suffering"}
    | {"teacher", "trooper", "victim", "villager", "woman", "worker", "worshipper", "wound", "wounded"}
    | {"people"}
)
"""What an act leaves behind, named instead of it."""
DEEDS = frozenset(
    {"affront", "bloodbath", "bombardment", "escalation", "incursion", "killing", "massacre", "mayhem", "offensive"}
    | {"onslaught", "pogrom", "rampage", "riot", "shelling", "shooting", "siege", "unrest", "assault", "ambush"}
    | {"act", "action", "aggression", "atrocity", "blow", "carnage", "crime", "deed", "event", "hit", "horror"}
    | {"incident", "move", "operation", "outrage", "provocation", "slaughter", "sortie", "step", "terror"}
    | {"terrorism", "tragedy", "treachery", "violation", "violence", "attempt", "sabotage", "battle"}
    | {"fighting", "invasion", "raid", "attack", "strike"}
)
POINTING = frozenset({"it", "this", "that", "them", "these", "those"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february"}
    | {"march", "april", "june", "july", "august", "september", "october", "november", "december"}
)
_VICTIMS = frozenset({"him", "her"})
_AVENGING = frozenset({"avenge", "revenge"})
_HURT = frozenset({"damage", "injury", "loss", "wound"})
_MENACES = frozenset({"pledge", "promise", "threat", "ultimatum", "vow", "warning"})
_HAPPENING = frozenset({"commit", "do", "happen", "inflict", "occur", "suffer", "endure"})
_PASSED = frozenset({"DET", "PUNCT", "ADJ", "NUM", "PART", "ADP", "CCONJ"})
_BACK, _WHOLE, _MANY, _HEAD, _STEM = 8, 40, 12, 5, 4
_LOST = frozenset({"dead", "death", "deaths", "killing", "martyrdom", "murder"})
_DEADLY = frozenset({"assassinated", "died", "kill", "killed", "killing", "kills", "murdered", "slain"})
_DOWNED = frozenset({"plane", "loss", "downing"})
_FIRM = 0.6
"""Where words name the act that they mean, who did it must be told of it, and not only carried over."""
_PLACED, _TOLD, _FLOWN, _SUITED, _FAINT = 3.0, 2.0, 1.0, 0.5, 0.2
_HARMED = {ClaimKind.KILLED: 1.0, ClaimKind.INJURED: 0.5}


def meant(
    scene: Scene, first: Token, tokens: frozenset[int], effect: EventMention | None, *, answer: bool = True
) -> EventMention | None:
    """Return the act told before `first` that the words at `tokens` point at, if they point at one."""
    words = [scene.doc[i] for i in sorted(tokens)]
    told = [t for t in words if t.pos_ not in _PASSED or t.lemma_.lower() in HARMS]
    if not told or (first.lower_ == "because" and any(t.lemma_.lower() in _HURT for t in told[:2])):
        return None  # "gave up his post because of his wounds"
    pointing, found = _pointed(scene, first, told, effect)
    if pointing:
        return found
    head = {t.lemma_.lower() for t in told[:_HEAD] if t.pos_ in ("NOUN", "VERB")}
    names = {t.lower_ for t in told[:_HEAD] if t.pos_ == "PROPN" or t.text[0].isupper()} - _DAYS
    head -= names
    bare = told[0].lower_ in names and not head and answer
    flown = {kind for kind, known in CLASSES.items() if any(k in w for w in head for k in known)}
    known = any(t.dep_ in ("det", "poss") and t.lower_ not in ("a", "an", "any") for t in words[:3])
    if not (bare or head & HARMS or (known and (head & DEEDS or flown))):
        if not (known and answer and told[0].pos_ == "NOUN"):
            return None
        names = {told[0].lower_}  # "revenge for the dam": what an act told before had hit
    harm = {t.lower_ for t in told[:_HEAD] if t.lemma_.lower() in HARMS}
    return _best(scene, first, names, effect, harm=harm, flown=flown, bare=bare)


def itself(tokens: frozenset[int], scene: Scene, effect: EventMention | None) -> bool:
    """Return whether "it" is the act just named: "drones before the strike and smoke after it"."""
    words = [scene.doc[i].lower_ for i in sorted(tokens)]
    return words[:1] == ["it"] and effect is not None and effect.nominal and effect in scene.mentions


def _pointed(
    scene: Scene, first: Token, told: list[Token], effect: EventMention | None
) -> tuple[bool, EventMention | None]:
    """Return whether words point at an act by a pronoun or a bare class of act, and the act."""
    low = told[0].lower_
    if low == "them" and told[0].head.lemma_.lower() in _AVENGING:
        harmed = _best(scene, first, set(), effect, harm={"dead", "killed"}, flown=set(), bare=False)
        return True, harmed or last(scene, first, effect)
    if low in POINTING:
        return True, last(scene, first, effect) if len(told) == 1 or told[1].dep_ != "nsubj" else None
    if low in _VICTIMS:
        return True, _best(scene, first, set(), effect, harm={told[0].lower_}, flown=set(), bare=False)
    if low == "what" and any(t.lemma_.lower() in _HAPPENING for t in told[1:]):
        names = {t.lower_ for t in told if t.pos_ == "PROPN"} - _DAYS
        return True, _best(scene, first, names, effect, harm=set(), flown=set(), bare=False)
    if told[0].lemma_.lower() in _MENACES:
        return True, next((m for m in before(scene, first) if m.type.family is Family.THREAT), None)
    return False, None


def _best(
    scene: Scene,
    first: Token,
    names: set[str],
    effect: EventMention | None,
    *,
    harm: set[str],
    flown: set[str],
    bare: bool,
) -> EventMention | None:
    best: tuple[float, int] | None = None
    found: EventMention | None = None
    least = _FIRM if names else 0.0
    mine = sides(effect, Role.ACTOR, least) if effect is not None else frozenset()
    downed = not _DOWNED.isdisjoint({*flown, *harm})
    families = HOSTILE | {Family.INTERCEPT} if downed else HOSTILE
    for order, one in enumerate(before(scene, first, _BACK if not names else _WHOLE)):
        if one.type.family not in families or one.factuality is not Factuality.ASSERTED:
            continue
        if effect is not None and (one.id == effect.id or mine & sides(one, Role.ACTOR, least)):
            continue
        score = _named(one, names, here=one.sentence.start == scene.span.start) if names else 0.0
        if names and (not score or (score < _PLACED and order > _MANY) or (bare and _did(one, names))):
            continue
        if harm:
            said = set(one.sentence.quote.lower().replace("’", "'").split())
            score += _SUITED if harm & said else _FAINT if harm & _LOST and said & _DEADLY else 0.0
            score += max((_HARMED.get(q.kind, 0.0) for q in one.quantities if q.low), default=0.0)
        score += _TOLD if harm & _VICTIMS and one.type.family is Family.KILLING else 0.0
        score += _SUITED if _opposed(effect, one) else 0.0
        if flown and any(_flew(one, kind) for kind in flown):
            score += _FLOWN
        if not names and (harm or flown) and not score:
            continue
        if best is None or score > best[0]:
            best, found = (score, order), one
    return found


def before(scene: Scene, first: Token, back: int = _BACK) -> Iterator[EventMention]:
    """Yield the mentions told before a token, the last one first, so many sentences back."""
    start = scene.sentence.at(first)[0]
    at: Scene | None = scene
    for _ in range(back):
        if at is None:
            return
        yield from (m for m in reversed(at.mentions) if m.trigger.start < start)
        at = at.before


def last(scene: Scene, first: Token, effect: EventMention | None) -> EventMention | None:
    """Return the last hostile act told before a token in its own sentence, else the main one of the sentence before."""
    start = scene.sentence.at(first)[0]
    here = [m for m in scene.mentions if m.trigger.start < start and (effect is None or m.id != effect.id)]
    found = next((m for m in reversed(here) if m.type.family in HOSTILE), None)
    if found is not None:
        return found
    main = scene.before.main() if scene.before is not None and scene.near() else None
    if main is None or effect is None:
        return main
    own = sides(effect, Role.ACTOR, _FIRM) & sides(main, Role.ACTOR, _FIRM)
    return None if own or main.id == effect.id else main


def _named(mention: EventMention, names: set[str], *, here: bool) -> float:
    """Return how well an act goes with names: its place or victim bears them, or its sentence, which is not theirs."""
    fillers = (*mention.fillers(Role.PLACE), *mention.fillers(Role.TARGET))
    if any(names & set(f"{a.text} {a.name}".lower().split()) for a in fillers):
        return _PLACED
    if any(n[:_STEM] == mention.lemma[:_STEM] for n in names):
        return _PLACED
    if here:
        return 0.0
    bare = {n.rstrip("s") for n in names}
    said = {
        w.strip(".,;:'\"’”“()").removesuffix("'s").removesuffix("’s") for w in mention.sentence.quote.lower().split()
    }
    return _TOLD if bare & {w.rstrip("s") for w in said} else 0.0


def _opposed(effect: EventMention | None, one: EventMention) -> bool:
    """Return whether an act was done to the answerer, or by whom the answer hits: "for the loss of the guns"."""
    if effect is None:
        return False
    hit, struck = sides(effect, Role.TARGET), sides(one, Role.TARGET)
    return related(sides(effect, Role.ACTOR), struck) or related(hit, sides(one, Role.ACTOR))


def _did(mention: EventMention, names: set[str]) -> bool:
    """Whether it was they that are named who acted: "in response to Israel" points at no act upon it."""
    return any(names & set(f"{a.text} {a.name}".lower().split()) for a in mention.fillers(Role.ACTOR))


def _flew(mention: EventMention, kind: str) -> bool:
    low = " ".join((mention.trigger.quote, mention.type.value, *(a.text for a in mention.fillers(Role.WEAPON)))).lower()
    return any(word in low or word in mention.sentence.quote.lower() for word in CLASSES[kind])
