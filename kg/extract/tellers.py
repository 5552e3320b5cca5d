"""Who tells the clause that a pronoun stands in, and whom that clause is about.

What is hard: "the army said it had retaken the town" is about the army, but "the army said the rebels left a zone from
which it, or they, had been driven" goes on about whoever the told clause has for its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import SAYING, VOWING, preps

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

PRONOUNS = frozenset({"they", "them", "their", "its", "it", "we", "our", "us", "he", "his", "she", "her", "i", "whose"})
_OPENING = 2
_ALLEGED = ("accusation", "allegation", "charge", "claim", "report", "suggestion")
"""What somebody denies, rejects or confirms of himself: "denied a British claim that it had hit a ship"."""
_INNER = ("relcl", "acl", "pcomp")
_SUBJECT = ("nsubj", "nsubjpass")
_OWED = frozenset({"answer", "pay", "price", "punish", "reply", "response", "retaliation", "retribution", "revenge"})
SUFFERED = frozenset(
    {"bear", "bleed", "burn", "crumble", "drown", "expect", "face", "feel", "pay", "receive", "regret", "repent"}
    | {"rue", "see", "suffer", "taste", "tremble", "weep"}
)
"""What an enemy is told to do: "will pay for this", "would regret the raid"."""
_HITTING = frozenset(
    {"attack", "bomb", "bombard", "destroy", "hit", "pound", "pummel", "raid", "shell", "storm", "strike", "target"}
)
"""What nobody does to posts of his own: "warplanes pounded their positions"."""
_WARNING = ("caution", "tell", "warn")


def warned(view: View, token: Token) -> Token | None:
    """Return whom a warning goes to, for "it" that is to suffer: "warned the group that it would pay"."""
    verb = token.head
    if token.dep_ not in _SUBJECT or verb.dep_ != "ccomp" or verb.lemma_ not in SUFFERED:
        return None
    told = (c for c in verb.head.children if c.dep_ in ("dobj", "dative") and c.i < token.i)
    return next((c for c in told if c.i in view.parties), None) if verb.head.lemma_ in _WARNING else None


def of_what_it_did(view: View, token: Token) -> Token | None:
    """Return whose "its" is in what another calls an act: "Moscow fired what Kyiv said was its biggest salvo"."""
    be = token.head.head
    if token.head.dep_ != "attr" or be.lemma_ != "be" or not any(c.lower_ == "what" for c in be.children):
        return None
    deed = be.head.head if be.head.lemma_ in SAYING else be
    return next((c for c in deed.children if c.dep_ == "nsubj" and c.i in view.parties and c.i < token.i), None)


def of_its_launch(view: View, token: Token) -> Token | None:
    """Return who launches an act that is "its" own: "it said Kyiv had launched one of its biggest attacks"."""
    noun = token.head
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    verb = noun.head
    if token.dep_ != "poss" or noun.dep_ != "dobj" or not view.among("carrying", verb):
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.i in view.parties and c.i < token.i), None)


def of_its_clause(view: View, token: Token) -> Token | None:
    """Return the subject of a told clause for "it" within it: "Kyiv said Moscow hit a zone it was driven from".

    So it is for the deeds that an answer is for: "the group said Israel would pay for its raids".
    """
    inner = token.dep_ in _SUBJECT and token.head.dep_ in _INNER
    if not inner and not (token.dep_ == "poss" and _owed(token)):
        return None
    above = token.head.head.head if not inner else _punishing(token)
    met = [c for c in above.children if c.dep_ == "dobj" and c.i in view.parties] if above is not None else []
    if met:
        return met[0]  # "punish Hezbollah for its raids", "for the missiles it fired"
    for verb in token.head.ancestors:
        if verb.lemma_.lower() in SAYING:
            return None
        subject = next((c for c in verb.children if c.dep_ in _SUBJECT and c.i < token.i), None)
        if subject is not None:
            named = subject.i in view.parties and not view.parties[subject.i].backed
            return subject if named and any(a.lemma_.lower() in SAYING for a in verb.ancestors) else None
    return None


def _punishing(token: Token) -> Token | None:
    """Return the verb of punishing for what a relative clause tells of: "punish Tehran for the missiles it fired"."""
    deed = token.head.head if token.head.dep_ == "relcl" else None
    if deed is None or deed.dep_ != "pobj" or deed.head.lower_ not in ("for", "over"):
        return None
    return deed.head.head if deed.head.head.lemma_ in _OWED else None


def who_is_owed(view: View, token: Token) -> Token | None:
    """Return who vows or warns, for what of "its" was hit: "vowed that it would pay for the attack on its post"."""
    deed = token.head.head.head if token.dep_ == "poss" and token.head.dep_ == "pobj" else None
    if deed is None or deed.dep_ != "pobj" or deed.head.lower_ != "for" or deed.head.head.lemma_ not in _OWED:
        return None
    verb = next((a for a in deed.head.head.ancestors if a.lemma_ in VOWING | {"say"}), None)
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    return who if who is not None and who.i in view.parties else None


def _owed(token: Token) -> bool:
    """Whether somebody is to pay for what a possessive stands before."""
    prep = token.head.head
    return token.head.dep_ == "pobj" and prep.lower_ in ("for", "to") and prep.head.lemma_.lower() in _OWED


def tells_on(token: Token) -> bool:
    """Whether a pronoun is who told the sentence before, and tells on: "It warned that the crime"."""
    verb = token.head
    return token.lower_ == "it" and token.i <= 1 and token.dep_ == "nsubj" and verb.lemma_ in SAYING | VOWING


def teller(token: Token) -> Token | None:
    """Return who tells the clause that a pronoun stands in: "the army said it had retaken the town"."""
    below = token
    for verb in token.ancestors:
        if verb.lemma_ in _ALLEGED and below.dep_ in ("acl", "ccomp") and verb.head.pos_ == "VERB":
            return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.lower_ not in PRONOUNS), None)
        if verb.lemma_.lower() in SAYING and below.dep_ in ("ccomp", "advcl", "parataxis", "conj"):
            opens = token.i <= _OPENING  # "Its forces had hit the depot, the ministry said"
            who = (c for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in PRONOUNS)
            return next((c for c in who if c.i < token.i or opens), None)
        below = verb
    return None


def headed_by(pronoun: Token) -> Token | None:
    """Return who is quoted by a headline that opens with his name: "Asif: We will answer"."""
    if pronoun.lower_ not in ("we", "our", "us"):
        return None
    colon = next((t for t in pronoun.doc[1 : _OPENING + 1] if t.text == ":" and t.i < pronoun.i), None)
    return colon.nbor(-1) if colon is not None and colon.nbor(-1).text[0].isupper() else None


def spoken_for(person: Token) -> list[Token]:
    """Return for whom somebody speaks, by what stands beside his name: "Hadley, a spokesman for the coalition"."""
    offices = [c for c in person.children if c.dep_ == "appos"]
    return [one for office in offices for one in preps(office, "for", "of")]


def first_of(pronoun: Token) -> Token:
    """Return the same pronoun where the clauses joined to its own began: "it shelled Hama, and on Friday it left"."""
    verb = pronoun.head
    if pronoun.dep_ not in _SUBJECT or verb.dep_ != "conj":
        return pronoun
    subject = next((c for c in verb.head.children if c.dep_ in _SUBJECT and c.i < pronoun.i), None)
    return first_of(subject) if subject is not None and subject.lower_ == pronoun.lower_ else pronoun


def subject_before(view: View, token: Token) -> Token | None:
    """Return the last subject before a pronoun, past who hits what is "theirs": "men died as jets hit their post"."""
    hits = token.head.head if token.dep_ == "poss" and token.head.dep_ == "dobj" else None
    hits = hits if hits is not None and hits.lemma_ in _HITTING and view.among("structures", token.head) else None
    before = (t for t in reversed(list(view.doc[: token.i])) if t.dep_ in _SUBJECT and t.pos_ != "PRON")
    return next((t for t in before if t.lower_ != "others" and (hits is None or t.head != hits)), None)
