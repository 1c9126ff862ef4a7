from time import process_time

from corpus.duplicates import find_near_slides
from corpus.model import Slide
from tests.fakes import a_slide

TEXT = (
    "Reports of fly-tipping fell by 12% in the parks along the river, where wardens now walk twice a day, "
    "and rose a little in the lanes behind the market, where the new cameras had not been put up yet."
)


def shares(*slides: Slide) -> list[tuple[int, int, float]]:
    return [(pair.one.number, pair.other.number, pair.share) for pair in find_near_slides(slides)]


def test_equal_slides_are_found_whatever_their_case_and_signs() -> None:
    assert shares(a_slide(1, "Parks", TEXT), a_slide(2, "PARKS", TEXT.upper().replace(",", " –"))) == [
        (1, 2, 1.0)
    ]


def test_slides_that_differ_in_a_figure_are_near() -> None:
    ((one, other, share),) = shares(
        a_slide(1, "Parks", TEXT), a_slide(2, "Parks", TEXT.replace("12%", "15%"))
    )

    assert (one, other) == (1, 2)
    assert 0.8 <= share < 1


def test_slides_about_one_thing_in_other_words_are_not_near() -> None:
    other = (
        "Wardens walk in the parks along the river twice a day; fly-tipping there fell by 12% in the year."
    )

    assert shares(a_slide(1, "Parks", TEXT), a_slide(2, "Parks", other)) == []


def test_slides_of_a_few_words_are_not_compared() -> None:
    assert shares(a_slide(1, "Any questions?"), a_slide(2, "Any questions?")) == []


def test_slides_of_two_documents_are_compared() -> None:
    (pair,) = find_near_slides([a_slide(1, "Parks", TEXT), a_slide(7, "Parks", TEXT, document_id="plan")])

    assert (pair.one.document_id, pair.other.document_id, pair.other.number) == ("review", "plan", 7)


def test_many_equal_slides_are_each_paired_with_the_first() -> None:
    slides = [a_slide(number, "Parks", TEXT) for number in range(1, 101)]

    assert [pair[:2] for pair in shares(*slides)] == [(1, number) for number in range(2, 101)]


def test_two_thousand_slides_with_a_phrase_in_common_take_seconds_at_most() -> None:
    slides = [a_slide(number, f"Ward {number}", f"{TEXT} {'word ' * 3}{number}") for number in range(1, 2001)]
    started = process_time()

    find_near_slides(slides)

    assert process_time() - started < 10
