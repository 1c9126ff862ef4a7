"""A saved run -> report.html: one page that needs nothing beside itself, failures first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.settings import CorpusSettings
from evals.accepted import Baseline
from evals.comparison import Comparison, compare, verdict_of
from evals.failures import say_expected, say_faults
from evals.grids import Grid, make_comparison_grid, make_grids, make_reliability_grid, make_risk_grid, say
from evals.plots import Series, draw_plot
from evals.report import HEADLINES, EvalRunUnreadable
from evals.run import NAIVE, OURS
from evals.runfiles import PAGE, read_record, read_rows
from evals.selective import find_said, measure_reliability, measure_risk
from evals.thumbnails import Thumbnail, read_thumbnails

TEMPLATES = Path(__file__).parent / "templates"
AT_THE_TOP = ("right", "fact_recall", "all_cited", "abstention_recall", "answered")
MOST_SLIDES = 4
"""Slides shown of a failed question: those with the evidence first, then those cited."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One slide of a failed question: its name, its part in it, and its picture's id if there is one."""

    key: str
    role: str
    picture: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that went wrong, ready to be shown. `lost` tells that the accepted run had it right."""

    row: Mapping[str, Any]
    expected: str
    faults: Sequence[str]
    slides: Sequence[Shown]
    lost: bool


def write_page(folder: Path, settings: CorpusSettings, baseline: Baseline | None) -> Path:
    """Write the report of a saved run into its folder and return the file.

    Raises:
        EvalRunUnreadable: there is no saved run in the folder, or it cannot be written.
    """
    record, rows = read_record(folder), read_rows(folder)
    failed = [row for row in rows if not row["score"]["right"]]
    wanted = [(row["collection"], key) for row in failed for key in _slides(row)]
    pictures = read_thumbnails(settings, record["about"].get("generations", {}), wanted)
    page = make_page(record, {OURS: rows, NAIVE: read_rows(folder, NAIVE)}, pictures, baseline)
    try:
        (folder / PAGE).write_text(page, encoding="utf-8")
    except OSError as error:
        raise EvalRunUnreadable(f"{folder / PAGE} cannot be written: {error.strerror}") from error
    return folder / PAGE


def make_page(
    record: Mapping[str, Any],
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    pictures: Mapping[tuple[str, str], Thumbnail],
    baseline: Baseline | None,
) -> str:
    """Return the report as HTML. `rows` are the saved answers by system, ours and the naive baseline's."""
    verdicts = {row["id"]: verdict_of(row) for row in rows[OURS]}
    moved = compare(baseline.verdicts, verdicts) if baseline else None
    ids = {key: f"slide-{number}" for number, key in enumerate(pictures)}
    lost = set(moved.lost) if moved else set()
    failures = [_failure(row, ids, lost) for row in rows[OURS] if not row["score"]["right"]]
    plots, grids = _draw(rows)
    return (
        _environment()
        .get_template("report.html")
        .render(
            about=record["about"],
            total=len(rows[OURS]),
            groups=_by_kind(failures),
            failed=len(failures),
            pictures=[(ids[key], picture) for key, picture in pictures.items()],
            sizes={ids[key]: (picture.width, picture.height) for key, picture in pictures.items()},
            grids=make_grids(record) | grids,
            plots=plots,
            headlines=_headlines(record),
            **_moves(moved, baseline),
        )
    )


def _headlines(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the few measures that stand at the top, of those that the run has."""
    rates = record["systems"][OURS]["overall"]
    return [(one.title, say(one, rates)) for one in HEADLINES if one.name in AT_THE_TOP and one.name in rates]


def _moves(moved: Comparison | None, baseline: Baseline | None) -> dict[str, object]:
    """Return what the page says of the accepted run."""
    grid = make_comparison_grid(moved) if moved and moved.whole.n else None
    return {"moved": moved, "moved_grid": grid, "baseline": baseline}


def _draw(
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
) -> tuple[dict[str, Markup | None], dict[str, Grid]]:
    """Return the two plots and the tables of their numbers."""
    said = {name: find_said(answers) for name, answers in rows.items()}
    found = {name: measure_risk(said[name], len(rows[name])) for name in said}
    curves = {name: curve for name, curve in found.items() if curve}
    bins, error = measure_reliability(said[OURS])
    risk = draw_plot(
        "Risk by coverage",
        "share of questions answered",
        "share of answers that err",
        [Series(name, curve.points) for name, curve in curves.items()],
    )
    points = [(one.confidence, one.share) for one in bins]
    reliability = draw_plot(
        "Reliability",
        "support",
        "share of answers without error",
        [Series(OURS, points, [(one.low, one.high) for one in bins], joined=False)],
        diagonal=True,
    )
    grid = make_reliability_grid(bins)
    note = f"Expected calibration error {error:.3f}. Dotted: where support would be the share itself."
    return (
        {"risk": risk if curves else None, "reliability": reliability if bins else None},
        {
            "risk": make_risk_grid(curves),
            "reliability": Grid(grid.title, grid.columns, grid.rows, note),
        },
    )


def _failure(row: Mapping[str, Any], ids: Mapping[tuple[str, str], str], lost: set[str]) -> Failure:
    return Failure(
        row=row,
        expected=say_expected(row),
        faults=say_faults(row),
        slides=[Shown(key, _role(row, key), ids.get((row["collection"], key), "")) for key in _slides(row)],
        lost=row["id"] in lost,
    )


def _slides(row: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*row["slide_keys"], *row["cited"]]))[:MOST_SLIDES]


def _role(row: Mapping[str, Any], key: str) -> str:
    if key not in row["slide_keys"]:
        return "cited, though its evidence is not needed" if row["score"]["answerable"] else "cited"
    return "has the evidence, and is cited" if key in row["cited"] else "has the evidence, and is not cited"


def _by_kind(failures: Iterable[Failure]) -> dict[str, list[Failure]]:
    groups: dict[str, list[Failure]] = {}
    for failure in sorted(failures, key=lambda one: not one.lost):
        groups.setdefault(failure.row["kind"], []).append(failure)
    return groups


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
