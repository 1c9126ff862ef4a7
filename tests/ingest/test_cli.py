import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.manifest import load_manifest
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


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file that is marked."""
    path = tmp_path_factory.mktemp("marked") / "Minutes.txt"
    path.write_text("Minutes\n\nOFFICIAL-SENSITIVE\n\n\n\nItem 1\n\nMembers asked about parking.\n")
    return path


ENTRY: dict[str, object] = {
    "id": "minutes-2021",
    "title": "Minutes",
    "kind": "other",
    "period": "",
    "area": "",
    "publisher": "",
    "audience": "public",
    "presented_on": None,
    "presented_to": "",
    "publisher_aliases": [],
    "source": "",
}


def test_a_draft_is_one_object_on_stdout_and_changes_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "Plan 2022-25.txt").write_text("Ward Plan\n\n\n\nParks\n\nWe will open parks.\n")
    before = (home / "manifest.toml").read_text()

    done = ingest(home, "--draft", str(tmp_path / "Plan 2022-25.txt"), "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["entry"]["period"] == "2022-25"
    assert (home / "manifest.toml").read_text() == before


def test_the_draft_of_a_marked_file_ends_with_4(home: Path, minutes: Path) -> None:
    done = ingest(home, "--draft", str(minutes), "--json")

    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (4, "held")


def test_a_confirmed_entry_that_is_held_ends_with_4_and_progress_is_lines_of_json(
    home: Path, minutes: Path
) -> None:
    done = ingest(home, str(minutes), "--entry", json.dumps(ENTRY), "--json", "--progress", "json")

    report = json.loads(done.stdout)
    assert done.returncode == 4
    assert [one["outcome"] for one in report["documents"] if one["document_id"] == "minutes-2021"] == ["held"]
    assert [json.loads(line)["what"] for line in done.stderr.splitlines()][:2] == ["paper", "minutes-2021"]


def test_a_wrong_entry_ends_with_2_and_names_every_fault(home: Path, minutes: Path) -> None:
    done = ingest(home, str(minutes), "--entry", json.dumps(ENTRY | {"kind": "memo", "title": ""}))

    assert done.returncode == 2
    assert "field 'title'" in done.stderr
    assert "field 'kind'" in done.stderr


def test_an_entry_goes_with_one_file(home: Path, minutes: Path) -> None:
    done = ingest(home, str(minutes), str(minutes.parent), "--title", "Minutes")

    assert done.returncode == 2
    assert "exactly one file" in " ".join(done.stderr.replace("│", " ").split())


def test_options_go_before_the_drafted_entry(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Ward Plan\n\n\n\nParks\n\nWe will open parks.\n")

    done = ingest(tmp_path / "home", str(tmp_path / "plan.txt"), "--period", "2022-25")

    assert done.returncode == 0, done.stderr
    (document,) = load_manifest(tmp_path / "home").documents
    assert (document.title, document.period) == ("Ward Plan", "2022-25")


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
