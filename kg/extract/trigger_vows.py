"""Menaces that name no hostile act: "will find our missiles at its gates", "would collect with interest".

What is hard: the words are those of anybody who foretells something. What betrays a menace is whose arms are spoken of,
who is to suffer, and that blood, triggers and debts to be paid are in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import VERBAL, doers, preps, undergoers
from kg.names.actors import side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.view import View

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "wo"})
_TIMES = frozenset({"day", "night", "morning", "evening", "afternoon", "week"})
_SUFFERED = frozenset({"bleed", "burn", "collect", "drown", "regret", "repay", "rue", "taste", "weep", "repent"})
OWN = frozenset({"our", "its", "their", "his", "my"})
_ON = frozenset({"carry", "fight", "go", "keep", "press", "push", "resist", "relent", "rest", "stop", "back"})
_FLYING = frozenset({"arrive", "come", "fall", "fly", "follow", "land", "rain"})
_REACTING = frozenset({"answer", "avenge", "hit", "react", "reply", "repay", "respond", "retaliate", "strike"})
TAME_MEANS = frozenset(
    {"action", "arrest", "ban", "boycott", "charge", "closure", "consequence", "cut", "deportation", "dismissal"}
    | {"eviction", "expulsion", "fine", "jail", "lawsuit", "levy", "penalty", "prison", "prosecution", "resignation"}
    | {"sanction", "suspension", "tariff", "tax", "termination", "veto"}
)


def spoken_of(verb: Token) -> list[Token]:
    """Return the clauses that a verb of menace announces, before or after it: "they, he warned, will find"."""
    found = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i]
    times = (c for c in verb.children if c.dep_ in ("dobj", "npadvmod") and c.lemma_.lower() in _TIMES)
    found += [c for t in times for c in t.children if c.dep_ in ("relcl", "acl")]  # "vowed that evening that"
    found += [c for f in tuple(found) for c in f.children if c.dep_ == "conj" and c.pos_ in VERBAL]
    if verb.dep_ == "parataxis" and verb.head.pos_ in VERBAL:
        found.append(verb.head)
    return found or [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]


def sworn(verb: Token) -> Iterator[Token]:
    """Yield the verbs of what somebody swears to do, the last first: "pay" and "make" of "vowed to make it pay"."""
    for clause in (c for c in verb.children if c.dep_ == "xcomp" or (c.dep_ == "advcl" and c.tag_ == "VB")):
        yield from (c for c in clause.children if c.dep_ in ("ccomp", "xcomp") and c.pos_ == "VERB")
        yield clause


def taken_for_war(clause: Token) -> bool:
    """Return whether something would be treated as an act of war, or somebody as a legitimate target."""
    future = any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in clause.children)
    seen_as = [*preps(clause, "as"), *(c for c in clause.subtree if c.dep_ in ("oprd", "attr", "dobj", "ccomp"))]
    aimed = any(t.lemma_ == "target" and any(c.lower_ == "legitimate" for c in t.children) for t in seen_as)
    acts = (p for p in preps(clause, "as") if p.lemma_ in ("act", "declaration"))
    return future and (aimed or any(o.lemma_ in ("war", "aggression") for p in acts for o in preps(p, "of")))


def by_law(clause: Token) -> bool:
    """Return whether a clause promises a court: "that those responsible would be found and brought to justice"."""
    verbs = (clause, *(c for c in clause.children if c.dep_ == "conj"))
    return any(p.lemma_ in ("book", "court", "justice", "trial") for v in verbs for p in preps(v, "to", "before"))


def made_to_suffer(clause: Token) -> bool:
    """Return whether somebody is to be made to pay."""
    return clause.lemma_ == "make" and any(c.lemma_ in _SUFFERED or c.lemma_ == "pay" for c in clause.children)


def told_in_past(speech: Token) -> bool:
    """Return whether a verb of saying tells what was said: "said", "had been told"."""
    return speech.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had", "has", "have") for c in speech.children)


def meant(view: View, verb: Token, content: list[Token]) -> bool:
    """Return whether a verb of warning or vowing announces harm without naming a hostile act."""
    lemma = view.lemma(verb)
    return any(_clause(view, c, lemma) for c in content) or _against(view, verb, lemma) or _objects(view, verb, lemma)


_KIND = frozenset(
    {
        "aid",
        "assist",
        "back",
        "deliver",
        "end",
        "free",
        "give",
        "help",
        "investigate",
        "make",
        "offer",
        "pay",
        "provide",
    }
    | {"protect", "rebuild", "release", "respect", "return", "send", "share", "stay", "stand", "supply", "support"}
)
_MARKS = ('"', "“", "”", "‘", "'")


def sharp(view: View, verb: Token, content: list[Token]) -> bool:
    """Return whether a party's own words are quoted in what it threatens: "warned of 'more painful blows'".

    Who quotes a warning, quotes what is sharp in it. A wish, a help or a forecast of what others may do is none.
    """
    enemies = [f.token for f in undergoers(verb)]
    bare = any(map(view.named, enemies)) and not any(preps(verb, "with"))  # "Al Shabaab threatens Kenya"
    if view.lemma(verb) == "threaten" and view.armed(verb) and (content or bare):
        return not any(view.among("tame_verbs", c) for c in content)
    who = [f.token for f in doers(verb)]
    bodies = any(
        t.i in view.parties and side(view.parties[t.i].actor).kind == "body" for w in who for t in (w, *w.children)
    )
    if bodies or not any(view.force(w) or view.named(w) or _titled(view, w) for w in who):
        return False
    if any(c.lemma_ in _KIND or _forecast(c) for c in content if c.dep_ != "advcl"):
        return False
    told = [t.i for c in (*content, *enemies, *preps(verb, "of", "over")) for t in c.subtree if t.i > verb.i]
    return any(t.text in _MARKS for t in verb.doc[verb.i : max(told, default=verb.i) + 1])


def _titled(view: View, who: Token) -> bool:
    """Whether somebody is a leader, or a name of whom a leader's title is told beside it: "Katz, the minister"."""
    near = (who, *who.children)
    return any(view.among("leaders", t) for t in near) and who.tag_ not in ("NNS", "NNPS")


def _forecast(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("might", "may") for c in clause.children)


def _clause(view: View, clause: Token, lemma: str) -> bool:  # noqa: PLR0911 - one sign a line
    who, what = [f.token for f in doers(clause)], [f.token for f in undergoers(clause)]
    denied = any(c.dep_ == "neg" for c in clause.children)
    future = any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in clause.children)
    if any(w.lemma_ == "blood" for w in who):
        return denied
    if any(p.lemma_ in ("trigger", "finger") for p in preps(clause, "on")):
        return True
    if lemma in ("vow", "swear", "pledge", "promise") and clause.dep_ == "xcomp":
        return _sworn(clause, lemma)
    if not future:
        return False
    if denied:
        return clause.lemma_ == "hesitate" and any(view.among("hostile_verbs", c) for c in clause.children)
    arms = any(view.weapon(t) or view.among("troops", t) for t in (*who, *what) if _owned(t))
    if any(view.among("hostile_nouns", w) or w.lower_ == "more" for w in who) and clause.lemma_ in ("follow", "come"):
        return lemma != "warn" or any(w.lower_ == "more" for w in who)
    arms = arms or (clause.lemma_ in _FLYING and any(view.weapon(w) for w in who))
    return arms or clause.lemma_ in _SUFFERED or any(view.weapon(p) for p in preps(clause, "with", "by"))


def _owned(token: Token) -> bool:
    return any(c.dep_ == "poss" and c.lower_ in OWN for c in token.children)


def _sworn(clause: Token, lemma: str) -> bool:
    """Whether somebody vows to react, or to go on until an end."""
    if clause.lemma_ in _REACTING and any(c.dep_ in ("prep", "advmod", "prt") for c in clause.children):
        return not any(p.lemma_ in ("question", "letter", "call", "critic") for p in preps(clause, "to"))
    on = clause.lemma_ in _ON and any(c.lower_ in ("on", "fighting") for c in clause.children)
    return on and lemma in ("vow", "swear")


def _against(view: View, verb: Token, lemma: str) -> bool:
    """Whether an enemy is warned against attacking, or threatened with arms."""
    enemy = any(view.named(f.token) or view.placed(f.token) for f in undergoers(verb))
    if lemma == "threaten":
        means = list(preps(verb, "with"))
        return enemy and bool(means) and not any(m.lemma_.lower() in TAME_MEANS for m in means)
    by = any(view.force(f.token) or view.named(f.token) for f in doers(verb))
    doing = (o for p in verb.children if p.lower_ == "against" for o in p.children if o.dep_ == "pcomp")
    attack = any(view.among("sure_menace", o) for o in doing) or any(
        p.lemma_.lower() in ("aggression", "assault", "attack", "incursion", "invasion", "raid", "strike")
        for p in preps(verb, "against")
    )
    return lemma == "warn" and enemy and by and attack


def _objects(view: View, verb: Token, lemma: str) -> bool:
    """Whether more of the same, or measures against an enemy, are promised."""
    if lemma not in ("vow", "swear", "pledge", "promise") or not view.armed(verb):
        return False
    objects = [f.token for f in undergoers(verb) if f.way == "object"]
    same = any(o.lower_ == "more" and any(p.lemma_ == "same" for p in preps(o, "of")) for o in objects)
    means = [o for o in objects if o.lemma_ in ("action", "measure", "step")]
    aimed = any(view.named(p) for o in means for p in preps(o, "against"))
    return same or aimed or any(c.lower_ in ("punitive", "retaliatory") for o in means for c in o.children)
