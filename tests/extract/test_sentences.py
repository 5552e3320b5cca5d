"""Where sentences begin in copy that lost its line breaks."""

from __future__ import annotations

import pytest

from kg.extract.sentences import split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A guard was hurt.10:30Schools told to close", ["A guard was hurt.10:30", "Schools told to close"]),
        ("09:12Hezbollah says it fired", ["09:12", "Hezbollah says it fired"]),
        ("13:15US and UK impose sanctions", ["13:15", "US and UK impose sanctions"]),
        ("14:05 ISTPakistan denies shelling", ["14:05 IST", "Pakistan denies shelling"]),
        ("At 12:30 Israel struck. The S-300 fell.", ["At 12:30 Israel struck.", "The S-300 fell."]),
        ("Treating the InjuredSevastopol was hit.", ["Treating the Injured", "Sevastopol was hit."]),
        ("list 2 of 3Rockets hit a port", ["Rockets hit a port"]),
        (
            "Stories list of 2 itemslist 1 of 2Rockets hit a portlist 2 of 2: Talks failend of list",
            ["Stories", "Rockets hit a port", "Talks fail"],
        ),
        ("Jerusalem/Gaza City (CNN)Israel struck.", ["Jerusalem/Gaza City (CNN)", "Israel struck."]),
        ("The Defense Forces (IDF) Chief said so.", ["The Defense Forces (IDF) Chief said so."]),
        ("By the Corps (IRGC).Norland agreed.", ["By the Corps (IRGC).", "Norland agreed."]),
        ("General MacArthur said it was hit.", ["General MacArthur said it was hit."]),
    ],
)
def test_a_clock_ends_a_sentence(text, parts):
    assert [text[a:b] for a, b in split(text, 0, len(text))] == parts


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("What we know about the Doda attackEleven people were killed.", "What we know about the Doda attack"),
        ("Two days after the Doda attackA blackout is in force.", "Two days after the Doda attack"),
        ("Srinagar airport closedFlights are suspended.", "Srinagar airport closed"),
        ("Films shot on an iPhone were shown.", "Films shot on an iPhone were shown."),
        ("McCain met him near the DeepState office.", "McCain met him near the DeepState office."),
    ],
)
def test_a_heading_that_ran_into_its_text_is_parted(text, first):
    start, end = next(split(text, 0, len(text)))
    assert text[start:end] == first


def test_a_line_without_end_is_not_read_anew_for_each_of_its_words():
    line = "aaaaBbbb" * 20_000
    parts = list(split(line, 0, len(line)))
    assert parts[-1][1] == len(line)
