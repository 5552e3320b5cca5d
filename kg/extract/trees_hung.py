"""Subjects and objects that the parser hung on the wrong word, given back to their verb.

What is hard: "bombed Lebanon and the group fired rockets" leaves "fired" without a subject, "hours after the deal"
takes the object of the verb before it, and each mend must touch no tree that was right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import SAYING, SUBJECTS, VOWING
from kg.extract.trees_days import DAYS, SPANS

if TYPE_CHECKING:
    from kg.extract.tree import Token

_TIMES = frozenset({"after", "before", "since", "until"})
_UNDER = ("dobj", "pobj")
_SIDES = frozenset({"army", "force", "group", "military", "militant", "militia", "movement", "rebel"})
_MEN = frozenset({"attacker", "fighter", "gunman", "insurgent", "militant", "rebel", "soldier", "troop"})
_AIMED = frozenset({"against", "at", "on"})
_SPEAKING = frozenset({"accuse", "blame", "pledge", "respond", "retaliate", "threaten", "vow", "warn"})
_HARMED = frozenset({"hurt", "injure", "kill", "wound"})


def loosed(part: Token, heads: list[int], deps: list[str]) -> None:
    """Give weapons the participle right behind them: "he was behind ten rockets fired at Sderot"."""
    weapons = part.nbor(-1) if part.i else part
    bare = not any(c.dep_ in (*SUBJECTS, "mark", "aux", "auxpass") for c in part.children)
    if part.dep_ == "advcl" and part.tag_ == "VBN" and bare and weapons.tag_ == "NNS" and weapons.lemma_ in _LOOSED:
        heads[part.i], deps[part.i] = weapons.i, "acl"


_LOOSED = frozenset({"drone", "missile", "mortar", "projectile", "rocket", "shell"})


def fated(part: Token, heads: list[int], deps: list[str]) -> None:
    """Give whom an act avenges what befell him: "rockets to avenge its leader, killed in a raid"."""
    bare = not any(c.dep_ in (*SUBJECTS, "mark", "aux", "auxpass") for c in part.children)
    if part.dep_ != "advcl" or part.tag_ != "VBN" or not bare or part.i < 2 or part.nbor(-1).text != ",":  # noqa: PLR2004
        return
    whom = part.nbor(-2)
    if whom.dep_ in _UNDER and any(t.lemma_.lower() in _AVENGING for t in whom.ancestors if t.i > part.head.i):
        heads[part.i], deps[part.i] = whom.i, "acl"


_AVENGING = frozenset({"avenge", "payback", "punishment", "reprisal", "retaliation", "retribution", "revenge"})


def laden(part: Token, heads: list[int], deps: list[str]) -> None:
    """Give a verb the subject that its participle took: "when a drone packed with explosives flew into a hangar"."""
    verb = part.head
    if part.dep_ != "advcl" or part.tag_ != "VBD" or verb.i < part.i or verb.tag_ != "VBD":
        return
    subject = next((c for c in part.children if c.dep_ == "nsubj"), None)
    if subject is None or any(c.dep_ in SUBJECTS for c in verb.children) or part.nbor(1).lower_ not in ("with", "by"):
        return
    heads[subject.i], heads[part.i], deps[part.i] = verb.i, subject.i, "acl"
    for child in (c for c in part.children if c.i < subject.i):
        heads[child.i] = verb.i


def which(verb: Token, heads: list[int], deps: list[str]) -> None:
    """Give a second clause of relation its noun: "an attack which Ankara condemned and which prompted it to act"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ == "which"), None)
    if verb.dep_ != "advcl" or not subject or not subject.i or subject.nbor(-1).lower_ not in ("and", "but"):
        return
    first = (t for t in reversed(verb.doc[: subject.i]) if t.dep_ == "relcl")
    told = next((t for t in first if t.right_edge.i >= subject.i - 2), None)
    if told is not None:
        heads[verb.i], deps[verb.i] = told.head.i, "relcl"


def joined(verb: Token, heads: list[int], deps: list[str]) -> None:
    """Give a verb the subject that was drawn into a phrase before: "fired rockets on Sunday and Israel retaliated"."""
    left = verb.i - any(c.dep_ == "advmod" and c.i == verb.i - 1 for c in verb.children)
    noun = verb.doc[left - 1] if left else verb
    if verb.tag_ == "VBD" and verb.head.tag_ in ("VB", "VBG") and noun.lower_ in ("and", "but"):
        finite = next((a for a in verb.ancestors if a.tag_ in ("VBD", "VBZ")), None)
        told = finite is not None and not any(c.dep_ in SUBJECTS for c in verb.children)
        heads[verb.i] = finite.i if finite is not None and told else heads[verb.i]
        return
    marked = any(c.dep_ == "mark" for c in verb.children)
    bare = noun.tag_ == "NNS" and noun.lemma_ in _MEN and not any(True for _ in noun.children)
    side = noun.pos_ == "PROPN" or (noun.lemma_ in _SIDES and any(c.lower_ == "the" for c in noun.children)) or bare
    if verb.tag_ != "VBD" or noun.dep_ != "conj" or not side or marked:
        return
    first, own = noun.head, [c for c in verb.children if c.dep_ in (*SUBJECTS, "aux", "auxpass")]
    if own == [first] and _objectless(verb.head, first):  # "shelled Kharkiv and Ukraine fired"
        heads[first.i], deps[first.i] = verb.head.i, "dobj"
    elif own or first.dep_ not in _UNDER or verb.head not in noun.ancestors:
        return
    heads[noun.i], deps[noun.i], deps[verb.i] = verb.i, "nsubj", "conj"


def _objectless(verb: Token, noun: Token) -> bool:
    """Whether a verb that somebody does lacks the object that a noun right behind it is: not "said Kharkiv"."""
    taken = any(c.dep_ in ("ccomp", "dobj") and c.i < noun.i for c in verb.children)
    bare = any(c.dep_ == "nsubj" for c in verb.children) and noun.left_edge.i == verb.i + 1
    return verb.pos_ == "VERB" and bare and not taken and verb.lemma_.lower() not in SAYING


def under_fire(prep: Token, heads: list[int], deps: list[str]) -> None:  # noqa: ARG001 - all mends are called alike
    """Hang on its verb whose attack somebody came under: "came under attack by rebels"."""
    under = prep.head.head
    if prep.lower_ in ("by", "from") and under.lower_ == "under" and under.head.lemma_ == "come":
        heads[prep.i] = under.head.i


def in_which(prep: Token, heads: list[int], deps: list[str]) -> None:  # noqa: ARG001 - all mends are called alike
    """Hang on its verb what somebody was hurt in: "it struck, after two men were hurt, one badly, in an attack"."""
    if prep.lower_ != "in" or not prep.i or prep.nbor(-1).text != ",":
        return
    verb = prep.head
    hurt = (c for c in verb.children if c.dep_ == "advcl" and verb.i < c.i < prep.i and c.lemma_ in _HARMED)
    last = max(hurt, key=lambda t: t.i, default=None)
    if last is not None and any(c.dep_ == "auxpass" for c in last.children):
        heads[prep.i] = last.i


def told_of(verb: Token, heads: list[int], deps: list[str]) -> None:
    """Give what was said its subject, drawn to the saying: "he said five of the men, its best, were killed"."""
    said = verb.head
    aux = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    if verb.dep_ != "ccomp" or said.i > verb.i or said.lemma_.lower() not in SAYING or aux.tag_ not in ("VBD", "VBZ"):
        return
    if any(c.dep_ in (*SUBJECTS, "mark", "expl") for c in verb.children):
        return
    noun = next((c for c in said.children if c.dep_ == "dobj" and c.i < verb.i), None)
    if noun is not None and noun.left_edge.i == said.i + 1:
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        heads[noun.i], deps[noun.i] = verb.i, "nsubjpass" if passive else "nsubj"


def promised(verb: Token, heads: list[int], deps: list[str]) -> None:
    """Give a clause after "that" its subject, drawn to a vow: "after promising that strikes on it would be avenged"."""
    aux = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    if aux.tag_ not in ("MD", "VBD", "VBZ") or any(c.dep_ in (*SUBJECTS, "mark", "expl") for c in verb.children):
        return
    that = next(
        (t for t in verb.doc[: verb.i] if t.lower_ == "that" and t.dep_ == "det" and t.head.tag_ == "NNS"), None
    )
    vow = that.head.head if that is not None and that.head.dep_ == "dobj" else None
    if that is None or vow is None or vow.i != that.i - 1 or vow.lemma_.lower() not in SAYING | VOWING:
        return
    heads[that.head.i], deps[that.head.i] = verb.i, "nsubj"
    heads[that.i], deps[that.i] = verb.i, "mark"
    heads[verb.i], deps[verb.i] = vow.i, "ccomp"


def renamed(noun: Token, heads: list[int], deps: list[str]) -> None:
    """Make an apposition of a second object: "fired rockets on the port, the first attack on it in a month"."""
    first = next((c for c in noun.head.children if c.dep_ == "dobj" and c.i < noun.i), None)
    left = noun.left_edge
    if first is not None and left.i > first.i and left.pos_ in ("DET", "PRON") and left.nbor(-1).is_punct:
        heads[noun.i], deps[noun.i] = first.i, "appos"


def by_whom(prep: Token, heads: list[int], deps: list[str]) -> None:
    """Hang on an attack who made it and on what: "three were hurt in rocket attacks by rebels on two posts"."""
    verb = prep.head
    attack = prep.nbor(-1) if prep.i else prep
    if verb.lemma_ not in _HARMED or attack.dep_ != "pobj" or attack.head.lower_ not in ("in", "during"):
        return
    if attack.head.head == verb and attack.head.i > verb.i:
        heads[prep.i], deps[prep.i] = attack.i, "prep"
        for other in (c for c in verb.children if c.dep_ == "prep" and c.i > prep.i and c.lower_ in _AIMED):
            heads[other.i] = attack.i


def aimed(prep: Token, heads: list[int], deps: list[str]) -> None:  # noqa: ARG001 - all mends are called alike
    """Hang on an attack what it was aimed into: "blamed the commander for rocket fire into its territory"."""
    act = prep.nbor(-1) if prep.i else prep
    telling = prep.head.lemma_.lower() in SAYING | _SPEAKING
    if prep.lower_ in ("into", "toward", "towards") and act.dep_ in _UNDER and act.lemma_ in _ACTS and telling:
        heads[prep.i] = act.i


_ACTS = frozenset({"attack", "fire", "incursion", "intrusion", "raid", "shelling", "strike"})


def to_what(to: Token, heads: list[int], deps: list[str]) -> None:
    """Make a preposition of "to" before a quoted adjective: 'only responded to "unprovoked" Indian fire'."""
    word = to.head
    noun = next((c for c in word.children if c.dep_ == "dobj" and c.i > word.i), None)
    if to.lower_ == "to" and word.tag_ == "JJ" and word.i > to.i and noun is not None and word.head.i < to.i:
        heads[to.i], deps[to.i] = word.head.i, "prep"
        heads[noun.i], deps[noun.i], heads[word.i], deps[word.i] = to.i, "pobj", noun.i, "amod"


def of_saying(part: Token, heads: list[int], deps: list[str]) -> None:  # noqa: ARG001 - all mends are called alike
    """Give to who speaks what he does with it: "one died, the army said, blaming rebels and vowing revenge"."""
    if part.dep_ != "advcl" or part.tag_ != "VBG" or part.lemma_ not in _SPEAKING or part.i < 2:  # noqa: PLR2004
        return
    said = part.nbor(-2)
    if part.nbor(-1).text == "," and said.dep_ == "parataxis" and said.head == part.head:
        heads[part.i] = said.i


def said_that(that: Token, heads: list[int], deps: list[str]) -> None:
    """Open with "that" the clause behind a phrase: "said that in response to the raid it had closed the road"."""
    said = that.head
    prep = that.nbor(1) if that.i + 1 < len(that.doc) else that
    if that.lower_ != "that" or that.tag_ != "IN" or said.lemma_.lower() not in SAYING or prep.dep_ != "prep":
        return
    told = next((t for t in prep.subtree if t.dep_ == "relcl" and t.tag_ in ("VBD", "VBN", "VBZ", "VBP")), None)
    subject = (
        next((c for c in told.children if c.dep_ in SUBJECTS and c.i < told.i), None) if told is not None else None
    )
    if told is None or subject is None or any(t.tag_ in ("WDT", "WP", "WRB") for t in told.subtree if t.i < told.i):
        return
    heads[told.i], deps[told.i] = said.i, "ccomp"
    heads[that.i], deps[that.i] = told.i, "mark"
    heads[prep.i] = told.i


def before_noun(time: Token, heads: list[int], deps: list[str]) -> None:
    """Make a preposition of a conjunction that opens no clause: "after the rocket fire its jets struck"."""
    noun = time.head
    bare = noun.pos_ == "NOUN" and noun.dep_ == "advcl" and not any(c.dep_ in (*SUBJECTS, "cop") for c in noun.children)
    if bare and time.lower_ in _TIMES and time.i < noun.i:
        heads[time.i], deps[time.i] = noun.head.i, "prep"
        heads[noun.i], deps[noun.i] = time.i, "pobj"


def before_object(verb: Token, heads: list[int], deps: list[str]) -> None:
    """Make a verb of a participle whose object stands behind a phrase: "its men bombed with mortars a crowd"."""
    noun = verb.head.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or verb.head.dep_ != "nsubj" or noun.pos_ != "NOUN":
        return
    if noun.i > verb.i and not any(c.dep_ in ("aux", "cop") for c in noun.children):
        heads[verb.i], deps[verb.i] = noun.head.i if noun.dep_ != "ROOT" else verb.i, noun.dep_
        heads[verb.head.i], heads[noun.i], deps[noun.i] = verb.i, verb.i, "dobj"
        for other in (c for c in noun.children if c.dep_ == "mark" and c.i < verb.i):
            heads[other.i] = verb.i


def apposed(name: Token, heads: list[int], deps: list[str]) -> None:
    """Hang a man's name on the word for him: "for the killing of one of its chiefs, Adel Kamal, near Homs"."""
    first = name.left_edge.i
    whole = any(c.dep_ == "compound" and c.tag_ == "NNP" for c in name.children)
    if name.tag_ != "NNP" or not whole or first < 2 or name.text in DAYS or name.nbor(first - name.i - 1).text != ",":  # noqa: PLR2004
        return
    role = name.doc[first - 2]
    if role.tag_ in ("NN", "NNS") and role.dep_ in _UNDER and role.lower_ not in SPANS:
        heads[name.i], deps[name.i] = role.i, "appos"


def vowed_by(verb: Token, heads: list[int], deps: list[str]) -> None:  # noqa: ARG001 - all mends are called alike
    """Give to who speaks the vow told after what he said: "he said the dead were four, and promised revenge"."""
    said = verb.head.head
    bare = verb.tag_ == "VBD" and not any(c.dep_ in (*SUBJECTS, "aux", "auxpass") for c in verb.children)
    told = verb.head.dep_ == "ccomp" and said.i < verb.head.i and said.lemma_.lower() in SAYING
    if verb.dep_ == "conj" and bare and told and (verb.lemma_ in _SPEAKING or verb.lemma_ == "promise"):
        heads[verb.i] = said.i


def stolen(verb: Token) -> Token | None:
    """Return the word that took the subject of its clause for its own object: "after one of the jets hit a post"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBD" or any(c.dep_ in (*SUBJECTS, "mark", "aux") for c in verb.children):
        return None
    words = (c for c in verb.head.children if c.dep_ == "prep" and c.lower_ in _TIMES and verb.head.i < c.i < verb.i)
    word = max(words, key=lambda t: t.i, default=None)
    objects = [c for c in word.children if c.dep_ == "pobj"] if word is not None else []
    whole = len(objects) == 1 and objects[0].right_edge.i == verb.i - 1
    return word if whole else None
