"""Whom a noun phrase names: a party, the owner of a weapon, whoever "they" or "the group" stands for.

What is hard: "Israeli jets" are Israel, "Israeli civilians" as a target too, but "Iranian missiles" in Yemen's sky need
not be Iran's hand; "the militants" are whoever was called so last; and who fits no known party keeps their own words
("gendarmes", "Toposa youths", "the Green Line Avengers").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clause import VERBAL, passive, preps, undergoers, words_of
from kg.extract.own_words import MANY, holder, left_of, named_at, named_beside, own_words, span_of
from kg.extract.spoken import Party, Spoken
from kg.extract.states import of_state, of_teller, recognised, seated
from kg.extract.tellers import (
    PRONOUNS,
    first_of,
    headed_by,
    of_its_clause,
    of_its_launch,
    of_what_it_did,
    spoken_for,
    subject_before,
    teller,
    tells_on,
    warned,
    who_is_owed,
)
from kg.extract.unnamed import LANDS, pointed_to, unnamed
from kg.names import actors

if TYPE_CHECKING:
    from kg.extract.tree import Token
    from kg.extract.view import View

_HOUSING = frozenset({"house", "host", "accommodate", "shelter", "contain", "quarter"})
_BEARING = frozenset({"carry", "drive", "ferry", "transport"})
_HOLDING = frozenset(["affiliate", "ally", "belong", "control", "hold", "lead", "link", "operate", "own", "run", "use"])
_THEIRS = frozenset({"it", "its", "their", "they"})
_CALLED = frozenset({"call", "name", "know", "style", "dub"})


def party_of(view: View, token: Token, spoken: Spoken | None = None) -> Party | None:
    """Return the party that a noun phrase stands for, by its name, its owner, or what it points back to."""
    if (lawful := recognised(view, token, spoken) or pointed_to(view, token, spoken)) is not None:
        return lawful
    if (named := _by_name(view, token)) is not None:
        return seated(view, named, spoken)
    if token.lower_ in PRONOUNS:
        return _recalled(view, first_of(token), spoken)
    owner = holder(view, token) or _housed(view, token, spoken) or _owner(view, token, spoken)
    if owner is None and view.counts(token):  # "dozens of Iranian targets"
        counted = (t for t in preps(token, "of") if t.pos_ != "PRON")
        owner = next((p for t in counted if (p := party_of(view, t, spoken))), None)
    owner = owner or of_state(view, token, spoken) or of_teller(view, token, spoken)
    if owner is not None:
        return owner
    forces = view.among("forces", token) or view.among("people", token) or token.lemma_.lower() in MANY
    some = unnamed(view, token, spoken) if forces or token.lemma_ in LANDS else None
    return _short(view, token, spoken) or some or named_beside(view, token) or _of_rank(view, token)


def _of_rank(view: View, token: Token) -> Party | None:
    """Return whose man somebody is, by what stands beside his name: "Abu Omar, a senior al-Nusra commander"."""
    offices = (c for c in token.children if c.dep_ == "appos" and token.pos_ == "PROPN" and view.among("leaders", c))
    return next((p for o in offices for c in o.children if (p := named_at(view, c, "apposition", 0.85))), None)


def _by_name(view: View, token: Token) -> Party | None:
    """Return the party whose name covers a token, or that its whole phrase names, or that stands beside it."""
    hit = named_at(view, token)
    if hit is not None:
        return hit
    left = left_of(token)
    names = [t for t in view.doc[left.i : token.i] if t.i in view.parties]
    if names:
        span = span_of(view, left, token)
        actor = actors.canonical(span.quote)
        if actor is None and token.i + 1 < len(view.doc) and view.among("forces", token):
            actor = actors.canonical(" ".join(t.text for t in (*names, token)))
        if actor is not None:
            return Party(actor, span.quote, span, "named by its phrase", 0.9)
    for child in token.children:
        if (
            child.dep_ == "appos"
            and child.pos_ == "PROPN"
            and (view.among("forces", token) or view.among("people", token))
        ):
            beside = named_at(view, child, "apposition", 0.85)
            if beside is not None and beside.actor.kind != "body":
                return beside
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _CALLED:
            called = [*preps(child, "as"), *(c for c in child.children if c.dep_ in ("oprd", "dobj", "attr"))]
            name = next((c for c in called if c.pos_ == "PROPN"), None)
            if name is not None:
                return named_at(view, name, "called so") or own_words(view, name)
    return None


_OTHERS = frozenset(
    {"adversary", "ally", "enemy", "foe", "neighbor", "neighbour", "opponent", "opposition", "partner", "rival"}
)


def _owner(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the party that stands before a noun ("Ukrainian cities", "its army") or after it ("forces of Haftar")."""
    another = token.lemma_.lower() in _OTHERS  # "its neighbour"
    for word in sorted(words_of(token), key=lambda w: w.dep_ == "poss"):
        if word.dep_ == "poss" and (word.lower_ in PRONOUNS or another):
            beside = word.lower_ in ("his", "her") and token.dep_ == "conj"  # "a woman and her daughter"
            return None if beside or another else _recalled(view, word, spoken)
        if word.head.i in (token.i, *[c.i for c in token.children]):
            found = named_at(view, word, "owner", 0.85)
            if found is not None:
                return found
        if word.dep_ == "poss" and word.i not in view.spots and spoken is not None and not view.weapon(token):
            whose = unnamed(view, word, spoken) or _short(view, word, spoken)
            if whose is not None:
                return whose
    for one in preps(token, "of", "from", "for", "belonging"):
        found = recognised(view, one, spoken) or named_at(view, one, "owner", 0.8) or _modified(view, one)
        found = found or _force_of(view, token, one, spoken)
        if found is not None:
            return found
        if one.pos_ == "PROPN" and one.i not in view.spots and one.head.lower_ == "of" and _of_many(view, token):
            return own_words(view, one)
    return _belonging(view, token, spoken) or _of_the_unnamed(view, token)


def _force_of(view: View, token: Token, whole: Token, spoken: Spoken | None) -> Party | None:
    """Return whose army a part of it is of: "units of its army"."""
    both = whole.head.lower_ == "of" and view.among("forces", token) and view.among("forces", whole)
    return party_of(view, whole, spoken) if both else None


def _of_the_unnamed(view: View, token: Token) -> Party | None:
    """Return the nameless armed men whose thing a noun tells: "militant hideout", "positions of the jihadists"."""
    beside = () if view.weapon(token) or view.among("forces", token) else (*words_of(token), *preps(token, "of"))
    for one in (t for t in beside if t.lemma_.lower() in view.lexicon.classes["group_nouns"]):
        actor = None if any(c.i in view.parties for c in one.children) else actors.canonical(one.text)
        if actor is not None:
            return Party(actor, one.text, span_of(view, one, one), "owner, unnamed group", 0.5)
    return None


def _modified(view: View, token: Token) -> Party | None:
    """Return the party whose adjective or name stands before a noun: "a column of Nigerien gendarmes"."""
    if not (view.among("people", token) or view.among("forces", token)):
        return None
    found = (named_at(view, c, "owner", 0.75) for c in token.children if c.dep_ in ("amod", "compound", "nmod"))
    return next((f for f in found if f is not None), None)


def _short(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the party of a longer name told before: "the Guards"."""
    named = token.pos_ == "PROPN" and any(c.lower_ == "the" for c in token.children)
    found = spoken.short(token.text) if named and spoken is not None else None
    return Party(found.actor, found.text, span_of(view, token, token), "short name", 0.7) if found is not None else None


def _of_many(view: View, token: Token) -> bool:
    """Whether "of" after a noun tells whose people they are: "fighters of", "members of"."""
    return token.lemma_.lower() in MANY or view.among("forces", token) or token.lower_ in ("men", "people")


def _housed(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return whose people a place houses, who are hit rather than its owner: "an Iraqi base hosting US troops"."""
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _HOUSING | _BEARING and not passive(child):
            for under in (u for u in undergoers(child) if child.is_ancestor(u.token)):  # not "that it houses"
                if child.lemma_ in _BEARING and not (
                    view.among("forces", under.token) or view.among("people", under.token)
                ):
                    continue
                found = party_of(view, under.token, spoken)
                if found is not None:
                    return Party(found.actor, found.text, found.span, "whom it houses", 0.85)
    return None


def _belonging(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the party that a noun is told to be of: "held by", "linked to", "loyal to"."""
    for child in token.children:
        loyal = child.dep_ in ("amod", "acl", "relcl") and child.lemma_ == "loyal"
        if loyal or (child.dep_ == "acl" and child.lemma_ in _HOLDING):
            for one in preps(child, *(("to",) if loyal else ("to", "by", "with"))):
                found = party_of(view, one, spoken)
                if found is not None:
                    return Party(found.actor, found.text, found.span, "belonging to", 0.8)
    return None


def _related(view: View, word: Token, spoken: Spoken | None) -> Party | None:
    """Return whom "whose" stands for: "Norland, whose pilots brought down a drone"."""
    clause = next((a for a in word.ancestors if a.dep_ == "relcl"), None)
    return party_of(view, clause.head, spoken) if clause is not None else None


def _recalled(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return whom a pronoun stands for, if a side: not "ten workers died when their buses were hit"."""
    if (head := headed_by(token)) is not None:
        return named_at(view, head, "pronoun of who speaks", 0.7) or own_words(view, head)
    people = _people(view, token)
    if people is None:
        return _meant(view, token, spoken)
    return own_words(view, people) if view.among("forces", people) else None


def _meant(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return whom a pronoun stands for: a party before it in the sentence, else one told before."""
    if token.lower_ == "whose":
        return _related(view, token, spoken)
    before = [
        t
        for t in view.doc[: token.i]
        if t.i in view.parties
        and t.dep_ in ("nsubj", "nsubjpass", "poss", "pobj", "compound", "amod", "appos", "ROOT")
        and not (view.parties[t.i].backed or (view.parties[t.i].adjective and t.head.i in view.parties))
    ]
    subjects = [
        t
        for t in before
        if t.dep_ in ("nsubj", "nsubjpass")
        or (t.dep_ in ("amod", "compound", "poss", "appos") and t.head.dep_ in ("nsubj", "nsubjpass"))
    ]
    person = token.lower_ in ("he", "his", "she", "her", "i")
    speaking = token.lower_ in ("we", "our", "us") or tells_on(token)
    if spoken is not None and speaking and (speaker := spoken.speaker) is not None:
        return Party(speaker.actor, speaker.text, None, "pronoun of who speaks", 0.7)
    led = token.dep_ == "poss" and (view.among("forces", token.head) or token.head.lower_ == "men")
    ways = (warned, who_is_owed, of_what_it_did, of_its_launch, of_its_clause) if token.lower_ in _THEIRS else ()
    if (nearer := next((t for way in ways if (t := way(view, token)) is not None), None)) is not None:
        hit = view.parties[nearer.i]
        return Party(hit.actor, hit.matched, span_of(view, nearer, nearer), "pronoun", 0.7)
    told = None if (person and not led) or token.dep_ not in ("nsubj", "nsubjpass", "poss") else teller(token)
    if told is not None:
        found = _who_tells(view, [*spoken_for(told), told], spoken)
        if found is not None and (found.actor.kind != "person" or led):
            return Party(found.actor, found.text, found.span, "pronoun of who tells it", 0.75)
    own = _of_its_own(view, token, spoken)
    alike = (t for t in (*reversed(subjects), *reversed(before)) if person == (_kind(view, t) == "person"))
    if own is not None or (one := next(alike, None)) is None:
        return own or _told_before(view, token, spoken)
    hit = view.parties[one.i]
    return Party(hit.actor, hit.matched, span_of(view, one, one), "pronoun", 0.7)


def _people(view: View, token: Token) -> Token | None:
    """Return the people or forces of no named side that "they" are, the last subject of their sentence."""
    if token.lower_ not in ("they", "their", "them"):
        return None
    last = subject_before(view, token)
    if last is None or last.tag_ != "NNS":
        return None
    named = (view.parties.get(t.i) for t in last.subtree if t.i <= last.i)
    if any(hit is not None and not hit.backed for hit in named):
        return None
    return last if view.among("people", last) or view.among("forces", last) else None


def _kind(view: View, token: Token) -> str:
    return view.parties[token.i].actor.kind


def _told_before(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return whom a pronoun stands for by the sentences before."""
    found = spoken.latest(view.lexicon, token) if spoken is not None else None
    return Party(found.actor, found.text, None, "pronoun, told before", 0.55) if found is not None else None


def _of_its_own(view: View, token: Token, spoken: Spoken | None) -> Party | None:
    """Return the group that is the subject of a possessive's own clause: "the group answered with its rockets"."""
    verb = next((a for a in token.ancestors if a.pos_ in VERBAL), None) if token.dep_ == "poss" else None
    subjects = (c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i) if verb is not None else ()
    subject = next((c for c in subjects if c.lemma_.lower() in view.lexicon.classes["group_nouns"]), None)
    if subject is None:
        return None
    near = (t for t in reversed(view.doc[: subject.i]) if t.i in view.parties)
    group = next((t for t in near if actors.side(view.parties[t.i].actor).kind == "group"), None)
    if group is None:
        return unnamed(view, subject, spoken)
    span = span_of(view, group, group)
    return Party(view.parties[group.i].actor, group.text, span, "definite noun, told before", 0.6)


def _who_tells(view: View, whose: list[Token], spoken: Spoken | None) -> Party | None:
    """Return who tells of himself: a party, else one who may be a side by his own words, but no "residents"."""
    named = next((p for one in whose if (p := party_of(view, one, spoken))), None)
    office = any(
        c.lower_ in ("spokesman", "spokesperson", "spokeswoman") for c in whose[0].children
    )  # speaks, fights not
    fights = (
        (whose[0].pos_ == "PROPN" and not office) or view.among("forces", whose[0]) or whose[0].lemma_.lower() in MANY
    )
    return named or (own_words(view, whose[0]) if fights else None)


__all__ = ["Party", "Spoken", "named_at", "own_words", "party_of"]
