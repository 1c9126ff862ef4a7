"""How long each step of a question takes."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Clock:
    """Times the steps of one question, in one thread."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._steps: dict[str, float] = {}

    def timed(self, step: str, run: Callable[[], T]) -> T:
        """Return what a step gives, its time added to that of the same step before."""
        start = time.perf_counter()
        result = run()
        self._steps[step] = self._steps.get(step, 0.0) + (time.perf_counter() - start) * 1000
        return result

    def timings_ms(self) -> dict[str, float]:
        """Return milliseconds by step, and their total under "total"."""
        total = (time.perf_counter() - self._start) * 1000
        return {step: round(ms, 2) for step, ms in (*self._steps.items(), ("total", total))}
