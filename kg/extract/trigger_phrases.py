"""Where a phrase of several words stands in the parse: "came under fire", "shot it down", "told to leave".

What is hard: the parser hangs the words of a phrase on each other in many ways, and other words stand between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import OBJECTS

if TYPE_CHECKING:
    from kg.extract.lexicon import Entry
    from kg.extract.tree import Token

NEAR, LISTED = 4, 8
_FOLLOWING = frozenset(
    (
        "prt",
        "advmod",
        "prep",
        *OBJECTS,
        "oprd",
        "npadvmod",
        "acomp",
        "attr",
        "nsubjpass",
        "advcl",
        "xcomp",
        "amod",
        "pobj",
    )
)


def follows(verb: Token, entry: Entry) -> Token | None:
    """Return the last of the words that must follow a verb: "under fire", "down", "to leave"."""
    for words in entry.follow:
        last = _beside(verb, words) or _further(verb, words)
        if last is not None:
            return last
    return None


def _beside(verb: Token, words: tuple[str, ...]) -> Token | None:
    for child in verb.children:
        if words[0] not in (child.lower_, child.lemma_.lower()):
            continue
        if len(words) > 1:
            last = next((c for c in child.children if c.lower_ == words[-1]), None)
            if last is not None:
                return last
        elif child.dep_ in _FOLLOWING:
            return child
    return None


def _further(verb: Token, words: tuple[str, ...]) -> Token | None:
    """Return the verb where "to leave" depends on it, or a single word two steps below it."""
    if words[0] == "to":
        clauses = (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i)
        if any(c.lemma_.lower() == words[-1] and _infinitive(c) for c in clauses):
            return verb
    if len(words) > 1:
        return None
    below = [o for c in verb.children if c.dep_ in ("dobj", "dep", "prep") for o in c.children]
    listed = words[0] in ("list", "blacklist")
    if listed:  # "put the group back on its list of terrorists"
        below = [t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ in ("on", "to")]
    last = next(
        (o for o in below if o.lower_ == words[0] and o.i > verb.i and o.dep_ in ("pobj", "amod", "prep")), None
    )
    return last if last is not None and last.i - verb.i <= (LISTED if listed else NEAR) else None


def _infinitive(verb: Token) -> bool:
    """Whether a verb has its "to"; "told reporters that talks would go on" tells nobody to go."""
    return any(c.lower_ == "to" for c in verb.children)
