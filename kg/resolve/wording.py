"""How a mention is worded: what the words around its trigger say of its being told before.

What is hard: grammar alone does not tell a retelling from a new act, the small words beside it do. "Another", "also"
and "second" tell anew, "called it" before a label points back, and a rare word that two mentions share ("the synagogue
attack", after "outside a synagogue") ties them more than any weapon or side.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.resolve.lists import labels, root
from kg.vocab import Determiner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import EventMention

WINDOW = 9
"""Words on each side of a trigger that say something of its act."""
SHORT = 4
"""A word of fewer letters tells little of an act."""
_OWN = re.compile(r"\b(?:the|this|that|these|those|an?|\w+[’']s?) ((?:[\w’'-]+ ){1,3})$", re.IGNORECASE)
_ON = re.compile(
    r"^ (?:on|at|of|in|against|near|outside|to|targeting|by|inside) "
    r"((?:(?!(?:was|were|is|are|has|had|that|which|who|and|said)\b)[\w’'-]+ ?){1,6})"
)
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ANEW = re.compile(
    r"\b(?:another|second|third|fourth|fifth|fresh|further|new|more|additional|separate|other|next|yet|similar|follow-up|twin)"
    r"(?: [\w’'-]+){0,3}$",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\b(?:also|again|later|then|meanwhile|elsewhere|separately|in turn|in (?:a )?separate|in addition|too|as well"
    r"|earlier|next day|previously|once more|in response|in return|in retaliation)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"(?:Earlier|Elsewhere|Later|Meanwhile|Separately|Also)\b[^.;]{0,80}$")
"""What opens the telling of another act."""
_LASTING = re.compile(r"(?:\b[\w]+-(?:week|month|year)|\b(?:weeks|months|years)-long)\s(?:[\w’'-]+ ){0,2}$")
_SINCE = re.compile(
    r"\b(?:first|worst|biggest|deadliest|heaviest|largest|latest|most \w+)\b[^.;:]{0,80}\bsince (?:[\w’'-]+ ){0,4}$"
)
_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|describ(?:es?|ed|ing)|denounc(?:es?|ed|ing)|condemn(?:s|ed|ing)?|brand(?:s|ed|ing)?"
    r"|label(?:s|led|ed)?|term(?:s|ed)?|dubb?(?:s|ed)?|was|is|were|as|constitut\w+|amount\w* to|decr(?:y|ied)"
    r"|deem(?:s|ed)?|considers?|considered)"
    r"(?: (?:it|this|that|them|(?:the|this|that) [\w’'-]+))?(?: as)?(?: to be)?,? ?[“\"‘']?"
    r"(?:an?|another|part of an?)(?: [“\"]?[\w’'-]+){0,3}$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"^(?:[^,.;:]{0,60})?\b(?:that|which|who|when|during|where)\b[^.;:]{0,50}$|^,? ?$", re.IGNORECASE
)
_WAY = re.compile(
    r"^[^,;:]{0,60}\b(?:in|by|during|with|through) (?:(?:an?|the|that|this|its|their|what) )?(?:[\w’'-]+ ){0,3}$"
)
_IN_WHICH = re.compile(r"^ of [^,;:.]{0,80}\b(?:in|by) an? (?:[\w’'-]+ ){0,4}$")
_THE_WEAPONS = re.compile(
    r"^ (?:all )?(?:of )?(?:the|these|those|both) (?:drones|missiles|projectiles|rockets|shells)\b(?! that)"
)
_APPOSED = re.compile(
    r"[,–—-] (?:the|its|their|his|an?) (?:[\w’'-]+ ){0,2}"
    r"(?:first|second|third|biggest|largest|deadliest|worst|heaviest|latest|most|such) (?:[\w’'-]+ ){0,4}$"
)
_ANSWER = re.compile(r"\b(?:retaliat|respon|reveng|aveng|repris|answer|over the|because|to do with)", re.IGNORECASE)
_HARM = frozenset(("kill", "die", "wound", "injure", "destroy", "damage", "hit", "burn", "collapse", "lose"))
_WHEN = re.compile(r"^[^.;]{0,80}\b(?:when|after|as)\b[^.;]{0,60}$")
_DAYS = re.compile(
    r"(?<![\w-])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tonight"
    r"|(?:last |this )?(?:week|month|year|night|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter)"
    r"|overnight|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)"
    r"(?: (?:night|morning|afternoon|evening))?[’']?s? (?:[\w’'-]+ ){0,3}$",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\b(?:the|these|those|(?:all|most|many|half|some|none|both|part|\d+) of (?:the|these|those)) (?:[\w’'-]+ ){0,2}?"
    r"(?:drones?|missiles?|rockets?|projectiles?|uavs?|shells?|aircraft|planes?|targets|launches)\b"
    r"|\b(?:all|most|many|half|some|none|both|\d+) of (?:them|which)\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"^ (?:of|on|at|in|against|near|by|from)"
    r" (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|dozens|\d+) ",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r",(?: \w+ly)? $|\bby $|\bby \w+ly $")


def anew(mention: EventMention) -> bool:
    """Return whether its phrase or clause says that it is one more: "another strike", "also shelled"."""
    if mention.nominal:
        fresh = mention.determiner in (Determiner.INDEFINITE, Determiner.NONE)
        return bool(_ANEW.search(mention.before[-60:].rstrip()) or (fresh and _APART.match(mention.before)))
    return bool(_ALSO.search(mention.before[-45:]) or _ALSO.match(mention.after[:12].strip()))


def of_known_weapons(mention: EventMention) -> bool:
    """Return whether an interception's weapons are told as known: "most of the drones were shot down"."""
    return bool(_KNOWN.search(mention.before[-60:]) or _KNOWN.search(mention.after[:50]))


def called(mention: EventMention) -> bool:
    """Return whether it is a name that a speaker gives to an act: "called it a massacre"."""
    return mention.nominal and bool(_CALLED.search(mention.before[-90:].rstrip()))


def lasting(mention: EventMention) -> bool:
    """Return whether its phrase says that it went on for weeks: "the 14-month assault"."""
    return mention.nominal and bool(_LASTING.search(mention.before[-60:]))


def since(mention: EventMention) -> bool:
    """Return whether it is what another act is the first after: "the first raid since the assault"."""
    return mention.nominal and bool(_SINCE.search(mention.before))


def introduced(mention: EventMention) -> bool:
    """Return whether its phrase says of what act it tells, as of one not told: "the bombing of a clinic"."""
    return mention.nominal and bool(_OF_WHAT.match(mention.after))


def clausal(earlier: EventMention, mention: EventMention) -> bool:
    """Return whether it stands in a clause that tells more of `earlier`.

    "The rockets that hit", "fired on it, killing", "killed in an air raid", "a strike, the deadliest attack".
    """
    if earlier.sentence.start != mention.sentence.start or mention.trigger.start < earlier.trigger.end:
        return False
    between = mention.before[earlier.trigger.end - mention.sentence.start :]
    if _ANSWER.search(between):
        return False
    if mention.nominal:
        return bool(_WAY.search(between) or _APPOSED.search(between))
    if mention.trigger.quote.lower().endswith("ing"):
        return bool(_PARTICIPLE.search(between))
    if earlier.lemma.lower() in _HARM:
        return bool(_WHEN.search(between))
    return earlier.nominal and bool(_RELATIVE.search(between))


def in_which(killing: EventMention, means: EventMention) -> bool:
    """Return whether a noun tells how somebody was killed: "the killing of its commander in an air strike"."""
    if killing.sentence.start != means.sentence.start or not means.nominal:
        return False
    return bool(_IN_WHICH.match(means.before[killing.trigger.end - means.sentence.start :]))


def fired_again(mention: EventMention) -> bool:
    """Return whether a verb only tells on of weapons that are known: "said it had launched the rockets"."""
    return not mention.nominal and bool(_THE_WEAPONS.match(mention.after))


def of_a_day(mention: EventMention) -> bool:
    """Return whether it is named by its day: "Sunday's raid"."""
    return mention.nominal and bool(_DAYS.search(mention.before[-50:]))


def _telling(words: Iterable[str]) -> frozenset[str]:
    plain, generic = labels()[""]["plain"], labels()[""]["generic"]
    bare = (w.lower().removesuffix("’s").removesuffix("'s") for w in words)
    return frozenset(root(w) for w in bare if len(w) >= SHORT and w not in plain and w not in generic)


def content(mention: EventMention) -> frozenset[str]:
    """Return the telling words around a trigger."""
    return _telling((*_WORD.findall(mention.before)[-WINDOW:], *_WORD.findall(mention.after)[:WINDOW]))


def said(mention: EventMention) -> frozenset[str]:
    """Return the telling words of the sentence, without those of the trigger."""
    return _telling((*_WORD.findall(mention.before), *_WORD.findall(mention.after)))


def own_words(mention: EventMention) -> str:
    """Return the words of a noun's phrase that say which act is meant: "the synagogue attack", "attack on the van"."""
    if not mention.nominal:
        return ""
    left, right = _OWN.search(mention.before), _ON.match(mention.after)
    return (left[1] if left else "") + " " + (right[1] if right else "")


def narrowed(mention: EventMention) -> frozenset[str]:
    """Return the telling ones of the words that say which act a noun means."""
    return _telling(_WORD.findall(own_words(mention)))


def rare(said: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the words that stand in no more than a third of the phrases of a text."""
    count = Counter(word for words in said for word in words)
    return frozenset(word for word, n in count.items() if n <= max(3, len(said) / 3))
