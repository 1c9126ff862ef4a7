import shutil
from pathlib import Path

import pytest

from corpus.errors import ModelMismatch, ModelMissing
from corpus.reranker import (
    FOLDER,
    MAX_TOKENS,
    WEIGHTS,
    Reranker,
    encode_pairs,
    find_reranker_sha256,
    load_reranker,
    load_tokenizer,
)

QUESTION = "How many bicycles did police mark?"
ANSWER = "Bicycle theft: Police marked 310 bicycles at schools."
OTHERS = [
    "Noise complaints rose in the summer.",
    "Bicycle theft fell last year.",
    "Police work with schools.",
]


@pytest.fixture(scope="module")
def reranker() -> Reranker:
    return load_reranker()


@pytest.mark.model
def test_the_passage_that_answers_is_the_likeliest(reranker: Reranker) -> None:
    scores = reranker.score(QUESTION, [*OTHERS, ANSWER])

    assert scores.argmax() == len(OTHERS)


@pytest.mark.model
def test_every_score_is_between_0_and_1(reranker: Reranker) -> None:
    scores = reranker.score(QUESTION, [*OTHERS, ANSWER, "", "word " * 500])

    assert scores.shape == (6,)
    assert 0.0 <= scores.min() <= scores.max() <= 1.0


@pytest.mark.model
def test_no_passages_give_no_scores(reranker: Reranker) -> None:
    assert reranker.score(QUESTION, []).shape == (0,)


@pytest.mark.model
def test_a_passage_scores_about_the_same_whatever_is_read_beside_it(reranker: Reranker) -> None:
    alone = reranker.score(QUESTION, [ANSWER])[0]
    beside = reranker.score(QUESTION, [ANSWER, " ".join(OTHERS)])[0]

    assert alone == pytest.approx(beside, abs=0.1)


def test_a_pair_is_cut_where_the_model_stops_reading() -> None:
    ids, mask, types = encode_pairs(load_tokenizer(FOLDER), [("why", "word " * 500), ("why", "word")])

    assert ids.shape == mask.shape == types.shape == (2, MAX_TOKENS)
    assert mask[1].sum() == 5


def test_missing_weights_are_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"no reranker.int8.onnx.*leave SSP_RERANK unset"):
        load_reranker(tmp_path)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / WEIGHTS).write_bytes(b"something else")

    with pytest.raises(ModelMismatch, match="is not the reranker of this version"):
        find_reranker_sha256(tmp_path)


def test_the_model_card_names_the_weights_it_describes() -> None:
    assert find_reranker_sha256() in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_weights_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 30 * 1024 * 1024
