"""Events that all the words of a person's phrase fit, each with how well.

What is hard: an order of merit that SQLite works out by itself, as a phrase may fit a million acts. So each term
becomes a condition and a cost, both in SQL, and only the rows that stand first are read.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.graph import codec, rows, sentences
from kg.graph.asked import GOES_ON, WORD, Act, Side, Word
from kg.graph.asked_days import Day
from kg.graph.asked_sides import Parties
from kg.graph.select import REAL
from kg.vocab import UNREAL, EventType, Family, Relation

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from kg.graph.asked import Term
    from kg.graph.rows import Row, Sql

NEAR, MANY = 5, 5_000
LEVELS = LABEL, SPOKEN, SENTENCE = 0, 1, 2
"""Where words are looked for, each level with those before it."""
_STILL = {Family.INTERCEPT, Family.THREAT, Family.STATEMENT}
STILL = ", ".join(f"'{t.value}'" for t in EventType if t.family in _STILL)
"""Types whose texts name other acts than themselves: "an attack was intercepted", "threatened an attack"."""
EPOCH = 1721424.5
"""What makes a Julian day of an ordinal one."""
WEEK, BEGUN = 7, 3
NOTHING, LITTLE, MUCH, MOST = 0, 1, 4, 8
"""What a term costs that fits as it is meant, as it may be meant, by words of a text, by a side that a text names."""


class Search:
    """What is asked for, as conditions on the events of a store."""

    def __init__(self, db: sqlite3.Connection, terms: list[Term]) -> None:
        """Take what is asked; a side that the store does not know is but words."""
        self.db = db
        self.sides = {term: Parties.known(db, term) for term in terms if isinstance(term, Side)}
        self.terms: list[Term] = []
        for term in terms:
            if isinstance(term, Side) and not self.sides[term].any:
                self.terms += [Word(word) for word in WORD.findall(term.text)]
            else:
                self.terms.append(term)
        self.told: dict[Term, list[int]] = {}
        acted = any(isinstance(term, Act) for term in terms)
        self.late = f"NOT ({REAL})" if acted else f"NOT ({REAL}) OR type IN ({STILL})"

    def fit(self, level: int, limit: int) -> list[tuple[Row, object]]:
        """Return the rows of events that all terms fit at this level, each with how well: the least is the best."""
        if level == SENTENCE:
            self.told = sentences.told(self.db, {term: self.fits(term, SPOKEN) for term in self.terms})
        acts = [term for term in self.terms if isinstance(term, Act)]
        if level == LABEL and len(acts) == len(self.terms):
            means = frozenset.intersection(*(act.means for act in acts))
            best = self.ranked(f"event WHERE type IN ({_quoted(means)})", [], "0", limit)
            if len(best) == limit:
                return best
        words = [_match(term) for term in self.terms if isinstance(term, Word)]
        rest = self.terms
        ways: list[Sql] = []
        table = "event"
        if level == LABEL and words:  # the index of labels is gone through for all words at once
            table = "search JOIN event ON event.id = search.rowid"
            ways = [("search MATCH ?", [" AND ".join(words)])]
            rest = [term for term in self.terms if not isinstance(term, Word)]
        where, values = _joined(" AND ", [*ways, *(self.fits(term, level) for term in rest)])
        cost, paid = _joined(" + ", [self.cost(term) for term in rest])
        return self.ranked(f"{table} WHERE {where}", [*paid, *values], cost or "0", limit)

    def ranked(self, source: str, values: list[object], cost: str, limit: int) -> list[tuple[Row, object]]:
        """Return the rows of events of a source, each with its rank; what happened stands before what is a habit."""
        query = (
            f"SELECT event.id, {cost} AS cost, {self.late} AS late FROM {source}"  # noqa: S608 - our words and question marks
            " ORDER BY cost, late, first IS NULL, first, event.id LIMIT ?"
        )
        fit = self.db.execute(query, [*values, limit]).fetchall()
        known = {row[0]: row for row in rows.some(self.db, "event", (number for number, *_ in fit))}
        return [(known[number], rank) for number, *rank in fit]

    def near(self) -> list[Row]:
        """Return the rows of events that most of the terms fit; those that one alone fits only where they are few."""
        count: Counter[int] = Counter()
        for term in self.terms:
            where, values = self.fits(term, SENTENCE, strict=False)
            query = f"SELECT id FROM event WHERE {where} LIMIT {MANY + 1}"  # noqa: S608 - our words and question marks
            ids = [row[0] for row in self.db.execute(query, values)]
            if len(ids) <= MANY:
                count.update(ids)
        best = max(count.values(), default=0)
        ids = sorted(i for i, n in count.items() if n == best)
        near = rows.some(self.db, "event", ids if best > 1 or len(ids) <= NEAR else ())
        return sorted(near, key=lambda row: (row[3] in UNREAL, row[4] is None, row[4] or 0, row[0]))[:NEAR]

    def fits(self, term: Term, level: int, *, strict: bool = True) -> Sql:
        """Return the condition that a term fits an event at this level; if not `strict`, a side in any part."""
        ways = [self.plain(term, strict=strict)]
        if level >= SPOKEN and isinstance(term, Word | Act):
            ways.append(_said(term))
        if level >= SENTENCE and self.told.get(term):
            ways.append(("event.id IN (SELECT value FROM json_each(?))", [codec.dumps(self.told[term])]))
        either, values = _joined(" OR ", ways)
        return f"({either})", values

    def plain(self, term: Term, *, strict: bool = True) -> Sql:
        """Return the condition that a term fits what is known of an event: label, type, parties, places, days."""
        if isinstance(term, Word):
            return "event.id IN (SELECT rowid FROM search WHERE search MATCH ?)", [_match(term)]
        if isinstance(term, Act):
            return (_ANSWER if term.answers else f"type IN ({_quoted(term.means | term.may)})"), []
        if isinstance(term, Day):
            return _on(term)
        return self.sides[term].part(term.role if strict else None)

    def cost(self, term: Term) -> Sql:
        """Return how far from the best a term fits."""
        plain, values = self.plain(term)
        if isinstance(term, Act) and not term.answers:
            said, root = _said(term)
            meant = f"type IN ({_quoted(term.means)}) OR {said}"
            return f"CASE WHEN {meant} THEN {NOTHING} WHEN {plain} THEN {LITTLE} ELSE {MUCH} END", [*root, *values]
        if isinstance(term, Side):
            shown, names = self.sides[term].shown(term.role)
            return f"CASE WHEN {plain} THEN NOT ({shown}) ELSE {MOST} END", [*values, *names]
        return f"CASE WHEN {plain} THEN {NOTHING} ELSE {MUCH} END", values


_FOLLOWED = codec.KINDS.index(Relation.FOLLOWED)
_ANSWER = f"event.id IN (SELECT effect FROM link WHERE NOT denied AND kind != {_FOLLOWED})"  # noqa: S608 - a number of ours


def _match(word: Word) -> str:
    """Return what the index of labels is asked: a name may be begun only; numbers and the shortest words are whole."""
    return f'"{word.text}"' if word.text.isdecimal() or len(word.text) < BEGUN else f'"{word.text}"*'


def _said(term: Word | Act) -> Sql:
    """Return the condition that texts have a word for an event; other acts than it may be told of with some."""
    root = Word(term.text.split()[0]).root
    still = f"type NOT IN ({STILL}) AND " if isinstance(term, Act) else ""
    marks = ",".join("?" * len(GOES_ON))
    query = f"({still}event.id IN (SELECT event FROM spoken WHERE word IN ({marks})))"  # noqa: S608 - fixed words
    return query, [root + ending for ending in GOES_ON]


def _on(day: Day) -> Sql:
    """Return the condition that an event began or ended on such a day."""
    form = [(f"%{letter}", value) for letter, value in zip("Ymdw", day.parts, strict=True) if value is not None]
    ends = " OR ".join(f"strftime(?, {end} + {EPOCH}) = ?" for end in ("first", "last"))
    short = "" if day.weekday is None else f" AND last - first < {WEEK}"
    told: list[object] = [" ".join(key for key, _ in form), " ".join(value for _, value in form)]
    return f"(first IS NOT NULL{short} AND ({ends}))", [*told, *told]


def _quoted(words: frozenset[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


def _joined(by: str, ways: Sequence[Sql]) -> Sql:
    return by.join(sql for sql, _ in ways), [value for _, values in ways for value in values]
