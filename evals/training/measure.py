"""How well scores put the right passage first, and how well they tell an answer from a near miss."""

from collections.abc import Callable, Sequence

import numpy as np

from evals.training.pairs import STRANGERS, Group

ScorePairs = Callable[[Sequence[tuple[str, str]]], np.ndarray]
"""Turns (question, passage) pairs into scores, in the order given; more is better."""


def score_groups(groups: Sequence[Group], score: ScorePairs) -> dict[str, float]:
    """Return "mrr" of the right passage among its question's, and "auc" of best scores.

    The AUC is of the best score of a question that has an answer against one that has none,
    strangers left out.
    """
    known = [group for group in groups if group.family != STRANGERS]
    pairs = [(g.question, passage) for g in known for passage in (*g.answering, *g.others)]
    scores = score(pairs)
    ranks: list[float] = []
    able: list[float] = []
    unable: list[float] = []
    at = 0
    for group in known:
        mine = scores[at : at + len(group.answering) + len(group.others)]
        at += len(mine)
        right, wrong = mine[: len(group.answering)], mine[len(group.answering) :]
        if len(right) and len(wrong):
            ranks.append(1 / (1 + int((wrong >= right.max()).sum())))
        (able if len(right) else unable).append(float(mine.max()))
    return {"mrr": round(float(np.mean(ranks)), 4), "auc": round(find_auc(able, unable), 4)}


def find_auc(able: Sequence[float], unable: Sequence[float]) -> float:
    """Return the chance that a score of the first is above one of the second, ties half."""
    if not able or not unable:
        return float("nan")
    low = np.sort(np.asarray(unable))
    values = np.asarray(able)
    below = np.searchsorted(low, values, "left")
    ties = np.searchsorted(low, values, "right") - below
    return float((below + ties / 2).mean() / len(low))
