"""The word lists of coreference: labels that fit any act, classes of weapons, words that name one sort of act.

What is hard: a verb and the noun made of it look unlike ("seize", "seizure"), so that both are cut to a root first.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def labels() -> dict[str, dict[str, frozenset[str]]]:
    """Return the word lists of labels.toml as `{table: {name: words}}`; top-level lists stand in table ""."""
    raw = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
    tables: dict[str, dict[str, frozenset[str]]] = {"": {}}
    for key, value in raw.items():
        if isinstance(value, dict):
            tables[key] = {name: frozenset(words) for name, words in value.items()}
        else:
            tables[""][key] = frozenset(value)
    return tables


@cache
def senses() -> dict[str, frozenset[str]]:
    """Return, for each word of senses.toml, the sorts of act that it names."""
    raw = tomllib.loads((Path(__file__).parent / "senses.toml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for sense, words in raw.items():
        for word in words:
            found.setdefault(word, set()).add(sense)
    return {word: frozenset(known) for word, known in found.items()}


_ENDING = re.compile(r"(?<=\w{3})(?:ments?|ings?|ations?|ates?|ions?|als?|ures?|en|e?d|e?s|e)$")


@cache
def root(word: str) -> str:
    """Return what a verb and its noun share: "bomb" for "bombing", "seiz" for "seizure"."""
    return _ENDING.sub("", word.removeprefix("counter").removeprefix("-").removeprefix("air"))
