"""Words a second of `kg` beside bare spaCy, on the same articles, in turn, in one process.

    python tests/bench/extraction.py [FOLDER of .txt] [--parts N]

Machines differ and drift, so only the ratio of neighbouring runs is told: over all, and its span over N parts of the
folder. What is hard: a text that was read before is read faster. So each is read once, after others have warmed up.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract import load
from kg.pipeline import reading
from kg.read.articles import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model import Document

PASSAGES = Path(__file__).resolve().parents[1] / "quality" / "passages"
WARM = 12
"""So many texts of another set are read first."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PASSAGES / "dev")
    parser.add_argument("--parts", type=int, default=5)
    asked = parser.parse_args()
    documents = [d for path in sorted(asked.folder.glob("*.txt")) for d in read(path)]
    if not documents:
        sys.exit(f"no .txt articles in {asked.folder}")
    reader = load()
    import spacy

    bare = spacy.load(reader.name.split()[0])
    runs = (lambda document: reading(document, reader), lambda document: bare(document.text))
    for path in sorted((PASSAGES / "train").glob("*.txt"))[:WARM]:
        for run in runs:
            run(next(iter(read(path))))
    parts = [documents[i :: asked.parts] for i in range(asked.parts)]
    seconds = []
    for number, part in enumerate(filter(None, parts), 1):
        told = [_seconds(run, part) for run in runs]
        seconds.append(told)
        speeds = [sum(len(d.text.split()) for d in part) / s for s in told]
        print(f"part {number}: kg {speeds[0]:,.0f} words/s, spaCy {speeds[1]:,.0f}, ratio {told[1] / told[0]:.2f}")
    ours, theirs = (sum(told) for told in zip(*seconds, strict=True))
    ratios = [told[1] / told[0] for told in seconds]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"extraction: {len(documents)} articles; ratio to bare spaCy {theirs / ours:.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}); peak {peak:.0f} MB, both in one process"
    )


def _seconds(run: Callable[[Document], object], documents: list[Document]) -> float:
    start = time.perf_counter()
    for document in documents:
        run(document)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
