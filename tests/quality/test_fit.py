"""What the fit of coreference learns from a choice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fit


def test_to_join_any_of_the_right_events_is_right():
    open_to = [{"near": 1.0}, {"far": 1.0}, {"other": 1.0}]
    found = fit.fit([(open_to, [0, 1], 1.0)] * 20)
    assert found["near"] == pytest.approx(found["far"])
    assert found["near"] > 0 > found["other"]
    assert fit.fit([(open_to, [0], 1.0)] * 20)["far"] < 0


def test_a_mention_that_no_event_told_of_joins_none():
    assert fit.fit([([{"near": 1.0}], [], 1.0)] * 20)["near"] < fit.THRESHOLD
