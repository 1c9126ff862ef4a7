"""A request's body -> a file: no larger than allowed, and no slower."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import anyio
from starlette.requests import ClientDisconnect, Request

from assistant.api.problems import Problem, bad_field

PAUSE_S = 10.0
"""How long a body may pause before its rate counts."""

MIN_BYTES_PER_S = 64 * 1024
"""Slowest rate on average: the sender is this machine."""


async def receive_file(
    body: AsyncIterator[bytes],
    path: Path,
    max_bytes: int,
    clock: Callable[[], float],
    pause_s: float = PAUSE_S,
) -> int:
    """Write a body to a file and return its length in bytes.

    Raises:
        Problem: status 413 too large, 408 too slow, 422 nothing in it, 400 broken off.
    """
    started, received = clock(), 0
    async with await anyio.open_file(path, "xb") as file:
        while True:
            allowed_s = started + pause_s + received / MIN_BYTES_PER_S - clock()
            chunk = await _next(body, allowed_s)
            if chunk is None:
                break
            received += len(chunk)
            if received > max_bytes:
                raise too_large(max_bytes)
            await file.write(chunk)
    if not received:
        raise bad_field("body", "an empty file", "Send a file with something in it.")
    return received


def check_declared_size(request: Request, max_bytes: int) -> None:
    """Raise the problem of a body that says beforehand that it is too large.

    Raises:
        Problem: status 413.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise too_large(max_bytes)


def too_large(max_bytes: int) -> Problem:
    """Return the problem of a file over the limit."""
    detail = (
        f"The file is over {max_bytes // 2**20} MB. Make it smaller, or let whoever runs the service "
        "raise SSP_MAX_UPLOAD_MB or add it with: ssp ingest FILE"
    )
    return Problem(413, "too-large", "Too large", detail, headers={"Connection": "close"})


async def _next(body: AsyncIterator[bytes], allowed_s: float) -> bytes | None:
    try:
        with anyio.move_on_after(allowed_s):
            if allowed_s > 0:
                return await anext(body, None)
    except ClientDisconnect as error:
        raise Problem(400, "broken-off", "Broken off", "The file did not arrive whole.") from error
    detail = "The file came too slowly and was let go. Send it again."
    raise Problem(408, "too-slow", "Too slow", detail, headers={"Connection": "close"})
