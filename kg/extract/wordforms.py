"""Word classes and lemmas, worked out once for each word with its tag and its role.

What is hard: a model asks each token for each of its two hundred rules, though nearly all of them look at that token
alone, so that the same word with the same tag and role gets the same answer every time. Only the rules that look at
several tokens ("got ta", "there is") are different: a text with a word that may open one is given to the model's own
parts.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARTS = ("attribute_ruler", "lemmatizer")
_BEFORE = ("tok2vec", "tagger", "parser")
"""Parts that tell of a word nothing but its tag and its role."""
_ASKED, _TOLD = [ORTH, TAG, DEP], [TAG, DEP, POS, LEMMA]
_LOOKED_AT = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
"""What a rule may look at to depend on nothing but word, tag and role."""
_OTHER = "other"
"""Stands for any role that no rule tells from others."""
_INDEX = "lemma_index"
MOST = 100_000
"""So many words are kept in mind."""


Word = tuple[int, int, int]
"""A word with its tag and its role, `_OTHER` for one that no rule looks at."""


class _Forms:
    """A part of a pipeline that stands for those of `PARTS`."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._parts = [nlp.get_pipe(name) for name in PARTS]
        self._openings = Matcher(nlp.vocab)
        self._openings.add("opening", [[row[0]] for row in _rows(nlp) if len(row) > 1])
        self._roles, self._other = _roles(nlp), nlp.vocab.strings.add(_OTHER)
        self._told: dict[Word, list[int] | None] = {}

    def __call__(self, doc: Any) -> Any:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Any], batch_size: int = 128) -> Iterator[Any]:
        """Yield docs with word classes and lemmas; what is new in a batch of them is asked for at once."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            rows = [doc.to_array(_ASKED).tolist() for doc in batch]
            asked = [self._words(told) for told in rows]
            fresh = [one for one in dict.fromkeys(one for words in asked for one in words) if one not in self._told]
            if fresh:
                self._learn(fresh)
            yield from map(self._with_forms, batch, rows, asked)

    def _words(self, rows: list[list[int]]) -> list[Word]:
        roles, other = self._roles, self._other
        return [(orth, tag, dep if roles is None or dep in roles else other) for orth, tag, dep in rows]

    def _with_forms(self, doc: Any, rows: list[list[int]], asked: list[Word]) -> Any:
        told = [found for one in asked if (found := self._told[one]) is not None]
        if not told or len(told) < len(rows):
            return self._by_model(doc)
        pairs = zip(told, rows, strict=True)
        other = self._other
        full = [(tag, own if dep == other else dep, *rest) for (tag, dep, *rest), (_, _, own) in pairs]
        return _filled(doc, _TOLD, full)

    def _by_model(self, doc: Any) -> Any:
        for part in self._parts:
            doc = part(doc)
        return doc

    def _learn(self, fresh: list[Word]) -> None:
        """Ask the model's parts what they say of words; of one that may open a rule for several, nothing is sure."""
        if len(self._told) > MOST:
            self._told = {one: self._told[one] for one in fresh if one in self._told}
        opening = {start for _, start, _ in self._openings(self._row(fresh), allow_missing=True)}
        self._told |= dict.fromkeys((one for i, one in enumerate(fresh) if i in opening), None)
        alone = [one for i, one in enumerate(fresh) if i not in opening]
        if alone:
            rows: list[list[int]] = self._by_model(self._row(alone)).to_array(_TOLD).tolist()
            self._told |= dict(zip(alone, rows, strict=True))

    def _row(self, words: list[Word]) -> Any:
        """Return words one beside another, as if a text had them."""
        row = Doc(self._vocab, words=[self._vocab.strings[orth] for orth, *_ in words])
        return _filled(row, _ASKED[1:], [kinds for _, *kinds in words])


def _filled(doc: Any, kinds: list[int], rows: list[Any]) -> Any:
    table = doc.to_array(kinds)
    table[:] = rows
    return doc.from_array(kinds, table)


def _rows(nlp: Language) -> list[list[dict[str, Any]]]:
    ruler: Any = nlp.get_pipe(PARTS[0])
    return [row for rule in ruler.patterns for row in rule["patterns"]]


def _roles(nlp: Language) -> frozenset[int] | None:
    """Return the roles that rules tell apart; all others are alike to them. None where that is not sure."""
    found: set[str] = set()
    for told in (word["DEP"] for row in _rows(nlp) for word in row if "DEP" in word):
        if not isinstance(told, str) and not told.keys() <= {"IN", "NOT_IN"}:
            return None
        found.update([told] if isinstance(told, str) else [role for roles in told.values() for role in roles])
    return frozenset(nlp.vocab.strings.add(role) for role in found)


def _index(lemmatizer: Any) -> None:
    """Make sets of the lists of known words, fifty thousand long, that a lemmatizer looks each new word up in."""
    if lemmatizer.lookups.has_table(_INDEX):
        table = lemmatizer.lookups.get_table(_INDEX)
        for kind in list(table):
            table[kind] = frozenset(table[kind])


Language.factory("wordforms", func=lambda nlp, name: _Forms(nlp))  # noqa: ARG005 - spaCy gives it a name


def once(nlp: Language) -> Language:
    """Return a pipeline that works word classes and lemmas out once for each word, where its parts allow that."""
    plain = nlp.pipe_names == [*_BEFORE, *PARTS] and isinstance(nlp.get_pipe(PARTS[-1]), Lemmatizer)
    if plain and all(_LOOKED_AT.issuperset(word) for row in _rows(nlp) for word in row):
        _index(nlp.get_pipe(PARTS[-1]))
        nlp.add_pipe("wordforms")
        nlp.select_pipes(disable=PARTS)
    return nlp
