"""What each source says stays beside what others say."""

from __future__ import annotations

from kg.model import (
    Argument,
    Attribution,
    Denial,
    Event,
    EventMention,
    Evidence,
    Extraction,
    Quantity,
    Span,
)
from kg.resolve.claims import claims
from kg.vocab import ClaimKind, EventType, Factuality, Role, Stance

TEXT = "Nine people died, the mayor said. Officials counted 12 or 14 dead. The group claimed the attack."


def mention(words, sentence, *, speaker=None, stance=Stance.REPORTS, counts=(), **other):
    start, first = TEXT.index(words), TEXT.index(sentence)
    return EventMention(
        id=EventMention.identify("doc", start, start + len(words)),
        document="doc",
        trigger=Span.of(TEXT, start, start + len(words)),
        sentence=Span.of(TEXT, first, first + len(sentence)),
        type=EventType.STRIKE,
        factuality=other.get("factuality", Factuality.ASSERTED),
        lemma=words,
        arguments=tuple(Argument(Role.ACTOR, a, a) for a in other.get("actors", ())),
        attribution=Attribution(speaker, stance, Span.of(TEXT, first, first + 3)) if speaker else None,
        quantities=tuple(
            Quantity(ClaimKind.KILLED, n, n, Span.of(TEXT, TEXT.index(w), TEXT.index(w) + len(w))) for n, w in counts
        ),
    )


def told(*mentions):
    ids = tuple(m.id for m in mentions)
    event = Event(Event.identify(ids), EventType.STRIKE, "", Factuality.ASSERTED, None, (), (), (), ids, ("doc",))
    return claims(Extraction("doc", mentions, ()), (event,))


FIRST = "Nine people died, the mayor said."
SECOND = "Officials counted 12 or 14 dead."
THIRD = "The group claimed the attack."


def test_two_tolls_are_two_claims_with_their_speakers():
    found = told(
        mention("died", FIRST, speaker="the mayor", counts=[(9, "Nine")]),
        mention("dead", SECOND, speaker="Officials", counts=[(12, "12")]),
    )
    tolls = {(c.evidence.speaker, c.low) for c in found if c.kind is ClaimKind.KILLED}
    assert tolls == {("the mayor", 9), ("Officials", 12)}
    assert {c.evidence.span.quote for c in found} == {FIRST, SECOND}


def test_two_tolls_in_one_sentence_both_stay():
    found = told(mention("dead", SECOND, counts=[(12, "12"), (14, "14")]))
    assert [(c.low, c.evidence.span.quote) for c in found] == [(12, SECOND), (14, "14")]


def test_a_count_without_a_source_is_the_narrators():
    (claim,) = told(mention("dead", SECOND, counts=[(12, "12")]))
    assert claim.evidence.speaker is None
    assert claim.stance is Stance.REPORTS


def test_who_claims_an_act_of_its_own_takes_responsibility():
    (claim,) = told(mention("attack", THIRD, speaker="Hamas", stance=Stance.CLAIMS, actors=["Hamas"]))
    assert claim.kind is ClaimKind.RESPONSIBILITY
    (other,) = told(mention("attack", THIRD, speaker="Hamas", stance=Stance.CLAIMS, actors=["Israel"]))
    assert other.kind is ClaimKind.OCCURRENCE


def test_who_rejects_what_another_tells_denies_beside_it():
    one = mention("died", FIRST, speaker="the mayor")
    denial = Denial(one.id, Evidence("doc", one.sentence, "the army"))
    event = Event(
        Event.identify((one.id,)), EventType.STRIKE, "", Factuality.ASSERTED, None, (), (), (), (one.id,), ("doc",)
    )
    found = claims(Extraction("doc", (one,), (), (denial,)), (event,))
    assert {(c.evidence.speaker, c.stance) for c in found} == {
        ("the mayor", Stance.REPORTS),
        ("the army", Stance.DENIES),
    }


def test_a_denial_is_a_claim():
    (claim,) = told(mention("attack", THIRD, speaker="Hamas", factuality=Factuality.DENIED))
    assert (claim.kind, claim.stance) == (ClaimKind.OCCURRENCE, Stance.DENIES)
