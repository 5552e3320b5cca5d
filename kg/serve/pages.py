"""Pages and files that other rooms give the server to show: what they are, without a word of HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """What is at an address: its media type, and how its bytes are made from the store.

    `name` is what the navigation calls it, None for a file that is only fetched by a page.
    """

    address: str
    media: str
    make: Callable[[Path], bytes]
    name: str | None = None
