"""Fit the weights by which acts without a place of their own get one (kg/resolve/place_weights.toml), and their worth.

    python tests/quality/fit_places.py [SET …] [--write]

What is hard: most places that stand near an act are those of something else, and many such acts were nowhere that a
text tells. So what is learned is a choice, of one place or none, and its worth is told by weights that were fitted
without the text itself (eight parts). SETs are those of gate.py; by default `own-dev` and `own-train`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fit
import fit_roles
import gate

from kg.resolve import sited
from kg.resolve.atlas import Atlas
from kg.resolve.dated import dated
from kg.resolve.sides import Sides
from kg.resolve.supplied import supplied
from kg.resolve.within import told

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(sited.__file__).with_name("place_weights.toml")
OPENING = """\
# How much does each sign speak for a place's being that of an act whose own words name none? No place has the sum 0.
# Fitted by tests/quality/fit_places.py. What stands behind "&" is how the act is told, or how wide the place is.
"""


def asked(text: fit.Text) -> Iterator[fit.Choice]:
    """Yield the choices of a place that a text asks for, of its annotated events."""
    score, sides = gate._scorer(), Sides(text.document.text)
    events, mentions = supplied(text.document, text.extraction, told(text.document, text.extraction, sides), sides)
    events, mentions = dated(text.document, text.extraction, events, mentions)
    gold = fit_roles.paired(text, events)
    atlas = Atlas(text.document, text.extraction, events, mentions, sides)
    for one in sited.unplaced(atlas, events, sides):
        signs = one.signs()
        if signs and one.event.id in gold:
            wanted = text.gold.events[gold[one.event.id]].values["place"]
            names = [f"{atlas.sites[key].name}|{atlas.sites[key].words}" for key in signs]
            right = [i for i, name in enumerate(names) if wanted and score.agree("place", wanted, name)]
            yield list(signs.values()), right, 1.0


if __name__ == "__main__":
    sys.exit(fit.of_choices(__doc__, asked, sited, fit.Table(FILE, OPENING, "place", "place")))
