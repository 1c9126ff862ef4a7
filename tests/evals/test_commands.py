"""The commands over saved runs; those that ask questions are tested with the real parts in test_run."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.accepted import BaselineUnreadable, read_baseline
from evals.commands import app
from evals.runfiles import save_run
from tests.evals.examples import no_answer
from tests.evals.test_report import GOOD, POOR, a_run

RUNNER = CliRunner()
WHOLE = {
    "split": "all",
    "kind": "all",
    "collection": "all",
    "questions": 2,
    "git_revision": "abc",
    "at": "2031",
}


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return two saved runs: a good one, and one that lost a question."""
    monkeypatch.setenv("SSP_HOME", str(tmp_path / "home"))
    for name, answer in (("good", GOOD), ("poor", POOR)):
        save_run(replace(a_run((answer, no_answer())), about=WHOLE), tmp_path / name)
    return tmp_path / "good", tmp_path / "poor"


def test_two_runs_are_compared(runs: tuple[Path, Path]) -> None:
    done = RUNNER.invoke(app, ["compare", *map(str, runs)])

    assert done.stdout.splitlines()[0] == "all: 2 questions, 0 won, 1 lost (by luck: 1.00)"
    assert "lost: q1" in done.stdout


def test_the_accepted_run_can_be_compared_with(runs: tuple[Path, Path], tmp_path: Path) -> None:
    RUNNER.invoke(app, ["accept", str(runs[0]), "--to", str(tmp_path / "baseline.json")])

    done = RUNNER.invoke(app, ["compare", str(tmp_path / "baseline.json"), str(runs[1])])

    assert "lost: q1" in done.stdout


def test_a_comparison_comes_as_json_too(runs: tuple[Path, Path]) -> None:
    done = RUNNER.invoke(app, ["compare", *map(str, runs), "--json"])

    moved = json.loads(done.stdout)
    assert moved["lost"] == ["q1"]
    assert moved["whole"]["differences"]["right"]["value"] == -0.5


def test_a_run_is_accepted(runs: tuple[Path, Path], tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["accept", str(runs[0]), "--to", str(tmp_path / "baseline.json")])

    accepted = read_baseline(tmp_path / "baseline.json")
    assert done.exit_code == 0, done.output
    assert accepted is not None
    assert set(accepted.verdicts) == {"q1", "q2"}


def test_the_report_of_a_saved_run_is_written_and_its_place_printed(runs: tuple[Path, Path]) -> None:
    done = RUNNER.invoke(app, ["report", str(runs[1])])

    assert done.stdout.strip() == str(runs[1] / "report.html")
    assert "1 of 2 questions failed" in (runs[1] / "report.html").read_text(encoding="utf-8")


def test_only_failed_questions_are_listed_unless_all_are_wanted(runs: tuple[Path, Path]) -> None:
    failed = RUNNER.invoke(app, ["failures", str(runs[1])])
    every = RUNNER.invoke(app, ["failures", str(runs[1]), "--all"])

    assert failed.stdout.count("question: ") == 1
    assert every.stdout.count("question: ") == 2


def test_the_shipped_accepted_run_can_be_read() -> None:
    accepted = read_baseline()

    assert accepted is None or accepted.verdicts


def test_a_folder_without_a_run_cannot_be_accepted(tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["accept", str(tmp_path)])

    assert done.exception is not None
    assert not isinstance(done.exception, BaselineUnreadable)
    assert "holds no saved run" in str(done.exception)
