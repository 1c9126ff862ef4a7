"""Where glyphs stand does not depend on how it is summed, nor a share of a page on how it is rounded."""

import gc
from random import Random

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.layout import Page, Place
from tests.ingest.pdfs import draw, read_pdf, texts, write


def spaced(char_space: float, word_space: float) -> bytes:
    def paint(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setFont("Helvetica", 12)
        text.setCharSpace(char_space)
        text.setWordSpace(word_space)
        text.textOut("Noise fell (by half)")
        canvas.drawText(text)

    return draw(paint)


@pytest.mark.parametrize(("char_space", "word_space"), [(0, 0), (0.5, 0), (0, 3), (0.5, 3)])
def test_words_are_parted_whatever_the_spacing_of_their_letters(char_space: float, word_space: float) -> None:
    assert texts(read_pdf(spaced(char_space, word_space)).slides[0]) == ["Noise fell (by half)"]


def test_letters_set_a_hair_apart_stand_where_they_stood() -> None:
    plain, summed = (read_pdf(spaced(space, 0)).slides[0].blocks for space in (0, 1e-9))

    assert [place.x0 for place in plain[0].places] == [place.x0 for place in summed[0].places]


def test_letters_set_far_apart_are_words_of_their_own() -> None:
    assert texts(read_pdf(spaced(6, 0)).slides[0])[0].startswith("N o i s e")


def test_a_share_of_a_page_is_rounded_as_round_does() -> None:
    chance = Random(20)  # noqa: S311 - places, no secret
    width, height = 595.276, 841.89
    page = Page(1, width, height)
    halves = [(number + 0.5) / 1e5 for number in range(200)]
    shares = [*halves, *(chance.random() for _ in range(2_000))]

    boxes = page.to_shares([Place(0, share * height, share * width, height) for share in shares])

    assert list(boxes) == [
        (0, round(share * height / height, 5), round(share * width / width, 5), 1) for share in shares
    ]


def test_what_reaches_over_the_page_is_cut_to_it() -> None:
    assert Page(1, 100, 200).to_share(Place(-5, -1, 101, 250)) == (0, 0, 1, 1)


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    source = draw(lambda canvas: write(canvas, 60, 60, "Noise fell"))

    read_pdf(source)

    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)
