import numpy as np

from assistant.model import Hit
from assistant.pages import best_pages, index_pages, rank_pages
from corpus.model import Block
from tests.fakes import a_slide

SLIDES = (
    a_slide(1, "Alders", "Planted by the weir.", "Alders again."),
    a_slide(2, "Otters", "Seen in spring.", "One otter by the weir."),
    a_slide(3, "Fences", "Nine were mended."),
)


def test_a_slide_is_found_by_words_of_several_of_its_blocks() -> None:
    pages = index_pages(SLIDES)

    scores = pages.score(("spring", "weir"))

    assert best_pages(scores, pages, 5) == (("review", 2), ("review", 1))
    assert scores.max() == 1.0


def test_words_that_stand_nowhere_find_no_slide() -> None:
    pages = index_pages(SLIDES)

    assert best_pages(pages.score(("lighthous",)), pages, 5) == ()


def test_no_more_pages_come_than_are_asked_for_and_ties_keep_the_order() -> None:
    pages = index_pages(SLIDES)

    assert best_pages(np.array([0.5, 1.0, 0.5]), pages, 2) == (("review", 2), ("review", 1))
    assert best_pages(np.array([0.5, 1.0, 0.5]), pages, 0) == ()


def test_without_slides_there_is_nothing_to_find() -> None:
    pages = index_pages(())

    assert best_pages(pages.score(("weir",)), pages, 5) == ()


def test_whole_slides_count_nothing_in_a_deck_and_in_full_in_a_report() -> None:
    report = [a_slide(number, "Page", " ".join(f"word{n}" for n in range(400))) for number in (1, 2)]

    assert index_pages(SLIDES).weight == 0.0
    assert not index_pages(SLIDES).weigh(("weir",)).any()
    assert index_pages(report).weight == 1.0


def test_the_best_block_of_each_slide_comes_before_second_ones() -> None:
    hits = [Hit(SLIDES[n], block, score) for n, block, score in _found((0, 0.9), (0, 0.8), (1, 0.7))]

    assert [hit.score for hit in rank_pages(hits)] == [0.9, 0.7, 0.8]


def test_a_slide_that_matches_as_a_whole_goes_before_one_of_a_slightly_better_block() -> None:
    (one, first, score), (other, second, less) = _found((0, 0.6), (1, 0.5))
    hits = [Hit(SLIDES[one], first, score, {"page": 0.2}), Hit(SLIDES[other], second, less, {"page": 1.0})]

    assert [hit.slide.ref.number for hit in rank_pages(hits)] == [2, 1]


def _found(*scores: tuple[int, float]) -> list[tuple[int, Block, float]]:
    return [(n, SLIDES[n].blocks[1 + at % 2], score) for at, (n, score) in enumerate(scores)]
