"""How far headings reach on invented pages of two columns, and dashes that lines are broken before."""

from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdfs import BOLD, draw, read_pdf, write, write_lines
from tests.ingest.test_pdf_decks import spaced

LEFT, RIGHT = 60, 330
LAMPS = (
    "Lamps were lit in all streets of the",
    "northern ward, and the paths behind",
    "its school were lit too.",
)
GATES = ("Gates were hung in the alleys behind", "the market, and those who live there", "were given keys.")


def paths(left: tuple[str, float], right: tuple[str, float], above: str = "") -> list[tuple[str, ...]]:
    """Return the headings over the texts of two columns, each given by a heading and its text's size."""

    def paint(canvas: Canvas) -> None:
        write(canvas, LEFT, 60, "What was done", 30)
        if above:
            write(canvas, LEFT, 110, above, 20, BOLD)
        for x, (heading, size), lines in ((LEFT, left, LAMPS), (RIGHT, right, GATES)):
            if heading:
                write(canvas, x, 150, heading, size + 2, BOLD)
            write_lines(canvas, x, 175, lines, size)

    (slide,) = read_pdf(draw(paint)).slides
    return [block.headings for block in slide.blocks if block.text.startswith(("Lamps were", "Gates were"))]


def test_a_heading_does_not_reach_into_a_column_that_is_set_in_another_size() -> None:
    assert paths(("North", 14), ("Market", 12)) == [("North",), ("Market",)]


def test_a_heading_reaches_into_the_next_column_where_its_text_flows_on() -> None:
    assert paths(("North", 12), ("", 12)) == [("North",), ("North",)]


def test_a_heading_over_two_columns_reaches_into_both() -> None:
    above = "Streets, squares and alleys of the borough"

    assert paths(("North", 14), ("Market", 12), above) == [(above, "North"), (above, "Market")]


def test_a_line_broken_before_a_dash_goes_on_where_spaces_are_drawn_at_the_ends_of_wrapped_lines() -> None:
    known = [("Lamps were lit in all", True), ("of the northern ward", False), ("• It was kept", False)] * 4
    lines = [*known, ("A borough for everyone", True), ("- all are welcome", False)]

    (slide,) = read_pdf(draw(spaced(lines))).slides

    assert slide.blocks[-1].text == "A borough for everyone - all are welcome"
