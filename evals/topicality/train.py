"""Train the judge of topicality: what is asked of such papers, and what is off the subject -> weights."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from torch import nn

from assistant.topicality import WEIGHTS, Topicality
from corpus.cli import run_app
from corpus.embedder import load_embedder
from evals.adapting.pages import Page, read_pages
from evals.training.measure import find_auc

FOLDER = Path(__file__).parent
ON_TOPIC, OFF_TOPIC, HELD_OUT = (FOLDER / f"{name}.txt" for name in ("on_topic", "off_topic", "held_out"))

SHRINK = 1e-4
"""What the squared length of the weights costs."""

TIMES = 6
"""How often a question in people's own words counts: those of the pages are many, and alike."""

MOST_STEPS = 400

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(out: Annotated[Path, typer.Option("--out", help="File of weights to write.")] = WEIGHTS) -> None:
    """Train, and print how well held-out questions off the subject are told from those on it."""
    embedder = load_embedder(None)
    on, off, held_out = (
        embedder.embed(texts)
        for texts in (
            [*questions_of(read_pages()), *read(ON_TOPIC) * TIMES],
            read(OFF_TOPIC),
            read(HELD_OUT),
        )
    )
    judge = fit(on, off)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, weights=judge.weights, bias=judge.bias, encoder=embedder.model_sha256)
    auc = find_auc(judge.log_odds(on).tolist(), judge.log_odds(held_out).tolist())
    typer.echo(json.dumps({"on": len(on), "off": len(off), "held_out": len(held_out), "auc": round(auc, 4)}))


def read(file: Path) -> list[str]:
    """Return the questions of a file, one a line."""
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def questions_of(pages: Sequence[Page]) -> list[str]:
    """Return what is asked of pages, answered there or not, and what they are called."""
    asked = (question for page in pages for _, question in page.asked)
    return [
        *asked,
        *(question for page in pages for question in page.unanswered),
        *(one.heading for one in pages),
    ]


def fit(on: np.ndarray, off: np.ndarray) -> Topicality:
    """Return the logistic regression that tells vectors on topic from those off it, both counting alike."""
    vectors = torch.from_numpy(np.concatenate([on, off])).float()
    labels = torch.tensor([1.0] * len(on) + [0.0] * len(off))
    shares = torch.tensor([0.5 / len(on)] * len(on) + [0.5 / len(off)] * len(off))
    weights = torch.zeros(vectors.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=MOST_STEPS)

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        judged = nn.functional.binary_cross_entropy_with_logits(
            vectors @ weights + bias, labels, reduction="none"
        )
        loss = (judged * shares).sum() + SHRINK * (weights @ weights)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(step)  # type: ignore[no-untyped-call]
    return Topicality(weights.detach().numpy(), float(bias.item()))


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.topicality.train"))
