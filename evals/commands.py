"""The commands `ssp evals run`, `failures`, `report`, `compare` and `accept`."""
# ruff: noqa: PLC0415 - `ssp --help` must not load torch: heavy parts are imported by the command that needs them

from datetime import UTC, datetime
from enum import StrEnum
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from corpus.cli import Json
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.settings import CorpusSettings
    from evals.accepted import Baseline
    from evals.comparison import Comparison, Verdict
    from evals.run import EvalRun

Choice = TypeVar("Choice", bound=StrEnum)

GATE_FAILED = 5
PLAIN_WIDTH = 110
"""Columns of a table that goes to a file or a pipe."""
ALL = "all"

app = typer.Typer(help="Ask the curated questions and compare with the naive baseline.", no_args_is_help=True)

SplitOption = Annotated[str, typer.Option("--split", help="development, test or all.")]
KindOption = Annotated[str, typer.Option("--kind", help="One kind of question, for example near_miss.")]
CollectionOption = Annotated[
    str, typer.Option("--collection", help="deck, or one of the invented documents' collections.")
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", help="Folder for the run's files; else SSP_HOME/evals/<time>-<split>.", show_default=False
    ),
]
HomeOption = Annotated[
    Path | None, typer.Option("--home", help="Data folder, instead of SSP_HOME.", show_default=False)
]
GateOption = Annotated[
    Path | None, typer.Option("--gate", help="TOML file of bars to reach.", show_default=False)
]
RunArgument = Annotated[
    Path | None, typer.Argument(help="Folder of a run; else the newest.", show_default=False)
]
AblationsOption = Annotated[
    bool,
    typer.Option(
        "--ablations", help="Ask ours with one part changed at a time too; takes four times as long."
    ),
]
NamedRun = Annotated[Path, typer.Argument(help="Folder of a run.", show_default=False)]
ToOption = Annotated[
    Path | None,
    typer.Option("--to", help="File to write, instead of evals/baseline.json.", show_default=False),
]
AllOption = Annotated[
    bool, typer.Option("--all", help="Show the questions that passed too, after the failed ones.")
]


@app.command()
def run(
    split: SplitOption = ALL,
    kind: KindOption = ALL,
    collection: CollectionOption = ALL,
    out: OutOption = None,
    home: HomeOption = None,
    gate: GateOption = None,
    *,
    ablations: AblationsOption = False,
    json: Json = False,
) -> None:
    """Ask the curated questions, print and save what came of them.

    Those of the collection deck are asked of the index that is served; those over invented documents
    of an index of these alone, made once and kept in the data folder.

    Ends with 5 when a headline is worse than the naive baseline's or a bar of --gate is not reached,
    where a run of one kind is not gated, for it is too small; and, with --gate, when a question is wrong
    that was right in the accepted run, unless the gate's file explains it.
    """
    from evals.accepted import read_baseline
    from evals.cases import QuestionKind, Split
    from evals.gates import Gate, find_shortfalls, find_unexplained, read_gate
    from evals.page import write_page
    from evals.report import make_tables
    from evals.run import run_evals
    from evals.runfiles import as_record, save_run

    bounds = read_gate(gate) if gate else Gate()
    accepted = read_baseline()
    settings = _settings(home)
    which, what = _choose(Split, split, "--split"), _choose(QuestionKind, kind, "--kind")
    of = None if collection == ALL else collection
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=None)
        done = run_evals(
            settings,
            which,
            what,
            lambda at, total: bar.update(task, completed=at, total=total),
            of,
            ablations=ablations,
        )
    folder = out or _runs_folder(settings) / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{split}"
    save_run(done, folder)
    write_page(folder, settings, accepted)
    if json:
        typer.echo(dumps(as_record(done), indent=2))
    else:
        console = Console(width=None if Console().is_terminal else PLAIN_WIDTH)
        console.print(*make_tables(done), sep="\n")
    shortfalls = find_shortfalls(done, bounds.bars) if what is None else []
    moved = _find_moves(folder, accepted)
    lost = find_unexplained(moved, bounds.explained) if moved and gate else []
    _finish(done, folder, shortfalls + lost, moved)


@app.command()
def failures(run_folder: RunArgument = None, home: HomeOption = None, *, every: AllOption = False) -> None:
    """Print the failed questions of a saved run: the question, what was expected, what came."""
    from evals.failures import describe_row
    from evals.runfiles import read_rows

    rows = read_rows(run_folder or _newest(_runs_folder(_settings(home))))
    failed = [row for row in rows if not row["score"]["right"]]
    for row in rows if every else failed:
        typer.echo(describe_row(row) + "\n")
    typer.echo(f"{len(failed)} of {len(rows)} questions failed", err=True)


@app.command()
def report(run_folder: RunArgument = None, home: HomeOption = None) -> None:
    """Write a saved run's report.html, a page that needs nothing beside itself, and print where it is."""
    from evals.accepted import read_baseline
    from evals.page import write_page

    settings = _settings(home)
    folder = run_folder or _newest(_runs_folder(settings))
    typer.echo(write_page(folder, settings, read_baseline()))


@app.command()
def compare(before: NamedRun, after: NamedRun, *, json: Json = False) -> None:
    """Print what moved from one saved run to another: paired differences, questions won and lost.

    A file such as evals/baseline.json may stand for the accepted run.
    """
    from evals.comparison import as_json, describe_comparison
    from evals.comparison import compare as compare_runs

    moved = compare_runs(_verdicts(before), _verdicts(after))
    typer.echo(dumps(as_json(moved), indent=2) if json else "\n".join(describe_comparison(moved)))


@app.command()
def accept(run_folder: NamedRun, to: ToOption = None) -> None:
    """Make a saved run of all questions the accepted one, which later runs are held to."""
    from evals.accepted import ACCEPTED, accept_run
    from evals.runfiles import read_record, read_verdicts

    about, verdicts = read_record(run_folder)["about"], read_verdicts(run_folder)
    path = to or ACCEPTED
    accept_run(about, verdicts, path)
    typer.echo(f"{path}: {len(verdicts)} questions of revision {about.get('git_revision')}", err=True)


def _verdicts(path: Path) -> "Mapping[str, Verdict]":
    from evals.accepted import read_baseline
    from evals.runfiles import read_verdicts

    accepted = read_baseline(path) if path.is_file() else None
    return accepted.verdicts if accepted else read_verdicts(path)


def _find_moves(folder: Path, accepted: "Baseline | None") -> "Comparison | None":
    """Return what moved since the accepted run, if there is one."""
    from evals.comparison import compare as compare_runs
    from evals.runfiles import read_verdicts

    return compare_runs(accepted.verdicts, read_verdicts(folder)) if accepted else None


def _finish(run: "EvalRun", folder: Path, shortfalls: list[str], moved: "Comparison | None") -> None:
    from evals.comparison import say_moves

    if moved:
        typer.echo(f"since the accepted run: {say_moves(moved)}", err=True)
    latency = run.systems["ours"].latency_ms.get("total", {})
    typer.echo(f"{folder}: median {latency.get('p50')} ms, p95 {latency.get('p95')} ms a question", err=True)
    for shortfall in shortfalls:
        typer.echo(f"gate: {shortfall}", err=True)
    if shortfalls:
        raise typer.Exit(GATE_FAILED)


def _settings(home: Path | None) -> "CorpusSettings":
    from corpus.settings import CorpusSettings, read_settings

    settings = read_settings(CorpusSettings)
    return settings.model_copy(update={"home": home}) if home else settings


def _runs_folder(settings: "CorpusSettings") -> Path:
    return settings.home / "evals"


def _newest(folder: Path) -> Path:
    runs = sorted(path.parent for path in folder.glob("*/run.json"))
    if not runs:
        raise SettingsError(f"there is no run in {folder}: run ssp evals run first, or name a run's folder")
    return runs[-1]


def _choose(kinds: type[Choice], written: str, option: str) -> Choice | None:
    if written == ALL:
        return None
    try:
        return kinds(written)
    except ValueError as error:
        raise SettingsError(f"{option} {written}: take one of {ALL}, {', '.join(kinds)}") from error
