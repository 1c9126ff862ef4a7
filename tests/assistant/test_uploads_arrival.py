from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import pytest

from assistant.api.problems import Problem
from assistant.api.uploads.arrival import receive_file
from tests.assistant.uploading import Clock


def receive(path: Path, seconds_a_chunk: float, chunk: bytes, chunks: int) -> int:
    """Receive a body of which each chunk comes after some seconds of a clock that is moved by hand."""
    clock = Clock()

    async def body() -> AsyncIterator[bytes]:
        for _ in range(chunks):
            clock.now += seconds_a_chunk
            yield chunk

    async def run() -> int:
        return await receive_file(body(), path, 2**30, clock)

    return anyio.run(run)


def test_a_large_body_may_take_long_when_its_rate_is_fair(tmp_path: Path) -> None:
    assert receive(tmp_path / "a", 2.0, bytes(256 * 1024), 40) == 40 * 256 * 1024
    assert (tmp_path / "a").stat().st_size == 40 * 256 * 1024


def test_a_body_that_trickles_is_let_go(tmp_path: Path) -> None:
    with pytest.raises(Problem) as problem:
        receive(tmp_path / "a", 2.0, b"x", 40)

    assert (problem.value.status, problem.value.headers["Connection"]) == (408, "close")


def test_a_body_that_stops_coming_is_let_go(tmp_path: Path) -> None:

    async def body() -> AsyncIterator[bytes]:
        yield b"x"
        await anyio.sleep(60)

    async def run() -> None:
        await receive_file(body(), tmp_path / "a", 2**20, Clock(), pause_s=0.05)

    with pytest.raises(Problem) as problem:
        anyio.run(run)

    assert problem.value.status == 408
