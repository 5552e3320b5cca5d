"""Things that stand for a side: a ship by its name, a battery or an airport by whose it is.

What is hard: a ship's name looks like a person's or a town's ("the tanker Luanda"); only the word beside it, or that it
is boarded, tells. What is deployed or shut "by nobody" is so by its owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import passive, preps, undergoers
from kg.extract.parties import Party, Spoken, own_words, party_of
from kg.vocab import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View


def ship(view: View, token: Token) -> Party | None:
    """Return a ship by its name: "the cargo ship Hyperion", "a tanker, the Marlin", "the Marlin, a tanker"."""
    beside = [c for c in token.children if c.dep_ == "appos"]
    if not any(view.among("ships", t) for t in (token, *(c for c in token.children if c.dep_ == "compound"), *beside)):
        return None
    name = next((t for t in (token, *beside) if t.pos_ == "PROPN" or t.text.istitle()), None)
    return None if name is None or name.i in view.parties else own_words(view, name, afloat=True)


def boarded(view: View, verb: Token) -> Iterator[tuple[Party, str]]:
    """Yield a ship that only its name tells: "boarded the Marlin"."""
    for found in undergoers(verb):
        named = found.token.pos_ == "PROPN" and any(c.lower_ == "the" for c in found.token.children)
        name = own_words(view, found.token, afloat=True) if named and found.token.i not in view.parties else None
        if name is not None:
            yield name, "object"


def moved(view: View, one: Candidate, spoken: Spoken) -> Iterator[tuple[Party, str]]:
    """Yield whose it is what was moved or shut by nobody named: "a battery with Norlandian crews was deployed"."""
    if one.type.family is not Family.MOVE or one.nominal or not passive(one.token):
        return
    for found in undergoers(one.token):
        for thing in (found.token, *preps(found.token, "with", "of")):
            whose = party_of(view, thing, spoken)
            if whose is not None:
                yield whose, "whose it is"


_CALLED_SO = frozenset(
    {"driver", "elder", "farmer", "fisherman", "herder", "journalist", "labourer", "laborer", "merchant", "migrant"}
    | {"miner", "pilgrim", "shepherd", "suspect", "trader", "villager", "worshipper"}
)


def callings(view: View, one: Candidate) -> Iterator[tuple[Party, str]]:
    """Yield people hit who are no side, by what they do: "opened fire on worshippers", "abducted a farmer"."""
    hit = (*(f.token for f in undergoers(one.token)), *preps(one.token, "at", "on"))
    if one.type.family in (Family.GROUND, Family.KILLING, Family.SEIZE):
        for token in hit:
            found = own_words(view, token) if token.lemma_.lower() in _CALLED_SO else None
            if found is not None:
                yield found, "who they are"
