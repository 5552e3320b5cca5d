"""Words a second of `kg` beside bare spaCy, on the same articles, in turn, in one process.

    python tests/bench/extraction.py [FOLDER of .txt] [--rounds N]

Machines differ and drift, so only the ratio of neighbouring runs is told: the median over the rounds, and the span.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from pathlib import Path

import spacy

from kg.extract import load
from kg.pipeline import reading
from kg.read.articles import read

DEFAULT = Path(__file__).resolve().parents[1] / "quality" / "passages" / "dev"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    documents = [d for path in sorted(asked.folder.glob("*.txt")) for d in read(path)]
    words = sum(len(d.text.split()) for d in documents)
    if not words:
        sys.exit(f"no .txt articles in {asked.folder}")
    reader = load()
    bare = spacy.load(reader.name.split()[0].split(" ")[0])

    def ours() -> None:
        for document in documents:
            reading(document, reader)

    def theirs() -> None:
        for _ in bare.pipe(d.text for d in documents):
            pass

    ratios = []
    for turn in range(asked.rounds + 1):
        seconds = []
        for run in (ours, theirs):
            start = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - start)
        if turn:  # the first round warms up
            ratios.append(seconds[1] / seconds[0])
            ours_speed, bare_speed = (words / s for s in seconds)
            print(f"round {turn}: kg {ours_speed:,.0f} words/s, spaCy {bare_speed:,.0f}, ratio {ratios[-1]:.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"extraction: {len(documents)} articles, {words:,} words; ratio to bare spaCy {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}); peak {peak:.0f} MB, both in one process"
    )


if __name__ == "__main__":
    main()
