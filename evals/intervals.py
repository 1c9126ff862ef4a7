"""How far a measure may be off: intervals of shares and means, and of paired differences. 95% throughout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb, sqrt

import numpy as np

Z_95 = 1.959963984540054
RESAMPLES, SEED = 2000, 20210401
"""Draws of the bootstrap, and where its random numbers start, so that equal scores give equal intervals."""

_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of n paired differences, after less before, with its interval."""

    value: float
    n: int
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.low > 0 or self.high < 0


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Return the 95% score interval of a share (Wilson 1927); n must be over 0."""
    share, z2 = successes / n, Z_95**2
    centre = share + z2 / (2 * n)
    spread = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, (centre - spread) / (1 + z2 / n)), min(1.0, (centre + spread) / (1 + z2 / n))


def bootstrap(values: Sequence[float], statistic: Callable[..., np.ndarray] = np.mean) -> tuple[float, float]:
    """Return the 95% percentile interval of a statistic over values, at least one (Efron 1979)."""
    drawn = np.asarray(values, dtype=float)[_draws(len(values))]
    low, high = np.percentile(statistic(drawn, axis=1), _TAILS)
    return float(low), float(high)


def paired_difference(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Return the mean difference of scores of the same questions, in the same order; at least one."""
    differences = [new - old for old, new in zip(before, after, strict=True)]
    return Difference(float(np.mean(differences)), len(differences), *bootstrap(differences))


def mcnemar(won: int, lost: int) -> float:
    """Return the two-sided exact chance of a split at least as uneven by luck (McNemar 1947); 1 for none."""
    n = won + lost
    tail = sum(comb(n, k) for k in range(min(won, lost) + 1)) / (1 << n)
    return min(1.0, 2 * tail)


@lru_cache(maxsize=64)
def _draws(n: int) -> np.ndarray:
    return np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n), dtype=np.int32)
