import numpy as np
import pytest

from evals.intervals import bootstrap, mcnemar, paired_difference, wilson


def test_wilson_gives_the_textbook_interval() -> None:
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662.
    low, high = wilson(81, 263)

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize("successes", [0, 10])
def test_wilson_stays_between_none_and_all(successes: int) -> None:
    low, high = wilson(successes, 10)

    assert 0 <= low < high <= 1


def test_the_bootstrap_of_a_mean_is_about_as_wide_as_theory_says() -> None:
    values = list(np.random.default_rng(1).normal(size=400))

    low, high = bootstrap(values)

    assert high - low == pytest.approx(2 * 1.96 * np.std(values) / 20, rel=0.08)
    assert low < np.mean(values) < high


def test_equal_scores_give_equal_intervals() -> None:
    assert bootstrap([0.0, 0.5, 1.0]) == bootstrap([0.0, 0.5, 1.0])


def test_one_value_leaves_no_room() -> None:
    assert bootstrap([0.25]) == (0.25, 0.25)


def test_a_difference_of_pairs_is_clear_where_every_pair_moved_alike() -> None:
    moved = paired_difference([0.1, 0.5, 0.9], [0.2, 0.6, 1.0])

    assert moved.value == pytest.approx(0.1)
    assert moved.is_clear


def test_a_difference_that_goes_both_ways_is_not_clear() -> None:
    assert not paired_difference([0.0, 1.0, 0.0, 1.0], [1.0, 0.0, 1.0, 0.0]).is_clear


@pytest.mark.parametrize(
    ("won", "lost", "chance"), [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (1, 9, 0.0215)]
)
def test_the_chance_of_a_split_by_luck_is_that_of_fair_coins(won: int, lost: int, chance: float) -> None:
    assert mcnemar(won, lost) == pytest.approx(chance, abs=1e-4)
