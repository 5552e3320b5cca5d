"""What the documents together speak of: parties, places, acts, claims and the links between acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model.text import Document, Evidence, digest

if TYPE_CHECKING:
    from kg.model.said import EventMention
    from kg.vocab import Basis, ClaimKind, EventType, Factuality, Relation, Stance
    from kg.when import When


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
    the mentions; `part_of` a wider act ("the operation") that this one belongs to. `worked_out` names which of "actor",
    "target", "place" and "when" no words of its own tell, so that they were weighed by what stands around.
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
    worked_out: tuple[str, ...] = ()

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
    def identify(effect: str, cause: str, kind: Relation, denied: bool = False) -> str:
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
