"""Tracing, held against a brute force that knows nothing of it: all simple paths, one by one."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import acts
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.graph import codec
from kg.graph.ledger import Ledger
from kg.resolve import across
from kg.trace import chains, network, reach, trace
from kg.vocab import EventType, Relation

KINDS = list(Relation)
stretch = st.none() | st.tuples(st.integers(0, 12), st.none() | st.integers(0, 6)).map(
    lambda p: acts.day(p[0], None if p[1] is None else p[0] + p[1])
)


@st.composite
def stories(draw):
    whens = draw(st.lists(stretch, min_size=2, max_size=7))
    pairs = list(itertools.permutations(range(len(whens)), 2))
    links = draw(
        st.lists(
            st.tuples(st.sampled_from(pairs), st.sampled_from(KINDS), st.sampled_from([0.3, 0.5, 0.9]), st.booleans()),
            max_size=12,
            unique_by=lambda link: (link[0], link[1]),
        )
    )
    return whens, [(a, b, kind, sure, denied and i % 3 == 0) for i, ((a, b), kind, sure, denied) in enumerate(links)]


def graph_of(story):
    whens, links = story
    told = [(EventType.STRIKE, "A" if i % 2 else "B", None, f"town {i}", w) for i, w in enumerate(whens)]
    return acts.telling("story", told, links)


def brute(graph, start, *, back, depth, least, kinds, max_gap):  # noqa: C901 - plain on purpose
    """Best score of each event over all paths that are in time as a whole."""
    when = {e.id: e.when for e in graph.events}
    best = {}

    def possible(path):
        latest = None
        for event in path if back else reversed(path):
            days = when[event]
            if days and latest and days.first > latest:
                return False
            if days:
                latest = min(latest, days.last) if latest else days.last
        return True

    def step(path, score):
        if len(path) > depth:
            return
        for link in graph.links:
            here, there = (link.effect, link.cause) if back else (link.cause, link.effect)
            a, b = when[link.effect], when[link.cause]
            if here != path[-1] or there in path or link.denied or link.confidence < least or link.kind not in kinds:
                continue
            if max_gap is not None and (not a or not b or a.gap(b) > max_gap):
                continue
            if possible([*path, there]):
                best[there] = max(best.get(there, 0), score * link.confidence)
                step([*path, there], score * link.confidence)

    step([start], 1.0)
    return best


@settings(max_examples=250, deadline=None)
@given(stories(), st.booleans(), st.integers(1, 7), st.sampled_from([0, 0.4]), st.sampled_from([None, 2]), st.data())
def test_equal_to_brute_force(story, back, depth, least, max_gap, data):
    graph = graph_of(story)
    kinds = data.draw(st.sampled_from([KINDS, KINDS[:1], KINDS[:2]]))
    start = data.draw(st.sampled_from(graph.events)).id
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "kg.db", create=True) as ledger:
        ledger.store(graph, across)
        asked = {"back": back, "depth": depth, "max_gap": max_gap}
        taken = reach(ledger, start, min_confidence=least, kinds=kinds, **asked)
        found = {codec.name("e", number): how.score for number, how in taken.items()}
        tree = trace(ledger, start, min_confidence=least, kinds=kinds, **asked)
    wanted = brute(graph, start, least=least, kinds=kinds, **asked)
    assert found == pytest.approx(wanted)
    assert {branch.event.id for branch in tree.walk()} == set(wanted)
    assert all(in_time(path, back=back) for path in paths(tree.branches, (tree.event,), 1.0))


def paths(branches, before, score):
    """Each way from the root of a tree to one of its events; the scores told on it are those of its links."""
    for branch in branches:
        assert branch.score == pytest.approx(score * branch.link.confidence)
        assert {branch.link.effect, branch.link.cause} == {before[-1].id, branch.event.id}
        yield (*before, branch.event)
        yield from paths(branch.branches, (*before, branch.event), branch.score)


def in_time(path, *, back):
    """Can days be found for all acts of a path, none before its cause?"""
    earliest_first = [e.when for e in (reversed(path) if back else path) if e.when]
    day = earliest_first[0].first if earliest_first else None
    for when in earliest_first:
        day = max(day, when.first)
        if day > when.last:
            return False
    return True


def broken(first, second):
    """Four acts, each said to answer the one before it; the last can be no answer to the third's causes."""
    whens = [None, acts.day(second), None, acts.day(first)]
    return whens, [(n + 1, n, Relation.RETALIATION_FOR, 0.3, False) for n in range(3)]


@settings(max_examples=150, deadline=None)
@given(stories())
@example(broken(0, 1))
def test_the_longest_chain_is_that_of_all_paths(story):
    whens, links = story
    graph = graph_of((whens, [(max(a, b), min(a, b), *rest) for a, b, *rest in links]))
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "kg.db", create=True) as ledger:
        ledger.store(graph, across)
        found = chains(ledger, kinds=KINDS)
    event = {e.id: e for e in graph.events}
    longest = 0
    waiting = [(e,) for e in graph.events]
    while waiting:
        path = waiting.pop()
        longest = max(longest, len(path) - 1)
        causes = [event[k.cause] for k in graph.links if k.effect == path[-1].id and not k.denied]
        waiting += [(*path, cause) for cause in causes if in_time((*path, cause), back=True)]
    assert max((len(chain.links) for chain in found), default=0) == longest
    for chain in found:
        assert in_time(chain.events, back=True)
        assert [(k.effect, k.cause) for k in chain.links] == [(a.id, b.id) for a, b in itertools.pairwise(chain.events)]


ROUNDS = acts.telling(
    "rounds",
    [
        (EventType.SHELLING, "A", "B", "one", acts.day(1)),
        (EventType.DRONE_STRIKE, "B", "A", "two", acts.day(2)),
        (EventType.MISSILE_STRIKE, "A", "B", "three", acts.day(4)),
        (EventType.RAID, "B", "A", "four", acts.day(5)),
        (EventType.INTERCEPT, "A", "B", "two", acts.day(2)),
    ],
    [
        (1, 0, Relation.RETALIATION_FOR, 0.9, False),
        (2, 1, Relation.RETALIATION_FOR, 0.8, False),
        (3, 2, Relation.FOLLOWED, 0.9, False),
        (4, 1, Relation.RESPONDS_TO, 0.95, False),
        (3, 1, Relation.RETALIATION_FOR, 0.9, True),
        (0, 3, Relation.RETALIATION_FOR, 0.9, False),
    ],
)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "kg.db", create=True) as opened:
        opened.store(ROUNDS, across)
        yield opened


def test_longest_and_strongest(ledger):
    longest = chains(ledger)
    assert [len(chain.links) for chain in longest] == [2, 2]
    assert longest[0].events[-1].label == "A: shelling on one"
    assert chains(ledger, strongest=True)[0].score == pytest.approx(0.95 * 0.9)
    assert len(chains(ledger, kinds=KINDS)[0].links) == 3


def test_between_two_sides(ledger):
    assert len(chains(ledger, between=("a", "B"))) == 2
    with pytest.raises(Exception, match="no act"):
        chains(ledger, between=("A", "Narnia"))


def test_an_effect_before_its_cause_is_no_step(ledger):
    start = ledger.find("shelling one")[0]
    assert trace(ledger, start.id).branches == ()


def test_a_denied_link_is_told_but_not_taken(ledger):
    raid = ledger.find("raid")[0]
    found = trace(ledger, raid.id, kinds=[Relation.RETALIATION_FOR])
    assert found.branches == ()
    drone = ledger.find("drone strike")[0]
    assert any(link.denied for link in ledger.links(cause=drone.id))


def test_a_notebook_gets_a_graph(ledger):
    graph = network(ledger)
    assert graph.number_of_nodes() == 5
    assert graph.number_of_edges() == 6
    kinds = {data["kind"] for _, _, data in graph.edges(data=True)}
    assert kinds == {"retaliationFor", "respondsTo", "followed"}


def test_a_chain_longer_than_the_stack(tmp_path):
    size = 3000
    told = [(EventType.STRIKE, "A" if i % 2 else "B", None, f"town {i}", acts.day(i)) for i in range(size)]
    links = [(i + 1, i, Relation.RETALIATION_FOR, 1.0, False) for i in range(size - 1)]
    with Ledger.open(tmp_path / "long.db", create=True) as ledger:
        ledger.store(acts.telling("long", told, links), across)
        assert len(chains(ledger)[0].links) == size - 1
        last = ledger.find(f"town {size - 1}")[0]
        assert len(trace(ledger, last.id, depth=size).walk()) == size - 1


def test_steps_kept_in_memory_follow_the_ledger(tmp_path):
    acts_told = [(EventType.STRIKE, "A", "B", "one", acts.day(1)), (EventType.STRIKE, "B", "A", "two", acts.day(2))]
    answer = [(1, 0, Relation.RETALIATION_FOR, 0.9, False)]
    with Ledger.open(tmp_path / "kg.db", create=True) as ours:
        ours.store(acts.telling("wire", acts_told, origin="one file"), across)
        two = next(event.id for event in ours.events() if "two" in event.label)
        assert reach(ours, two) == {}
        with Ledger.open(tmp_path / "kg.db") as theirs:
            theirs.store(acts.telling("wire", acts_told, answer, origin="one file"), across)
        assert len(reach(ours, two)) == 1
        ours.store(acts.telling("wire", acts_told, origin="one file"), across)
        assert reach(ours, two) == {}
