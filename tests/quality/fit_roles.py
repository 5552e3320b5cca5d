"""Fit the weights by which open roles are filled (kg/resolve/role_weights.toml), and tell their worth on other texts.

    python tests/quality/fit_roles.py [SET …] [--write]

What is hard: a side that is right in most articles (the one that strikes most) is wrong in the act that matters. So
what is learned is a choice, of one side or none for each open role, and its worth is told by weights that were fitted
without the text itself (eight parts). SETs are those of gate.py; by default `own-dev`, with the cases that are not
held back, and `own-train`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))
import cases
import fit
import gate

from kg.names import actors
from kg.resolve import supplied
from kg.resolve.cast import Cast
from kg.resolve.sides import Sides
from kg.resolve.within import told
from kg.vocab import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Event

FILE = Path(supplied.__file__).with_name("role_weights.toml")
OPENING = """\
# How much does each sign speak for a side's filling a role that an act's own words leave open? None has the sum 0.
# Fitted by tests/quality/fit_roles.py. A sign after a colon counts for that kind of act alone.
"""
ROLES = (Role.ACTOR, Role.TARGET)


@dataclass
class Asked:
    """One open role of an annotated event: the signs of each candidate, and which of them are right."""

    role: Role
    signs: list[dict[str, float]]
    right: list[int]


def paired(text: fit.Text, events: tuple[Event, ...]) -> dict[str, int]:
    """Return the number of the annotated event of each event that was read, paired as the scorer does."""
    score = gate._scorer()
    spans = {m.id: {"start": m.trigger.start, "end": m.trigger.end} for m in text.extraction.mentions}
    real = [e for e in events if e.factuality not in supplied.UNREAL]
    raw = [{"id": e.id, "family": e.type.family.value, "mentions": [spans[m] for m in e.members]} for e in real]
    pairs = score.Tally().add(text.gold, score.read({"events": raw, "links": []}, text.document.text))
    return {real[j].id: i for i, j in pairs.items()}


def _annotated(text: fit.Text, number: int, role: Role) -> bool:
    """Whether a text tells who fills a role of an event, or that nobody does; a marked-up sentence may be silent."""
    return text.case is None or f"{role.value}s" in text.case["events"][number]


def asked(text: fit.Text) -> Iterator[Asked]:
    """Yield the open roles of a text's annotated events."""
    sides = Sides(text.document.text)
    events = told(text.document, text.extraction, sides)
    gold = paired(text, events)
    cast = Cast(text.document, text.extraction, events, sides)
    called = defaultdict(set)
    for hit in actors.find(text.document.text):
        called[actors.side(hit.actor).name] |= {hit.matched, hit.actor.name}
    for one in supplied.open_roles(cast, events):
        if one.event.id in gold and _annotated(text, gold[one.event.id], one.role):
            sides_known = cast.candidates(one.event, one.role)
            own = {side: {a.text for a, of in one.own if of == side} for side in sides_known}
            names = ["|".join({side, *called[side], *own[side]}) for side in sides_known]
            wanted = text.gold.events[gold[one.event.id]].values[one.role.value]
            right = [i for i, n in enumerate(names) if wanted and gate._scorer().agree(one.role.value, wanted, [n])]
            yield Asked(one.role, [one.signs(side) for side in sides_known], right)


def fitted(read: list[list[Asked]]) -> dict[str, dict[str, float]]:
    """Return the weights of each role."""
    return {
        role.value: fit.fit(
            fit.seen([(a.signs, a.right, 1.0) for own in read for a in own if a.role is role and a.signs]), 0.0
        )
        for role in ROLES
    }


def main() -> int:
    """Fit, tell what it is worth, and write the weights if asked to."""
    chosen = fit.options(__doc__)
    read = fit.texts(chosen.sets or ("own-dev", "own-train"), cases.groups())
    made = [list(asked(text)) for text in read]
    print(f"{len(read)} texts, {sum(map(len, made))} open roles\nfitted without the text itself")
    articles = [text for text in read if text.case is None]
    fit.told(articles, fit.held_out(read, made, fitted), supplied, tuple(role.value for role in ROLES))
    if chosen.write:
        fit.write(FILE, OPENING, fitted(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
