"""Nouns as plain values for JSON. Hard: a day is no time stamp, an enum is its word, a None stays a null."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from kg.when import When


def plain(value: object) -> Any:
    """Return `value` (a noun, or a list of them) as dicts, lists, strings and numbers."""
    if isinstance(value, When):
        return {"first": str(value.first), "last": str(value.last), "precision": value.precision.value}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
