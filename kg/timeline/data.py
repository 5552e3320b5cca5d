"""The graph as the page wants it.

What is hard: size. The page of a thousand events must travel by mail and a hundred thousand must open at once, so
events and links are columns of numbers, each string is kept once in `texts` and told by its place there, and of a
very large graph the sentences stay behind.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.vocab import UNREAL, ClaimKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import CausalLink, Claim, Document, Event, EventMention, Evidence, Graph, Place

DETAILED = 20_000
SENTENCE = 600
CONTEXT = 160
EPOCH = date(1970, 1, 1)
Json = dict[str, Any]


class Pool:
    """Strings, each once; a string is told by its place."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._at: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Return the place of a string."""
        found = self._at.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(str(text))
        return found

    def maybe(self, text: str | None) -> int | None:
        """Return the place of a string, None for none."""
        return None if text is None else self(text)


def data(graph: Graph, chain: Iterable[str] = (), *, revision: int = 0, about: str | None = None) -> Json:
    """Return all the page needs; `about` is where a server tells more of a thing ("/id/{id}").

    Habits and mere possibilities that nothing is tied to are left out. Days count from 1970-01-01. Above
    DETAILED events the sentences are left out (`details` and `evidence` None).
    """
    pool = Pool()
    events = sorted(shown(graph), key=lambda e: (e.when is None, e.when and (e.when.first, e.when.last), e.id))
    places = sorted(graph.places, key=lambda p: p.id)
    documents = sorted(graph.documents, key=lambda d: d.id)
    inside = len(events) <= DETAILED
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in graph.claims:
        claims[claim.event].append(claim)
    at = {e.id: n for n, e in enumerate(events)}
    teller = _Teller(pool, {d.id: d for d in documents}, {d.id: n for n, d in enumerate(documents)})
    mentions = {mention.id: mention for mention in graph.mentions} if inside else {}
    links = sorted((k for k in graph.links if k.effect in at and k.cause in at), key=lambda k: k.id)
    return {
        "revision": revision,
        "events": _events(events, claims, pool, graph),
        "links": _links(links, at, teller if inside else None, pool),
        "actors": [[a.name, a.parent] for a in _actors(graph)],
        "places": _places(places, graph.mentions),
        "documents": [_document(document) for document in documents],
        "details": [
            [teller.mentions([mentions[m] for m in e.members if m in mentions]), teller.claims(claims[e.id])]
            for e in events
        ]
        if inside
        else None,
        "chain": [at[e] for e in chain if e in at],
        "about": about,
        "texts": pool.texts,
    }


def shown(graph: Graph) -> list[Event]:
    """Return the events that the page draws."""
    tied = {end for link in graph.links for end in (link.effect, link.cause)}
    return [e for e in graph.events if e.factuality not in UNREAL or e.id in tied]


def dumps(value: Json) -> str:
    """Return JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _actors(graph: Graph) -> list[Any]:
    return sorted(graph.actors, key=lambda a: a.id)


def _places(places: Sequence[Place], mentions: Iterable[EventMention]) -> list[list[str | float | None]]:
    """Return [name, kind, latitude, longitude, other name]: as most texts spell it, the gazetteer's if another."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        for argument in mention.arguments:
            if argument.role is Role.PLACE and argument.ref and argument.span and argument.text[:1].isupper():
                spelled[argument.ref][argument.text] += 1
    names = [max(spelled[p.id].items(), key=lambda told: (told[1], told[0]), default=(p.name, 0))[0] for p in places]
    often = Counter([*names, *(p.name for p, name in zip(places, names, strict=True) if p.name != name)])
    told = [name if often[name] == 1 else p.name for p, name in zip(places, names, strict=True)]
    return [
        [name, p.kind, p.latitude, p.longitude, None if name == p.name else p.name]
        for p, name in zip(places, told, strict=True)
    ]


def _events(events: Sequence[Event], claims: dict[str, list[Claim]], pool: Pool, graph: Graph) -> Json:
    actor = {a.id: n for n, a in enumerate(_actors(graph))}
    place = {p.id: n for n, p in enumerate(sorted(graph.places, key=lambda p: p.id))}
    whens = [e.when for e in events]
    return {
        "id": [e.id for e in events],
        "label": [pool(e.label) for e in events],
        "type": [pool(e.type.value) for e in events],
        "family": [pool(e.type.family.value) for e in events],
        "factuality": [pool(e.factuality.value) for e in events],
        "first": [None if when is None else (when.first - EPOCH).days for when in whens],
        "days": [None if when is None else when.days for when in whens],
        "precision": [None if when is None else pool(when.precision.value) for when in whens],
        "actors": [[actor[a] for a in e.actors if a in actor] for e in events],
        "targets": [[actor[a] for a in e.targets if a in actor] for e in events],
        "places": [[place[p] for p in e.places if p in place] for e in events],
        "killed": [_least(claims[e.id], ClaimKind.KILLED) for e in events],
        "injured": [_least(claims[e.id], ClaimKind.INJURED) for e in events],
    }


def _least(claims: list[Claim], kind: ClaimKind) -> tuple[int, int | None] | None:
    """Return the lowest count claimed, and the highest (None: no upper bound stated by someone)."""
    told = [c for c in claims if c.kind is kind and c.low is not None]
    if not told:
        return None
    highs = [c.high for c in told]
    return min(c.low or 0 for c in told), None if None in highs else max(h or 0 for h in highs)


def _links(links: Sequence[CausalLink], at: dict[str, int], teller: _Teller | None, pool: Pool) -> Json:
    return {
        "effect": [at[k.effect] for k in links],
        "cause": [at[k.cause] for k in links],
        "kind": [pool(k.kind.value) for k in links],
        "basis": [pool(k.basis.value) for k in links],
        "confidence": [round(k.confidence, 3) for k in links],
        "denied": [int(k.denied) for k in links],
        "evidence": None if teller is None else [[teller.words(one) for one in k.evidence] for k in links],
    }


class _Teller:
    """Who tells words from their documents, cut to what a person reads."""

    def __init__(self, pool: Pool, documents: dict[str, Document], at: dict[str, int]) -> None:
        self.pool, self.documents, self.at = pool, documents, at

    def words(self, evidence: Evidence) -> list[int | None]:
        """Return [document, start, text, speaker]."""
        span = evidence.span
        quote = span.quote if len(span.quote) <= SENTENCE else f"{span.quote[:SENTENCE]} …"
        document = self.at.get(evidence.document)
        return [document, span.start, self.pool(quote), self.pool.maybe(evidence.speaker)]

    def mentions(self, mentions: list[EventMention]) -> list[list[int | None]]:
        """Return [document, start, sentence, trigger from, trigger to, text before, text after] for each."""
        return [self._mention(mention) for mention in mentions]

    def _mention(self, mention: EventMention) -> list[int | None]:
        sentence, trigger = mention.sentence, mention.trigger
        at = trigger.start - sentence.start
        cut = max(0, at - SENTENCE // 2) if len(sentence.quote) > SENTENCE else 0
        words = sentence.quote[cut : cut + SENTENCE]
        end = min(len(words), at - cut + len(trigger.quote))
        document = self.documents.get(mention.document)
        text = document.text if document else ""
        before = _tail(text[max(0, sentence.start + cut - CONTEXT) : sentence.start + cut])
        after = _head(text[sentence.start + cut + len(words) : sentence.start + cut + len(words) + CONTEXT])
        told = self.pool(words), at - cut, end, self.pool(before), self.pool(after)
        return [self.at.get(mention.document), trigger.start, *told]

    def claims(self, claims: list[Claim]) -> list[list[Any]]:
        """Return [kind, stance, low, high, words] for each, rivals of a kind together."""
        told = sorted(claims, key=lambda c: (c.kind, c.low is None, c.low or 0, c.id))
        return [
            [self.pool(c.kind.value), self.pool(c.stance.value), c.low, c.high, self.words(c.evidence)] for c in told
        ]


def _tail(text: str) -> str:
    """Return the end of a text from its first whole word on."""
    return " ".join((text.partition(" ")[2] if len(text) == CONTEXT else text).split())


def _head(text: str) -> str:
    """Return the beginning of a text up to its last whole word."""
    return " ".join((text.rpartition(" ")[0] if len(text) == CONTEXT else text).split())


def _document(document: Document) -> list[str | None]:
    day = str(document.published) if document.published else None
    return [document.title, document.source or document.origin, document.url, day]
