"""The order and the places of what stands on PowerPoint slides."""

import pytest
from pptx.util import Inches

from tests.ingest import decks
from tests.ingest.decks import BLANK, COMPARISON


def test_headings_over_two_columns_each_head_their_own() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, COMPARISON, "Bicycles and noise")
    fills = {1: "Bicycles", 2: "Thefts fell", 3: "Noise", 4: "Complaints rose"}
    for idx, text in fills.items():
        slide.placeholders[idx].text_frame.text = text

    reading = decks.read_deck(deck)

    assert decks.texts(reading) == ["Bicycles", "Thefts fell", "Noise", "Complaints rose"]
    assert decks.block(reading, "Thefts fell").headings == ("Bicycles",)
    assert decks.block(reading, "Complaints rose").headings == ("Noise",)


def test_columns_are_read_one_after_the_other_whatever_was_drawn_first() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Two columns")
    decks.add_text(slide, (5, 2.1, 4, 4), "right, one tall box.")
    decks.add_text(slide, (0.5, 4, 4, 2), "left, second.")
    decks.add_text(slide, (0.5, 6.5, 9, 0.5), "below both.")
    decks.add_text(slide, (0.5, 2, 4, 1.8), "left, first.")

    assert decks.texts(decks.read_deck(deck)) == [
        "left, first.",
        "left, second.",
        "right, one tall box.",
        "below both.",
    ]


def test_low_boxes_over_high_ones_head_columns_also_when_drawn_first() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, BLANK)
    for left, head in ((0.5, "Step one"), (4, "Step two")):
        decks.add_text(slide, (left, 0.2, 3, 0.5), head)
    for left, text in ((0.5, "Call us."), (4, "Write it down.")):
        decks.add_text(slide, (left, 1, 3, 3), text)

    reading = decks.read_deck(deck)

    assert decks.texts(reading) == ["Step one", "Call us.", "Step two", "Write it down."]
    assert decks.block(reading, "Write it down.").headings == ("Step two",)


@pytest.mark.parametrize("by_rows", [True, False])
def test_cards_in_a_grid_are_read_as_they_were_drawn(*, by_rows: bool) -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, title="Cards")
    places = [(0.5, 2), (5, 2), (0.5, 4.5), (5, 4.5)]
    drawn = places if by_rows else [places[i] for i in (0, 2, 1, 3)]
    for number, (left, top) in enumerate(drawn):
        decks.add_text(slide, (left, top, 4, 2), f"card {number}, line one.", f"card {number}, line two.")

    firsts = decks.texts(decks.read_deck(deck))[::2]

    assert firsts == [f"card {number}, line one." for number in range(4)]


def test_grouped_shapes_are_read_at_the_place_the_group_puts_them() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, BLANK)
    group = slide.shapes.add_group_shape()
    inner = group.shapes.add_group_shape()
    box = inner.shapes.add_textbox(Inches(0), Inches(0), Inches(2), Inches(1))
    box.text_frame.text = "deep in two groups."
    group.left, group.top, group.width, group.height = (Inches(n) for n in (5, 3, 4, 3))

    x0, y0, x1, y1 = decks.block(decks.read_deck(deck), "deep in two groups.").box or (0, 0, 0, 0)

    assert (x0, y0, x1, y1) == pytest.approx((0.5, 0.4, 0.9, 0.8))


def test_bullets_share_the_height_of_their_shape() -> None:
    deck = decks.new_deck()
    slide = decks.add_slide(deck, BLANK)
    decks.add_text(slide, (1, 1.5, 5, 3), "one sentence.", "another sentence.")

    boxes = [b.box for b in decks.read_deck(deck).slides[0].blocks]

    assert boxes[0] == pytest.approx((0.1, 0.2, 0.6, 0.4))
    assert boxes[1] == pytest.approx((0.1, 0.4, 0.6, 0.6))


def test_a_shape_that_hangs_over_the_edge_is_boxed_on_the_slide() -> None:
    deck = decks.new_deck()
    decks.add_text(decks.add_slide(deck, BLANK), (-1, 7, 3, 2), "half of it shows.")

    assert decks.read_deck(deck).slides[0].blocks[0].box == pytest.approx((0, 7 / 7.5, 0.2, 1))
