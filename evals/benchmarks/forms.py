"""What the form of a document costs: python -m evals.benchmarks.forms.

Decks of several looks are made of the bundled text export's slides and saved by LibreOffice as PDF, one
as PPTX again and one as a tagged PDF, which tells what its pictures show; each is ingested by itself and
asked the curated questions. Printed are the measures of every form and, in brackets, their distance from
the text export's in points; `--readings` adds what is read otherwise, slide by slide. Ends with 5 when a
form's measure lies more than `BAR` points below.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.cli import Json, run_app
from corpus.records import to_json
from evals.cases import DECK, Split, load_questions, select_questions
from evals.forms.measure import FormRun, measure_forms

BAR = 2.0
BAR_MISSED = 5
ANSWERS = (
    "right",
    "facts_first_words",
    "fact_recall",
    "all_facts",
    "citation_precision",
    "citation_recall",
    "all_cited",
    "abstention_precision",
    "abstention_recall",
    "quote_verified",
    "ndcg_at_10",
)
READINGS = ("words", "titles", "blocks", "kinds", "headings", "cells")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    folder: Annotated[
        Path | None, typer.Option("--out", help="Where to keep decks and indexes.", show_default=False)
    ] = None,
    split: Annotated[Split | None, typer.Option(help="development or test; else all.")] = None,
    only: Annotated[str, typer.Option(help="Forms whose name holds this.")] = "",
    *,
    readings: Annotated[bool, typer.Option("--readings", help="Say what is read otherwise.")] = False,
    json: Json = False,
) -> None:
    """Measure every form of the bundled document beside its text export."""
    questions = select_questions(load_questions(), split, collection=DECK)
    with tempfile.TemporaryDirectory() as fallback:
        runs = measure_forms(questions, folder or Path(fallback), _say, only)
    print(to_json([_record(run) for run in runs]) if json else "\n".join(_as_text(runs, readings=readings)))
    if any(min(_points(runs[0], run).values()) < -BAR for run in runs[1:]):
        raise typer.Exit(BAR_MISSED)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _points(base: FormRun, run: FormRun) -> dict[str, float]:
    """Return by how many points a form's measures are above the text export's."""
    names = [name for name in ANSWERS if name in run.rates and name in base.rates]
    return {name: round(100 * (run.rates[name].value - base.rates[name].value), 1) for name in names}


def _as_text(runs: Sequence[FormRun], *, readings: bool) -> Iterator[str]:
    yield from _answers(runs)
    yield ""
    yield "\t".join(("reading", *READINGS))
    for run in runs:
        yield "\t".join((run.name, *(f"{run.share(name).value:.3f}" for name in READINGS)))
    for run in runs[1:] if readings else ():
        yield f"\n{run.name}: {len(run.slides)} slides"
        yield from (f"  slide {one.number}: {what}" for one in run.likeness for what in one.differences)
        yield f"  no longer right: {', '.join(sorted(set(run.wrong) - set(runs[0].wrong)))}"


def _answers(runs: Sequence[FormRun]) -> Iterator[str]:
    yield "\t".join(("answers", *ANSWERS))
    for run in runs:
        points = _points(runs[0], run)
        cells = (f"{run.rates[name].value:.3f} ({points[name]:+.1f})" for name in points)
        yield "\t".join((run.name, *cells))


def _record(run: FormRun) -> dict[str, Any]:
    return {
        "form": run.name,
        "slides": len(run.slides),
        "answers": {name: rate.value for name, rate in run.rates.items()},
        "reading": {name: run.share(name).value for name in READINGS},
        "wrong": run.wrong,
    }


if __name__ == "__main__":
    sys.exit(run_app(app, sys.argv[1:], "python -m evals.benchmarks.forms"))
