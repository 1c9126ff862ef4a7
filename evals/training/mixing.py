"""The reranker against the present order: on the same candidates, paired, with intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.training.candidates import Candidates

RESAMPLES = 2000

Read = Callable[[str, Sequence[str]], np.ndarray]
"""Turns a question and passages into how likely each answers, 0..1."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """How the two scores are put together, as in assistant.reranking; `read` 0 is the present order."""

    read: int
    weight: float
    reach: float = np.inf


@dataclass(frozen=True, slots=True)
class Result:
    """One mixture over one set: by question reciprocal ranks and rank-1 hits, and the mean of blocks read."""

    unit_ranks: np.ndarray
    slide_first: np.ndarray
    slide_top: np.ndarray
    mean_read: float


def read_all(found: Sequence[Candidates], read: Read, most: int) -> list[np.ndarray]:
    """Return for each question the chances of its best `most` candidates, in one list a question."""
    return [read(one.question, one.passages[:most]) for one in found]


def mix(found: Sequence[Candidates], chances: Sequence[np.ndarray], mixture: Mixture) -> Result:
    """Return how a mixture orders the candidates."""
    ranks, first, top, count = [], [], [], 0
    for one, likely in zip(found, chances, strict=True):
        order, near = order_of(np.array(one.scores), likely, mixture)
        count += near
        right = [one.right[at] for at in order]
        slides = [one.right_slides[at] for at in order]
        ranks.append(1 / (1 + right.index(True)) if True in right else 0.0)
        first.append(float(slides[:1] == [True]))
        top.append(float(True in slides[:5]))
    return Result(np.array(ranks), np.array(first), np.array(top), count / max(1, len(found)))


def order_of(scores: np.ndarray, chances: np.ndarray, mixture: Mixture) -> tuple[np.ndarray, int]:
    """Return the new order of one question's candidates, and how many were read."""
    near = int((scores[: min(mixture.read, len(chances))] >= scores[:1] - mixture.reach).sum())
    if near < 2:  # noqa: PLR2004 - one alone has nothing to be ordered with
        return np.arange(len(scores)), 0
    losses = mixture.weight * (chances[:near].max() - chances[:near])
    mixed = scores - losses.max()
    mixed[:near] = scores[:near] - losses
    return np.argsort(-mixed, kind="stable"), near


def difference(before: np.ndarray, after: np.ndarray, seed: int = 0) -> tuple[float, float, float]:
    """Return the mean paired difference and its 95% interval, by bootstrap over the questions."""
    gains = after - before
    drawn = np.random.default_rng(seed).integers(0, len(gains), (RESAMPLES, len(gains)))
    low, high = np.quantile(gains[drawn].mean(axis=1), (0.025, 0.975))
    return float(gains.mean()), float(low), float(high)
