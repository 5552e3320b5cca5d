"""Fit the weights of coreference (kg/resolve/weights.toml) to annotated texts, and tell what they are worth on others.

    python tests/quality/fit.py [SET …] [--write]

What is hard: a few hundred annotated mentions are few, so that a weight can be learned by heart. Each text is therefore
also grouped by weights that were fitted without it (eight parts), and it is that score which is told. Learned is the
choice of a mention-ranking resolver (Denis & Baldridge 2008): which of the events so far does a mention join, or none?
SETs are those of gate.py; by default `own-dev`, with the cases that are not held back, and `own-train`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import cases
import gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Document, Extraction

PARTS, STEPS, RATE, TIGHT = 8, 300, 0.05, 3.0
SELDOM, NOTHING = 5, 0.005
"""How often a sign must have been seen to be weighed at all, and a weight that is none."""
STRAY = 0.2
"""A mention that nobody annotated is to stand alone, but weighs little: it may well be one."""
THRESHOLD = -0.3
"""Joining needs a little less than even odds: a split act costs more than a mention too many."""
MEASURES = ("b3", "event", "link")
GROUPS = ("coordination", "coreference", "volleys")
WEIGHTS = Path(__file__).resolve().parents[2] / "kg" / "resolve" / "weights.toml"
OPENING = f"""\
# How much does each sign speak for a mention's joining an event? A sum of `threshold` or more joins.
# Fitted by tests/quality/fit.py. ", back" is for a word that points back, ", anew" for one that tells anew.

threshold = {THRESHOLD}
"""

Choice = tuple[list[dict[str, float]], list[int], float]
"""The features of each event that a mention may join, the right ones of them, and how much the choice weighs.

One act stands as several events where a law parts its mentions: to join any of them is right."""


@dataclass
class Text:
    """One annotated text: what was read, and the annotated event of each mention."""

    set: str
    document: Document
    extraction: Extraction
    gold: Any
    case: dict[str, Any] | None = None
    event: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Pair mentions with annotated ones, as the scorer does."""
        read = self.extraction.mentions
        spans = self.gold.mentions
        shared = {
            (a, b): max(0, min(end, m.trigger.end) - max(start, m.trigger.start))
            for a, (_, (start, end)) in enumerate(spans)
            for b, m in enumerate(read)
        }
        self.event = {read[b].id: spans[a][0] for a, b in gate._scorer().pair(shared).items()}


def texts(sets: Iterable[str], groups: Iterable[str] = GROUPS) -> list[Text]:
    """Read the texts of sets, and with `own-dev` the cases that are not held back, of those groups."""
    from kg.extract import extract, load
    from kg.model import Document
    from kg.read.lines import label

    reader, score, found = load(), gate._scorer(), []
    for name, known in gate.sets().items():
        for case, document in gate.documents(known) if name in sets else ():
            gold = score.read(case.gold, document.text)
            found.append(Text(name, document, extract(document, reader), gold))
    for group in groups if "own-dev" in sets else ():
        for case in cases.groups()[group]:
            if not cases.held(case):
                text = case["text"]
                document = Document(Document.identify(text, None, None, None), case["id"], text, label(text))
                found.append(Text("cases", document, extract(document, reader), cases.gold(case), case))
    return found


def choices(text: Text) -> list[Choice]:
    """Return the choices of a text, each made after all earlier ones were made rightly."""
    from kg.resolve.members import Members
    from kg.resolve.profile import profiles
    from kg.resolve.search import Asked
    from kg.resolve.sides import Sides
    from kg.resolve.within import apart

    sides, held = Sides(text.document.text), apart(text.extraction)
    events: list[list[Any]] = []
    made: list[Choice] = []
    for one in profiles(text.extraction, sides):
        told = text.event.get(one.mention.id)
        asked = Asked(one, held, sides)
        open_to = [(own, signs) for own in events if (signs := asked.signs(Members(own))) is not None]
        same = [i for i, (own, _) in enumerate(open_to) if told in {text.event.get(m.mention.id, -1) for m in own}]
        if open_to and not one.series:
            signs = [{name: value for name, value, _ in found} for _, found in open_to]
            made.append((signs, same, STRAY if told is None else 1.0))
        if same:
            open_to[same[-1]][0].append(one)
        else:
            events.append([one])
    return made


def fit(made: list[Choice], threshold: float = THRESHOLD) -> dict[str, float]:
    """Return the weights under which the right answers are likeliest, held small (Adam, on the whole at once)."""
    names = sorted({name for open_to, _, _ in made for signs in open_to for name in signs})
    column = {name: i for i, name in enumerate(names)}
    rows = [signs for open_to, _, _ in made for signs in open_to]
    table = np.zeros((len(rows), len(names)))
    for row, signs in enumerate(rows):
        for name, value in signs.items():
            table[row, column[name]] = value
    sizes = [len(open_to) for open_to, _, _ in made]
    first = np.cumsum([0, *sizes[:-1]])
    right = np.zeros(len(rows))
    right[[start + answer for start, (_, own, _) in zip(first, made, strict=True) for answer in own]] = 1.0
    weight = np.repeat([w for *_, w in made], sizes)
    across = np.ascontiguousarray(table.T)
    found, slow, fast = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = np.exp(np.minimum(30.0, table @ found - threshold))
        chance = odds / np.repeat(1.0 + np.add.reduceat(odds, first), sizes)
        rightly = odds * right
        share = rightly / np.repeat(np.maximum(np.add.reduceat(rightly, first), 1e-300), sizes)
        slope = across @ (weight * (chance - share)) + TIGHT * found
        slow = 0.9 * slow + 0.1 * slope
        fast = 0.999 * fast + 0.001 * slope * slope
        found -= RATE * (slow / (1 - 0.9**step)) / ((fast / (1 - 0.999**step)) ** 0.5 + 1e-8)
    return dict(zip(names, found.tolist(), strict=True))


def seen(made: list[Choice], least: int = SELDOM) -> list[Choice]:
    """Return choices without the signs that were seen too seldom to be weighed."""
    times = Counter(name for open_to, *_ in made for signs in open_to for name in signs)
    return [
        ([{name: v for name, v in signs.items() if times[name] >= least} for signs in open_to], right, weight)
        for open_to, right, weight in made
    ]


def held_out(read: list[Text], made: list[Any], fitted: Callable[[list[Any]], Any]) -> Callable[[Text], Any]:
    """Return, for each text, what is fitted to what was made of texts of other parts."""
    parts = [fitted([own for i, own in enumerate(made) if i % PARTS != part]) for part in range(PARTS)]
    place = {id(text): i % PARTS for i, text in enumerate(read)}
    return lambda text: parts[place[id(text)]]


def write(file: Path, opening: str, tables: dict[str, dict[str, float]]) -> None:
    """Write weights to a file, the greatest first, those of nothing left out."""
    lines = [opening]
    for table, known in tables.items():
        kept = {name: f"{weight:.2f}" for name, weight in known.items() if abs(weight) >= NOTHING}
        lines.append(f"\n[{table}]\n")
        lines += [f'"{name}" = {weight}\n' for name, weight in sorted(kept.items(), key=lambda x: -float(x[1]))]
    file.write_text("".join(lines), encoding="utf-8")


def told(read: list[Text], weights: Callable[[Text], Any], room: Any, measures: tuple[str, ...]) -> None:
    """Print the score of each set under the weights that a room is to have for each text."""
    from kg import pipeline

    score = gate._scorer()
    tallies: dict[str, Any] = {}
    kept, extract = room.weights, pipeline.extract
    for text in read:
        room.weights = lambda text=text: weights(text)
        pipeline.extract = lambda *_, text=text: text.extraction
        got = pipeline.scored(pipeline.reading(text.document, None), text.document)  # type: ignore[arg-type]
        for name in (text.set, "all"):
            tallies.setdefault(name, score.Tally()).add(text.gold, score.read(got, text.document.text))
    room.weights, pipeline.extract = kept, extract
    for name, tally in sorted(tallies.items()):
        table = tally.table()
        shown = ((key, table[key]) for key in measures)
        print(f"{name:10}" + "".join(f"  {k} P {v['p']:.3f} R {v['r']:.3f} F1 {v['f1']:.3f}" for k, v in shown))


def options(told_of: str | None) -> argparse.Namespace:
    """Return what a fit was asked for: `sets` of texts, and whether to `write`."""
    asked = argparse.ArgumentParser(description=told_of, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sets", nargs="*", metavar="SET")
    asked.add_argument("--write", action="store_true", help="write the weights fitted to all the texts")
    return asked.parse_args()


def of_choices(told_of: str | None, asked: Callable[[Text], Iterable[Choice]], room: Any, table: Table) -> int:
    """Fit the choices of one thing that a text leaves out, tell what it is worth, and write the weights if asked to."""
    chosen = options(told_of)
    read = texts(chosen.sets or ("own-dev", "own-train"), ())
    made = [list(asked(text)) for text in read]
    print(f"{len(read)} texts, {sum(map(len, made))} acts without a {table.what} of their own")
    print("fitted without the text itself")
    told(read, held_out(read, made, _fitted), room, (table.name,))
    if chosen.write:
        write(table.file, table.opening, {table.name: _fitted(made)})
    return 0


def _fitted(read: list[list[Choice]]) -> dict[str, float]:
    return fit(seen([choice for own in read for choice in own]), 0.0)


class Table(NamedTuple):
    """Where weights are written: the file and its opening, the name of the table, what it is about in a word."""

    file: Path
    opening: str
    name: str
    what: str


def main() -> int:
    """Fit, tell what it is worth, and write the weights if asked to."""
    chosen = options(__doc__)
    from kg.resolve import search

    read = texts(chosen.sets or ("own-dev", "own-train"))
    made = [choices(text) for text in read]
    print(f"{len(read)} texts, {sum(map(len, made))} choices\nas it stands")
    known = search.weights()
    told(read, lambda _: known, search, MEASURES)
    others = held_out(read, made, lambda own: fit([c for text in own for c in text]) | {"threshold": THRESHOLD})
    print("fitted without the text itself")
    told(read, others, search, MEASURES)
    if chosen.write:
        whole = fit([c for own in made for c in own])
        lines = [f'"{name}" = {weight:.2f}' for name, weight in sorted(whole.items(), key=lambda item: -item[1])]
        WEIGHTS.write_text(OPENING + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
