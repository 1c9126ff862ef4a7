"""Compare orders on kept candidates: python -m evals.training.compare FILE..."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from assistant.reranking import REACH, READ, WEIGHT
from corpus.cli import run_app
from corpus.reranker import FOLDER, open_reranker
from evals.training.candidates import Candidates, load
from evals.training.mixing import Mixture, Result, difference, mix, read_all

ALONE = 1000.0
"""A weight beside which the present score counts for nothing."""

HEAD = "reads\tweight\treach\tblocks read\tMRR of the right block\tright slide first\tin the top 5"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    files: Annotated[list[Path], typer.Argument(help="What evals.training.find wrote.", exists=True)],
    model: Annotated[Path, typer.Option(help="Folder of the reranker's files.")] = FOLDER,
    reads: Annotated[list[int] | None, typer.Option(help="Blocks read; may be repeated.")] = None,
    weights: Annotated[list[float] | None, typer.Option(help="Weights; may be repeated.")] = None,
    reaches: Annotated[list[float] | None, typer.Option(help="Reaches; may be repeated.")] = None,
) -> None:
    """Print for each set: cosine alone, the present order, the reranker alone, and mixtures.

    Differences are to the present order, paired, with 95% intervals by bootstrap.
    """
    reranker = open_reranker(model)
    mixtures = [Mixture(*one) for one in product(reads or [READ], weights or [WEIGHT], reaches or [REACH])]
    most = max(mixture.read for mixture in mixtures)
    for path in files:
        found = load(path)
        chances = read_all(found, reranker.score, most)
        typer.echo(
            "\n".join((f"{path.stem}: {len(found)} questions", HEAD, *_rows(found, chances, mixtures)))
        )


def _rows(
    found: Sequence[Candidates], chances: Sequence[np.ndarray], mixtures: Sequence[Mixture]
) -> Iterable[str]:
    before = mix(found, chances, Mixture(0, 0.0))
    yield _row("cosine alone", before, mix(_by_cosine(found), chances, Mixture(0, 0.0)))
    yield _row("present order", before, before)
    most = max(mixture.read for mixture in mixtures)
    yield _row(f"{most}\talone\t", before, mix(found, chances, Mixture(most, ALONE)))
    for mixture in mixtures:
        name = f"{mixture.read}\t{mixture.weight}\t{mixture.reach}"
        yield _row(name, before, mix(found, chances, mixture))


def _by_cosine(found: Iterable[Candidates]) -> list[Candidates]:
    ordered = []
    for one in found:
        order = np.argsort(-np.array(one.cosines), kind="stable")
        slides, right = (tuple(row[at] for at in order) for row in (one.right_slides, one.right))
        ordered.append(replace(one, right_slides=slides, right=right))
    return ordered


def _row(name: str, before: Result, after: Result) -> str:
    columns = ("unit_ranks", "slide_first", "slide_top")
    return "\t".join(
        (name, f"{after.mean_read:.2f}", *(_cell(getattr(before, c), getattr(after, c)) for c in columns))
    )


def _cell(before: np.ndarray, after: np.ndarray) -> str:
    mean, low, high = difference(before, after)
    return f"{after.mean():.3f} ({mean:+.3f}, {low:+.3f} to {high:+.3f})"


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.training.compare"))
