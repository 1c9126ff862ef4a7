"""What a page is called that has no title of its own: by the section that goes on there."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import BlockKind
from tests.ingest.pdfs import BOLD, draw, picture, read_pdf, texts, write, write_lines

PROSE = ["The wardens walk every street of the ward by night and write down what they see there"] * 6


def prose(canvas: Canvas, top: float = 150, size: float = 12) -> None:
    write_lines(canvas, 60, top, PROSE, size)


def section(canvas: Canvas) -> None:
    write(canvas, 60, 60, "Street wardens", 20, BOLD)
    prose(canvas)


def titles_of(*pages: Callable[[Canvas], None]) -> Sequence[str]:
    return [slide.title for slide in read_pdf(draw(*pages)).slides]


def test_a_page_without_a_title_is_called_by_the_section_that_goes_on() -> None:
    assert titles_of(section, prose, prose) == ["Street wardens"] * 3


def test_the_section_that_goes_on_is_the_last_one_begun() -> None:
    def two(canvas: Canvas) -> None:
        section(canvas)
        write(canvas, 60, 400, "Night patrols", 16, BOLD)
        prose(canvas, 440)

    assert titles_of(two, prose) == ["Street wardens", "Night patrols"]


def test_a_section_that_goes_on_is_no_block_of_the_page() -> None:
    reading = read_pdf(draw(section, prose))

    assert "Street wardens" not in texts(reading.slides[1])


@pytest.mark.parametrize("line", ["Figure 3: Patrols by month", "Table 2 Patrols by ward"])
def test_a_caption_is_no_title_where_a_section_goes_on(line: str) -> None:
    def captioned(canvas: Canvas) -> None:
        write(canvas, 60, 60, line, 12, BOLD)
        prose(canvas)

    assert titles_of(section, captioned) == ["Street wardens"] * 2


def test_the_names_of_columns_are_no_section() -> None:
    def columns(canvas: Canvas) -> None:
        section(canvas)
        for row, name in enumerate(["Area", "Budget", "Forecast"]):
            write(canvas, 60 + row * 150, 700, name, 12, BOLD)

    assert titles_of(columns, prose) == ["Street wardens"] * 2


def test_a_heading_larger_than_the_text_under_it_names_a_page_of_small_text() -> None:
    def notes(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Notes", 11, BOLD)
        prose(canvas, size=8)

    assert titles_of(section, notes) == ["Street wardens", "Notes"]


def test_a_cover_names_no_page_after_it() -> None:
    def cover(canvas: Canvas) -> None:
        write(canvas, 60, 300, "Plan of the invented ward", 28, BOLD)

    assert titles_of(cover, prose, section)[1].startswith("The wardens walk")


def test_slides_of_few_words_do_not_go_on() -> None:
    def slide(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Street wardens", 28, BOLD)
        write(canvas, 60, 150, "Forty routes each week", 18)

    def untitled(canvas: Canvas) -> None:
        write(canvas, 60, 150, "and two refuges by night", 18)

    assert titles_of(slide, untitled)[1] == "and two refuges by night"


def test_a_page_without_words_is_called_by_its_number() -> None:
    assert titles_of(section, picture, prose) == ["Street wardens", "Page 2", "Street wardens"]


@pytest.mark.parametrize("mark", ["65.", "b."])
def test_a_marked_paragraph_that_begins_bold_is_one_text_and_no_heading(mark: str) -> None:
    begins = f"{mark} The council will therefore walk all the streets of every ward of the Borough"
    goes_on = "Council. The wardens are given new routes and more time for each of them, so that"

    def marked(canvas: Canvas) -> None:
        write(canvas, 60, 60, begins, 12, BOLD)
        write(canvas, 84, 75, goes_on)
        write(canvas, 84, 90, "no street is left out.")

    slide = read_pdf(draw(section, marked)).slides[1]

    assert slide.title == "Street wardens"
    assert texts(slide) == [f"{begins} {goes_on} no street is left out."]


def test_small_notes_do_not_make_headings_of_a_pages_text() -> None:
    def noted(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Wardens walk by day", 12)
        prose(canvas, 90)
        for row in range(3):
            write(canvas, 60, 700 + row * 10, "Source: the invented survey of all wards", 8)

    reading = read_pdf(draw(section, noted))

    assert BlockKind.HEADING not in {block.kind for block in reading.slides[1].blocks}
