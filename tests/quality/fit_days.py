"""Fit the weights by which acts without a day of their own are dated (kg/resolve/day_weights.toml), and their worth.

    python tests/quality/fit_days.py [SET …] [--write]

What is hard: most days that stand near an act are those of something else, and for most such acts nobody knows the
day. So what is learned is a choice, of one day or none, and its worth is told by weights that were fitted without the
text itself (eight parts). SETs are those of gate.py; by default `own-dev` and `own-train`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fit
import fit_roles
import gate

from kg import pipeline
from kg.resolve import dated
from kg.resolve.day_signs import Calendar
from kg.resolve.sides import Sides
from kg.resolve.supplied import supplied
from kg.resolve.within import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.when import When

FILE = Path(dated.__file__).with_name("day_weights.toml")
OPENING = """\
# How much does each sign speak for a day's being that of an act whose own words name none? No day has the sum 0.
# Fitted by tests/quality/fit_days.py. What stands behind "&" is how the act is told.
"""


def _agree(wanted: object, day: When) -> bool:
    score = gate._scorer()
    days = score._interval(pipeline._days(SimpleNamespace(when=day)))  # type: ignore[arg-type]
    return bool(days) and score.agree("when", wanted, days)


def asked(text: fit.Text) -> Iterator[fit.Choice]:
    """Yield the choices of a day that a text asks for, of its annotated events."""
    sides = Sides(text.document.text)
    events, mentions = supplied(text.document, text.extraction, told(text.document, text.extraction, sides), sides)
    gold = fit_roles.paired(text, events)
    for one in dated.undated(Calendar(text.document, text.extraction, events, mentions), events):
        signs = one.signs()
        if signs and one.event.id in gold:
            wanted = text.gold.events[gold[one.event.id]].values["when"]
            right = [i for i, day in enumerate(signs) if wanted and _agree(wanted, day)]
            yield list(signs.values()), right, 1.0


if __name__ == "__main__":
    sys.exit(fit.of_choices(__doc__, asked, dated, fit.Table(FILE, OPENING, "when", "day")))
