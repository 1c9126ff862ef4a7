import numpy as np
import pytest

from corpus.scan import ExactScan

VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], dtype=np.float32)


def test_the_nearest_come_first_with_their_cosine_and_ties_go_by_row() -> None:
    found = ExactScan(["a", "b", "c", "d"], VECTORS).search(np.array([1, 0]), 3)

    assert [i for i, _ in found] == ["a", "d", "c"]
    assert [score for _, score in found] == pytest.approx([1, 1, 0.6])


@pytest.mark.parametrize(("k", "count"), [(-1, 0), (0, 0), (9, 4)])
def test_it_never_gives_more_than_wanted_or_there(k: int, count: int) -> None:
    assert len(ExactScan(["a", "b", "c", "d"], VECTORS).search(VECTORS[0], k)) == count


def test_ties_at_the_last_place_go_by_row() -> None:
    found = ExactScan(["a", "b", "c", "d"], VECTORS).search(np.array([1, 0]), 1)

    assert [i for i, _ in found] == ["a"]
