"""A node and what is said of it, in Python's own types.

What is hard: refusing well. Whatever another tool made of a file, a value is given only where it can be
read; else the error names the node and the property.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from kg.errors import InputError
from kg.graph.rdf_terms import ESC, RDF, identifier

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    import pyoxigraph as ox

    Word = TypeVar("Word", bound=StrEnum)
    Value = TypeVar("Value")
    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Node:
    """A subject and what is said of it; asks by property, answers in Python's own types."""

    __slots__ = ("iri", "said", "whole")

    def __init__(self, iri: str, whole: dict[str, Node]) -> None:
        """`whole` finds the other nodes of the file by IRI."""
        self.iri, self.whole = iri, whole
        self.said: defaultdict[str, list[Term]] = defaultdict(list)

    @property
    def id(self) -> str:
        """The id that this IRI was made from."""
        return identifier(self.iri)

    def all(self, predicate: str) -> list[str]:
        """Return the values of a property, each once, as strings (an IRI, or a literal's text)."""
        return list(dict.fromkeys(str(getattr(term, "value", "")) for term in self.said.get(predicate, ())))

    def may(self, predicate: str) -> str | None:
        """Return the one value of a property, or None."""
        found = self.all(predicate)
        if len(found) > 1:
            raise InputError(f"{len(found)} values of <{predicate}>, where there can be one", where=f"<{self.iri}>")
        return found[0] if found else None

    def must(self, predicate: str) -> str:
        """Return the one value of a property that cannot be absent."""
        found = self.may(predicate)
        if found is None:
            raise InputError(f"has no <{predicate}>", where=f"<{self.iri}>")
        return found

    def word(self, predicate: str, words: type[Word], namespace: str = ESC) -> Word:
        """Return a member of a closed list of words."""
        value = self.must(predicate)
        try:
            return words(value.removeprefix(namespace))
        except ValueError as error:
            raise InputError(f"<{value}> is no {words.__name__}", where=f"<{self.iri}>") from error

    def number(self, predicate: str) -> int | None:
        """Return a whole number, or None."""
        value = self.may(predicate)
        return None if value is None else self._read(int, value)

    def real(self, predicate: str) -> float | None:
        """Return a number, or None."""
        value = self.may(predicate)
        return None if value is None else self._read(float, value)

    def day(self, predicate: str) -> date | None:
        """Return a day, or None."""
        value = self.may(predicate)
        return None if value is None else self._read(date.fromisoformat, value)

    def _read(self, reader: Callable[[str], Value], value: str) -> Value:
        try:
            return reader(value)
        except ValueError as error:
            raise InputError(f"cannot read {value!r}", where=f"<{self.iri}>") from error

    def parts(self, predicate: str) -> list[Node]:
        """Return the nodes a property leads to, by their `esc:position`."""
        found = [self.go(iri) for iri in self.all(predicate)]
        return sorted(found, key=lambda one: (one.number(f"{ESC}position") or 0, one.iri))

    def go(self, iri: str) -> Node:
        """Return the node of an IRI that this one names."""
        if iri not in self.whole:
            raise InputError(f"names <{iri}>, of which nothing is said", where=f"<{self.iri}>")
        return self.whole[iri]

    def ordered(self, predicate: str) -> tuple[str, ...]:
        """Return the values of an `rdf:List`."""
        found, cell = list[str](), self.may(predicate)
        while cell is not None and cell != f"{RDF}nil":
            if len(found) > len(self.whole):
                raise InputError("has a list that never ends", where=f"<{self.iri}>")
            here = self.go(cell)
            found.append(here.must(f"{RDF}first"))
            cell = here.must(f"{RDF}rest")
        return tuple(found)

    def several(self, name: str) -> tuple[str, ...]:
        """Return the ids of a set, in the order told, else in their own."""
        order = self.ordered(f"{ESC}{name}Order")
        return tuple(map(identifier, order)) or tuple(sorted(map(identifier, self.all(f"{ESC}{name}"))))
