import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.progress import Step

RANDOM_KILLS = 20


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Kill one ingest at every event it tells, and twenty at random moments."""
    folder = tmp_path_factory.mktemp("killing")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingest.killing", str(folder), str(RANDOM_KILLS)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()] + [{"stderr": done.stderr}]


def test_every_step_of_an_ingest_was_killed_at(trials: list[dict[str, Any]]) -> None:
    assert {trial.get("at") for trial in trials} >= {step.name for step in Step}


def test_enough_ingests_were_killed_to_tell(trials: list[dict[str, Any]]) -> None:
    assert sum(trial.get("killed", False) for trial in trials) >= 35


def test_a_killed_ingest_leaves_a_whole_index_served(trials: list[dict[str, Any]]) -> None:
    assert [trial for trial in trials if trial.get("served")] == [], trials[-1]


def test_the_ingest_after_a_killed_one_succeeds_and_leaves_no_rest(trials: list[dict[str, Any]]) -> None:
    assert [trial for trial in trials if trial.get("again")] == [], trials[-1]
