"""The route that gives a conversation back as a file to keep."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import anyio
from anyio import to_thread
from fastapi import APIRouter
from starlette.responses import Response

from assistant.api.exports.document import write_document
from assistant.api.exports.markdown import write_markdown
from assistant.api.exports.schemas import ExportFormat, ExportIn
from assistant.api.exports.transcript import make_transcript
from assistant.api.routes import problems
from assistant.api.serving import Serving
from assistant.api.wording import partnership

AT_ONCE = 2
"""Exports written at once: each keeps a core busy, and questions go first."""

MEDIA_TYPES = {
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
}
ENDINGS = {ExportFormat.DOCX: "docx", ExportFormat.MARKDOWN: "md"}
_FILE: dict[str, Any] = {
    "description": "the file",
    "content": {
        media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
        for media_type in MEDIA_TYPES.values()
    },
}


def _now() -> datetime:
    return datetime.now(UTC)


def make_exports(serving: Serving, now: Callable[[], datetime] = _now) -> APIRouter:
    """Return the route of exports."""
    router = APIRouter(tags=["answers"])
    threads = anyio.CapacityLimiter(AT_ONCE)

    @router.post(
        "/api/export",
        operation_id="exportConversation",
        summary="Keep a conversation with its sources as a file",
        response_class=Response,
        responses=problems(408, 413, 415, 422, 503) | {200: _FILE},
    )
    async def export(asked: ExportIn) -> Response:
        """Give a conversation as a file; every quote is looked up on its slide as it is served now."""
        content = await to_thread.run_sync(_write, asked, serving, now(), limiter=threads)
        name = f"{file_stem(asked.title)}.{ENDINGS[asked.format]}"
        return Response(
            content,
            media_type=MEDIA_TYPES[asked.format],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    return router


def file_stem(title: str) -> str:
    """Return a file's name for a title, of a-z, 0-9 and hyphens: "answers-patrols"."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters)
    return "-".join(("answers", *words))[:60].rstrip("-")


def _write(asked: ExportIn, serving: Serving, at: datetime) -> bytes:
    with serving.lease() as answers:
        transcript, author = make_transcript(asked, answers, at), partnership(answers.documents)
    if asked.format is ExportFormat.DOCX:
        return write_document(transcript, author)
    return write_markdown(transcript).encode()
