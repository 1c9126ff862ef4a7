from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import BlockKind
from ingest.readers.pdf.plainheads import mark_plain_heads
from ingest.units import Unit
from tests.ingest.pdfs import draw, read_pdf, write, write_lines

HEADED = BlockKind.HEADING


def line(
    text: str, top: float, *, left: float = 0.1, kind: BlockKind = BlockKind.PARAGRAPH, wide: float = 0.3
) -> Unit:
    return Unit(kind, text, box=(left, top, left + wide, top + 0.02))


def bullet(text: str, top: float, left: float = 0.13) -> Unit:
    return line(text, top, left=left, kind=BlockKind.BULLET)


def headed(units: Sequence[Unit]) -> list[str]:
    return [unit.text for unit in mark_plain_heads(units) if unit.kind is HEADED]


def test_a_short_line_right_over_a_list_heads_it() -> None:
    assert headed([line("Young people", 0.1), bullet("Wardens visit schools", 0.125)]) == ["Young people"]


def test_two_lines_over_a_list_both_head_it_and_a_third_is_a_line() -> None:
    lines = [line(text, 0.1 + 0.025 * at) for at, text in enumerate(("Lamps", "Gates", "Young people"))]

    assert headed([*lines, bullet("Wardens visit schools", 0.175)]) == ["Gates", "Young people"]


@pytest.mark.parametrize(
    "above",
    [
        line("Wardens visited every school in the borough.", 0.1),
        line("and so did we", 0.1),
        line("Young people", 0.02),
        line("Young people", 0.1, left=0.2),
        line("Young people", 0.1, left=0.6),
        Unit(BlockKind.PARAGRAPH, "Young people"),
    ],
    ids=["sentence", "small start", "far above", "further in", "beside", "no place"],
)
def test_any_other_line_over_a_list_stays_a_line(above: Unit) -> None:
    assert headed([above, bullet("Wardens visit schools", 0.125)]) == []


def test_a_line_over_another_line_stays_a_line() -> None:
    assert headed([line("Young people", 0.1), line("Wardens visit schools", 0.125)]) == []


def test_items_stand_under_a_plain_line_of_their_page() -> None:
    lines = [
        "Young people",
        "• Wardens visit schools",
        "• Lamps were lit",
        "Older people",
        "• Doors got locks",
    ]

    def paint(canvas: Canvas) -> None:
        write(canvas, 72, 60, "Who was helped", 24)
        write_lines(canvas, 72, 120, lines)

    slide = read_pdf(draw(paint)).slides[0]

    paths = {block.text: block.headings for block in slide.blocks}
    assert paths["Lamps were lit"] == ("Young people",)
    assert paths["Doors got locks"] == ("Older people",)
