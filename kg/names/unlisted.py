"""Groups that no table lists, known by how they are called: "the Green Mountain Liberation Front", "al-Furqan Brigade".

What is hard: every army has brigades and every country a movement. A run of capitalised words is a group of its own
only where its last word says so and what remains without an adjective of a country is still a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = (
    r"Front|Army|Brigades?|Battalions?|Movement|Militia|Liberation Forces?|Legion|Mujahide+n|Mujahidin|Fedayeen"
    r"|Resistance|Avengers|Martyrs|Falcons|Hawks|Lions|Guardians|Defenders|Vanguards?|Protection (?:Units|Forces)"
    r"|Self-Defen[cs]e (?:Group|Forces?|Units?)|Defen[cs]e (?:Brigades?|Units?)|Cartel|Jihad|Emirate|Caliphate|Tigers"
    r"|Liberation (?:Party|Organi[sz]ation)|Command|Network|Alliance|Operations Room|Shura Council|Military Council"
)
_NAME = re.compile(
    rf"\b[A-Z][\w’'-]*(?:\s(?:(?:of|for|and|the|al|in|de|del)\s)?[A-Z][\w’'-]*){{0,5}}?\s(?:{_KINDS})"
    r"(?:\s(?:of|for)\s(?:the\s)?[A-Z][\w’'-]+(?:\s(?:and\s)?[A-Z][\w’'-]+){0,3})?(?=[^\w’'-]|['’]s|$)"
)
_LEADING = re.compile(
    r"^(?:(?:[Tt]he|[Aa]n?|of|and|In|On|At|By|From|After|Before|When|While|But|And|As|For|Last|This|That|These|Those|Some|Two|Three|Four"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Also|Then|Its|Their|Our|His|If|Since|With|Against|Local"
    r"|Meanwhile|Earlier|Later|\w+-(?:backed|led|linked|aligned|allied)|President|General|Colonel|Commander|Fighters|Rebels|Militants|Gunmen|Members|[A-Z]\w+ly)\s)+"
)
_NO_GROUP = re.compile(
    r"(?i)\b(?:home|cold|labou?r|(?:north|south|west|east)\w*) front|waterfront|salvation army|labou?r movement"
    r"|\b(?:social|news|television|cable) network|\b(?:trade|pacific|atlantic) alliance|command$"
)
_STATES = re.compile(r"(?:Army|Command|Brigades?|Battalions?|Military Council|Alliance|Network)\Z")
"""Words that name a part of a state where only its adjective stands before them: "Syrian Army"."""


def groups(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the groups named between two offsets: where, and the name."""
    for match in _NAME.finditer(text, start, end):
        lead = _LEADING.match(match.group())
        at = match.start() + (lead.end() if lead else 0)
        name = text[at : match.end()]
        if " " in name and "\n" not in name and not _NO_GROUP.search(name):
            yield at, match.end(), name


def own(rest: str) -> bool:
    """Whether what follows an adjective of a country still names a group: "Liberation Front", not "Army"."""
    return " " in rest.strip() and not _STATES.fullmatch(rest.strip())


def group(name: str, country: str | None) -> Actor:
    """Return the group of a name, maybe with the country of its adjective."""
    return Actor(Actor.identify(name), name, "group", None, country)
