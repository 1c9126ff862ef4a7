"""Themes and titles of invented pages, by their lines' places."""

from corpus.model import BlockKind
from ingest.readers.pdf.themes import find_themes
from ingest.slides import SlidePlan
from ingest.units import Unit

HEADING = BlockKind.HEADING


def line(text: str, top: float, height: float = 0.06, kind: BlockKind = HEADING) -> Unit:
    return Unit(kind, text, rank=1, box=(0.1, top, 0.9, top + height))


def page(title: Unit, *body: Unit) -> SlidePlan:
    text = line("Patrols were doubled.", 0.6, kind=BlockKind.PARAGRAPH)
    return SlidePlan(1, inferred=False, title=title, body=(*body, text), decided=True)


def named(*plans: SlidePlan) -> list[tuple[str, str]]:
    return [
        (plan.theme.text if plan.theme else "", plan.title.text if plan.title else "")
        for plan in find_themes(plans)
    ]


def test_a_line_as_high_right_below_a_title_is_the_title_where_it_stands_under_other_lines_too() -> None:
    found = named(
        page(line("Safer Streets", 0.1), line("What we did", 0.17)),
        page(line("Young People", 0.1), line("What we did", 0.17)),
    )

    assert found == [("Safer Streets", "What we did"), ("Young People", "What we did")]


def test_a_lower_line_below_a_title_is_a_heading_of_what_follows() -> None:
    found = named(
        page(line("Safer Streets", 0.1), line("What we did", 0.17, 0.03)),
        page(line("Young People", 0.1), line("What we did", 0.17, 0.03)),
    )

    assert found == [("", "Safer Streets"), ("", "Young People")]


def test_a_line_above_a_title_that_recurs_is_a_theme_even_when_it_stands_there_once() -> None:
    found = named(
        page(line("What we did", 0.1), line("Safer Streets", 0.02, 0.03)),
        page(line("What we did", 0.1), line("Young People", 0.02, 0.03)),
    )

    assert found == [("Safer Streets", "What we did"), ("Young People", "What we did")]


def test_two_lines_that_are_the_same_on_every_page_are_no_theme_and_title() -> None:
    pages = [page(line("Invented Borough", 0.1), line("Review of the Year", 0.17))] * 2

    assert named(*pages) == [("", "Invented Borough")] * 2
