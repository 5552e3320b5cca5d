"""Read the marked-up sentences and tell how many are read right, group by group, and hold that to its floors.

    python tests/quality/cases.py [GROUP …] [--errors] [--raise | --lower]

A case says only what its writer was sure of: what it leaves out is not looked at. What is hard: to be strict without
being unjust. A case counts as right only when each act is found at its word, no other is found, each value told of an
act agrees, and the links are exactly those told.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import gate

HERE = Path(__file__).resolve().parent / "cases"
score = gate._scorer()
FIELDS = {"actors": "actor", "targets": "target", "place": "place", "when": "when", "killed": "killed",
          "injured": "injured", "claimed_by": "claim"}  # fmt: skip


def groups() -> dict[str, list[dict[str, Any]]]:
    """Return the cases by construction."""
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for path in sorted(HERE.glob("*.jsonl"))
    }


def gold(case: dict[str, Any]) -> Any:
    """Return a case as a reading that the scorer compares."""
    events = []
    for event in case["events"]:
        words = [(event["trigger"], event.get("occurrence", 1))]
        words += [(w, 1) if isinstance(w, str) else tuple(w) for w in event.get("also", ())]
        mentions = [{"text": word, "occurrence": n} for word, n in words]
        killed = {key: event.get(key) for key in ("killed", "injured", "place", "when", "claimed_by")}
        killed["when"] = score._interval(killed["when"])
        named = {"actors": event.get("actors") or [], "targets": event.get("targets") or []}
        events.append({"id": event["id"], "family": event["family"], "mentions": mentions, **killed, **named})
    links = [
        {"from": k["effect"], "to": k["cause"], "kind": k["kind"]}
        for k in case.get("links", ())
        if not k.get("negated", False)
    ]
    return score.read({"events": events, "links": links}, case["text"])


def wrong(case: dict[str, Any], wanted: Any, found: Any, got: dict[str, Any]) -> list[str]:
    """Return what is wrong in the reading of a case."""
    tally = score.Tally()
    pairs = tally.add(wanted, found, case["id"])
    faults = [f"missed {case['events'][i]['trigger']}" for i in range(len(wanted.events)) if i not in pairs]
    over = set(range(len(found.events))) - set(pairs.values())
    faults += [f"invented {case['text'][slice(*found.events[j].spans[0])]!r}" for j in sorted(over)]
    for i, j in pairs.items():
        told, mine, theirs = case["events"][i], wanted.events[i], found.events[j]
        if mine.family != theirs.family:
            faults.append(f"{told['trigger']}: {theirs.family}, not {mine.family}")
        if "realis" in told and told["realis"] != got["events"][j]["realis"]:
            faults.append(f"{told['trigger']}: {got['events'][j]['realis']}, not {told['realis']}")
        for key, name in FIELDS.items():
            if key not in told:
                continue
            a, b = mine.values[name], theirs.values[name]
            if bool(a) != bool(b) or (a and not score.agree(name, a, b)):
                faults.append(f"{told['trigger']} {name}: {b!r}, not {a!r}")
    return faults + tally.errors


def measure(cases: list[dict[str, Any]], reader: Any) -> tuple[dict[str, float], list[str]]:
    """Return the share of cases read right and what was wrong in the others."""
    from kg import pipeline
    from kg.model import Document
    from kg.read.lines import label

    right, faults = 0, []
    for case in cases:
        text = case["text"]
        published = date.fromisoformat(case["published"]) if case.get("published") else None
        name = Document.identify(text, None, None, published)
        document = Document(name, case["id"], text, label(text), published=published)
        got = pipeline.scored(pipeline.reading(document, reader), document)
        found = wrong(case, gold(case), score.read(got, text), got)
        right += not found
        faults += [f"{case['id']}: {'; '.join(found)}\n    {text}"] if found and not held(case) else []
    return {"right": right / len(cases), "texts": len(cases)}, faults


def held(case: dict[str, Any]) -> bool:
    """Whether a case is held back from whoever writes the rules."""
    return int(case["id"].rsplit("-", 1)[1]) % 3 == 0


def main() -> int:
    """Run the groups asked for; 1 where a floor was broken."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("groups", nargs="*", metavar="GROUP")
    asked.add_argument("--errors", action="store_true", help="tell what was wrong")
    asked.add_argument("--raise", dest="higher", action="store_true", help="raise floors to what was reached")
    asked.add_argument("--lower", action="store_true", help="set floors to what was reached, down as well")
    options = asked.parse_args()
    from kg.extract import load

    reader = load()
    floors = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    broken, total = [], Counter()
    for name, cases in groups().items():
        if options.groups and name not in options.groups:
            continue
        numbers, faults = measure(cases, reader)
        back = [case for case in cases if held(case)]
        kept = measure(back, reader)[0]["right"] * len(back) if back else 0.0
        total.update(right=round(numbers["right"] * len(cases)), all=len(cases), kept=round(kept), held=len(back))
        print(f"{name:28}{len(cases):5}  {numbers['right']:.2f}")
        if options.errors:
            print("\n".join(faults))
        key = f"cases/{name}"
        if options.higher or options.lower:
            floors[key] = gate.settle(floors.get(key, {}), numbers, lower=options.lower)
        broken += [f"{key}: {line}" for line in gate.under(floors.get(key, {}), numbers)]
    print(f"{'all':28}{total['all']:5}  {total['right'] / max(1, total['all']):.2f}")
    print(f"{'held back of these':28}{total['held']:5}  {total['kept'] / max(1, total['held']):.2f}")
    if options.higher or options.lower:
        gate.FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print("\n" + ("\n".join(["under the floor:", *broken]) if broken else "all floors hold"))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
