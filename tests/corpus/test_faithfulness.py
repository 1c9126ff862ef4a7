from dataclasses import replace
from pathlib import Path

import pytest

from corpus.faithfulness import DocumentFaithfulness, Dropped, make_report
from corpus.layout import Outcome, RejectedRecord, generation_folder
from corpus.markings import Level, Marking
from corpus.model import BlockKind, Drop, ImageOrigin, Slide, SlideImage
from corpus.reporting import report_lines
from ingest.parts import Part
from tests.fakes import a_block, a_draft, a_part, a_slide, publish

TEXT = "Reports of fly-tipping fell by 12% in the parks along the river in the year 2021/22."


def with_slides(*slides: Slide) -> Part:
    part = a_part("review", "Hate crime fund")
    return replace(part, slides=slides, record=replace(part.record, slides=len(slides)))


def report_on(home: Path, *parts: Part) -> DocumentFaithfulness:
    """Publish a generation and return the report on its first document."""
    return make_report(generation_folder(home, publish(home, a_draft(*parts))))[0]


def test_slides_blocks_and_characters_are_counted(tmp_path: Path) -> None:
    report = report_on(tmp_path, a_part("review", "Hate crime fund", "Nine projects"))

    assert (report.document_id, report.slides, report.characters) == ("review", 1, 10)
    assert report.blocks == {"bullet": 2, "title": 1}


def test_what_was_left_out_is_summed_by_reason_with_examples_of_its_words(tmp_path: Path) -> None:
    footers = [Drop((at, at + 8), "running footer", "OFFICIAL") for at in (0, 20, 40)]
    part = replace(a_part("review", "Hate crime fund"), drops=(*footers, Drop((50, 51), "blank")))

    report = report_on(tmp_path, part)

    assert report.dropped == (Dropped("running footer", 3, 24, ("OFFICIAL",)), Dropped("blank", 1, 1))


def test_slides_of_pictures_and_hidden_ones_are_named(tmp_path: Path) -> None:
    hidden = replace(a_slide(2, "Back-up", "Figures"), hidden=True)

    report = report_on(tmp_path, with_slides(a_slide(1, "Map of wards"), hidden))

    assert [(slide.number, slide.title) for slide in report.picture_only] == [(1, "Map of wards")]
    assert [(slide.number, slide.title) for slide in report.hidden] == [(2, "Back-up")]


def test_how_surely_pictures_were_read_is_told_with_the_unsure_slides(tmp_path: Path) -> None:
    slides = [
        replace(
            a_slide(number, "Chart"), blocks=(a_block(f"Words {number}", BlockKind.FIGURE, confidence=sure),)
        )
        for number, sure in enumerate((0.95, 0.5, 0.9), start=1)
    ]

    read = report_on(tmp_path, with_slides(*slides)).picture_text

    assert read is not None
    assert (read.blocks, read.median, read.lowest, read.unsure) == (3, 0.9, 0.5, (2,))


def test_images_are_counted_by_their_origin(tmp_path: Path) -> None:
    image = SlideImage("0" * 16, 10, 10, ImageOrigin.PAGE)

    report = report_on(tmp_path, with_slides(replace(a_slide(1, "One"), image=image), a_slide(2, "Two")))

    assert report.images == {"page": 1, "without": 1}


def test_near_duplicates_stand_in_the_reports_of_both_documents(tmp_path: Path) -> None:
    folder = generation_folder(
        tmp_path, publish(tmp_path, a_draft(a_part("review", TEXT), a_part("plan", TEXT)))
    )

    reports = make_report(folder)

    assert [[pair.other.document_id for pair in report.near] for report in reports] == [["plan"], ["plan"]]


def test_a_period_the_text_does_not_speak_of_is_noted(tmp_path: Path) -> None:
    period = report_on(tmp_path, a_part("review", *(f"{TEXT} Item {n}." for n in range(3)))).period

    assert period is not None
    assert "mostly of 2021/22 (3 times), the manifest says 2020/21 (never)" in period.note


def test_documents_that_are_left_out_are_told_with_their_reason(tmp_path: Path) -> None:
    held = RejectedRecord("minutes", "it is marked SECRET", Outcome.HELD)
    draft = replace(a_draft(a_part("review", "Hate crime fund")), rejected=(held,))

    report = make_report(generation_folder(tmp_path, publish(tmp_path, draft)))[1]

    assert (report.document_id, report.outcome, report.detail) == ("minutes", "held", "it is marked SECRET")


@pytest.fixture
def lines(tmp_path: Path) -> list[str]:
    """Return the report in plain text on a document with everything to tell, and one that is held."""
    slides = (
        a_slide(1, "Map"),
        replace(a_slide(2, "Parks", TEXT), hidden=True),
        a_slide(3, "Parks", TEXT),
        replace(a_slide(4, "Chart"), blocks=(a_block("12%", BlockKind.FIGURE, confidence=0.5),)),
    )
    part = with_slides(*slides)
    record = replace(part.record, warnings=("odd",), markings=(Marking(Level.OFFICIAL, "OFFICIAL", 2),))
    part = replace(part, record=record, drops=(Drop((0, 8), "running footer", "OFFICIAL"),))
    draft = replace(a_draft(part), rejected=(RejectedRecord("minutes", "SECRET", Outcome.HELD),))
    return list(report_lines(make_report(generation_folder(tmp_path, publish(tmp_path, draft)))))


@pytest.mark.parametrize(
    "line",
    [
        "review: The review",
        "  outcome: indexed with warnings",
        "  slides: 4; blocks: 3 title, 2 bullet, 1 figure",
        "  characters: 10 read, 8 of them left out",
        "    8 in 1: running footer, such as “OFFICIAL”",
        "  warning: odd",
        "  nothing but a title or an unread picture: 1 (Map)",
        "  hidden in the presentation: 2 (Parks)",
        "  read from pictures: 1 blocks, sure 0.50, lowest 0.50; compare with the picture: slide 4",
        "  marking: OFFICIAL, “OFFICIAL” on slide 2",
        "  near duplicate: review, slide 2 ~ review, slide 3, 100%",
        "minutes",
        "  outcome: held: SECRET",
    ],
)
def test_the_plain_report_says_each_thing_on_a_line(lines: list[str], line: str) -> None:
    assert line in lines
