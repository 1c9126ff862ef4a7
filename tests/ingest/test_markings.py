from dataclasses import replace

import pytest

from corpus.markings import Level, Marking
from corpus.model import BlockKind, Drop, Slide
from ingest.markings import find_markings, read_marking, why_held
from ingest.model import Reading
from tests.fakes import a_block, a_document, a_slide


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("OFFICIAL", Level.OFFICIAL),
        ("OFFICIAL-SENSITIVE", Level.OFFICIAL_SENSITIVE),
        ("OFFICIAL: SENSITIVE", Level.OFFICIAL_SENSITIVE),
        ("OFFICIAL - SENSITIVE [PERSONAL]", Level.OFFICIAL_SENSITIVE),
        ("[OFFICIAL – SENSITIVE]", Level.OFFICIAL_SENSITIVE),
        ("Official-Sensitive", Level.OFFICIAL_SENSITIVE),
        ("Not protectively marked", Level.NOT_PROTECTIVELY_MARKED),
        ("RESTRICTED", Level.RESTRICTED),
        ("Private and confidential", Level.CONFIDENTIAL),
        ("SECRET - UK EYES ONLY", Level.SECRET),
        ("TOP SECRET", Level.TOP_SECRET),
        ("Protective marking: Official", Level.OFFICIAL),
        ("Security classification – RESTRICTED", Level.RESTRICTED),
        ("Not for publication by virtue of paragraph 3", Level.NOT_FOR_PUBLICATION),
        ("This report is NOT FOR PUBLICATION", Level.NOT_FOR_PUBLICATION),
        ("Exempt information under Schedule 12A of the Act", Level.NOT_FOR_PUBLICATION),
    ],
)
def test_a_line_that_is_a_marking_has_its_level(line: str, level: Level) -> None:
    assert read_marking(line) is level


@pytest.mark.parametrize(
    "line",
    [
        "",
        "the official opening",
        "Official statistics",
        "a secret garden",
        "Restricted",
        "Secret",
        "OFFICIAL STATISTICS",
        "SECRET SHOPPERS",
        "The call is confidential.",
        "The public were excluded, since exempt information in Schedule 12A was discussed",
        "Access to the site is restricted",
    ],
)
def test_words_of_a_sentence_or_name_are_no_marking(line: str) -> None:
    assert read_marking(line) is None


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Page 3 of 10 OFFICIAL", Level.OFFICIAL),
        ("OFFICIAL-SENSITIVE Anyshire Partnership 12", Level.OFFICIAL_SENSITIVE),
        ("Confidential", Level.CONFIDENTIAL),
        ("Anyshire Partnership | Page 3", None),
        ("SECRET SHOPPERS 2021", None),
        ("An official report", None),
    ],
)
def test_a_running_line_may_hold_a_marking_beside_other_words(line: str, level: Level | None) -> None:
    assert read_marking(line, running=True) is level


def a_reading(*slides: Slide, drops: tuple[Drop, ...] = (), **properties: str) -> Reading:
    return Reading(a_document(), slides, drops, 100, properties=tuple(properties.items()))


def test_a_marking_on_a_slide_is_found_with_its_slide() -> None:
    reading = a_reading(a_slide(1, "Cover"), a_slide(2, "Figures", "Text", "OFFICIAL-SENSITIVE"))

    assert find_markings(reading) == (Marking(Level.OFFICIAL_SENSITIVE, "OFFICIAL-SENSITIVE", 2),)


def test_the_words_of_a_running_line_are_read_together() -> None:
    slides = [
        replace(a_slide(number, "A"), blocks=(a_block("A", spans=((start, start + 1),)),))
        for number, start in ((1, 0), (2, 50))
    ]
    words = [("OFFICIAL", 60), ("-", 69), ("SENSITIVE", 71), ("7", 90)]
    drops = tuple(Drop((at, at + len(word)), "running footer", word) for word, at in words)

    assert find_markings(a_reading(*slides, drops=drops)) == (
        Marking(Level.OFFICIAL_SENSITIVE, "OFFICIAL - SENSITIVE", 2),
    )


def test_the_files_properties_are_read() -> None:
    reading = a_reading(a_slide(1, "Cover"), subject="Review", keywords="crime; OFFICIAL-SENSITIVE")

    assert find_markings(reading) == (Marking(Level.OFFICIAL_SENSITIVE, "OFFICIAL-SENSITIVE"),)


@pytest.mark.parametrize(
    ("row", "found"),
    [("Classification\tCONFIDENTIAL", 1), ("CONFIDENTIAL\tDamage to life", 0), ("SECRET", 0)],
)
def test_a_table_row_is_a_marking_only_with_its_label(row: str, found: int) -> None:
    slide = replace(a_slide(1, "Levels"), blocks=(a_block(row, BlockKind.TABLE_ROW),))

    assert len(find_markings(a_reading(slide))) == found


def test_a_document_marked_above_its_audience_is_held_with_what_to_do() -> None:
    markings = (Marking(Level.OFFICIAL, "OFFICIAL", 1), Marking(Level.RESTRICTED, "RESTRICTED", 4))

    reason = why_held(a_document("minutes"), markings, Level.OFFICIAL)

    assert "is marked RESTRICTED (“RESTRICTED” on slide 4)" in reason
    assert "ssp documents edit minutes --audience" in reason


@pytest.mark.parametrize("markings", [(), (Marking(Level.OFFICIAL, "OFFICIAL", 1),)])
def test_a_document_marked_no_higher_than_its_audience_is_not_held(markings: tuple[Marking, ...]) -> None:
    assert why_held(a_document(), markings, Level.OFFICIAL) == ""
