"""Rankings and silences -> figures with 95% intervals, and the differences of two systems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from evals.intervals import wilson
from evals.metrics import Rate
from evals.outside.model import OutsideQuestion
from evals.ranking import load_library

RESAMPLES = 2_000
SEED = 20
KEPT = 0.9
"""Share of the answerable questions that a threshold on a system's score lets through."""

MEASURES = {
    "page_at_1": "Success@1",
    "page_in_top_5": "Success@5",
    "reciprocal_rank": "RR@10",
    "ndcg_at_10": "nDCG@10",
}
"""Our name of each measure and ir-measures' own."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system made of one question: pages, best first, whether it answered, and how sure it was."""

    pages: tuple[str, ...]
    answered: bool
    score: float | None
    ms: float = 0.0


def score_rankings(
    questions: Sequence[OutsideQuestion], replies: Mapping[str, Reply]
) -> dict[str, np.ndarray]:
    """Return each measure for every answerable question, in their order: shape (answerable,).

    Raises:
        EvalsExtraMissing: ir-measures is not installed.
    """
    library = load_library()
    able = [q for q in questions if q.answerable]
    measures = {library.parse_measure(text): name for name, text in MEASURES.items()}
    relevant = {q.id: dict(q.relevant) for q in able}
    run = {q.id: {page: 1 / rank for rank, page in enumerate(replies[q.id].pages, start=1)} for q in able}
    found: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    if able:
        for one in library.iter_calc(list(measures), relevant, run):
            found[measures[one.measure]][one.query_id] = float(one.value)
    return {
        name: np.array([values.get(q.id, 0.0) for q in able], dtype=np.float64)
        for name, values in found.items()
    }


def interval(values: np.ndarray) -> Rate:
    """Return the mean of a measure over questions with its bootstrap interval."""
    if not len(values):
        return Rate(0.0, 0)
    low, high = np.percentile(_resample(values), (2.5, 97.5))
    return Rate(float(values.mean()), len(values), float(low), float(high))


def difference(ours: np.ndarray, theirs: np.ndarray) -> Rate:
    """Return the mean difference over the same questions with its paired bootstrap interval."""
    return interval(ours - theirs)


def score_silence(questions: Sequence[OutsideQuestion], replies: Mapping[str, Reply]) -> dict[str, Rate]:
    """Return what a system's silences come to; {} for a set without unanswerable questions.

    `kept` is the share of the answerable that it answers, `refused` that of the others it does not;
    `auroc` says how well its score tells them apart, and `refused_at_kept` what share of the
    unanswerable a threshold on it refuses that keeps `KEPT` of the answerable.
    """
    able = [replies[q.id] for q in questions if q.answerable]
    unable = [replies[q.id] for q in questions if not q.answerable]
    measures = {"kept": _rate([reply.answered for reply in able])} if able else {}
    if not able or not unable:
        return measures
    good, bad = (np.array([_sureness(reply) for reply in replies_]) for replies_ in (able, unable))
    threshold = np.sort(good)[::-1][max(0, int(np.ceil(len(good) * KEPT)) - 1)]
    return measures | {
        "refused": _rate([not reply.answered for reply in unable]),
        "auroc": Rate(auroc(good, bad), len(good) + len(bad), *_auroc_interval(good, bad)),
        "refused_at_kept": _rate([bool(score < threshold) for score in bad]),
    }


def auroc(good: np.ndarray, bad: np.ndarray) -> float:
    """Return how often a good score is above a bad one, ties counting half."""
    ordered = np.sort(bad)
    below = np.searchsorted(ordered, good, side="left")
    upto = np.searchsorted(ordered, good, side="right")
    return float((below + upto).sum() / (2 * len(good) * len(bad)))


def _auroc_interval(good: np.ndarray, bad: np.ndarray) -> tuple[float, float]:
    random = np.random.default_rng(SEED)
    values = [
        auroc(random.choice(good, len(good)), random.choice(bad, len(bad))) for _ in range(RESAMPLES // 4)
    ]
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)


def _sureness(reply: Reply) -> float:
    return -np.inf if reply.score is None else reply.score


def _resample(values: np.ndarray) -> np.ndarray:
    random = np.random.default_rng(SEED)
    return np.array([values[random.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)])


def _rate(values: Sequence[bool]) -> Rate:
    return Rate(fmean(values), len(values), *wilson(sum(values), len(values)))
