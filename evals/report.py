"""What a run came to: the table, the files, the gates and the failures."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from corpus.errors import SspError
from evals.cases import Question, QuestionKind
from evals.metrics import Rate
from evals.ranking import write_judgements, write_run
from evals.run import NAIVE, OURS, SILENT, EvalRun, PartRun, SystemRun

RUN, PER_QUESTION, SUMMARY = "run.json", "per_question.jsonl", "summary.md"


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
    """Return the headline table, the table by kind and, when there are several, that by collection.

    Columns are ours, naive, difference, naive with a threshold.
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
    several = len(systems[OURS].by_collection) > 1
    return (overall, by_kind, _collection_table(run)) if several else (overall, by_kind)


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


def find_shortfalls(run: EvalRun, bars: Mapping[str, float]) -> list[str]:
    """Return one sentence for each gated measure under the naive baseline's, or its bar."""
    ours, naive = run.systems[OURS].overall, run.systems[NAIVE].overall
    shortfalls = []
    for measure in HEADLINES:
        if measure.name not in ours:
            continue
        value = ours[measure.name].value
        if measure.gated and measure.name in naive and _worse(measure, value, naive[measure.name].value):
            shortfalls.append(
                f"{measure.title}: {value:.3f} is worse than the naive {naive[measure.name].value:.3f}"
            )
        if measure.name in bars and _worse(measure, value, bars[measure.name]):
            shortfalls.append(f"{measure.title}: {value:.3f} does not reach {bars[measure.name]:.3f}")
    return shortfalls


def read_bars(path: Path) -> dict[str, float]:
    """Return what a gate file asks for: its table [bars], measure = number.

    Raises:
        EvalRunUnreadable: it is no such file, or names a measure that there is not.
    """
    try:
        bars = tomllib.loads(path.read_text(encoding="utf-8"))["bars"]
        read = {str(name): float(value) for name, value in bars.items()}
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise EvalRunUnreadable(f"{path} is no file of gates with a table [bars]: {error}") from error
    unknown = read.keys() - {measure.name for measure in HEADLINES}
    if unknown:
        raise EvalRunUnreadable(f"{path}: there is no measure {', '.join(sorted(unknown))}")
    return read


def as_record(run: EvalRun) -> dict[str, Any]:
    """Return what run.json holds: what was run on what, and every measure of every system."""
    return {
        "about": dict(run.about),
        "systems": {
            name: {
                **_part(system),
                "by_collection": {part: _part(rates) for part, rates in system.by_collection.items()},
                "latency_ms": system.latency_ms,
            }
            for name, system in run.systems.items()
        },
    }


def save_run(run: EvalRun, folder: Path) -> None:
    """Write run.json, per_question.jsonl, the TREC files and summary.md into a folder, made if need be.

    Raises:
        EvalRunUnreadable: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RUN).write_text(json.dumps(as_record(run), indent=2) + "\n", encoding="utf-8")
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(run))
        (folder / PER_QUESTION).write_text("".join(lines), encoding="utf-8")
        (folder / SUMMARY).write_text(_summary(run), encoding="utf-8")
        write_judgements(folder / "qrels.trec", run.questions)
        for name, file in ((OURS, "run.trec"), (NAIVE, "naive.trec")):
            ranked = {key: response.ranked for key, response in run.systems[name].responses.items()}
            write_run(folder / file, name, ranked)
    except OSError as error:
        raise EvalRunUnreadable(f"{folder} cannot be written: {error.strerror}; use --out") from error


def read_rows(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a saved run, those that failed first, the rest in the order asked.

    Raises:
        EvalRunUnreadable: there is no saved run in the folder.
    """
    try:
        lines = (folder / PER_QUESTION).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise EvalRunUnreadable(f"{folder} holds no saved run: {error}") from error
    return sorted(rows, key=lambda row: bool(row["ours"]["score"]["right"]))


def describe_row(row: Mapping[str, Any]) -> str:
    """Return one question of a saved run as lines: verdict, question, expected, got."""
    score, got = row["ours"]["score"], row["ours"]
    facts = "; ".join(fact[0] for fact in row["facts"]) or "nothing to be said"
    slides = f" on slide {', '.join(map(str, row['slides']))}" if row["slides"] else ""
    lines = [
        f"{'pass' if score['right'] else 'FAIL'}  {row['id']}",
        *(f"  before:   {earlier}" for earlier in row["earlier"]),
        f"  question: {row['question']}",
        f"  expected: {'/'.join(row['expected_status'])}: {facts}{slides}",
        f"  got:      {got['status']}: {' | '.join(got['text'].splitlines())}",
        f"  cited:    {', '.join(got['cited']) or 'nothing'}",
    ]
    if score["missing"]:
        lines.append(f"  missing:  {'; '.join(score['missing'])}")
    return "\n".join(lines)


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
    interval = f"{ours.low:.2f} to {ours.high:.2f}" if ours and ours.low is not None else ""
    return [_cell(measure, ours), interval, _cell(measure, naive), difference, _cell(measure, silent)]


def _cell(measure: Measure, rate: Rate | None) -> str:
    if rate is None:
        return "none"
    return f"{rate.value:.3f}" if measure.is_share else f"{rate.value:.0f}"


def _worse(measure: Measure, value: float, than: float) -> bool:
    return value > than if measure.lower_is_better else value < than


def _part(part: SystemRun | PartRun) -> dict[str, Any]:
    return {
        "overall": _rates(part.overall),
        "by_kind": {kind.value: _rates(rates) for kind, rates in part.by_kind.items()},
    }


def _rates(rates: Mapping[str, Rate]) -> dict[str, dict[str, float | None]]:
    return {name: asdict(rate) for name, rate in rates.items()}


def _rows(run: EvalRun) -> Iterator[dict[str, Any]]:
    for question in run.questions:
        yield _expected(question) | {name: _got(run, name, question.id) for name in run.systems}


def _expected(question: Question) -> dict[str, Any]:
    fields = asdict(question)
    return fields | {"facts": [list(fact.any_of) for fact in question.facts]}


def _got(run: EvalRun, system: str, question_id: str) -> dict[str, Any]:
    response = run.systems[system].responses[question_id]
    return {
        "status": response.status,
        "text": response.text,
        "cited": response.cited,
        "quotes": [asdict(quote) for quote in response.quotes],
        "confidence": response.confidence,
        "timings_ms": dict(response.timings_ms),
        "score": asdict(run.systems[system].scores[question_id]),
    }


def _summary(run: EvalRun) -> str:
    lines = ["# Evaluation run", ""]
    lines += [f"- {name}: {value}" for name, value in run.about.items()]
    for table in make_tables(run):
        cells = [list(column.cells) for column in table.columns]
        lines += ["", f"## {table.title}", "", _row([str(column.header) for column in table.columns])]
        lines += [
            _row(["---"] * len(cells)),
            *(_row(list(map(str, row))) for row in zip(*cells, strict=True)),
        ]
    latency = run.systems[OURS].latency_ms
    lines += ["", "## Milliseconds by stage", "", _row(["stage", "p50", "p95"]), _row(["---"] * 3)]
    lines += [_row([stage, f"{ms['p50']}", f"{ms['p95']}"]) for stage, ms in latency.items()]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
