"""Our curated questions for other people's tools: a BEIR set, or TREC's judgements and run."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.cases import Question
from evals.outside.beir import CORPUS, JUDGEMENTS, QUERIES
from evals.outside.model import OutsideSetError
from evals.ranking import write_judgements, write_run

TREC_QRELS, TREC_RUN = "qrels.trec", "run.trec"


def write_beir(folder: Path, questions: Sequence[Question], slides: Mapping[str, tuple[str, str]]) -> None:
    """Write questions and slides as a BEIR set. `slides` maps `document#number` to its title and text.

    A query's `metadata` keeps what BEIR has no field for: its kind, whether the slides answer it, the
    questions asked before it, and the answer's facts.

    Raises:
        OutsideSetError: the folder cannot be written.
    """
    judgements = folder / JUDGEMENTS[0]
    try:
        judgements.parent.mkdir(parents=True, exist_ok=True)
        _write_lines(
            folder / CORPUS,
            ({"_id": key, "title": title, "text": text} for key, (title, text) in slides.items()),
        )
        _write_lines(
            folder / QUERIES,
            ({"_id": q.id, "text": q.question, "metadata": _metadata(q)} for q in questions),
        )
        judgements.write_text(_judge(questions), encoding="utf-8")
    except OSError as error:
        raise _unwritable(folder, error) from error


def write_trec(folder: Path, questions: Sequence[Question], ranked: Mapping[str, Sequence[str]]) -> None:
    """Write judgements and one run in TREC's forms. `ranked` maps a question's id to slides, best first.

    Raises:
        OutsideSetError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_judgements(folder / TREC_QRELS, questions)
        write_run(folder / TREC_RUN, "ours", ranked)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _judge(questions: Iterable[Question]) -> str:
    rows = (f"{q.id}\t{key}\t1\n" for q in questions if q.answerable for key in q.slide_keys)
    return "query-id\tcorpus-id\tscore\n" + "".join(rows)


def _metadata(question: Question) -> dict[str, Any]:
    return {
        "kind": question.kind.value,
        "split": question.split.value,
        "collection": question.collection,
        "answerable": question.answerable,
        "earlier": list(question.earlier),
        "answers": [fact.any_of[0] for fact in question.facts],
    }


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _unwritable(folder: Path, error: OSError) -> OutsideSetError:
    return OutsideSetError(f"{folder} cannot be written: {error.strerror}; name another folder")
