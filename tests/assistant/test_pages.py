import numpy as np

from assistant.pages import best_pages, index_pages
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
