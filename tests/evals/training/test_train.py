import json
from pathlib import Path

import pytest
import torch

from corpus.embedder import model_folder
from corpus.reranker import load_tokenizer
from evals.training.batches import MOST_OTHERS, PAIRS_IN_BATCH, make_batches, tokenize
from evals.training.loss import find_loss
from evals.training.model import CrossEncoder
from evals.training.pairs import Group
from evals.training.train import Plan, pick_groups, score_pairs, train

THINGS = ("bell", "boat", "bridge", "candle", "clock", "drum", "fence", "garden", "harbour", "kettle")
GROUPS = [
    Group(
        f"Who keeps the {thing}?", "set", (f"The warden keeps the {thing}.",), ("It rained.", "Noise fell.")
    )
    for thing in THINGS
]


@pytest.fixture(scope="module")
def model() -> CrossEncoder:
    torch.manual_seed(1)
    return CrossEncoder(model_folder(None), layers=1)


def test_a_batch_holds_whole_groups_and_no_more_than_it_may() -> None:
    batches = make_batches(GROUPS * 20, seed=1)

    assert sum(len(rows) for rows in batches) == len(GROUPS) * 20 * (1 + MOST_OTHERS)
    assert all(len(rows) <= PAIRS_IN_BATCH for rows in batches)
    assert all(sum(row.label for row in rows) == rows[-1].group + 1 for rows in batches)


def test_the_same_seed_gives_the_same_batches() -> None:
    assert make_batches(GROUPS, seed=4) == make_batches(GROUPS, seed=4)
    assert make_batches(GROUPS, seed=4) != make_batches(GROUPS, seed=5)


def test_sources_that_are_left_out_are_not_trained_on() -> None:
    other = Group("Why?", "other", ("Because.",), ())

    assert set(pick_groups([*GROUPS, other], Plan(without=frozenset({"set"})))) == {other}


def test_the_loss_falls_when_the_answering_passage_gains() -> None:
    labels, groups = torch.tensor([1.0, 0.0, 0.0]), torch.tensor([0, 0, 1])
    behind, ahead = (find_loss(torch.tensor([gap, 0.0, -1.0]), labels, groups) for gap in (-1.0, 1.0))

    assert ahead < behind


def test_a_passage_of_another_question_is_no_rival() -> None:
    labels = torch.tensor([1.0, 0.0])
    apart = find_loss(torch.tensor([0.0, 0.0]), labels, torch.tensor([0, 1]))
    together = find_loss(torch.tensor([0.0, 0.0]), labels, torch.tensor([0, 0]))

    assert apart < together


@pytest.mark.model
def test_the_weights_it_starts_from_can_compare_already(model: CrossEncoder) -> None:
    pairs = [("Who keeps the bell?", passage) for passage in ("It rained.", "The warden keeps the bell.")]
    scores = score_pairs(model, load_tokenizer(model_folder(None)), pairs)

    assert scores[1] > scores[0]


@pytest.mark.model
def test_padding_changes_no_score(model: CrossEncoder) -> None:
    tokenizer = load_tokenizer(model_folder(None))
    [rows] = make_batches(GROUPS[:1], seed=1)
    together = tokenize(tokenizer, rows)
    model.eval()
    with torch.inference_mode():
        scores = model(together.input_ids, together.attention_mask, together.token_type_ids)
        for row, score in zip(rows, scores, strict=True):
            alone = tokenize(tokenizer, [row])
            single = model(alone.input_ids, alone.attention_mask, alone.token_type_ids)
            assert single.item() == pytest.approx(score.item(), abs=1e-3)


@pytest.mark.model
def test_training_writes_the_best_weights_and_a_log(tmp_path: Path) -> None:
    torch.manual_seed(1)
    unable = Group("Who mends the bell?", "set", (), ("The warden keeps the bell.",))
    fresh = CrossEncoder(model_folder(None), layers=1)
    train(fresh, GROUPS, [*GROUPS[:3], unable], Plan(looks=1), tmp_path)
    [look] = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]

    assert look.keys() == {"step", "of", "s", "mrr", "auc"}
    assert torch.load(tmp_path / "weights.pt", weights_only=True).keys() == fresh.state_dict().keys()
