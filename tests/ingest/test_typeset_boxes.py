import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import BlockKind, Box
from ingest.renders.typesetting.shapes import draw_slide, find_shapes
from tests.ingest import decks
from tests.ingest.pictures import (
    assert_apart,
    assert_covered,
    assert_exact,
    block,
    boxes_of,
    pixels,
    row,
    slide,
)
from tests.ingest.test_pptx_whole import full_deck

HEADING = "Drawn from its shapes · Invented · slide 1"
PARAGRAPH = BlockKind.PARAGRAPH
LEFT: Box = (0.1, 0.3, 0.45, 0.8)
RIGHT: Box = (0.55, 0.3, 0.9, 0.8)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_word_of_a_decks_slide_is_drawn_once_in_its_place(number: int) -> None:
    one = decks.read_deck(full_deck()).slides[number - 1]

    assert_exact(one, draw_slide(one, HEADING, 4 / 3))


def test_a_texts_words_stand_in_its_box() -> None:
    one = slide(block(PARAGRAPH, "wardens " * 60, box=LEFT), block(PARAGRAPH, "lamps " * 9, box=RIGHT))

    drawn = draw_slide(one, HEADING)

    for each in one.blocks:
        assert each.box
        x0, y0, x1, y1 = (side * length for side, length in zip(each.box, (1600, 900) * 2, strict=True))
        left, top, right, bottom = boxes_of(drawn, each).T
        assert x0 <= left.min() < right.max() <= x1
        assert y0 <= top.min() < bottom.max() <= y1
    assert_exact(one, drawn)


def test_the_type_shrinks_until_a_text_fits_its_box() -> None:
    few, many = block(PARAGRAPH, "wardens " * 5, box=LEFT), block(PARAGRAPH, "wardens " * 90, box=RIGHT)

    places = draw_slide(slide(few, many), HEADING).places

    large, small = (places[one.id][0] for one in (few, many))
    assert large.y1 - large.y0 > small.y1 - small.y0


def test_paragraphs_of_one_shape_share_its_room() -> None:
    above = block(PARAGRAPH, "wardens " * 30, box=(0.1, 0.3, 0.45, 0.4))
    below = block(PARAGRAPH, "Short.", box=(0.1, 0.4, 0.45, 0.5))

    assert [shape.box for shape in find_shapes([above, below])] == [(0.1, 0.3, 0.45, 0.5)]


def test_texts_beside_each_other_are_shapes_of_their_own() -> None:
    assert len(find_shapes([block(PARAGRAPH, "a", box=LEFT), block(PARAGRAPH, "b", box=RIGHT)])) == 2


def test_rows_of_a_table_are_rows_with_cells_in_its_box() -> None:
    rows = [
        row(BlockKind.TABLE_HEADER, "Pot", "Sum", number=0, box=(0.1, 0.3, 0.9, 0.5)),
        row(BlockKind.TABLE_ROW, "Lantern", "£7,500", number=1, box=(0.1, 0.5, 0.9, 0.7)),
    ]

    places = draw_slide(slide(*rows), HEADING).places

    (pot, total), (lantern, pounds) = (places[one.id] for one in rows)
    assert (pot.x0, total.x0) == (lantern.x0, pounds.x0)
    assert pot.y1 < lantern.y0


def test_blocks_without_a_box_stand_in_a_strip_below_the_slide() -> None:
    placed, loose = block(PARAGRAPH, "Placed.", box=(0.1, 0.8, 0.9, 1.0)), block(PARAGRAPH, "Loose.")

    drawn = draw_slide(slide(loose, placed), HEADING)

    assert drawn.height > 900
    assert drawn.places[loose.id][0].y0 * drawn.height > 900


def test_a_text_that_has_no_room_in_its_box_stands_below() -> None:
    tight = block(PARAGRAPH, "wardens " * 200, box=(0.1, 0.1, 0.2, 0.15))
    narrow = block(PARAGRAPH, "Thin", box=(0.5, 0.1, 0.51, 0.9))
    one = slide(tight, narrow)

    drawn = draw_slide(one, HEADING)

    assert all(place.y0 * drawn.height > 900 for found in drawn.places.values() for place in found)
    assert_exact(one, drawn)


def test_a_text_that_would_cover_another_stands_below() -> None:
    first = block(PARAGRAPH, "wardens " * 20, box=LEFT)
    second = block(PARAGRAPH, "lamps " * 20, box=(0.2, 0.31, 0.6, 0.7))
    one = slide(first, second)

    drawn = draw_slide(one, HEADING)

    assert drawn.places[second.id][0].y0 * drawn.height > 900
    assert_exact(one, drawn)


def test_a_pictures_place_is_tinted() -> None:
    drawn = draw_slide(slide(block(BlockKind.CAPTION, "A map.", box=RIGHT)), HEADING)

    assert tuple(pixels(drawn)[700, 1400]) == (0xF4, 0xF6, 0xF8)


def test_the_picture_has_the_slides_shape() -> None:
    one = slide(block(PARAGRAPH, "Placed.", box=LEFT))

    assert draw_slide(one, "", 4 / 3).height - draw_slide(one, "").height == 300


def test_a_slide_without_words_says_so() -> None:
    drawn = draw_slide(slide(), "")

    assert drawn.places == {}
    assert (pixels(drawn)[100:800] < 200).any()


def test_equal_slides_give_equal_drawings() -> None:
    one = decks.read_deck(full_deck()).slides[0]

    assert draw_slide(one, HEADING) == draw_slide(one, HEADING)


SIDES = st.tuples(*[st.floats(0, 1)] * 4).map(
    lambda s: (min(s[::2]), min(s[1::2]), max(s[::2]), max(s[1::2]))
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(BlockKind)), st.text(max_size=80), SIDES), max_size=6))
def test_any_boxes_give_words_that_do_not_overlap(said: list[tuple[BlockKind, str, Box]]) -> None:
    one = slide(*(block(kind, text, box=box, number=at) for at, (kind, text, box) in enumerate(said)))

    drawn = draw_slide(one, HEADING)

    assert_covered(one, drawn)
    assert_apart(drawn)
