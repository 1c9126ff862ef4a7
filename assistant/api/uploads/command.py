"""The ingest command in a process of its own, which gives way to the answering of questions.

SspError
└── IngestFailed   the command ended without telling what it did
"""

import json
import os
import signal
import sys
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from subprocess import DEVNULL
from typing import TypeVar

import anyio
from anyio.abc import ByteReceiveStream, Process
from pydantic import BaseModel, ValidationError

from assistant.api.uploads.schemas import DraftOut, IngestReportOut
from corpus.errors import SspError

NICENESS = 10
"""How much lower than the service's own its priority is, 19 being the lowest there is."""

DRAFT_TIMEOUT_S = 600.0
"""Longest wait for a draft; the reading has limits of its own that are shorter."""

TOLD = frozenset({0, 4})
"""Exit codes with which the command has told on stdout what it did: done, or some files failed."""

MAX_OUTPUT_BYTES = 16 * 2**20
MAX_LINE_BYTES = 64 * 1024

OnLine = Callable[[str], None]
Told = TypeVar("Told", bound=BaseModel)


class IngestFailed(SspError):
    """The ingest command ended without telling what it did; the message is its own."""


class IngestCommand:
    """Runs `ssp ingest` for one file at a time or several; what still runs is ended by `close()`."""

    def __init__(
        self,
        command: Sequence[str] = (sys.executable, "-m", "ingest"),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._command = tuple(command)
        self._environ = {**(os.environ if environ is None else environ), "PYTHONUTF8": "1"}
        self._running: set[Process] = set()

    async def draft(self, path: Path, name: str) -> DraftOut:
        """Return what the command would make of a file, which its messages then call by `name`.

        Raises:
            IngestFailed: it told nothing that can be read.
        """
        try:
            with anyio.fail_after(DRAFT_TIMEOUT_S):
                return await self._run(DraftOut, ("--draft", str(path), "--json"), (path, name), _no_line)
        except TimeoutError as error:
            raise IngestFailed("Reading the file took too long.") from error

    async def ingest(self, path: Path, name: str, entry: str, on_line: OnLine) -> IngestReportOut:
        """Add a file with an entry in JSON, and return what the ingest did; `on_line` hears its progress.

        Messages call the file by `name`.

        Raises:
            IngestFailed: it told nothing that can be read; what was served is served still.
        """
        arguments = (str(path), "--entry", entry, "--json", "--progress", "json")
        return await self._run(IngestReportOut, arguments, (path, name), on_line)

    def close(self) -> None:
        """End what still runs."""
        for process in self._running:
            _end(process)

    async def _run(
        self, kind: type[Told], arguments: Sequence[str], called: tuple[Path, str], on_line: OnLine
    ) -> Told:
        process = await anyio.open_process(
            (*self._command, *arguments), stdin=DEVNULL, env=self._environ, start_new_session=True
        )
        async with process:
            self._running.add(process)
            try:
                _give_way(process)
                output, errors = await _listen(process, on_line)
                code = await process.wait()
            finally:
                self._running.discard(process)
                _end(process)
        path, name = str(called[0]), called[1]
        named = output.decode(errors="replace").replace(path, json.dumps(name)[1:-1])
        return _read(kind, code, named, [line.replace(path, name) for line in errors])


def _no_line(_: str) -> None:
    """Take no note."""


def _give_way(process: Process) -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    with suppress(ProcessLookupError):
        os.setpriority(os.PRIO_PGRP, process.pid, min(own + NICENESS, 19))


def _end(process: Process) -> None:
    """End a process that still runs, with all it started: they are one group, named by its id."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


async def _listen(process: Process, on_line: OnLine) -> tuple[bytes, list[str]]:
    """Return what a process writes on stdout, and those lines of stderr that are not progress."""
    assert process.stdout is not None
    assert process.stderr is not None
    output, errors = bytearray(), list[str]()

    async def listen_to_errors(stream: ByteReceiveStream) -> None:
        async with aclosing(_lines(stream)) as lines:
            async for line in lines:
                on_line(line)
                if not line.startswith("{"):
                    errors.append(line)
                    del errors[:-50]

    async with anyio.create_task_group() as group:
        group.start_soon(listen_to_errors, process.stderr)
        async for chunk in process.stdout:
            output += chunk
            if len(output) > MAX_OUTPUT_BYTES:
                _end(process)
    return bytes(output), errors


async def _lines(stream: ByteReceiveStream) -> AsyncGenerator[str, None]:
    rest = b""
    async for chunk in stream:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.decode(errors="replace")
        rest = rest[:MAX_LINE_BYTES]
    if rest:
        yield rest.decode(errors="replace")


def _read(kind: type[Told], code: int, output: str, errors: Sequence[str]) -> Told:
    if code in TOLD:
        try:
            return kind.model_validate_json(output)
        except ValidationError as error:
            raise IngestFailed(_reason(errors)) from error
    raise IngestFailed(_reason(errors))


def _reason(errors: Sequence[str]) -> str:
    """Return the command's own message, which follows the word Error, or a plain one."""
    starts = [number for number, line in enumerate(errors) if line.startswith("Error: ")]
    if not starts:
        return "The ingest broke off. Whoever runs the service finds more in its log."
    message = "\n".join(errors[starts[-1] :]).removeprefix("Error: ")
    return message.strip()
