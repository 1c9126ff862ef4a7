import numpy as np
import pytest

from corpus.scan import ExactScan, PartScan

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


def test_a_scan_of_some_rows_finds_the_nearest_of_these_over_all_their_runs() -> None:
    rows = np.array([False, True, False, True])

    found = PartScan(["a", "b", "c", "d"], VECTORS, rows).search(np.array([0.6, 0.8]), 2)

    assert [i for i, _ in found] == ["b", "d"]
    assert [score for _, score in found] == pytest.approx([0.8, 0.6])


def test_a_scan_of_rows_apart_keeps_the_order_of_ties() -> None:
    scan = PartScan(["a", "b", "c", "d"], VECTORS, np.array([True, True, False, True]))

    assert [i for i, _ in scan.search(np.array([1, 0]), 2)] == ["a", "d"]
    assert scan.count() == 3


def test_a_scan_of_no_row_finds_nothing() -> None:
    scan = PartScan(["a", "b", "c", "d"], VECTORS, np.zeros(4, dtype=bool))

    assert scan.search(np.array([1, 0]), 4) == []
