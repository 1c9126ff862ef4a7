"""Slides exported to PDF: tables without rules, themes, paragraphs, and what belongs to no slide."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Block, BlockKind, Slide
from ingest.model import Reading
from tests.ingest.pdfs import BOLD, assert_tiled, draw, read_pdf, texts, write, write_lines

ROWS = [
    ("Area", "Incidents", "What was done"),
    ("Quay Road", "120", "Wardens walked the road"),
    ("Mill Lane", "87", "Two refuges opened"),
    ("Harbour", "5", "Lamps were put in"),
]
COLUMNS = (70, 220, 330)


def cells(block: Block) -> tuple[tuple[str, str], ...]:
    return tuple((cell.column, cell.text) for cell in block.cells)


def rows_of(reading: Reading) -> list[tuple[tuple[str, str], ...]]:
    return [
        cells(block)
        for slide in reading.slides
        for block in slide.blocks
        if block.kind is BlockKind.TABLE_ROW
    ]


def named(rows: Sequence[tuple[str, ...]]) -> list[tuple[tuple[str, str], ...]]:
    return [tuple(zip(rows[0], row, strict=True)) for row in rows[1:]]


def lay_rows(rows: Sequence[Sequence[str]], top: float = 120) -> Callable[[Canvas], None]:
    def paint(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for x, text in zip(COLUMNS, row, strict=False):
                write(canvas, x, top + number * 30, text)

    return paint


def fill(canvas: Canvas, x: float, top: float, wide: float, high: float, shade: float) -> None:
    canvas.setFillGray(shade)
    canvas.rect(x, 842 - top - high, wide, high, fill=1, stroke=0)
    canvas.setFillGray(0)


def test_texts_in_columns_without_rules_are_a_table() -> None:
    reading = read_pdf(draw(lay_rows(ROWS)))

    assert rows_of(reading) == named(ROWS)
    assert_tiled(reading)


def test_a_cell_of_two_lines_stays_in_its_row_of_a_table_without_rules() -> None:
    def paint(canvas: Canvas) -> None:
        for number, (area, count, done) in enumerate(ROWS):
            write(canvas, 70, 120 + number * 40, area)
            write(canvas, 220, 120 + number * 40, count)
            for line, text in enumerate(done.split(" walked ")):
                write(canvas, 330, 120 + number * 40 + line * 14, text)

    assert rows_of(read_pdf(draw(paint)))[0][2] == ("What was done", "Wardens the road")


def test_a_table_without_rules_whose_first_row_looks_like_the_others_names_no_columns() -> None:
    rows = [("Chair", "Ann Example", "ann@invented.example"), ("Clerk", "Bo Example", "bo@invented.example")]

    reading = read_pdf(draw(lay_rows([*rows, ("Warden", "Cy Example", "cy@invented.example")])))

    assert rows_of(reading)[0] == (("", "Chair"), ("", "Ann Example"), ("", "ann@invented.example"))


def test_paragraphs_with_hanging_numbers_are_no_table() -> None:
    def paint(canvas: Canvas) -> None:
        for number in range(1, 5):
            write(canvas, 60, 100 + number * 40, f"1.{number}")
            write(canvas, 110, 100 + number * 40, "The board met four times in the year and agreed it.")

    assert not rows_of(read_pdf(draw(paint)))


def test_cells_told_by_their_fillings_are_a_table() -> None:
    def paint(canvas: Canvas) -> None:
        for number in range(len(ROWS)):
            for x, wide in ((60, 150), (210, 110), (320, 200)):
                fill(canvas, x, 110 + number * 30, wide, 30, 0.6 if number == 0 else 0.9 - number % 2 / 10)
        lay_rows(ROWS)(canvas)

    assert rows_of(read_pdf(draw(paint))) == named(ROWS)


def test_a_filled_header_over_rows_without_rules_names_their_columns() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.rect(60, 842 - 240, 460, 130)
        for x, wide in ((60, 150), (210, 110), (320, 200)):
            canvas.rect(x, 842 - 140, wide, 30)
        lay_rows(ROWS)(canvas)

    assert rows_of(read_pdf(draw(paint))) == named(ROWS)


def test_rows_above_the_first_and_under_the_last_rule_are_the_tables() -> None:
    def paint(canvas: Canvas) -> None:
        lay_rows(ROWS)(canvas)
        for number in range(3):
            canvas.line(60, 842 - 143 - number * 30, 520, 842 - 143 - number * 30)

    assert rows_of(read_pdf(draw(paint))) == named(ROWS)


def test_a_cell_merged_down_is_read_in_each_row_it_reaches() -> None:
    def paint(canvas: Canvas) -> None:
        for x, top, wide, high in (
            *((60 + n * 150, 100, 150, 30) for n in range(3)),
            (60, 130, 150, 60),
            *((210 + n * 150, 130 + row * 30, 150, 30) for n in range(2) for row in range(2)),
        ):
            canvas.rect(x, 842 - top - high, wide, high)
        for x, top, text in (
            *((65 + n * 150, 108, text) for n, text in enumerate(("Theme", "Measure", "Result"))),
            (65, 138, "Safety"),
            *((215 + n * 150, 138, text) for n, text in enumerate(("Burglary", "-4%"))),
            *((215 + n * 150, 168, text) for n, text in enumerate(("Noise", "-12%"))),
        ):
            write(canvas, x, top, text)

    reading = read_pdf(draw(paint))

    assert rows_of(reading) == [
        (("Theme", "Safety"), ("Measure", "Burglary"), ("Result", "-4%")),
        (("Theme", "Safety"), ("Measure", "Noise"), ("Result", "-12%")),
    ]
    assert_tiled(reading)


def themed(number: int) -> Callable[[Canvas], None]:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 30, "Public safety" if number < 4 else "Justice for all", 12)
        write(canvas, 60, 60, f"What we did in part {'abcdefgh'[number]}", 24, BOLD)
        write(canvas, 60, 120, f"Noise fell by {number * 7} calls, and so did complaints.")

    return paint


def test_a_line_above_the_titles_of_some_slides_is_their_theme() -> None:
    slides = read_pdf(draw(*map(themed, range(8)))).slides

    assert [slide.theme for slide in slides] == ["Public safety"] * 4 + ["Justice for all"] * 4
    assert [block.kind for block in slides[0].blocks] == [
        BlockKind.THEME,
        BlockKind.TITLE,
        BlockKind.PARAGRAPH,
    ]


def spaced(lines: Sequence[tuple[str, bool]]) -> Callable[[Canvas], None]:
    """Paint lines, and a space drawn at the end of those whose paragraph goes on, as LibreOffice does."""

    def paint(canvas: Canvas) -> None:
        for row, (line, goes_on) in enumerate(lines):
            write(canvas, 60, 60 + row * 14.4, line + " " * goes_on)

    return paint


def test_spaces_drawn_at_the_ends_of_lines_tell_which_paragraphs_go_on() -> None:
    lines = [
        *[("The board met in the year", True), ("and agreed the plan", False), ("• It was kept", False)] * 4,
        ("Annual review of the plan", False),
        ("Scrutiny committee of June", True),
        ("Two thousand and thirty", False),
    ]

    (slide,) = read_pdf(draw(spaced(lines))).slides

    assert texts(slide)[-2:] == [
        "Annual review of the plan",
        "Scrutiny committee of June Two thousand and thirty",
    ]


def test_larger_text_of_a_slide_is_no_heading_where_the_slide_has_no_smaller() -> None:
    def small(canvas: Canvas) -> None:
        write_lines(canvas, 60, 120, ["Wardens walked forty routes each", "week, and members joined."] * 8)

    def large(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Calm streets", 30)
        lines = ["Wardens walked forty routes each", "week, and members joined them", "in June and in July"]
        write_lines(canvas, 60, 150, lines, 18)

    slide = read_pdf(draw(small, small, large)).slides[2]

    assert [block.kind for block in slide.blocks] == [BlockKind.TITLE, BlockKind.PARAGRAPH]


def test_a_list_mark_far_from_its_text_is_still_its_mark() -> None:
    def paint(canvas: Canvas) -> None:
        for row, text in enumerate(("Noise fell", "Fires rose")):
            write(canvas, 60, 120 + row * 20, "•", 9)
            write(canvas, 90, 120 + row * 20, text, 9)

    (slide,) = read_pdf(draw(paint)).slides

    assert [(block.kind, block.text) for block in slide.blocks] == [
        (BlockKind.BULLET, "Noise fell"),
        (BlockKind.BULLET, "Fires rose"),
    ]


def test_a_number_set_close_to_its_item_is_parted_from_it() -> None:
    def paint(canvas: Canvas) -> None:
        for row, text in enumerate(("Agree the plan", "Fund the plan")):
            write(canvas, 60, 120 + row * 20, f"{row + 1}.")
            write(canvas, 60 + canvas.stringWidth("1.", "Helvetica", 12), 120 + row * 20, text)

    (slide,) = read_pdf(draw(paint)).slides

    assert texts(slide) == ["1. Agree the plan", "2. Fund the plan"]


def footed(*lines: str) -> tuple[Slide, ...]:
    def page(line: str) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            write(canvas, 60, 60, "Calm streets", 24, BOLD)
            write(canvas, 60, 805, line, 9)

        return paint

    return read_pdf(draw(*map(page, lines))).slides


def test_figures_at_the_foot_of_pages_that_count_no_pages_stay() -> None:
    slides = footed("345.0", "290.0", "17.5", "88.1")

    assert [texts(slide)[-1] for slide in slides] == ["345.0", "290.0", "17.5", "88.1"]


def test_a_line_that_only_a_few_pages_far_apart_have_stays() -> None:
    slides = footed(
        "Figures in £m",
        *[f"Part {letter}" for letter in "abcdefghi"],
        "Figures in £m",
        *"jk",
        "Figures in £m",
    )

    assert texts(slides[0])[-1] == "Figures in £m"


@pytest.mark.parametrize("first", [1, 7])
def test_a_printed_page_number_is_the_label_where_it_differs_from_the_pages_own(first: int) -> None:
    slides = footed(*(f"Page {number}" for number in range(first, first + 5)))

    assert [slide.label for slide in slides] == [
        "" if first == 1 else str(n) for n in range(first, first + 5)
    ]


def test_what_a_running_line_says_is_listed_with_its_drop() -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Calm streets", 24, BOLD)
        write(canvas, 60, 805, "Invented Borough Safety Plan", 9)

    reading = read_pdf(draw(paint, paint, paint))

    assert [drop.text for drop in reading.drops if drop.text] == ["Invented Borough Safety Plan"] * 3
    assert_tiled(reading)
