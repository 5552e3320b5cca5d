"""The words of a source: whether a noun can be one, and what it is called.

What is hard: a source is a phrase, not a word ("the head of the army's northern command in Kharkiv"), and what stands
beside the told clause ("days after a raid") is not what the source tells.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.clause import BARRIERS, VERBAL
from kg.model import Span
from kg.names import actors
from kg.vocab import Stance

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_ARTICLE = re.compile(r"^(?:the|a|an|some|one|local|meanwhile,?)\s+", re.IGNORECASE)
BESIDE = (BARRIERS | {"during", "until", "recently", "previously"}) - {"answer", "response", "retaliation", "since"}
_TIMES = frozenset({"after", "before", "following", "since"})
_ANSWERING = ("retaliate", "respond", "react", "answer")
_FALLING = frozenset({"die", "injure", "kill", "wound"})
PRONOUNS = frozenset({"he", "she", "it", "they", "who"})
_TELLING = (
    "said|says|say|added|adds|reported|reports|announced|announces|confirmed|confirms|claimed|claims|wrote|writes|informed"
    "|stated|states|warned|warns|insisted|insists|told|tells|conceded|concedes|complained|complains|acknowledged|admitted"
    "|admits|agree|noted|notes|indicated|indicates|explained|explains|declared|declares|tweeted|posted|recalled|alleged"
    "|alleges|asserted|asserts|maintained|maintains|disclosed|revealed|reveals|estimated|estimates|communicated|boasted"
)
_PRESS = (
    r"(?:[\w’'-]+ ){0,4}(?:AFP|AP|BBC|CNN|Reuters|Press|agency|channel|journalists?|media|news\w*|radio|reporters?|TV"
    r"|television|website)\b"
)
"""Who is told: ", head of the clinic, told the news agency"."""
_TRAILING = re.compile(
    rf"[\"”,]\s*(?P<before>(?:(?:the|a|an|its|their)\s)?[^\"”“.;:,]{{2,80}}?)(?:, \d\d)?,?\s"
    rf"(?:has |have |had |also |later |so far )*"
    rf"(?:(?:tells?|told)(?= {_PRESS})|(?:{_TELLING})\b(?! (?:that|it|its|they|he|she|the|a|an|there|by|no|nothing)\b))"
    rf"|[\"”,]\s*(?!tells? {_PRESS}|told {_PRESS})(?:{_TELLING})\s(?P<after>(?:[A-Z]|the |a |an )[^\"”“.;:,]{{2,70}})"
)  # fmt: skip
_OTHERS = (
    "which ",
    "who ",
    "that ",
    "and ",
    "but ",
    "while ",
    "when ",
    "after ",
    "as ",
    "where ",
    "killing ",
    "what ",
    "of ",
    "to ",
    "in ",
)
_SPAN = re.compile(r"(?i)(?:[\w-]+ ){1,4}(?:after|before|since) ")
"""What opens a clause of time: "two days after the minister said"."""
_LEADING = re.compile(
    r"(?P<who>(?:[A-Z]|(?:the|a|an|local) )[^.;:,\"”“]{1,70}?)\s(?:has |have |had |later |also |then |on \w+ )*"
    rf"(?:{_TELLING}|put|counted|gave|gives|listed|recorded|registered|(?:spoke|speaks?|talked) of)\b"
)
_JUST_BEFORE = re.compile(
    r"(?:^|[,;:”\"]\s|\b(?:and|but|while)\s)(?P<who>(?:[Tt]he|[Aa]n?|[A-Z][\w'’-]*)\s?[^,;:.”\"]{1,80}?"
    r"(?:,\s(?:[A-Z][\w.’'-]+\s?){2,5})?),?\s*$"
)
_CAPITAL = re.compile(r"(?:[Tt]he )?[A-Z]")
_NAY = re.compile(r"\b(?:not|never|neither|nor)\b|n[’']t\b")
_TOLD = re.compile(rf"\s(?:has |had |have |also )*(?:{_TELLING}|denied|vowed|rejected|dismissed)\b")
_GOING_ON = re.compile(
    r"(?:^|[,;:”\"]\s?)(?P<who>(?:[Tt]he |[Aa]n? |[A-Z])[^,;:.”\"]{1,80}?)\s(?:has |had |also )*"
    rf"(?:{_TELLING})\b[^,;:.”\"]{{0,50}},\s*\Z"
)
_COUNT = r"(?:account|admission|count|estimates?|figures|reckoning|records|tally|telling|version)"
_COUNTING = re.compile(
    rf"\b(?:by|in|on) (?P<whose>(?:the |[A-Z])[^,;:.()\"”“]{{1,60}}?)['’]s? (?:\w+ )?{_COUNT}\b"
    rf"|\b(?:by|in) (?:the )?(?:own )?(?:{_COUNT}|words) of (?P<of>(?:the |an? |[A-Z])[^,;:.()\"”“]{{1,60}})"
)
"""Who counts: "by the Pentagon's count", "by the count of the ministry"."""
_SOURCE = re.compile(r"\b[Aa]ccording to (?P<who>[^.;:,\"”“]{2,70})")


@cache
def table() -> dict[str, frozenset[str]]:
    """Return the word lists of speakers.toml."""
    rows = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text(encoding="utf-8"))
    return {key: frozenset(words) for key, words in rows.items()}


def told_beside(one: Candidate) -> bool:
    """Whether a sentence only mentions an act beside what it tells: "recently raided", "days after a raid"."""
    for token in (one.token, *one.token.ancestors):
        marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")]
        if token.pos_ in VERBAL and one.seen is not None and one.seen.among("speech", token):
            return False
        answered = token.dep_ == "prep" and token.head.lemma_ in _ANSWERING
        if token.lower_ == "during" and token.head.lemma_ in _FALLING and one.token.head.i == token.i:
            return False  # "killed three during a raid on the camp"
        if (
            answered
            or token.lower_ in BESIDE
            or (token.dep_ in ("advcl", "relcl", "acl") and BESIDE.intersection(marks))
        ):
            return True
    return False


def referred(one: Candidate) -> bool:
    """Whether a sentence names the act only as what another one answers: "in response to the strike"."""
    return answered(one) or any(t.lower_ in _TIMES for t in one.token.ancestors if t.i < one.token.i)


def answered(one: Candidate) -> bool:
    """Whether it does so by a word of answering, not only of time: "in revenge for the strike", not "after" it."""
    words = (BARRIERS - _TIMES) | {*_ANSWERING, "avenge", "repay", "reply"}
    return any(t.lower_ in words or t.lemma_ in words for t in one.token.ancestors if t.i < one.token.i)


def teller(text: str, start: int, end: int) -> Span | None:
    """Return the source of a clause of telling that follows commas or a quotation: ", X said", "”, said X"."""
    match = _TRAILING.search(text, start, end)
    if match is None:
        return None
    key = "before" if match["before"] else "after"
    words = match[key].rstrip()
    beside = words.lower().startswith(_OTHERS) or _SPAN.match(words)
    if words.lower() not in PRONOUNS and (beside or not names_one(words)):
        return None
    return Span.of(text, match.start(key), match.start(key) + len(words))


def speaker_before(text: str, start: int, at: int) -> Span | None:
    """Return the source that stands right before a verb of telling at `at`, read off the words alone."""
    match = _JUST_BEFORE.search(text[start:at])
    if match is None:
        return None
    who = _TOLD.split(match["who"], maxsplit=1)[0]
    return (
        Span.of(text, start + match.start("who"), start + match.start("who") + len(who)) if source_word(who) else None
    )


def going_on(text: str, start: int, at: int) -> Span | None:
    """Return the source of a clause of telling that a participle at `at` goes on with: ", the army said, adding"."""
    match = _GOING_ON.search(text[start:at])
    if match is None or match["who"].lower() in PRONOUNS:
        return None
    return Span.of(text, start + match.start("who"), start + match.end("who"))


def counting(text: str, start: int, end: int) -> Span | None:
    """Return by whose count a sentence tells: "with four killed by the Pentagon's count"."""
    match = _COUNTING.search(text, start, end)
    if match is None:
        return None
    key = "whose" if match["whose"] else "of"
    return Span.of(text, *match.span(key)) if names_one(match[key]) else None


def names_one(words: str) -> bool:
    """Return whether words may name a source: by a word for one, or a capital; "X has never" names none."""
    return _NAY.search(words) is None and (source_word(words) or _CAPITAL.match(words) is not None)


def source_of(text: str, start: int, at: int, end: int) -> str | None:
    """Return who tells, in one sentence of `text`, what stands at `at`, maybe "he"; read off the words alone."""
    trailing = teller(text, at, end) or counting(text, start, end)
    match = _LEADING.match(text, start, at) or _SOURCE.search(text, start, end)
    words = trailing.quote if trailing is not None else match["who"].strip() if match is not None else ""
    return name_of(words) if names_one(words) or words.lower() in PRONOUNS else None


def stance_of(lemma: str) -> Stance:
    """Return what a verb of telling says of its speaker: that it confirms, denies, claims, or only reports."""
    for key, stance in (("confirm", Stance.CONFIRMS), ("deny", Stance.DENIES), ("claim", Stance.CLAIMS)):
        if lemma in table()[key]:
            return stance
    return Stance.REPORTS


def source_word(name: str) -> bool:
    """Whether a phrase holds a word for a source ("officials"), or is an acronym."""
    words = re.findall(r"[a-z]+", name.lower())
    loud = name.isupper() and " " not in name
    return loud or any(w.removesuffix("s") in table()["sources"] or w in table()["sources"] for w in words)


def body(name: str) -> bool:
    """Whether a source is what "it" points back to: a named side, "the ministry", not "a spokesman"."""
    known = actors.canonical(name)
    return not person(name) if known is not None else _words(name) & table()["bodies"] != set()


def person(name: str) -> bool:
    """Whether a source's words name a person, whom "he" can point back to."""
    known = actors.canonical(name)
    return known.kind == "person" if known is not None else not source_word(name)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.lower()))


def speaks(seen: View, token: Token) -> bool:
    """Whether a noun can be a source: a party, a person, an office, "reports"."""
    if token.i in seen.parties or token.pos_ == "PROPN":
        return True
    return token.lemma_.lower() in table()["sources"] or seen.among("people", token) or seen.named(token)


def personal(seen: View, token: Token) -> bool:
    """Whether a source is a person, whom "he" can point back to."""
    found = seen.parties.get(token.i)
    if found is not None:
        return found.actor.kind == "person"
    full_name = token.pos_ == "PROPN" and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.children)
    return seen.among("people", token) or (full_name and not source_word(token.text) and token.i not in seen.spots)


def name_of(phrase: str) -> str:
    """Return a source's words without article: "Ukraine's Defence Ministry"."""
    told = phrase.rpartition(": ")[2].rpartition(" as ")[2]  # "Nagorno-Karabakh: Armenia", "raid in Jenin as army"
    words = _ARTICLE.sub("", " ".join(told.split())).strip(' ,.;:"”“')
    return words if words.count("(") == words.count(")") else words[: words.rfind("(")].rstrip()


def of_a_toll(noun: Token) -> bool:
    """Return whether people are a clause's object, drawn to who tells it: "killed five people, sources said"."""
    parted = bool(noun.conjuncts) and noun.doc.word(noun.i + 1) == ","
    return parted and any(c.dep_ == "nummod" for c in noun.children)


def within_quotes(rest: str) -> bool:
    """Return whether what is followed by `rest` is quoted: nobody that somebody names in a quotation is its "he"."""
    return rest.count("”") > rest.count("“") or rest.count('"') % 2 == 1
