"""Which words may be a place at all, whatever else an article tells.

What is hard: each word with a capital may open a name of up to six words, nearly all of which are no place, and an
article is asked more than once. So what can be told without the article is kept.
"""

from __future__ import annotations

from functools import lru_cache

from kg.names import gazetteer
from kg.names.known import listed_as
from kg.names.place_forms import BORDER, BROKEN, PART, REGION, closes


@lru_cache(maxsize=4096)  # an article is read more than once
def forms(text: str, tokens: tuple[tuple[int, int], ...]) -> list[tuple[int, str]]:
    """Return the forms of the first tokens that may be a place, the longest first: how many tokens, and the words."""
    start = tokens[0][0]
    counts = [count for count in range(len(tokens), 0, -1) if closes(text, tokens[count - 1][0])]
    found = [(count, text[start : tokens[count - 1][1]]) for count in counts]
    return [(count, form) for count, form in found if not BROKEN.search(form) and not _nowhere(form)]


@lru_cache(maxsize=20_000)
def _nowhere(form: str) -> bool:
    """Whether a form is no place in any article."""
    if listed_as(form) is not None or (" " in form and (PART.match(form) or REGION.match(form))):
        return False
    return BORDER.search(form) is None and not gazetteer.towns(form)
