"""Which act a stretch of a parsed sentence speaks of.

What is hard: acts are told by verbs, by nouns under light verbs ("launched strikes"), by subjects of verbs that
only say what happened to them ("the strike killed three"), and parsers hang a phrase one verb too high or too
low. So ends are looked for on the tree, shallow before deep, and never in words of another clause.
"""

from __future__ import annotations

import calendar
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.relation_clauses import (
    CLAUSES,
    HURTING,
    MOUNTING,
    OBJECTS,
    POINTING,
    RELATIVE,
    SUBJECTS,
    clauses_on,
    judging,
    means_of,
    named_operation,
    of_an_act,
    pointing_subject,
    shares_subject,
    subjects,
    sums_up,
)
from kg.vocab import HOSTILE, UNREAL, Factuality, Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.parse import Sentence
    from kg.extract.tree import Doc, Token
    from kg.model import EventMention, Span

_DATES = frozenset({*calendar.day_name, *calendar.month_name})
_ORDERING = frozenset({"ask", "force", "instruct", "order", "tell", "urge", "warn"})
"""Verbs whose act is done for the reason told of what they order: "told them to leave after the raid"."""
_AS = frozenset({"as", "when"})
_FLOWN = frozenset({"operation", "bombardment", "flight", "sortie", "blow", "action", "it", "this"})
"""What is no meeting of an attack, where that was told last."""
_WHILE = frozenset({"amid", "during", "after", "before"})
_UNDOING = frozenset({"easing", "lifting", "loosening", "relaxation", "relaxing", "removal"})
"""What is not the act that it undoes: "in return for a lifting of the siege"."""
_UNARMED = frozenset({Family.MOVE, Family.SANCTION})
DEEP = 6
LEADING = 3
"""Words at so early a place open their sentence."""
FEW = 2
"""Sentences back that "it" or "the move" can reach."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed sentence, its mentions in text order, and the scene before it (None at the start)."""

    sentence: Sentence
    doc: Doc
    span: Span
    at: dict[int, EventMention]
    mentions: tuple[EventMention, ...]
    before: Scene | None

    def under(self, root: Token, banned: frozenset[int] = frozenset(), deep: int = DEEP) -> EventMention | None:
        """Return the shallowest mention at or under `root`, leftmost first, outside of banned tokens."""
        queue: deque[tuple[Token, int]] = deque([(root, 0)])
        while queue:
            token, depth = queue.popleft()
            if token.i in banned:
                continue
            if token.i in self.at:
                return self.at[token.i]
            if depth < deep and token.lemma_.lower() not in _UNDOING:
                queue.extend((child, depth + 1) for child in token.children)
        return None

    def first(
        self, roots: Iterable[Token], banned: frozenset[int] = frozenset(), deep: int = DEEP
    ) -> EventMention | None:
        """Return the first mention at or under any of `roots`."""
        return next((m for root in roots if (m := self.under(root, banned, deep)) is not None), None)

    def clause(self, verb: Token, banned: frozenset[int] = frozenset(), *, subject: bool = True) -> EventMention | None:
        """Return the act that a clause tells: its verb, else its object, complement, subject."""
        if verb.i in self.at and verb.i not in banned:
            return self.at[verb.i]
        objects = [c for c in verb.children if c.dep_ in OBJECTS and not judging(verb)]
        found = self.first(objects, banned, 2)
        if found is None:
            clauses = (c for c in verb.children if c.dep_ in CLAUSES and c.i not in banned and not judging(verb))
            found = next((m for c in clauses if (m := self.clause(c, banned)) is not None), None)
        if found is None and subject:
            found = self.first((c for c in subjects(verb) if not of_an_act(c)), banned, 2)
        if found is None and verb.dep_ in ("relcl", "acl"):
            found = self.at.get(verb.head.i) if verb.head.i not in banned else None
        if found is None:
            found = self.first(means_of(verb), banned, 2)
        if found is None:
            joined = (c for c in verb.children if shares_subject(c) and c.i not in banned)
            found = next((m for c in joined if (m := self.clause(c, banned, subject=False)) is not None), None)
        if found is None and verb.lemma_ in HURTING:  # "were wounded when rockets struck"
            hurt = (c for c in verb.children if c.dep_ == "advcl" and any(g.lower_ in _AS for g in c.children))
            found = next((self.at[c.i] for c in hurt if c.i in self.at and c.i not in banned), None)
        if found is None and verb.lemma_.lower() in MOUNTING:
            parts = (c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i not in banned)
            found = next((self.at[c.i] for c in parts if c.i in self.at), None)  # "launched Operation Dawn, hitting"
        return found

    def governing(self, token: Token, banned: frozenset[int], *, near: bool) -> EventMention | None:
        """Return the act that `token` hangs on: the nearest mention, or clause with one, on the way to the root."""
        verbs = 0
        for one in (token, *token.ancestors):
            if one.i in banned:
                continue
            if one.i in self.at:
                return self.at[one.i]
            if one.pos_ in ("VERB", "AUX"):
                found = self._told_of(one, banned) or self.clause(one, banned)
                if found is not None:
                    return found
                pointer = pointing_subject(one)
                if pointer is not None:
                    return self.antecedent(pointer)
                verbs += one != token
                if near and verbs:
                    return self.at.get(one.head.i) if one.dep_ in CLAUSES and one.head.lemma_ in _ORDERING else None
            elif one != token and one.pos_ in ("NOUN", "PROPN"):
                found = self.under(one, banned | clauses_on(one), 2)
                if found is not None:
                    return found
        return None

    def _told_of(self, verb: Token, banned: frozenset[int]) -> EventMention | None:
        """Return the act of which "was" tells something: "the operation was in response to"."""
        told = subjects(verb) if verb.lemma_ == "be" else ()
        return self.first((c for c in told if not of_an_act(c)), banned, 2)

    def subject(self, verb: Token) -> tuple[EventMention | None, bool]:
        """Return the act that is a verb's subject, and whether it had to be looked up outside of the clause."""
        if verb.dep_ == "csubj" and any(c.lower_ == "what" for c in verb.children):  # "What set it off was the raid"
            return self.first(c for c in verb.head.children if c.dep_ in OBJECTS), False
        own = next(subjects(verb), None)
        if own is not None:
            return self._subject(verb, own)
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            return self.subject(verb.head)
        if verb.dep_ in ("acl", "relcl"):
            return self.under(verb.head, frozenset(t.i for t in verb.subtree), 2), False
        if verb.dep_ in ("advcl", "ccomp", "xcomp", "pcomp", "dep"):
            return self.clause(verb.head, frozenset(t.i for t in verb.subtree)), False
        return None, False

    def _subject(self, verb: Token, subject: Token) -> tuple[EventMention | None, bool]:
        low = subject.lower_
        if low in RELATIVE and verb.dep_ == "relcl":
            head = verb.head
            inside = frozenset(t.i for t in verb.subtree)
            if head.pos_ in ("VERB", "AUX"):
                return self.clause(head, inside), False
            above = [a for a in (head, *head.ancestors) if a.pos_ == "NOUN"]
            found = next((m for a in above if (m := self.under(a, inside, 2)) is not None), None)
            if found is None and head.text in _DATES:  # "agreed a truce in March that halted the offensive"
                verbs = (a for a in head.ancestors if a.pos_ in ("VERB", "AUX"))
                found = next((m for a in verbs if (m := self.clause(a, inside)) is not None), None)
            if found is None and low == "which" and subject.i and subject.nbor(-1).text == ",":
                verbs = (a for a in head.ancestors if a.pos_ in ("VERB", "AUX"))  # "fired at it, which led X to …"
                found = next((m for a in verbs if (m := self.clause(a, inside)) is not None), None)
            return found, False
        if low in POINTING or sums_up(subject) or (low == "they" and verb.lemma_ == "be"):
            found = self.at.get(subject.i)
            if found is None and named_operation(subject) and not self._next_to():
                return None, False
            return (found, False) if found is not None else (self.antecedent(subject), True)
        return (None if of_an_act(subject) else self.under(subject, clauses_on(subject), 3)), False

    def spoken_of(self, token: Token) -> EventMention | None:
        """Return the act that a noun phrase names or points at: "the raid", "it", "the move"."""
        found = self.under(token, clauses_on(token), 3)
        if found is None:
            known = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in token.children)
            pointing = token.lower_ in POINTING | {"them"} or sums_up(token)
            found = self.antecedent(token) if pointing or known else None
        return found

    def told_next(self, token: Token, other: EventMention | None) -> EventMention | None:
        """Return the first act told behind `token` in the sentence."""
        known = other.id if other is not None else ""
        return next((m for i, m in sorted(self.at.items()) if i > token.i and m.id != known and _real(m)), None)

    def in_order(self, first: Token, last: Token, tokens: frozenset[int]) -> EventMention | None:
        """Return the act that words stand beside, where the tree does not tell: behind their comma, or before them."""
        if first.i <= LEADING:
            end = max((i for i in tokens), default=last.i)
            return next((m for i, m in sorted(self.at.items()) if i > end and _real(m)), None)
        return next((m for i, m in sorted(self.at.items(), reverse=True) if i < first.i and _real(m)), None)

    def joined_effects(self, effect: EventMention, first: Token) -> Iterator[EventMention]:
        """Yield acts coordinated with an effect that leading words govern too: "In response, X hit A and shelled B"."""
        verb = next((self.doc[i] for i, m in sorted(self.at.items()) if m.id == effect.id), None)
        if verb is not None and verb.i < first.i and verb.dep_ == "conj":  # "expelled X and shut Y in response"
            whole = self.at.get(verb.head.i) if not any(c.dep_ in SUBJECTS for c in verb.children) else None
            if whole is not None and {whole.type.family, effect.type.family} <= _UNARMED:
                yield whole
        if verb is None or first.i > LEADING or verb.i < first.i:
            return
        verb = verb if verb.pos_ == "VERB" else verb.head
        for child in verb.conjuncts if verb.pos_ == "VERB" else ():
            own = any(c.dep_ in SUBJECTS for c in child.children)
            if (
                child.i > verb.i
                and child.i in self.at
                and not own
                and self.at[child.i].type.family is effect.type.family
            ):
                yield self.at[child.i]

    def met(self, token: Token) -> EventMention | None:
        """Return the act in what an interception meets: "repelled an attack", "shot down missiles fired at"."""
        roots = [
            c
            for c in token.children
            if c.dep_ in ("dobj", "nsubjpass", "obj") or (c.dep_ in ("prep", "npadvmod") and c.i > token.i)
        ]
        if token.dep_ in ("acl", "relcl"):
            roots += [token.head, *_held(token.head)]
        own = {i for i, m in self.at.items() if token.i in self.at and m.id == self.at[token.i].id}
        own |= {t.i for r in roots for p in r.subtree if p.lower_ in _WHILE for t in p.subtree}
        return self.first((r for r in roots if r.dep_ != "prep" or r.lower_ in ("of", "from")), frozenset(own), 5)

    def during(self, token: Token) -> EventMention | None:
        """Return the act in the course of which something was met: "shot down six missiles during the raid"."""
        words = (c for c in token.children if c.dep_ == "prep" and c.lower_ == "during")
        acts = (g for c in words for g in c.children if g.lemma_.lower() != "operation")
        return next((m for g in acts if (m := self.at.get(g.i)) is not None), None)

    def earlier(self, mention: EventMention) -> EventMention | None:
        """Return the mention told last before `mention` in the same sentence."""
        before = [m for m in self.mentions if m.trigger.end <= mention.trigger.start]
        return before[-1] if before else None

    def antecedent(self, token: Token) -> EventMention | None:
        """Return what "it" or "the move" stands for: the main act of the sentence before, or one before it here."""
        told = [m for i, m in sorted(self.at.items()) if i < token.i and m.factuality is not Factuality.HYPOTHETICAL]
        earlier = [m for m in told if _real(m)] or told
        if earlier and (token.head.dep_ != "ROOT" or token.dep_ in OBJECTS):
            return earlier[-1]
        main = self.before.main() if self.before is not None and self.near() else None
        if main is not None and main.type.family is Family.INTERCEPT and token.lemma_.lower() in _FLOWN:
            main = self._attack() or main
        if main is not None and main.type.family is Family.THREAT and token.head.tag_ in ("VBD", "VBZ"):
            return self._attack() if token.head.lemma_ == "come" else None  # what was is no threat
        return main

    def _attack(self) -> EventMention | None:
        """Return the attack told last in the two sentences before."""
        scenes = (self.before, self.before.before if self.before is not None else None)
        told = (m for s in scenes if s is not None for m in reversed(s.mentions))
        return next((m for m in told if _real(m) and m.type.family in HOSTILE), None)

    def near(self) -> bool:
        """Return whether the scene before is told so shortly before that "it" can point there."""
        return self.before is not None and self.comes_after(self.before)

    def _next_to(self) -> bool:
        """Return whether the scene before is the very sentence before."""
        return self.before is not None and self.sentence.index - self.before.sentence.index == 1

    def comes_after(self, other: Scene) -> bool:
        """Return whether this is the next sentence, or the next but one."""
        return 0 < self.sentence.index - other.sentence.index <= FEW

    def main(self) -> EventMention | None:
        """Return the act told by the sentence's root, else its first."""
        if not self.mentions:
            return None
        root = next((t for t in self.doc if t.dep_ == "ROOT"), None)
        found = self.under(root) if root is not None else None
        real = [m for m in self.mentions if _real(m)]
        return found if found is not None and _real(found) else (real[0] if real else None)


def _held(noun: Token) -> list[Token]:
    """Return the noun that a noun belongs to: "the intrusion of drones, three of which were shot down"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return [above] if above is not None and above.pos_ == "NOUN" else []


def _real(mention: EventMention) -> bool:
    return mention.factuality not in UNREAL
