"""The page itself, whole in one file or served beside its data.

What is hard: an article may hold anything, and none of it may become markup or script. The data travel as
JSON in an inert element, and a policy in the page allows just the one script and style it was made with.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kg.timeline.data import data, dumps

if TYPE_CHECKING:
    from kg.model import Graph

STATIC = Path(__file__).resolve().parent / "static"


def _sealed(text: str) -> str:
    """Return the hash by which a policy allows one inline script or style (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def standalone(graph: Graph, chain: tuple[str, ...] = (), *, revision: int = 0) -> str:
    """Return one HTML file that needs no server and asks no host for anything."""
    script = (STATIC / "timeline.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    style = (STATIC / "timeline.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {_sealed(script)}; style-src {_sealed(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        "style": f"<style>{style}</style>",
        "data": f'<script type="application/json" id="data">{dumps(data(graph, chain, revision=revision))}</script>',
        "script": f"<script>{script}</script>",
    }
    return _filled(parts)


def served(base: str = "/timeline") -> str:
    """Return the page for a server that keeps script, style and data under `base`."""
    parts = {
        "policy": "",
        "style": f'<link rel="stylesheet" href="{base}/timeline.css">',
        "data": f'<script type="application/json" id="data" data-src="{base}/timeline.json"></script>',
        "script": f'<script src="{base}/timeline.js" defer></script>',
    }
    return _filled(parts)


def _filled(parts: dict[str, str]) -> str:
    page = (STATIC / "page.html").read_text(encoding="utf-8")
    for name, value in parts.items():
        before, after = page.split(f"<!--{name}-->")
        page = before + value + after
    return page
