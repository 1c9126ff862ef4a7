from collections.abc import Sequence

import numpy as np
import pytest

from assistant.reranking import REACH, READ, WEIGHT, rerank
from evals.training.candidates import Candidates
from evals.training.measure import find_auc, score_groups
from evals.training.mixing import Mixture, difference, mix, order_of, read_all
from evals.training.pairs import Group
from tests.assistant.test_reranking import QUERY, hits


def candidates(*right: bool, scores: tuple[float, ...] = (0.6, 0.58, 0.5)) -> Candidates:
    passages = tuple(f"p{at}" for at in range(len(right)))
    return Candidates("q", "why", passages, scores, scores, right, right)


def test_the_present_order_is_kept_when_nothing_is_read() -> None:
    result = mix([candidates(False, True, False)], [np.zeros(3)], Mixture(0, 0.1))

    assert result.unit_ranks.tolist() == [0.5]
    assert result.slide_first.tolist() == [0.0]
    assert result.mean_read == 0


def test_a_mixture_that_puts_the_right_block_first_is_credited() -> None:
    result = mix([candidates(False, True, False)], [np.array([0.1, 0.9, 0.1])], Mixture(3, 0.1))

    assert result.unit_ranks.tolist() == result.slide_first.tolist() == [1.0]


def test_a_question_whose_right_block_was_not_found_counts_0() -> None:
    result = mix([candidates(False, False, False)], [np.zeros(3)], Mixture(3, 0.1))

    assert result.unit_ranks.tolist() == result.slide_top.tolist() == [0.0]


def test_the_best_candidates_alone_are_read() -> None:
    seen = read_all([candidates(True, False, False)], lambda _, passages: np.ones(len(passages)), most=2)

    assert [len(one) for one in seen] == [2]


@pytest.mark.parametrize("seed", range(20))
def test_a_mixture_is_what_the_assistant_does(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = np.sort(chance.uniform(0.4, 0.6, READ + 4))[::-1]
    likely = chance.uniform(size=READ)

    class Fixed:
        def score(self, _question: str, passages: Sequence[str]) -> np.ndarray:
            return likely[: len(passages)]

    served = [int(hit.block.id[1:]) for hit in rerank(QUERY, hits(*scores), Fixed())]
    mixed, _ = order_of(scores, likely, Mixture(READ, WEIGHT, REACH))

    assert served == mixed.tolist()


def test_a_difference_that_is_the_same_for_all_has_no_spread() -> None:
    assert difference(np.zeros(9), np.ones(9)) == (1.0, 1.0, 1.0)


def test_the_interval_of_a_difference_holds_its_mean() -> None:
    gains = np.random.default_rng(1).normal(0.1, 1.0, 200)
    mean, low, high = difference(np.zeros(200), gains)

    assert low < mean < high


@pytest.mark.parametrize(
    ("able", "unable", "auc"), [([2.0, 3.0], [0.0, 1.0], 1.0), ([0.0], [1.0], 0.0), ([1.0], [1.0], 0.5)]
)
def test_the_auc_is_the_share_of_pairs_told_apart(able: list[float], unable: list[float], auc: float) -> None:
    assert find_auc(able, unable) == auc


def test_groups_are_scored_by_their_best_answering_passage() -> None:
    groups = [
        Group("first", "set", ("good", "poor"), ("fair",)),
        Group("second", "set", ("poor",), ("good", "fair")),
        Group("none", "set", (), ("poor",)),
    ]
    worth = {"good": 3.0, "fair": 2.0, "poor": 1.0}
    scores = score_groups(groups, lambda pairs: np.array([worth[passage] for _, passage in pairs]))

    assert scores == {"mrr": round((1 + 1 / 3) / 2, 4), "auc": 1.0}
