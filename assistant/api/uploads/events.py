"""How far an upload has come, as server-sent events, until it has ended."""

import time
from collections.abc import AsyncIterator, Callable

import anyio
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from assistant.api.problems import Problem
from assistant.api.uploads.schemas import ENDED, UploadOut
from assistant.api.uploads.uploads import Uploads

LOOK_S = 0.2
"""Seconds between two looks; what happens in between is told together."""

PING_S = 15.0


async def upload_events(
    uploads: Uploads, upload_id: str, is_stopping: Callable[[], bool]
) -> AsyncIterator[bytes]:
    """Yield a `state` event now and after each change, until it has ended, is dropped or the service stops."""
    before: UploadOut | None = None
    spoken = time.monotonic()
    while not is_stopping() and (before is None or before.state not in ENDED):
        try:
            now = uploads.describe(upload_id)
        except Problem:
            return
        if now != before or time.monotonic() - spoken > PING_S:
            spoken = time.monotonic()
            yield KEEPALIVE_COMMENT if now == before else _event(now)
        before = now
        await anyio.sleep(LOOK_S)


def _event(upload: UploadOut) -> bytes:
    return format_sse_event(event="state", data_str=upload.model_dump_json())
