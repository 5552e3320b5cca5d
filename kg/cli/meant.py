"""What a parameter of a question means: an event by words or the start of its id, a side or a place as one calls it.

What is hard: a query holds full ids and whole names, a person has eight digits and "Russian". What names nothing in
the store, or several things, is said, as the query would only find no rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import AskedWrongly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.graph.ledger import Ledger

FULL = re.compile(r"[a-z]+-[0-9a-f]{16}")
SHOWN = 12


def meant(store: Path, kinds: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the values of parameters as a query holds them; `kinds` tells the kind of each."""
    loose = {name: value for name, value in given.items() if value != "any" and _loose(name, kinds.get(name), value)}
    if not loose:
        return dict(given)
    from kg.cli.render import pick
    from kg.graph.ledger import Ledger

    with Ledger.open(store, read_only=True) as ledger:
        named = {
            name: pick(ledger, [value]).id if kinds[name] == "id" else NAMED[name](ledger, value)
            for name, value in loose.items()
        }
    return {**given, **named}


def _loose(name: str, kind: str | None, value: str) -> bool:
    return (kind == "id" and not FULL.fullmatch(value)) or (kind == "text" and name in NAMED)


def _side(ledger: Ledger, words: str) -> str:
    from kg.names import actors

    known = {actors.side(actor).name for actor in ledger.actors()}
    hit = next((hit for hit in (actors.canonical(words), actors.canonical(words.title())) if hit), None)
    own = actors.side(hit).name if hit else words
    return own if own in known else _one(words, known, "side")


def _place(ledger: Ledger, words: str) -> str:
    return _one(words, {place.name for place in ledger.places()}, "place")


def _one(words: str, known: Iterable[str], what: str) -> str:
    """Return the one name that is so called, or the only one that holds the words."""
    wanted = words.strip().casefold()
    names = sorted(known)
    fit = [name for name in names if name.casefold() == wanted] or [n for n in names if wanted in n.casefold()]
    if len(fit) == 1:
        return fit[0]
    shown = fit or names
    told = ", ".join(shown[:SHOWN]) + (", …" if len(shown) > SHOWN else "")
    some = f"{len(fit)} {what}s are" if fit else f"no {what} is"
    raise AskedWrongly(f"{some} called {words!r}", do=f"name one of {told}" if shown else None)


NAMED = {"side": _side, "place": _place}
"""Parameters that hold a name, and how it is found."""
