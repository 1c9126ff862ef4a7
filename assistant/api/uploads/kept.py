"""The uploads that a service knows of, each with a folder of its own for its file."""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.api.problems import Problem
from assistant.api.uploads.names import clean_name, stored_name
from assistant.api.uploads.schemas import (
    ENDED,
    DocumentReportOut,
    DraftOut,
    IngestReportOut,
    ProgressOut,
    UploadOut,
    UploadState,
)

MAX_OPEN = 20
"""Uploads that have not ended; beyond it, 429."""

MAX_ENDED = 100
"""Ended uploads whose outcome is still told; the oldest goes first."""

KEPT_S = 3600.0
"""How long an upload waits to be confirmed, and how long its outcome is told."""


@dataclass(eq=False)
class Upload:
    """One file on its way; `turn` counts the confirmed ones of its service."""

    upload_id: str
    name: str
    path: Path
    touched: float
    size: int = 0
    state: UploadState = UploadState.DRAFTED
    draft: DraftOut | None = None
    turn: int = 0
    entry: str = ""
    progress: ProgressOut | None = None
    failure: str = ""
    outcome: DocumentReportOut | None = None
    report: IngestReportOut | None = None

    def delete_file(self) -> None:
        """Delete the file and its folder; none there is as well."""
        shutil.rmtree(self.path.parent, ignore_errors=True)

    def end(self, now: float, failure: str = "") -> None:
        """Be done, or failed for a reason, and let go of the file."""
        self.touched = now
        self.failure = failure
        self.state = UploadState.FAILED if failure else UploadState.DONE
        self.delete_file()


class Kept:
    """Opens, finds and forgets uploads; their files lie in one folder, from open() to close()."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._uploads: dict[str, Upload] = {}
        self._folder: Path | None = None

    def open(self) -> None:
        """Make the folder, for this user alone."""
        self._folder = Path(tempfile.mkdtemp(prefix="ssp-uploads-"))

    def close(self) -> None:
        """Delete the folder with all files in it."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None

    def add(self, given_name: str) -> Upload:
        """Return a new upload, its file not written yet.

        Raises:
            Problem: status 429, as many are open as are taken at once.
        """
        self.sweep()
        if self._folder is None or sum(upload.state not in ENDED for upload in self) >= MAX_OPEN:
            detail = f"{MAX_OPEN} files are on their way already. Add or drop some of them first."
            raise Problem(429, "too-many-uploads", "Too many files", detail, headers={"Retry-After": "5"})
        upload_id, name = secrets.token_hex(16), clean_name(given_name)
        path = self._folder / upload_id / stored_name(name, upload_id)
        path.parent.mkdir()
        upload = self._uploads[upload_id] = Upload(upload_id, name, path, self.clock())
        return upload

    def __iter__(self) -> Iterator[Upload]:
        return iter(tuple(self._uploads.values()))

    def __contains__(self, upload: Upload) -> bool:
        return upload.upload_id in self._uploads

    def find(self, upload_id: str) -> Upload:
        """Return an upload.

        Raises:
            Problem: status 404.
        """
        self.sweep()
        if upload_id not in self._uploads:
            detail = "No upload has that id. One that is not confirmed is let go after an hour."
            raise Problem(404, "unknown-upload", "No such upload", detail)
        return self._uploads[upload_id]

    def forget(self, upload: Upload) -> None:
        """Forget an upload and delete its file."""
        upload.delete_file()
        self._uploads.pop(upload.upload_id, None)

    def describe(self, upload: Upload) -> UploadOut:
        """Return an upload as it goes over the wire."""
        ahead = sum(0 < other.turn < upload.turn and other.state not in ENDED for other in self)
        shown = {name: getattr(upload, name) for name in UploadOut.model_fields if name != "ahead"}
        return UploadOut(ahead=ahead if upload.state is UploadState.WAITING else 0, **shown)

    def sweep(self) -> None:
        """Forget uploads that nobody confirmed, and outcomes that are old or too many."""
        ended = [upload for upload in self if upload.state in ENDED]
        idle = [upload for upload in self if upload.state is UploadState.DRAFTED] + ended
        old = [upload for upload in idle if self.clock() - upload.touched > KEPT_S]
        for upload in (*old, *ended[: max(len(ended) - MAX_ENDED, 0)]):
            self.forget(upload)
