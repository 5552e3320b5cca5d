"""Who was killed by name, which parts one killing from another.

What is hard: the same man is "its commander Adel Kamal", "Kamal" and "his"; only where two killings both end in a
name, and not in the same one, are they two. The name of a group or a place is nobody's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.names import actors
from kg.vocab import Family

if TYPE_CHECKING:
    from kg.model import EventMention

_NAMED = re.compile(
    r"^ (?:of )?(?:(?!in |by |on |at |and )[\w’'-]+ ){0,9}?(?P<name>(?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+)"
    r"(?=[,.;”]|$| (?:and|at|by|during|earlier|in|last|near|on|was|were|when|who|would|will)\b)"
)


def named(mention: EventMention) -> str | None:
    """Return the last name of whoever a mention says was killed, in lower case."""
    if mention.type.family is not Family.KILLING:
        return None
    hit = _NAMED.match(mention.after)
    if hit is None:
        return None
    last = hit["name"].split()[-1]
    known = actors.canonical(hit["name"]) or actors.canonical(last)
    return last.casefold() if known is None or known.kind == "person" else None
