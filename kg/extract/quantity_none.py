"""How a text says that nobody was hurt: "no casualties", "without wounding anyone", "all on board are safe".

What is hard: "no immediate reports of casualties" says nothing, and "no deaths" nothing of the injured.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re

from kg.vocab import ClaimKind

_NO = r"(?:no|zero|without(?: (?:causing|recording|registering))?(?: any| reported)?|not (?:cause|suffer|sustain|result in|report|lead to|have)(?:d)? any|n['’]t (?:cause|suffer|result in|lead to|have) any|nor any|neither)"
_SOME = r"(?:(?!immediate|reports?|word|further|other|new|more|additional|information|details|claim|confirm|independent|comment)[\w-]+,? (?:or |and |nor )?){0,3}?"
_NONE = r"(?:no one|nobody|none|none of (?:them|those \w+|the \w+)|no[ -]?(?:people|civilians?|soldiers?|troops|residents|personnel|one|persons?|Israelis|Palestinians|Americans|(?:(?!other|further|more)[\w-]+ ){0,2}\w+s))(?: (?:on board|aboard|on the ground|inside|else|there|on either side|in the [\w-]+))?(?: (?:was|were|is|are|has been|have been|had been|got))(?: (?:reportedly|reported|seriously|physically|either|also|known to be|said to be|believed to be|to have been|to be)){0,2}"
_NOBODY = r"(?:no one|no-one|nobody|no (?:people|civilians|soldiers|residents|\w+s)|none of|not \w+ anyone)"

ZERO: tuple[tuple[tuple[ClaimKind, ...], re.Pattern[str]], ...] = tuple(
    (kinds, re.compile(rf"\b{pattern}\b", re.IGNORECASE))
    for kinds, pattern in (
        (
            (ClaimKind.KILLED, ClaimKind.INJURED),
            rf"{_NO} (?:reports? of )?{_SOME}(?:casualties|casualty|victims|(?:human|personnel) loss(?:es)?|one (?:was )?(?:hurt|harmed)|dead or wounded|deaths or injuries|injuries or deaths|loss of life or injuries)|(?:victims|casualties)(?: there)? (?:are|were|is) (?:no|none|not)",
        ),
        (
            (ClaimKind.KILLED, ClaimKind.INJURED),
            rf"(?:no one|nobody|none) (?:suffered|came to (?:any )?harm)|no lives (?:were|have been|had been) (?:lost|claimed)|not (?:a single|one) \w+ was (?:hurt|harmed|injured|wounded)|{_NONE} (?:hurt|harmed|(?:killed|dead) or (?:injured|wounded|hurt)|(?:injured|wounded|hurt) or killed)",
        ),
        (
            (ClaimKind.KILLED, ClaimKind.INJURED),
            (
                rf"(?:hurt(?:ing|s)?|harm(?:ed|ing|s)?) {_NOBODY}|(?:not|n['’]t) (?:hurt|harm) anyone|(?:without|not) (?:hurt(?:ing)?|harm(?:ing)?) (?:anyone|anybody|a (?:single )?(?:soul|person))|not a soul (?:was|is) (?:hurt|harmed)"
                r"|(?:everyone|everybody|all|all of them|both|the crew|they) (?:was|were|is|are|escaped|survived|emerged)(?: all)? (?:unhurt|unharmed|unscathed|uninjured|safe and sound)"
                r"|\b(?:everyone|everybody|all(?: [\w-]+){0,2}(?: on board| aboard)?|both|the crew|they) (?:was|were|is|are)(?: all)?(?: reported(?:ly)?)? safe(?=[.,;]| and\b)"
            ),
        ),
        (
            (ClaimKind.KILLED,),
            rf"(?:kill(?:ed|ing|s)?) {_NOBODY}|(?:not|n['’]t) kill anyone|without (?:killing (?:anyone|anybody|a (?:single )?(?:soul|person))|loss of life)",
        ),
        (
            (ClaimKind.INJURED,),
            rf"(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)) {_NOBODY}|(?:not|n['’]t) (?:injure|wound) anyone|without (?:injuring|wounding) (?:anyone|anybody|a (?:single )?(?:soul|person))",
        ),
        ((ClaimKind.KILLED,), rf"{_NO} (?:reports? of )?{_SOME}(?:deaths|fatalities|loss of life|dead|killed)"),
        ((ClaimKind.INJURED,), rf"{_NO} (?:reports? of )?{_SOME}(?:injuries|wounded|injured)"),
        ((ClaimKind.KILLED,), rf"{_NONE} (?:killed|dead)"),
        ((ClaimKind.INJURED,), rf"{_NONE} (?:injured|wounded)"),
    )
)
