"""The forms that place names take in running text: "northern X", "X region", "border with X".

What is hard: "Kursk Region" is a region, "Austin Powers" no town, and "the Ukrainian city of" belongs to no name.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from kg.names import actors, tables
from kg.names.phrases import fold

NOUN = (
    r"(?:regions?|oblasts?|provinces?|governorates?|districts?|county|counties|prefecture|krai|raion|area|countryside"
    r"|suburbs?|outskirts|airport|air ?base|airfield|military airport|refugee camp|camp|port|peninsula|city|town|village|settlement|border region|municipality|neighbou?rhood)"
)
DIRECTION = r"(?:(?:the )?(?:far |extreme )?(?:(?:north|south)(?:[- ]?(?:east|west))?|east|west)(?:ern|ernmost)?|central|mid|upper|lower|downtown|rural|coastal|inner|outer)"
LEAD = re.compile(
    r"^(?:(?:in|at|on|from|to|of|over|across|inside|within|toward|towards|into|around|outside|near|close to|next to|off|along|through|throughout|just|the|nearby|neighbou?ring|occupied|besieged"
    r"|rebel-held|government-held|Russian-occupied|Russian-held|Kurdish-held|border|capital|(?:Syrian|Ukrainian|Russian|Israeli|Iraqi|Afghan|Yemeni|Libyan|Lebanese|Iranian|Turkish|Pakistani|Indian|Palestinian|Sudanese) (?=(?:city|town|village|port|border|capital|region|province))"
    r"|(?:northern|southern|eastern|western|central|port|border|coastal|capital|ancient|frontline|flashpoint|strategic|key|main|major|small) (?=(?:city|town|village|port|province|region|district|area|suburb))"
    r"|(?:city|town|village|port|port city|settlement|province|governorate|region|district|area|kibbutz|suburb|outskirts|vicinity|coast|countryside|neighbou?rhood|island|state|oblast|camp|capital) (?:of|in)) )+",
    re.IGNORECASE,
)
REGION = re.compile(rf"^(?P<base>.+?)(?:['’]s)? (?P<noun>{NOUN})$", re.IGNORECASE)
PART = re.compile(
    rf"^(?P<direction>{DIRECTION}(?:(?:,| and) {DIRECTION})*(?: part(?:s)? of)?|(?:the )?(?:north|south|east|west|centre|center)(?:ern)? of) (?P<base>.+)$",
    re.IGNORECASE,
)
SAME_NOUN = {"oblast": "region", "governorate": "province"}
"""Nouns that news in English use for one another."""
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
INTRODUCED = re.compile(
    r"\b(?:towns?|villages?|city|cities|settlements?|hamlets?|suburbs?|neighbou?rhoods?|kibbutz(?:im)?|moshav|outposts?|townships?"
    r"|locality|localities|community|communities|enclave|stronghold|resort|sub-?district|canton|garrison|districts?|quarters?|sector"
    r"|municipality|commune|camps?|base|barracks|bridge|crossing|port|island|valley|hills|heights|mountains?|forest|dam|prison|hospital"
    r"|airport|airfield|refinery|road|junction|square|market|region|area|province|governorate|countryside|outskirts|vicinity|fields?|plain)"
    rf" of (?:the )?(?:{_NAME}(?:, {_NAME}){{0,3}},? and )?\Z"
)
NAMED = re.compile(
    r"(?:(?:al|el|as|ad|ash|ar|an|at)-)?[A-Z][\w’'-]*[a-z](?: (?:(?:al|el|as|ad|ash)-)?[A-Z][\w’'-]*[a-z](?!['’]s)){0,2}"
)
SHARED = re.compile(
    rf"(?P<list>{_NAME}(?:, {_NAME})*,? and {_NAME}) (?P<noun>regions|oblasts|provinces|governorates|districts|counties|bases|air bases|camps|refugee camps|quarters|neighbou?rhoods|suburbs|areas|crossings|barracks|airports|villages|towns)\b"
)
"""Places that share their noun: "the Belgorod, Kursk and Bryansk regions"."""
BORDER = re.compile(
    r"(?:^|\b)(?:border|frontier)s?(?: (?:region|area|zone|fence|crossing|town|village|line|strip)s?)? (?:with|of|between|near|in) (?P<base>.+)$"
    r"|^(?P<before>(?-i:(?:[A-Z][\w.'’]*(?:[-–/ ]| and )?){1,5}?))(?:['’]s)? (?:border|frontier)s?(?: (?:region|area|zone|fence|strip)s?)?$",
    re.IGNORECASE,
)  # fmt: skip

WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?")
DESCRIBED = re.compile(r"(?:port|city|town|village|settlement|resort|community|hamlet)\Z", re.IGNORECASE)
OF_NAME = re.compile(r" of (?:[aeAE][lsdrn]h?-)?[A-Z]")
"""Words that only describe the place named after them: "the Red Sea port of Eilat", "the Donbas town of Toretsk"."""
_ARTICLE = r"(?:al|el|as|ar|an|ad|ash|at|az)[- ](?=[A-Z])"
OPENS = re.compile(
    rf"[^\W\d_a-z]|{_ARTICLE}|(?:{DIRECTION}) (?:(?:and|part|parts) )?|(?:border|frontier) (?:between|with) (?=[A-Z])"
)
_SMALL = (
    "al el as ar an ad at az the far extreme north south east west central mid upper lower downtown rural coastal inner"
    " outer border frontier"
)
SMALL = (*_SMALL.split(),)
"""How a word without a capital begins that may open a place name."""
_CLOSES = re.compile(rf"[^\W_a-z]|{NOUN}\b")
_NOUNS = (
    "region oblast province governorate district count prefecture krai raion area suburb outskirts air military refugee"
    " camp port peninsula city town village settlement border municipality neighb"
)
_NOUN_STARTS = (*_NOUNS.split(),)
BROKEN = re.compile(
    r"[.;:!?()\"“”\n/]|,(?! (?:and )?\w+ern\b)|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b| (?:early|late|on) "
)
TITLED = re.compile(r"(?P<word>[A-Z][\w'’-]*) (?:(?:al|el|as|ar|an|ad|ash|at|az)-)?\Z")
AFTER = re.compile(r" (?P<word>[A-Z][\w'’-]*)")


def closes(text: str, at: int) -> bool:
    """Return whether the word at an offset may end a place name: one with a capital, a number, a noun for places."""
    if "a" <= text[at] <= "z":
        return text.startswith(_NOUN_STARTS, at) and _CLOSES.match(text, at) is not None
    return _CLOSES.match(text, at) is not None


def beside_a_name(text: str, start: int, end: int) -> bool:
    """Whether a lone word stands right beside another capitalised word, as parts of a person's name do."""
    before = TITLED.search(text, max(0, start - 30), start)
    after = AFTER.match(text, end)
    if before and not _sentence_start(text, before.start("word")) and not _introduces(before["word"]):
        return True
    return (
        bool(after)
        and not re.match(rf" {NOUN}\b", text[end : end + 20], re.IGNORECASE)
        and not _introduces(after["word"] if after else "")
    )


def _sentence_start(text: str, at: int) -> bool:
    return not text[:at].strip() or bool(re.search(r"[.!?\n:“\"—–-]\s*\Z", text[max(0, at - 3) : at]))


def _introduces(word: str) -> bool:
    """Whether a capitalised word is a demonym, a country, a day or a common word rather than part of a name."""
    return fold(word) in tables.common_words() or bool(actors.find(word))


POSSESSED = re.compile(r"['’]s?(?!\w)")
"""After a country's name: "Ukraine's army" tells whose, not where."""
