import numpy as np

from assistant.topicality import WEIGHTS
from corpus.embedder import MiniLM
from evals.adapting.pages import Page
from evals.topicality.train import HELD_OUT, OFF_TOPIC, fit, questions_of, read


def test_what_is_asked_of_a_page_is_on_topic_answered_or_not() -> None:
    page = Page("Roads", ("Potholes", "Lights"), ((1, "Why dark?"),), ("What cost?",))

    assert questions_of([page]) == ["Why dark?", "What cost?", "Roads"]


def test_the_judge_tells_two_sides_apart_however_many_each_has() -> None:
    chance = np.random.default_rng(1)
    on = chance.normal(size=(300, 8)) + np.eye(8)[0] * 3
    off = chance.normal(size=(30, 8)) - np.eye(8)[0] * 3

    judge = fit(on.astype(np.float32), off.astype(np.float32))

    assert (judge.log_odds(on) > 0).mean() > 0.95
    assert (judge.log_odds(off) < 0).mean() > 0.95


def test_no_question_is_both_trained_on_and_held_out() -> None:
    trained, held_out = set(map(str.lower, read(OFF_TOPIC))), read(HELD_OUT)

    assert len(trained) > 1_000
    shared = [question for question in held_out if question.lower() in trained]
    assert len(shared) < len(held_out) / 20


def test_the_packaged_weights_belong_to_the_packaged_encoder(embedder: MiniLM) -> None:
    with np.load(WEIGHTS) as kept:
        assert str(kept["encoder"]) == embedder.model_sha256
        assert kept["weights"].shape == (embedder.dimension,)
