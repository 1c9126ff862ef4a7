from dataclasses import replace

import numpy as np
import pytest

from corpus.model import BlockKind, Slide
from ingest.renders.typesetting.page import LAST_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT, SlideTooLong
from ingest.renders.typesetting.typeset import set_slide
from tests.ingest.exports import DECK, GAPS, STATED, read
from tests.ingest.pictures import (
    assert_apart,
    assert_covered,
    assert_exact,
    block,
    boxes,
    paragraphs,
    pixels,
    row,
    slide,
    texts_at,
)

DECK_SLIDES = read(DECK.read_bytes()).slides
OTHER_SLIDES = (*read(GAPS).slides, *read(STATED).slides)
HEADING = "Set from the text export · Invented · slide 1"


@pytest.mark.parametrize("one", [*DECK_SLIDES, *OTHER_SLIDES], ids=lambda one: f"slide {one.ref.number}")
def test_every_word_of_a_slide_is_drawn_once_in_its_place(one: Slide) -> None:
    assert_exact(one, set_slide(one, HEADING))


@pytest.mark.parametrize("one", DECK_SLIDES, ids=lambda one: f"slide {one.ref.number}")
def test_blocks_stand_below_each_other_in_reading_order(one: Slide) -> None:
    drawn = set_slide(one, HEADING)

    tops = [drawn.places[each.id][0].y0 for each in one.blocks]
    assert tops == sorted(tops)


def test_a_picture_is_1600_pixels_wide_and_at_least_900_high() -> None:
    drawn = set_slide(paragraphs("Short."), HEADING)

    assert pixels(drawn).shape == (900, 1600, 3)
    assert (drawn.width, drawn.height) == (1600, 900)


def test_equal_slides_give_equal_bytes() -> None:
    assert set_slide(DECK_SLIDES[5], HEADING) == set_slide(replace(DECK_SLIDES[5]), HEADING)


def test_the_heading_is_drawn_and_is_no_block() -> None:
    one = paragraphs("Short.")

    with_heading, without = set_slide(one, HEADING), set_slide(one, "")

    assert (pixels(with_heading) != pixels(without)).any()
    assert with_heading.places == without.places


def test_an_empty_slide_says_that_it_is_empty() -> None:
    drawn = set_slide(slide(), "")

    assert drawn.places == {}
    assert (pixels(drawn)[100:800] < 200).any()


def test_a_slide_of_control_characters_has_no_places() -> None:
    assert set_slide(paragraphs("\x00\x07", "\u200b"), "").places == {}


def test_a_title_alone_is_larger_and_lower() -> None:
    title = block(BlockKind.TITLE, "What comes next")
    alone = set_slide(slide(title), "")
    above = set_slide(slide(title, block(BlockKind.PARAGRAPH, "A longer plan.")), "")

    place, other = alone.places[title.id][0], above.places[title.id][0]
    assert place.y0 > other.y1
    assert place.y1 - place.y0 > 1.3 * (other.y1 - other.y0)


def test_type_shrinks_before_the_picture_grows() -> None:
    few, more, many = (paragraphs(*["One line of text."] * count) for count in (8, 15, 40))
    heights = [set_slide(one, "").places[one.blocks[0].id][0] for one in (few, more)]

    assert set_slide(more, "").height == LEAST_HEIGHT
    assert heights[1].y1 - heights[1].y0 < heights[0].y1 - heights[0].y0
    assert LEAST_HEIGHT < set_slide(many, "").height < MOST_HEIGHT


def test_three_hundred_bullets_are_all_there() -> None:
    one = slide(*(block(BlockKind.BULLET, f"Task {n} of the plan", number=n) for n in range(300)))

    drawn = set_slide(one, HEADING)

    assert drawn.height <= MOST_HEIGHT
    assert_exact(one, drawn)


def test_type_too_small_to_read_well_is_said_at_the_foot() -> None:
    one = paragraphs(*["One line of text."] * 500)

    drawn = set_slide(one, "")

    assert_covered(one, drawn)
    assert_apart(drawn)
    below = boxes(drawn)[:, 3].max() + 25
    assert (pixels(drawn)[below:] < 0x90).any()


def test_a_slide_of_two_hundred_thousand_characters_loses_none() -> None:
    one = paragraphs(*["word " * 200] * 200)

    drawn = set_slide(one, HEADING)

    assert_covered(one, drawn)
    assert drawn.height <= LAST_HEIGHT


def test_a_slide_that_no_picture_can_hold_is_refused_by_name() -> None:
    one = slide(block(BlockKind.PARAGRAPH, "a\n" * 10_000))

    with pytest.raises(SlideTooLong, match="slide 1 of invented holds too much text"):
        set_slide(one, HEADING)


def test_a_deeper_bullet_stands_further_right() -> None:
    one = slide(*(block(BlockKind.BULLET, f"Level {n}", n) for n in range(9)))

    drawn = set_slide(one, "")

    lefts = [drawn.places[each.id][0].x0 for each in one.blocks]
    assert lefts[:7] == sorted(set(lefts))
    assert_exact(one, drawn)


def test_a_wrapped_item_goes_on_under_its_words() -> None:
    bullet = block(BlockKind.BULLET, "wardens " * 40)
    numbered = block(BlockKind.NUMBERED, "12. " + "wardens " * 40)

    drawn = set_slide(slide(bullet, numbered), "")

    assert len({place.x0 for place in drawn.places[bullet.id] if place.x0 < 0.08}) == 1
    number, *words = drawn.places[numbered.id]
    assert number.x1 < min(word.x0 for word in words) == words[0].x0


def test_an_item_without_its_number_is_given_a_mark_and_no_number() -> None:
    dotted, numbered = (
        slide(block(kind, "Agree the plan")) for kind in (BlockKind.BULLET, BlockKind.NUMBERED)
    )

    assert (pixels(set_slide(dotted, "")) == pixels(set_slide(numbered, ""))).all()


def test_notes_stand_in_a_strip_at_the_foot_with_the_heading_that_names_them() -> None:
    said = block(BlockKind.PARAGRAPH, "Said.")
    heading = block(BlockKind.HEADING, "Notes:")
    note = block(BlockKind.NOTE, "Thank the wardens.")

    drawn = set_slide(slide(said, heading, note), "")

    assert drawn.places[said.id][0].y0 < 0.2
    assert 0.6 < drawn.places[heading.id][0].y0 < drawn.places[note.id][0].y0


def test_words_of_a_picture_stand_on_a_tinted_frame() -> None:
    caption = block(BlockKind.CAPTION, "A map of the harbour.")

    left, top, right, _ = boxes(drawn := set_slide(slide(caption), ""))[0]

    tint = np.array([0xF4, 0xF6, 0xF8])
    assert (pixels(drawn)[top, left:right] == tint).all()


def test_a_forced_line_break_breaks_the_line() -> None:
    one = paragraphs("Invented Committee\n12 April 2031")

    first, _, day, *_ = set_slide(one, "").places[one.blocks[0].id]

    assert first.y1 <= day.y0
    assert first.x0 == day.x0


def test_a_word_too_long_for_a_line_is_broken_and_has_a_place_on_each() -> None:
    one = paragraphs("See " + "https://invented.example/" + "path/" * 80 + " there.")

    drawn = set_slide(one, "")

    assert len(texts_at(drawn, one.blocks[0])) > 5
    assert_exact(one, drawn)


def test_a_table_of_forty_rows_is_drawn_whole() -> None:
    head = row(BlockKind.TABLE_HEADER, "Ward", "Offences", "What was done about them", number=99)
    rows = [
        row(BlockKind.TABLE_ROW, f"Ward {n}", f"{n * 7}", ("Lamps mended", "Wardens walked " * 8), number=n)
        for n in range(40)
    ]
    one = slide(block(BlockKind.TITLE, "Offences by ward"), head, *rows)

    assert_exact(one, set_slide(one, HEADING))
