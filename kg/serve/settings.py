"""What a server is told when it starts, and the folder it works in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve one store.

    `timeout` in seconds, `max_bytes` and `memory` (of one worker) in bytes; `services` are hosts that SERVICE and
    LOAD may reach; `names` are host names this server answers to besides loopback and plain addresses; `cors` are
    origins whose pages may read ("*": any). Writing needs `writable`; `token` None then lets anybody write.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    timeout: float = 30.0
    workers: int = 2
    queue: int = 128
    max_rows: int = 1_000_000
    max_bytes: int = 256 * MEGABYTE
    memory: int = 4096 * MEGABYTE
    body: int = 64 * MEGABYTE
    writable: bool = False
    token: str | None = None
    services: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    cors: frozenset[str] = field(default=frozenset({"*"}))

    @property
    def own(self) -> Path:
        """Where the user's own graphs are kept, beside the store, as N-Quads."""
        return self.store.with_name(f"{self.store.name}.own.nq")
