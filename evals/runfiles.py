"""The files of a run: run.json, answers.jsonl, summary.md, junit.xml, and trec_eval's."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.cases import Question
from evals.comparison import Verdict, verdict_of
from evals.junit import write_junit
from evals.metrics import Rate
from evals.ranking import write_judgements, write_run
from evals.report import EvalRunUnreadable, make_tables
from evals.run import OURS, EvalRun, PartRun, SystemRun

RUN, ANSWERS, SUMMARY, JUNIT, PAGE = "run.json", "answers.jsonl", "summary.md", "junit.xml", "report.html"


def as_record(run: EvalRun) -> dict[str, Any]:
    """Return a run ready for JSON: what it was made of and every measure of every system."""
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
    """Write a run's files into a folder, made if need be.

    Raises:
        EvalRunUnreadable: the folder cannot be written.
    """
    rows = list(find_rows(run))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RUN).write_text(json.dumps(as_record(run), indent=2) + "\n", encoding="utf-8")
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / ANSWERS).write_text("".join(lines), encoding="utf-8")
        (folder / SUMMARY).write_text(_summary(run), encoding="utf-8")
        write_junit(folder / JUNIT, [row for row in rows if row["system"] == OURS])
        write_judgements(folder / "qrels.trec", run.questions)
        for name, system in run.systems.items():
            ranked = {key: response.ranked for key, response in system.responses.items()}
            tag = re.sub(r"[^a-z0-9]+", "-", name.lower())
            write_run(folder / ("run.trec" if name == OURS else f"{tag}.trec"), tag, ranked)
    except OSError as error:
        raise EvalRunUnreadable(f"{folder} cannot be written: {error.strerror}; use --out") from error


def find_rows(run: EvalRun) -> Iterator[dict[str, Any]]:
    """Yield one row for each question and system: what was asked, what was expected, what came of it."""
    for question in run.questions:
        for system in run.systems:
            yield {"system": system, **_expected(question), **_got(run, system, question.id)}


def read_record(folder: Path) -> dict[str, Any]:
    """Return a saved run's run.json.

    Raises:
        EvalRunUnreadable: there is no saved run in the folder.
    """
    try:
        record: dict[str, Any] = json.loads((folder / RUN).read_text(encoding="utf-8"))
        record["about"], record["systems"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalRunUnreadable(f"{folder} holds no saved run: {error}") from error
    return record


def read_rows(folder: Path, system: str = OURS) -> list[dict[str, Any]]:
    """Return the rows of one system of a saved run, those that failed first, the rest in the order asked.

    Raises:
        EvalRunUnreadable: there is no saved run in the folder.
    """
    try:
        lines = (folder / ANSWERS).read_text(encoding="utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if row["system"] == system]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalRunUnreadable(f"{folder} holds no saved run: {error}") from error
    return sorted(rows, key=lambda row: bool(row["score"]["right"]))


def read_verdicts(folder: Path) -> dict[str, Verdict]:
    """Return how each question of a saved run went, by id.

    Raises:
        EvalRunUnreadable: there is no saved run in the folder.
    """
    return {row["id"]: verdict_of(row) for row in read_rows(folder)}


def _part(part: SystemRun | PartRun) -> dict[str, Any]:
    return {
        "overall": _rates(part.overall),
        "by_kind": {kind.value: _rates(rates) for kind, rates in part.by_kind.items()},
    }


def _rates(rates: Mapping[str, Rate]) -> dict[str, dict[str, float | None]]:
    return {name: asdict(rate) for name, rate in rates.items()}


def _expected(question: Question) -> dict[str, Any]:
    fields = asdict(question)
    return fields | {
        "facts": [list(fact.any_of) for fact in question.facts],
        "slide_keys": list(question.slide_keys),
    }


def _got(run: EvalRun, system: str, question_id: str) -> dict[str, Any]:
    response = run.systems[system].responses[question_id]
    return {
        "status": response.status,
        "text": response.text,
        "cited": response.cited,
        "quotes": [asdict(quote) for quote in response.quotes],
        "confidence": response.confidence,
        "why": response.why,
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
