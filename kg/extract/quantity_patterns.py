"""Where a count stands in its sentence: before its fate, after it, or beside a noun that names it.

What is hard: the orders are many, but few once noun phrases are single marks. P stands for counted people or a bare
number, W for counted weapons or a bare number. The surer pattern comes first and keeps its words.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.vocab import ClaimKind

MARKS = {
    "people": ("\x01", "\x02"),
    "weapons": ("\x03", "\x04"),
    "number": ("\x05", "\x06"),
    "someone": ("\x07", "\x08"),
    "bodies": ("\x0e", "\x0f"),
    "part": ("\x11", "\x12"),
}
CLAIMED = "\x10"
"""Stands for what has been counted already."""
OF_THEM = "killed.of-them"


class Pattern(NamedTuple):
    """A regex with groups `count` and `word`, over masked text."""

    name: str
    kind: ClaimKind
    regex: re.Pattern[str]


_P = r"[\x01\x05][\x02\x06]*"
_W = r"[\x03\x05][\x04\x06]*"
_N = r"[\x01\x05][\x02\x06]*"
_FATE = r"(?:killed|dead|died|injured|wounded|hurt|missing|captured|were|was|have|had|are|is|of whom|of them|remain)"
_JOIN = r"(?:,? (?:and|as well as|along with|plus|together with) |, )(?:(?:his|her|their|its|also|with) )?"
_S = r"[\x01\x05\x07][\x02\x06\x08]*"
"""A person, counted or told as one: "a night watchman"."""
_SAID = r"(?![\x02\x06\x08])(?! (?:who )?(?:(?-i:[A-Z])[\w’'-]+ ){0,4}(?:(?:in|at|from|of|for|with) [^,.;\x01-\x10]{1,40} )?(?:said|says|told|added|reported|reports|confirmed|announced|reckoned|wrote)\b)"
_OF = r"(?: (?:of|from|in) [^,.;:\x01-\x10]{1,45}?|, (?:aged )?\d\d?|,?(?: (?-i:(?:al-|el-|bin |ibn )?[A-Z])[\w’'-]+){1,5})?"
_PEOPLE = rf"(?:{_S}{_OF}{_JOIN}){{0,2}}{_P}(?:{_OF}{_JOIN}{_S}{_SAID}){{0,8}}"
_PERSONS = rf"{_S}(?:{_OF}{_JOIN}{_S}{_SAID}){{0,8}}"
_UNDONE = rf"{_S}(?:{_OF}{_JOIN}{_S}{_SAID}(?! {_FATE}\b)){{0,8}}"
"""Persons after what was done to them; who stands before a fate of his own is not of them."""
_BODIES = r"\x0e\x0f*"
_WEAPONS = rf"{_W}(?:{_JOIN}{_W}(?! (?:were|was|had been|have been)\b)){{0,8}}"
_ASIDE = (
    r"(?:,? ?[(,–—-] ?(?:\x11\x12*|(?:including|among|most|mostly|many|some|all|both|one|at least|two|three|half|aged|four|five)\b)[^.;:]{0,80}?[),–—-]"
    r"|, [\x01\x05][\x02\x06]* (?:among|of) (?:them|whom),|, [^,.;:\x01-\x06\x10]{1,70},(?: \d\d?,)?|, (?:al-|el-)?(?-i:[A-Z])[^,.;:\x03-\x10]{1,60},| (?:including|among them) [^,.;:]{1,60}?)?"
)
_WHERE = r"(?: (?:in|at|on|from|aboard|near|of|inside|with|aged|around|outside|across|who|riding|driving|travelling|traveling|(?:carry|escort|guard|man|return|shelter|sleep|stand|wait|walk|work)ing) (?:(?! and that\b| after\b| before\b)[^,.;:\x01-\x04\x10]){1,45}?)?(?: aged [^.;:]{1,20}?)?"
_BE = (
    r"(?P<be>,? (?:so far|thus far|were|was|had|has|have|been|are|is|be|being|got|also|reportedly|confirmed|feared|presumed|believed|said|to|later|initially|seriously|badly|"
    r"critically|lightly|slightly|severely|moderately|mildly|gravely|allegedly|already|all|now|known|reported|listed|left|lie|lies|lay|became|brought in|admitted|instantly|only|either|either|immediately|subsequently|apparently|tragically|civilians|as|both|gunned down and|pulled|found|who)\b){0,6} "
)
_PASSIVE = (
    r"(?:,? (?:has|had|have|who|also|later|reportedly)\b){0,3}(?P<be> (?:was|were|is|are|been|being|be|got|lay)\b)"
    r"(?: (?:also|reportedly|confirmed|feared|presumed|believed|later|seriously|badly|critically|lightly|slightly|severely|moderately|gravely|allegedly|found|left|instantly|immediately|shot and|gunned down and)\b){0,4} "
)
_DIED = r"(?:died|dies?|perished|deceased|succumbed|lost (?:his|her|their|the) li(?:fe|ves)|found (?:the |their )?death|(?:embraced|attained) martyrdom)"
_FOUND = r"(?:pulled|recovered|retrieved|found|counted|dug|removed|received|brought|discovered|collected|exhumed|recovering|pulling|finding|counting|lay|lying)"
_WOUNDS = r"(?:wounds?|injur(?:y|ies)|burns?|shock|concussions?|fractures?|traumas?|smoke inhalation)"
_LIMB = r"(?:stomach|abdomen|chest|back|shoulder|neck|face|eye|arm|hand|leg|thigh|knee|foot|feet|legs|arms|hands|hip|ankle|groin|jaw)"

_KILLED = r"(?:shot dead|shot and killed|gunned down|burned to death|burnt to death|stabbed to death|fatally (?:wounded|shot|injured|stabbed)|fell victim|paid (?:for it )?with (?:his|her|their) li(?:fe|ves)|killed|dead|slain|murdered|massacred|executed|slaughtered|martyred|beheaded|assassinated|died|perished|deceased|eliminated|lost their lives|lost (?:his|her|the) life|found (?:the |their )?death|succumbed|wiped out|drowned|hanged|lynched|burned alive|burnt alive|sent to hell|(?:embraced|attained) martyrdom)"
_INJURED = (
    r"(?:injured|wounded|hurt|grazed|hospitali[sz]ed|maimed|(?:hit|cut) by (?:[\w-]+ )?(?:glass|shrapnel|debris|fragments|splinters|shards)|(?:suffer(?:ed|ing)|sustain(?:ed|ing)|received|with|treated for) (?:[\w-]+ ){0,4}"
    + _WOUNDS
    + r"|in hospital|treated for \w+|(?:taken|rushed|transferred|brought|evacuated|transported|admitted) to (?:the |a )?(?:[\w-]+ )?hospitals?|(?:shot|stabbed|hit) in the (?:[\w-]+ )?"
    + _LIMB
    + r")"
)
_MISSING = r"(?:missing|unaccounted for)"
_CAPTURED = r"(?:captured|abducted|kidnapped|taken (?:hostage|captive|prisoner)|(?:arrested|detained)|held hostage|seized|rounded up|in custody|snatched)"
_HELD = r"(?:abducted|kidnapped|taken (?:hostage|captive|prisoner)|held hostage)"
_FIRED = r"(?:fired|launched|lobbed|unleashed|deployed|targeted|aimed|sent)"
_DOWNED = r"(?:intercepted|shot down|downed|destroyed|neutrali[sz]ed|brought down|repelled|knocked out|shot out of the sky|suppressed|jammed|thwarted)"

_KILL = r"(?:killed|killing|kills|kill|martyred|martyring|murdered|murdering|slaughtered|slaughtering|massacred|massacring|slew|slaying|executed|executing|shot dead|shooting dead|gunned down|gunning down|eliminated|eliminating|wiped out|wiping out|beheaded|(?:claim(?:ed|ing|s)|took|taking|takes|cost(?:ing|s)?) the li(?:fe|ves) of|deaths? of|martyrdom of|killings? of|murders? of|massacre of|(?:assassination|hanging|beheading|lynching) of|assassinated|assassinating|execution of|li(?:fe|ves) of|left dead|leaving dead|loss of|slaying of)"
_HURT = r"(?:injured|injuring|injures|injure|wounded|wounding|wounds|wound|hurt|hurting|maimed|maiming|injur(?:y|ies) (?:to|of|for|among|sustained by)|wounding of|injuring of)"
_TAKE = r"(?:captured|capturing|captures|abducted|abducting|kidnapped|kidnapping|detained|detaining|arrested|arresting|arrests? of|took hostage|rounded up|took captive|capture of|abduction of|seized|seizing)"
_FIRE = r"(?:fired|firing|fires|fire|launched|launching|launches|launch|lobbed|lobbing|unleashed|unleashing|shot|sent|used|using|rained|dropped|dropping|hurled|attacked with|attack with|attacks with|with|deployed|firing of|launch of|(?:barrage|salvo|volley|wave|swarm|hail|series|fusillade|rain)s? of(?: up to)?)"
_DOWN = r"(?:intercepted|intercepting|intercepts|intercept|shot down|shooting down|shoots down|shoot down|downed|downing|downs|destroyed|destroying|destroys|neutrali[sz]ed|neutrali[sz]ing|brought down|bringing down|repelled|repelling|took down|taking down|knocked out|suppressed|interception of|destruction of|downing of)"
_ADVERB = r"(?: (?:at least|also|only|off|outright|instantly|reportedly|back|all|a total of|another|and injuring|or injuring|and killed|out|about|his|her|their|its|and wounding|or wounding|and injured|and wounded|or wounded|or injured))?"
_NO_OBJECT = (
    r"(?! (?:[\x01\x03\x05\x07\x0e\x10]|at least|about|the|an?|his|her|their|its|him|them|it|dozens|more|some)(?!\w))"
)
_MIXED = r"(?! (?:and|or) (?:killed|dead|injured|wounded|hurt|injuring|wounding)\b)"


def _of(name: str, kind: ClaimKind, pattern: str) -> Pattern:
    return Pattern(name, kind, re.compile(pattern, re.IGNORECASE))


def _before(name: str, kind: ClaimKind, fate: str, counted: str) -> Pattern:
    """Match "three people, including a child, were killed"."""
    done = rf"(?(be)|{_NO_OBJECT})"
    return _of(name, kind, rf"(?P<count>{counted}){_WHERE}{_ASIDE}{_BE}(?P<word>{fate})\b{_MIXED}{done}")


def _passive(name: str, kind: ClaimKind, fate: str) -> Pattern:
    """Match "a night watchman was killed": who is told as one needs more than a fate beside him."""
    return _of(name, kind, rf"(?P<count>{_PERSONS}){_WHERE}{_ASIDE}{_PASSIVE}(?P<word>{fate})\b{_MIXED}")


def _after(name: str, kind: ClaimKind, verb: str, counted: str) -> Pattern:
    """Match "killed three people"."""
    return _of(
        name,
        kind,
        rf"\b(?P<word>{verb}){_ADVERB} (?:the |both |his |her |their |its |himself and |herself and |themselves and )?[“\"‘']?(?P<count>{counted})(?! (?:others )?{_FATE}\b)",
    )


_TOLL = r"(?:(?:rose|risen|rise|rises|rising|climbed|climbs|climbing|grew|increased|up|jumped|stood|stands|standing|now|currently|bringing|brings|raising|raised|took|taking|reached|passed|surpassed|exceeded|topped|hit)\b[^.;\x01-\x06]{0,40}?)?"


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all patterns, the surest first."""
    kind = ClaimKind
    return (
        _of(
            "toll.killed",
            kind.KILLED,
            rf"\b(?P<word>(?:death )?toll)\b[^.;\x01\x02\x05\x06]{{0,70}}?{_TOLL}(?:to|at|of|is|was|reached|as|past|passed|exceeded|topped|surpassed|:) (?P<count>{_N})",
        ),
        _of(
            "toll.number",
            kind.KILLED,
            rf"\bnumber of [^.;\x01-\x06]{{0,60}}?\b(?P<word>killed|dead|deaths|fatalities)\b[^.;\x01-\x06]{{0,50}}?(?:to|at|is|was|reached) (?P<count>{_N})",
        ),
        _of(
            "toll.injured",
            kind.INJURED,
            rf"\bnumber of [^.;\x01-\x06]{{0,60}}?\b(?P<word>wounded|injured|injuries)\b[^.;\x01-\x06]{{0,50}}?(?:to|at|is|was|reached) (?P<count>{_N})",
        ),
        _of("killed.deaths", kind.KILLED, rf"(?P<count>{_N}) (?:[\w-]+ )?(?P<word>deaths|fatalities|martyrs)\b"),
        _of("injured.injuries", kind.INJURED, rf"(?P<count>{_N}) (?:[\w-]+ )?(?P<word>injuries|wounded people)\b"),
        _of(
            "killed.along",
            kind.KILLED,
            rf"\b(?P<word>killed|died|dead) (?:along|together) with (?P<count>{_PERSONS})",
        ),
        _of(
            "killed.inverted",
            kind.KILLED,
            r"\b(?P<word>died|perished|(?:was|were) killed) (?P<count>\x01\x02*)(?! later| earlier)",
        ),
        _of(
            "injured.inverted",
            kind.INJURED,
            r"\b(?P<word>(?:was|were) (?:injured|wounded)) (?P<count>\x01\x02*)(?! later| earlier)",
        ),
        _of("killed.numbered", kind.KILLED, rf"\b(?P<word>dead|killed|fatalities) (?:numbered|number) (?P<count>{_N})"),
        _of(
            "killed.were",
            kind.KILLED,
            rf"(?<!among )(?<!of )\bthe (?P<word>dead|killed|fallen) (?:were|are) (?P<count>{_N})",
        ),
        _of(
            "injured.were",
            kind.INJURED,
            rf"(?<!among )(?<!of )\bthe (?P<word>wounded|injured) (?:were|are|numbered) (?P<count>{_N})",
        ),
        _of("killed.first", kind.KILLED, rf"(?<!the )\b(?P<word>killed|dead) (?:were|are|was) (?P<count>{_PERSONS})"),
        _of("injured.put", kind.INJURED, rf"\bthe (?P<word>wounded|injured) at (?P<count>{_PEOPLE})"),
        _of("killed.put", kind.KILLED, rf"\b(?P<word>dead|killed|fatalities|losses) at (?P<count>{_PEOPLE})"),
        _of("killed.bodies-of", kind.KILLED, rf"\b(?P<word>bod(?:ies|y)|remains|corpses?) of (?P<count>{_UNDONE})"),
        _of(
            "killed.to-death",
            kind.KILLED,
            rf"\b(?P<word>hacked|hacking|stabbed|stabbing|burned|burnt|burning|beaten|beat|clubbed|bludgeoned|stoned|crushed|shot|blew|tortured) (?P<count>{_PERSONS}) (?:to death|dead|alive|to pieces)\b",
        ),
        _of(
            "killed.lives",
            kind.KILLED,
            rf"\b(?P<word>claim(?:ed|ing|s)?|took|taken|taking|takes|cost(?:ing|s)?) (?P<count>{_N})",
        ),
        _of(
            "killed.lives",
            kind.KILLED,
            rf"(?P<count>{_N}) (?:were|are|have been|had been) (?P<word>lost|claimed|taken)\b",
        ),
        _of(
            "killed.neutralised",
            kind.KILLED,
            r"\b(?P<word>neutrali[sz](?:ed|ing))[”\"’']? (?P<count>\x01\x02*)",
        ),
        _of("killed.neutralised", kind.KILLED, rf"(?P<count>\x01\x02*){_WHERE}{_BE}(?P<word>neutrali[sz]ed)\b"),
        _of(
            "killed.fallen",
            kind.KILLED,
            rf"(?P<count>{_PERSONS}){_WHERE}(?: (?:have|has|had))? (?P<word>(?:(?<=have )|(?<=has )|(?<=had ))fallen|fell (?:in|during) (?:the |a |those |these |this |that )?(?:fighting|battle|combat|action|clash))",
        ),
        _of(
            "killed.name-and",
            kind.KILLED,
            rf"\b(?P<word>{_KILL}) (?:(?!(?:in|at|on|by|near|from|to|of|and|the attack)\b)[\w’'-]+ ){{0,5}}(?-i:[A-Z])[\w’'-]+(?:, [^.;\x01-\x10]{{1,60}},)? (?:and|along with|together with|as well as) (?P<count>{_UNDONE})",
        ),
        _of(
            "injured.shot",
            kind.INJURED,
            rf"\b(?P<word>shot|shooting|stabbed|stabbing|hit|hitting) (?P<count>{_PERSONS}) in the (?:[\w-]+ )?{_LIMB}\b",
        ),
        _of(
            OF_THEM,
            kind.KILLED,
            r"\b(?:killed|died|dead|murdered)\b[^.;]{0,80}?, (?P<count>\x11\x12*)(?: of (?:them|whom))? (?P<word>in) (?:an?|the|last|this)\b",
        ),
        _before("missing.before", kind.MISSING, _MISSING, _PEOPLE),
        _after("killed.after", kind.KILLED, _KILL, _UNDONE),
        _after("injured.after", kind.INJURED, _HURT, _UNDONE),
        _before("killed.before", kind.KILLED, _KILLED, _PEOPLE),
        _passive("killed.one", kind.KILLED, _KILLED),
        _of(
            "killed.died",
            kind.KILLED,
            rf"(?P<count>{_PERSONS}){_WHERE}{_ASIDE}(?: (?:has|had|have|also|later|reportedly|instantly)\b){{0,3}} (?P<word>{_DIED})\b",
        ),
        _before("injured.before", kind.INJURED, _INJURED, _PEOPLE),
        _passive("injured.one", kind.INJURED, _INJURED),
        _of(
            "injured.has",
            kind.INJURED,
            rf"(?P<count>{_S}) (?P<word>has|had|suffered|sustained|received) (?:[\w-]+ ){{0,4}}{_WOUNDS}\b",
        ),
        _of(
            "killed.lost", kind.KILLED, rf"\b(?P<word>lost|losing) (?P<count>\x01\x02*(?:{_JOIN}{_S}){{0,8}})(?! to\b)"
        ),
        _of("killed.found", kind.KILLED, rf"\b(?P<word>{_FOUND})\b[^.;\x01-\x10]{{0,25}}? (?P<count>{_BODIES})"),
        _of("killed.bodies", kind.KILLED, rf"(?P<count>{_BODIES}){_WHERE}{_ASIDE}{_BE}(?P<word>{_FOUND})\b"),
        _of("injured.treated", kind.INJURED, r"\b(?P<word>treat(?:ed|ing)|admitted) (?P<count>\x01\x02*)"),
        _after("captured.after", kind.CAPTURED, _TAKE, rf"\x01\x02*(?:{_JOIN}\x01\x02*){{0,8}}"),
        _before("captured.before", kind.CAPTURED, _CAPTURED, r"\x01\x02*"),
        _before("captured.number", kind.CAPTURED, _HELD, _P),
        _of(
            "taken.after",
            kind.CAPTURED,
            rf"\b(?:took|taking|taken|takes) (?P<count>{_PEOPLE}) (?P<word>hostage|captive|prisoner)\b",
        ),
        _after("intercepted.after", kind.INTERCEPTED, _DOWN, _WEAPONS.replace(r"\x05", "").replace(r"\x06", "")),
        _of(
            "intercepted.bare",
            kind.INTERCEPTED,
            rf"\b(?P<word>intercepted|shot down|downed|shooting down|intercepting){_ADVERB} (?P<count>\x05\x06*)",
        ),
        _before("intercepted.before", kind.INTERCEPTED, _DOWNED, _W),
        _of(
            "intercepted.parted",
            kind.INTERCEPTED,
            rf"\b(?P<word>shot|brought|took|shooting|bringing) (?P<count>{_WEAPONS}) (?:down|out of the sky)\b",
        ),
        _after("launched.after", kind.LAUNCHED, _FIRE, _WEAPONS.replace(r"\x05", "").replace(r"\x06", "")),
        _of(
            "launched.active",
            kind.LAUNCHED,
            r"(?P<count>\x03\x04*) (?P<word>targeted|attacked|rained|swarmed|were heading)\b",
        ),
        _before("launched.before", kind.LAUNCHED, _FIRED, r"\x03\x04*"),
    )
