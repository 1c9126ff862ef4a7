"""How well slides are ranked, by ir-measures, and the files that trec_eval reads."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from corpus.errors import SspError
from evals.cases import Question
from evals.intervals import bootstrap
from evals.metrics import Rate

MEASURES = {
    "ndcg_at_10": "nDCG@10",
    "reciprocal_rank": "RR",
    "recall_at_5": "R@5",
    "success_at_1": "Success@1",
}
"""Our name of each measure and ir-measures' own."""


class EvalsExtraMissing(SspError):
    """The packages of the extra `evals` are not installed."""


def measure_ranking(questions: Iterable[Question], ranked: Mapping[str, Sequence[str]]) -> dict[str, Rate]:
    """Return the mean of each measure over the questions with slides to be found; none of them gives {}.

    `ranked` maps a question's id to the slides a system showed, best first, once each.

    Raises:
        EvalsExtraMissing: ir-measures is not installed.
    """
    library = load_library()
    relevant = {q.id: dict.fromkeys(q.slide_keys, 1) for q in questions if q.answerable and q.slides}
    if not relevant:
        return {}
    run = {name: _scores(ranked.get(name, ())) for name in relevant}
    measures = {name: library.parse_measure(text) for name, text in MEASURES.items()}
    found: dict[str, list[float]] = {name: [] for name in measures}
    names = {str(measure): name for name, measure in measures.items()}
    for one in library.iter_calc(list(measures.values()), relevant, run):
        found[names[str(one.measure)]].append(float(one.value))
    return {name: Rate(fmean(values), len(values), *bootstrap(values)) for name, values in found.items()}


def write_run(path: Path, tag: str, ranked: Mapping[str, Sequence[str]]) -> None:
    """Write rankings in TREC's run format, one slide a line."""
    lines = (
        f"{name} Q0 {slide} {rank} {1 / rank:.6f} {tag}\n"
        for name, slides in ranked.items()
        for rank, slide in enumerate(slides, start=1)
    )
    path.write_text("".join(lines), encoding="utf-8")


def write_judgements(path: Path, questions: Iterable[Question]) -> None:
    """Write the slides to be found in TREC's qrels format."""
    lines = (f"{q.id} 0 {slide} 1\n" for q in questions if q.answerable for slide in q.slide_keys)
    path.write_text("".join(lines), encoding="utf-8")


def _scores(slides: Sequence[str]) -> dict[str, float]:
    return {slide: 1 / rank for rank, slide in enumerate(slides, start=1)}


def load_library() -> Any:  # noqa: ANN401 - it ships no types
    """Return ir_measures.

    Raises:
        EvalsExtraMissing: it is not installed.
    """
    try:
        import ir_measures  # noqa: PLC0415 - of an extra, and not needed to list commands
    except ModuleNotFoundError as error:
        raise EvalsExtraMissing(
            "ir-measures is not installed: run pip install 'ssp-assistant[evals]'"
        ) from error
    return ir_measures
