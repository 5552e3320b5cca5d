"""The tree of a sentence, in plain Python.

What is hard: rules ask a word for its children, its head and its lemma hundreds of times a sentence, and spaCy makes
each answer anew from its arrays. So a parse is read out once, into words that know their neighbours; they bear the
names that spaCy gives its own (`dep_`, `head`, `children`), so that its documentation holds for them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


Told = tuple[str, str, str, str, str, str]
"""Of a word: text, lower case, tag, class, lemma, role."""


class Token:
    """A word of a parsed sentence; `idx` is its offset in the sentence, in characters, `i` its place among the words.

    `passive` keeps what `kg.extract.clause` found out.
    Two tokens are equal only if they are the same one.
    """

    __slots__ = (
        *("_subtree", "children", "dep_", "doc", "head", "i", "idx", "lemma_", "like_num", "lower_", "pos_", "tag_"),
        *("passive", "text", "whitespace_"),
    )
    doc: Doc
    head: Token
    children: tuple[Token, ...]

    def __init__(self, i: int, idx: int, space: str, told: Told, *, like_num: bool) -> None:
        self.i, self.idx, self.whitespace_, self.like_num = i, idx, space, like_num
        self.text, self.lower_, self.tag_, self.pos_, self.lemma_, self.dep_ = told
        self._subtree: tuple[Token, ...] | None = None
        self.passive: bool | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_punct(self) -> bool:
        """Whether a word is nothing but punctuation."""
        return all(unicodedata.category(sign).startswith("P") for sign in self.text)

    @property
    def lefts(self) -> tuple[Token, ...]:
        """The children that stand before a word."""
        return tuple([c for c in self.children if c.i < self.i])

    @property
    def rights(self) -> tuple[Token, ...]:
        """The children that stand after a word."""
        return tuple([c for c in self.children if c.i > self.i])

    @property
    def subtree(self) -> tuple[Token, ...]:
        """A word with all that hangs on it, left to right."""
        if self._subtree is None:
            found: list[Token] = []
            for child in self.lefts:
                found += child.subtree
            found.append(self)
            for child in self.rights:
                found += child.subtree
            self._subtree = tuple(found)
        return self._subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """What a word hangs on, nearest first."""
        token = self
        for _ in range(len(self.doc)):
            if token.head is token:
                return
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other words of the row that a word stands in: "shells, rockets and drones"."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        row = [first]
        for token in row:
            row += [c for c in token.rights if c.dep_ == "conj"]
        return tuple(t for t in row if t is not self)

    @property
    def left_edge(self) -> Token:
        """The first word of what hangs on this one."""
        return self.doc[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The last word of what hangs on this one."""
        return self.doc[self.doc.edges[1][self.i]]

    @property
    def sent(self) -> slice:
        """Where a parser that saw several sentences in one begins and ends the one of this word."""
        return self.doc.part(self.i)

    def is_ancestor(self, other: Token) -> bool:
        """Return whether `other` hangs on this word, near or far."""
        return any(above is self for above in other.ancestors)

    def nbor(self, step: int = 1) -> Token:
        """Return the word so many places further.

        Raises:
            IndexError: the sentence ends before.
        """
        at = self.i + step
        if at < 0:
            raise IndexError(at)
        return self.doc[at]


class Doc:
    """The words of one parsed sentence; `text` is what was parsed, `memo` what was once worked out of them."""

    __slots__ = ("_edges", "memo", "text", "tokens")

    def __init__(self, tokens: list[Token], heads: Sequence[int]) -> None:
        self.tokens = tokens
        self.text = "".join(t.text + t.whitespace_ for t in tokens)
        self._edges: tuple[list[int], list[int]] | None = None
        self.memo: dict[str, Any] = {}
        below: list[list[Token]] = [[] for _ in tokens]
        for token, head in zip(tokens, heads, strict=True):
            token.doc, token.head = self, tokens[head]
            if head != token.i:
                below[head].append(token)
        for token, found in zip(tokens, below, strict=True):
            token.children = tuple(found)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        return self.tokens[at]

    def word(self, at: int) -> str:
        """Return the text of a word, "" beyond the end."""
        return self.tokens[at].text if at < len(self.tokens) else ""

    @property
    def edges(self) -> tuple[list[int], list[int]]:
        """For each word the first and the last of those that hang on it."""
        if self._edges is None:
            self._edges = _edges([t.head.i for t in self.tokens])
        return self._edges

    def part(self, at: int) -> slice:
        """Return where the tree begins and ends that a word belongs to, where a sentence has several."""
        starts = {self.edges[0][t.i] for t in self.tokens if t.head is t}
        first = next((i for i in range(at, -1, -1) if i in starts), 0)
        return slice(first, next((i for i in range(at + 1, len(self)) if i in starts), len(self)))

    def drawn(
        self,
        heads: Sequence[int],
        deps: Sequence[str],
        tags: Sequence[str],
        pos: Sequence[str] = (),
        lemmas: Sequence[str] = (),
    ) -> Doc:
        """Return the same words with another tree."""
        fresh = []
        for old, dep, tag in zip(self.tokens, deps, tags, strict=True):
            kind, lemma = pos[old.i] if pos else old.pos_, lemmas[old.i] if lemmas else old.lemma_
            told = (old.text, old.lower_, tag, kind, lemma, dep)
            fresh.append(Token(old.i, old.idx, old.whitespace_, told, like_num=old.like_num))
        return Doc(fresh, heads)


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """Return the first and the last word under each, whether or not the tree crosses itself."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    order = (*range(len(heads)), *reversed(range(len(heads))))
    for _ in heads:
        still = True
        for i in order:
            above = heads[i]
            if left[i] < left[above]:
                left[above], still = left[i], False
            if right[i] > right[above]:
                right[above], still = right[i], False
        if still:
            break
    return left, right


_ASKED = ["ORTH", "TAG", "POS", "LEMMA", "DEP", "SPACY", "LIKE_NUM", "HEAD"]
MOST = 100_000
"""So many words are kept in mind."""


class Trees:
    """Reads out what spaCy drew; the strings of a word are asked for once."""

    def __init__(self, strings: Any) -> None:
        """Take the strings of a vocabulary by their numbers."""
        self._strings = strings
        self._told = lru_cache(MOST)(self._word)

    def _word(self, orth: int, *kinds: int) -> Told:
        text = self._strings[orth]
        tag, pos, lemma, dep = (self._strings[kind] if kind else "" for kind in kinds)
        return text, text.lower(), tag, pos, lemma, dep

    def read(self, parse: Any) -> Doc:
        """Return the tree of a parse."""
        table = parse.to_array(_ASKED)
        steps = table[:, -1].astype("int64").tolist()
        tokens, at = [], 0
        for i, (orth, tag, pos, lemma, dep, space, number, _) in enumerate(table.tolist()):
            told = self._told(orth, tag, pos, lemma, dep)
            tokens.append(Token(i, at, " " if space else "", told, like_num=bool(number)))
            at += len(told[0]) + space
        return Doc(tokens, [i + step for i, step in enumerate(steps)])
