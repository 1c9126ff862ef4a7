"""The import contracts hold, and a planted fault of each sort is refused by name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def lint_imports(folder: Path) -> tuple[int, str]:
    program = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--no-cache", "--config", "pyproject.toml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in ("assistant", "ingest", "corpus", "evals"):
        ignored = shutil.ignore_patterns("__pycache__", "documents", "questions")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(copy: Path) -> None:
    code, said = lint_imports(copy)

    assert code == 0, said


@pytest.mark.parametrize(
    ("file", "fault", "contract"),
    [
        ("assistant/pipeline.py", "import ingest.slides", "evals > assistant | ingest > corpus"),
        ("corpus/store.py", "import assistant.model", "evals > assistant | ingest > corpus"),
        ("assistant/evidence.py", "import assistant.drafts.extractive", "assistant: only the pipeline"),
        ("ingest/vectors.py", "import ingest.chunks", "ingest: only the pipeline"),
        ("assistant/evidence.py", "import chromadb", "knows Chroma"),
        ("ingest/slides.py", "import pypdf", "know pypdf"),
        ("ingest/readers/text/reader.py", "import pdfplumber", "know pdfplumber"),
        ("ingest/readers/transcript.py", "import pptx", "knows python-pptx"),
        ("ingest/readers/transcript.py", "import PIL", "knows Pillow"),
    ],
)
def test_a_planted_import_is_refused(copy: Path, file: str, fault: str, contract: str) -> None:
    path = copy / file
    path.write_text(f"{path.read_text()}\n{fault}\n")

    code, said = lint_imports(copy)

    assert code != 0
    assert any(contract in line and "BROKEN" in line for line in said.splitlines()), said


def test_a_module_without_a_place_in_the_layers_is_refused(copy: Path) -> None:
    (copy / "assistant" / "helpers.py").write_text("import assistant.model\n")

    code, said = lint_imports(copy)

    assert code != 0
    assert "helpers" in said
