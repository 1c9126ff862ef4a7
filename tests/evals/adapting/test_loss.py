import math

import pytest
import torch

from evals.adapting.loss import BACKWARD, UNANSWERED, WORDS, find_loss, find_miss_loss, find_word_loss

EAST, NORTH = torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])


def test_right_passages_nearest_cost_almost_nothing_and_swapped_ones_much() -> None:
    questions, none = torch.stack([EAST, NORTH]), torch.zeros(2, 2, dtype=torch.bool)

    assert find_loss(questions, torch.stack([EAST, NORTH]), none).item() < 1e-6
    swapped = find_loss(questions, torch.stack([NORTH, EAST]), none).item()
    assert swapped == pytest.approx(20 * (1 + BACKWARD), rel=1e-3)


def test_the_same_passage_elsewhere_counts_for_nothing() -> None:
    questions, passages = torch.stack([EAST, NORTH]), torch.stack([EAST, NORTH, EAST])
    repeated = torch.tensor([[False, False, True], [False, False, False]])

    assert find_loss(questions, passages, repeated).item() < 1e-6
    unmarked = find_loss(questions, passages, torch.zeros(2, 3, dtype=torch.bool)).item()
    assert unmarked == pytest.approx(math.log(2) / 2, rel=1e-3)


def test_a_near_miss_as_near_as_the_question_costs() -> None:
    near = find_miss_loss(EAST[None], EAST[None], EAST[None]).item()
    far = find_miss_loss(EAST[None], NORTH[None], EAST[None]).item()

    assert near == pytest.approx(UNANSWERED * math.log(1 + math.e), rel=1e-4)
    assert far < 1e-6


def test_words_that_turn_together_cost_nothing_and_ones_that_part_do() -> None:
    before = torch.stack([EAST, EAST])

    assert find_word_loss(torch.stack([NORTH, NORTH]), before).item() == 0
    assert find_word_loss(torch.stack([EAST, NORTH]), before).item() == pytest.approx(WORDS / 2)
