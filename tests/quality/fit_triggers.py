"""Fit the classifier of triggers (kg/extract/trigger_weights.json), and tell what it is worth on other texts.

    python tests/quality/fit_triggers.py [SET …] [--worth] [--write]

What is hard: it is asked only about words that no rule takes, but those are few, so that it learns from all words; and
what it is worth is told of texts that its weights were not fitted to (eight parts). SETs are those of gate.py; by
default the texts of this repository that may be looked into; the marked-up sentences, idioms above all, always go in.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import cases
import gate

from kg.extract import load, triggers
from kg.extract import trigger_classifier as classifier
from kg.extract.parse import parse
from kg.model import Document
from kg.names.places import Places
from kg.read.lines import label

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS, STEPS, RATE, TIGHT, OFTEN, SMALL = 8, 200, 0.1, 3.0, 2, 0.1
CLASSES = (*classifier.FAMILIES, classifier.NONE)
MARKED_WEIGHS = 4.0
"""A marked-up sentence shows what a word is not, on purpose."""
MARKED = Path(__file__).resolve().parents[1] / "extract" / "triggers.cases"
MARK = re.compile(r"\[(\w+)(?:/\w+)?:([^\]]+)\]")
FILE = Path(classifier.__file__).with_name("trigger_weights.json")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its signs, the family of the annotated mention it lies in, and whether rules have decided upon it."""

    text: int
    name: str
    signs: tuple[str, ...]
    family: str
    mention: tuple[int, int] | None
    settled: bool
    marked: bool = False


def annotated(sets: list[str]) -> Iterator[tuple[Document, list[tuple[tuple[int, int], str]]]]:
    """Yield texts with the spans and families of their mentions: those of the sets, then the marked-up sentences."""
    score = gate._scorer()
    for name, known in gate.sets().items():
        for case, document in gate.documents(known) if name in sets else ():
            gold = score.read(case.gold, document.text)
            yield document, [(span, gold.events[i].family) for i, span in gold.mentions]
    told = [case for group in cases.groups().values() for case in group if not cases.held(case)]
    for text, gold in ((case["text"], cases.gold(case)) for case in told):
        yield _document(text), [(span, gold.events[i].family) for i, span in gold.mentions]
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield _marked(line)


def _document(text: str) -> Document:
    return Document(Document.identify(text, None, None, None), "", text, label(text))


def _marked(line: str) -> tuple[Document, list[tuple[tuple[int, int], str]]]:
    """Read a sentence with its mentions in brackets: "Kyiv [strike:shelled] the town"."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append(((len(text), len(text) + len(mark[2])), mark[1]))
        text, at = text + mark[2], mark.end()
    return _document(text + line[at:]), spans


def words(sets: list[str]) -> tuple[list[Word], int]:
    """Return the words of all texts, and how many annotated mentions no rule finds."""
    reader, found, missed = load(), [], 0
    for number, (document, spans) in enumerate(annotated(sets)):
        parsed, taken = parse(document, reader), []
        for rules in triggers.by_rule(parsed, reader.lexicon, Places(text=parsed.text)):
            seen, told = rules.seen, {one.token.i for one in rules.ones}
            taken += [(one.start, one.end) for one in rules.ones]
            for token in seen.doc:
                if not classifier.telling(token):
                    continue
                at = seen.sentence.at(token)
                span, family = next((s for s in spans if _meet(s[0], at)), (None, classifier.NONE))
                known = family if family in CLASSES else classifier.NONE
                signs = classifier.signs(seen, token, told - {token.i})
                name, settled = classifier.word(seen, token), token.i in rules.settled
                found.append(Word(number, name, signs, known, span, settled, not document.origin))
        missed += sum(not any(_meet(span, other) for other in taken) for span, _ in spans)
    return found, missed


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def fit(known: list[Word]) -> classifier.Weights:
    """Return the weights under which the annotation is likeliest, held small (Adam, on the whole at once)."""
    often = Counter(sign for one in known for sign in one.signs)
    place = {sign: i for i, sign in enumerate(sorted(s for s, n in often.items() if n >= OFTEN))}
    pairs = np.array([(i, place[s]) for i, one in enumerate(known) for s in one.signs if s in place])
    row, column = pairs[:, 0], pairs[:, 1]
    by_column = np.argsort(column, kind="stable")
    rows, columns = np.searchsorted(row, range(len(known))), np.searchsorted(column[by_column], range(len(place)))
    right = np.eye(len(CLASSES))[[CLASSES.index(one.family) for one in known]]
    weight = np.array([[MARKED_WEIGHS if one.marked else 1.0] for one in known])
    weights, base = np.zeros((len(place), len(CLASSES))), np.zeros(len(CLASSES))
    slow, fast = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        sums = np.add.reduceat(weights[column], rows, 0) + base
        odds = np.exp(sums - sums.max(1, keepdims=True))
        wrong = weight * (odds / odds.sum(1, keepdims=True) - right)
        slope = np.add.reduceat(wrong[row[by_column]], columns, 0) + TIGHT * weights
        slow, fast = 0.9 * slow + 0.1 * slope, 0.999 * fast + 0.001 * slope**2
        weights -= RATE * (slow / (1 - 0.9**step)) / (np.sqrt(fast / (1 - 0.999**step)) + 1e-8)
        base -= RATE * wrong.mean(0)
    weights[np.abs(weights) < SMALL] = 0
    told = {s: tuple(round(float(w), 2) for w in weights[i]) for s, i in place.items() if weights[i].any()}
    seen = frozenset(one.name for one in known if one.family != classifier.NONE)
    return classifier.Weights(tuple(round(float(b), 2) for b in base), told, seen)


def worth(known: list[Word], missed: int) -> None:
    """Print, for some thresholds, how many of the missed mentions are found and how many finds are right."""
    found = []
    for part in range(PARTS):
        weights = fit([one for one in known if one.text % PARTS != part])
        asked = (one for one in known if one.text % PARTS == part and not one.settled and one.name in weights.words)
        found += [(one, weights.odds(one.signs)) for one in asked]
    print(f"{missed} mentions that no rule finds; fitted without the text itself:")
    for least in (0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
        taken = [(one, odds) for one, odds in found if 1 - odds[-1] >= least]
        right = {(one.text, one.mention) for one, _ in taken if one.mention}
        family = sum(CLASSES[max(range(len(CLASSES) - 1), key=odds.__getitem__)] == one.family for one, odds in taken)
        print(f"  from {least}: {len(taken)} words, {len(right)} mentions, {family} of their family")


def write(weights: classifier.Weights) -> None:
    """Write the weights, a line for each sign."""
    rows = ",\n".join(
        f"  {json.dumps(s, ensure_ascii=False)}: {json.dumps(w)}" for s, w in sorted(weights.signs.items())
    )
    opening = {"families": CLASSES, "base": weights.base, "words": sorted(weights.words)}
    top = ",\n".join(f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in opening.items())
    FILE.write_text(f'{{\n{top},\n "signs": {{\n{rows}\n }}\n}}\n', encoding="utf-8")


def main() -> None:
    """Fit, tell what it is worth, and write the weights if asked to."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sets", nargs="*", metavar="SET")
    asked.add_argument("--worth", action="store_true", help="tell what weights are worth on texts not fitted to")
    asked.add_argument("--write", action="store_true", help="write the weights fitted to all the texts")
    options = asked.parse_args()
    known, missed = words(options.sets or ["own-dev", "own-train"])
    if options.worth:
        worth(known, missed)
    if options.write:
        write(fit(known))


if __name__ == "__main__":
    main()
