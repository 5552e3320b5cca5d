"""The nouns that the rooms hand to one another, all frozen.

What is hard: identity. An id is a digest of content, never a counter or a UUID, so that the same input
gives the same graph on every machine; and nothing that states something can be built without evidence.
Offsets count code points of `Document.text`, half-open.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.vocab import (
    Basis,
    ClaimKind,
    Determiner,
    EventType,
    Factuality,
    LineLabel,
    Relation,
    Role,
    Stance,
)

if TYPE_CHECKING:
    from datetime import date

    from kg.when import When


def digest(kind: str, *parts: object) -> str:
    """Return `kind-` and 16 hex digits of the SHA-256 of the parts, told apart by a unit separator."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


# -- what was read ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a document between line breaks, and what it is."""

    start: int
    end: int
    label: LineLabel


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was read. `text` never changes; `origin` is what a newer version supersedes."""

    id: str
    origin: str
    text: str
    lines: tuple[Line, ...]
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None

    @staticmethod
    def identify(text: str, url: str | None, source: str | None, published: date | None) -> str:
        """Return the id: the same words from another outlet or day are another document."""
        return digest("doc", text, url, source, published)

    def label_at(self, offset: int) -> LineLabel:
        """Return what the line around `offset` is."""
        for line in self.lines:
            if line.start <= offset < line.end:
                return line.label
        return LineLabel.BODY


@dataclass(frozen=True, slots=True)
class Span:
    """Exact words and where they stand."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Refuse a span that cannot be shown."""
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            msg = f"not a span: {self.start}..{self.end} {self.quote!r}"
            raise ValueError(msg)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut a span out of `text`."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a statement, their document, and who is quoted there (None: the narrator)."""

    document: str
    span: Span
    speaker: str | None = None


# -- what one document says ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Argument:
    """One filled role of a mention: the words, whom or what they name, and the rule that found it.

    `name` is the canonical name ("Russia" for "Moscow's forces"); `ref` the id of an Actor or a Place
    when one was recognised; `span` is None where the name was carried over from another sentence.
    """

    role: Role
    text: str
    name: str
    ref: str | None = None
    span: Span | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: `low` to `high`, high None where the text sets no upper bound ("at least four")."""

    kind: ClaimKind
    low: int
    high: int | None
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for a statement. `chain` runs from the nearest speaker to the first source."""

    speaker: str
    stance: Stance
    span: Span
    chain: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place in one text that tells of an act, pinned to its trigger words."""

    id: str
    document: str
    trigger: Span
    sentence: Span
    type: EventType
    factuality: Factuality
    lemma: str
    line: LineLabel = LineLabel.BODY
    nominal: bool = False
    determiner: Determiner = Determiner.NONE
    plural: bool = False
    arguments: tuple[Argument, ...] = ()
    when: When | None = None
    when_span: Span | None = None
    quantities: tuple[Quantity, ...] = ()
    attribution: Attribution | None = None
    rule: str = ""
    confidence: float = 1.0

    @staticmethod
    def identify(document: str, start: int, end: int) -> str:
        """Return the id of a mention: its document and its place there."""
        return digest("m", document, start, end)

    def names(self, role: Role) -> tuple[str, ...]:
        """Return the canonical names that fill a role, in text order."""
        return tuple(a.name for a in self.arguments if a.role is role)

    def fillers(self, role: Role) -> tuple[Argument, ...]:
        """Return the arguments that fill a role, in text order."""
        return tuple(a for a in self.arguments if a.role is role)


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """What a text says of two mentions: `effect` came in answer to, or after, `cause`.

    `basis` is INFERRED where the text names only one end ("in response, …") and the other was worked out;
    `denied` is True where a source rejects the relation; `connective` are the words that carry it.
    """

    effect: str
    cause: str
    kind: Relation
    basis: Basis
    connective: Span
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says, before its mentions are brought together."""

    document: str
    mentions: tuple[EventMention, ...]
    relations: tuple[StatedRelation, ...]


# -- what the documents speak of -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to the conflict under its canonical name; an organ keeps its `parent` ("Russia")."""

    id: str
    name: str
    kind: str = "group"
    parent: str | None = None
    country: str | None = None

    @staticmethod
    def identify(name: str) -> str:
        """Return the id of an actor."""
        return digest("actor", name)


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `kind` tells how wide it is (city, region, country, sea, base …), coordinates may be unknown."""

    id: str
    name: str
    kind: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @staticmethod
    def identify(name: str, country: str | None) -> str:
        """Return the id of a place."""
        return digest("place", name, country)


@dataclass(frozen=True, slots=True)
class Event:
    """An act, as its mentions together tell it. Values are names and ids already resolved.

    `actors`, `targets`, `places` hold ids of Actor and Place, most certain first; `members` the ids of
    the mentions; `part_of` a wider act ("the operation") that this one belongs to.
    """

    id: str
    type: EventType
    label: str
    factuality: Factuality
    when: When | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    members: tuple[str, ...]
    documents: tuple[str, ...]
    teaser: bool = False
    part_of: str | None = None

    @staticmethod
    def identify(members: tuple[str, ...]) -> str:
        """Return the id of an event: that of its least mention, so that growing seldom renames it."""
        return digest("e", min(members))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one event. Rival claims stand side by side.

    `speaker` None is the article's narrator. Counts use `low` and `high` (None: no upper bound stated).
    """

    id: str
    event: str
    kind: ClaimKind
    stance: Stance
    evidence: Evidence
    low: int | None = None
    high: int | None = None

    @staticmethod
    def identify(event: str, kind: ClaimKind, stance: Stance, evidence: Evidence) -> str:
        """Return the id of a claim."""
        span = evidence.span
        return digest("claim", event, kind, stance, evidence.document, span.start, span.end, evidence.speaker)


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature that spoke for a decision, told for a person, and its weight."""

    feature: str
    detail: str
    score: float


@dataclass(frozen=True, slots=True)
class CausalLink:
    """`effect` answered, or came after, `cause`; never without the words that say so."""

    id: str
    effect: str
    cause: str
    kind: Relation
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...]
    method: str
    denied: bool = False
    reasons: tuple[Reason, ...] = field(default=())

    def __post_init__(self) -> None:
        """Evidence or nothing; and no act answers itself."""
        if not self.evidence:
            msg = "a link needs evidence"
            raise ValueError(msg)
        if self.effect == self.cause:
            msg = f"{self.effect} cannot be its own cause"
            raise ValueError(msg)

    @staticmethod
    def identify(effect: str, cause: str, kind: Relation, denied: bool = False) -> str:  # noqa: FBT001, FBT002 - a digest part
        """Return the id of a link."""
        return digest("link", effect, cause, kind, denied)


@dataclass(frozen=True, slots=True)
class Chain:
    """A path of links from an effect back to earlier causes; `score` is the product of confidences."""

    events: tuple[Event, ...]
    links: tuple[CausalLink, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Graph:
    """What one document, or several, amount to: the unit that the ledger stores and exports read."""

    documents: tuple[Document, ...] = ()
    mentions: tuple[EventMention, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[CausalLink, ...] = ()
