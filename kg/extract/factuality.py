"""Did it happen? Asserted, denied, threatened, only thought of, or habitual (after FactBank, Saurí & Pustejovsky 2009).

What is hard: what governs a trigger (a plan, a fear, "could", "to") makes it unreal, but a definite act stays real
under most of it: nobody can condemn, avenge or answer "the attack" that was not. Only verbs that would carry the act
out take a definite noun along into the unreal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.auxiliaries import FOILED, IF, Judged, auxiliaries, thought
from kg.extract.clause import VERBAL, VOWING, words_of
from kg.extract.habits import habit, of_a_day, took_place
from kg.extract.supposed import came_before, over, supposed
from kg.extract.trigger_codenames import CODE_NAME
from kg.vocab import Factuality, Family

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.triggers import Candidate
    from kg.extract.view import View

_DENY = frozenset({"deny", "reject", "dismiss", "refute", "dispute"})
_ANSWERS = frozenset({"answer", "reprisal", "response", "retaliation", "retribution", "revenge"})
_REPLIES = _ANSWERS | {"payback", "payment", "punishment", "reaction", "reply", "requital", "riposte", "vengeance"}
_AVENGES = frozenset({"avenge", "punish", "repay", "requite", "revenge", "retaliate"})
_THE = frozenset({"the", "this", "these", "that", "those", "both", "latest", "incoming"})
_BELOW = frozenset({"prep", "acl", "pcomp", "xcomp", "ccomp", "advcl"})
_GOVERNED = frozenset({"xcomp", "ccomp", "dobj", "prep", "pcomp", "advcl", "dative"})
_ASIDE = frozenset({"advcl", "npadvmod", "prep", "agent"})
_TIED = frozenset({"for", "of", "about", "against", "to", "from", "on", "at", "into"})
_BROKERED = frozenset({"broker", "mediate", "negotiate"})
_WHAT_WAS = frozenset({"after", "because", "since"})
_OPINION = frozenset({"warn", "suggest", "expect", "fear", "suspect", "order", "mean"})
_CLAUSES = frozenset({"ROOT", "relcl", "acl", "advcl", "parataxis"})
_FAR = 24


def judge(one: Candidate) -> Judged:
    """Return how real the act of a trigger is told to be."""
    seen = one.seen
    if one.type.family is Family.THREAT:
        return Judged(Factuality.THREATENED, "a threat")
    if seen is None:
        return Judged(Factuality.ASSERTED, "plain")
    guess = supposed(one)
    unreal = (thought(guess) if guess else _before(seen, one)) or (_above(seen, one) if not of_a_day(one) else None)
    if unreal is not None and unreal.rule in _NEGATED and _gainsaid(seen, one):
        return Judged(Factuality.DENIED, "said not to have been")
    if unreal is not None:
        return unreal
    why = habit(seen, one)
    return Judged(Factuality.ASSERTED, "plain") if why is None else Judged(Factuality.HABITUAL, why)


_NEGATED = frozenset({"negated", "no such act"})
_DONE = frozenset({"did", "had", "has", "have", "was", "were"})


def _gainsaid(seen: View, one: Candidate) -> bool:
    """Whether somebody says that an act was not done: "did not strike the bridge, he insisted"; not "has not yet"."""
    verb = one.token if not one.nominal else one.light
    if verb is None or any(t.lower_ in ("yet", "so", "never", "until") for t in verb.children):
        return False
    past = verb.tag_ == "VBD" or any(c.lower_ in _DONE for c in verb.children if c.dep_ in ("aux", "auxpass"))
    said = any(a.pos_ in VERBAL and seen.among("speech", a) for a in verb.ancestors)
    said = said or any(
        c.pos_ in VERBAL and c.dep_ in ("ccomp", "parataxis") and seen.among("speech", c) for c in verb.children
    )
    return past and (said or "contrary to" in seen.sentence.text)


def definite(seen: View, one: Candidate) -> bool:
    """Return whether a noun points to an act that is known: "the attack", "Sunday's strikes", "their raid"."""
    mods = words_of(one.token)
    known = any(
        t.lower_ in _THE or (t.dep_ == "poss" and (t.i not in seen.parties or one.token.tag_ == "NN")) for t in mods
    )
    return one.nominal and (known or one.rule == CODE_NAME)


def _before(seen: View, one: Candidate) -> Judged | None:
    """Return what the words before a noun make of it: "no attack", "any attack", "a possible strike"."""
    if not one.nominal:
        return None
    low = {t.lower_ for t in words_of(one.token)}
    if "no" in low:
        return thought("no such act")
    hit = low & seen.lexicon.classes["unreal"]
    if hit <= _AGAIN and (low & _ORDINAL or took_place(one.token) or _launched(one.light)):
        return None
    if hit and not (low & (_THE - {"that"}) and not hit & {"potential", "possible", "planned", "future"}):
        return thought(f"“{min(hit)}” before it")
    return None


def _launched(verb: Token | None) -> bool:
    """Whether the verb that carries an act is of doing it, not of planning it: "launched a fresh assault"."""
    return verb is not None and verb.tag_ != "VB" and verb.lemma_.lower() not in ("face", "order", "plan")


_AGAIN = frozenset({"another", "fresh", "further", "renewed", "such"})
_ORDINAL = frozenset({"second", "third", "fourth", "fifth", "sixth", "latest", "first"})


def _above(seen: View, one: Candidate) -> Judged | None:  # noqa: PLR0911 - one way of many a line
    """Return what the words that govern a trigger make of it, from the nearest up to its clause."""
    token = one.token
    if one.nominal and any(t.lower_ == "incoming" for t in words_of(token)):
        return None
    below = token
    for above in (token, *token.ancestors):
        if above != token and below.pos_ in VERBAL and _stands_alone(below):
            return None
        if below.dep_ == "ccomp" and below.i < above.i and (not seen.among("speech", above) or above.lemma_ in VOWING):
            return None
        if _answered(seen, above, below) or (came_before(below) and definite(seen, one)):
            return None
        found = _verb(seen, one, above, below) if above.pos_ in VERBAL else _noun(seen, one, above, below)
        if found is not None:
            return found
        if above != token and above.pos_ in VERBAL:
            said = seen.among("speech", above) and below.dep_ in ("ccomp", "parataxis", "dep") and below.pos_ in VERBAL
            if said or above.dep_ in _CLAUSES:
                return None
        below = above
        if abs(above.i - token.i) > _FAR:
            return None
    return None


def _answered(seen: View, above: Token, below: Token) -> bool:
    """Whether a word above makes what is below it a thing answered, and so a fact: "in reply to an attack"."""
    lemma, verb = above.lemma_.lower(), above
    if above.pos_ == "NOUN" and lemma in _REPLIES and below.dep_ == "prep" and below.lower_ in ("to", "for", "over"):
        verb = next((a for a in above.ancestors if a.pos_ in VERBAL), above)
    elif not (
        (above.pos_ == "VERB" and lemma in _AVENGES and below.dep_ not in ("nsubj", "nsubjpass", "ccomp"))
        or (below.dep_ == "prep" and any(c.dep_ == "oprd" and c.lemma_.lower() in _REPLIES for c in above.children))
    ):
        return False
    ruled = auxiliaries(seen, verb)
    return ruled is None or ruled.rule == "an aim"


def _stands_alone(verb: Token) -> bool:
    """Whether what governs a verb says nothing of it: a relative clause, a coordinated clause of its own, what was."""
    if verb.dep_ == "relcl" or (
        verb.dep_ in ("csubj", "csubjpass") and verb.tag_ in ("VBD", "VBN")
    ):  # "whoever had shot will pay"
        return True
    if verb.dep_ == "advcl" and verb.tag_ == "VBD":  # "ordered strikes after gunmen killed a soldier"
        return any(c.dep_ == "mark" and c.lower_ in _WHAT_WAS for c in verb.children)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.dep_ == "xcomp":  # "tried to storm the post, firing"
        return verb.head.head.lemma_ in ("attempt", "try") and verb.head.head.tag_ == "VBD"
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    own = own or (verb.tag_ == "VBD" and verb.head.tag_ == "VB")  # "would not tell where but said"
    return verb.dep_ in ("conj", "parataxis") and own and verb.tag_ != "VB"


def _verb(seen: View, one: Candidate, above: Token, below: Token) -> Judged | None:  # noqa: C901, PLR0911 - one way of many a line
    """Return what a verb makes of a trigger at or under it."""
    own = above == one.token
    if not own and below.dep_ in ("nsubj", "nsubjpass"):
        return None if _within(one, below) else _as_subject(seen, one, above)
    if not own and below.dep_ in _ASIDE and not (below.dep_ == "prep" and below.lower_ in _TIED):
        return None
    known = not own and definite(seen, one)
    if not own and above.lemma_.lower() in _DENY:
        if _of_link(above):
            return None
        if known and below.dep_ == "dobj" and above.lemma_ != "deny":
            return None
        return Judged(Factuality.DENIED, f"under “{above.text}”")
    carries = own or seen.among("launching", above)
    modal = auxiliaries(seen, above) if not _met(seen, one, above) else None
    if modal is not None and (not known or (carries and modal.rule != "negated")) and (own or below.dep_ != "ccomp"):
        return modal
    if (
        own
        or (known and not (above.lemma_.lower() == "call" and below.dep_ == "prep" and below.lower_ == "for"))
        or not seen.among("unreal_heads", above)
        or below.dep_ not in _GOVERNED
    ):
        return None
    if above.lemma_.lower() == "end" and above.tag_ in ("VBD", "VBN", "VBG") and below.dep_ == "dobj":
        return None  # "ending a night of rocket fire"
    if above.lemma_.lower() == "avenge" or (above.lemma_.lower() == "call" and below.dep_ not in ("prep", "xcomp")):
        return None
    if above.lemma_.lower() in _OPINION and below.dep_ == "ccomp":
        return auxiliaries(seen, below)
    if _made_so(one, above):
        return None
    if (
        above.lemma_.lower() in seen.lexicon.classes["leaves_real"]
        and below.dep_ in ("dobj", "prep")
        and _party(seen, one)
    ):
        return None
    return thought(f"under “{above.text}”")


def _within(one: Candidate, subject: Token) -> bool:
    """Whether an act only tells more of a known subject: "the killing of two guards in a raid would be avenged"."""
    return subject != one.token and subject.pos_ == "NOUN" and any(t.lower_ in _THE for t in words_of(subject))


def _met(seen: View, one: Candidate, verb: Token) -> bool:
    """Whether an act of somebody named is what was met: "bombed the hills to counter a Taliban assault"."""
    aim = verb.tag_ == "VB" and one.token.head == verb and any(c.lower_ == "to" for c in verb.children)
    return aim and verb.lemma_.lower() in _MEETING and _party(seen, one)


_MEETING = frozenset({"answer", "blunt", "contain", "counter", "halt", "stem"})


def _made_so(one: Candidate, above: Token) -> bool:
    """Whether what governs an act makes it: a brokered truce, an ordered mobilisation."""
    past = above.tag_ in ("VBD", "VBN")
    attack = one.type.family in (Family.STRIKE, Family.GROUND)
    if past and above.lemma_ == "order" and attack and one.nominal and one.token.head == above:
        return True
    done = above.lemma_.lower() in _BROKERED and past
    return done or (one.type.family is Family.MOVE and one.nominal and above.lemma_.lower() in _ORDERED)


_ORDERED = frozenset({"announce", "declare", "order"})


_TIED_TO = re.compile(
    r"\b(?:to do with|(?:connect|link|relat|ti)ed (?:to|with)|(?:connection|link) (?:between|to|with))\b"
)


def _of_link(verb: Token) -> bool:
    """Whether what is denied is that an act was an answer, and not the act: "denied that it was revenge for"."""
    said = [c for c in verb.children if c.dep_ in ("ccomp", "dobj")]
    if any(_TIED_TO.search(" ".join(t.lower_ for t in c.subtree)) for c in said):
        return True
    parts = (t for c in said for t in (c, *c.children))
    return any(t.lemma_.lower() in _ANSWERS and t.dep_ in ("attr", "dobj", "acomp", "oprd") for t in parts)


def _party(seen: View, one: Candidate) -> bool:
    return any(t.i in seen.parties for t in words_of(one.token))


def _as_subject(seen: View, one: Candidate, verb: Token) -> Judged | None:
    """Return what a verb makes of its subject: "once a strike is imminent", "an attack would prompt"."""
    mark = next((c for c in verb.children if c.lower_ in IF and c.dep_ in ("mark", "advmod")), None)
    if mark is not None and not definite(seen, one):
        return thought(f"“{mark.text}”")
    if any(c.lower_ in ("imminent", "likely", "possible") and c.dep_ == "acomp" for c in verb.children):
        return thought("imminent")
    if seen.among("launching", verb):
        return auxiliaries(seen, verb)
    modal = auxiliaries(seen, verb)
    unsure = (
        modal is not None
        and modal.rule != "negated"
        and not any(
            t.lower_ in ("latest", "recent") or t.dep_ == "poss" or t.i in seen.parties for t in words_of(one.token)
        )
    )
    return modal if unsure and not definite(seen, one) else None


def _noun(seen: View, one: Candidate, above: Token, below: Token) -> Judged | None:
    """Return what a noun or preposition makes of a trigger under it: "threat of attack", "guard against raids"."""
    if above == one.token:
        return None
    foiled = above.head.lemma_.lower() in FOILED and above.head.tag_ in ("VBD", "VBN")
    if above.lemma_ in ("attempt", "bid") and foiled:
        return None
    if above.pos_ in ("NOUN", "ADJ", "PROPN") and seen.among("unreal_heads", above) and below.dep_ in _BELOW:
        known = below.dep_ == "prep" and (definite(seen, one) or over(above))
        return None if known else thought(f"under “{above.text}”")
    guards = above.head.lemma_.lower() in ("protect", "defend", "warn", "guard", "brace")
    if above.dep_ == "prep" and above.lower_ in ("against", "from", "for") and guards and not definite(seen, one):
        return thought(f"after “{above.text}”")
    used = above.head.lemma_.lower() in ("use", "plan", "prepare", "need")
    return thought("a purpose") if above.dep_ == "prep" and above.lower_ == "for" and used else None
