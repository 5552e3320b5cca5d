"""All that is known of one event. Hard: many claims stand on one sentence, and a count alone ("82") says nothing.

So each sentence is printed once, its trigger marked and its claims below it, also those claims that were read from
less than a sentence.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kg.cli.render import REALITY, count, escape, headline, link_name, marked, name_of, put, quote, speaker
from kg.vocab import ClaimKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from kg.graph.ledger import Ledger
    from kg.model import Claim, Document, Event, Span

KINDS = sorted(ClaimKind, key=lambda kind: kind is ClaimKind.OCCURRENCE)  # counts first
OCCURRENCE = {
    Stance.REPORTS: "says it happened",
    Stance.CLAIMS: "claims that it happened",
    Stance.CONFIRMS: "confirms that it happened",
    Stance.DENIES: "denies that it happened",
}
RESPONSIBILITY = {
    Stance.REPORTS: "says who did it",
    Stance.CLAIMS: "claims responsibility",
    Stance.CONFIRMS: "confirms responsibility",
    Stance.DENIES: "denies responsibility",
}
COUNTED = {
    Stance.REPORTS: "",
    Stance.CLAIMS: ", a claim",
    Stance.CONFIRMS: ", confirmed",
    Stance.DENIES: ", denied",
}


class Sentence(NamedTuple):
    """A stretch of a document."""

    document: str
    start: int
    end: int


def page(out: Console, ledger: Ledger, event: Event) -> None:
    """Print what is known of an event."""
    put(out, headline(event), then="  ")
    guess = {name: " (worked out)" if name in event.worked_out else "" for name in ("actor", "target", "place", "when")}
    told = {
        "by": ", ".join(ledger.actor(i).name for i in event.actors) + guess["actor"],
        "against": ", ".join(ledger.actor(i).name for i in event.targets) + guess["target"],
        "when": f"{event.when}{guess['when']}" if guess["when"] else "",
        "at": ", ".join(ledger.place(i).name for i in event.places) + guess["place"],
        "kind": f"{event.type.value.replace('-', ' ')}, {REALITY.get(event.factuality, 'told as fact')}",
    }
    for word, names in told.items():
        if names:
            put(out, escape(names), f"  {word:<8} ")
    _sentences(out, ledger, event)
    _links(out, ledger, event)


def _sentences(out: Console, ledger: Ledger, event: Event) -> None:
    triggers: dict[Sentence, list[Span]] = {}
    for mention in ledger.mentions(event.id):
        at = Sentence(mention.document, mention.sentence.start, mention.sentence.end)
        triggers.setdefault(at, []).append(mention.trigger)
    claims: dict[Sentence, list[Claim]] = {}
    for claim in ledger.claims(event.id):
        claims.setdefault(_around(ledger, claim, triggers), []).append(claim)
    articles = {at.document: ledger.document(at.document) for at in (*triggers, *claims)}
    days = {name: str(article.published or "undated") for name, article in articles.items()}
    order = sorted({*triggers, *claims}, key=lambda at: (days[at.document], at))
    for document, group in groupby(order, key=lambda at: at.document):
        article = articles[document]
        out.print(f"\n[bold]{escape(name_of(article))}[/]")
        for at in group:
            words = marked(article.text, at.start, at.end, triggers.get(at, []), plain=out.color_system is None)
            put(out, f"{words}  [dim](character {at.start})[/]", "  ")
            told = sorted(claims.get(at, []), key=lambda claim: (KINDS.index(claim.kind), claim.low or 0))
            for line in dict.fromkeys(f"{_said(claim)} [dim]— {speaker(claim.evidence)}[/]" for claim in told):
                put(out, line, "    ")


def _around(ledger: Ledger, claim: Claim, known: Iterable[Sentence]) -> Sentence:
    """Return the sentence that the words of a claim stand in."""
    document, span = claim.evidence.document, claim.evidence.span

    def holding(tries: Iterable[Sentence]) -> Sentence | None:
        return next((s for s in tries if s.document == document and s.start <= span.start and span.end <= s.end), None)

    return holding(known) or holding(_cut(ledger.document(document))) or Sentence(document, span.start, span.end)


def _cut(article: Document) -> Iterator[Sentence]:
    from kg.extract import sentences

    for line in article.lines:
        yield from (Sentence(article.id, *at) for at in sentences.split(article.text, line.start, line.end))


def _said(claim: Claim) -> str:
    """Return a claim in words; a count as "killed 4"."""
    if claim.kind is ClaimKind.OCCURRENCE:
        return OCCURRENCE[claim.stance]
    if claim.kind is ClaimKind.RESPONSIBILITY:
        return RESPONSIBILITY[claim.stance]
    return f"{claim.kind.value} [bold]{count(claim)}[/]{COUNTED[claim.stance]}"


def _links(out: Console, ledger: Ledger, event: Event) -> None:
    for title, links, back in (
        ("What it answered", ledger.links(effect=event.id), True),
        ("What it set off", ledger.links(cause=event.id), False),
    ):
        if links:
            out.print(f"\n[bold]{title}[/]")
        for link in links:
            other = ledger.event(link.cause if back else link.effect)
            put(out, f"{link_name(link, back=back)}  {headline(other)}", "  ", "    ")
            for evidence in link.evidence:
                put(out, quote(ledger, evidence), "    ")
