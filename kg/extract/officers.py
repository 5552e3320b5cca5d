"""For which side somebody speaks who has a name or an office and no side of his own: "A Houthi spokesman, Adel Noor".

What is hard: "he warned" names nobody, and "Noor" is in no table; that he is the Houthis' is told once, in the words
for his office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.parties import party_of
from kg.extract.spoken import Party
from kg.names import actors

if TYPE_CHECKING:
    from kg.extract.spoken import Spoken
    from kg.extract.view import View

_OFFICES = frozenset(
    {"ambassador", "brigadier", "captain", "chairman", "chief", "colonel", "commander", "deputy", "envoy", "general"}
    | {"governor", "head", "leader", "major", "minister", "officer", "official", "premier", "president", "secretary"}
    | {"spokesman", "spokesperson", "spokeswoman"}
)
_SIDES = frozenset({"alliance", "country", "group", "territory"})


def officers(view: View, spoken: Spoken) -> list[Party]:
    """Return the sides for which a sentence has somebody of an office speak or act, in text order."""
    found = []
    for noun in view.doc:
        subject = noun.dep_ in ("nsubj", "nsubjpass") or (noun.dep_ == "appos" and noun.head.dep_ == "nsubj")
        whose = party_of(view, noun, spoken) if subject and noun.lemma_.lower() in _OFFICES else None
        if whose is None:
            continue
        side = actors.side(whose.actor)
        if side.kind in _SIDES:
            found.append(whose if side == whose.actor else Party(side, side.name, None, whose.rule, 0.6))
    return found
