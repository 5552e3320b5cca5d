"""What articles are read as does not get worse unseen: each score stands at or above its floor (`floors.json`).

Only `gate.py --lower` and `cases.py --lower` lower one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
import cases
import gate

FLOORS = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
OWN, FROZEN_SHARE, FITTED_TO, ARTICLES = 181, 0.43, 244, 14
LEAST_CASES = 409
OWN_SETS = ("own-dev", "own-frozen", "own-long", "own-wire")


def test_there_is_enough_to_measure_on():
    found = gate.sets()
    dev, frozen, long = (len(found[part]) for part in ("own-dev", "own-frozen", "own-long"))
    assert dev + frozen >= OWN
    assert frozen / (dev + frozen) >= FROZEN_SHARE
    assert len(found["own-train"]) >= FITTED_TO
    assert long >= ARTICLES
    assert len({case.conflict for part in ("own-dev", "own-frozen") for case in found[part]}) >= 6
    assert sum(map(len, cases.groups().values())) >= LEAST_CASES
    assert {*OWN_SETS, *(f"cases/{name}" for name in cases.groups())} <= FLOORS.keys()


@pytest.mark.parametrize("name", OWN_SETS)
def test_own_passages(name):
    assert gate.under(FLOORS[name], gate.reached(gate.measure(gate.sets()[name])["all"])) == []


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed", "articles", "passages"])
def test_shared_texts(name, shared):
    assert gate.under(FLOORS[name], gate.reached(gate.measure(gate.sets()[name])["all"])) == []


@pytest.mark.parametrize("name", sorted(cases.groups()))
def test_marked_up_sentences(name, reader):
    assert gate.under(FLOORS[f"cases/{name}"], cases.measure(cases.groups()[name], reader)[0]) == []


@pytest.fixture(scope="module")
def reader():
    from kg.extract import load

    return load()
