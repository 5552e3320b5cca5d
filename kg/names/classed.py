"""Places that no gazetteer has but a noun beside them calls places: "the Biranit barracks", "Sherzad district".

What is hard: "the Israeli base" is no place named Israeli, "Central Hospital" none named Central, and a headline or the
first word of a sentence has its capital from elsewhere. So the name must hold a word that is neither a party nor a
common one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.names import actors, tables
from kg.names.place_forms import DESCRIBED, OF_NAME
from kg.names.settle import Resolved, place_of

if TYPE_CHECKING:
    from collections.abc import Container

_AREAS = (
    r"(?:sub-?)?districts?|quarters?|neighbou?rhoods?|suburbs?|municipality|commune"
    r"|sector|township|area|county|cantons?|(?-i:front(?: ?line)?|axis|salient)"
)
_REGIONS = r"region|province|governorate|oblast|krai|prefecture|state"
_SITES = (
    r"(?:military |naval |air |army |missile |drone )?(?:base|barracks|garrison|outpost)|airbase|airfield|(?:international )?airport|airstrip|aerodrome"  # noqa: E501 - one alternative a line
    r"|(?:refugee |displacement |displaced persons |training |military |army )?camps?"
    r"|(?:children['’]s |maternity |field |military )?hospital|(?:medical|health) cent(?:er|re)|clinic|prison|jail|detention cent(?:er|re)"  # noqa: E501 - one alternative a line
    r"|bridge|dam|(?:border )?(?:crossing|post)|checkpoint|junction|crossroads|roundabout|square|street|road|highway"
    r"|(?:oil )?(?:refinery|terminal|depot|field)|gas field|(?:nuclear |thermal )?power (?:plant|station)"
    r"|nuclear (?:plant|facility|site|complex)|steel ?works|plant|factory|(?:sea)?port|harbou?r|mine"
    r"|market|bazaar|mosque|(?:parish )?church|monastery|cathedral|school|university|(?:metro |train |railway |bus )?station|stadium|theatre|hotel|mall"  # noqa: E501 - one alternative a line
    r"|hills?|highlands|heights|valley|mountains?|forest|islands?|peninsula|plain|desert|plateau|pass|canal|strait|village|town|settlement|kibbutz"
)
_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]d|[Aa]sh|[Aa]r|[Aa]n|[Aa]t|[Aa]z)-"
_WORD = rf"(?:(?:{_ARTICLE})?[A-Z][\w’'-]*[a-z])"
_CLASSED = re.compile(
    rf"(?P<base>{_WORD}(?: {_WORD}){{0,2}}) (?i:(?P<area>{_AREAS})|(?P<region>{_REGIONS})|(?P<site>{_SITES}))(?![\w-])"
)
_ARTICLES = frozenset({"al", "el", "as", "ad", "ash", "ar", "an", "at", "az"})
_START = re.compile(r"(?:^|[.!?\n:“\"—–-]\s*)\Z")


def classed(text: str, start: int, common: Container[str]) -> tuple[int, Resolved] | None:
    """Return where a name with its noun ends, and the place; `common` are words that the text writes small too."""
    match = _CLASSED.match(text, start)
    if match is None:
        return None
    base = match["base"]
    if DESCRIBED.search(match.group()) and OF_NAME.match(text, match.end()):
        return None
    if actors.find(base) or actors.find(match.group()):
        return None
    words = [w.casefold() for w in re.findall(r"[^\W\d_]+", base)]
    words = [w for w in words if w not in _ARTICLES] or words
    telling = [w for w in words if w not in tables.common_words() and w not in common]
    if not telling or len(telling[-1]) < 3 or words[0] in tables.common_words():  # noqa: PLR2004 - no name is shorter
        return None
    if _START.search(text[max(0, start - 3) : start]) and len(words) == 1 and text.count(base) == 1:
        return None
    kind = "district" if match["area"] else "region" if match["region"] else "site"
    place = place_of(match.group(), kind, None, None, None)
    return match.end(), Resolved(place, (place,), "called a place here")
