"""Whether the words that name what is answered speak of an act that was.

What is hard: "to stop the attack" and "to stop a Kurdish attack" met one, "to stop any attack" and "to end such raids"
met none; the grammar is the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.vocab import HOSTILE, Determiner, Factuality, Role

if TYPE_CHECKING:
    from kg.model import EventMention

KNOWN = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE, Determiner.POSSESSIVE})
"""How an act is introduced that is taken for granted: "will respond to Sunday's attack"."""
_NOT_YET = re.compile(
    r"\b(?:plan\w*|prepar\w+|plott\w+|intend\w*|about to|ready to"
    r"|all|any|every|each|such|no|further|future|another|renewed|new|more|other|possible|potential|next|planned)\b"
)
_NOUN_PHRASE = 30
_FIRM = 0.6


def was(cause: EventMention) -> bool:
    """Return whether words that name what is answered speak of what was: "pay for firing at us", not "any attack"."""
    near = cause.before[-_NOUN_PHRASE:].lower()
    return cause.type.family in HOSTILE and _NOT_YET.search(near) is None


def known(cause: EventMention) -> bool:
    """Return whether an act is spoken of as known, or as done by somebody named: "to counter a Taliban assault"."""
    if cause.determiner in KNOWN:
        return True
    single = cause.nominal and cause.determiner is Determiner.INDEFINITE and cause.factuality is Factuality.ASSERTED
    return single and any(a.confidence >= _FIRM for a in cause.fillers(Role.ACTOR))
