"""The way of one evaluation: questions > responses of each system > scores > summaries."""

import platform
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path
from typing import Any

from assistant.bootstrap import load_assistant
from assistant.errors import QuestionRejected
from assistant.model import Answer, AnswerStatus, Turn
from assistant.pipeline import Assistant, turn_of
from corpus.embedder import MiniLM, load_embedder
from corpus.manifest import bundled_corpus
from corpus.settings import CorpusSettings
from corpus.sources import find_sources
from evals.baseline import NaiveBaseline, fit_threshold, raw_document, with_threshold
from evals.cases import (
    Question,
    QuestionKind,
    Split,
    load_questions,
    question_set_digest,
    select_questions,
    slide_key,
)
from evals.metrics import Quoted, Rate, Response, Score, score_response, stage_latency, summarise
from evals.ranking import measure_ranking

OURS, NAIVE, SILENT = "ours", "naive", "naive + threshold"
PACKAGES = (
    "ssp-assistant",
    "torch",
    "sentence-transformers",
    "chromadb",
    "bm25s",
    "langchain-core",
    "ir-measures",
)
RANKED_BLOCKS = 24

Progress = Callable[[int, int], None]
"""Called with questions done and questions in all."""


@dataclass(frozen=True, slots=True)
class SystemRun:
    """One system's responses and scores by question id, and what they come to, overall and by kind."""

    responses: Mapping[str, Response]
    scores: Mapping[str, Score]
    overall: Mapping[str, Rate]
    by_kind: Mapping[QuestionKind, Mapping[str, Rate]]
    latency_ms: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class EvalRun:
    """A whole run: what was asked, of what, and how each system did."""

    about: Mapping[str, Any]
    questions: tuple[Question, ...]
    systems: Mapping[str, SystemRun]


def run_evals(
    settings: CorpusSettings,
    split: Split | None = None,
    kind: QuestionKind | None = None,
    progress: Progress = lambda _done, _total: None,
) -> EvalRun:
    """Return a run of the questions of a split and a kind (None takes all) on the index of `settings.home`.

    Raises:
        SspError: there is no index or model, a question is written wrongly, or an extra is missing.
    """
    everything = load_questions()
    questions = select_questions(everything, split, kind)
    embedder = load_embedder(settings.model_path, threads=1)
    assistant = load_assistant(settings)
    naive = _load_baseline(assistant, settings, embedder)
    threshold = _fit(naive, everything)
    asked: dict[str, dict[str, Response]] = {OURS: {}, NAIVE: {}, SILENT: {}}
    for done, question in enumerate(questions, start=1):
        plain = naive.ask(question.question)
        asked[OURS][question.id] = ask_assistant(assistant, question)
        asked[NAIVE][question.id] = plain
        asked[SILENT][question.id] = with_threshold(plain, threshold)
        progress(done, len(questions))
    texts = find_slide_texts(assistant)
    about = _describe(settings, assistant, embedder, questions, threshold)
    return EvalRun(
        about | {"split": split or "all", "kind": kind or "all"},
        questions,
        {name: score_system(questions, responses, texts) for name, responses in asked.items()},
    )


def ask_assistant(assistant: Assistant, question: Question) -> Response:
    """Return the assistant's response, the earlier questions of its talk really asked first.

    Ranked are the slides it cites, then those it names as nearest, then those of the blocks found.
    """
    turns: list[Turn] = []
    for earlier in question.earlier:
        turns.append(turn_of(assistant.ask(earlier, tuple(turns))))
    try:
        answer = assistant.ask(question.question, tuple(turns))
    except QuestionRejected as error:
        return Response(AnswerStatus.REFUSED, text=str(error))
    return Response(
        status=answer.status,
        text=answer.text,
        quotes=tuple(Quoted(slide_key(c.document_id, c.slide_number), c.quote) for c in answer.citations),
        ranked=_ranked(answer, assistant),
        timings_ms=answer.timings_ms,
    )


def score_system(
    questions: Sequence[Question], responses: Mapping[str, Response], slide_texts: Mapping[str, str]
) -> SystemRun:
    """Return one system's scores and what they come to, overall and for each kind that was asked."""
    scores = {q.id: score_response(q, responses[q.id], slide_texts) for q in questions}
    kinds = tuple(dict.fromkeys(q.kind for q in questions))
    return SystemRun(
        responses=responses,
        scores=scores,
        overall=_summary(questions, scores, responses),
        by_kind={kind: _summary(select_questions(questions, kind=kind), scores, responses) for kind in kinds},
        latency_ms=stage_latency(responses.values()),
    )


def _summary(
    questions: Sequence[Question], scores: Mapping[str, Score], responses: Mapping[str, Response]
) -> dict[str, Rate]:
    ranked = {q.id: responses[q.id].ranked for q in questions}
    return summarise([scores[q.id] for q in questions]) | measure_ranking(questions, ranked)


def _ranked(answer: Answer, assistant: Assistant) -> tuple[str, ...]:
    shown = [slide_key(c.document_id, c.slide_number) for c in answer.citations]
    near = [slide_key(n.document_id, n.slide_number) for n in answer.nearest]
    refs = [hit.slide.ref for hit in assistant.find(answer.question, RANKED_BLOCKS)]
    found = [slide_key(ref.document_id, ref.number) for ref in refs]
    return tuple(dict.fromkeys(shown + near + found))


def _load_baseline(assistant: Assistant, settings: CorpusSettings, embedder: MiniLM) -> NaiveBaseline:
    served = {document.id for document in assistant.documents}
    sources = [s for s in find_sources(settings.home, bundled_corpus()) if s.document.id in served]
    return NaiveBaseline(
        [raw_document(s.document.id, s.read(), assistant.slides(s.document.id)) for s in sources], embedder
    )


def _fit(naive: NaiveBaseline, questions: Iterable[Question]) -> float:
    development = select_questions(questions, Split.DEVELOPMENT)
    return fit_threshold([naive.ask(q.question).confidence for q in development if q.answerable])


def find_slide_texts(assistant: Assistant) -> dict[str, str]:
    """Return every slide's text by `document#number`."""
    return {
        slide_key(document.id, slide.ref.number): slide.text
        for document in assistant.documents
        for slide in assistant.slides(document.id)
    }


def _describe(
    settings: CorpusSettings,
    assistant: Assistant,
    embedder: MiniLM,
    questions: Sequence[Question],
    threshold: float,
) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "questions": len(questions),
        "question_set_sha256": question_set_digest(),
        "generation": assistant.generation_id,
        "documents": {document.id: document.sha256 for document in assistant.documents},
        "model_sha256": embedder.model_sha256,
        "naive_threshold": round(threshold, 4),
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
