"""The way of one outside set: index > questions asked of us and of both baselines > figures."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assistant.errors import QuestionRejected
from assistant.pipeline import Assistant
from corpus.embedder import Embedder, without_adapter
from corpus.settings import CorpusSettings
from evals.baseline import fit_threshold
from evals.metrics import ANSWERING, Rate, percentiles
from evals.outside.baselines import NaivePages, WordPages
from evals.outside.index import OutsideIndex, open_outside
from evals.outside.model import OutsideQuestion, OutsideSet, OutsideSetError, take_documents
from evals.outside.scoring import Reply, difference, interval, score_rankings, score_silence
from ingest.progress import OnProgress, no_progress

OURS, NAIVE, BM25 = "ours", "naive", "bm25"
FOUND_BLOCKS = 24
SEED = 20

OnAsked = Callable[[int, int], None]
"""Called with questions asked and questions in all."""


class Scope(StrEnum):
    """What a question is asked of."""

    ALL = "all"
    """All documents of the set."""
    DOCUMENT = "document"
    """The one document that its row names."""


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """How one system did; `ranking` over the answerable questions."""

    ranking: Mapping[str, Rate]
    silence: Mapping[str, Rate]
    ms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OutsideRun:
    """A set asked in one scope. `gains` are ours less each baseline's, by measure."""

    name: str
    scope: Scope
    documents: int
    pages: int
    questions: tuple[OutsideQuestion, ...]
    replies: Mapping[str, Mapping[str, Reply]]
    figures: Mapping[str, SystemFigures]
    gains: Mapping[str, Mapping[str, Rate]]


def run_outside(
    outside: OutsideSet,
    settings: CorpusSettings,
    embedder: Embedder,
    scope: Scope = Scope.ALL,
    limit: int | None = None,
    on_ingest: OnProgress = no_progress,
    on_asked: OnAsked = lambda _done, _total: None,
) -> OutsideRun:
    """Return how we and both baselines do on a set, `limit` of its questions drawn at random.

    Raises:
        OutsideSetError: a document cannot be indexed, or a question of no one document is asked of one.
        SspError: an index cannot be made, or ir-measures is not installed.
    """
    questions = draw(outside.questions, limit)
    with open_outside(outside, settings, embedder, on_ingest) as index:
        texts = _by_document(index.page_texts())
        naive, words = NaivePages(texts, without_adapter(embedder)), WordPages(texts)
        replies: dict[str, dict[str, Reply]] = {OURS: {}, NAIVE: {}, BM25: {}}
        for done, q in enumerate(questions, start=1):
            only = q.document if scope is Scope.DOCUMENT else ""
            for name, system in ((NAIVE, naive), (BM25, words)):
                found = system.ask(q.question, only)
                replies[name][q.id] = Reply(found.pages, answered=True, score=found.score)
            if scope is Scope.ALL:
                replies[OURS][q.id] = ask_index(index, q)
                on_asked(done, len(questions))
    if scope is Scope.DOCUMENT:
        replies[OURS] = _ask_each(outside, questions, settings, embedder, on_asked)
    replies = {
        name: replies[name] if name == OURS else _silenced(questions, replies[name]) for name in replies
    }
    figures, gains = weigh(questions, replies)
    pages = sum(len(own) for own in texts.values())
    return OutsideRun(outside.name, scope, len(texts), pages, questions, replies, figures, gains)


def draw(questions: Sequence[OutsideQuestion], limit: int | None) -> tuple[OutsideQuestion, ...]:
    """Return at most `limit` of the questions, always the same ones, in the set's order."""
    if limit is None or limit >= len(questions):
        return tuple(questions)
    rows = random.Random(SEED).sample(range(len(questions)), limit)  # noqa: S311 - a sample, no secret
    return tuple(questions[row] for row in sorted(rows))


def ask_index(index: OutsideIndex, question: OutsideQuestion) -> Reply:
    """Return our reply: the pages cited, then those named as nearest, then those of the blocks found."""
    start = time.perf_counter()
    try:
        answer = index.assistant.ask(question.question)
    except QuestionRejected:
        return Reply((), answered=False, score=None)
    ms = (time.perf_counter() - start) * 1000
    refs = [(c.document_id, c.slide_number) for c in answer.citations]
    refs += [(near.document_id, near.slide_number) for near in answer.nearest]
    refs += _found(index.assistant, question.question)
    keys = (key for document_id, number in refs for key in index.keys_of(document_id, number))
    answered = answer.status in ANSWERING
    return Reply(tuple(dict.fromkeys(keys)), answered, answer.support, round(ms, 2))


def weigh(
    questions: Sequence[OutsideQuestion], replies: Mapping[str, Mapping[str, Reply]]
) -> tuple[dict[str, SystemFigures], dict[str, dict[str, Rate]]]:
    """Return each system's figures, and by how much ours are above each baseline's."""
    scores = {name: score_rankings(questions, own) for name, own in replies.items()}
    figures = {
        name: SystemFigures(
            {measure: interval(values) for measure, values in scores[name].items()},
            score_silence(questions, own),
            percentiles([reply.ms for reply in own.values()]),
        )
        for name, own in replies.items()
    }
    gains = {
        name: {measure: difference(ours, scores[name][measure]) for measure, ours in scores[OURS].items()}
        for name in replies
        if name != OURS
    }
    return figures, gains


def _found(assistant: Assistant, question: str) -> list[tuple[str, int]]:
    refs = [hit.slide.ref for hit in assistant.find(question, FOUND_BLOCKS)]
    return [(ref.document_id, ref.number) for ref in refs]


def _ask_each(
    outside: OutsideSet,
    questions: Sequence[OutsideQuestion],
    settings: CorpusSettings,
    embedder: Embedder,
    on_asked: OnAsked,
) -> dict[str, Reply]:
    """Return our replies, each document's questions asked of an index of it alone."""
    if any(not q.document for q in questions):
        raise OutsideSetError(f"{outside.name}: its questions name no document; ask them of all")
    replies: dict[str, Reply] = {}
    for document in dict.fromkeys(q.document for q in questions):
        alone = take_documents(outside, frozenset({document}))
        with open_outside(alone, settings, embedder) as index:
            for q in (q for q in questions if q.document == document):
                replies[q.id] = ask_index(index, q)
                on_asked(len(replies), len(questions))
    return replies


def _by_document(texts: Mapping[str, str]) -> dict[str, dict[int, str]]:
    grouped: dict[str, dict[int, str]] = {}
    for key, text in texts.items():
        document, _, number = key.rpartition("#")
        grouped.setdefault(document, {})[int(number)] = text
    return grouped


def _silenced(questions: Sequence[OutsideQuestion], replies: Mapping[str, Reply]) -> dict[str, Reply]:
    """Return a baseline's replies, silent under the score that 95% of the answerable reach: in its favour."""
    threshold = fit_threshold(replies[q.id].score for q in questions if q.answerable)
    return {
        name: Reply(r.pages, r.score is not None and bool(np.float64(r.score) >= threshold), r.score, r.ms)
        for name, r in replies.items()
    }
