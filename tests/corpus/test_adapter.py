import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.adapter import CONFIG, FOLDER, SHA256, WEIGHTS, add_adapter, find_adapter_sha256
from corpus.embedder import MiniLM, QuestionMiniLM, load_embedder, load_question_embedder, model_folder
from corpus.errors import ModelMismatch, ModelMissing

QUESTION, LINE = "Are fewer people going back to crime?", "Reduction in proven reoffending"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the adapter's folder."""
    return Path(shutil.copytree(FOLDER, tmp_path / "adapter"))


def test_the_adapter_is_the_one_of_the_model_card() -> None:
    assert find_adapter_sha256() == SHA256
    assert SHA256 in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_an_adapter_that_has_changed_is_refused(copied: Path) -> None:
    weights = bytearray((copied / WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (copied / WEIGHTS).write_bytes(weights)

    with pytest.raises(ModelMismatch, match=f"expected SHA-256 {SHA256}.*reinstall ssp-assistant"):
        find_adapter_sha256(copied)


def test_missing_files_are_all_named(copied: Path) -> None:
    (copied / WEIGHTS).unlink()
    (copied / CONFIG).unlink()

    with pytest.raises(ModelMissing, match=f"no {WEIGHTS} and no {CONFIG} in .*reinstall ssp-assistant"):
        find_adapter_sha256(copied)


@pytest.mark.model
def test_the_packaged_model_is_adapted_and_its_plain_form_is_what_was_packaged(embedder: MiniLM) -> None:
    packaged = load_embedder(model_folder(None))

    assert embedder.adapted
    assert not packaged.adapted
    assert packaged.plain() is packaged
    assert embedder.plain() is embedder.plain()
    assert np.abs(embedder.plain().embed([LINE]) - packaged.embed([LINE])).max() < 1e-6
    assert embedder.plain().model_sha256 == packaged.model_sha256 != embedder.model_sha256
    assert np.abs(embedder.embed([LINE]) - packaged.embed([LINE])).max() > 1e-2


@pytest.mark.model
def test_everyday_words_are_nearer_to_official_ones_with_it(embedder: MiniLM) -> None:
    question, line = embedder.embed([QUESTION, LINE])
    before, there = embedder.plain().embed([QUESTION, LINE])

    assert question @ line > before @ there


@pytest.mark.model
def test_questions_and_documents_are_embedded_alike(embedder: MiniLM) -> None:
    asked: QuestionMiniLM = load_question_embedder()

    assert np.abs(asked.embed([QUESTION]) - embedder.embed([QUESTION])).max() < 1e-5


@pytest.mark.model
def test_an_adapter_without_weight_adds_nothing(copied: Path) -> None:
    config = json.loads((copied / CONFIG).read_text(encoding="utf-8"))
    (copied / CONFIG).write_text(json.dumps({**config, "lora_alpha": 0}), encoding="utf-8")
    model = load_embedder(model_folder(None))
    before = model.embed([LINE])

    add_adapter(model.load()[0].auto_model, copied)

    assert np.abs(model.embed([LINE]) - before).max() < 1e-6
