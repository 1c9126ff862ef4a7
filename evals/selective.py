"""How far a system's own confidence can be trusted: its risk by coverage, and whether it means what it says.

An answer errs when its question should not have been answered, or a fact it needed is missing. Risk is
the share of answers that err, coverage the share of all questions answered, when those with the
least confidence are kept back (El-Yaniv and Wiener 2010).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean
from typing import Any

from evals.intervals import wilson

COVERAGES = (0.25, 0.5, 0.6, 0.7, 0.8)
"""Shares of all questions at which the risk is told."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that was given: how confident the system was, and whether the answer errs."""

    confidence: float
    errs: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Risk by coverage. `points` go from the most confident answer to all of them.

    `aurc` is the mean risk over the points; `at` the risk at each of `COVERAGES` that is reached.
    """

    points: tuple[tuple[float, float], ...]
    aurc: float
    at: Mapping[float, float]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence, and the share of them that do not err, with its interval."""

    confidence: float
    share: float
    n: int
    low: float
    high: float


def find_said(rows: Iterable[Mapping[str, Any]]) -> list[Said]:
    """Return what the rows of a saved run answered, of those that have a confidence."""
    return [
        Said(row["confidence"], _errs(row["score"]))
        for row in rows
        if row["score"]["answered"] and row["confidence"] is not None
    ]


def measure_risk(said: Sequence[Said], questions: int) -> Curve | None:
    """Return the curve of answers out of so many questions; None without answers.

    Answers of equal confidence come in together, at the risk of all of them.
    """
    if not said:
        return None
    ordered = sorted(said, key=lambda one: -one.confidence)
    errors = list(accumulate(int(one.errs) for one in ordered))
    ends = [
        number
        for number, one in enumerate(ordered, start=1)
        if number == len(ordered) or ordered[number].confidence != one.confidence
    ]
    points = tuple((end / questions, errors[end - 1] / end) for end in ends)
    risks = [
        next(errors[end - 1] / end for end in ends if end >= number) for number in range(1, ends[-1] + 1)
    ]
    at = {share: _risk_at(points, share) for share in COVERAGES if points[-1][0] >= share}
    return Curve(points, fmean(risks), at)


def measure_reliability(said: Sequence[Said]) -> tuple[tuple[Bin, ...], float]:
    """Return the answers in bins of about equal size by confidence, and the expected calibration error.

    The error is the mean distance of confidence and share over the bins, by their size; no answers
    give no bins and 0.
    """
    ordered = sorted(said, key=lambda one: one.confidence)
    count = min(BINS, len(ordered))
    edges = [round(number * len(ordered) / count) for number in range(count + 1)] if count else []
    bins = tuple(_bin(ordered[start:end]) for start, end in pairwise(edges))
    error = sum(abs(one.confidence - one.share) * one.n for one in bins) / (len(ordered) or 1)
    return bins, error


def _errs(score: Mapping[str, Any]) -> bool:
    if not score["answerable"]:
        return not score["status_expected"]
    return score["fact_recall"] not in (None, 1.0)


def _risk_at(points: Sequence[tuple[float, float]], share: float) -> float:
    return next(risk for coverage, risk in points if coverage >= share)


def _bin(said: Sequence[Said]) -> Bin:
    right = sum(not one.errs for one in said)
    confidence = fmean(one.confidence for one in said)
    return Bin(confidence, right / len(said), len(said), *wilson(right, len(said)))
