"""What one document says, before it is brought together. Every part is pinned to its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model.text import Evidence, Span, digest
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
    from kg.when import When


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
    """A counted thing: `low` to `high`, high None where the text sets no upper bound ("at least four").

    `speaker` is who gives the count where it stands in another sentence than its mention; None is the narrator there.
    """

    kind: ClaimKind
    low: int
    high: int | None
    span: Span
    rule: str = ""
    speaker: str | None = None


ASIDE = "told aside, referred to"
"""How the rule ends of who tells of an act only beside another: "said the raid avenged the blast"."""


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

    @property
    def before(self) -> str:
        """The sentence up to the trigger."""
        return self.sentence.quote[: max(0, self.trigger.start - self.sentence.start)]

    @property
    def after(self) -> str:
        """The sentence from the trigger's end."""
        return self.sentence.quote[max(0, self.trigger.end - self.sentence.start) :]

    def names(self, role: Role) -> tuple[str, ...]:
        """Return the canonical names that fill a role, in text order."""
        return tuple([a.name for a in self.arguments if a.role is role])

    def fillers(self, role: Role) -> tuple[Argument, ...]:
        """Return the arguments that fill a role, in text order."""
        return tuple([a for a in self.arguments if a.role is role])


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
class Denial:
    """That a source denies the act of a `mention` which another tells; the source is the evidence's speaker."""

    mention: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NamedDay:
    """Days that words of a text name, whatever they date: an act, its telling, something else."""

    span: Span
    when: When


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says, before its mentions are brought together.

    `days` are those named in the sentences of mentions and in the two before, in text order; `starts` are the offsets
    where sentences begin.
    """

    document: str
    mentions: tuple[EventMention, ...]
    relations: tuple[StatedRelation, ...]
    denials: tuple[Denial, ...] = ()
    days: tuple[NamedDay, ...] = ()
    starts: tuple[int, ...] = ()
