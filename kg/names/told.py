"""Places that an article itself calls places: "the village of Kafr Amin", and further on only "Kafr Amin".

What is hard: the headline has the bare name before anything tells what it is. So the names are read off the whole text
first; who bears such a name as a surname is sorted out where the name stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.names import actors, gazetteer, tables
from kg.names.place_forms import NAMED
from kg.names.settle import place_of

if TYPE_CHECKING:
    from kg.model import Place

_CALLED = re.compile(
    r"\b(?:(?:towns?|villages?|hamlets?|settlements?|kibbutz(?:im)?|townships?)(?: of)?|(?:[Kk]ibbutz|[Mm]oshav))"
    r" (?=[A-Z])"
)
_DATELINE = re.compile(
    r"^(?P<name>[A-Z][A-Z’'-]{3,}(?: [A-Z][A-Z’'-]{2,}){0,2})(?:, [A-Z][\w .]{2,24}){0,2}\s?[—–-]{1,2}\s", re.MULTILINE
)


@lru_cache(maxsize=2)  # all rooms ask for the same article
def told(text: str) -> dict[str, Place]:
    """Return the places that a text calls so, by name, and that no gazetteer lists."""
    names = [m.group() for c in _CALLED.finditer(text) if (m := NAMED.match(text, c.end()))]
    names += [m["name"].title() for m in _DATELINE.finditer(text)]
    return {name: place_of(name, "village", None, None, None) for name in dict.fromkeys(names) if _new(name)}


def _new(name: str) -> bool:
    known = any(True for _ in actors.find(name)) or bool(gazetteer.towns(name))
    return not known and name.rsplit(maxsplit=1)[-1].casefold() not in tables.common_words()
