"""What tools for time and place are told of an act: the same words in each of their formats.

What is hard: these formats hold one text an event, and a reader must still see whose words they are. So each line is
a link, a claim or a mention with its speaker and its paper, and rival claims stay lines of their own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.vocab import Relation, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import CausalLink, Claim, Event, EventMention, Evidence, Graph

RELATION = {
    Relation.RETALIATION_FOR: "retaliation for",
    Relation.RESPONDS_TO: "response to",
    Relation.FOLLOWED: "followed",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """The look-ups of a graph, made once; events in order of time, those of unknown day last."""

    events: tuple[Event, ...]
    names: dict[str, str]
    points: dict[str, tuple[float, float]]
    papers: dict[str, str]
    labels: dict[str, str]
    mentions: dict[str, EventMention]
    claims: dict[str, list[Claim]]
    answers: dict[str, list[CausalLink]]

    @classmethod
    def of(cls, graph: Graph) -> Telling:
        """Read a graph."""
        claims, answers = defaultdict(list), defaultdict(list)
        for claim in sorted(graph.claims, key=lambda c: c.id):
            claims[claim.event].append(claim)
        for link in sorted(graph.links, key=lambda k: k.id):
            answers[link.effect].append(link)
        order = sorted(graph.events, key=lambda e: (e.when is None, e.when and (e.when.first, e.when.last), e.id))
        return cls(
            tuple(order),
            {a.id: a.name for a in graph.actors} | {p.id: p.name for p in graph.places},
            {
                p.id: (p.latitude, p.longitude)
                for p in graph.places
                if p.latitude is not None and p.longitude is not None
            },
            {
                d.id: ", ".join(str(part) for part in (d.source or d.origin, d.published) if part)
                for d in graph.documents
            },
            {e.id: e.label for e in order},
            {m.id: m for m in graph.mentions},
            claims,
            answers,
        )

    def named(self, ids: Iterable[str]) -> list[str]:
        """Return the names of actors or places."""
        return [self.names.get(one, one) for one in ids]

    def lines(self, event: Event) -> Iterator[str]:
        """Yield what is known of an act, a line each, its links first."""
        for link in self.answers.get(event.id, ()):
            denied = ", denied" if link.denied else ""
            how = f"{link.basis.value}, {link.confidence:.2f}{denied}"
            cause = self.labels.get(link.cause, link.cause)
            yield f"{RELATION[link.kind]} ({how}): {cause}: {self.words(link.evidence[0])}"
        for claim in self.claims.get(event.id, ()):
            if claim.low is not None:
                count = count_of(claim)
                denies = f" ({claim.stance.value})" if claim.stance is Stance.DENIES else ""
                yield f"{claim.kind.value} {count}{denies}: {self.words(claim.evidence)}"
        for name in event.members:
            mention = self.mentions.get(name)
            if mention is not None:
                yield f"“{flat(mention.sentence.quote)}” — {self.papers.get(mention.document, mention.document)}"

    def words(self, evidence: Evidence) -> str:
        """Return a quote with its speaker and its paper."""
        paper = self.papers.get(evidence.document, evidence.document)
        return f"“{flat(evidence.span.quote)}” — {flat(evidence.speaker or 'narrator')} ({paper})"


def day_of(event: Event) -> str:
    """Return the days of an act as a person writes them."""
    return str(event.when) if event.when else "undated"


def count_of(claim: Claim) -> str:
    """Return a claimed count as a person writes it."""
    if claim.high is None:
        return f"at least {claim.low}"
    return f"{claim.low}" if claim.low == claim.high else f"{claim.low}–{claim.high}"


def flat(text: str) -> str:
    """Return text on one line, without what no format shows."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
