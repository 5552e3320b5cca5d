"""What a connective was found to say, and the tests that every find must pass.

What is hard: the words of a relation can stand in a sentence that rejects it ("denied it was revenge for") or only
weighs it ("could be a response to"). The first is kept as denied, since that somebody rejects it is worth knowing;
the second is no statement at all.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.relation_clauses import SPELLS, SUBJECTS, clauses_on, objects
from kg.extract.relation_known import KNOWN, known, was
from kg.model import Span
from kg.vocab import Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.relation_table import Connective, Match
    from kg.extract.relation_tree import Scene
    from kg.extract.tree import Token
    from kg.model import EventMention

BY_RECALL = 0.85
"""A subject that was looked up in the sentence before ("It was …") takes this share of the confidence."""
_AMOUNTS = frozenset(
    {"barrage", "couple", "dozen", "hail", "hundred", "number", "pair", "rain", "round", "salvo", "score", "series"}
    | {
        "shower",
        "spate",
        "storm",
        "string",
        "succession",
        "thousand",
        "torrent",
        "volley",
        "wave",
        "one",
        "two",
        "three",
    }
)
_NOT = frozenset({"not", "n't", "never", "no", "without"})
SAYING = frozenset({"say", "tell", "report", "announce", "speak", "write", "state", "add", "claim"})
_CALLED_SO = frozenset({"noun", "predicate"})
"""Shapes whose words may hold their own negation: "the strikes were not retaliation"."""
_DENYING = frozenset({"deny", "reject", "dismiss", "dispute", "refute"})
_MAYBE = frozenset({"could", "might", "may", "would", "should", "if", "whether", "unless", "unclear"})
_FURTHER = 16


@dataclass(frozen=True, slots=True)
class Found:
    """An answer or a sequence that a sentence states; `cause` None where the words do not name it."""

    effect: EventMention
    cause: EventMention | None
    words: Span
    rule: str
    weight: float
    answer: bool
    stated: bool = True
    denied: bool = False
    scene: Scene | None = None
    sentence: Span | None = None
    denier: str | None = None
    answerer: str | None = None
    guessed: bool = False

    def to(self, cause: EventMention | None, weight: float, *, stated: bool) -> Found:
        """Return this answer with the cause that was worked out for it."""
        return replace(self, cause=cause, weight=weight, stated=stated, guessed=not stated)


def span(scene: Scene, first: Token, last: Token) -> Span:
    """Return the words from one token to another."""
    start, end = scene.sentence.at(first)[0], scene.sentence.at(last)[1]
    offset = scene.span.start
    return Span(start, end, scene.span.quote[start - offset : end - offset])


def both(
    scene: Scene,
    match: Match,
    effect: EventMention | None,
    cause: EventMention | None,
    *,
    recalled: bool = False,
    sure: bool = False,
) -> Iterator[Found]:
    """Yield what a match says, if both ends are there and fit the row; `sure` where its words are no doubt."""
    row = match.connective
    if effect is None or cause is None or effect.id == cause.id:
        return
    effect = _promised(scene, effect)
    if row.only and effect.type.family.value not in row.only:
        return
    if row.known and not (was(cause) if effect.type.family is Family.DEAL else known(cause)):
        return
    if not sure and doubtful(match.first) and effect.factuality is not Factuality.THREATENED:
        return
    yield Found(
        effect,
        cause,
        span(scene, match.first, match.last),
        row.rule,
        row.weight * (BY_RECALL if recalled else 1.0),
        row.answer,
        stated=not recalled,
        denied=denied(match),
        scene=scene,
        sentence=scene.span,
        denier=denier(match),
    )


def _promised(scene: Scene, effect: EventMention) -> EventMention:
    """Return the threat by which an act yet to come is told: "threatened more attacks in reply to the raid"."""
    if effect.factuality is not Factuality.HYPOTHETICAL:
        return effect
    tokens = (scene.doc[i] for i, m in sorted(scene.at.items()) if m.id == effect.id)
    above = (scene.at.get(a.i) for token in itertools.islice(tokens, 1) for a in token.ancestors)
    return next((m for m in above if m is not None and m.factuality is Factuality.THREATENED), effect)


def opened(scene: Scene, effect: EventMention, row: Connective, first: Token, last: Token) -> Found:
    """Return an answer whose cause is not named."""
    words = span(scene, first, last)
    return Found(
        effect,
        None,
        words,
        row.rule,
        row.weight,
        row.answer,
        scene=scene,
        sentence=scene.span,
        answerer=_answerer(first),
    )


_SUFFERING = frozenset({"expect", "face", "feel", "get", "meet", "pay", "receive", "see", "suffer"})


def _answerer(first: Token) -> str | None:
    """Return whose answer it is, as far as its words name them: "Israel's response", "the army returned fire".

    Who is to receive it is not who answers.
    """
    if first.lemma_ in _SUFFERING:
        return None
    own = first.pos_ == "VERB" and any(c.dep_ in SUBJECTS for c in first.children)
    heads = (first,) if own or first.head.lemma_ in _SUFFERING else (first, first.head)
    near = [c for t in heads for c in t.children if c.dep_ in ("poss", "nsubj") and c.pos_ == "PROPN"]
    return near[0].text if near else None


def denier(match: Match) -> str | None:
    """Return who rejects the relation, as far as the clause above names it: "Moscow denied that it was revenge"."""
    verb = _denying(match.first)
    who = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None) if verb is not None else None
    if who is None:
        return None
    parts = [t for t in who.subtree if t.i <= who.i and t.pos_ not in ("DET", "PUNCT")]
    return " ".join(t.text for t in parts)


def denied(match: Match) -> bool:
    """Return whether a source rejects the relation: "not in retaliation for", "denied it was revenge for"."""
    end = match.last.i if match.connective.shape in _CALLED_SO else match.first.i
    if any(t.lower_ in _NOT for t in match.first.doc[max(0, match.first.i - 4) : end]):
        return True
    return _denying(match.first) is not None


def _denying(token: Token) -> Token | None:
    """Return the verb that rejects what a word says, and not one of a clause beside or around another's speech."""
    below = token
    for above in token.ancestors:
        if above.lemma_.lower() in _DENYING:
            return above if below.dep_ != "conj" else None
        if above.lemma_.lower() in SAYING and above.pos_ == "VERB":
            return None
        below = above
    return None


def doubtful(token: Token) -> bool:
    """Return whether the relation itself is only thought of: "could be a response to"."""
    head = token.head if token.pos_ not in ("VERB", "AUX") else token
    return any(c.lower_ in _MAYBE and c.dep_ in ("aux", "mark") for c in head.children)


def inside(scene: Scene, last: Token) -> tuple[EventMention | None, frozenset[int]]:
    """Return the act in the object of a connective's last word, and the tokens of that object."""
    roots = list(objects(last))
    tokens = frozenset(t.i for r in roots for t in r.subtree if t.i > last.i or last.dep_ == "mark")
    banned = frozenset(t.i for r in roots for t in r.subtree) - tokens
    spells = (r for r in roots if r.lemma_.lower() in SPELLS and not _filled(r))
    banned |= frozenset(i for r in spells for t in r.subtree for i in clauses_on(t))
    banned |= frozenset(t.i for r in roots if r.lemma_.lower() in _REMARKS for p in _about(r) for t in p.subtree)
    cause = next((m for r in roots if (m := clause_or_noun(scene, r, banned)) is not None), None)
    if cause is None and not roots:
        cause = _next(scene, last)
    return cause, tokens


def _filled(spell: Token) -> bool:
    """Whether a time is told by what was done in it: "after two days in which 460 rockets were fired"."""
    clauses = (c for c in spell.children if c.dep_ == "relcl")
    return any(t.lower_ == "which" and t.head.lower_ in ("in", "during") for c in clauses for t in c.subtree)


_REMARKS = frozenset({"article", "comment", "coverage", "criticism", "post", "remark", "statement", "tweet", "word"})


def _about(noun: Token) -> Iterator[Token]:
    """Yield what words are about, which they were said of and not done by: "over his remarks on the ambush"."""
    return (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("about", "on", "regarding"))


def told_by(scene: Scene, roots: Iterable[Token], mention: EventMention) -> bool:
    """Return whether one of `roots` is itself an act, and not only words under it: "a salvo", "a hail of rockets"."""
    heads = [h for root in roots for h in (root, *_counted(root))]
    told = (scene.at.get(t.i) for h in heads for t in (h, *(c for c in h.children if c.dep_ == "compound")))
    return any(m is not None and m.id == mention.id for m in told)


def _counted(noun: Token) -> Iterator[Token]:
    """Yield what a word of number or amount counts: "a hail of missiles", "dozens of attacks"."""
    if noun.lemma_.lower() in _AMOUNTS:
        yield from (g for c in noun.children if c.lower_ == "of" for g in c.children)


def joined_causes(scene: Scene, last: Token, cause: EventMention) -> Iterator[EventMention]:
    """Yield acts coordinated with a cause: "for the killing of X and the shelling of Y"."""
    for again in last.conjuncts:  # "in response to the raid and to drone attacks"
        if again.i > last.i and again.lower_ == last.lower_:
            yield from (m for c in again.children if (m := scene.at.get(c.i)) is not None and m.id != cause.id)
    yield from _once_more(scene, last, cause)
    head = next((scene.doc[i] for i, m in sorted(scene.at.items()) if m.id == cause.id and i > last.i), None)
    if head is None or head.pos_ not in ("NOUN", "PROPN"):
        return
    for child in head.conjuncts:
        if child.i > head.i and child.i in scene.at and child.pos_ in ("NOUN", "PROPN"):
            yield scene.at[child.i]


def _once_more(scene: Scene, last: Token, cause: EventMention) -> Iterator[EventMention]:
    """Yield the act behind the same preposition once more, wherever the parser hung it: "to the raid and to drones"."""
    for token in last.doc[last.i + 1 : last.i + _FURTHER]:
        again = token.i and token.nbor(-1).lower_ == "and" and token.lower_ == last.lower_ and last.pos_ == "ADP"
        if again and token not in last.conjuncts:
            behind = (scene.at.get(t.i) for t in token.doc[token.i + 1 : token.i + _FURTHER // 2])
            yield from (m for m in itertools.islice((b for b in behind if b is not None), 1) if m.id != cause.id)


def loose(scene: Scene, match: Match, effect: EventMention | None, cause: EventMention) -> bool:
    """Return whether the cause only stands somewhere in the object: "struck over the weekend of the raid"."""
    wanted = effect is not None and effect.type.family.value in match.connective.direct
    return wanted and not told_by(scene, objects(match.last), cause)


def clause_or_noun(scene: Scene, root: Token, banned: frozenset[int]) -> EventMention | None:
    """Return the act of a clause or of a noun phrase."""
    if root.pos_ in ("VERB", "AUX"):
        found = scene.clause(root, banned)
        if found is not None:
            return found
    return scene.under(root, banned)


def _next(scene: Scene, last: Token) -> EventMention | None:
    """Return a mention in the few words that follow, where the parser hung them elsewhere."""
    for token in last.doc[last.i + 1 : last.i + 8]:
        if token.i in scene.at:
            return scene.at[token.i]
        if token.lower_ in (",", ";", "and", "but"):
            break
    return None


def verb_of(match: Match) -> Token:
    """Return the verb of a match, else its first token."""
    return next((t for t in match.first.doc[match.first.i : match.last.i + 1] if t.pos_ == "VERB"), match.first)


def done(effect: EventMention, *, named: bool, stated: bool) -> bool:
    """Return whether an act that is told as a habit is one that a relation tells of: "Those attacks came after …"."""
    told = stated and (not effect.nominal or effect.determiner in KNOWN)
    return effect.factuality is Factuality.HABITUAL and (told or named)  # "called the Makeen raid revenge for"
