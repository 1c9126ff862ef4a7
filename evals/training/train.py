"""Train the reranker: groups of one question in, the weights that did best on held-out documents out."""

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from tokenizers import Tokenizer
from torch import nn

from corpus.cli import run_app
from corpus.embedder import model_folder
from corpus.reranker import encode_pairs, load_tokenizer
from evals.training.batches import Row, make_batches, tokenize
from evals.training.loss import find_loss
from evals.training.measure import score_groups
from evals.training.model import LAYERS, CrossEncoder
from evals.training.pairs import Group, make_groups, read_pairs, split_by_document

ENCODER_RATE, HEAD_RATE, WARM_UP, DECAY, LAST_RATE = 6e-5, 1e-3, 0.06, 0.01, 0.02
"""Learning rates; the share of steps over which they rise; weight decay; what is left of them at the end."""

UNANSWERED = 0.25
"""Share of the questions without an answering passage that is trained on: they teach nothing of order."""

MOST_HELD_OUT = 500
"""Held-out groups that a look scores; more would take longer than they tell."""

LOGGED, FADE = 10, 0.98
"""Steps from one line of the log to the next, and how slowly the loss it gives follows."""

SCORED_AT_ONCE = 64

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `most` 0 takes all groups; `looks` is how often the held-out ones are scored."""

    seed: int = 1
    most: int = 0
    epochs: int = 1
    looks: int = 4
    without: frozenset[str] = frozenset()


@app.command()
def main(
    pairs: Annotated[Path, typer.Argument(help="Gzipped JSONL of pairs.", exists=True)],
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for weights.pt and log.jsonl.")],
    layers: Annotated[int, typer.Option(help="Layers kept of MiniLM's six.", min=1, max=6)] = LAYERS,
    seed: Annotated[int, typer.Option(help="Of sampling, order and the head's start.")] = 1,
    most: Annotated[int, typer.Option(help="Groups to train on; 0 takes all.", min=0)] = 0,
    epochs: Annotated[int, typer.Option(min=1, max=10)] = 1,
    without: Annotated[list[str] | None, typer.Option(help="Families of sources to leave out.")] = None,
    threads: Annotated[int, typer.Option(min=1, max=64)] = 1,
    looks: Annotated[int, typer.Option(help="Looks at the held-out documents.", min=1)] = 4,
) -> None:
    """Train, and keep the weights of the best of the looks at the held-out documents."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    plan = Plan(seed, most, epochs, looks, frozenset(without or ()))
    training, held_out = split_by_document(make_groups(read_pairs(pairs)))
    random.Random(0).shuffle(held_out)  # noqa: S311 - the same for every seed
    model = CrossEncoder(model_folder(None), layers)
    train(model, training, held_out[:MOST_HELD_OUT], plan, out)


def train(
    model: CrossEncoder, training: Sequence[Group], held_out: Sequence[Group], plan: Plan, out: Path
) -> None:
    """Train the model in place; the best look's weights go to `out`/weights.pt."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(model_folder(None))
    model.freeze_words()
    picked = pick_groups(training, plan)
    seeds = range(plan.seed * 100, plan.seed * 100 + plan.epochs)
    batches = [rows for seed in seeds for rows in make_batches(picked, seed)]
    optimizer = _make_optimizer(model)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, len(batches)))
    looks = {round(len(batches) * (look + 1) / plan.looks) - 1 for look in range(plan.looks)}
    best, start, loss = -1.0, time.monotonic(), 0.0
    for step, rows in enumerate(batches):
        loss = FADE * loss + (1 - FADE) * _take_step(model, tokenizer, rows, optimizer)
        schedule.step()
        at = {"step": step + 1, "of": len(batches), "s": round(time.monotonic() - start)}
        if (step + 1) % LOGGED == 0:
            _log(out, {**at, "loss": round(loss, 4)})
        if step in looks:
            scores = score_groups(held_out, lambda pairs: score_pairs(model, tokenizer, pairs))
            _log(out, {**at, **scores})
            if scores["mrr"] + scores["auc"] > best:
                best = scores["mrr"] + scores["auc"]
                torch.save(model.state_dict(), out / "weights.pt")


def pick_groups(training: Sequence[Group], plan: Plan) -> list[Group]:
    """Return the groups that a plan trains on, in random order."""
    chance = random.Random(plan.seed)  # noqa: S311 - an order, no secret
    picked = [
        group
        for group in training
        if group.family not in plan.without and (group.answering or chance.random() < UNANSWERED)
    ]
    chance.shuffle(picked)
    return picked[: plan.most or None]


def score_pairs(model: CrossEncoder, tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Return the logits of pairs, in the order given."""
    model.eval()
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]) + len(pairs[at][1]))
    scores = np.zeros(len(pairs), dtype=np.float32)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), SCORED_AT_ONCE):
            rows = order[start : start + SCORED_AT_ONCE]
            tokens = encode_pairs(tokenizer, [pairs[row] for row in rows])
            scores[rows] = model(*(torch.from_numpy(part) for part in tokens)).float().numpy()
    return scores


def _take_step(
    model: CrossEncoder, tokenizer: Tokenizer, rows: Sequence[Row], optimizer: torch.optim.Optimizer
) -> float:
    model.train()
    batch = tokenize(tokenizer, rows)
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(batch.input_ids, batch.attention_mask, batch.token_type_ids)
    loss = find_loss(logits.float(), batch.labels, batch.groups)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.item())


def _make_optimizer(model: CrossEncoder) -> torch.optim.Optimizer:
    encoder = [weights for weights in model.encoder.parameters() if weights.requires_grad]
    head = [*model.dense.parameters(), *model.head.parameters()]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": head, "lr": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=DECAY)


def _rate(step: int, steps: int) -> float:
    """Return the share of the full rate: up to it and then down, both in a straight line."""
    done = (step + 1) / steps
    return min(done / WARM_UP, (1 - done) / (1 - WARM_UP) + LAST_RATE)


def _log(out: Path, row: dict[str, object]) -> None:
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.training.train"))
