"""Read every annotated text, print the scorer's table per conflict and overall, and hold it to its floors.

    python tests/quality/gate.py [SET …] [--errors] [--json FOLDER] [--raise | --lower]

A set is a folder of gold files with their texts: `own-dev`, `own-frozen`, `own-long` and `own-wire` lie beside this
script (the last three, short texts, whole articles and such as agencies write, are scored and never looked into), the
others in a folder `shared` beside the checkout and are skipped where that is absent. What is hard: a floor that drifts
down unseen is no floor. `--raise` writes floors up to what was reached and never down; only `--lower` lowers one.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from kg.model import Document

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
FLOORS = HERE / "floors.json"
SLACK = 0.005
"""A floor stands this much under what was reached, so that rounding cannot break it."""

sys.path.insert(0, str(HERE.parents[1]))


def _scorer() -> ModuleType:
    """Load score.py from beside this script, however this script was started."""
    if "quality_score" not in sys.modules:
        spec = importlib.util.spec_from_file_location("quality_score", HERE / "score.py")
        if spec is None or spec.loader is None:
            raise ImportError("score.py is missing beside gate.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["quality_score"] = module
        spec.loader.exec_module(module)
    return sys.modules["quality_score"]


@dataclass(frozen=True)
class Case:
    """One annotated text."""

    set: str
    path: Path
    gold: dict[str, Any]

    @property
    def conflict(self) -> str:
        """The conflict named in the gold file, or else the two sides that its events name most."""
        if "conflict" in self.gold:
            return str(self.gold["conflict"])
        sides = Counter(
            _scorer().fold(name).split()[0]
            for event in self.gold["events"]
            for name in (event.get("actor") or []) + (event.get("target") or [])
        )
        return "-".join(sorted(side for side, _ in sides.most_common(2))) or "none"


def sets() -> dict[str, list[Case]]:
    """Return the annotated texts of each set that is present."""
    found: dict[str, list[Case]] = {}
    for part in ("dev", "train", "frozen", "long", "wire"):
        for gold in sorted((HERE / "passages" / part).glob("*.json")):
            raw = json.loads(gold.read_text(encoding="utf-8"))
            found.setdefault(f"own-{part}", []).append(Case(f"own-{part}", gold.with_suffix(".txt"), raw))
    for gold in sorted((SHARED / "eval" / "gold").glob("*.json")):
        name = "seed" if gold.stem == "seed" else "passages" if gold.stem.startswith("dev-p") else "articles"
        raw = json.loads(gold.read_text(encoding="utf-8"))
        found.setdefault(name, []).append(Case(name, SHARED / "articles" / f"{gold.stem}.txt", raw))
    return found


def documents(cases: Iterable[Case]) -> Iterator[tuple[Case, Document]]:
    """Yield each case with its text as `kg` takes it in."""
    from kg.read import articles

    for case in cases:
        day = case.gold.get("published")
        for document in articles.read(case.path, published=date.fromisoformat(day) if day else None):
            yield case, document


def predict(cases: list[Case]) -> Iterator[tuple[Case, str, dict[str, Any]]]:
    """Read each text as `kg extract --json` does; yield the case, its text and what was read."""
    from kg import pipeline
    from kg.extract import load

    reader = load()
    for case, document in documents(cases):
        yield case, document.text, pipeline.scored(pipeline.reading(document, reader), document)


def measure(cases: list[Case], folder: Path | None = None) -> dict[str, Any]:
    """Return a tally per conflict and one over all ("all")."""
    score = _scorer()
    tallies: dict[str, Any] = {}
    for case, text, got in predict(cases):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{case.path.stem}.json").write_text(json.dumps(got, indent=1), encoding="utf-8")
        gold = score.read(case.gold, text)
        for name in (case.conflict, "all"):
            tallies.setdefault(name, score.Tally()).add(gold, score.read(got, text), case.path.stem)
    return tallies


def show(name: str, tallies: dict[str, Any]) -> None:
    """Print one line of F1 per conflict, then the whole table over all."""
    columns = ("mention", "event", "b3", "actor", "target", "place", "when", "killed", "claim", "link", "retaliation")
    print(f"\n== {name}\n{'conflict':28}{'texts':>6}" + "".join(f"{c[:8]:>9}" for c in columns))
    for conflict, tally in sorted(tallies.items(), key=lambda item: (item[0] == "all", -item[1].texts, item[0])):
        table = tally.table()
        print(f"{conflict[:27]:28}{tally.texts:6}" + "".join(f"{table[c]['f1']:9.3f}" for c in columns))
    table = tallies["all"].table()
    for key, row in table.items():
        if key != "family":
            print(f"{key:12} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}  gold {row['n']:.0f}")
    print(f"family accuracy {table['family']['accuracy']:.3f}   reversed links {tallies['all'].reversed_links}")


def reached(tally: Any) -> dict[str, float]:
    """Return the numbers that floors stand under: F1 of each measure, precision of retaliation, texts."""
    table = tally.table()
    numbers = {key: row["f1"] for key, row in table.items() if key != "family" and row["n"]}
    if table["retaliation"]["n"]:
        numbers |= {"retaliation p": table["retaliation"]["p"], "retaliation r": table["retaliation"]["r"]}
    return numbers | {"family": table["family"]["accuracy"], "texts": tally.texts, "unreversed": -tally.reversed_links}


def under(floors: dict[str, float], numbers: dict[str, float]) -> list[str]:
    """Return one line for each number that fell under its floor; a measure that vanished counts as fallen."""
    return [f"{k} {numbers.get(k)} < {floor}" for k, floor in floors.items() if numbers.get(k, -1e9) < floor]


def settle(floors: dict[str, float], numbers: dict[str, float], *, lower: bool) -> dict[str, float]:
    """Return new floors: up to what was reached, and down only where `lower` says so."""
    fresh = {
        k: v if float(v).is_integer() and k in ("texts", "unreversed") else round(v - SLACK, 3)
        for k, v in numbers.items()
    }
    return {k: v if lower else max(v, floors.get(k, v)) for k, v in fresh.items()} | (
        {} if lower else {k: v for k, v in floors.items() if k not in fresh}
    )


def main() -> int:
    """Run the sets that were asked for; 1 where a floor was broken."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sets", nargs="*", metavar="SET")
    asked.add_argument("--errors", action="store_true", help="tell each missed and false link")
    asked.add_argument("--json", type=Path, metavar="FOLDER", help="write what was read, one file per text")
    asked.add_argument("--raise", dest="higher", action="store_true", help="raise floors to what was reached")
    asked.add_argument("--lower", action="store_true", help="set floors to what was reached, down as well")
    options = asked.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    broken = []
    for name, cases in sets().items():
        if options.sets and name not in options.sets:
            continue
        tallies = measure(cases, options.json)
        show(name, tallies)
        if options.errors:
            print("\n".join(tallies["all"].errors))
        numbers = reached(tallies["all"])
        if options.higher or options.lower:
            floors[name] = settle(floors.get(name, {}), numbers, lower=options.lower)
        broken += [f"{name}: {line}" for line in under(floors.get(name, {}), numbers)]
    if options.higher or options.lower:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print("\n" + ("\n".join(["under the floor:", *broken]) if broken else "all floors hold"))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
