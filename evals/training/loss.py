"""What training makes small: an answering passage behind another of its question, and pairs misjudged."""

import torch
from torch import Tensor, nn

JUDGE_WEIGHT = 0.5
"""What judging each pair alone counts beside ranking the passages of one question."""

SMOOTHING = 0.05
"""How far from 0 and 1 the labels of the judging are drawn: some are wrong."""

_OUT_OF_GROUP = -1e4


def find_loss(logits: Tensor, labels: Tensor, groups: Tensor) -> Tensor:
    """Return the loss of a batch; all three have shape (pairs,)."""
    smooth = labels * (1 - 2 * SMOOTHING) + SMOOTHING
    judged = nn.functional.binary_cross_entropy_with_logits(logits, smooth)
    return _ranked(logits, labels, groups) + JUDGE_WEIGHT * judged


def _ranked(logits: Tensor, labels: Tensor, groups: Tensor) -> Tensor:
    """Return the cross-entropy of the answering passage among its question's; groups with one side give 0."""
    rows = torch.arange(len(groups))
    grid = torch.full((int(groups.max()) + 1, len(groups)), _OUT_OF_GROUP)
    grid[groups, rows] = logits
    share = torch.log_softmax(grid, dim=1)[groups, rows]
    others = torch.zeros(len(grid)).index_add(0, groups, 1 - labels)[groups]
    counted = labels * (others > 0)
    return -(share * counted).sum() / counted.sum().clamp(min=1)
