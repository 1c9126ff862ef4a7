import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.adapter import add_adapter
from corpus.embedder import MiniLM, load_embedder, model_folder
from evals.adapting import lora
from evals.adapting.pages import Page
from evals.adapting.train import Plan, encode, find_words, train

pytestmark = pytest.mark.model

PAGES = [
    Page(
        "Streets",
        ("Reduction in ASB", "Uplift in PCSOs"),
        ((0, "Are yobs fewer?"), (1, "More bobbies?")),
        ("Cost?",),
    ),
    Page("Homes", ("Voids re-let", "Decent homes met"), ((0, "Are empty flats let?"),), ("Who pays?",)),
]
TEXTS = ["Are yobs fewer?", "Reduction in ASB", "grant"]


@pytest.fixture
def plain() -> MiniLM:
    """Return a model of its own, since training changes it."""
    return load_embedder(model_folder(None))


def test_adapters_begin_as_nothing_and_can_be_switched_off(plain: MiniLM) -> None:
    before = plain.embed(TEXTS)
    adapters = lora.adapt(plain.load()[0].auto_model)
    assert len(adapters) == 6 * len(lora.LAYERS)
    assert np.abs(plain.embed(TEXTS) - before).max() < 1e-6

    for adapter in adapters.values():
        adapter.wide.data += 0.01
    assert np.abs(plain.embed(TEXTS) - before).max() > 1e-3
    with lora.switched_off(adapters):
        assert np.abs(plain.embed(TEXTS) - before).max() < 1e-6


def test_what_was_trained_is_what_is_read_from_its_folder(plain: MiniLM, tmp_path: Path) -> None:
    before = plain.embed(TEXTS)
    adapters = train(plain, PAGES, [], Plan(seed=1, epochs=3), tmp_path)
    trained = plain.embed(TEXTS)
    lora.save(adapters, tmp_path)

    other = load_embedder(model_folder(None))
    add_adapter(other.load()[0].auto_model, tmp_path)

    assert np.abs(trained - before).max() > 1e-3
    assert np.abs(other.embed(TEXTS) - trained).max() < 1e-3  # 16 bits


def test_training_brings_a_question_nearer_to_its_line(plain: MiniLM, tmp_path: Path) -> None:
    before = plain.embed(TEXTS)
    train(plain, PAGES, [], Plan(seed=1, epochs=8), tmp_path)
    after = plain.embed(TEXTS)

    assert after[0] @ after[1] > before[0] @ before[1]


def test_the_log_is_a_line_every_few_steps(plain: MiniLM, tmp_path: Path) -> None:
    train(plain, PAGES, [], Plan(seed=1, epochs=20), tmp_path)

    [row] = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert (row["step"], row["of"]) == (20, 20)
    shutil.rmtree(tmp_path)


def test_texts_are_encoded_in_the_order_given(plain: MiniLM) -> None:
    model = plain.load()

    found = encode(model[0].auto_model, model.tokenizer, TEXTS, 32).detach().numpy()

    assert np.abs(found - plain.embed(TEXTS)).max() < 0.02  # 16 bits


def test_the_words_of_lines_and_questions_are_found_once() -> None:
    assert find_words(PAGES[1:]) == [
        "are", "decent", "empty", "flats", "homes", "let", "met", "voids",
    ]  # fmt: skip
