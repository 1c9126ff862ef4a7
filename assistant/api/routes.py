"""The JSON routes. Each says in OpenAPI what it gives and how it can fail."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Path, Query, Request
from fastapi.sse import EventSourceResponse
from starlette.responses import Response

from assistant.api.answers import Answers
from assistant.api.asking import Asking, Reply
from assistant.api.boxing import box_words, read_span
from assistant.api.problems import MEDIA_TYPE, Problem, unknown_document, unknown_slide
from assistant.api.rendering import request_id_of
from assistant.api.schemas import (
    AnswerOut,
    AskIn,
    DocumentsOut,
    HealthOut,
    ReadyOut,
    SlideOut,
    answer_out,
    document_out,
    slide_out,
)
from assistant.api.serving import Serving
from assistant.api.stream import stream

GONE = 499
"""Logged for a question whose asker left before the answer; nobody reads it."""

_PROBLEMS = {
    403: "not offered to this asker",
    404: "there is no such thing",
    408: "the body took too long to arrive",
    409: "it is past that",
    413: "the body is too large",
    415: "the body is not of the type taken here",
    421: "the host name is not ours",
    422: "the request cannot be read; `errors` names each field",
    429: "too many at once; `Retry-After` says when to try again",
    500: "a fault of the service",
    503: "not ready yet; `Retry-After` says when to ask again",
    507: "there is no room left to keep it",
}
_STREAM = {
    "text/event-stream": {
        "schema": {"type": "string"},
        "example": 'event: sources\ndata: {"conversation_id": "…", "sources": […]}\n\n'
        'event: delta\ndata: {"text": "…", "citations": [1]}\n\n'
        'event: citation\ndata: {"n": 1, "quote": "…"}\n\nevent: final\ndata: {"status": "answered"}\n\n',
    }
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of those problems, and of the two that any route can have."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    return {
        status: {"description": _PROBLEMS[status], "content": content} for status in (*statuses, 421, 500)
    }


def make_api(asking: Asking, serving: Serving) -> APIRouter:
    """Return the JSON routes over one service."""
    router = APIRouter()

    @router.post(
        "/api/ask",
        operation_id="ask",
        tags=["answers"],
        summary="Ask a question",
        response_model=AnswerOut,
        responses=problems(408, 413, 415, 422, 429, 503)
        | {200: {"description": "the answer", "content": _STREAM}},
    )
    async def ask(request: Request, asked: AskIn) -> AnswerOut | Response:
        """Answer a question with quotes, as JSON or, for `Accept: text/event-stream`, as events.

        The events are `sources`, `delta`, `citation` and `final`; or `error` with a problem's fields.
        """
        field = "body.question"
        asking.check(asked.question, field, asked.documents)
        reply = partial(
            asking.ask,
            asked.question,
            asked.conversation_id,
            field,
            trace=asked.trace,
            documents=asked.documents,
        )
        if _wants_events(request):
            events = stream(reply, request_id_of(request), partial(note_answer, request))
            return EventSourceResponse(events, headers={"X-Accel-Buffering": "no"})
        answered = await unless_gone(request, reply())
        return Response(status_code=GONE) if answered is None else _answered(request, answered)

    @router.get(
        "/api/documents",
        operation_id="listDocuments",
        tags=["documents"],
        summary="List the documents",
        responses=problems(503),
    )
    async def documents() -> DocumentsOut:
        """List the documents that answers come from."""
        with serving.lease() as answers:
            shown = [document_out(known, len(answers.slides(known.id))) for known in answers.documents]
            return DocumentsOut(documents=shown, generation=answers.generation_id)

    @router.get(
        "/api/documents/{document_id}/slides/{number}",
        operation_id="getSlide",
        tags=["documents"],
        summary="Read one slide",
        responses=problems(404, 422, 503),
    )
    async def slide(
        document_id: DocumentId, number: SlideNumber, c: BlockId = "", at: Characters = ""
    ) -> SlideOut:
        """Give one slide as text, block by block, and where the words named by `c` and `at` stand on it."""
        with serving.lease() as answers:
            check_slide(answers, document_id, number)
            found = answers.slide(document_id, number)
            assert found is not None
            document = next(known for known in answers.documents if known.id == document_id)
            boxes = box_words(answers, found, c, read_span(at))
            return slide_out(found, document, len(answers.slides(document_id)), boxes)

    return router


def make_health(serving: Serving) -> APIRouter:
    """Return the two routes that watchers ask."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", operation_id="isAlive", summary="Is the process alive?", responses=problems())
    async def healthz() -> HealthOut:
        """Say that the process answers at all."""
        return HealthOut()

    @router.get("/readyz", operation_id="isReady", summary="Can it answer?", responses=problems(503))
    async def readyz() -> ReadyOut:
        """Say which generation answers; 503 until model and generation are loaded, checked and warm."""
        with serving.lease() as answers:
            return ReadyOut(generation=answers.generation_id)

    return router


DocumentId = Annotated[str, Path(max_length=200, description="as /api/documents gives it")]
SlideNumber = Annotated[int, Path(description="from 1", examples=[6])]
BlockId = Annotated[str, Query(max_length=100, description="a block of the slide, to be boxed")]
Characters = Annotated[str, Query(description="which characters of its text, as START-END; else all")]


def check_slide(answers: Answers, document_id: str, number: int) -> None:
    """Raise the problem of a document or slide that is not there.

    Raises:
        Problem: status 404; it says how many documents or slides there are.
    """
    if document_id not in {document.id for document in answers.documents}:
        raise unknown_document(len(answers.documents))
    if answers.slide(document_id, number) is None:
        raise unknown_slide(number, len(answers.slides(document_id)))


async def unless_gone(request: Request, reply: Awaitable[Reply]) -> Reply | None:
    """Return the reply, or None as soon as the asker disconnects.

    Raises:
        Problem: as the reply does.
    """
    outcome: list[Reply | Problem] = []
    async with anyio.create_task_group() as group:
        group.start_soon(_cancel_when_gone, request, group.cancel_scope.cancel)
        try:
            outcome.append(await reply)
        except Problem as problem:
            outcome.append(problem)
        group.cancel_scope.cancel()
    for ended in outcome:
        if isinstance(ended, Problem):
            raise ended
        return ended
    return None


async def _cancel_when_gone(request: Request, cancel: Callable[[], None]) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    cancel()


def _wants_events(request: Request) -> bool:
    accepted = request.headers.get("accept", "").lower().split(",")
    return any(part.partition(";")[0].strip() == "text/event-stream" for part in accepted)


def _answered(request: Request, reply: Reply) -> AnswerOut:
    note_answer(request, reply)
    return answer_out(reply.answer, reply.conversation_id, reply.trace)


def note_answer(request: Request, reply: Reply) -> None:
    """Leave an answer's status and timings for the request's log line."""
    timings = dict(reply.answer.timings_ms)
    request.state.answered = {"answer_status": reply.answer.status.value, "timings_ms": timings}
