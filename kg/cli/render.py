"""How events, quotes and links look in a terminal. Hard: long quotes, many sources, and narrow windows."""

from __future__ import annotations

import re
import shutil
import textwrap
from typing import TYPE_CHECKING

from kg.errors import AskedWrongly
from kg.graph.telling import RELATION, day_of
from kg.vocab import Basis, Factuality, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from kg.graph.ledger import Ledger
    from kg.model import CausalLink, Claim, Document, Event, Evidence, Span

REALITY = {
    Factuality.DENIED: "denied",
    Factuality.THREATENED: "threatened",
    Factuality.HABITUAL: "repeated",
    Factuality.HYPOTHETICAL: "only mentioned",
}
ANSWER = {
    Relation.RETALIATION_FOR: "answered by retaliation",
    Relation.RESPONDS_TO: "met with a response",
    Relation.FOLLOWED: "followed by",
}
DENIED = {
    Relation.RETALIATION_FOR: "denied to be retaliation",
    Relation.RESPONDS_TO: "denied to be a response",
    Relation.FOLLOWED: "denied to have followed",
}
STYLE = {Relation.RETALIATION_FOR: "bold red", Relation.RESPONDS_TO: "yellow", Relation.FOLLOWED: "dim"}
SHORT = 10
QUOTES = 3
"""Quotes shown of a link among others; `kg show` has all."""
NARROWEST = 20
SCREENFUL = 12


def console() -> Console:
    """Return the console for results: colours only where a person looks."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def put(out: Console, markup: str, lead: str = "", then: str | None = None) -> None:
    """Print words behind a lead; what wraps hangs under their start, or behind `then`. No line ends in blanks."""
    from rich.text import Text

    first = Text.from_markup(lead)
    rest = Text(" " * first.cell_len) if then is None else Text.from_markup(then)
    words = Text.from_markup(markup).wrap(out, max(out.width - max(first.cell_len, rest.cell_len), NARROWEST))
    for number, line in enumerate(words):
        line.rstrip()
        whole = Text.assemble(rest if number else first, line)
        out.print(whole, no_wrap=True, crop=False, overflow="ignore")


def escape(text: str) -> str:
    """Article text is data: nothing in it is markup, and control characters do not reach the terminal."""
    return _safe(text.strip())


def _safe(text: str) -> str:
    """Escape a part of a line; blanks at its ends stay, as the next part may follow without."""
    from rich.markup import escape as rich_escape

    flat = re.sub(r"\s+", " ", text)
    return rich_escape("".join(c for c in flat if c.isprintable()))


def short(event_id: str) -> str:
    """Return enough of an id to name the event again."""
    return event_id[:SHORT]


def marked(text: str, start: int, end: int, triggers: Iterable[Span], *, plain: bool) -> str:
    """Return a stretch of an article, marked up: its triggers in reverse, in brackets where there are no colours."""
    parts, at = [], start
    for trigger in sorted(triggers, key=lambda span: span.start):
        if at <= trigger.start and trigger.end <= end:
            word = "[[" + trigger.quote + "]]" if plain else trigger.quote
            parts += [(text[at : trigger.start], ""), (word, "reverse")]
            at = trigger.end
    parts.append((text[at:end], ""))
    return "".join(f"[{style}]{_safe(words)}[/]" if style else _safe(words) for words, style in parts)


def days_of(events: Sequence[Event]) -> list[str]:
    """Return the days of events that are listed one below another, all as wide as the widest."""
    days = [day_of(event) for event in events]
    wide = max(map(len, days), default=0)
    return [day.ljust(wide) for day in days]


def what(event: Event) -> str:
    """Return what happened, a place once: "strike on Gaza", where the label has "strike on Gaza, Gaza"."""
    label, comma, place = event.label.rpartition(", ")
    return label if comma and label.endswith(f" {place}") else event.label


def headline(event: Event) -> str:
    """Return one marked-up line: day, what happened, id."""
    return f"[bold]{day_of(event)}[/]  {act(event)}"


def act(event: Event) -> str:
    """Return what happened, and the id, marked up."""
    real = f" ({REALITY[event.factuality]})" if event.factuality in REALITY else ""
    return f"{escape(what(event))}{real}  [dim]{short(event.id)}[/]"


def name_of(document: Document) -> str:
    """Return what a person calls the document."""
    paper = document.source or document.origin
    return f"{paper}, {document.published}" if document.published else paper


def quote(ledger: Ledger, evidence: Evidence) -> str:
    """Return one marked-up line: the words, who says them, where."""
    where = f"{name_of(ledger.document(evidence.document))}, character {evidence.span.start}"
    return f"“{escape(evidence.span.quote)}”  [dim]— {speaker(evidence)} ({escape(where)})[/]"


def speaker(evidence: Evidence) -> str:
    """Return who says it."""
    return escape(evidence.speaker) if evidence.speaker else "the article"


def put_words(out: Console, ledger: Ledger, link: CausalLink, lead: str) -> None:
    """Print the words of a link, and what denies it."""
    for evidence in link.evidence[:QUOTES]:
        put(out, quote(ledger, evidence), lead, lead)
    if len(link.evidence) > QUOTES:
        put(out, f"[dim]and {len(link.evidence) - QUOTES} more: kg show {short(link.effect)}[/]", lead)
    for denial in ledger.links(effect=link.effect) if not link.denied else ():
        if denial.denied and denial.cause == link.cause:
            put(out, f"but {DENIED[denial.kind]}", lead)
            put_words(out, ledger, denial, f"{lead}  ")


def link_name(link: CausalLink, *, back: bool = True) -> str:
    """Return the marked-up kind of a link, and how sure it is; told from the answer `back`, or on from the act."""
    if link.denied:
        return f"denied to be {RELATION[link.kind]}" if back else f"denied: {ANSWER[link.kind]}"
    how = "stated" if link.basis is Basis.STATED else "cause worked out"
    name = (RELATION if back else ANSWER)[link.kind]
    return f"[{STYLE[link.kind]}]{name}[/] [dim]({how}, {link.confidence:.2f})[/]"


def count(claim: Claim) -> str:
    """Return a claimed number as a person writes it."""
    return "" if claim.low is None else bounds(claim.low, claim.high)


def bounds(low: int, high: int | None) -> str:
    """Return a count with its bounds: `high` None sets no upper one."""
    if high is None:
        return f"at least {low}"
    return f"{low}" if low == high else f"{low}–{high}"


def pick(ledger: Ledger, words: list[str]) -> Event:
    """Return the one event that the words name, or raise AskedWrongly with a short list to choose from."""
    asked = " ".join(words)
    meant = ledger.meant(asked)
    found, near = meant.fit[: meant.equal], meant.near
    if len(found) == 1:
        return found[0]
    if found:
        more = f"\n  … and {len(found) - SCREENFUL} more" if len(found) > SCREENFUL else ""
        raise Ambiguous(f"{len(found)} events fit {asked!r}; name one by its id, or add a word:{_choice(found)}{more}")
    if near:
        raise Ambiguous(f"no event is called {asked!r}; nearest:{_choice(near)}")
    raise AskedWrongly(f"no event is called {asked!r}", do="`kg events` lists what there is")


def _choice(events: list[Event]) -> str:
    shown, width = events[:SCREENFUL], shutil.get_terminal_size().columns
    told = ""
    for event, day in zip(shown, days_of(shown), strict=True):
        lead = f"  {short(event.id)}  {day}  "
        words = textwrap.wrap(what(event), max(width - len(lead), NARROWEST), break_on_hyphens=False)
        told += f"\n{lead}" + f"\n{' ' * len(lead)}".join(words)
    return told


class Ambiguous(AskedWrongly):
    """Several events fit; the message is a list, one line each."""

    def __init__(self, message: str) -> None:
        """Keep the line breaks of the list."""
        super().__init__(message)
        self.args = (message,)

    def __str__(self) -> str:
        """Return the list as it was written."""
        return self.what
