"""Headings and lists of invented slides, found by their texts."""

import pytest

from corpus.model import Block, BlockKind
from ingest.blocks import build_slides
from ingest.slides import SlidePlan
from ingest.units import Unit

P, BULLET, HEADING = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING


def blocks_of(*units: Unit) -> tuple[Block, ...]:
    return build_slides("invented", [SlidePlan(1, inferred=False, body=units)])[0].blocks


def bold(text: str) -> Unit:
    return Unit(P, text, bold=True)


def kinds_of(*units: Unit) -> list[BlockKind]:
    return [block.kind for block in blocks_of(*units)]


def test_bold_lines_over_a_list_are_headings_however_many() -> None:
    found = kinds_of(bold("Plan 2030"), bold("Framework"), bold("Overall"), Unit(BULLET, "people feel safe"))

    assert found == [BlockKind.HEADING] * 3 + [BULLET]


def test_many_plain_short_lines_over_a_list_are_lines() -> None:
    found = kinds_of(
        Unit(P, "Ann Lee"), Unit(P, "Bob Ray"), Unit(P, "Cy Day"), Unit(BULLET, "people feel safe")
    )

    assert found[0] is P


def test_bold_lines_over_a_bold_list_are_no_more_than_lines() -> None:
    bullet = Unit(BULLET, "people feel safe", bold=True)

    assert kinds_of(bold("Ann Lee"), bold("Bob Ray"), bold("Cy Day"), bullet)[0] is P


def test_the_first_headings_in_a_row_stand_over_all_that_follows() -> None:
    found = blocks_of(
        bold("Framework"), bold("Overall"), Unit(BULLET, "first"), bold("At home"), Unit(BULLET, "second")
    )

    assert [block.headings for block in found if block.kind is BULLET] == [
        ("Framework", "Overall"),
        ("Framework", "At home"),
    ]


def test_headings_in_a_row_below_others_in_a_row_are_their_equals() -> None:
    found = blocks_of(
        bold("North"), bold("Crime"), Unit(BULLET, "fell"), bold("South"), bold("Crime"), Unit(BULLET, "rose")
    )

    assert [block.headings for block in found if block.kind is BULLET] == [
        ("North", "Crime"),
        ("South", "Crime"),
    ]


def test_a_first_heading_that_stands_alone_ends_at_the_next() -> None:
    found = blocks_of(bold("Crime"), Unit(BULLET, "fell"), bold("Fire"), Unit(BULLET, "rose"))

    assert [block.headings for block in found if block.kind is BULLET] == [("Crime",), ("Fire",)]


def test_a_deeper_item_stands_under_the_short_items_above_it() -> None:
    found = blocks_of(
        Unit(BULLET, "Crime"),
        Unit(BULLET, "Burglary", level=1),
        Unit(BULLET, "fell by a third", level=2),
        Unit(BULLET, "Fire"),
        Unit(BULLET, "rose", level=1),
    )

    assert [block.headings for block in found] == [(), ("Crime",), ("Crime", "Burglary"), (), ("Fire",)]


def test_a_long_item_names_none_of_those_below_it() -> None:
    found = blocks_of(Unit(BULLET, "Crime fell in every ward " * 9), Unit(BULLET, "by a third", level=1))

    assert found[1].headings == ()


def test_an_item_names_none_beyond_its_list() -> None:
    found = blocks_of(
        Unit(BULLET, "Crime"), Unit(P, "All figures are of 2030."), Unit(BULLET, "rose", level=1)
    )

    assert found[2].headings == ()


def test_a_bold_item_over_others_is_a_heading_once() -> None:
    found = blocks_of(Unit(BULLET, "Crime", bold=True), Unit(BULLET, "fell", level=1))

    assert [(block.kind, block.headings) for block in found] == [(HEADING, ()), (BULLET, ("Crime",))]


def test_lines_of_one_shape_are_a_list_even_where_a_layout_sets_them_as_headings() -> None:
    lines = tuple(Unit(HEADING, f"Task {task} – Ann Lee", rank=1) for task in ("one", "two", "three"))
    plan = SlidePlan(1, inferred=False, body=(*lines, Unit(BULLET, "fell")), decided=True)

    (slide,) = build_slides("invented", [plan])

    assert [block.kind for block in slide.blocks] == [P, P, P, BULLET]
    assert slide.blocks[3].headings == ()


def test_headings_of_one_size_in_a_row_nest_and_the_first_stand_over_all() -> None:
    heads = [Unit(HEADING, text, rank=2) for text in ("Framework", "Overall", "At home")]
    body = (*heads[:2], Unit(BULLET, "first"), heads[2], Unit(BULLET, "second"))

    (slide,) = build_slides("invented", [SlidePlan(1, inferred=False, body=body, decided=True)])

    assert [block.headings for block in slide.blocks if block.kind is BULLET] == [
        ("Framework", "Overall"),
        ("Framework", "At home"),
    ]


def test_a_short_line_right_over_a_pages_list_heads_it_though_it_is_set_as_text() -> None:
    body = (
        Unit(P, "Crime"),
        Unit(BULLET, "fell"),
        Unit(P, "It is hoped that this goes on."),
        Unit(BULLET, "rose"),
    )

    (slide,) = build_slides("invented", [SlidePlan(1, inferred=False, body=body, decided=True)])

    assert [block.kind for block in slide.blocks] == [HEADING, BULLET, P, BULLET]


def test_short_lines_in_a_row_over_a_pages_list_are_lines() -> None:
    body = (Unit(P, "Ann Lee"), Unit(P, "Bob Ray"), Unit(BULLET, "fell"))

    (slide,) = build_slides("invented", [SlidePlan(1, inferred=False, body=body, decided=True)])

    assert [block.kind for block in slide.blocks] == [P, P, BULLET]


LONG = "Two wardens now walk the old quay on every night of the week from dusk until the last ferry leaves"
OTHER = "Lamps along the market and on all of the piers are lit from dusk until the last ferry has left"


@pytest.mark.parametrize(
    ("units", "headed"),
    [
        (("Safer quays", LONG, "Brighter streets", OTHER), ["Safer quays", "Brighter streets"]),
        (("Safer quays", LONG, OTHER), []),
        (("Safer quays", LONG, "Wardens were hired", OTHER), []),
        (("Safer quays", LONG, "Streets in 2031", OTHER), []),
        (("Safer quays", LONG, "Brighter streets along all of the market", OTHER), []),
        (("Safer quays", LONG, "Brighter streets", "Lamps along the market are lit"), []),
    ],
    ids=["several", "one", "a verb", "a digit", "a longer line", "a short one below"],
)
def test_short_lines_over_long_ones_without_stops_head_them_where_a_slide_has_several(
    units: tuple[str, ...], headed: list[str]
) -> None:
    found = blocks_of(*(Unit(P, text) for text in units))

    assert [block.text for block in found if block.kind is HEADING] == headed


def test_a_short_line_names_no_long_one_of_another_part_of_the_slide() -> None:
    found = kinds_of(
        Unit(P, "Safer quays"), Unit(P, LONG), Unit(P, "Brighter streets"), Unit(P, OTHER, region=1)
    )

    assert found == [P] * 4


def test_a_long_line_without_a_stop_stands_under_the_short_one_above_it() -> None:
    found = blocks_of(*(Unit(P, text) for text in ("Safer quays", LONG, "Brighter streets", OTHER)))

    assert [block.headings for block in found if block.kind is P] == [("Safer quays",), ("Brighter streets",)]
