"""Nouns that tell of an act: what must stand with them, and what makes a harmless thing of them.

What is hard: "strike" is a walkout, "fire" burns in kitchens, "operation" is surgery, and "attack" stands before other
nouns ("attack drones"). What a noun means shows in the words before it, after it, and in the verb that governs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import preps, verb_above, words_of
from kg.extract.trigger_blows import blow_noun, ground_noun, of_harmed
from kg.extract.trigger_deaths import death_noun
from kg.extract.trigger_fire import incoming
from kg.extract.trigger_harmless import harmless
from kg.extract.trigger_papers import closure_noun, deal, diplomat_noun, imposed, menace_noun, post, reached
from kg.extract.trigger_retorts import BY_WORDS, retort

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View


_BETWEEN = ("between", "with", "in", "near", "around", "for", "against", "at", "of", "over", "along", "inside")


def plain(view: View, noun: Token) -> bool:
    """strike, attack, raid: unless harmless."""
    return not harmless(view, noun)


def of_weapon(view: View, noun: Token) -> bool:
    """Launch of rockets, destruction of drones, firing towards a city."""
    lemma = noun.lower_ if noun.lower_.endswith("ing") else noun.lemma_.lower()
    if noun.dep_ == "compound":
        return False
    if lemma == "targeting":
        return any(preps(noun, "of"))
    what = [*preps(noun, "of"), *(t for t in words_of(noun) if t.dep_ == "compound")]
    if lemma in ("use", "destruction"):
        what = list(preps(noun, "of"))
        if lemma == "use" and not any(t.dep_ == "poss" or t.i in view.parties for t in words_of(noun)):
            return False
    aimed = preps(noun, "towards", "toward", "at", "on")
    if lemma == "launch" and noun.tag_ == "NNS":
        return any(t.pos_ == "NUM" for t in words_of(noun)) or any(preps(noun, "from", "towards", "toward"))
    return any(view.weapon(t) or view.among("flying", t) for t in what) or (
        lemma in ("launching", "firing") and any(view.placed(p) or view.among("structures", p) for p in aimed)
    )


def weapon_event(view: View, noun: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """Incoming rockets; rockets heading for a place; "revenge for the rockets": the weapon stands for the attack."""
    if _stands_for_attack(noun):
        return True
    if any(c.lower_ == "incoming" for c in noun.children):
        return True
    return any(
        c.dep_ == "acl" and c.lemma_ in ("head", "come", "fly", "bind") and c.tag_ == "VBG" for c in noun.children
    )


def _stands_for_attack(noun: Token) -> bool:
    """Whether known weapons are answered, mourned or judged, and not fired: "the rockets could not go unanswered"."""
    mods = words_of(noun)
    blamed = noun.dep_ == "dobj" and noun.head.lemma_ in ("claim", "blame", "condemn")
    if blamed and noun.lemma_ == "bomb" and any(t.lower_ in ("the", "this") for t in mods):
        return True
    known = any(t.lower_ in ("the", "these", "those") for t in mods)
    known = known or any(t.dep_ == "poss" and t.lower_.endswith("day") for t in mods)
    known = known or any(c.dep_ == "relcl" and c.lemma_ in ("hit", "kill", "wound") for c in noun.children)
    if not known or noun.tag_ not in ("NNS", "NNPS"):
        return False
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("for", "over", "after", "to", "following"):
        above = head.head.lemma_.lower()
        return above in _ANSWERED or (head.lower_ in ("for", "over") and head.head.pos_ in ("VERB", "AUX"))
    judged = head.pos_ in ("VERB", "AUX") and head.lemma_.lower() in ("be", "go", "come", "draw", "prompt", "trigger")
    return noun.dep_ == "nsubj" and judged


_ANSWERED = frozenset(
    {"answer", "payback", "punishment", "reaction", "reply", "reprisal", "respond", "response", "retaliate"}
    | {"retaliation", "retribution", "revenge", "vengeance"}
)


def shower(view: View, noun: Token) -> bool:
    """A hail of shells, a wave of drones: of weapons, and in an act that no verb of firing tells."""
    fired = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _FIRING
    return noun.dep_ != "compound" and not fired and any(view.weapon(p) for p in preps(noun, "of"))


_FIRING = frozenset({"fire", "hurl", "launch", "lob", "loose", "send", "unleash"})


def known(view: View, noun: Token) -> bool:
    """The bloodshed, the lynching, an intrusion by jets: pointed to, owned, or placed."""
    if harmless(view, noun):
        return False
    pointed = any(t.lower_ in ("the", "this", "that") or t.dep_ == "poss" for t in words_of(noun))
    return pointed or any(view.placed(p) or view.named(p) for p in preps(noun, "in", "at", "by", "of"))


def clash(view: View, noun: Token) -> bool:
    """clash, battle, fighting: between parties, somewhere, or fierce."""
    if harmless(view, noun) or noun.dep_ == "compound":
        return False
    if noun.dep_ == "acl" and (view.force(noun.head) or view.named(noun.head)):
        return False
    if noun.lemma_.lower() in ("clash", "skirmish", "firefight", "gunfight", "gunbattle", "shootout", "shoot-out"):
        return True
    before = words_of(noun)
    if any(view.among("fierce", t) for t in before):
        return True
    near = list(preps(noun, *_BETWEEN))
    return (
        any(view.placed(p) or view.force(p) or view.named(p) or view.among("territory", p) for p in near)
        or any(t.i in view.spots for t in before)
        or (
            noun.dep_ in ("pobj", "nsubj", "dobj")
            and noun.lemma_.lower() in ("fighting", "battle")
            and not any(near)
            and not any(c.dep_ == "prep" for c in noun.children)
        )
    )


def ground_advance(view: View, noun: Token) -> bool:
    """An advance, a push: of forces, or into a place."""
    if noun.dep_ == "compound":
        return False
    owner = any(view.named(t) or view.force(t) for t in words_of(noun)) or any(
        view.force(p) for p in preps(noun, "by", "of")
    )
    goal = any(
        view.placed(p) or view.among("territory", p) for p in preps(noun, "into", "on", "toward", "towards", "in", "to")
    )
    verb = verb_above(noun)
    made = verb is not None and verb.lemma_ in ("make", "halt", "stop", "launch", "repel") and noun.dep_ == "dobj"
    theirs = any(t.dep_ == "poss" and (view.force(t) or view.named(t)) for t in words_of(noun))
    theirs = theirs or any(view.force(p) for p in preps(noun, "of"))
    return (goal and (owner or made)) or (owner and noun.lemma_ != "push" and made) or theirs


def killing_noun(view: View, noun: Token) -> bool:
    """The killing of somebody."""
    return (
        noun.dep_ != "compound"
        and not harmless(view, noun)
        and not any(p.lemma_ in _KIN for p in preps(noun, "of"))
        and (any(_mortal(view, p) for p in preps(noun, "of")) or _of_person(view, noun) or _done(noun))
    )


def _done(noun: Token) -> bool:
    """Whether known executions are told of: "the executions appeared to be revenge"."""
    known = any(c.lower_ in ("the", "these", "those") for c in noun.children)
    return known and noun.lemma_.lower() in ("beheading", "execution", "hanging", "slaying") and noun.tag_ == "NNS"


def _of_person(view: View, noun: Token) -> bool:
    """Whether somebody's own killing is meant: "Baraka's killing", "his killing", not "Israel's"."""
    if any(c.dep_ == "poss" and c.lower_ in ("his", "her") for c in noun.children):
        return noun.lemma_.lower() in ("killing", "murder", "slaying")
    names = (c for c in noun.children if c.dep_ == "poss" and c.pos_ == "PROPN" and not view.placed(c))
    return any(view.person(c) for c in names)


def _mortal(view: View, token: Token) -> bool:
    """Whether a noun is of somebody, or counts some: "two of their commanders"."""
    somebody = any(view.of(kind, token) for kind in ("people", "leaders", "forces"))
    return somebody or token.pos_ in ("PROPN", "NUM") or view.named(token)


_KIN = frozenset({"boyfriend", "girlfriend", "husband", "neighbour", "partner", "wife"})


def of_territory(view: View, noun: Token) -> bool:
    """The capture of a town."""
    return noun.dep_ != "compound" and any(
        view.placed(p) or view.among("territory", p) or (view.among("ships", p) and noun.lemma_ == "seizure")
        for p in preps(noun, "of")
    )


def of_force(view: View, noun: Token) -> bool:
    """A deployment of troops, the US withdrawal from a country."""
    if noun.dep_ == "compound" or harmless(view, noun):
        return False
    parts = words_of(noun)
    return any(view.among("troops", t) for t in [*parts, *preps(noun, "of")]) or (
        any(t.i in view.parties for t in parts) and any(view.placed(p) for p in preps(noun, "from", "in", "to"))
    )


def actual(view: View, noun: Token) -> bool:  # noqa: ARG001 - conditions share a signature
    """An evacuation, a mobilisation: not the word before another noun."""
    return noun.dep_ != "compound" and not any(t.lower_ == "medical" for t in words_of(noun))


def label(view: View, noun: Token) -> bool:  # noqa: PLR0911 - one word a line
    """The incident, the operation, Israel's campaign: an act told of before, by a word that could be any."""
    lemma = noun.lemma_.lower()
    before = words_of(noun)
    low = {t.lower_ for t in before}
    if (
        post(noun)
        or noun.dep_ in ("compound", "amod", "nmod")
        or low & view.lexicon.classes["peaceful"]
        or (noun.head.lower_ == "in" and lemma in _RELATING and _relates(view, noun))
        or any(p.lemma_.lower() in BY_WORDS for p in preps(noun, "to"))  # "the response to the proposal"
    ):
        return False
    pointed = bool(low & {"the", "this", "that", "these", "those"})
    owned = any(view.named(t) or t.i in view.parties for t in before)
    if any(c.dep_ in ("acl", "relcl") and c.lemma_ in _HELPING for c in noun.children):
        return False
    if lemma == "violence":
        above = verb_above(noun) if noun.dep_ == "nsubj" else None
        return above is not None and above.lemma_ in ("erupt", "break", "flare", "follow")
    if lemma in ("operation", "campaign", "action", "manoeuvre", "maneuver", "crackdown"):
        return (
            bool(low & view.lexicon.classes["military"])
            or (lemma in ("operation", "crackdown") and (pointed or owned))
            or (lemma == "campaign" and owned and bool(low & view.lexicon.classes["military"]))
        )
    if lemma == "act":
        return any(
            p.lemma_.lower() in ("aggression", "terror", "terrorism", "war", "sabotage", "revenge")
            for p in preps(noun, "of")
        )
    if lemma in _RELATING:
        verb = verb_above(noun)
        return (
            (owned or pointed)
            and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            and verb is not None
            and view.among("acting", verb)
        )
    return pointed and lemma in ("incident", "atrocity")


_HELPING = frozenset({"clean", "clear", "find", "help", "recover", "remove", "repair", "retrieve", "save", "treat"})


def _relates(view: View, noun: Token) -> bool:
    """Whether "in revenge" only ties two acts: not "killed in Israeli revenge", but "hit in revenge for the raid"."""
    return any(preps(noun, "for", "over")) or not view.among("results", noun.head.head)


_RELATING = frozenset({"response", "retaliation", "reprisal", "revenge", "effort", "hostility", "violence", "tragedy"})

NOUNS = {
    "": plain, "incoming": incoming, "of-weapon": of_weapon, "weapon-event": weapon_event, "clash": clash,
    "ground-advance": ground_advance, "killing-noun": killing_noun, "of-territory": of_territory, "of-force": of_force,
    "actual": actual, "closure-noun": closure_noun, "imposed": imposed, "menace-noun": menace_noun,
    "blow-noun": blow_noun, "of-harmed": of_harmed, "ground-noun": ground_noun, "known": known, "shower": shower,
    "diplomat-noun": diplomat_noun, "reached": reached, "deal": deal, "label": label,
    "death-noun": death_noun, "retort": retort,
}  # fmt: skip
