"""How many were killed, injured, captured; how many drones were launched, how many shot down.

What is hard: "killed three and wounded five", "three people, among them two children, were killed" and "left 17
civilians injured" put number, people and fate in different orders. So every counted noun phrase is first masked by
marks of the same length, and patterns run over the masked sentence: offsets stay those of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.extract.literals import Sieve
from kg.extract.quantity_groups import Group, groups
from kg.extract.quantity_none import ZERO
from kg.extract.quantity_numbers import Number
from kg.extract.quantity_patterns import CLAIMED, MARKS, Pattern, patterns
from kg.model import Quantity, Span
from kg.names import actors
from kg.vocab import ClaimKind


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, the words that say whom or what it counts ("civilians", ""), and the word that tells their fate."""

    quantity: Quantity
    who: str
    word: Span


_MANY = 80
"""A sentence that counts more than this is a table, of which the end is read."""


def find(text: str, start: int = 0, end: int | None = None) -> list[Counted]:
    """Return the counts told between two offsets of `text` (one sentence), in text order.

    `quantity.span` covers the number and what it counts; `word` the verb or noun that tells the fate, so that a
    caller can hang the count on the nearest mention. Rules that begin with "toll" give a running total, which may
    count more than the act at hand. "No casualties" gives two counts of zero.
    """
    stop = len(text) if end is None else end
    fated = bool(_sieve().passed(text[start:stop]))  # marks hide words, and add none
    parts = groups(text, start, stop)[-_MANY:] if fated else []
    masked = _masked(text, start, stop, parts)
    by_start = {part.start - start: part for part in parts}
    found = _zeros(text, start, stop)
    for zero in found:
        masked = _claimed(masked, zero.quantity.span, start)
    for pattern in _sieve().passed(masked) if parts else ():
        for match in pattern.regex.finditer(masked):
            counted = _counted(text, start, match, pattern, by_start)
            if counted is not None and not _clash(found, counted):
                found.append(counted)
                masked = _claimed(masked, counted.quantity.span, start)
    found = [c for c in found if not _of_the_rest(c, found)]
    whole = [c for c in found if not _of_the_counted(text, start, stop, c, found)]
    one = (c for c in whole if not c.quantity.rule.endswith(_APART))
    return sorted(one, key=lambda c: (c.quantity.span.start, c.quantity.kind.value))


@cache
def _sieve() -> Sieve[Pattern]:
    return Sieve((pattern.regex, pattern) for pattern in patterns())


@cache
def _sieve_of_none() -> Sieve[tuple[tuple[ClaimKind, ...], re.Pattern[str]]]:
    return Sieve((regex, (kinds, regex)) for kinds, regex in ZERO)


_OF_ALL = re.compile(r"(?:\bincluding|\b(?:among|of) (?:them|whom|which))(?: the)? ?\Z", re.IGNORECASE)
_OF_MORE = re.compile(r"\b(?:among|of) ?\Z", re.IGNORECASE)
_REPORTED = re.compile(
    r"[^.,;]{0,40}\b(?:announced|recorded|registered|reported) [^.,;]{0,40}, (?:one|two|three|four|five|six|\d+)\b",
    re.IGNORECASE,
)


def _of_the_counted(text: str, start: int, stop: int, one: Counted, found: list[Counted]) -> bool:
    """Whether a count is of some of those counted before, or of more than the act at hand has.

    "144 were injured, including 82 taken to hospital"; "among the three deaths announced on Friday, one was".
    """
    span, kind = one.quantity.span, one.quantity.kind
    if _OF_ALL.search(text, start, span.start):
        hurt = (f.quantity.span for f in found if kind is f.quantity.kind is ClaimKind.INJURED)
        return any(f.end < span.start for f in hurt)
    return bool(_OF_MORE.search(text, start, span.start) and _REPORTED.match(text, span.end, stop))


def _of_the_rest(one: Counted, found: list[Counted]) -> bool:
    """Whether "none was hurt" says nothing of the dead, as others of the sentence died."""
    told = one.quantity
    if told.rule != "none" or told.kind is not ClaimKind.KILLED or not _HARM.search(told.span.quote):
        return False
    return any(other.quantity.kind is ClaimKind.KILLED and other.quantity.low for other in found)


_HARM = re.compile(r"\b(?:hurt|harm)", re.IGNORECASE)


def _masked(text: str, start: int, stop: int, parts: list[Group]) -> str:
    """Return the sentence with each counted phrase as marks of the same length."""
    pieces, at = [], start
    for part in parts:
        open_, fill = MARKS[part.mark]
        pieces += [text[at : part.start], open_, fill * (part.end - part.start - 1)]
        at = part.end
    return "".join([*pieces, text[at:stop]])


def _claimed(masked: str, span: Span, start: int) -> str:
    """Return the sentence with a phrase that has been counted marked so that no later pattern joins it."""
    begin, end = span.start - start, span.end - start
    marks = "".join(CLAIMED if c < " " else c for c in masked[begin:end])
    return masked[:begin] + marks + masked[end:]


def _counted(text: str, start: int, match: re.Match[str], pattern: Pattern, parts: dict[int, Group]) -> Counted | None:
    members = [parts[at] for at in range(match.start("count"), match.end("count")) if at in parts]
    if not members:
        return None
    members = _hit(_told_once(text, members))
    if members[0].mark == "bodies" and " more" in text[members[0].start : members[0].end]:
        return None  # "six more bodies" is part of a toll
    number = members[0].number
    for other in members[1:]:
        number = number.plus(other.number)
    if pattern.name in ("killed.along", "killed.name-and") or _beside_a_name(text, members[0], pattern.name):
        number = number.plus(Number(1, 1))
    span = Span.of(text, members[0].start, members[-1].end)
    word = Span.of(text, start + match.start("word"), start + match.end("word"))
    who = ", ".join(m.who for m in members if m.who)
    if pattern.name == "killed.lives" and not who.endswith("lives"):
        return None
    partly = " also " in text[span.end : word.start] or text.startswith(" so far", span.end)
    rule = f"{pattern.name}, partly" if partly else pattern.name
    rule += _APART if any(_in_two_lands(text, a, b) for a, b in pairwise(members)) else ""
    return Counted(Quantity(pattern.kind, number.low, number.high, span, rule), who, word)


_APART = ", in two lands"
_THERE = re.compile(r"\s+in (?:the )?(?P<land>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")


def _in_two_lands(text: str, first: Group, second: Group) -> bool:
    """Whether two counts are of two sides, which no one act hit: "33 Palestinians in Gaza and one person in Israel"."""
    there = (_THERE.match(text, group.end) for group in (first, second))
    lands = [actors.canonical(m["land"]) for m in there if m is not None]
    known = {land.country for land in lands if land is not None}
    return len(lands) == len(known) == 2  # noqa: PLR2004 - a pair


_NAME_AND = re.compile(
    r"[A-Z][\w’'-]+,? (?:and|along with|together with|as well as) (?:(?:at least|about|some|another) )?\Z"
)


def _beside_a_name(text: str, first: Group, name: str) -> bool:
    """Whether others met the fate of who is named before them: "Reza Khosravi and four other people died"."""
    said = text[first.start : first.end].casefold()
    if not name.endswith(".before") or " other" not in said:
        return False
    return bool(_NAME_AND.search(text, max(0, first.start - 50), first.start))


_ATTACKERS = frozenset({"assailant", "attacker", "bomber", "gunman", "gunmen", "hijacker", "perpetrator"})


def _hit(members: list[Group]) -> list[Group]:
    """Leave out the attackers where others fell beside them: "eight policemen and five of the attackers died"."""
    others = [m for m in members if not m.who or m.who.casefold().split()[-1].rstrip("s") not in _ATTACKERS]
    return others or members


def _told_once(text: str, members: list[Group]) -> list[Group]:
    """Leave out what only says who the first ones were: "his father, a policeman", "two people, a man and a woman"."""
    if len(members) == 1 or text[members[0].end : members[1].start].strip() != ",":
        return members
    rest = Number(0, 0)
    for other in members[1:]:
        rest = rest.plus(other.number)
    return members[:1] if len(members) == 2 or rest == members[0].number else members  # noqa: PLR2004 - a pair


def _clash(found: list[Counted], new: Counted) -> bool:
    """Whether the same words have been counted already, or told a fate already; earlier patterns are surer."""
    span, kind = new.quantity.span, new.quantity.kind
    return any(
        (old.quantity.span.start < span.end and span.start < old.quantity.span.end)
        or (old.word == new.word and old.quantity.kind is kind)
        for old in found
    )


def _zeros(text: str, start: int, stop: int) -> list[Counted]:
    """Return what the text says there was none of."""
    found: list[Counted] = []
    for kinds, regex in _sieve_of_none().passed(text[start:stop]):
        for match in regex.finditer(text, start, stop):
            span = Span.of(text, match.start(), match.end())
            new = [Counted(Quantity(kind, 0, 0, span, "none"), "", span) for kind in kinds]
            found.extend(c for c in new if not _clash([f for f in found if f.quantity.kind is c.quantity.kind], c))
    return found


__all__ = ["Counted", "Group", "find", "groups"]
