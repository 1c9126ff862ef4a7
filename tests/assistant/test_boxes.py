import pytest

from assistant.boxes import find_boxes
from corpus.model import WordPlace

TEXT = "Burglary fell by half in the north"
LINE = (
    WordPlace(0, 8, 0.1, 0.2, 0.2, 0.25),
    WordPlace(9, 13, 0.21, 0.2, 0.25, 0.25),
    WordPlace(14, 16, 0.26, 0.2, 0.28, 0.25),
    WordPlace(17, 21, 0.29, 0.2, 0.33, 0.25),
    WordPlace(22, 24, 0.1, 0.26, 0.12, 0.31),
    WordPlace(25, 28, 0.13, 0.26, 0.16, 0.31),
    WordPlace(29, 34, 0.17, 0.26, 0.24, 0.31),
)


def test_words_of_one_line_share_a_box() -> None:
    assert find_boxes(TEXT, LINE, (0, 21)) == ((0.1, 0.2, 0.33, 0.25),)


def test_a_quote_over_two_lines_has_a_box_on_each() -> None:
    assert find_boxes(TEXT, LINE, (17, 28)) == ((0.29, 0.2, 0.33, 0.25), (0.1, 0.26, 0.16, 0.31))


def test_cells_far_apart_on_one_line_have_a_box_each() -> None:
    cells = (WordPlace(0, 4, 0.1, 0.2, 0.15, 0.25), WordPlace(5, 7, 0.6, 0.2, 0.63, 0.25))

    assert find_boxes("Fund\t£5", cells, (0, 7)) == ((0.1, 0.2, 0.15, 0.25), (0.6, 0.2, 0.63, 0.25))


@pytest.mark.parametrize(("aspect", "boxes"), [(1.0, 1), (3.0, 2)])
def test_how_far_apart_words_stand_is_told_in_the_slides_own_proportions(aspect: float, boxes: int) -> None:
    apart = (WordPlace(0, 4, 0.1, 0.2, 0.15, 0.25), WordPlace(5, 7, 0.2, 0.2, 0.23, 0.25))

    assert len(find_boxes("Fund £5", apart, (0, 7), aspect)) == boxes


@pytest.mark.parametrize("missing", range(4))
def test_nothing_is_boxed_when_the_place_of_any_word_is_unknown(missing: int) -> None:
    known = (*LINE[:missing], *LINE[missing + 1 :])

    assert find_boxes(TEXT, known, (0, 21)) == ()


def test_a_word_broken_at_a_lines_end_is_boxed_on_both_lines() -> None:
    broken = (WordPlace(0, 4, 0.8, 0.2, 0.9, 0.25), WordPlace(4, 11, 0.1, 0.26, 0.2, 0.31))

    assert len(find_boxes("partnership", broken, (0, 11))) == 2
