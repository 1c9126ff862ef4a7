"""The last accepted run: how each question went, kept beside the code, for every later run to be held to."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import SspError
from evals.comparison import Verdict

ACCEPTED = Path(__file__).parent / "baseline.json"
_WHOLE = {"split": "all", "kind": "all", "collection": "all"}


class BaselineUnreadable(SspError):
    """A file is no accepted run, or a run cannot be accepted."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Baseline:
    """An accepted run: of which revision, when, and the verdict on each question by id."""

    git_revision: str | None
    at: str
    verdicts: Mapping[str, Verdict]


def read_baseline(path: Path = ACCEPTED) -> Baseline | None:
    """Return the accepted run; None when none has been accepted.

    Raises:
        BaselineUnreadable: the file is not what `accept_run` writes.
    """
    if not path.is_file():
        return None
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        verdicts = {name: Verdict(**fields) for name, fields in record["questions"].items()}
        return Baseline(record["git_revision"], record["at"], verdicts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineUnreadable(
            f"{path} is no accepted run: {error}; write it with ssp evals accept"
        ) from error


def accept_run(about: Mapping[str, Any], verdicts: Mapping[str, Verdict], path: Path = ACCEPTED) -> None:
    """Write a run as the accepted one, a line a question, so that changes can be read.

    Raises:
        BaselineUnreadable: the run asked only some of the questions, or the file cannot be written.
    """
    partly = [f"{name} {about.get(name)}" for name, whole in _WHOLE.items() if about.get(name) != whole]
    if partly:
        raise BaselineUnreadable(
            f"only a run of all questions can be accepted, and this is {', '.join(partly)}"
        )
    try:
        path.write_text("".join(_lines(about, verdicts)), encoding="utf-8")
    except OSError as error:
        raise BaselineUnreadable(f"{path} cannot be written: {error.strerror}") from error


def _lines(about: Mapping[str, Any], verdicts: Mapping[str, Verdict]) -> Iterable[str]:
    yield "{\n"
    for name in ("git_revision", "at", "question_set_sha256"):
        yield f'"{name}": {json.dumps(about.get(name))},\n'
    rows = (f"{json.dumps(name)}: {json.dumps(asdict(one))}" for name, one in sorted(verdicts.items()))
    yield '"questions": {\n' + ",\n".join(rows) + "\n}\n}\n"
