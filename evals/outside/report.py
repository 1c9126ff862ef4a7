"""What asking an outside set came to, as a table and as files."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from evals.metrics import Rate
from evals.outside.model import OutsideSetError
from evals.outside.running import OURS, OutsideRun

WORDS = {
    "page_at_1": "right page first",
    "page_in_top_5": "right page in the top 5",
    "reciprocal_rank": "reciprocal rank (of 10)",
    "ndcg_at_10": "nDCG@10",
    "kept": "answerable, answered",
    "refused": "unanswerable, refused",
    "auroc": "AUROC of its score",
    "refused_at_kept": "refused where 90% of the answerable stay",
}
"""Our words for each measure, in the order shown."""


def make_table(run: OutsideRun) -> Table:
    """Return one row a measure: each system with its interval, then ours less each baseline."""
    others = [name for name in run.figures if name != OURS]
    asked = f"{len(run.questions)} questions, {run.documents} documents, {run.pages} pages"
    table = Table(title=f"{run.name}, asked of {run.scope}: {asked}", title_justify="left")
    for column in ("", *run.figures, *(f"{OURS} - {name}" for name in others)):
        table.add_column(column)
    for measure, words in WORDS.items():
        rates = [_rates(run)[name].get(measure) for name in run.figures]
        if any(rates):
            gains = [run.gains[name].get(measure) for name in others]
            table.add_row(words, *map(_cell, rates), *(_cell(gain, sign="+") for gain in gains))
    return table


def as_record(run: OutsideRun) -> dict[str, Any]:
    """Return a run ready for JSON."""
    return {
        "set": run.name,
        "scope": run.scope.value,
        "documents": run.documents,
        "pages": run.pages,
        "questions": len(run.questions),
        "systems": {
            name: {measure: _as_dict(rate) for measure, rate in rates.items()}
            | {"ms": dict(run.figures[name].ms)}
            for name, rates in _rates(run).items()
        },
        "gains": {
            name: {measure: _as_dict(rate) for measure, rate in rates.items()}
            for name, rates in run.gains.items()
        },
    }


def save_outside(run: OutsideRun, folder: Path) -> None:
    """Write <set>-<scope>.json and one line a question beside it into a folder, made if need be.

    Raises:
        OutsideSetError: the folder cannot be written.
    """
    stem = f"{run.name}-{run.scope}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.json").write_text(json.dumps(as_record(run), indent=2) + "\n", encoding="utf-8")
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(run))
        (folder / f"{stem}.questions.jsonl").write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise OutsideSetError(f"{folder} cannot be written: {error.strerror}; use --out") from error


def _rates(run: OutsideRun) -> dict[str, dict[str, Rate]]:
    return {name: {**figures.ranking, **figures.silence} for name, figures in run.figures.items()}


def _rows(run: OutsideRun) -> Iterator[dict[str, Any]]:
    for q in run.questions:
        replies = {
            name: {"answered": own[q.id].answered, "score": own[q.id].score, "pages": own[q.id].pages[:10]}
            for name, own in run.replies.items()
        }
        yield {"id": q.id, "question": q.question, "relevant": list(q.relevant), **replies}


def _cell(rate: Rate | None, sign: str = "") -> str:
    if rate is None or not rate.n:
        return "-"
    span = "" if rate.low is None else f" ({rate.low:{sign}.2f} to {rate.high:{sign}.2f})"
    return f"{rate.value:{sign}.3f}{span}"


def _as_dict(rate: Rate) -> Mapping[str, float | int | None]:
    return {"value": rate.value, "n": rate.n, "low": rate.low, "high": rate.high}
