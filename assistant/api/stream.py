"""An answer as server-sent events: where it comes from first, then what it says, then all of it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator

import structlog
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic import BaseModel

from assistant.api.asking import Reply
from assistant.api.problems import Problem, unexpected
from assistant.api.schemas import AnswerOut, CitationOut, SentenceOut, answer_out

PING_S = 15.0
"""Seconds of silence after which a comment keeps proxies from closing the stream (as fastapi.sse has it)."""

log = structlog.get_logger()


class SourceOut(BaseModel):
    """One slide that an answer cites."""

    document_id: str
    document_title: str
    period: str
    slide_number: int
    slide_inferred: bool
    slide_title: str
    citations: list[int]


class SourcesOut(BaseModel):
    """Data of the first event: the slides an answer stands on, in the order they come."""

    conversation_id: str
    sources: list[SourceOut]


async def stream(
    ask: Callable[[], Coroutine[None, None, Reply]], request_id: str, on_reply: Callable[[Reply], None]
) -> AsyncIterator[bytes]:
    """Ask, and yield the events of the reply; a problem on the way becomes an `error` event."""
    asked = asyncio.ensure_future(ask())
    try:
        while not (await asyncio.wait({asked}, timeout=PING_S))[0]:
            yield KEEPALIVE_COMMENT
        answered = asked.result()
        on_reply(answered)
        for event in answer_events(answer_out(answered.answer, answered.conversation_id, answered.trace)):
            yield event
    except Problem as problem:
        yield _event("error", problem.describe(request_id))
    except Exception:
        log.exception("stream_failed", request_id=request_id)
        yield _event("error", unexpected().describe(request_id))
    finally:
        asked.cancel()


def answer_events(answer: AnswerOut) -> Iterator[bytes]:
    """Yield `sources`, then each sentence as `delta` with the `citation`s it brings, then `final`."""
    yield _event("sources", SourcesOut(conversation_id=answer.conversation_id, sources=_sources(answer)))
    waiting = {citation.n: citation for citation in answer.citations}
    for sentence in answer.sentences or [SentenceOut(text=answer.text, citations=[], worked=False)]:
        yield _event("delta", sentence)
        for number in sentence.citations:
            if number in waiting:
                yield _event("citation", waiting.pop(number))
    yield _event("final", answer)


def _sources(answer: AnswerOut) -> list[SourceOut]:
    slides: dict[tuple[str, int], list[CitationOut]] = {}
    for citation in answer.citations:
        slides.setdefault((citation.document_id, citation.slide_number), []).append(citation)
    return [
        SourceOut(**cited[0].model_dump(exclude={"citations"}), citations=[citation.n for citation in cited])
        for cited in slides.values()
    ]


def _event(name: str, data: BaseModel) -> bytes:
    return format_sse_event(event=name, data_str=data.model_dump_json())
