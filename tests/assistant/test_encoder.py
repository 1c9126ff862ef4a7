import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import pytest

from assistant.encoder import ABANDONED, EncoderBusy, EncoderClosed, QueryEncoder


class SlowEmbedder:
    """Notes each batch, and holds it until the gate opens."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.started = threading.Semaphore(0)
        self.gate = threading.Event()
        self.gate.set()

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.batches.append(list(texts))
        self.started.release()
        assert self.gate.wait(10)
        if "broken" in texts:
            raise ValueError("no vector for this")
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@contextmanager
def open_encoder(embedder: SlowEmbedder, **limits: float) -> Iterator[QueryEncoder]:
    encoder = QueryEncoder(embedder, **limits)  # type: ignore[arg-type]
    try:
        yield encoder
    finally:
        embedder.gate.set()
        encoder.close()


def wait_for_queue(encoder: QueryEncoder, length: int) -> None:
    deadline = threading.Event()
    for _ in range(500):
        if len(encoder._waiting) == length:
            return
        deadline.wait(0.01)
    raise AssertionError(f"{len(encoder._waiting)} wait, not {length}")


def test_a_lone_question_is_encoded_by_itself() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder) as encoder:
        vector = encoder.encode("four")

    assert vector.tolist() == [4.0, 1.0]
    assert embedder.batches == [["four"]]


def test_questions_that_wait_together_are_encoded_together_each_with_its_own_vector() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder, max_batch=16) as encoder, ThreadPoolExecutor(8) as pool:
        embedder.gate.clear()
        first = pool.submit(encoder.encode, "first")
        embedder.started.acquire()
        texts = ["a", "bb", "ccc", "dddd"]
        others = [pool.submit(encoder.encode, text) for text in texts]
        wait_for_queue(encoder, 4)
        embedder.gate.set()
        lengths = [other.result(10)[0] for other in others]

    assert first.result()[0] == 5
    assert lengths == [1, 2, 3, 4]
    assert [len(batch) for batch in embedder.batches] == [1, 4]


def test_a_batch_is_never_larger_than_the_limit() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder, max_batch=3) as encoder, ThreadPoolExecutor(8) as pool:
        embedder.gate.clear()
        waiting = [pool.submit(encoder.encode, "first")]
        embedder.started.acquire()
        waiting += [pool.submit(encoder.encode, "x" * n) for n in range(1, 8)]
        wait_for_queue(encoder, 7)
        embedder.gate.set()
        for future in waiting:
            future.result(10)

    assert [len(batch) for batch in embedder.batches] == [1, 3, 3, 1]


def test_a_full_queue_is_refused_at_once() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder, max_waiting=1) as encoder, ThreadPoolExecutor(2) as pool:
        embedder.gate.clear()
        pool.submit(encoder.encode, "first")
        embedder.started.acquire()
        pool.submit(encoder.encode, "second")
        wait_for_queue(encoder, 1)
        with pytest.raises(EncoderBusy, match="1 questions wait"):
            encoder.encode("third")
        embedder.gate.set()


def test_what_its_asker_gave_up_is_not_encoded() -> None:
    embedder = SlowEmbedder()
    gone = threading.Event()

    def encode_abandoned(encoder: QueryEncoder) -> None:
        ABANDONED.set(gone)
        encoder.encode("given up")

    with open_encoder(embedder) as encoder, ThreadPoolExecutor(2) as pool:
        embedder.gate.clear()
        first = pool.submit(encoder.encode, "first")
        embedder.started.acquire()
        abandoned = pool.submit(encode_abandoned, encoder)
        wait_for_queue(encoder, 1)
        gone.set()
        embedder.gate.set()
        first.result(10)
        with pytest.raises(EncoderClosed):
            abandoned.result(10)

    assert embedder.batches == [["first"]]


def test_a_question_that_waited_too_long_is_given_up_and_not_encoded() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder, timeout_s=0.05) as encoder, ThreadPoolExecutor(1) as pool:
        embedder.gate.clear()
        first = pool.submit(encoder.encode, "first")
        embedder.started.acquire()
        with pytest.raises(EncoderBusy, match=r"within 0\.05 s"):
            encoder.encode("second")
        embedder.gate.set()
        first.exception(10)

    assert embedder.batches == [["first"]]


def test_a_question_asked_again_is_not_encoded_again() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder) as encoder:
        again = [encoder.encode("same") for _ in range(3)]

    assert embedder.batches == [["same"]]
    assert all((vector == again[0]).all() for vector in again)


def test_only_the_last_texts_are_remembered() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder, remembered=2) as encoder:
        for text in ("a", "b", "c", "a"):
            encoder.encode(text)

    assert embedder.batches == [["a"], ["b"], ["c"], ["a"]]


def test_changing_a_vector_changes_nothing_that_is_remembered() -> None:
    with open_encoder(SlowEmbedder()) as encoder:
        encoder.encode("text")[0] = 99

        assert encoder.encode("text")[0] == 4


def test_a_question_and_its_words_come_back_in_the_order_asked() -> None:
    with open_encoder(SlowEmbedder()) as encoder:
        vectors = encoder.encode_all(["a question", "of", "four", "of"])

    assert vectors[:, 0].tolist() == [10, 2, 4, 2]


def test_only_what_is_not_remembered_is_encoded() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder) as encoder:
        encoder.encode("known")
        encoder.encode_all(["new", "known"])

    assert embedder.batches == [["known"], ["new"]]


def test_one_text_that_cannot_be_encoded_fails_alone_and_the_worker_goes_on() -> None:
    embedder = SlowEmbedder()

    with open_encoder(embedder) as encoder:
        with pytest.raises(ValueError, match="no vector"):
            encoder.encode("broken")

        assert encoder.encode("fine")[0] == 4


def test_closing_ends_the_worker_and_cancels_what_waits() -> None:
    embedder = SlowEmbedder()
    encoder = QueryEncoder(embedder)
    with ThreadPoolExecutor(3) as pool:
        embedder.gate.clear()
        first = pool.submit(encoder.encode, "first")
        embedder.started.acquire()
        waiting = pool.submit(encoder.encode, "second")
        wait_for_queue(encoder, 1)

        closing = pool.submit(encoder.close)
        embedder.gate.set()
        closing.result(10)

        assert first.result(10)[0] == 5
        assert isinstance(waiting.exception(10), EncoderClosed)
    assert not encoder._worker.is_alive()
    with pytest.raises(EncoderClosed):
        encoder.encode("third")
