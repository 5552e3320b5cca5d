"""The catalogue of questions, `queries/*.rq`, and how a parameter gets into one.

What is hard: one text that runs unchanged on any SPARQL server and cannot be broken into. A query opens with
its question, then one line a parameter:

    # What answered this act?
    # param event: id, the act (default any)
    # param days: number, the longest wait (default 30)

and holds for each a line `VALUES ?event { UNDEF }` or `VALUES ?days { 30 }`, which is its default. Binding
writes a term of our own making between those braces; nothing else of the text is touched. Kinds: `id` (a
thing's id), `text`, `number`, `date` (a day), `type` (an event type's word), `word` (a word of the ontology).
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import AskedWrongly, InputError, QueryError
from kg.graph.rdf_terms import TYPE, day, double, esc, integer, node, text
from kg.resources import folder
from kg.vocab import EventType

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARAMETER = re.compile(r"# param (?P<name>\w+): (?P<kind>\w+), (?P<meaning>.+) \(default (?P<default>.+)\)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query may be told: its `kind` says how the value is read, `default` what it is else ("any")."""

    name: str
    kind: str
    meaning: str
    default: str

    @property
    def choices(self) -> tuple[str, ...]:
        """What the value can be, where the kind or the meaning lists it: "stated or inferred"."""
        return choices(self.kind, self.meaning)


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the catalogue, or a file of the user's own."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def catalogue(part: str = "") -> tuple[Question, ...]:
    """Return the questions by name; `part` "check" gives those that must find nothing."""
    return tuple(read(path) for path in sorted((folder("queries") / part).glob("*.rq")))


def read(path: Path) -> Question:
    """Return the question in a file.

    Raises:
        InputError: there is no such file, it is no text, or a `# param` line is not as it should be.
    """
    try:
        query = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from error
    head = [line for line in query.splitlines() if line.startswith("#")]
    parameters = []
    for line in head:
        if line.startswith("# param "):
            found = _PARAMETER.match(line)
            if found is None or found["kind"] not in READERS:
                do = f"write `# param name: kind, meaning (default value)`, kind one of {', '.join(READERS)}"
                raise InputError(f"cannot read the line {line!r}", where=str(path), do=do)
            parameters.append(Parameter(**found.groupdict()))
    return Question(path.stem, head[0].lstrip("# ") if head else path.stem, tuple(parameters), query)


def find(name: str) -> Question:
    """Return the question of this name, or the one in a file.

    Raises:
        AskedWrongly: neither; says which names are close.
    """
    if name.endswith(".rq"):
        return read(Path(name))
    known = {question.name: question for question in catalogue()}
    if name not in known:
        close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
        do = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(known)}"
        raise AskedWrongly(f"there is no query {name!r}", do=do)
    return known[name]


def bind(question: Question, given: Mapping[str, str]) -> str:
    """Return the query's text with parameters set; those not given keep their default.

    Raises:
        AskedWrongly: a name that the query does not have, or a value that cannot be read.
        QueryError: the query names a parameter but has no VALUES line for it.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    query = question.text
    for name, value in given.items():
        if name not in known:
            do = f"it knows {', '.join(known)}" if known else "it has none"
            raise AskedWrongly(f"the query {question.name!r} has no parameter {name!r}", do=do)
        slot = re.compile(rf"VALUES \?{name} \{{[^{{}}\n]*\}}")
        said = f"VALUES ?{name} {{ {term(known[name], value)} }}"
        query, count = slot.subn(lambda _, said=said: said, query)  # type: ignore[misc]
        if not count:
            raise QueryError(f"the query {question.name!r} has no line `VALUES ?{name} {{ … }}`")
    return query


def term(parameter: Parameter, value: str) -> str:
    """Return a value as a term of SPARQL, fit for the parameter's kind; "any" leaves it open.

    Raises:
        AskedWrongly: the value is not of that kind, or none of those that there are; says which these are.
    """
    if value == "any":
        return "UNDEF"
    chosen(parameter.name, value, parameter.choices)
    try:
        return READERS[parameter.kind](value)
    except ValueError as error:
        raise AskedWrongly(f"{value!r} is no {parameter.kind}", where=f"parameter {parameter.name}") from error


def choices(kind: str, meaning: str) -> tuple[str, ...]:
    """Return what a parameter of a kind can be, as its meaning lists it; empty where it does not."""
    if kind == "type":
        return tuple(one.value for one in EventType)
    listed = re.split(r", | or ", meaning.rpartition(": ")[2])
    return tuple(listed) if kind == "word" and len(listed) > 1 and all(map(str.isalpha, listed)) else ()


def chosen(name: str, value: str, known: tuple[str, ...]) -> None:
    """Refuse a value that is none of those known, where any are.

    Raises:
        AskedWrongly: it is none of them; says which there are.
    """
    if known and value not in known:
        do = f"say {', '.join(known)}, or any"
        raise AskedWrongly(f"{value!r} is no {name}", where=f"parameter {name}", do=do)


def _number(value: str) -> str:
    return integer(int(value)) if re.fullmatch(r"[+-]?\d+", value) else double(float(value))


def _word(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]+", value):
        raise ValueError(value)
    return esc(value)


READERS = {
    "id": node,
    "text": text,
    "number": _number,
    "date": lambda value: day(date.fromisoformat(value)),
    "type": lambda value: f"<{TYPE}{EventType(value).value}>",
    "word": _word,
}
"""How the value of each kind of parameter becomes a term."""


def table() -> str:
    """Return the catalogue as the Markdown table of queries/README.md."""
    rows = ["| query | question | parameters |", "|---|---|---|"]
    for one in catalogue():
        told = "<br>".join(f"`{p.name}` {p.meaning} ({p.default})" for p in one.parameters)
        rows.append(f"| [{one.name}]({one.name}.rq) | {one.question} | {told} |")
    return "\n".join(rows) + "\n"
