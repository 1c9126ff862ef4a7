import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import BlockKind
from ingest.renders.typesetting.flow import Passage, lay_text
from ingest.renders.typesetting.fonts import Face
from ingest.renders.typesetting.laid import Laid, overlay
from ingest.renders.typesetting.looks import INK
from ingest.renders.typesetting.painting import paint
from ingest.renders.typesetting.typeset import set_slide
from tests.ingest.pictures import (
    assert_apart,
    assert_covered,
    block,
    boxes,
    paragraphs,
    pixels,
    slide,
    texts_at,
)

REGULAR = Face(26)
SAMPLE = (
    "jumpy fjord Ålesund ÉÀÜÑ Ấ Ẳ Łódź žluťoučký ŷ ẅ Θεσσαλονίκη Київ ґ ё £7,500 46.7% “quoted” ‘y’ – — …"
    " f) (j) /_\\ |x| {q} @ & ½ € ² a\u0301 q\u0323\u0302"
)
LACKING = "שלום سلام 社区 🚓 \ue000 \U0001f46e\u200d\u2640\ufe0f"


def laid(text: str, width: int = 600, face: Face = REGULAR) -> Laid:
    found = lay_text(Passage("b", text, 0, len(text), face, INK), width)
    return overlay([found.moved(40, 20)], found.height + 40)


@pytest.mark.parametrize("face", [Face(8), Face(14), REGULAR, Face(26, bold=True), Face(46, bold=True)])
@pytest.mark.parametrize("text", [SAMPLE, LACKING], ids=["letters", "letters the font lacks"])
def test_all_ink_of_a_text_lies_in_the_places_of_its_words(text: str, face: Face) -> None:
    drawn = paint(laid(text, face=face), 700)

    inked = (pixels(drawn) != 255).any(axis=2)
    for left, top, right, bottom in boxes(drawn):
        assert inked[top:bottom, left:right].any()
        inked[top:bottom, left:right] = False
    assert not inked.any()
    assert_apart(drawn)


def test_a_place_reaches_from_ascent_to_descent_and_over_the_whole_word() -> None:
    left, top, right, bottom = boxes(drawn := paint(laid("wardens"), 700))[0]

    columns = np.flatnonzero((pixels(drawn)[top:bottom] < 128).any(axis=(0, 2)))
    assert (left, top, bottom - top) == (40, 20, REGULAR.height)
    assert columns[0] - left <= 3
    assert right - columns[-1] <= 3


def test_places_lead_back_to_the_words_of_the_text() -> None:
    text = "  Two  words\tand\na line "

    places = paint(laid(text), 700).places["b"]

    assert [text[place.start : place.end] for place in places] == ["Two", "words", "and", "a", "line"]


def test_no_line_is_wider_than_it_may_be() -> None:
    found = lay_text(Passage("b", SAMPLE * 3, 0, len(SAMPLE) * 3, REGULAR, INK), 300)

    assert max(word.edges[2] for word in found.words) <= 300


def test_a_long_word_is_broken_between_letters_and_not_before_an_accent() -> None:
    text = "e\u0301" * 200

    found = lay_text(Passage("b", text, 0, len(text), REGULAR, INK), 300)

    assert len(found.words) > 5
    assert all(word.start % 2 == 0 for word in found.words)
    assert "".join(text[word.start : word.end] for word in found.words) == text


def test_a_letter_wider_than_the_line_is_drawn_all_the_same() -> None:
    found = lay_text(Passage("b", "WWW", 0, 3, Face(40), INK), 10)

    assert [word.shown for word in found.words] == ["W", "W", "W"]


def test_control_characters_are_not_drawn_and_belong_to_their_word() -> None:
    plain, controlled = paint(laid("fell by 14%"), 700), paint(laid("fe\x07ll\u200b b\ufeffy 1\ud8004%"), 700)

    assert (pixels(plain) == pixels(controlled)).all()
    assert [place[:2] for place in controlled.places["b"]] == [(0, 6), (7, 10), (11, 15)]


def test_an_accent_apart_from_its_letter_is_drawn_as_the_letter_with_it() -> None:
    assert (pixels(paint(laid("caf\u00e9"), 700)) == pixels(paint(laid("cafe\u0301"), 700))).all()


def test_characters_the_font_lacks_are_drawn_as_signs_of_that_and_keep_their_places() -> None:
    one = paragraphs(LACKING)

    drawn = set_slide(one, "")

    assert texts_at(drawn, one.blocks[0]) == LACKING.split()
    assert_covered(one, drawn)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(BlockKind)), st.text(max_size=60)), max_size=5))
def test_any_text_is_covered_by_places_that_do_not_overlap(said: list[tuple[BlockKind, str]]) -> None:
    one = slide(*(block(kind, text, number=at) for at, (kind, text) in enumerate(said)))

    drawn = set_slide(one, "")

    assert_covered(one, drawn)
    assert_apart(drawn)
