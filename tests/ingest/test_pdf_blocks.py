"""What stands on a page of a PDF: lists, tables, running lines, words that a line's end breaks."""

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Block, BlockKind, Drop
from ingest.model import Reading
from ingest.readers.pdf.characters import clean_word
from ingest.readers.pdf.layout import Line, Place, Word
from ingest.readers.pdf.manner import Manner
from ingest.readers.pdf.paragraphs import find_texts
from ingest.readers.pdf.wording import word_text
from tests.ingest.pdfs import (
    BOLD,
    assert_tiled,
    draw,
    read_pdf,
    rule_table,
    texts,
    write,
    write_lines,
)

HEADER = ("Area", "Incidents", "Change")


def kinds(reading: Reading, *wanted: BlockKind) -> list[Block]:
    return [block for slide in reading.slides for block in slide.blocks if block.kind in wanted]


def bullets(canvas: Canvas) -> None:
    write(canvas, 60, 60, "What we did", 24, BOLD)
    write(canvas, 60, 120, "•")
    write_lines(canvas, 78, 120, ["Wardens walked forty routes each", "week"])
    write(canvas, 78, 155, "–")
    write(canvas, 96, 155, "in the north by night")
    write(canvas, 78, 172, "–")
    write(canvas, 96, 172, "in the south by day")
    write(canvas, 60, 190, "•")
    write(canvas, 78, 190, "Two refuges opened")
    write(canvas, 60, 220, "1. Agree the plan")
    write(canvas, 60, 236, "2. Fund the plan")


def test_bullets_lose_their_marks_and_keep_their_levels() -> None:
    found = kinds(read_pdf(draw(bullets)), BlockKind.BULLET)

    assert [(block.text, block.level) for block in found] == [
        ("Wardens walked forty routes each week", 0),
        ("in the north by night", 1),
        ("in the south by day", 1),
        ("Two refuges opened", 0),
    ]


def test_numbered_items_keep_their_numbers() -> None:
    found = kinds(read_pdf(draw(bullets)), BlockKind.NUMBERED)

    assert [block.text for block in found] == ["1. Agree the plan", "2. Fund the plan"]


def test_the_mark_of_a_bullet_is_listed_and_nothing_is_lost() -> None:
    reading = read_pdf(draw(bullets))

    assert [drop.reason for drop in reading.drops].count("list mark") == 4
    assert_tiled(reading)


@pytest.mark.parametrize(
    ("font", "sign"), [("Symbol", "\u2022"), ("ZapfDingbats", "\u25cf"), ("ZapfDingbats", "\u2794")]
)
def test_an_odd_sign_of_a_sign_font_before_a_text_is_a_list_mark(font: str, sign: str) -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 120, sign, font=font)
        write(canvas, 75, 120, "Noise complaints fell")

    (block,) = read_pdf(draw(paint)).slides[0].blocks

    assert (block.kind, block.text) == (BlockKind.BULLET, "Noise complaints fell")


def broken(*lines: str) -> Callable[[Canvas], None]:
    return lambda canvas: write_lines(canvas, 60, 120, lines)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("We gave infor-", "mation to all"), "We gave information to all"),
        (
            ("A long term plan is a long-", "term plan we kept"),
            "A long term plan is a long-term plan we kept",
        ),
        (("We asked the well-known", "members"), "We asked the well-known members"),
        (("Wardens of Saint-", "Denis helped us"), "Wardens of Saint-Denis helped us"),
    ],
)
def test_a_word_that_a_line_end_breaks_is_made_whole(lines: tuple[str, ...], text: str) -> None:
    reading = read_pdf(draw(broken(*lines)))

    assert texts(reading.slides[0]) == [text]
    assert_tiled(reading)


def test_a_soft_hyphen_at_a_line_end_is_left_out_and_listed() -> None:
    lines = [
        Line((Word("part\u00ad", (0, 5), Place(0, 0, 30, 10)),), 0, 10),
        Line((Word("ner", (6, 9), Place(0, 11, 20, 21)),), 1, 10),
    ]

    (text,) = find_texts(lines, Manner(10))

    found = word_text(text, Manner(10))
    assert (found.text, found.spans) == ("partner", ((0, 4), (5, 9)))
    assert found.drops == (Drop((4, 5), "hyphen at a line's end"),)


def test_lines_that_were_ended_on_purpose_stay_apart() -> None:
    lines = [
        "Invented Borough Council",
        "Quay Road",
        "A line that is a good deal longer than the others here",
    ]

    assert texts(read_pdf(draw(broken(*lines))).slides[0]) == lines


@pytest.mark.parametrize(
    ("raw", "text", "reasons"),
    [
        ("oﬃce", "office", []),
        ("Traﬀord", "Trafford", []),
        ("a\x00b\x7f", "ab", ["control character"] * 2),
        ("a\ud800b", "ab", ["control character"]),
        ("co\u00adop", "coop", ["soft hyphen"]),
        ("e\u0301", "é", []),
        ("\ue123x", "x", ["sign without a letter"]),
    ],
)
def test_a_word_is_cleaned_and_what_goes_is_listed(raw: str, text: str, reasons: list[str]) -> None:
    kept, drops = clean_word(raw, 7)

    assert (kept, [drop.reason for drop in drops]) == (text, reasons)
    assert all(7 <= drop.span[0] < drop.span[1] <= 7 + len(raw) for drop in drops)


def rows_of(reading: Reading) -> list[tuple[tuple[str, str], ...]]:
    rows = kinds(reading, BlockKind.TABLE_ROW)
    return [tuple((cell.column, cell.text) for cell in row.cells) for row in rows]


def test_a_ruled_table_is_rows_of_cells_under_their_columns() -> None:
    reading = read_pdf(rule_table([HEADER, ("Quay Road", "120", "-14%"), ("Mill Lane", "", "+3%")]))

    (header,) = kinds(reading, BlockKind.TABLE_HEADER)
    assert header.text == "Area\tIncidents\tChange"
    assert rows_of(reading) == [
        (("Area", "Quay Road"), ("Incidents", "120"), ("Change", "-14%")),
        (("Area", "Mill Lane"), ("Incidents", ""), ("Change", "+3%")),
    ]


def test_words_of_a_table_stand_nowhere_else() -> None:
    reading = read_pdf(rule_table([HEADER, ("Quay Road", "120", "-14%")]))

    assert reading.slides[0].text.split() == ["Area", "Incidents", "Change", "Quay", "Road", "120", "-14%"]
    assert_tiled(reading)


@pytest.mark.parametrize("repeat", [0, 1])
def test_a_table_that_goes_on_on_the_next_page_keeps_its_column_names(repeat: int) -> None:
    rows = [(f"Road {number}", str(number), f"{number}%") for number in range(60)]

    reading = read_pdf(rule_table([HEADER, *rows], repeat=repeat))

    assert len(reading.slides) > 1
    assert rows_of(reading) == [tuple(zip(HEADER, row, strict=True)) for row in rows]
    assert len(kinds(reading, BlockKind.TABLE_HEADER)) == (len(reading.slides) if repeat else 1)


def test_lines_wrapped_within_a_cell_are_one_text_in_its_column() -> None:
    reading = read_pdf(rule_table([HEADER, ("Quay Road and\nthe whole harbour", "120", "-14%")]))

    assert rows_of(reading)[0][0] == ("Area", "Quay Road and the whole harbour")


def ruled(canvas: Canvas) -> None:
    rows = [HEADER, ("Quay Road", "120", "-14%"), ("Mill Lane", "87", "+3%"), ("Harbour", "5", "0%")]
    for number, row in enumerate(rows):
        canvas.line(60, 700 - number * 30, 500, 700 - number * 30)
        for x, text in zip((70, 250, 400), row, strict=True):
            write(canvas, x, 842 - 700 + number * 30 + 8, text)
    canvas.line(60, 580, 500, 580)


def test_a_table_that_is_ruled_between_its_rows_only_has_its_columns() -> None:
    assert rows_of(read_pdf(draw(ruled))) == [
        (("Area", "Quay Road"), ("Incidents", "120"), ("Change", "-14%")),
        (("Area", "Mill Lane"), ("Incidents", "87"), ("Change", "+3%")),
        (("Area", "Harbour"), ("Incidents", "5"), ("Change", "0%")),
    ]


def test_rules_between_paragraphs_make_no_table() -> None:
    def paint(canvas: Canvas) -> None:
        for number in range(4):
            canvas.line(60, 700 - number * 60, 535, 700 - number * 60)
            write_lines(
                canvas, 60, 150 + number * 60, ["The board met four times in the year", "and agreed."]
            )

    assert not kinds(read_pdf(draw(paint)), BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER)


def test_marks_under_parts_of_words_make_no_table() -> None:
    def paint(canvas: Canvas) -> None:
        write_lines(
            canvas, 60, 120, ["The board met four times in June", "and agreed a plan for calm nights"]
        )
        for number in range(8):
            for row in range(3):
                canvas.rect(60 + number * 23, 842 - 122 - row * 14.4, 23, 0.5, fill=1, stroke=0)
            canvas.rect(60 + number * 23, 842 - 122 - 28.8, 0.5, 28.8, fill=1, stroke=0)
        canvas.rect(60 + 8 * 23, 842 - 122 - 28.8, 0.5, 28.8, fill=1, stroke=0)

    (block,) = read_pdf(draw(paint)).slides[0].blocks

    assert block.text == "The board met four times in June and agreed a plan for calm nights"


def test_a_frame_and_the_lines_of_a_chart_are_no_table() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.rect(30, 30, 535, 780)
        for row in range(6):
            canvas.line(100, 200 + row * 30, 400, 200 + row * 30)
            canvas.line(100 + row * 60, 200, 100 + row * 60, 350)
        write_lines(canvas, 60, 60, ["Noise by month, and what", "was done about it."])

    assert not kinds(read_pdf(draw(paint)), BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER)


def report(number: int, last: int = 6) -> Callable[[Canvas], None]:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 25, "Invented Borough Safety Plan 2031/32", 9)
        write(canvas, 60, 70, "Calm streets", 24, BOLD)
        write(canvas, 60, 120, f"On page {number} wardens say that noise fell by {number * 7} calls.")
        write(canvas, 60, 805, "www.invented.example", 9)
        write(canvas, 500, 805, f"Page {number} of {last}", 9)

    return paint


def test_running_headers_footers_and_page_numbers_are_left_out_and_listed() -> None:
    reading = read_pdf(draw(*map(report, range(1, 7))))

    assert texts(reading.slides[2]) == ["Calm streets", "On page 3 wardens say that noise fell by 21 calls."]
    reasons = {drop.reason for drop in reading.drops}
    assert {"running header", "running footer", "page number"} <= reasons
    assert_tiled(reading)


def test_a_title_that_slides_repeat_is_no_running_header() -> None:
    def slide(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            write(canvas, 60, 40, "Noise" if number < 4 else f"Part {'ABCDE'[number - 4]}", 24, BOLD)
            write(canvas, 60, 120, "Wardens say that noise fell again.")

        return paint

    reading = read_pdf(draw(*map(slide, range(1, 8))))

    assert [one.title for one in reading.slides] == ["Noise"] * 3 + ["Part A", "Part B", "Part C", "Part D"]


def test_a_line_at_the_edge_of_one_page_stays() -> None:
    reading = read_pdf(draw(lambda canvas: write(canvas, 60, 805, "Agreed by the board in June 2031.", 9)))

    assert texts(reading.slides[0]) == ["Agreed by the board in June 2031."]


def test_what_is_drawn_twice_for_a_shadow_is_read_once() -> None:
    def paint(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Calm streets", 24)
        write(canvas, 60.3, 60.2, "Calm streets", 24)

    assert texts(read_pdf(draw(paint)).slides[0]) == ["Calm streets"]


def test_an_empty_line_of_spaces_makes_no_block() -> None:
    out = io.BytesIO(draw(broken("   ", "Noise fell by half.")))

    assert texts(read_pdf(out.getvalue()).slides[0]) == ["Noise fell by half."]


def test_a_large_line_broken_by_hand_goes_on_where_wrapped_lines_end_in_a_space() -> None:
    def paint(canvas: Canvas) -> None:
        write_lines(canvas, 60, 60, ["Any questions or", "comments?"], 28)
        for row in range(12):
            write_lines(canvas, 60, 200 + row * 36, ["- Noise fell by half in ", "every ward of the town."])

    first = read_pdf(draw(paint)).slides[0].blocks[0]

    assert (first.kind, first.text) == (BlockKind.TITLE, "Any questions or comments?")
