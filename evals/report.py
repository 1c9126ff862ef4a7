"""What a run came to, as tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.table import Table

from corpus.errors import SspError
from evals.ablations import MEANINGS
from evals.cases import QuestionKind
from evals.metrics import Rate
from evals.run import NAIVE, OURS, SILENT, EvalRun


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the table. `gated` ones must not be worse than the naive baseline's."""

    name: str
    title: str
    gated: bool = True
    lower_is_better: bool = False
    is_share: bool = True


HEADLINES = (
    Measure("right", "right in every respect"),
    Measure("facts_first_words", "fact recall, first 100 words"),
    Measure("fact_recall", "fact recall, any length"),
    Measure("all_facts", "all facts, any length"),
    Measure("citation_precision", "citation precision"),
    Measure("citation_recall", "citation recall"),
    Measure("all_cited", "all evidence cited"),
    Measure("quote_verified", "quotes verbatim on their slide"),
    Measure("markup_free", "no mark-up"),
    Measure("numbers_supported", "numbers on a cited slide"),
    Measure("abstention_precision", "abstention precision"),
    Measure("abstention_recall", "abstention recall"),
    Measure("ndcg_at_10", "nDCG@10"),
    Measure("reciprocal_rank", "reciprocal rank"),
    Measure("recall_at_5", "recall@5"),
    Measure("success_at_1", "success@1"),
    Measure("answered", "answerable questions answered", gated=False),
    Measure("median_words", "words an answer (median)", lower_is_better=True, is_share=False),
)
"""The rows of the table. Neither more words nor more answers are a merit by themselves: four windows of
1000 characters hold much of a short deck, so facts count against the baseline where they can be read."""

PER_KIND = (
    Measure("facts_first_words", "fact recall, first 100 words"),
    Measure("abstention_recall", "abstention recall"),
)
"""What a kind's row shows: the first where its questions can be answered, else the second."""
WHOLE = Measure("right", "right")
EITHER_WAY = frozenset({QuestionKind.FALSE_PREMISE, QuestionKind.AMBIGUOUS, QuestionKind.SEVERAL})
"""Kinds of which an answer, a part of one or silence may be right: their rows show `WHOLE`."""
PER_ABLATION = ("right", "fact_recall", "all_cited", "abstention_recall", "recall_at_5", "answered")
PER_COLLECTION = (
    "right",
    "facts_first_words",
    "all_cited",
    "citation_precision",
    "abstention_recall",
    "answered",
)


class EvalRunUnreadable(SspError):
    """A run's folder, or a file of gates, does not hold what it should."""

    exit_code = 2


def make_tables(run: EvalRun) -> tuple[Table, ...]:
    """Return the headline table, that by kind, by collection if there are several, and of ablations if any.

    Columns are ours, naive, difference, naive with a threshold; of ablations, the measures.
    """
    systems = run.systems
    overall = _table(f"{run.about['questions']} questions, split: {run.about['split']}")
    for measure in HEADLINES:
        overall.add_row(measure.title, *_cells(measure, [systems[s].overall for s in (OURS, NAIVE, SILENT)]))
    by_kind = _table(f"By kind: {PER_KIND[0].title}, or as named")
    for kind, rates in systems[OURS].by_kind.items():
        measure = _measure_of(kind, rates)
        cells = _cells(measure, [systems[s].by_kind[kind] for s in (OURS, NAIVE, SILENT)])
        by_kind.add_row(kind.value if measure is PER_KIND[0] else f"{kind.value}: {measure.title}", *cells)
    tables = [overall, by_kind]
    if len(systems[OURS].by_collection) > 1:
        tables.append(_collection_table(run))
    if MEANINGS.keys() & systems.keys():
        tables.append(_ablation_table(run))
    return tuple(tables)


def _measure_of(kind: QuestionKind, rates: Mapping[str, Rate]) -> Measure:
    if kind in EITHER_WAY:
        return WHOLE
    return PER_KIND[0] if PER_KIND[0].name in rates else PER_KIND[1]


def _collection_table(run: EvalRun) -> Table:
    table = _table("By collection")
    measures = [measure for measure in HEADLINES if measure.name in PER_COLLECTION]
    for name in run.systems[OURS].by_collection:
        parts = [run.systems[s].by_collection[name].overall for s in (OURS, NAIVE, SILENT)]
        for measure in measures:
            table.add_row(f"{name}: {measure.title}", *_cells(measure, parts))
        table.add_section()
    return table


def _ablation_table(run: EvalRun) -> Table:
    measures = [measure for measure in HEADLINES if measure.name in PER_ABLATION]
    table = Table(title="What each part is worth: ours, and ours with one part changed", title_justify="left")
    table.add_column("system", no_wrap=True)
    for measure in measures:
        table.add_column(measure.title, justify="right")
    for name in (OURS, *(name for name in MEANINGS if name in run.systems)):
        rates = run.systems[name].overall
        table.add_row(name, *(_cell(measure, rates.get(measure.name)) for measure in measures))
    return table


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("measure", no_wrap=True)
    for column in (OURS, "95% interval", NAIVE, "difference", SILENT):
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _cells(measure: Measure, rates: Iterable[Mapping[str, Rate]]) -> list[str]:
    ours, naive, silent = (system.get(measure.name) for system in rates)
    digits = 3 if measure.is_share else 0
    difference = f"{ours.value - naive.value:+.{digits}f}" if ours and naive else ""
    fine = 2 if measure.is_share else 0
    interval = f"{ours.low:.{fine}f} to {ours.high:.{fine}f}" if ours and ours.low is not None else ""
    return [_cell(measure, ours), interval, _cell(measure, naive), difference, _cell(measure, silent)]


def _cell(measure: Measure, rate: Rate | None) -> str:
    if rate is None:
        return "none"
    return f"{rate.value:.3f}" if measure.is_share else f"{rate.value:.0f}"
