"""Word classes and lemmas, worked out once for each word with its tag and its role.

What is hard: a model asks each token for each of its two hundred rules, though nearly all of them look at that token
alone, so that the same word with the same tag and role gets the same answer every time. Only the rules that look at
several tokens ("got ta", "there is") are different: a text with a word that may open one is given to the model's own
parts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

PARTS = ("attribute_ruler", "lemmatizer")
_BEFORE = ("tok2vec", "tagger", "parser")
"""Parts that tell of a word nothing but its tag and its role."""
_ASKED, _TOLD = [ORTH, TAG, DEP], [TAG, DEP, POS, LEMMA]
_LOOKED_AT = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
"""What a rule may look at to depend on nothing but word, tag and role."""
MOST = 100_000
"""So many words are kept in mind."""


class _Forms:
    """A part of a pipeline that stands for those of `PARTS`."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._parts = [nlp.get_pipe(name) for name in PARTS]
        self._openings = Matcher(nlp.vocab)
        self._openings.add("opening", [[row[0]] for row in _rows(nlp) if len(row) > 1])
        self._told = lru_cache(MOST)(self._alone)

    def __call__(self, doc: Any) -> Any:
        told = [self._told(*asked) for asked in doc.to_array(_ASKED).tolist()]
        return _filled(doc, _TOLD, told) if told and None not in told else self._by_model(doc)

    def _by_model(self, doc: Any) -> Any:
        for part in self._parts:
            doc = part(doc)
        return doc

    def _alone(self, orth: int, tag: int, dep: int) -> list[int] | None:
        """Return what the model's parts say of a word by itself; None where it may open a rule for several."""
        word = _filled(Doc(self._vocab, words=[self._vocab.strings[orth]]), _ASKED[1:], [[tag, dep]])
        if self._openings(word, allow_missing=True):
            return None
        told: list[list[int]] = self._by_model(word).to_array(_TOLD).tolist()
        return told[0]


def _filled(doc: Any, kinds: list[int], rows: list[Any]) -> Any:
    table = doc.to_array(kinds)
    table[:] = rows
    return doc.from_array(kinds, table)


def _rows(nlp: Language) -> list[list[dict[str, Any]]]:
    ruler: Any = nlp.get_pipe(PARTS[0])
    return [row for rule in ruler.patterns for row in rule["patterns"]]


Language.factory("wordforms", func=lambda nlp, name: _Forms(nlp))  # noqa: ARG005 - spaCy gives it a name


def once(nlp: Language) -> Language:
    """Return a pipeline that works word classes and lemmas out once for each word, where its parts allow that."""
    plain = nlp.pipe_names == [*_BEFORE, *PARTS] and isinstance(nlp.get_pipe(PARTS[-1]), Lemmatizer)
    if plain and all(_LOOKED_AT.issuperset(word) for row in _rows(nlp) for word in row):
        nlp.add_pipe("wordforms")
        nlp.select_pipes(disable=PARTS)
    return nlp
