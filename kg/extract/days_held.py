"""Which day a trigger's clause holds.

What is hard: a day hangs on the tree where the parser put it, and the parser errs most about where. So the tree is
asked first, and where it gives an act no day, one that stands right behind the act's own words is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import SUBJECTS, VERBAL, doers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.dates import Dated
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

BARRIERS = frozenset(
    {
        "after",
        "answer",
        "avenge",
        "because",
        "before",
        "despite",
        "following",
        "payback",
        "punishment",
        "reaction",
        "reply",
        "reprisal",
        "response",
    }
    | {"retaliation", "retribution", "revenge", "since", "until", "vengeance"}
)
"""Words that lead to another act, whose day is not that of the act before them."""
_ANSWERING = BARRIERS - {"after", "before", "because", "despite", "since", "until"}
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "pcomp", "parataxis"})
_TAKING_PLACE = frozenset({"be", "begin", "carry", "come", "happen", "launch", "occur", "start", "take"})
_LIGHT = frozenset(
    {"dawn", "daybreak", "sunrise", "sunset", "dusk", "midnight", "noon", "midday", "nightfall", "dark", "light"}
)
_STATIVE = frozenset(
    {"base", "belong", "control", "hold", "house", "locate", "occupy", "own", "run", "situate", "station", "use"}
)
"""Participles that describe what was hit and hold no day of their own: "bombed a base held by rebels on Monday"."""
_LEAVING = frozenset({"damage", "destroy", "injure", "kill", "leave", "wound"})
"""Participles that tell what an act left behind, on its own day: "shelled the town, killing five on Friday"."""
_LATER = 6
"""The rank of a day that a second verb of the sentence holds: "shelled the port and withdrew on Monday"."""
_LOOSE = 9
_REACH = 14


def held(one: Candidate, found: Sequence[Dated]) -> tuple[Dated | None, Dated | None]:
    """Return the day that a trigger's clause holds, and that on which it is told."""
    own: list[tuple[int, int, bool, Dated]] = []
    told: list[Dated] = []
    said: list[Dated] = []
    for phrase in found:
        if phrase.span.quote.casefold().startswith(("until ", "till ")) or _of_the_answered(one, phrase):
            continue
        head = top(one.seen, phrase) if one.seen is not None else None
        if head is None or one.seen is None or _of_another(one, head, phrase):
            continue
        rank = _rank(one.seen, one, head)
        if rank is None and _beside(one.seen, one, phrase):
            rank = _LOOSE + 1
        if rank is not None and rank < 0 and phrase.rule == "overnight":
            rank = _LATER  # nobody tells overnight
        if rank == 0 and _said_on(one.seen, one, head):
            said.append(phrase)
        if rank is not None and rank < 0:
            told.append(phrase)
        elif rank is not None:
            own.append((rank, abs(phrase.span.start - one.start), phrase.when is None, phrase))
    if said and any(rank == 0 and phrase not in said for rank, _, _, phrase in own):  # it holds a day besides
        own, told = [row for row in own if row[3] not in said], [*told, *said]
    own.sort(key=lambda r: r[:3])
    return own[0][3] if own else None, told[0] if told else None


def _of_another(one: Candidate, since: Token, phrase: Dated) -> bool:
    """Whether a day is that of an act which something has lasted since: "shelling has gone on since Monday's raid"."""
    act = _since(since)
    owner = next((c for c in act.children if c.dep_ == "poss"), None) if act is not None else None
    return act is not None and act.i in one.rivals and owner is not None and owner.text in phrase.span.quote


def _since(top: Token) -> Token | None:
    """Return what stands under "since"."""
    return next((c for c in top.children if c.dep_ == "pobj"), None) if top.lower_ == "since" else None


def _said_on(view: View, one: Candidate, head: Token) -> bool:
    """Whether a day stands right behind a verb of saying, before what is said: "said on Monday its jets bombed"."""
    first = head.head if head.dep_ == "pobj" else head
    said = view.doc[first.i - 1] if first.i else None
    if said is None or not view.among("speech", said) or said.tag_ not in ("VBD", "VBZ") or head.i > one.token.i:
        return False
    return any(c.dep_ in SUBJECTS and head.i < c.i for c in one.token.children) and said in one.token.ancestors


def _of_the_answered(one: Candidate, phrase: Dated) -> bool:
    """Whether a day ends the words that tell what an act answers: "revenge for the capture of the town on Friday"."""
    view = one.seen
    if view is None:
        return False
    base = view.sentence.start
    between = [t for t in view.doc if one.end <= base + t.idx < phrase.span.start]
    led = next((n for n, t in enumerate(between) if t.lower_ in _ANSWERING), len(between))
    met = next((n for n, t in enumerate(between) if n > led and t.i in one.rivals), len(between))
    return met < len(between) and not any(
        t.is_punct or t.pos_ == "VERB" or view.among("speech", t) for t in between[met + 1 :]
    )


def _beside(view: View, one: Candidate, phrase: Dated) -> bool:
    """Whether a day stands right behind a trigger's own words, with no other act and nobody's saying between."""
    base = view.sentence.start
    between = [t for t in view.doc if one.end <= base + t.idx < phrase.span.start]
    if phrase.span.start < one.end or len(between) > _REACH:
        return False
    commas = [n for n, t in enumerate(between) if t.text == ","]
    if len(commas) == 2:  # noqa: PLR2004 - an apposition: "a raid on Saada, its stronghold, on 19 February"
        between = [*between[: commas[0]], *between[commas[1] + 1 :]]
    shut = (t for t in between if t.is_punct and t.text not in "-‐‑–’'")
    away = (t for t in between if t.i in one.rivals or t.lower_ in BARRIERS or view.among("speech", t))
    return not any(True for _ in (*shut, *away))


def top(view: View, phrase: Dated) -> Token | None:
    """Return the token of a phrase of time that the others hang on."""
    base = view.sentence.start
    inside = [t for t in view.doc if base + t.idx < phrase.span.end and base + t.idx + len(t) > phrase.span.start]
    if inside and inside[-1].tag_ == "POS":  # "because of Friday's bomb": what leads to the bomb is none of its day
        inside = [t for t in inside if t.pos_ not in ("ADP", "SCONJ")]
    return next((t for t in inside if t.head not in inside), None)


def _rank(view: View, one: Candidate, top: Token) -> int | None:
    """Return how closely a day hangs on a trigger: 0 on itself, more further up; -1 on its telling; None on others."""
    chain = [one.token, *one.token.ancestors]
    if (when_so := 0 if _since(top) == one.token else _on_which(chain, top)) is not None:
        return when_so
    shut = next((n for n, t in enumerate(chain) if n and _leads_away(t, chain[n - 1])), len(chain))
    level = {t.i: n for n, t in enumerate(chain)}
    path = [top, *top.ancestors]
    meet = next((t for t in path if t.i in level), None)
    if meet is None:
        return _LOOSE if shut == len(chain) else None
    if level[meet.i] >= shut or (
        meet.lemma_ == "follow" and any(c.dep_ == "nsubjpass" and c in chain for c in meet.children)
    ):
        return None  # "the strikes were followed by a truce on Sunday"
    below = path[: path.index(meet)]
    own = top.lower_ in ("before", "after") and any(c.lower_ in _LIGHT for c in top.children)  # "before dawn on Sunday"
    if any(_elsewhere(one, t, meet) for t in below if not (own and t == top)):
        return None
    if any(_saying(view, one, t, top) for t in chain[1 : level[meet.i] + 1] if t.tag_ != "VBG" or t == meet):
        return -1
    return _LATER + level[meet.i] if any(t.dep_ == "conj" and t.pos_ == "VERB" for t in below) else level[meet.i]


def _on_which(chain: Sequence[Token], top: Token) -> int | None:
    """Return how far above a trigger the clause is that tells what was on a day: "on May 30, when strikes killed"."""
    for number, token in enumerate(chain):
        if number and chain[number - 1].lower_ in BARRIERS:
            return None
        if token.dep_ in ("relcl", "advcl") and any(_when(c) for c in token.children):
            above = token.head
            led = (above.head,) if above.dep_ == "pobj" else ()  # "since March, when hundreds were killed"
            near = (above, *led, *above.children, *(g for c in above.children if c.dep_ == "prep" for g in c.children))
            return number if top in near and top.i < token.i else None
    return None


def _when(word: Token) -> bool:
    return word.lower_ == "when" or (word.lower_ in ("in", "on") and any(c.lower_ == "which" for c in word.children))


def _leads_away(token: Token, below: Token) -> bool:
    """Whether a step up from a trigger leaves its own act: "after a raid", "after they had shelled"."""
    if token.lower_ in BARRIERS or below.dep_ == "relcl":
        return True
    return below.dep_ in ("advcl", "acl", "ccomp") and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in ("after", "before", "since", "until") for c in below.children
    )


def _elsewhere(one: Candidate, token: Token, meet: Token) -> bool:
    """Whether a step up from a day shows that another act's clause holds it."""
    own = token.dep_ != "conj" or (one.nominal and any(c.dep_ in SUBJECTS for c in token.children))
    if token.lower_ in BARRIERS or (token.i in one.rivals and own):
        return True
    if token.pos_ not in VERBAL or token.dep_ not in _CLAUSES or token == one.light:
        return False
    if (token.dep_ == "acl" and token.lemma_ in _STATIVE) or (token.tag_ == "VBG" and token.lemma_ in _LEAVING):
        return False
    return not (token.dep_ in ("relcl", "acl") and token.head == meet == one.token and token.lemma_ in _TAKING_PLACE)


def _saying(view: View, one: Candidate, verb: Token, top: Token) -> bool:
    """Whether a day dates a verb of telling above a trigger, and not what is told."""
    if verb.pos_ not in VERBAL or not view.among("speech", verb):
        return False
    if verb.i < one.token.i:
        return top.i < one.token.i
    speaker = min((f.token.i for f in doers(verb)), default=verb.i)
    return top.i > min(speaker, verb.i)
