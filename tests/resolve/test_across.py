"""Bringing acts together over documents: a function of the set of documents, and never two acts made one."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import acts
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import rdf
from kg.graph.ledger import Ledger
from kg.model import Place
from kg.resolve import across
from kg.vocab import EventType, Factuality, Relation
from kg.when import When

IZMAIL = (acts.SHELLING, "Russia", "Ukraine", "Izmail", acts.day(1))

act = st.tuples(
    st.sampled_from([EventType.STRIKE, EventType.SHELLING, EventType.DRONE_STRIKE, EventType.RAID]),
    st.sampled_from(["Russia", "Ukraine", None]),
    st.sampled_from(["Ukraine", None]),
    st.sampled_from(["Izmail", "Izmail", None]),
    st.sampled_from([acts.day(1), acts.day(1), acts.day(2), acts.day(1, 2), None]),
)


@st.composite
def presses(draw):
    """Some documents, each of other name, and how many of them come late."""
    told = []
    for name in ("Wire", "Paper", "Radio", "Blog")[: draw(st.integers(1, 4))]:
        mine = draw(st.lists(act, min_size=1, max_size=4))
        pairs = st.tuples(st.integers(0, len(mine) - 1), st.integers(0, len(mine) - 1)).filter(lambda p: p[0] != p[1])
        link = st.tuples(pairs, st.sampled_from(Relation), st.sampled_from([0.5, 0.9]), st.booleans())
        links = draw(st.lists(link, max_size=4)) if len(mine) > 1 else []
        tolls = draw(st.lists(st.tuples(st.just(0), st.integers(0, 3), st.none()), max_size=1))
        told.append(acts.telling(name, mine, [(a, b, *rest) for (a, b), *rest in links], tolls))
    return told


def stored(folder: str, name: str, graphs, gone=()):
    with Ledger.open(Path(folder) / name, create=True) as ledger:
        for graph in graphs:
            ledger.store(graph, across)
        for graph in gone:
            ledger.forget(graph.documents[0].id, across)
        return ledger.graph()


def told(graph) -> bytes:
    return b"".join(rdf.chunks(graph))


@settings(max_examples=80, deadline=None)
@given(presses(), st.data())
def test_the_order_of_reading_and_what_is_gone_again_do_not_matter(press, data):
    other = data.draw(st.permutations(press))
    gone = data.draw(st.sampled_from([None, *press]))
    with tempfile.TemporaryDirectory() as folder:
        one = stored(folder, "one.db", press)
        assert told(one) == told(stored(folder, "other.db", other))
        if gone is not None:
            left = [graph for graph in press if graph is not gone]
            assert told(stored(folder, "left.db", left)) == told(stored(folder, "gone.db", other, [gone]))
    law(press, one)


def law(press, graph):
    """No event holds two acts of one document; each act of a document is in one event; links keep their words."""
    own = {member: event.id for local in press for event in local.events for member in event.members}
    document = {event.id: local.documents[0].id for local in press for event in local.events}
    for event in graph.events:
        tellers = Counter(document[local] for local in {own[member] for member in event.members})
        assert max(tellers.values()) == 1
        assert set(tellers) == set(event.documents)
    assert sorted(m for e in graph.events for m in e.members) == sorted(own)
    ids = {event.id for event in graph.events}
    assert all(link.effect in ids and link.cause in ids for link in graph.links)
    assert {e for link in graph.links for e in link.evidence} <= {
        e for local in press for link in local.links for e in link.evidence
    }


def event(**changes):
    (made,) = acts.telling("Wire", [IZMAIL]).events
    return replace(made, **changes)


KINDS = {Place.identify("Izmail", None): "city"}


def test_an_act_told_in_full_has_a_key():
    assert across.key(event(), KINDS) == across.key(event(type=EventType.DRONE_STRIKE, label="other"), KINDS)
    assert across.key(event(factuality=Factuality.DENIED), KINDS) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"when": None},
        {"when": When.month(2024, 3)},
        {"places": ()},
        {"teaser": True},
        {"factuality": Factuality.THREATENED},
        {"factuality": Factuality.HABITUAL},
        {"factuality": Factuality.HYPOTHETICAL},
        {"worked_out": ("when",)},
    ],
    ids=str,
)
def test_an_act_told_in_part_has_none(changes):
    assert across.key(event(**changes), KINDS) is None


@pytest.mark.parametrize("kind", ["country", "region", "territory", "sea", "place"])
def test_a_wide_place_has_room_for_many_acts(kind):
    assert across.key(event(), dict.fromkeys(KINDS, kind)) is None


def test_two_weapons_are_two_acts():
    assert across.same([event(), event(type=EventType.STRIKE)])
    assert not across.same([event(), event(type=EventType.DRONE_STRIKE)])


def test_two_targets_are_two_acts():
    assert across.same([event(), event(targets=())])
    assert not across.same([event(), event(targets=("actor-1",))])


def teller(document, **changes):
    return event(documents=(document,), members=(f"m-{document}{len(changes)}",), **changes)


def test_an_act_without_author_joins_the_only_one_told_of():
    """ "Tuesday's attack on Klintsy", in a paper that does not say whose it was."""
    one, two, nameless = teller("doc-1"), teller("doc-2"), teller("doc-3", actors=())
    assert across.groups([one, nameless]) == [[one, nameless]]
    assert across.groups([one, two, nameless]) == [[one, two, nameless]]


def test_an_act_without_author_stays_alone_where_two_may_be_meant():
    one, other, nameless = teller("doc-1"), teller("doc-2", actors=("actor-9",)), teller("doc-3", actors=())
    assert across.groups([one, other, nameless]) == []
    assert across.groups([nameless, teller("doc-4", actors=())]) == []
    assert across.groups([one, teller("doc-1", actors=())]) == [], "a paper that tells of both tells of two"
    assert across.groups([one, teller("doc-3", actors=(), targets=("actor-8",))]) == []


def test_who_is_only_thought_to_have_done_it_brings_nothing_together():
    told, guessed = teller("a"), teller("b", worked_out=("actor",))
    assert across.groups([replace(told, actors=("actor-1",)), guessed]) != []  # as one that names nobody
    two = [teller("c", actors=("actor-1",)), teller("d", actors=("actor-2",)), guessed]
    assert across.groups(two) == []


def test_what_is_told_outweighs_what_was_worked_out():
    told = teller("a", actors=("actor-1",), targets=())
    guessed = teller("b", actors=("actor-2",), worked_out=("actor", "target"))
    both = across.merged([told, guessed])
    assert both.actors == ("actor-1",)
    assert both.targets == guessed.targets
    assert both.worked_out == ("target",)
