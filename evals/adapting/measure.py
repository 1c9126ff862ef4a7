"""How well an encoder finds the line that answers among those of all pages, and tells near misses."""

from collections.abc import Callable, Sequence

import numpy as np

from evals.adapting.pages import Page
from evals.training.measure import find_auc

Embed = Callable[[Sequence[str]], np.ndarray]
"""Texts -> unit vectors, shape (n, dimension)."""


def measure(pages: Sequence[Page], embed: Embed) -> dict[str, float]:
    """Return the figures of an encoder over pages that it was not trained on.

    "mrr": mean reciprocal rank of the answering line among all lines. "first_on_page": share of questions
    whose line comes first of its page. "auc": chance that a question which is answered has a higher best
    cosine than one which is not.
    """
    lines = [line for page in pages for line in page.lines]
    starts = np.cumsum([0, *(len(page.lines) for page in pages)])
    asked = [
        (question, starts[at] + line, at) for at, page in enumerate(pages) for line, question in page.asked
    ]
    unanswered = [question for page in pages for question in page.unanswered]
    vectors = embed(lines)
    scores = embed([question for question, _, _ in asked]) @ vectors.T
    right = np.array([line for _, line, _ in asked])
    own = scores[np.arange(len(asked)), right]
    ranks = 1 + (scores > own[:, None]).sum(1)
    first = [
        score >= row[starts[at] : starts[at + 1]].max()
        for score, row, (_, _, at) in zip(own, scores, asked, strict=True)
    ]
    figures = {"mrr": float((1 / ranks).mean()), "first_on_page": float(np.mean(first))}
    if unanswered:
        missed = (embed(unanswered) @ vectors.T).max(1)
        figures["auc"] = find_auc(scores.max(1).tolist(), missed.tolist())
    return {name: round(figure, 4) for name, figure in figures.items()}
