"""How events, quotes and links look in a terminal. Hard: long quotes, many sources, and narrow windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import AskedWrongly
from kg.vocab import UNREAL, Basis, Factuality, Relation

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.ledger import Ledger
    from kg.model import CausalLink, Claim, Document, Event, Evidence

KIND = {
    Relation.RETALIATION_FOR: "retaliation for",
    Relation.RESPONDS_TO: "response to",
    Relation.FOLLOWED: "followed",
}
REALITY = {
    Factuality.DENIED: "denied",
    Factuality.THREATENED: "threatened",
    Factuality.HABITUAL: "again and again",
    Factuality.HYPOTHETICAL: "not said to have happened",
}
STYLE = {Relation.RETALIATION_FOR: "bold red", Relation.RESPONDS_TO: "yellow", Relation.FOLLOWED: "dim"}
QUOTE = 220
SHORT = 10


def console() -> Console:
    """Return the console for results: colours only where a person looks."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def escape(text: str) -> str:
    """Article text is data: nothing in it is markup, and control characters do not reach the terminal."""
    from rich.markup import escape as rich_escape

    flat = " ".join(text.split())
    return rich_escape("".join(c for c in flat if c.isprintable()))


def short(event_id: str) -> str:
    """Return enough of an id to name the event again."""
    return event_id[:SHORT]


def headline(event: Event) -> str:
    """Return one marked-up line: day, what happened, id."""
    day = str(event.when) if event.when else "undated"
    real = f" ({REALITY[event.factuality]})" if event.factuality in REALITY else ""
    return f"[bold]{day}[/]  {escape(event.label)}{real}  [dim]{short(event.id)}[/]"


def name_of(document: Document) -> str:
    """Return what a person calls the document."""
    paper = document.source or document.origin
    return f"{paper}, {document.published}" if document.published else paper


def quote(ledger: Ledger, evidence: Evidence) -> str:
    """Return one marked-up line: the words, who says them, where."""
    words = evidence.span.quote
    cut = words if len(words) <= QUOTE else words[:QUOTE].rsplit(" ", 1)[0] + " …"
    document = ledger.document(evidence.document)
    where = f"{name_of(document)}, character {evidence.span.start}"
    speaker = escape(evidence.speaker) if evidence.speaker else "narrator"
    return f"“{escape(cut)}”  [dim]— {speaker} ({escape(where)})[/]"


def link_name(link: CausalLink) -> str:
    """Return the marked-up kind of a link, and how sure it is."""
    if link.denied:
        return f"denied to be {KIND[link.kind]}"
    how = "stated" if link.basis is Basis.STATED else "cause worked out"
    return f"[{STYLE[link.kind]}]{KIND[link.kind]}[/] [dim]({how}, {link.confidence:.2f})[/]"


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
    found = ledger.find(asked)
    real = [event for event in found if event.factuality not in UNREAL]
    if len(real) == 1 or len(found) == 1:
        return (real or found)[0]
    found = real or found
    if not found:
        raise AskedWrongly(f"no event is called {asked!r}", do="`kg events` lists what there is")
    lines = "".join(f"\n  {short(e.id)}  {e.when or 'undated'!s:<10}  {e.label}" for e in found[:12])
    more = f"\n  … and {len(found) - 12} more" if len(found) > 12 else ""  # noqa: PLR2004 - a screenful
    raise Ambiguous(f"{len(found)} events fit {asked!r}; name one by its id:{lines}{more}")


class Ambiguous(AskedWrongly):
    """Several events fit; the message is a list, one line each."""

    def __init__(self, message: str) -> None:
        """Keep the line breaks of the list."""
        super().__init__(message)
        self.args = (message,)

    def __str__(self) -> str:
        """Return the list as it was written."""
        return self.what
