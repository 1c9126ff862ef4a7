import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.lock import writer_lock

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.model


def ingest(home: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run `python -m ingest` as a user would, with the real model."""
    return subprocess.run(
        [sys.executable, "-m", "ingest", *arguments],
        cwd=ROOT,
        env=os.environ | {"SSP_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with an index, made by the command."""
    folder = tmp_path_factory.mktemp("command")
    (folder / "paper.txt").write_text(
        "Ward Report\n\n\n\nFly-tipping\n\nReports of fly-tipping fell by 12%.\n"
    )
    done = ingest(folder / "home", str(folder / "paper.txt"), "--without-bundled")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "Embedding" in done.stderr
    assert "Published generation" in done.stderr
    return folder / "home"


def test_a_second_run_says_that_nothing_has_changed(home: Path) -> None:
    done = ingest(home)

    assert done.returncode == 0
    assert "Nothing has changed" in done.stderr
    assert "Embedding" not in done.stderr


def test_json_goes_to_stdout_and_is_all_that_does(home: Path) -> None:
    report = json.loads(ingest(home, "--json").stdout)

    assert report["published"] is False
    assert report["documents"][0]["outcome"] == "unchanged"
    assert report["documents"][0]["chunks"] > 0


def test_a_file_that_cannot_be_read_ends_with_4_and_is_named(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")

    done = ingest(home, str(tmp_path / "empty.txt"))

    assert done.returncode == 4
    assert "empty\trejected" in done.stderr


def test_a_path_that_does_not_exist_ends_with_2(home: Path) -> None:
    done = ingest(home, "nowhere.txt")

    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr


def error_line(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the last line on stderr, and see that there is no traceback."""
    assert "Traceback" not in done.stderr
    assert done.returncode != 0
    return done.stderr.strip().splitlines()[-1]


def test_a_second_writer_ends_with_one_line_naming_the_first(home: Path) -> None:
    with writer_lock(home):
        done = ingest(home)

    assert error_line(done).startswith(
        f"Error: another ingest into {home} is running (process {os.getpid()})"
    )
    assert done.returncode == 1


def test_a_home_that_cannot_be_written_ends_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert error_line(ingest(tmp_path / "file" / "home")).startswith("Error: the data folder")


def test_a_wrong_model_path_ends_with_one_line(tmp_path: Path) -> None:
    done = ingest(tmp_path / "home", SSP_MODEL_PATH=str(tmp_path))

    assert error_line(done).startswith("Error: no model.safetensors in")


def test_a_setting_out_of_bounds_ends_with_2(tmp_path: Path) -> None:
    done = ingest(tmp_path, SSP_INGEST_THREADS="many")

    assert error_line(done).startswith("Error: SSP_INGEST_THREADS")
    assert done.returncode == 2


def test_a_full_disk_ends_with_one_line_and_the_old_index(home: Path) -> None:
    before = (home / "current").read_text()

    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 64; exec {sys.executable} -m ingest --rebuild"],  # noqa: S607 - a limit of the shell's
        cwd=ROOT,
        env=os.environ | {"SSP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert error_line(done).startswith("Error: ")
    assert (home / "current").read_text() == before
    assert [path.name for path in (home / "generations").iterdir() if path.name.startswith(".")] == []
