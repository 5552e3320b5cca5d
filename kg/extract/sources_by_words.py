"""Sources read off the words alone, where no verb of saying governs the act: headlines, quotations, "in what X called".

What is hard: a quotation runs over sentences and names its speaker once, before, within or after; and a headline's
colon stands before a source as often as before a topic.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.sources import PRONOUNS, name_of, source_word, teller
from kg.extract.vouching import NOBODY
from kg.model import Attribution, Span
from kg.names import actors, gazetteer
from kg.vocab import Stance

if TYPE_CHECKING:
    from kg.extract.parse import Parsed, Sentence
    from kg.extract.triggers import Candidate

_IN_WHAT = re.compile(
    r"\b(?:in|with) what (?P<who>(?:the |an? |some |[A-Z])[^,;:.\"”“]{1,60}?) (?:has |have |had |also |later )*"
    r"(?:said|says|say|called?|calls|described?|describes|termed|labell?ed|dubbed|branded|characteri[sz]ed|claim(?:s|ed)?)\b"
)
"""What the act was in somebody's words: "in what Bamako called a response"."""
_AFTER_COLON = re.compile(r"(?::|\s[-–—])\s*(?P<who>[A-Z][^:.\"”“]{2,60}?|[a-z][\w ]{2,30})\s*$")
_BEFORE_COLON = re.compile(r"(?P<who>[A-Z][\w .’'-]{1,40}?):\s")
_HEADLINE = 200
_SAID = re.compile(
    r"[\"”,]\s*(?!(?:on|in|at|to|from|by|of|as|and|but)\s)(?P<before>(?:(?:the|a|an)\s)?[A-Z]?[^\"”“.;:,]{2,70}?)"
    r"\s(?:has |had )?(?:said|says|told|added|wrote|shouts|explained|stated|claimed|announced)\b"
    r"|[\"”,]\s*(?:said|says|added|wrote|shouts|explained|indicated|stated)\s(?!(?:on|in|at|to|by)\s)(?P<after>[^\"”“.;:,]{2,70})"
)
_OPENING = re.compile(
    r"(?:^|[.;:,\"”\n]\s*)(?P<who>(?:(?:[Tt]he|[Aa]n?)\s)?[A-Z]?[^\"”“.;:,\n]{2,70}?)"
    r"\s(?:has |had )?(?:said|says|told|wrote|warned|stated|declared)\b[^\"”“.;\n]{0,60}[:,]\s*\Z"
)
_LEADING = re.compile(
    r"(?:^|[,;:”\"]\s?|\b(?:when|where|while|but|and|as)\s)(?P<who>(?:[Tt]he |[Aa]n? |[A-Z])[^,;:.”\"]{1,60}?)"
    r"(?<!\bbe)(?<!\bbeen)(?<!\bwas)(?<!\bwere)(?<!\bis)(?<!\bare)"
    r"\s(?:has |had |also )*(?:said|says|reported|announced|confirmed|claimed)(?: that)?\s[^,;:.”\"]*\Z"
)
_FIRST = re.compile(
    r"(?:(?:[Aa]fter|[Aa]t|[Bb]efore|[Dd]uring|[Ee]arlier|[Ii]n|[Ll]ater|[Oo]n|[Ss]peaking)\b[^,;:.”\"]{0,80}, )?"
    r"(?P<who>(?:[Tt]he |[Aa]n? |[A-Z])[^,;:.“”\"]{1,60}?)(?:, [^,;:.“”\"]{2,70},)?"
    r"\s(?:has |had |also |later |then )*"
    r"(?:said|says|told|wrote|warned|declared|insisted|added|stated|confirmed|acknowledged|admitted|announced|reported)\b"
)
"""Who speaks first in a sentence: "In a speech on Sunday, Hassan Nasrallah said"."""
_GIVING = re.compile(
    r"(?P<who>(?:[Tt]he |[Aa]n? |[A-Z])[^,;:.“”\"]{1,60}?)\s(?:has |had |also |later |then )*"
    r"(?:gave|gives?|given|issued?|offered|published?|put out|released?|sees|saw) "
    r"(?:an?|another|its own|it|things|the) [^.“”\"]{0,40}\b"
    r"(?:accounts?|differently|explanation|picture|reading|report|statement|story|version)\b"
)
"""Who is about to speak: "The ministry gives a different version. It says its troops fired back"."""
_WORD_OF_MOUTH = re.compile(r"[^\"”“.,;]{0,12}[\"”](?= \w)")
"""A quotation that ends with the word, in the midst of a sentence: 'the "most massive shelling" since'."""
_QUOTATION = re.compile(r"\s*[\"“][^\"”“]*[\"”]?\s*")
"""A paragraph that is all quotation: who spoke before speaks on."""
_BANNERS = frozenset(
    {"ANALYSIS", "BREAKING", "EXCLUSIVE", "EXPLAINER", "LIVE", "OPINION", "PHOTOS", "TIMELINE", "UPDATE", "URGENT"}
    | {"VIDEO", "WATCH"}
)
_REACH, _LONG = 5, 1500
_FULL_NAME = re.compile(r"(?:[A-Z][\w’'-]+(?: |\Z)){2,4}")
_NAME = re.compile(r"(?!I\b)(?:[A-Z][\w.’'-]*\s?){1,5}")


def heard(text: str, sentence: Sentence) -> Span | None:
    """Return who speaks by name in a sentence, read off the words alone: "…", said X; X, 37, told Y: "…"."""
    match = _OPENING.search(text, sentence.start, sentence.end + 2)
    said = teller(text, sentence.start, sentence.end)
    if said is not None and (source_word(said.quote) or _NAME.fullmatch(said.quote)):
        return said
    match = match or _FIRST.match(text, sentence.start, sentence.end)
    match = match or _GIVING.match(text, sentence.start, sentence.end)
    who = match["who"].strip() if match is not None else ""
    if match is None or who.lower() in PRONOUNS or not (source(who) or _FULL_NAME.fullmatch(who)):
        return None
    return Span.of(text, match.start("who"), match.start("who") + len(match["who"].rstrip()))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _source(text: str, start: int, end: int, rule: str) -> Attribution:
    span = Span.of(text, start, end)
    return Attribution(name_of(span.quote), Stance.REPORTS, span, (), rule)


def headline(parsed: Parsed, one: Candidate) -> Attribution | None:
    """Return the source after a headline's colon or dash, or before its colon: "…: Pentagon", "Kyiv: …"."""
    text, start = parsed.document.text, one.sentence.start
    line = text[start : one.sentence.end]
    last = _AFTER_COLON.search(line)
    if last is not None and len(line) <= _HEADLINE and one.start <= start + last.start() and source(last["who"]):
        return _source(text, start + last.start("who"), start + last.end("who"), "headline")
    lead = _BEFORE_COLON.match(line)
    if lead is None or one.start < start + lead.end() or not source_word(lead["who"]) or _dateline(lead["who"]):
        return None
    return _source(text, start, start + lead.end("who"), "headline")


def _dateline(words: str) -> bool:
    """Whether what stands before a colon is no source: where a report was written, "KOCHI:", or "LIVE:"."""
    if words in _BANNERS:
        return True
    return words.isupper() and actors.canonical(words) is None and bool(gazetteer.towns(words.title()))


def leading(parsed: Parsed, one: Candidate) -> Attribution | None:
    """Return the source right before the act's own clause, where the tree hangs the clause elsewhere: "X said ..."."""
    text, start = parsed.document.text, one.sentence.start
    match = _LEADING.search(text[start : one.start])
    if match is None or not source(match["who"]):
        return None
    return _source(text, start + match.start("who"), start + match.end("who"), "leading")


def source(words: str) -> bool:
    """Whether a headline's words name a source, and not nobody: "no group has said it did it"."""
    if words.split(maxsplit=1)[0].lower() in NOBODY:
        return False
    return source_word(words) or (actors.canonical(words) is not None and len(words) > 1)


def in_what(parsed: Parsed, one: Candidate) -> Attribution | None:
    """Return who calls the act what the sentence says that it was: "shelled X in what Y described as revenge"."""
    text = parsed.document.text
    match = _IN_WHAT.search(text, one.end, one.sentence.end)
    return None if match is None else _source(text, match.start("who"), match.end("who"), "in what X said")


def running(parsed: Parsed, one: Candidate, last: Attribution | None) -> Attribution | None:
    """Return the speaker of a quotation that began before this sentence, or goes on after it."""
    text, index = parsed.document.text, one.sentence.index
    if not _quoted(text, one.sentence, one.start) or _WORD_OF_MOUTH.match(text, one.end):
        return None
    opened = max(text.rfind(mark, 0, one.start) for mark in '"“')
    lead = _OPENING.search(text, max(0, opened - _HEADLINE), opened)
    if lead is not None and lead["who"].strip().lower() not in PRONOUNS:
        return _source(text, lead.start("who"), lead.end("who"), "quotation")
    if _QUOTATION.fullmatch(text, max(text.rfind("\n", 0, one.start) + 1, 0), _line_end(text, one.end)) and last:
        return last
    around = (*parsed.sentences[index : index + _REACH], *parsed.sentences[max(0, index - 2) : index][::-1])
    for other in around:
        match = _SAID.search(text, max(other.start - 1, 0), other.end)
        if match is not None:
            key = "before" if match["before"] else "after"
            if match[key].strip().lower() in PRONOUNS:
                break
            return _source(text, match.start(key), match.end(key), "quotation")
    return last


def _quoted(text: str, sentence: Sentence, at: int) -> bool:
    """Whether an offset stands inside of quotation marks of its line."""
    line = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - _LONG)
    before = text[line:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
