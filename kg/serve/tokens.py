r"""SPARQL text as tokens, so that what a request would do is known before it is done.

What is hard: words inside strings, comments and IRIs are not commands. Tokens follow the grammar of SPARQL 1.1,
section 19.8, with its longest-match rule; whatever fits nothing else is one character of its own, since telling
good syntax from bad is the parser's work. Codepoint escapes (`\u0053`) outside of strings are refused by those
who rely on this: they would make a word look like another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from kg.graph.rdf_terms import PREFIXES
from kg.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

_TOKEN = re.compile(
    r"""
    (?P<space>[\ \t\r\n]+|\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>@?[^\W\d][\w-]*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"})
_REACHING = frozenset({"SERVICE", "LOAD"})
DEEPEST = 200
SHORT = 4096
"""Characters, or bytes, up to which a text is remembered."""
T = TypeVar("T", str, bytes)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: its kind (iri, string, variable, name, word, mark), itself, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The keyword this is, in capitals, or nothing."""
        return self.text.upper() if self.kind == "word" else ""


class Tokens(tuple[Token, ...]):  # noqa: SLOT001 - a tuple can have none
    """The tokens of a text, and the keywords among them, in capitals."""

    words: frozenset[str]


def remembered(read: Callable[[T], R]) -> Callable[[T], R]:
    """Let a reader remember what short texts say: the same questions come again and again."""
    kept = lru_cache(maxsize=64)(read)

    @wraps(read)
    def reading(text: T) -> R:
        return kept(text) if len(text) <= SHORT else read(text)

    return reading


@remembered
def tokens(text: str) -> Tokens:
    """Return the tokens of a query or update, without space and comments.

    Raises:
        Problem: 400 for brackets nested deeper than any honest query's, or escapes that hide words.
    """
    found: list[Token] = []
    depth = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind == "space":
            continue
        piece = match[0]
        if kind != "string" and "\\u" in piece.lower():
            raise Problem(400, r"write characters as themselves: escapes like \u0041 are read in strings only")
        if kind == "mark":
            depth += (piece in "{([") - (piece in "})]")
            if depth > DEEPEST:
                raise Problem(400, f"brackets are nested deeper than {DEEPEST}")
        found.append(Token(kind, piece, match.start(), match.end()))
    known = Tokens(found)
    known.words = frozenset(token.word for token in found)
    return known


def prefixes(of: Sequence[Token]) -> dict[str, str]:
    """Return the namespaces that PREFIX lines declare."""
    known: dict[str, str] = {}
    for at, token in enumerate(of[:-1]):
        if token.word == "PREFIX" and at + 2 < len(of) and of[at + 1].kind == "name" and of[at + 2].kind == "iri":
            known[of[at + 1].text.removesuffix(":")] = of[at + 2].text[1:-1]
    return known


def iri(token: Token, known: dict[str, str]) -> str | None:
    """Return the IRI that a token names, or None where it names none."""
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        if prefix in known:
            return known[prefix] + re.sub(r"\\(.)", r"\1", local)
    return None


def volatile(of: Tokens) -> bool:
    """Return whether the same query may answer differently on the same data."""
    return not VOLATILE.isdisjoint(of.words)


def _reached(of: Tokens) -> Iterator[tuple[str, str | None]]:
    if _REACHING.isdisjoint(of.words):
        return
    known = PREFIXES | prefixes(of)
    for at, token in enumerate(of):
        if token.word not in _REACHING:
            continue
        rest = of[at + 1 : at + 3]
        target = rest[1] if len(rest) > 1 and rest[0].word == "SILENT" else rest[0] if rest else token
        yield token.word, iri(target, known)


def guard(of: Tokens, allowed: AbstractSet[str]) -> None:
    """Refuse to reach out to hosts that were not allowed by name.

    Raises:
        Problem: 403, says which host and how to allow it.
    """
    for word, target in _reached(of):
        host = (urlsplit(target).hostname or "") if target else ""
        if host.lower() not in allowed:
            said = f"the host {host!r}" if host else "a host that the query does not name outright"
            raise Problem(403, f"{word} may not reach {said}; the server's owner can allow it with --allow-host")
