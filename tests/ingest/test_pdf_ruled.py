"""Tables of a PDF whose rules, headers or columns are not the simple case."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from corpus.model import BlockKind
from ingest.model import Reading
from tests.ingest.pdfs import BOLD, HEIGHT, WIDTH, assert_tiled, draw, read_pdf, write, write_lines

COLUMNS = (60, 220, 320, 420)


def rows_of(reading: Reading) -> list[list[tuple[str, str]]]:
    blocks = [block for slide in reading.slides for block in slide.blocks]
    rows = [block for block in blocks if block.kind is BlockKind.TABLE_ROW]
    return [[(cell.column, cell.text) for cell in row.cells] for row in rows]


def grid(rows: Sequence[Sequence[str]], *style: tuple[object, ...]) -> Reading:
    out = io.BytesIO()
    table = Table([list(row) for row in rows], style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *style])
    SimpleDocTemplate(out, pagesize=(WIDTH, HEIGHT), invariant=1).build([table])
    return read_pdf(out.getvalue())


def rule(canvas: Canvas, top: float, right: float = 540) -> None:
    canvas.line(54, HEIGHT - top, right, HEIGHT - top)


def row(canvas: Canvas, top: float, *cells: str, font: str = "Helvetica") -> None:
    for x, text in zip(COLUMNS, cells, strict=False):
        if text:
            write(canvas, x, top + 4, text, 11, font)


def budget(canvas: Canvas, top: float) -> None:
    """Paint a table of three rows that is ruled between them, and not over all of its header."""
    rule(canvas, top, 300)
    row(canvas, top, "Area", "Budget", "Forecast", font=BOLD)
    for at, cells in enumerate([("North ward", "97.5", "124.9"), ("South ward", "21.2", "30.2")], start=1):
        rule(canvas, top + 24 * at)
        row(canvas, top + 24 * at, *cells)
    rule(canvas, top + 72)


NORTH_AND_SOUTH = [
    [("Area", "North ward"), ("Budget", "97.5"), ("Forecast", "124.9")],
    [("Area", "South ward"), ("Budget", "21.2"), ("Forecast", "30.2")],
]


def test_a_header_that_is_ruled_in_part_names_the_columns() -> None:
    reading = read_pdf(draw(lambda canvas: budget(canvas, 100)))

    assert rows_of(reading) == NORTH_AND_SOUTH


def test_a_heading_between_two_tables_with_one_width_of_rules_parts_them() -> None:
    def two(canvas: Canvas) -> None:
        budget(canvas, 100)
        write(canvas, 60, 200, "Budget of the wards by the river and the hill", 18, BOLD)
        budget(canvas, 260)

    reading = read_pdf(draw(two))

    assert rows_of(reading) == NORTH_AND_SOUTH * 2
    assert reading.slides[0].title == "Budget of the wards by the river and the hill"


def test_a_remark_across_columns_is_a_row_of_one_cell_under_no_name() -> None:
    remark = "The rise comes from prices, and the plan for it was late."

    def remarked(canvas: Canvas) -> None:
        budget(canvas, 100)
        write(canvas, 220, 176, remark, 11)
        rule(canvas, 196)
        row(canvas, 196, "East ward", "3.0", "4.0")
        rule(canvas, 220)

    reading = read_pdf(draw(remarked))

    assert rows_of(reading)[2:] == [
        [("Area", ""), ("", remark)],
        [("Area", "East ward"), ("Budget", "3.0"), ("Forecast", "4.0")],
    ]
    assert_tiled(reading)


def test_rows_with_a_short_label_each_are_a_table_without_a_header() -> None:
    def labelled(canvas: Canvas) -> None:
        for at in range(3):
            rule(canvas, 100 + at * 40)
            write(canvas, 60, 104 + at * 40, f"8.{at + 1}", 11)
            write_lines(canvas, 100, 104 + at * 40, ["Most of the cash of the", "council is at hand now"], 11)
            write_lines(
                canvas, 280, 104 + at * 40, ["It is held where it can be had within", "three months"], 11
            )
        rule(canvas, 220)

    assert rows_of(read_pdf(draw(labelled)))[1] == [
        ("", "8.2"),
        ("", "Most of the cash of the council is at hand now"),
        ("", "It is held where it can be had within three months"),
    ]


def test_columns_whose_words_stand_in_different_rows_stay_two() -> None:
    reading = grid([["Summary", "Red", ""], ["Wards", "", "1"], ["Parks", "2", "3"]])

    assert rows_of(reading)[0] == [("Summary", "Wards"), ("Red", ""), ("", "1")]


def test_a_red_count_is_not_taken_from_the_column_of_a_sign_without_words() -> None:
    reading = grid([["Summary", "Red", ""], ["Wards", "", "1"]])

    assert ("Red", "1") not in rows_of(reading)[0]


def test_a_header_merged_down_beside_one_merged_across_names_a_column_of_its_own() -> None:
    reading = grid(
        [["Measure", "Rating", "", "Way"], ["", "Latest", "Previous", ""], ["Calls", "GREEN", "AMBER", ""]],
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (3, 1)),
    )

    assert rows_of(reading) == [
        [("Measure", "Calls"), ("Rating Latest", "GREEN"), ("Rating Previous", "AMBER"), ("Way", "")]
    ]


def test_a_header_merged_across_takes_the_row_that_names_its_columns() -> None:
    reading = grid(
        [["2024/25", "", "2023/24", ""], ["Fatal", "Slight", "Fatal", "Slight"], ["4", "650", "8", "748"]],
        ("SPAN", (0, 0), (1, 0)),
        ("SPAN", (2, 0), (3, 0)),
    )

    assert rows_of(reading) == [
        [("2024/25 Fatal", "4"), ("2024/25 Slight", "650"), ("2023/24 Fatal", "8"), ("2023/24 Slight", "748")]
    ]


def test_a_row_of_units_belongs_to_the_header() -> None:
    reading = grid([["Area", "Spent", "Share"], ["", "£m", "%"], ["North", "4.2", "12"]])

    assert rows_of(reading) == [[("Area", "North"), ("Spent £m", "4.2"), ("Share %", "12")]]


def test_white_areas_behind_lines_of_text_make_no_table() -> None:
    lines = [
        "The wardens walk",
        "every street of the ward by night",
        "and write down what",
        "they see there on each walk",
    ]

    def backed(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        for at, width in enumerate([180, 180, 180, 180]):
            canvas.rect(58, HEIGHT - 118 - at * 16, 90, 16, stroke=0, fill=1)
            canvas.rect(148, HEIGHT - 118 - at * 16, width, 16, stroke=0, fill=1)
        canvas.setFillGray(0)
        write_lines(canvas, 60, 103, lines, 13)

    assert rows_of(read_pdf(draw(backed))) == []
