import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.settings import CorpusSettings, setting_names
from evals.cli import run

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "transformers", "sentence_transformers", "chromadb", "bm25s", "fastapi", "langchain_core")


def test_help_names_every_command_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0

    text = " ".join(capsys.readouterr().out.split())
    for word in ("ask", "serve", "ingest", "documents", "doctor", "evals", "6 no usable index"):
        assert word in text


@pytest.mark.parametrize("command", [[], ["ask"], ["serve"], ["ingest"], ["doctor"], ["evals"]])
def test_help_comes_without_loading_anything_heavy(command: list[str]) -> None:
    code = (
        "import sys; from evals.cli import run; code = run(sys.argv[1:]); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], code)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, *command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[] 0"


def test_a_misspelt_setting_is_refused_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSP_HOMES", "/x")

    assert run(["documents"]) == 2

    assert capsys.readouterr().err == "Error: SSP_HOMES is no setting of ours; did you mean SSP_HOME?\n"


def test_settings_that_exist_are_not_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = {"SSP_INGEST_THREADS": "1", "SSP_OCR": "off", "SSP_RERANK": "no"}
    for name in setting_names(CorpusSettings):
        monkeypatch.setenv(name, other.get(name, str(tmp_path)))

    assert run(["documents"]) == 6

    assert "no index" in capsys.readouterr().err


def test_an_unknown_command_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["asks"]) == 2

    assert "asks" in capsys.readouterr().err


def test_no_traceback_reaches_a_user_without_an_index(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from evals.cli import main; main()", "ask", "How much?"],
        cwd=ROOT,
        env=os.environ | {"SSP_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 6
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
