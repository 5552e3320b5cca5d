"""The words of a document that tell of an act, and of which type.

What is hard: one act is told by several words of one clause ("launched strikes", "the raid hit two farms"), and most
words that can tell of violence mostly do not ("struck a deal", "labour strike", "under fire for"). Each entry of
triggers.toml therefore names the condition that its clause must meet, and of the words of one clause only one stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.parse import Sentence
    from kg.vocab import EventType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger: its words `start`..`end` in the document, its head token, and the verb of its clause if a noun.

    `light` is the verb that carries a noun ("launched" of "launched strikes"), `weapons` the words for the means.
    """

    sentence: Sentence
    token: Token
    start: int
    end: int
    type: EventType
    nominal: bool
    rule: str
    confidence: float = 0.9
    light: Token | None = None
    weapons: tuple[tuple[int, int], ...] = field(default=())
