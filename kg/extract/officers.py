"""For which side somebody speaks who has a name or an office and no side of his own: "A Houthi spokesman, Adel Noor".

What is hard: "he warned" names nobody, and "Noor" is in no table; that he is the Houthis' is told once, in the words
for his office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.parties import party_of
from kg.names import actors

if TYPE_CHECKING:
    from kg.extract.spoken import Party, Spoken
    from kg.extract.view import View

_OFFICES = frozenset(
    {"ambassador", "brigadier", "captain", "chairman", "chief", "colonel", "commander", "deputy", "envoy", "general"}
    | {"governor", "head", "leader", "major", "minister", "officer", "official", "premier", "president", "secretary"}
    | {"spokesman", "spokesperson", "spokeswoman"}
)
_SPEAKING = frozenset({"nsubj", "nsubjpass", "appos", "dobj", "pobj"})
_SIDES = frozenset({"alliance", "country", "group", "territory"})


def officers(view: View, spoken: Spoken) -> list[Party]:
    """Return the sides for which a sentence has somebody of an office speak or act, in text order."""
    found = []
    for noun in view.doc:
        if noun.lemma_.lower() not in _OFFICES or noun.dep_ not in _SPEAKING:
            continue
        subject = noun.dep_ in ("nsubj", "nsubjpass") or (noun.dep_ == "appos" and noun.head.dep_ == "nsubj")
        whose = party_of(view, noun, spoken) if subject else None
        side = actors.side(whose.actor) if whose is not None else None
        if whose is not None and side is not None and side.kind in _SIDES:
            found.append(whose if side == whose.actor else type(whose)(side, side.name, None, whose.rule, 0.6))
    return found
