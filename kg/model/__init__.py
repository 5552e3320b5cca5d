"""The nouns that the rooms hand to one another, all frozen.

What is hard: identity. An id is a digest of content, never a counter or a UUID, so that the same input
gives the same graph on every machine; and nothing that states something can be built without evidence.
Offsets count code points of `Document.text`, half-open.
"""

from kg.model.known import Actor, CausalLink, Chain, Claim, Event, Graph, Place, Reason
from kg.model.said import (
    ASIDE,
    Argument,
    Attribution,
    Denial,
    EventMention,
    Extraction,
    NamedDay,
    Quantity,
    StatedRelation,
)
from kg.model.text import Document, Evidence, Line, Span, digest

__all__ = [
    "ASIDE",
    "Actor",
    "Argument",
    "Attribution",
    "CausalLink",
    "Chain",
    "Claim",
    "Denial",
    "Document",
    "Event",
    "EventMention",
    "Evidence",
    "Extraction",
    "Graph",
    "Line",
    "NamedDay",
    "Place",
    "Quantity",
    "Reason",
    "Span",
    "StatedRelation",
    "digest",
]
