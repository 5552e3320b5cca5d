"""Acts that a text calls by the name that somebody gave them: "Operation Iron Rain", later only "Iron Rain".

What is hard: the name tells nothing of what was done, and the same words may name a ship or a film. So a name counts
only once the text has said that it is an operation's. "The third phase of Operation Iron Rain" is a whole campaign, and
where "the operation" is given its name the noun tells the act.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tree import Token
    from kg.extract.view import View

CODE_NAME = "a code name"
"""The rule that such a trigger is found by."""
_NAME = r"[A-Z][\w’'-]+(?:(?: (?:of|the|and|in|for|on))*[ -][A-Z][\w’-]+){0,4}"
_TOLD = re.compile(
    rf"(?<!of )(?<!in )\bOperation [“\"'‘]?(?P<after>{_NAME})"
    r"|\b(?:(?:[Tt]he|that|this|its|whose) (?:operation|raid|action|assault)|that mission)"
    rf"(?:(?: (?:as|by|the|code|name|codename|code-name|code-named|codenamed|named|called|dubbed))+ [“\"'‘]?"
    rf"| [“\"'‘]|, (?=[\w’ -]+[,.;:]))(?P<given>{_NAME})"
    rf"|[“\"](?P<before>{_NAME}),?[”\"],? as the \w+ (?:is|was|has been) (?:\w+ )?(?:called|named|dubbed|known)"
)
_BODIES = frozenset({"Base", "Center", "Centre", "Command", "Commander", "Directorate", "Division", "Room", "Unit"})
_LEAST = 4


def code_names(seen: View, known: set[str]) -> Iterator[tuple[Token, int, int]]:
    """Yield the head token and the offsets of each name of an act; names that a sentence gives join the `known`."""
    text, base = seen.sentence.text, seen.sentence.start
    spans: list[tuple[int, int]] = []
    given: set[tuple[int, int]] = set()
    for match in _TOLD.finditer(text):
        which = next(name for name in ("after", "given", "before") if match[name])
        if _BODIES.isdisjoint(match[which].split()) and _new(seen, match.span(which)):
            spans.append(match.span(which))
            if which == "given":
                given.add(match.span(which))
            known.add(match[which].removesuffix("'s").removesuffix("’s"))
    for name in sorted(known):
        spans += (m.span() for m in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))
    for start, end in sorted({*spans} - given):
        inside = [t for t in seen.doc if start <= t.idx < end]
        head = next((t for t in inside if t.head not in inside or t.head is t), None)
        apart = all(end <= s or e <= start or (s, e) == (start, end) for s, e in spans if e - s > end - start)
        whole = text[:start].endswith(("of Operation ", "in Operation "))
        if head is not None and apart and not whole:
            yield head, base + start, base + end


def _new(seen: View, span: tuple[int, int]) -> bool:
    """Whether what follows "the operation" is a name of its own, and not that of a party or a place."""
    inside = [t for t in seen.doc if span[0] <= t.idx < span[1]]
    long = span[1] - span[0] >= _LEAST
    return long and not all(t.i in seen.parties or t.i in seen.spots for t in inside)
