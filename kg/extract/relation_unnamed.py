"""The acts that a sentence calls answers without saying to what.

What is hard: "in response" and "retaliatory" state a motive as firmly as "in retaliation for" does; only the
other end is missing. Here the act that is called an answer is found; kg.extract.relation_cause looks for what it
answers.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.extract import relation_found as found
from kg.extract.clause import VOWING
from kg.extract.relation_found import verb_of
from kg.extract.relation_nouns import answering
from kg.extract.relation_order import announced, foretold
from kg.extract.relation_recall import DEEDS
from kg.extract.relation_replies import answers_words, helping, reply
from kg.extract.relation_table import Connective, Match, scan, shaped
from kg.extract.trigger_codenames import CODE_NAME
from kg.vocab import Determiner, Factuality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention


def answers(scene: Scene, following: Scene | None = None) -> Iterator[found.Found]:
    """Yield the acts of a sentence that are called answers without saying to what; their `cause` is None.

    `following` is the scene of the next sentence, in which an answer announced here may be told.
    """
    for match in (m for m in scan(scene.doc) if not helping(verb_of(m)) and not answers_words(m)):
        row, effect = match.connective, _answering(scene, match)
        if effect is None:
            told_next = announced(scene, match, following)
            if told_next is not None:
                yield told_next
            yield from foretold(scene, match, following)
            continue
        if row.only and effect.type.family.value not in row.only:
            continue
        told = row.shape == "bare" and _known(effect)
        wished = told or _wished(match.first) or _if(verb_of(match))
        if not wished and not found.denied(match) and not found.doubtful(match.first):
            yield _sourced(scene, found.opened(scene, effect, row, match.first, match.last))
    for i, mention in sorted(scene.at.items()):
        marked = _marked(scene.doc[i]) or _named(scene.doc[i])
        if marked is None or _conditional(scene.doc[i]) or _of_any(scene.doc[i]):
            continue
        if not _vowed_before(scene, marked[1]):
            effect = _as_called(scene, scene.doc[i]) or mention
            yield _sourced(scene, found.opened(scene, effect, marked[0], marked[1], marked[1]))


def _sourced(scene: Scene, answer: found.Found) -> found.Found:
    """Return an answer tied to the fire whose source it hits: "retaliatory strikes on the hill from which it fired"."""
    of = {m.id: i for i, m in scene.at.items()}
    at = of.get(answer.effect.id)
    if at is None:
        return answer
    later = (scene.doc[i] for i in sorted(scene.at) if i > at)
    from_it = (t for t in later if _from_which(t) and scene.doc[at] in _clause(t))
    cause = next((scene.at[t.i] for t in from_it), None)
    return answer if cause is None else answer.to(cause, answer.weight, stated=True)


def _clause(verb: Token) -> list[Token]:
    """Return the words above a clause, and what the verbs among them govern."""
    return [t for a in verb.ancestors for t in (a, *(c for c in a.children if c.dep_ == "dobj"))]


def _from_which(act: Token) -> bool:
    """Whether an act tells whence it was done: "from which rockets were fired", "from where the attack was made"."""
    verb = act if act.pos_ == "VERB" else act.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "from":
        return any(c.lower_ == "where" for c in verb.children)
    preps = (c for c in verb.children if c.lower_ == "from" and c.i < act.i)
    return any(c.lower_ in ("which", "where") for p in preps for c in p.children)


def _vowed_before(scene: Scene, word: Token) -> bool:
    """Whether "will pay" only spells out a vow of the sentence before: "vowed revenge. "It will pay", he said"."""
    before = scene.before.mentions if scene.before is not None and scene.near() else ()
    return word.lemma_ == "pay" and any(m.factuality is Factuality.THREATENED for m in before)


def _answering(scene: Scene, match: Match) -> EventMention | None:
    """Return the act that words call an answer."""
    shape = match.connective.shape
    if shape == "bare":
        return scene.governing(match.first, frozenset(range(match.first.i, match.last.i + 1)), near=False)
    if shape == "replies" and not any(c.dep_ in ("det", "poss", "amod") for c in match.first.children):
        return reply(scene, match)
    if shape != "predicate":
        return None
    if match.first.lower_ in ("this", "that"):  # "This is what revenge looks like"
        return scene.antecedent(match.first)
    return answering(scene, match.last, frozenset())[0]


def _wished(first: Token) -> bool:
    """Whether the answer is only called for or thought of: "called on the men to take revenge"."""
    verb = first.head if first.pos_ == "PART" else first
    reserved = verb.head.lemma_ == "right" and verb.head.head.lemma_ == "reserve"
    return verb.dep_ in ("xcomp", "ccomp", "acl") and verb.head.lemma_.lower() in _WISHING and not reserved


_WISHING = frozenset(
    {"able", "allow", "ask", "call", "consider", "demand", "fail", "man", "need", "order", "plan", "prepare", "ready"}
    | {"refuse", "right", "tell", "think", "threaten", "time", "try", "urge", "want", "way", "wish"}
)


def _as_called(scene: Scene, token: Token) -> EventMention | None:
    """Return the act of which words say what it was called: "in what it called a retaliatory operation, it shelled"."""
    calling = token.head if token.dep_ in ("oprd", "dobj", "attr") else None
    if calling is not None and calling.dep_ == "relcl" and any(c.lower_ == "which" for c in calling.children):
        return next((scene.at[a.i] for a in calling.ancestors if a.i in scene.at), None)  # "which X called revenge"
    if calling is None or calling.dep_ != "pcomp" or calling.head.lower_ != "in":
        return None
    return scene.governing(calling.head, frozenset(t.i for t in calling.subtree), near=False)


def _if(verb: Token) -> bool:
    """Whether an answer is told of for the case of a further act: "warns that, if it fires, they will hit back"."""
    beside = (c for c in verb.children if c.dep_ in ("advcl", "ccomp", "parataxis"))
    return any(map(_conditional, (verb, *beside, *itertools.takewhile(_within, verb.ancestors))))


def _within(above: Token) -> bool:
    """Whether a word above is still of what is said, not of who says it."""
    return above.lemma_.lower() not in found.SAYING


def _conditional(token: Token) -> bool:
    """Whether an answer is announced for the case of a further act: "will respond if the strikes are repeated"."""
    clauses = (c for c in token.children if c.dep_ == "advcl")
    return any(m.dep_ == "mark" and m.lower_ in ("if", "unless", "should") for c in clauses for m in c.children)


def _of_any(vow: Token) -> bool:
    """Whether it is no act at hand that is to be answered: "vowed to respond to any Indian action"."""
    verbs = (vow, *(c for c in vow.children if c.dep_ in ("ccomp", "xcomp")))
    to_what = (o for v in verbs for p in v.children if p.lower_ in ("against", "for", "to") for o in p.children)
    return any(c.lower_ in _ANY for o in to_what for c in o.children)


_ANY = frozenset({"any", "every", "further", "future", "possible", "potential"})


def _known(effect: EventMention) -> bool:
    """Whether a noun points back to an act, which then is no new answer: "In response, they said the raid …"."""
    pointing = effect.determiner in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE)
    return effect.nominal and pointing and not effect.rule.startswith(CODE_NAME)


def _named(token: Token) -> tuple[Connective, Token] | None:
    """Return the word beside a mention that names it an answer: "Russia's answer, a barrage of 400 drones"."""
    beside = [token.head] if token.dep_ == "appos" else []
    for noun in (*beside, *(c for c in token.children if c.dep_ == "appos")):
        told = any(c.dep_ == "prep" and c.lower_ in ("to", "for") for c in noun.children)
        row = next((r for r in shaped("itself") if r.pattern.fullmatch(noun.lower_)), None)
        if row is not None and noun.pos_ == "NOUN" and not told:
            return row, noun
    return None


def _to_be_felt(vow: Token) -> Iterator[Token]:
    """Yield what a vow says that its foes will be given: "promised that the raiders will feel our answer"."""
    for clause in (c for c in vow.children if c.dep_ == "ccomp" and vow.lemma_.lower() in VOWING):
        if any(a.lower_ in ("will", "would", "shall") for a in clause.children):
            parts = [p for p in clause.children if p.dep_ in ("dobj", "nsubj", "nsubjpass")]
            if any(p.lemma_.lower() in DEEDS and p.dep_ != "dobj" for p in parts):
                continue  # "any attack will get a harsh reply"
            yield from (p for p in parts if any(c.dep_ == "poss" or c.lower_ == "a" for c in p.children))


def _marked(token: Token) -> tuple[Connective, Token] | None:
    """Return the word that calls a mention an answer: "retaliatory" beside it, or its own ("counter-attack")."""
    before = token.nbor(-2) if token.i > 1 and token.nbor(-1).text in ("-", "‑", "–") else None
    own = f"{before.lower_}-{token.lower_}" if before is not None and before.lower_ == "counter" else token.lower_
    for row in shaped("itself"):
        if row.pattern.fullmatch(own):
            return row, token
    promised = [c for c in token.children if c.dep_ == "dobj" and token.pos_ == "VERB"]
    beside = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and c.i < token.i]
    beside += [g for c in beside for g in c.children if g.dep_ == "amod"]  # "retaliatory Russian shelling"
    return _of_rows("promised", (*promised, *_to_be_felt(token))) or _of_rows("modifier", beside)


def _of_rows(shape: str, words: Sequence[Token]) -> tuple[Connective, Token] | None:
    """Return the first word that a row of a shape is of."""
    told = ((row, word) for row in shaped(shape) for word in words)
    return next(((row, word) for row, word in told if row.pattern.fullmatch(word.lower_)), None)
