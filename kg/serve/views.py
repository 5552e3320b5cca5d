"""What people see of an event, a document, an actor, a place or a link: all that is known, each with its words.

What is hard: nothing here may say more than the ledger does. Who says it stands beside every statement, what was
worked out is told apart from what was stated, and rival counts stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from kg.graph.telling import day_of
from kg.serve.html import Html, join, tag, text
from kg.trace import trace
from kg.vocab import Basis, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.graph.ledger import Ledger
    from kg.model import CausalLink, Claim, Document, Event, EventMention, Evidence
    from kg.trace import Branch

KIND = {
    Relation.RETALIATION_FOR: "retaliation for",
    Relation.RESPONDS_TO: "response to",
    Relation.FOLLOWED: "came after",
}
BACK = {
    Relation.RETALIATION_FOR: "was retaliated for by",
    Relation.RESPONDS_TO: "was responded to by",
    Relation.FOLLOWED: "was followed by",
}
MOST = 300
DEEP = 9
View = tuple[str, Html]


def to(identifier: str, words: str) -> Html:
    """Return a link to a thing's page."""
    return tag("a", text(words), href=f"/id/{quote(identifier, safe='')}")


def facts(rows: Iterable[tuple[str, Html | str | None]]) -> Html:
    """Return a list of what is known; what is not known is left out."""
    return tag("dl", *(join((tag("dt", name), tag("dd", value))) for name, value in rows if value), class_="facts")


def section(title: str, parts: Iterable[Html], *, of: str = "div") -> Html | None:
    """Return a section, or nothing where it would be empty."""
    found = list(parts)
    if not found:
        return None
    return tag("section", tag("h2", title, " ", tag("small", str(len(found)))), tag(of, *found))


def quoted(ledger: Ledger, evidence: Evidence) -> Html:
    """Return the words that carry a statement, who says them, and where."""
    document = ledger.document(evidence.document)
    speaker = text(evidence.speaker) if evidence.speaker else "the article"
    where = tag("footer", "— ", speaker, ", in ", to(document.id, named(document)))
    return tag("blockquote", tag("p", "“", text(evidence.span.quote), "”"), where)


def named(document: Document) -> str:
    """Return what a person calls a document."""
    paper = document.source or document.origin
    return f"{paper}, {document.published}" if document.published else paper


def event(ledger: Ledger, identifier: str) -> View:
    """Return the page of an event."""
    it = ledger.event(identifier)
    people = [
        ("by", join((to(a, ledger.actor(a).name) for a in it.actors), ", ")),
        ("against", join((to(a, ledger.actor(a).name) for a in it.targets), ", ")),
        ("worked out, not told", ", ".join(it.worked_out)),
        ("at", join((to(p, ledger.place(p).name) for p in it.places), ", ")),
    ]
    whole = to(it.part_of, ledger.event(it.part_of).label) if it.part_of else None
    known = [
        ("when", day_of(it)),
        *people,
        ("type", it.type.value),
        ("told as", it.factuality.value),
        ("part of", whole),
    ]
    body = join(
        (
            facts(known),
            section("What it answered", (_link(ledger, k, k.cause, KIND) for k in ledger.links(effect=it.id))),
            section("What came of it", (_link(ledger, k, k.effect, BACK) for k in ledger.links(cause=it.id))),
            _chain(ledger, it.id, back=True),
            _chain(ledger, it.id, back=False),
            section("Claims", _claims(ledger, ledger.claims(it.id))),
            section("Where it is told", (_mention(ledger, mention) for mention in ledger.mentions(it.id))),
        )
    )
    return it.label, body


def _chain(ledger: Ledger, identifier: str, *, back: bool) -> Html | None:
    """Return where the links lead beyond the first step, as a tree; nothing where they end there."""
    found = trace(ledger, identifier, back=back)
    if not any(branch.branches for branch in found.branches):
        return None
    steps = [(depth, branch) for depth, branch in _walk(found.branches)][:MOST]
    words = KIND if back else BACK
    rows = (
        tag(
            "li",
            *(tag("b", words[step.link.kind]), " "),
            to(step.event.id, f"{day_of(step.event)} {step.event.label}"),
            *(" ", tag("a", f"{step.link.confidence:.2f}", href=f"/id/{step.link.id}", class_="mark")),
            class_=f"deep-{min(depth, DEEP)}",
        )
        for depth, step in steps
    )
    title = "The chain back to its causes" if back else "The chain of what it set off"
    return section(title, rows, of="ol")


def _walk(branches: Iterable[Branch], depth: int = 0) -> Iterator[tuple[int, Branch]]:
    for branch in branches:
        yield depth, branch
        yield from _walk(branch.branches, depth + 1)


def _link(ledger: Ledger, link: CausalLink, other: str, words: dict[Relation, str]) -> Html:
    end = ledger.event(other)
    how = "stated" if link.basis is Basis.STATED else "worked out"
    marks = (
        tag("span", how, class_="mark"),
        tag("span", "denied", class_="mark denied") if link.denied else None,
        tag("a", f"{link.confidence:.2f}", href=f"/id/{link.id}", class_="mark", title="confidence; why"),
    )
    head = tag("p", tag("b", words[link.kind]), " ", to(end.id, f"{day_of(end)} {end.label}"), " ", *marks)
    return tag("article", head, *(quoted(ledger, one) for one in link.evidence), class_=link.kind.value)


def _claims(ledger: Ledger, claims: Iterable[Claim]) -> Iterator[Html]:
    """Yield what each sentence claims, with the sentence once."""
    said: dict[Evidence, list[Html]] = {}
    for claim in claims:
        said.setdefault(claim.evidence, []).append(_claim(claim))
    for evidence, told in said.items():
        yield tag("article", tag("p", join(told, " ")), quoted(ledger, evidence))


def _claim(claim: Claim) -> Html:
    number = "" if claim.low is None else f"{claim.low}" if claim.low == claim.high else _range(claim.low, claim.high)
    stance = tag("span", claim.stance.value, class_="mark")
    return tag("span", tag("b", claim.kind.value), " ", number, " ", stance, id=claim.id, class_="claim")


def _range(low: int, high: int | None) -> str:
    return f"at least {low}" if high is None else f"{low} to {high}"


def _mention(ledger: Ledger, mention: EventMention) -> Html:
    document = ledger.document(mention.document)
    said, at = mention.sentence.quote, mention.trigger.start - mention.sentence.start
    size = len(mention.trigger.quote)
    words = (text(said[:at]), tag("mark", text(said[at : at + size])), text(said[at + size :]))
    where = tag("footer", to(document.id, named(document)), f", at {mention.trigger.start} ")
    told = tag("span", mention.factuality.value, class_="mark")
    return tag("blockquote", tag("p", *words), tag("footer", where, told), id=mention.id)


def link(ledger: Ledger, identifier: str) -> View:
    """Return the page of a link: both ends, the words, and the reasons."""
    it = ledger.link(identifier)
    effect, cause = ledger.event(it.effect), ledger.event(it.cause)
    known: list[tuple[str, Html | str | None]] = [
        ("effect", to(effect.id, f"{day_of(effect)} {effect.label}")),
        (KIND[it.kind], to(cause.id, f"{day_of(cause)} {cause.label}")),
        ("basis", "the text names both" if it.basis is Basis.STATED else "the cause was worked out"),
        ("denied", "a source denies it" if it.denied else None),
        ("confidence", f"{it.confidence:.2f}"),
        ("method", it.method),
    ]
    reasons = (tag("li", tag("b", r.feature), f": {r.detail} ({r.score:+.2f})") for r in it.reasons)
    body = join(
        (
            facts(known),
            section("In whose words", (quoted(ledger, one) for one in it.evidence)),
            section("Reasons", reasons, of="ul"),
        )
    )
    return f"{effect.label} — {KIND[it.kind]} — {cause.label}", body


def actor(ledger: Ledger, identifier: str) -> View:
    """Return the page of an actor."""
    it = ledger.actor(identifier)
    known = [("kind", it.kind), ("part of", it.parent), ("country", it.country)]
    found = list(ledger.events(actor=it.name, limit=MOST * 10))
    by = [e for e in found if identifier in e.actors][:MOST]
    against = [e for e in found if identifier in e.targets][:MOST]
    parts = (facts(known), _events("Acts by it", by), _events("Acts against it", against))
    return it.name, join(parts)


def place(ledger: Ledger, identifier: str) -> View:
    """Return the page of a place."""
    it = ledger.place(identifier)
    where = None if it.latitude is None or it.longitude is None else f"{it.latitude:.4f}, {it.longitude:.4f}"
    found = [e for e in ledger.events(place=it.name, limit=MOST * 10) if identifier in e.places][:MOST]
    known = [("kind", it.kind), ("country", it.country), ("at", where)]
    return it.name, join((facts(known), _events("Acts there", found)))


def _events(title: str, found: Iterable[Event]) -> Html | None:
    rows = (tag("li", tag("time", day_of(e)), " ", to(e.id, e.label)) for e in found)
    return section(title, rows, of="ul")


def document(ledger: Ledger, identifier: str) -> View:
    """Return the page of a document: its words, with the mentions marked."""
    it = ledger.document(identifier)
    outside = it.url if it.url and urlsplit(it.url).scheme in {"http", "https"} else None
    address = tag("a", text(outside), href=outside, rel="noreferrer nofollow") if outside else it.url
    known = [
        ("source", it.source),
        ("published", str(it.published) if it.published else None),
        ("address", address),
        ("read from", it.origin),
    ]
    told = [ledger.event(e) for e in ledger.told_in([identifier])]
    by_mention = {member: e.id for e in told for member in e.members}
    body = join((facts(known), _events("What it tells of", told), _marked(it, ledger.told_by(identifier), by_mention)))
    return it.title or named(it), body


def _marked(document: Document, mentions: Iterable[EventMention], events: dict[str, str]) -> Html:
    parts: list[Html] = []
    at = 0
    for mention in sorted(mentions, key=lambda m: m.trigger.start):
        if mention.trigger.start < at or mention.id not in events:
            continue
        words = tag("mark", text(mention.trigger.quote))
        parts += [text(document.text[at : mention.trigger.start]), tag("a", words, href=f"/id/{events[mention.id]}")]
        at = mention.trigger.end
    parts.append(text(document.text[at:]))
    return tag("section", tag("h2", "Its words"), tag("div", *parts, class_="words", dir="auto"))


VIEWS: dict[str, Callable[[Ledger, str], View]] = {
    "e": event,
    "doc": document,
    "actor": actor,
    "place": place,
    "link": link,
}
"""The page of each kind of thing, by the first part of its id."""
