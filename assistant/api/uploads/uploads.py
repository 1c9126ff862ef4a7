"""The way of one upload: file > draft > confirmed entry > ingest > new index, one ingest at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import anyio
import structlog

from assistant.api.problems import Problem
from assistant.api.uploads.arrival import receive_file
from assistant.api.uploads.command import IngestCommand, IngestFailed
from assistant.api.uploads.kept import Kept, Upload
from assistant.api.uploads.phases import OPENING, STARTING, read_progress
from assistant.api.uploads.schemas import DraftOutcome, EntryIn, UploadOut, UploadState
from corpus.layout import Outcome

SWEEP_S = 60.0
OPEN_TIMEOUT_S = 120.0
"""Longest wait until the service answers from a new index."""

ADDED = frozenset({Outcome.INDEXED, Outcome.INDEXED_WITH_WARNINGS, Outcome.UNCHANGED})
NOT_OPENED = "It was added, but the new index could not be opened; answers come from the one before."
NOT_LISTED = "The ingest ended and does not say what became of this file."
UNEXPECTED = "Something went wrong here; whoever runs the service finds more in its log."

CatchUp = Callable[[], Awaitable[bool]]
"""Makes the service answer from what is published now; tells whether it does."""

log = structlog.get_logger()


class Uploads:
    """Takes files, drafts them, and adds the confirmed ones; `serve()` runs as long as the service does."""

    def __init__(
        self, ingest: IngestCommand, catch_up: CatchUp, max_bytes: int, clock: Callable[[], float]
    ) -> None:
        self.max_bytes = max_bytes
        self._ingest = ingest
        self._catch_up = catch_up
        self._kept = Kept(clock)
        self._waiting: asyncio.Queue[Upload] = asyncio.Queue()
        self._drafting = asyncio.Semaphore(1)
        self._turns = 0

    async def serve(self) -> None:
        """Add what is confirmed and forget what is not, until cancelled; then nothing is left behind."""
        self._kept.open()
        try:
            async with anyio.create_task_group() as group:
                group.start_soon(self._sweep)
                while True:
                    await self._add(await self._waiting.get())
        finally:
            self._ingest.close()
            self._kept.close()

    async def take(self, given_name: str, body: AsyncIterator[bytes]) -> UploadOut:
        """Return a new upload with what the ingest makes of its file.

        Raises:
            Problem: too many are open, or the body is too large, too slow, empty or broken off.
        """
        upload = self._kept.add(given_name)
        try:
            upload.size = await receive_file(body, upload.path, self.max_bytes, self._kept.clock)
            async with self._drafting:
                await self._draft(upload)
        except BaseException:
            self._kept.forget(upload)
            raise
        return self._kept.describe(upload)

    def describe(self, upload_id: str) -> UploadOut:
        """Return how far an upload has come.

        Raises:
            Problem: status 404.
        """
        return self._kept.describe(self._kept.find(upload_id))

    def confirm(self, upload_id: str, entry: EntryIn) -> UploadOut:
        """Let an upload be added with the entry that a person has seen.

        Raises:
            Problem: status 404, or 409 when it is past that.
        """
        upload = self._kept.find(upload_id)
        if upload.state is not UploadState.DRAFTED or upload.draft is None:
            raise _not_now(upload)
        upload.entry = upload.draft.entry.model_copy(update=dict(entry)).model_dump_json()
        self._turns += 1
        upload.turn, upload.state = self._turns, UploadState.WAITING
        self._waiting.put_nowait(upload)
        return self._kept.describe(upload)

    def drop(self, upload_id: str) -> None:
        """Forget an upload and its file.

        Raises:
            Problem: status 404, or 409 while it is being added.
        """
        upload = self._kept.find(upload_id)
        if upload.state is UploadState.RUNNING:
            raise _not_now(upload)
        self._kept.forget(upload)

    async def _draft(self, upload: Upload) -> None:
        try:
            draft = upload.draft = await self._ingest.draft(upload.path, upload.name)
        except IngestFailed as error:
            self._end(upload, str(error))
            return
        upload.touched = self._kept.clock()
        if draft.outcome is DraftOutcome.REJECTED:
            self._end(upload, draft.detail)

    async def _add(self, upload: Upload) -> None:
        """Add one upload, unless it was dropped meanwhile; it is done when answers can come from it."""
        if upload not in self._kept:
            return
        upload.state, upload.progress = UploadState.RUNNING, STARTING
        try:
            self._end(upload, await self._run(upload) or await self._open(upload))
        except IngestFailed as error:
            self._end(upload, str(error))
        except Exception:
            log.exception("upload_failed", upload_id=upload.upload_id)
            self._end(upload, UNEXPECTED)

    async def _run(self, upload: Upload) -> str:
        """Run the ingest, and return why the document is not in the new index; "" when it is."""

        def hear(line: str) -> None:
            upload.progress = read_progress(line, upload.progress or STARTING)

        assert upload.draft is not None
        report = await self._ingest.ingest(upload.path, upload.name, upload.entry, hear)
        mine = [told for told in report.documents if told.document_id == upload.draft.entry.id]
        upload.report, upload.outcome = report, mine[0] if mine else None
        if upload.outcome is None:
            return NOT_LISTED
        return "" if upload.outcome.outcome in ADDED else upload.outcome.detail

    async def _open(self, upload: Upload) -> str:
        """Wait until answers come from the new index, and return why they do not; "" when they do."""
        upload.progress = OPENING
        with anyio.move_on_after(OPEN_TIMEOUT_S):
            if await self._catch_up():
                upload.progress = OPENING.model_copy(update={"done": 1, "share": 1.0})
                return ""
        return NOT_OPENED

    def _end(self, upload: Upload, failure: str) -> None:
        upload.end(self._kept.clock(), failure)
        log.info("upload_ended", upload_id=upload.upload_id, state=upload.state.value)

    async def _sweep(self) -> None:
        while True:
            await anyio.sleep(SWEEP_S)
            self._kept.sweep()


def _not_now(upload: Upload) -> Problem:
    detail = f"This upload is {upload.state.value}. It can be changed only before it is added."
    return Problem(409, "not-now", "Not now", detail)
