"""The one door to `ontology/` and `queries/`: inside the wheel when installed, beside `kg/` in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `ontology` or `queries`, wherever this installation keeps it."""
    shipped = _HERE / "data" / name
    return shipped if shipped.is_dir() else _HERE.parent / name


def samples() -> Path:
    """Return the folder of sample articles."""
    return _HERE / "samples"
