"""The texts of documents, from which quotes are cut.

What is hard: one text may serve ten thousand quotes, and a hundred thousand texts may each serve one. So they are
held by their size, as many as there is room for, not by their number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import codec

if TYPE_CHECKING:
    import sqlite3

HELD = 32_000_000
"""Characters that are held at once."""


class Texts(dict[str, str]):
    """The texts of documents by id, read when first asked for, and let go together when they grow too many."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """`db` is the store they are read from."""
        super().__init__()
        self._db, self._room = db, HELD

    def __missing__(self, document: str) -> str:
        """Read the text of a document."""
        query = "SELECT text FROM document WHERE id = ?"
        text: str = self._db.execute(query, (codec.number(document),)).fetchone()[0]
        self._room -= len(text)
        if self._room < 0:
            self.clear()
            self._room -= len(text)
        self[document] = text
        return text

    def clear(self) -> None:
        """Let go of all."""
        super().clear()
        self._room = HELD
