"""What an update would write, known before it is done.

What is hard: SPARQL Update has a dozen ways to name a graph, and the ledger's graphs are never to be written. An
update is split into its operations. Graphs named outright are checked; where a template names its graph by a
variable, the pattern gets a filter that leaves the ledger out; CLEAR ALL and its like mean all graphs of the user.
`using-graph-uri` becomes USING clauses (SPARQL 1.1 Protocol, section 2.2.3). All this is done by tokens, never by
search and replace; what is not understood goes on as it is, for the parser to refuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.graph.rdf_terms import PREFIXES
from kg.serve.maker import LEDGER, ours
from kg.serve.problems import Problem
from kg.serve.tokens import Token, iri, prefixes, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WHOLE = frozenset({"CLEAR", "DROP"})
MANAGED = frozenset({"CREATE", "ADD", "MOVE", "COPY", "LOAD"})


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request names for the patterns of its update."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def clauses(self) -> str:
        """Say it in SPARQL."""
        return "".join(f"USING <{g}> " for g in self.default) + "".join(f"USING NAMED <{g}> " for g in self.named)


def steps(text: str, dataset: Dataset) -> list[dict[str, Any]]:
    """Return the steps of an update, fit for the maker.

    Raises:
        Problem: 403 where it would write a graph of the ledger; 400 where the request and the update both say which
            graphs to use.
    """
    all_of = tokens(text)
    known = PREFIXES | prefixes(all_of)
    found: list[dict[str, Any]] = []
    head = ""
    for piece in _operations(all_of):
        body = _body(piece)
        head += text[piece[0].start : body[0].start if body else piece[-1].end] + " "
        if not body:
            continue
        step = _whole(body)
        if step is None:
            step = {"do": "update", "text": head + _kept_to_own(body, text, known, dataset)}
        found.append(step)
    return found


def _operations(all_of: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the operations: what stands between semicolons outside of braces."""
    depth, piece = 0, list[Token]()
    for token in all_of:
        if token.kind == "mark":
            depth += (token.text == "{") - (token.text == "}")
            if token.text == ";" and not depth:
                if piece:
                    yield piece
                piece = []
                continue
        piece.append(token)
    if piece:
        yield piece


def _body(piece: list[Token]) -> list[Token]:
    """Return an operation without its PREFIX and BASE lines."""
    at = 0
    while at < len(piece) and piece[at].word in {"PREFIX", "BASE"}:
        at += 3 if piece[at].word == "PREFIX" else 2
    return piece[at:]


def _whole(body: list[Token]) -> dict[str, Any] | None:
    """Return the step for CLEAR or DROP of ALL or NAMED."""
    words = [token.word for token in body if token.word != "SILENT"]
    if len(words) == 2 and words[0] in WHOLE and words[1] in {"ALL", "NAMED"}:  # noqa: PLR2004 - the verb and its object
        return {"do": "clear", "default": words[1] == "ALL"}
    return None


def _kept_to_own(body: list[Token], text: str, known: dict[str, str], dataset: Dataset) -> str:
    """Return an operation's text, changed so that it writes the user's own graphs only."""
    whole = text[body[0].start : body[-1].end]
    if body[0].word in WHOLE | MANAGED:
        for target in _targets(body):
            _check(iri(target, known))
        return whole
    if dataset.clauses and {token.word for token in body} & {"USING", "WITH"}:
        raise Problem(400, "the request and the update both say which graphs to use; say it in one place")
    for at, token in enumerate(body[:-1]):
        if token.word == "WITH":
            _check(iri(body[at + 1], known))
    groups = _groups(body)
    short = len(groups) == 1 and groups[0].opener == "WHERE"  # DELETE WHERE { … }: the pattern is the template too
    asked = {name for group in groups if short or group.opener != "WHERE" for name in _written(body, group, known)}
    pattern = next((group for group in groups if group.opener == "WHERE"), None)
    if pattern is None or not (asked or dataset.clauses):
        return whole
    inside = text[body[pattern.start].end : body[pattern.end].start]
    where = body[pattern.start - 1]
    before = text[body[0].start : where.start if where.word == "WHERE" else body[pattern.start].start]
    filters = "".join(f' FILTER(!STRSTARTS(STR({name}), "{LEDGER}"))' for name in sorted(asked))
    template = f"{{{inside}}} " if short else ""
    after = text[body[pattern.end].end : body[-1].end]
    return f"{before} {template}{dataset.clauses}WHERE {{ {{{inside}}}{filters} }} {after}"


@dataclass(frozen=True, slots=True)
class Group:
    """An outermost pair of braces: the word that opens it, and where its braces stand among the tokens."""

    opener: str
    start: int
    end: int


def _groups(body: list[Token]) -> list[Group]:
    """Return the outermost brace groups of an operation."""
    found, depth, start = list[Group](), 0, 0
    for at, token in enumerate(body):
        if token.kind == "mark" and token.text == "{":
            start = start if depth else at
            depth += 1
        elif token.kind == "mark" and token.text == "}":
            depth -= 1
            if not depth:
                before = body[start - 1].word
                # The word WHERE may be left out before a pattern: USING <g> { … }
                found.append(Group(before if before in {"INSERT", "DELETE", "DATA"} else "WHERE", start, at))
    return found


def _written(body: list[Token], group: Group, known: dict[str, str]) -> set[str]:
    """Check the graphs that a template names outright; return the variables that name others."""
    asked = set[str]()
    for at in range(group.start, group.end):
        if body[at].word == "GRAPH":
            target = body[at + 1]
            if target.kind == "variable":
                asked.add("?" + target.text[1:])
            else:
                _check(iri(target, known))
    return asked


def _targets(body: list[Token]) -> Iterator[Token]:
    """Yield the tokens that name a graph which CREATE, CLEAR, LOAD … would write."""
    named = [token for token in body if token.kind in {"iri", "name"}]
    verb = body[0].word
    if verb == "LOAD":
        yield from named[1:]
    elif verb == "MOVE" or verb not in MANAGED or verb == "CREATE":
        yield from named
    else:
        yield from named[-1:] if body[-1].kind in {"iri", "name"} else ()


def _check(name: str | None) -> None:
    if name is not None and ours(name):
        raise forbidden(name)


def forbidden(name: str) -> Problem:
    """Return what to say to a write on a graph of the ledger."""
    detail = f"{name} comes from the ledger and can only be read; write to a graph of your own"
    return Problem(403, detail)
