"""Fixtures that many rooms share, and the rule that a required part is never skipped in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
REQUIRED = {name for name in os.environ.get("KG_REQUIRE", "").split(",") if name}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn the skip of a test marked with a required part into a failure."""
    report = yield
    missing = REQUIRED & {mark.name for mark in item.iter_markers()}
    if report.skipped and missing and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but KG_REQUIRE names {sorted(missing)}: {reason}"
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles and data kept beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder `shared` with articles and data is not beside the checkout")
    return SHARED
