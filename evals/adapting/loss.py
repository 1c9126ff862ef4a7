"""What training makes small: the answering passage behind others, near misses near, single words moved."""

import torch
from torch import Tensor, nn

SCALE = 20.0
"""By what cosines are multiplied before they are compared: the usual one for sentence encoders."""

BACKWARD = 0.3
"""What finding the question of a passage counts beside finding the passage of a question."""

UNANSWERED = 0.3
"""What it counts that a question which a passage does not answer is farther from it than one it does."""

WORDS = 30.0
"""What it counts that single words keep the cosines between them: the assistant compares words, too."""

_NEVER = -1e4


def find_loss(questions: Tensor, passages: Tensor, repeated: Tensor) -> Tensor:
    """Return the cross-entropy of each question's passage among all of the batch, and of the way back.

    `questions` has shape (n, dimension), `passages` (m, dimension), the first n answering in turn;
    `repeated`, (n, m), marks other places of the same passage, which count for nothing.
    """
    count = len(questions)
    scores = (SCALE * questions @ passages.T).masked_fill(repeated, _NEVER)
    right = torch.arange(count)
    onward = nn.functional.cross_entropy(scores, right)
    return onward + BACKWARD * nn.functional.cross_entropy(scores[:, :count].T, right)


def find_miss_loss(questions: Tensor, misses: Tensor, passages: Tensor) -> Tensor:
    """Return how little nearer the questions are to their passages than questions these do not answer.

    All three have shape (n, dimension).
    """
    nearer = ((misses - questions) * passages).sum(1)
    return UNANSWERED * nn.functional.softplus(SCALE * nearer + 1).mean()


def find_word_loss(words: Tensor, before: Tensor) -> Tensor:
    """Return by how much the cosines between words moved; both have shape (n, dimension)."""
    return WORDS * ((words @ words.T - before @ before.T) ** 2).mean()
