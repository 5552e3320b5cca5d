"""What a database must be told, in order: the name of a statement (a `.cypher` file) and its rows.

What is hard: the order, and doing it twice. Ends stand before what ties them; what is gone goes last; a link whose days
changed may now stand as another type, so it is taken from the others first. Each statement may meet its own rows
again, since a run that was cut off begins anew at the old revision. This half knows no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, starmap
from typing import TYPE_CHECKING

from kg.sync import rows
from kg.vocab import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.changed import Changed
    from kg.sync.rows import Row

TIES = {"ACTOR": "actors", "TARGET": "targets", "AT": "places", "REPORTED_IN": "documents", "PART_OF": "part_of"}
"""Relationship types of an act's ties, and the part of an `Event` they come from."""
MENTIONED = {"MENTIONED_AS": "members"}
LINKS: dict[str, Relation | None] = {
    "RETALIATION_FOR": Relation.RETALIATION_FOR,
    "RESPONDS_TO": Relation.RESPONDS_TO,
    "FOLLOWED": Relation.FOLLOWED,
    "DISPUTED": None,
}
"""Relationship types, and the kind of link that stands as such; DISPUTED are those that do not stand."""


@dataclass(frozen=True, slots=True)
class Step:
    """A statement by the name of its file, and the rows it is to be run with; they stream."""

    statement: str
    rows: Iterable[Row]


def steps(changes: Changed, *, mentions: bool = False) -> Iterator[Step]:
    """Yield all that brings a database from `changes.since` to the ledger's revision."""
    yield from _nodes(changes, mentions=mentions)
    if changes.since:
        yield Step("untie", _tied(changes))
    yield from _ties(changes, mentions=mentions)
    if changes.since:
        yield from (Step(f"remove-{kind}", _moved(changes, kind)) for kind in LINKS)
    for kind, relation in LINKS.items():
        yield Step(kind, (rows.link(link, timely) for link, timely in changes.links(relation)))
    if changes.since:
        yield from _gone(changes, mentions=mentions)


def _nodes(changes: Changed, *, mentions: bool) -> Iterator[Step]:
    yield Step("document", map(rows.document, changes.documents()))
    yield Step("actor", (rows.actor(actor, side) for actor, side in changes.actors()))
    yield Step("place", map(rows.place, changes.places()))
    if mentions and changes.since:
        yield Step("forget-mentions", ({"id": document.id} for document in changes.documents()))
    if mentions:
        yield Step("mention", map(rows.mention, changes.mentions()))
    yield Step("event", (rows.event(event, toll) for event, toll in changes.events()))
    yield Step("claim", map(rows.claim, changes.claims()))


def _ties(changes: Changed, *, mentions: bool) -> Iterator[Step]:
    for kind, part in (TIES | MENTIONED if mentions else TIES).items():
        yield Step(kind, chain.from_iterable(starmap(rows.ties, changes.parts(part))))
    yield Step("ORGAN_OF", map(rows.organ, changes.organs()))


def _tied(changes: Changed) -> Iterator[Row]:
    kinds = TIES | MENTIONED
    for parts in zip(*map(changes.parts, kinds.values()), strict=True):
        found = zip(kinds, parts, strict=True)
        yield {"id": parts[0][0], "ties": [[kind, row["to"]] for kind, ties in found for row in rows.ties(*ties)]}


def _moved(changes: Changed, kind: str) -> Iterator[Row]:
    """Yield the links that may once have stood as `kind` and do so no more."""
    others = (changes.links(relation) for name, relation in LINKS.items() if name != kind)
    return chain(
        ({"id": link.id} for links in others for link, _ in links), ({"id": one} for one in changes.gone("link"))
    )


def _gone(changes: Changed, *, mentions: bool) -> Iterator[Step]:
    def ids(table: str) -> Iterable[Row]:
        return ({"id": one} for one in changes.gone(table))

    yield Step("remove-claim", ids("claim"))
    yield Step("remove-event", ids("event"))
    yield Step("remove-actor", ids("actor"))
    yield Step("remove-place", ids("place"))
    if mentions:
        yield Step("forget-mentions", ids("document"))
    yield Step("remove-document", ids("document"))
