"""Short names that an article itself gives to a party: "the Syrian National Army (SNA)", and then only "SNA".

What is hard: the same letters are another army elsewhere, so no table may hold them; and what stands in brackets is as
often an age, a unit or an agency. Only capitals right behind the name of a party count.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names import actors

_BRACKETS = re.compile(r" ?\((?P<short>[A-Z][A-Za-z-]*[A-Z])\)")
_LONGEST = 90


@lru_cache(maxsize=2)  # all rooms ask for the same article
def short_names(text: str) -> dict[str, actors.Found]:
    """Return the parties of the short names that a text gives in brackets and that no table has, by short name."""
    found: dict[str, actors.Found] = {}
    for match in _BRACKETS.finditer(text):
        named = [f for f in actors.find(text, max(0, match.start() - _LONGEST), match.start()) if not f.backed]
        if named and named[-1].end == match.start() and actors.canonical(match["short"]) is None:
            found.setdefault(match["short"], named[-1])
    return found
