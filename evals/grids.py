"""The tables of the report, made of a saved run's measures: each value with its interval."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.ablations import MEANINGS
from evals.comparison import MEASURES, Comparison, Part, say_difference
from evals.report import HEADLINES, PER_ABLATION, PER_COLLECTION, Measure
from evals.run import NAIVE, OURS, SILENT
from evals.selective import COVERAGES, Bin, Curve

NONE = "–"
_OF_KINDS = ("right", "facts_first_words", "all_cited", "citation_precision", "abstention_recall")

Rates = Mapping[str, Mapping[str, Any]]
"""Measures of one system over some questions, as run.json has them."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its title, what stands over the columns, and rows of which the first cell names the row."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def make_grids(record: Mapping[str, Any]) -> dict[str, Grid | None]:
    """Return the tables of a run by name; None for ablations that were not asked."""
    systems = record["systems"]
    shown = [name for name in (OURS, NAIVE, SILENT) if name in systems]
    ablated = [name for name in MEANINGS if name in systems]
    return {
        "overall": Grid(
            "All questions",
            ("measure", *shown),
            [(m.title, *(say(m, systems[name]["overall"]) for name in shown)) for m in HEADLINES],
        ),
        "kinds": _grid("By kind", _OF_KINDS, systems[OURS]["by_kind"]),
        "collections": _grid(
            "By collection",
            PER_COLLECTION,
            {name: part["overall"] for name, part in systems[OURS]["by_collection"].items()},
        ),
        "ablations": _grid(
            "Ours, and ours with one part changed",
            PER_ABLATION,
            {name: systems[name]["overall"] for name in (OURS, *ablated)},
            "; ".join(f"{name}: {MEANINGS[name]}" for name in ablated),
        )
        if ablated
        else None,
        "latency": Grid(
            "Milliseconds a question, by stage",
            ("stage", "median", "95th percentile"),
            [(stage, f"{ms['p50']}", f"{ms['p95']}") for stage, ms in systems[OURS]["latency_ms"].items()],
        ),
    }


def make_comparison_grid(comparison: Comparison) -> Grid:
    """Return what moved since the accepted run, a row a part of the questions."""
    parts = (comparison.whole, *comparison.by_collection, *comparison.by_kind)
    names = [name for name in MEASURES if name in comparison.whole.differences]
    return Grid(
        "Since the accepted run",
        ("questions", "asked", "won", "lost", "chance by luck", *(MEASURES[name] for name in names)),
        [_moved(part, names) for part in parts],
        "Mean paired differences, with their 95% bootstrap intervals.",
    )


def make_risk_grid(curves: Mapping[str, Curve]) -> Grid:
    """Return the risk of each system at the coverages it reaches, and the area under its curve."""
    return Grid(
        "Share of answers that err, by share of questions answered",
        ("system", *(f"{share:.0%} answered" for share in COVERAGES), "all it answers", "area (AURC)"),
        [
            (
                name,
                *(f"{curve.at[share]:.3f}" if share in curve.at else NONE for share in COVERAGES),
                f"{curve.points[-1][1]:.3f} at {curve.points[-1][0]:.0%}",
                f"{curve.aurc:.3f}",
            )
            for name, curve in curves.items()
        ],
    )


def make_reliability_grid(bins: Iterable[Bin]) -> Grid:
    """Return what each bin of the reliability plot holds."""
    return Grid(
        "Support, and the share of answers without error",
        ("mean support", "share without error", "answers"),
        [(f"{b.confidence:.2f}", f"{b.share:.2f} ({b.low:.2f} to {b.high:.2f})", str(b.n)) for b in bins],
    )


def say(measure: Measure, rates: Rates) -> str:
    """Return a measure's value with its interval and what it counts."""
    rate = rates.get(measure.name)
    if rate is None:
        return NONE
    digits = 3 if measure.is_share else 0
    value = f"{rate['value']:.{digits}f}"
    interval = "" if rate["low"] is None else f" ({rate['low']:.{digits}f} to {rate['high']:.{digits}f})"
    return f"{value}{interval}, n {rate['n']}"


def _grid(title: str, names: Sequence[str], parts: Mapping[str, Rates], note: str = "") -> Grid:
    measures = [measure for measure in HEADLINES if measure.name in names]
    rows = [(part, *(say(measure, rates) for measure in measures)) for part, rates in parts.items()]
    return Grid(title, ("", *(measure.title for measure in measures)), rows, note)


def _moved(part: Part, names: Sequence[str]) -> tuple[str, ...]:
    differences = (part.differences.get(name) for name in names)
    said = (say_difference(one) if one else NONE for one in differences)
    return part.name, str(part.n), str(part.won), str(part.lost), f"{part.luck:.2f}", *said
