from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Block, BlockKind, Cell
from ingest.renders.typesetting.columns import place_cells, share_widths
from ingest.renders.typesetting.painting import paint
from ingest.renders.typesetting.tables import lay_table
from ingest.renders.typesetting.typeset import set_slide
from tests.ingest.pictures import (
    assert_apart,
    assert_covered,
    assert_exact,
    block,
    boxes,
    pixels,
    row,
    slide,
    texts_at,
)

HEADER, ROW = BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW
SHADE = (0xE3, 0xEB, 0xF1)


def named(row_number: int, *cells: tuple[str, str]) -> Block:
    made = tuple(Cell(column, text) for column, text in cells)
    return Block(f"named-{row_number}", ROW, "\t".join(text for _, text in cells), cells=made)


def columns_of(rows: list[Block]) -> list[list[tuple[int, int]]]:
    return [[(cell.column, cell.across) for cell in cells] for cells in place_cells(rows)]


def test_cells_of_a_column_begin_at_one_line() -> None:
    rows = [row(HEADER, "Pot", "Sum", number=0), row(ROW, "Lantern", "£7,500", number=1)]

    drawn = set_slide(slide(*rows), "")

    (pot, total), (lantern, pounds) = (drawn.places[one.id] for one in rows)
    assert (pot.x0, total.x0) == (lantern.x0, pounds.x0)
    assert (pot.y0, lantern.y0) == (total.y0, pounds.y0)


def test_a_long_cell_is_wrapped_in_its_column() -> None:
    rows = [row(ROW, "wardens " * 60, "x", number=0), row(ROW, "a", "Harbour", number=1)]
    one = slide(*rows)

    drawn = set_slide(one, "")

    edge = drawn.places["row-1"][1].x0
    assert all(place.x1 < edge for place in drawn.places["row-0"] if place.end <= 480)
    assert drawn.places["row-1"][0].y0 > max(place.y1 for place in drawn.places["row-0"])
    assert_exact(one, drawn)


def test_a_cells_list_has_a_line_an_item_indented() -> None:
    listed = row(ROW, "Pot", ("Lamps", "Timers"))
    intro = Cell("", "For:\nLamps\nTimers", ("Lamps", "Timers"))
    mixed = Block("mixed", ROW, f"Pot\t{intro.text}", cells=(Cell("", "Pot"), intro))

    drawn = set_slide(slide(listed, mixed), "")

    _, lamps, timers = drawn.places[listed.id]
    _, before, item, _ = drawn.places[mixed.id]
    assert lamps.x0 == timers.x0 == item.x0 > before.x0
    assert lamps.y1 <= timers.y0


def test_equal_words_of_two_cells_have_their_own_places() -> None:
    one = slide(row(ROW, "7", "7", "7"))

    places = set_slide(one, "").places["row-0"]

    assert [place[:2] for place in places] == [(0, 1), (2, 3), (4, 5)]
    assert len({place.x0 for place in places}) == 3


def test_a_tables_header_is_shaded_and_its_rows_are_not() -> None:
    drawn = set_slide(slide(row(HEADER, "Pot", number=0), row(ROW, "Lantern", number=1)), "")

    (left, top, _, _), (_, below, _, _) = boxes(drawn)
    assert tuple(pixels(drawn)[top, left - 1]) == SHADE
    assert tuple(pixels(drawn)[below, left - 1]) == (255, 255, 255)


def test_a_second_header_begins_another_table() -> None:
    rows = [
        row(HEADER, "Pot", "Sum", number=0),
        row(ROW, "Lantern", "£7,500", number=1),
        row(HEADER, "A much longer name of a column", "Ward", "Year", number=2),
        row(ROW, "Noise", "Quay", "2031", number=3),
    ]

    drawn = set_slide(slide(*rows), "")

    assert drawn.places["row-1"][1].x0 != drawn.places["row-3"][1].x0


def test_a_row_with_fewer_cells_follows_the_columns_names() -> None:
    full = named(0, ("Ward", "Quay"), ("2030", "4"), ("2031", "5"))
    short = named(1, ("Ward", "Mill"), ("2031", "6"))
    across = named(2, ("", "All wards"))

    assert columns_of([full, short, across]) == [[(0, 1), (1, 1), (2, 1)], [(0, 2), (2, 1)], [(0, 3)]]


def test_a_row_whose_cells_do_not_make_its_text_is_one_cell() -> None:
    odd = Block("odd", ROW, "Quay 4", cells=(Cell("", "Quay"), Cell("", "5")))
    one = slide(odd)

    drawn = set_slide(one, "")

    assert texts_at(drawn, odd) == ["Quay", "4"]
    assert_exact(one, drawn)


def test_a_row_without_cells_is_one_cell() -> None:
    bare = block(ROW, "Quay\tfour")

    assert texts_at(set_slide(slide(bare), ""), bare) == ["Quay", "four"]


def test_columns_with_room_share_the_width_by_their_lines() -> None:
    assert share_widths([10, 10], [100, 300], 800) == [200, 600]


def test_narrow_columns_keep_their_longest_word() -> None:
    widths = share_widths([50, 80], [60, 2_000], 500)

    assert sum(widths) == 500
    assert widths[0] >= 50


def test_a_table_of_many_long_words_and_columns_is_drawn_whole() -> None:
    words = [f"Unbreakableheading{n}" for n in range(12)]
    rows = [row(HEADER, *words, number=0), row(ROW, *words, number=1)]
    one = slide(*rows)

    assert_exact(one, set_slide(one, ""))


def test_a_table_of_two_hundred_columns_goes_on_below() -> None:
    rows = [row(HEADER, *map(str, range(200)), number=0), row(ROW, *map(str, range(200)), number=1)]
    one = slide(*rows)

    drawn = set_slide(one, "")

    head, below = (drawn.places[one.id] for one in rows)
    assert head[199].x0 == below[199].x0
    assert head[0].y0 < below[0].y0 < head[199].y0 < below[199].y0
    assert_exact(one, drawn)


def test_empty_cells_and_empty_rows_do_no_harm() -> None:
    one = slide(
        row(HEADER, "", "Theft", number=0), row(ROW, "", "", number=1), row(ROW, "Quay", "", number=2)
    )

    assert_exact(one, set_slide(one, ""))


CELLS = st.lists(st.text(max_size=40), max_size=30)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), CELLS), min_size=1, max_size=5), st.integers(60, 1600))
def test_any_table_in_any_width_is_covered_by_places_that_do_not_overlap(
    said: list[tuple[bool, list[str]]], width: int
) -> None:
    kinds = {True: HEADER, False: ROW}
    one = slide(*(row(kinds[head], *cells, number=at) for at, (head, cells) in enumerate(said)))

    drawn = paint(lay_table(one.blocks, 20, width), 1600)

    assert_covered(one, drawn)
    assert_apart(drawn)
