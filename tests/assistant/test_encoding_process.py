from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.api.encoding_process import EncodingProcess
from assistant.encoder import EncoderBusy
from corpus.embedder import MiniLM
from corpus.errors import ModelMissing

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def process() -> Iterator[EncodingProcess]:
    started = EncodingProcess(None, threads=1)
    yield started
    started.close()


def test_vectors_from_the_other_process_are_those_of_this_one(
    process: EncodingProcess, embedder: MiniLM
) -> None:
    texts = ["How much was the fund?", "Who leads it?"]

    assert process.model_sha256 == embedder.model_sha256
    assert np.allclose(process.embed(texts), embedder.embed(texts), atol=1e-6)


def test_a_process_that_ended_is_started_again(process: EncodingProcess) -> None:
    process._child.kill()
    process._child.join()

    assert process.embed(["a"]).shape == (1, 384)


def test_a_process_lost_in_the_middle_of_a_question_is_busy_once(process: EncodingProcess) -> None:
    process._pipe.close()

    with pytest.raises(EncoderBusy, match="started again"):
        process.embed(["a"])

    assert process.embed(["a"]).shape == (1, 384)


def test_closing_ends_the_process() -> None:
    started = EncodingProcess(None, threads=1)
    child = started._child

    started.close()

    assert child.exitcode == 0


def test_a_missing_model_is_said_before_any_process_starts(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        EncodingProcess(tmp_path / "nowhere", threads=1)
