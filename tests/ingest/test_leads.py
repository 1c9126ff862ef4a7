"""Headings over lists of invented slides that nothing but their place tells."""

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import BlockKind
from ingest.leads import find_leads, find_opening
from ingest.units import Unit
from tests.ingest.pdfs import draw, read_pdf, write, write_lines

P, BULLET = BlockKind.PARAGRAPH, BlockKind.BULLET


def line(text: str, top: float, *, left: float = 0.1, kind: BlockKind = P, wide: float = 0.3) -> Unit:
    return Unit(kind, text, box=(left, top, left + wide, top + 0.02))


def bullet(text: str, top: float, left: float = 0.13) -> Unit:
    return line(text, top, left=left, kind=BULLET)


def headed(units: Sequence[Unit]) -> list[str]:
    return [units[row].text for row in sorted(find_leads(units, [unit.kind for unit in units]))]


def opened(*texts: str) -> list[str]:
    units = [Unit(BULLET, text[2:]) if text.startswith("• ") else Unit(P, text) for text in texts]
    return [units[row].text for row in sorted(find_opening(units, [unit.kind for unit in units]))]


def test_a_short_line_right_over_a_list_heads_it() -> None:
    assert headed([line("Young people", 0.1), bullet("Wardens visit schools", 0.125)]) == ["Young people"]


def test_two_lines_over_a_list_both_head_it_and_three_are_lines() -> None:
    lines = [line(text, 0.1 + 0.025 * at) for at, text in enumerate(("Lamps", "Gates", "Young people"))]
    item = bullet("Wardens visit schools", 0.175)

    assert headed([*lines[1:], item]) == ["Gates", "Young people"]
    assert headed([*lines, item]) == []


@pytest.mark.parametrize(
    "above",
    [
        line("Wardens visited every school in the borough.", 0.1),
        line("and so did we", 0.1),
        Unit(P, "Young people", region=1, box=(0.1, 0.1, 0.4, 0.12)),
    ],
    ids=["sentence", "small start", "of another part"],
)
def test_any_other_line_over_a_list_stays_a_line(above: Unit) -> None:
    assert headed([above, bullet("Wardens visit schools", 0.125)]) == []


@pytest.mark.parametrize(
    "above",
    [
        line("Gates", 0.02),
        line("Gates", 0.075, left=0.2),
        line("Gates", 0.075, left=0.6),
    ],
    ids=["far above", "further in", "beside"],
)
def test_of_two_lines_the_upper_heads_a_list_only_right_over_the_other(above: Unit) -> None:
    found = headed([above, line("Young people", 0.1), bullet("Wardens visit schools", 0.125)])

    assert found == ["Young people"]


def test_without_places_two_lines_over_a_list_are_lines() -> None:
    assert headed([Unit(P, "Gates"), Unit(P, "Young people"), Unit(BULLET, "Wardens")]) == []


def test_a_line_over_another_line_stays_a_line() -> None:
    assert headed([line("Young people", 0.1), line("Wardens visit schools", 0.125)]) == []


def test_first_lines_are_headings_where_one_line_heads_each_other_list() -> None:
    found = opened("Plan", "Framework", "Overall", "• first", "At home", "• second", "At work", "• third")

    assert found == ["Plan", "Framework", "Overall"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Plan", "Overall", "• first", "At home", "• second"),
        ("Plan", "Overall", "• first", "At home", "• second", "North", "At work", "• third"),
        ("Plan", "Overall", "• first", "At home", "• second", "It was done.", "• third"),
        ("It was a year of plans.", "Overall", "• first", "At home", "• second", "At work", "• third"),
        ("A", "B", "C", "D", "Overall", "• first", "At home", "• second", "At work", "• third"),
    ],
    ids=["one other list", "two lines over another", "a sentence over another", "a sentence first", "many"],
)
def test_first_lines_are_left_as_they_are_where_the_other_lists_show_no_pattern(texts: Sequence[str]) -> None:
    assert opened(*texts) == []


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
