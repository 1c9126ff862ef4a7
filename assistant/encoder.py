"""Question -> vector, for many askers at once: one worker thread, small batches, a bounded queue.

SspError
├── EncoderBusy     more questions wait than the queue holds, or the wait was too long
└── EncoderClosed   the service is shutting down
"""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from assistant.kept import Kept
from corpus.errors import SspError

ABANDONED: ContextVar[threading.Event | None] = ContextVar("ABANDONED", default=None)
"""Set by the rim to an event that tells, once set, that nobody waits for the answer any more."""


class EncoderBusy(SspError):
    """More questions wait for the encoder than it takes. Ask again a little later."""


class EncoderClosed(SspError):
    """The encoder has ended with the service."""


class Embeds(Protocol):
    """What the encoder needs of corpus.embedder.Embedder."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text, shape (len(texts), dimension), float32."""
        ...


@dataclass(frozen=True, eq=False)
class _Job:
    """The texts of one question that are not known yet."""

    texts: Sequence[str]
    abandoned: threading.Event | None
    vectors: "Future[Mapping[str, np.ndarray]]" = field(default_factory=Future)

    def is_wanted(self) -> bool:
        """Claim the job for encoding; False when whoever asked has gone."""
        if self.abandoned is not None and self.abandoned.is_set():
            self.vectors.cancel()
        return self.vectors.set_running_or_notify_cancel()


class QueryEncoder:
    """Encodes questions one small batch at a time. Safe to use from many threads.

    The worker takes whatever waits, up to `max_batch` questions, and never waits for more: a lone
    question is encoded at once, and under load the batches grow by themselves. `max_waiting` bounds
    the queue, `remembered` the recent vectors kept, `timeout_s` how long one caller waits.
    """

    def __init__(
        self,
        embedder: Embeds,
        *,
        max_batch: int = 8,
        max_waiting: int = 64,
        remembered: int = 1024,
        timeout_s: float = 30.0,
    ) -> None:
        self._embedder = embedder
        self._max_batch = max_batch
        self._max_waiting = max_waiting
        self._timeout_s = timeout_s
        self._recent = Kept[str, np.ndarray](remembered)
        self._waiting: list[_Job] = []
        self._changed = threading.Condition()
        self._closed = False
        self._worker = threading.Thread(target=self._work, name="query-encoder", daemon=True)
        self._worker.start()

    def encode(self, text: str) -> np.ndarray:
        """Return the unit vector of a text, shape (dimension,), float32; raises as `encode_all` does."""
        vector: np.ndarray = self.encode_all((text,))[0]
        return vector

    def encode_all(self, texts: Sequence[str]) -> np.ndarray:
        """Return one unit vector per text of one question, shape (len(texts), dimension), float32.

        Raises:
            EncoderBusy: the queue is full, or the vectors took longer than `timeout_s`.
            EncoderClosed: close() was called.
        """
        known = self._recent.find(texts)
        unknown = [text for text in dict.fromkeys(texts) if text not in known]
        vectors = {**known, **self._wait_for(self._enqueue(unknown))} if unknown else known
        return np.stack([vectors[text] for text in texts])

    def close(self) -> None:
        """End the worker; what still waits is cancelled. Closing twice does nothing more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._worker.join()

    def _enqueue(self, texts: Sequence[str]) -> _Job:
        job = _Job(texts, ABANDONED.get())
        with self._changed:
            if self._closed:
                raise EncoderClosed("The encoder is closed.")
            if len(self._waiting) >= self._max_waiting:
                raise EncoderBusy(f"{self._max_waiting} questions wait for the encoder already.")
            self._waiting.append(job)
            self._changed.notify()
        return job

    def _wait_for(self, job: _Job) -> Mapping[str, np.ndarray]:
        try:
            return job.vectors.result(self._timeout_s)
        except TimeoutError as error:
            job.vectors.cancel()
            raise EncoderBusy(f"No answer from the encoder within {self._timeout_s:g} s.") from error
        except CancelledError as error:
            raise EncoderClosed("The question was given up before it was encoded.") from error

    def _work(self) -> None:
        while batch := self._next_batch():
            self._encode_batch([job for job in batch if job.is_wanted()])

    def _next_batch(self) -> list[_Job]:
        """Wait for questions and take up to a batch, the oldest first; once closed, cancel and give []."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                for job in self._waiting:
                    job.vectors.cancel()
                return []
            batch, self._waiting = self._waiting[: self._max_batch], self._waiting[self._max_batch :]
            return batch

    def _encode_batch(self, jobs: Sequence[_Job]) -> None:
        texts = list(dict.fromkeys(text for job in jobs for text in job.texts))
        if not texts:
            return
        try:
            vectors = dict(zip(texts, self._embedder.embed(texts), strict=True))
        except Exception as error:  # noqa: BLE001 - each waiter gets it; the worker must outlive one bad batch
            for job in jobs:
                job.vectors.set_exception(error)
            return
        self._recent.keep({text: vector.copy() for text, vector in vectors.items()})
        for job in jobs:
            job.vectors.set_result(vectors)
