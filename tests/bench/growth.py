"""Does time grow with length alone? What reads counts and days, on a text and on twice that text.

Run `python tests/bench/growth.py`. What is hard: a search that goes back over what it has seen is fast on a sentence
and never ends on a page, so what is told is the ratio: 2 where time grows with length, 4 where with its square. A
look-up in the gazetteer stands beside the same look-up in a dictionary.
"""

from __future__ import annotations

import time
from datetime import date

from kg.extract import dates, quantities
from kg.names import gazetteer

ROUNDS = 5
DAY = date(2025, 5, 14)
COUNTS = {
    "counts in a long sentence": "Three people in the town, and four others near the river, ",
    "counts in digits": "killed 12 ",
    "counts in words": "one, two and ",
    "tolls": "death toll ",
}
DAYS = "On Monday, 12 May, shells fell hours after the raid of last week. "
TIMES = 300
NAMES = [f"Nowhere{n}" for n in range(2000)]


def best(act, *given, **named) -> float:
    """Seconds of the fastest of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act(*given, **named)
        found.append(time.perf_counter() - began)
    return min(found)


def grown(name: str, act, text: str, **named) -> None:
    """Print the time on a text, and how much more twice the text takes."""
    once, twice = (best(act, text * times, **named) for times in (TIMES, 2 * TIMES))
    much = f"{name:28} {once * 1000:8.1f} ms for {len(text) * TIMES:,} characters"
    print(f"{much}; twice as many: {twice / once:.1f} times")


def main() -> None:
    """Print all."""
    for name, text in COUNTS.items():
        grown(name, quantities.find, text)
    grown("days", dates.find, DAYS, published=DAY)
    known = dict.fromkeys(NAMES, ())
    here = best(lambda: [gazetteer.towns.__wrapped__(name) for name in NAMES]) / len(NAMES)
    there = best(lambda: [known.get(name.casefold()) for name in NAMES]) / len(NAMES)
    print(f"{'a look-up in the gazetteer':28} {here * 1e6:8.1f} µs; in a dictionary {there * 1e6:.2f} µs")


if __name__ == "__main__":
    main()
