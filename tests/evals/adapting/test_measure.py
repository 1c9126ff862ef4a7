from collections.abc import Sequence

import numpy as np
import pytest

from evals.adapting.measure import measure
from evals.adapting.pages import Page

VECTORS = {
    "a": (1.0, 0.0),
    "b": (0.0, 1.0),
    "c": (0.8, 0.6),
    "near a": (1.0, 0.0),
    "near c": (0.96, 0.28),
    "far": (0.0, -1.0),
}


def embed(texts: Sequence[str]) -> np.ndarray:
    return np.array([VECTORS[text] for text in texts], dtype=np.float32)


def test_the_rank_is_among_all_pages_and_the_first_place_within_one() -> None:
    one = Page("H", ("a", "b"), ((0, "near a"),), ("far",))
    other = Page("I", ("c",), ((0, "near c"),), ())

    figures = measure([one, other], embed)

    assert figures["mrr"] == pytest.approx(0.75)  # "near c" finds a first, then c
    assert figures["first_on_page"] == 1.0
    assert figures["auc"] == 1.0


def test_without_unanswered_questions_there_is_no_auc() -> None:
    assert "auc" not in measure([Page("H", ("a", "b"), ((0, "near a"),), ())], embed)
