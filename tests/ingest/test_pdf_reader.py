"""A PDF's pages are its slides: exact numbers, and each text at its place."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import BlockKind
from ingest.readers import find_reader
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.text.reader import TextReader
from tests.ingest.exports import DOCUMENT
from tests.ingest.pdfs import (
    BOLD,
    HEIGHT,
    WIDTH,
    assert_tiled,
    box_of,
    draw,
    find_block,
    iou,
    picture,
    read_pdf,
    texts,
    write,
    write_lines,
)

LEFT = ["The board met four times in", "the year and agreed a plan for", "safer evenings by the harbour."]
RIGHT = ["Wardens walked forty routes", "each week, and members of the", "public joined them in June."]


def plan(canvas: Canvas) -> None:
    write(canvas, 60, 60, "Calm streets", 24, BOLD)
    write_lines(canvas, 60, 120, LEFT)


def columns(canvas: Canvas) -> None:
    write(canvas, 60, 60, "Two columns of text", 24, BOLD)
    write_lines(canvas, 60, 120, LEFT)
    write_lines(canvas, 320, 120, RIGHT)
    write(canvas, 60, 300, "A line under both columns that reaches over the whole width of the page.")


def by_turns(canvas: Canvas) -> None:
    write(canvas, 60, 60, "Two columns of text", 24, BOLD)
    for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        write(canvas, 60, 120 + row * 14.4, left)
        write(canvas, 320, 120 + row * 14.4, right)


def test_page_n_is_slide_n() -> None:
    reading = read_pdf(draw(plan, picture, plan))

    assert [(slide.ref.number, slide.ref.inferred) for slide in reading.slides] == [
        (1, False),
        (2, False),
        (3, False),
    ]
    assert_tiled(reading)


def test_lines_of_a_paragraph_are_one_block_with_its_exact_text() -> None:
    (slide,) = read_pdf(draw(plan)).slides

    assert (slide.title, texts(slide)) == ("Calm streets", ["Calm streets", " ".join(LEFT)])


def test_a_block_stands_where_its_text_was_set() -> None:
    reading = read_pdf(draw(plan))

    assert iou(find_block(reading, "Calm streets").box, box_of(60, 60, ["Calm streets"], 24, BOLD)) >= 0.9
    assert iou(find_block(reading, " ".join(LEFT)).box, box_of(60, 120, LEFT)) >= 0.9


@pytest.mark.parametrize("paint", [columns, by_turns])
def test_a_column_is_read_to_its_end_before_the_next(paint: Callable[[Canvas], None]) -> None:
    (slide,) = read_pdf(draw(paint)).slides

    assert texts(slide)[1:3] == [" ".join(LEFT), " ".join(RIGHT)]


def test_what_reaches_over_all_columns_is_read_after_those_above_it() -> None:
    (slide,) = read_pdf(draw(columns)).slides

    assert texts(slide)[3].startswith("A line under both columns")


def test_labels_and_figures_side_by_side_are_read_row_by_row() -> None:
    def paint(canvas: Canvas) -> None:
        for row, (label, figure) in enumerate([("Burglary", "1,204"), ("Noise", "310"), ("Fires", "77")]):
            write(canvas, 60, 120 + row * 20, label)
            write(canvas, 320, 120 + row * 20, figure)

    (slide,) = read_pdf(draw(paint)).slides

    assert slide.text.split() == ["Burglary", "1,204", "Noise", "310", "Fires", "77"]


def test_the_largest_text_near_the_top_is_the_title_wherever_it_is_drawn() -> None:
    def paint(canvas: Canvas) -> None:
        write_lines(canvas, 60, 140, LEFT)
        write(canvas, 60, 110, "How we worked", 14, BOLD)
        write(canvas, 60, 600, "Calm and clear", 16, BOLD)
        write(canvas, 60, 40, "Invented Borough", 9)
        write(canvas, 60, 60, "Our second year", 26)

    (slide,) = read_pdf(draw(paint)).slides

    assert slide.title == "Our second year"
    assert [b.text for b in slide.blocks if b.kind is BlockKind.HEADING] == [
        "How we worked",
        "Calm and clear",
    ]


def test_a_title_of_two_lines_is_one() -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Our plan for", 26)
        write(canvas, 60, 92, "a much calmer and safer borough", 26)
        write_lines(canvas, 60, 160, LEFT)

    assert read_pdf(draw(paint)).slides[0].title == "Our plan for a much calmer and safer borough"


def test_a_numbered_title_of_two_lines_is_one() -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 60, "4. LOOKING AFTER THE", 22, BOLD)
        write(canvas, 60, 92, "HARBOUR", 22, BOLD)
        write_lines(canvas, 60, 160, LEFT)

    assert read_pdf(draw(paint)).slides[0].title == "4. LOOKING AFTER THE HARBOUR"


def test_a_page_without_large_text_is_called_by_its_first_line_that_stands_out() -> None:
    def paint(canvas: Canvas) -> None:
        write_lines(canvas, 60, 60, LEFT)
        write(canvas, 60, 120, "What comes next", 12, BOLD)
        write_lines(canvas, 60, 140, RIGHT)

    assert read_pdf(draw(paint)).slides[0].title == "What comes next"


def test_text_under_a_heading_carries_it() -> None:
    def paint(canvas: Canvas) -> None:
        plan(canvas)
        write(canvas, 60, 200, "Noise", 15, BOLD)
        write_lines(canvas, 60, 230, RIGHT)

    assert find_block(read_pdf(draw(paint)), " ".join(RIGHT)).headings == ("Noise",)


def turn(canvas: Canvas, angle: int) -> None:
    """Turn the page and, against it, what is written on it; reportlab swaps a turned page's sides."""
    canvas.setPageRotation(angle)
    canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[angle])
    canvas.rotate(angle)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_shown(angle: int) -> None:
    def paint(canvas: Canvas) -> None:
        turn(canvas, angle)
        write_lines(canvas, 60, 120, LEFT)

    reading = read_pdf(draw(paint))

    assert texts(reading.slides[0]) == [" ".join(LEFT)]
    assert iou(reading.slides[0].blocks[0].box, box_of(60, 120, LEFT)) >= 0.9


def test_boxes_are_shares_of_the_cropped_page_and_what_is_cut_off_is_listed() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 550, 800))
        write(canvas, 10, 10, "Printer's marks")
        write_lines(canvas, 100, 120, LEFT)

    reading = read_pdf(draw(paint))

    assert texts(reading.slides[0]) == [" ".join(LEFT)]
    expected = box_of(100 - 50, 120 - (HEIGHT - 800), LEFT, page=(500, 700))
    assert iou(reading.slides[0].blocks[0].box, expected) >= 0.9
    assert "outside the visible page" in {drop.reason for drop in reading.drops}


@pytest.mark.parametrize(
    ("angle", "cut"), [(90, (20, 30, 525, 782)), (180, (50, 80, 515, 702)), (270, (50, 30, 525, 782))]
)
def test_a_rotated_and_cropped_page_keeps_its_boxes(angle: int, cut: tuple[float, ...]) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setCropBox((30, 80, 545, 782) if angle == 180 else (30, 20, 812, 545))
        turn(canvas, angle)
        write_lines(canvas, 200, 120, LEFT)

    (slide,) = read_pdf(draw(paint)).slides

    left, top, width, height = cut
    assert iou(slide.blocks[0].box, box_of(200 - left, 120 - top, LEFT, page=(width, height))) >= 0.9


def test_turned_text_beside_the_page_is_read_and_disturbs_no_paragraph() -> None:
    def paint(canvas: Canvas) -> None:
        plan(canvas)
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Number of complaints")

    (slide,) = read_pdf(draw(paint)).slides

    assert texts(slide) == ["Calm streets", " ".join(LEFT), "Number of complaints"]


def test_a_pdf_is_known_by_its_content_whatever_it_is_called() -> None:
    assert isinstance(find_reader(DOCUMENT, draw(plan)), PdfReader)
    assert isinstance(find_reader(DOCUMENT, b"Calm streets"), TextReader)


def test_reading_twice_gives_the_same_reading() -> None:
    source = draw(plan, columns, picture)

    assert read_pdf(source) == read_pdf(source)


def test_ids_depend_on_the_content_and_not_on_the_page() -> None:
    short, long = read_pdf(draw(plan)), read_pdf(draw(columns, plan))

    assert [block.id for block in short.slides[0].blocks] == [block.id for block in long.slides[1].blocks]
