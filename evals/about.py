"""What a run says of itself: what was asked, of what, with which settings and versions, on which machine."""

import platform
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path
from typing import Any

from assistant.pipeline import Assistant
from corpus.settings import CorpusSettings
from evals.cases import Question, question_set_digest

PACKAGES = (
    "ssp-assistant",
    "torch",
    "sentence-transformers",
    "chromadb",
    "bm25s",
    "langchain-core",
    "ir-measures",
)


def describe_run(
    settings: CorpusSettings,
    assistants: Mapping[str, Assistant],
    model_sha256: str,
    questions: Sequence[Question],
    thresholds: Mapping[str, float],
) -> dict[str, Any]:
    """Return what a run was made of, ready for JSON. `assistants` and `thresholds` are by collection."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "questions": len(questions),
        "question_set_sha256": question_set_digest(),
        "generations": {name: assistant.generation_id for name, assistant in assistants.items()},
        "documents": {d.id: d.sha256 for assistant in assistants.values() for d in assistant.documents},
        "model_sha256": model_sha256,
        "naive_thresholds": {name: round(value, 4) for name, value in thresholds.items()},
        "settings": settings.model_dump(mode="json"),
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
        "git_revision": _git_revision(),
        "machine": f"{platform.system()} {platform.machine()}, {cpu_count()} cores",
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _git_revision() -> str | None:
    """Return the checkout's revision, "+" added when files differ; None outside a checkout."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "describe", "--always", "--dirty=+", "--abbrev=40"]
    done = subprocess.run(  # noqa: S603 - git from the PATH, fixed arguments
        command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False, timeout=10
    )
    return done.stdout.strip() or None
