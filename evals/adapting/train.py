"""Train the adapter: pages and public pairs in, a folder that `corpus.adapter` reads out."""

import json
import random
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from torch import Tensor, nn

from corpus.cli import run_app
from corpus.embedder import MiniLM, load_embedder, model_folder
from evals.adapting import lora
from evals.adapting.examples import Example, make_examples
from evals.adapting.loss import find_loss, find_miss_loss, find_word_loss
from evals.adapting.measure import measure
from evals.adapting.pages import FOLDER, Page, read_pages, split_pages
from evals.training.pairs import Group, make_groups, read_pairs

BATCH = 48
"""Examples of a step; each has its own passage and up to two others, and all are set against all."""

RATE, WARM_UP, DECAY, LAST_RATE = 4e-4, 0.1, 0.01, 0.02
"""Learning rate; the share of steps over which it rises; weight decay; what is left of it at the end."""

WORDS_AT_ONCE = 64
QUESTION_TOKENS, PASSAGE_TOKENS, WORD_TOKENS = 48, 64, 8
LOGGED = 20
"""Steps from one line of the log to the next."""

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    seed: int = 1
    epochs: int = 2


@app.command()
def main(
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for the adapter and log.jsonl.")],
    pages: Annotated[Path, typer.Option(help="Folder of JSONL files of pages.")] = FOLDER,
    pairs: Annotated[Path | None, typer.Option(help="Gzipped JSONL of public pairs.", exists=True)] = None,
    seed: Annotated[int, typer.Option(help="Of sampling, order and the adapter's start.")] = 1,
    epochs: Annotated[int, typer.Option(min=1, max=20)] = 2,
    threads: Annotated[int, typer.Option(min=1, max=64)] = 2,
) -> None:
    """Train on nine tenths of the pages, and print the figures over the rest before and after."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    training, held_out = split_pages(read_pages(pages))
    groups = make_groups(read_pairs(pairs)) if pairs else []
    embedder = load_embedder(model_folder(None))
    out.mkdir(parents=True, exist_ok=True)
    _log(out, {"before": measure(held_out, embedder.embed)})
    adapters = train(embedder, training, groups, Plan(seed, epochs), out)
    lora.save(adapters, out)
    _log(out, {"after": measure(held_out, embedder.embed)})


def train(
    embedder: MiniLM, pages: Sequence[Page], groups: Sequence[Group], plan: Plan, out: Path
) -> dict[str, lora.Adapted]:
    """Train adapters inside the embedder's model, and return them."""
    model = embedder.load()
    bert: Any = model[0].auto_model
    adapters = lora.adapt(bert)
    epochs = [make_examples(pages, groups, plan.seed * 100 + number) for number in range(plan.epochs)]
    batches = [
        examples[start : start + BATCH]
        for examples in epochs
        for start in range(0, max(1, len(examples) - BATCH + 1), BATCH)
    ]
    chance, words = random.Random(plan.seed), find_words(pages)  # noqa: S311 - a sample, no secret
    learnt = [weights for adapter in adapters.values() for weights in (adapter.thin, adapter.wide)]
    optimizer = torch.optim.AdamW(learnt, lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, len(batches)))
    start = time.monotonic()
    bert.train()
    for step, examples in enumerate(batches, start=1):
        some = chance.sample(words, min(len(words), WORDS_AT_ONCE))
        loss = _find_loss(bert, model.tokenizer, adapters, examples, some)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        if step % LOGGED == 0:
            took = round(time.monotonic() - start)
            _log(out, {"step": step, "of": len(batches), "s": took, "loss": round(loss.item(), 3)})
    bert.eval()
    return adapters


def find_words(pages: Sequence[Page]) -> list[str]:
    """Return the words of the pages and of their questions, in order."""
    texts = [text for page in pages for text in (*page.lines, *(question for _, question in page.asked))]
    return sorted({word for text in texts for word in re.findall(r"[a-z]{3,}", text.lower())})


def encode(bert: Any, tokenizer: Any, texts: Sequence[str], most: int) -> Tensor:  # noqa: ANN401 - transformers
    """Return unit vectors in the order given, shape (n, dimension); texts of like length go together."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    vectors: list[Tensor] = []
    for start in range(0, len(order), BATCH):
        some = [texts[at] for at in order[start : start + BATCH]]
        tokens = tokenizer(some, padding=True, truncation=True, max_length=most, return_tensors="pt")
        with torch.autocast("cpu", torch.bfloat16):
            states = bert(**tokens).last_hidden_state
        mask = tokens["attention_mask"].unsqueeze(-1)
        vectors.append(nn.functional.normalize((states.float() * mask).sum(1) / mask.sum(1), dim=-1))
    return torch.cat(vectors)[torch.from_numpy(np.argsort(order))]


def _find_loss(
    bert: Any,  # noqa: ANN401 - transformers
    tokenizer: Any,  # noqa: ANN401
    adapters: dict[str, lora.Adapted],
    examples: Sequence[Example],
    words: Sequence[str],
) -> Tensor:
    texts = [example.passage for example in examples] + [text for one in examples for text in one.others]
    repeated = torch.tensor(
        [
            [at != row and text == one.passage for at, text in enumerate(texts)]
            for row, one in enumerate(examples)
        ]
    )
    questions = encode(bert, tokenizer, [example.question for example in examples], QUESTION_TOKENS)
    passages = encode(bert, tokenizer, texts, PASSAGE_TOKENS)
    loss = find_loss(questions, passages, repeated)
    missed = [row for row, example in enumerate(examples) if example.unanswered]
    if missed:
        misses = encode(bert, tokenizer, [examples[row].unanswered for row in missed], QUESTION_TOKENS)
        loss = loss + find_miss_loss(questions[missed], misses, passages[missed])
    with torch.no_grad(), lora.switched_off(adapters):
        before = encode(bert, tokenizer, words, WORD_TOKENS)
    return loss + find_word_loss(encode(bert, tokenizer, words, WORD_TOKENS), before)


def _rate(step: int, steps: int) -> float:
    """Return the share of the full rate: up to it and then down, both in a straight line."""
    done = (step + 1) / steps
    return min(done / WARM_UP, max(LAST_RATE, 1 - done))


def _log(out: Path, row: dict[str, object]) -> None:
    line = json.dumps(row)
    typer.echo(line)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.adapting.train"))
