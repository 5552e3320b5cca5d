"""Word lists: each condition that an entry needs is known, ours and a user's own."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.extract import extract, load
from kg.extract.lexicon import read
from kg.extract.trigger_frames import check
from kg.model import Document
from kg.read.lines import label


def test_all_that_our_entries_need_is_known():
    check(read(), "triggers.toml")


@pytest.mark.parametrize(("need", "lost"), [('by = "martian"', "martian"), ('when = "full moon"', "full moon")])
def test_an_entry_that_needs_what_nobody_knows_is_refused(tmp_path, need, lost):
    own = tmp_path / "own.toml"
    own.write_text(f'[[verbs]]\ntype = "raid"\nwords = ["gloop"]\n{need}\n', encoding="utf-8")
    with pytest.raises(InputError, match=lost):
        load(lexicon=own)


def test_own_words_are_read(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[[verbs]]\ntype = "raid"\nwords = ["ransom"]\nby = "force"\n', encoding="utf-8")
    text = "Syrian soldiers ransomed the village of Aita on Monday."
    document = Document(Document.identify(text, None, None, None), "case", text, label(text))
    assert [m.trigger.quote for m in extract(document, load(lexicon=own)).mentions] == ["ransomed"]


def test_who_is_no_force_may_descend_on_a_place():
    text = "Rioters descended on the town of Huwara on Sunday. A fog descended on the valley."
    document = Document(Document.identify(text, None, None, None), "case", text, label(text))
    assert [m.trigger.quote for m in extract(document, load()).mentions] == ["descended on"]
