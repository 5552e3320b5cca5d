"""What Neo4j Browser takes in: favourites made from the questions, a style sheet for all that is drawn, a guide."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

from kg.sync import admin, questions
from kg.sync.steps import LINKS
from kg.vocab import Family

FOLDER = Path(__file__).resolve().parents[2] / "queries" / "browser"
OLDEST = (1980, 1, 1, 0, 0, 0)


def favourite(one: questions.Question) -> str:
    """The question as a single statement: the Browser draws only what is not one of several."""
    head = [line for line in one.text.splitlines() if line.startswith("//")]
    body = "\n".join(line for line in one.text.splitlines() if not line.startswith("//")).rstrip().rstrip(";")
    asked = []
    for name, (kind, default) in one.parameters.items():
        value = "null" if default == "any" else default if kind == "number" else f"'{default}'"
        asked.append(f"{value} AS asked_{name}")
        body = body.replace(f"${name}", f"asked_{name}")
    given = [f"WITH {', '.join(asked)}"] if asked else []
    return "\n".join([*head, *given, body]) + "\n"


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for one in questions.catalogue():
            file.writestr(zipfile.ZipInfo(f"{one.name}.cypher", OLDEST), favourite(one))
    return out.getvalue()


def test_the_favourites_are_current():
    path = FOLDER / "saved-queries.zip"
    if os.environ.get("KG_WRITE"):
        path.write_bytes(packed())
    assert path.read_bytes() == packed(), "run with KG_WRITE=1 to write it anew"
    for one in questions.catalogue():
        assert "$" not in favourite(one)


def test_the_style_sheet_knows_every_label_and_type():
    sheet = (FOLDER / "escalation.grass").read_text()
    labels = set(admin.mapping()["nodes"]) | {family.value.capitalize() for family in Family}
    styled = set(re.findall(r"node\.(\w+)", sheet))
    assert styled == labels
    assert set(re.findall(r"relationship\.(\w+)", sheet)) == set(LINKS)
