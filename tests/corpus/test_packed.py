"""Texts packed end to end get the vectors that sentence-transformers gives, whatever stands beside them."""

from typing import Any

import numpy as np
import pytest

from corpus.embedder import MiniLM, QuestionMiniLM, load_question_embedder
from corpus.packed import pack
from evals.cases import load_questions

pytestmark = pytest.mark.model

QUESTIONS = [question.question for question in load_questions()][:120]


@pytest.fixture(scope="module")
def packed() -> QuestionMiniLM:
    return load_question_embedder()


def test_questions_get_the_vectors_of_sentence_transformers(packed: QuestionMiniLM, embedder: MiniLM) -> None:
    assert packed.pack() is not None
    assert np.allclose(packed.embed(QUESTIONS), embedder.embed(QUESTIONS), atol=2e-6)


def test_what_stands_beside_a_text_does_not_change_its_vector(packed: QuestionMiniLM) -> None:
    beside = packed.embed(["burglary", "Which of the many aims was reached? " * 9, "How much was the grant?"])

    assert np.allclose(beside[0], packed.embed(["burglary"])[0], atol=2e-6)
    assert np.allclose(beside[2], packed.embed(["How much was the grant?"])[0], atol=2e-6)


def test_a_text_longer_than_the_model_reads_is_cut(packed: QuestionMiniLM, embedder: MiniLM) -> None:
    long = ["safer streets " * 400, ""]

    assert np.allclose(packed.embed(long), embedder.embed(long), atol=2e-6)


def test_no_texts_give_no_rows(packed: QuestionMiniLM) -> None:
    assert packed.embed([]).shape == (0, 384)


def test_a_model_that_pools_otherwise_is_left_to_sentence_transformers(packed: QuestionMiniLM) -> None:
    model = packed.load()
    pooling: Any = model[1]
    pooling.pooling_mode = "cls"

    found = pack(model)

    pooling.pooling_mode = "mean"
    assert found is None
