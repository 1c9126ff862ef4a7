"""The way of one evaluation: questions > responses of each system > scores > summaries."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from assistant.errors import QuestionRejected
from assistant.explaining import explain
from assistant.model import Answer, AnswerStatus, Turn
from assistant.pipeline import Assistant, turn_of
from corpus.embedder import load_embedder
from corpus.settings import CorpusSettings
from evals.about import describe_run
from evals.baseline import fit_threshold, with_threshold
from evals.cases import (
    Question,
    QuestionKind,
    QuestionSetError,
    Split,
    load_questions,
    select_questions,
    slide_key,
)
from evals.indexes import Ground, open_ground
from evals.metrics import Quoted, Rate, Response, Score, score_response, stage_latency, summarise
from evals.ranking import measure_ranking

OURS, NAIVE, SILENT = "ours", "naive", "naive + threshold"
RANKED_BLOCKS = 24

Progress = Callable[[int, int], None]
"""Called with questions done and questions in all."""


@dataclass(frozen=True, slots=True)
class PartRun:
    """What one system's scores come to over some of the questions, overall and by kind."""

    overall: Mapping[str, Rate]
    by_kind: Mapping[QuestionKind, Mapping[str, Rate]]


@dataclass(frozen=True, slots=True)
class SystemRun:
    """One system's responses and scores by question id, and what they come to.

    `by_collection` holds the same over each collection that was asked.
    """

    responses: Mapping[str, Response]
    scores: Mapping[str, Score]
    overall: Mapping[str, Rate]
    by_kind: Mapping[QuestionKind, Mapping[str, Rate]]
    by_collection: Mapping[str, PartRun]
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
    collection: str | None = None,
    *,
    ablations: bool = False,
) -> EvalRun:
    """Return a run of the questions of a split, a kind and a collection; None takes all.

    With `ablations` every question is also asked of ours with one part switched off at a time.

    The deck's questions are asked of the index of `settings.home`, those of invented documents of an index
    of theirs alone.

    Raises:
        SspError: there is no index or model, no such question, one is written wrongly, or an extra is
            missing.
    """
    everything = load_questions()
    questions = _choose(everything, split, kind, collection)
    embedder = load_embedder(settings.model_path, threads=1)
    asked: dict[str, dict[str, Response]] = {OURS: {}, NAIVE: {}, SILENT: {}}
    with ExitStack() as opened:
        grounds = {
            name: opened.enter_context(open_ground(name, settings, embedder, ablations=ablations))
            for name in _grounds_needed(questions, everything)
        }
        thresholds = fit_thresholds(grounds, everything)
        assistants = {name: ground.assistant for name, ground in grounds.items()}
        # Before the asking: a commit made meanwhile is not what runs.
        about = describe_run(settings, assistants, embedder.model_sha256, questions, thresholds)
        for done, question in enumerate(questions, start=1):
            ground = grounds[question.collection]
            plain = ground.naive.ask(question.question)
            asked[OURS][question.id] = ask_assistant(ground.assistant, question)
            asked[NAIVE][question.id] = plain
            asked[SILENT][question.id] = with_threshold(plain, thresholds[question.collection])
            for name, ablated in ground.ablations.items():
                asked.setdefault(name, {})[question.id] = ask_assistant(ablated, question)
            progress(done, len(questions))
        texts = {key: text for one in assistants.values() for key, text in find_slide_texts(one).items()}
    return EvalRun(
        about | {"split": split or "all", "kind": kind or "all", "collection": collection or "all"},
        questions,
        {name: score_system(questions, responses, texts) for name, responses in asked.items()},
    )


def fit_thresholds(grounds: Mapping[str, Ground], questions: Sequence[Question]) -> dict[str, float]:
    """Return the naive baseline's threshold on each collection, fitted on its development questions.

    A collection without any, which is only measured, takes the one fitted on those of all others.
    """
    confidences = {
        name: [
            ground.naive.ask(q.question).confidence
            for q in select_questions(questions, Split.DEVELOPMENT, collection=name)
            if q.answerable
        ]
        for name, ground in grounds.items()
    }
    others = [confidence for own in confidences.values() for confidence in own]
    return {name: fit_threshold(own or others) for name, own in confidences.items()}


def _choose(
    questions: Sequence[Question], split: Split | None, kind: QuestionKind | None, collection: str | None
) -> tuple[Question, ...]:
    chosen = select_questions(questions, split, kind, collection)
    if not chosen:
        wanted = f"split {split or 'all'}, kind {kind or 'all'}, collection {collection or 'all'}"
        raise QuestionSetError(f"there is no question of {wanted}: leave one of the three out")
    return chosen


def _grounds_needed(chosen: Sequence[Question], everything: Sequence[Question]) -> list[str]:
    """Return the collections asked, and if one of them has no development questions those that have."""
    asked = dict.fromkeys(q.collection for q in chosen)
    fitted = dict.fromkeys(q.collection for q in everything if q.split is Split.DEVELOPMENT)
    return list(asked if asked.keys() <= fitted.keys() else asked | fitted)


def ask_assistant(assistant: Assistant, question: Question) -> Response:
    """Return the assistant's response, the earlier questions of its talk really asked first.

    Ranked are the slides it cites, then those it names as nearest, then those of the blocks found.
    """
    turns: list[Turn] = []
    for earlier in question.earlier:
        turns.append(turn_of(assistant.ask(earlier, tuple(turns))))
    try:
        answer, trace = assistant.explain(question.question, tuple(turns))
    except QuestionRejected as error:
        return Response(AnswerStatus.REFUSED, text=str(error))
    return Response(
        status=answer.status,
        text=answer.text,
        quotes=tuple(Quoted(slide_key(c.document_id, c.slide_number), c.quote) for c in answer.citations),
        ranked=_ranked(answer, assistant),
        timings_ms=answer.timings_ms,
        confidence=answer.support,
        why=explain(trace),
    )


def score_system(
    questions: Sequence[Question], responses: Mapping[str, Response], slide_texts: Mapping[str, str]
) -> SystemRun:
    """Return one system's scores and what they come to, overall, by kind and by collection."""
    scores = {q.id: score_response(q, responses[q.id], slide_texts) for q in questions}
    whole = _part(questions, scores, responses)
    collections = dict.fromkeys(q.collection for q in questions)
    return SystemRun(
        responses=responses,
        scores=scores,
        overall=whole.overall,
        by_kind=whole.by_kind,
        by_collection={
            name: _part(select_questions(questions, collection=name), scores, responses)
            for name in collections
        },
        latency_ms=stage_latency(responses.values()),
    )


def _part(
    questions: Sequence[Question], scores: Mapping[str, Score], responses: Mapping[str, Response]
) -> PartRun:
    kinds = dict.fromkeys(q.kind for q in questions)
    return PartRun(
        overall=_summary(questions, scores, responses),
        by_kind={kind: _summary(select_questions(questions, kind=kind), scores, responses) for kind in kinds},
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


def find_slide_texts(assistant: Assistant) -> dict[str, str]:
    """Return every slide's text by `document#number`, its document's period below, which citations show."""
    return {
        slide_key(document.id, slide.ref.number): f"{slide.text}\n{document.period}"
        for document in assistant.documents
        for slide in assistant.slides(document.id)
    }
