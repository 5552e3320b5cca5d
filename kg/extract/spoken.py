"""The parties spoken of so far: what pronouns, short names and "the army" point back to.

What is hard: the last party named is often not the one meant. "The army" is that of the country whose army was named,
"the rebels" are no government, "the Guards" are whoever has that word in the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Actor, Argument, Span
from kg.names import actors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.lexicon import Lexicon
    from kg.extract.tree import Token
    from kg.extract.view import View
    from kg.vocab import Role

_KEPT = 60
GROUPS = frozenset({"group", "movement", "militia", "party", "alliance"})
_STATES = frozenset({"country", "territory", "organ"})
_PERSONAL = frozenset({"he", "his", "him", "she", "her", "i", "my"})
_ARMED = re.compile(
    r"(?:['’]s?)?\s(?:[a-z]+\s)?(?P<noun>army|military|air force|navy|troops|forces|soldiers|armed forces|government"
    r"|security forces|police|warplanes|jets|defen[cs]e ministry|air defen[cs]es?)\b",
    re.IGNORECASE,
)


_ARMIES = frozenset({"armed forces", "army", "military", "soldiers", "troops"})
_STOP = re.compile(r"[.!?][”\"]?\s+|\n\s*")


@dataclass(frozen=True, slots=True)
class Party:
    """A party and the words that name it; `span` None where it was carried over."""

    actor: Actor
    text: str
    span: Span | None
    rule: str
    confidence: float

    @property
    def armed(self) -> bool:
        """Whether the party may have struck: of courts, watchers and the like only the armed hand ("UN troops")."""
        return actors.side(self.actor).kind != "body" or _ARMED.search(self.text) is not None

    def fill(self, role: Role, way: str) -> Argument:
        """Return this party as the filler of a role, found by `way`."""
        rule = f"{way}, {self.rule}" if self.rule else way
        return Argument(role, self.text, self.actor.name, self.actor.id, self.span, rule, self.confidence)


@dataclass(slots=True)
class Spoken:
    """The parties spoken of so far, latest last, and whose armed hand was named last."""

    past: list[Party] = field(default_factory=list)
    armed: dict[str, Party] = field(default_factory=dict)
    read: int = 0
    speaker: Party | None = None
    officer: Party | None = None
    """The side of whoever of an office spoke last: whom "he warned" speaks for."""
    ministry: Party | None = None
    """Whose ministry was named last: "the ministry" is no other's."""

    def hear(self, text: str, until: int) -> None:
        """Take in the names of `text` up to an offset, parsed or not."""
        for found in actors.find(text, self.read, until):
            if found.backed and found.actor.kind not in GROUPS:
                continue
            party = Party(found.actor, found.matched, None, "", 0.9)
            self.past.append(party)
            if found.actor.kind == "person":
                self.officer = None
            hand = _ARMED.match(text, found.end, until)
            if "Ministry" in found.actor.name or (hand is not None and hand["noun"].lower().endswith("ministry")):
                self.ministry = Party(side := actors.side(found.actor), side.name, None, "", 0.9)
            if found.actor.kind == "organ" and actors.has_soldiers(found.actor):
                noun = "army" if "Ministry" not in found.actor.name else "defence ministry"
                self._arm(noun, actors.side(found.actor))
            elif hand is not None and found.actor.kind in _STATES:
                self._arm(hand["noun"].lower(), found.actor)
        self._open(text, until)
        self.past, self.read = self.past[-_KEPT:], max(until, self.read)

    def _open(self, text: str, until: int) -> None:
        """Recall first whoever opens the sentence before an offset: "Israel blamed a militia armed by Iran"."""
        stops = list(_STOP.finditer(text, self.read, max(until - 1, self.read)))
        start = stops[-1].end() if stops else self.read
        first = next(iter(actors.find(text, start, until)), None)
        if first is not None and not first.backed and not first.adjective and not text[start : first.start].strip():
            self.past.append(Party(first.actor, first.matched, None, "", 0.9))

    def _arm(self, noun: str, actor: Actor) -> None:
        self.armed.pop(noun, None)
        self.armed[noun] = Party(actor, actor.name, None, "", 0.9)

    def quote(self, speaker: str | None) -> None:
        """Remember who speaks the sentence that is read: whom "we" stands for."""
        known = actors.canonical(speaker) if speaker else None
        if known is None and speaker and len(own := {actors.side(f.actor) for f in actors.find(speaker)}) == 1:
            known = own.pop()  # "an official at the SBU"
        side = actors.side(known) if known is not None else None
        self.speaker = Party(side, side.name, None, "", 0.8) if side is not None and side.kind != "person" else None

    def note(self, parties: Iterable[Party]) -> None:
        """Remember parties again: those that act or speak last are recalled first."""
        self.past = [*self.past, *parties][-_KEPT:]

    def latest(self, lexicon: Lexicon, token: Token) -> Party | None:
        """Return whom a pronoun or a definite noun stands for, or None."""
        lemma, low = token.lemma_.lower(), token.lower_
        if lemma == "ministry" and self.ministry is not None:
            return self.ministry
        if lemma in lexicon.classes["state_nouns"]:
            return self._armed_of(low, lemma)
        if low in ("he", "she") and self.officer is not None:
            return self.officer
        wanted = GROUPS if lemma in lexicon.classes["group_nouns"] else None
        for party in reversed(self.past):
            kind = party.actor.kind
            if wanted is None and kind == "territory":
                continue  # a land does nothing
            if (kind == "person") != (low in _PERSONAL) or (wanted is not None and kind not in wanted):
                continue
            return party
        return None

    def _armed_of(self, low: str, lemma: str) -> Party | None:
        """Return the country whose "army" was named last, else that whose armed hand was, else the last country."""
        for noun, party in self.armed.items():
            if noun in (low, lemma) or noun.removesuffix("s") == lemma:
                return party
        alike = [party for noun, party in self.armed.items() if noun in _ARMIES] if lemma in _ARMIES else []
        if alike:  # "the army" is whose military was named, not whose ministry was
            return alike[-1]
        if self.armed:
            return self.armed[next(reversed(self.armed))]
        states = (p for p in reversed(self.past) if p.actor.kind in ("country", "territory"))
        return next((p for p in states if p.actor.country != "PS"), None)

    def army(self) -> Party | None:
        """Return the country whose soldiers are told of, else the only one spoken of."""
        named = [party for noun, party in self.armed.items() if noun in _ARMIES]
        if named and len({party.actor.name for party in named}) == 1:
            return named[-1]
        lands = {p.actor.name: p for p in self.past if p.actor.kind == "country"}
        return next(iter(lands.values())) if not self.armed and len(lands) == 1 else None

    def short(self, word: str) -> Party | None:
        """Return the party spoken of whose longer name holds a capitalised word: "the Guards", "the North"."""
        for party in reversed(self.past):
            names = f"{party.text} {party.actor.name}".split()
            if len(word) > 3 and word in names and party.text != word:  # noqa: PLR2004 - "al-", "the"
                return party
        return None


def parties_in(view: View | None) -> list[Party]:
    """Return the parties named in a sentence in text order; those that speak or act last are recalled first."""
    if view is None:
        return []
    found: list[tuple[bool, int, Party]] = []
    done: set[int] = set()
    for index, hit in sorted(view.parties.items()):
        if hit.backed or id(hit) in done:
            continue
        done.add(id(hit))
        token = view.doc[index]
        subject = any(t.dep_ in ("nsubj", "nsubjpass") for t in (token, token.head))
        found.append((subject, index, Party(hit.actor, hit.matched, None, "", 0.9)))
    return [p for _, _, p in sorted(found, key=lambda f: (f[0], f[1]))]
