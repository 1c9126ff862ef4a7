"""Conversations kept for people: one file a reader, in a folder that cannot grow for ever."""

import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from assistant.api.problems import Problem

FOLDER = "conversations"
MAX_READER_BYTES = 2 * 2**20
"""Some hundred answers with how they came about; a browser's own store holds about as much."""

MIN_FILE_BYTES = 4096
"""What a file counts at least, as on a disk; so many small ones are bounded in number too."""

_UNFINISHED = ".part"


class KeptConversations:
    """Keeps what each reader's browser sends, as it was sent, in a data folder; for use in any thread.

    A reader is known by a secret token alone, which is not on the disk: files are named by its SHA-256.
    Where a file would take the folder past `max_bytes`, those that were longest not written go first.
    Two services over one data folder mix no files; they may overstep `max_bytes` by a file each.
    """

    def __init__(self, home: Path, max_bytes: int) -> None:
        self._folder = home / FOLDER
        self._max_bytes = max_bytes
        self._lock = threading.Lock()

    def read(self, reader: str) -> bytes:
        """Return what was last written for a reader; nothing, where nothing was or it had to go.

        Raises:
            Problem: status 500, it is there and cannot be read.
        """
        try:
            return self._path(reader).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise _failed("read") from error

    def write(self, reader: str, kept: bytes) -> None:
        """Put this in the place of what was kept for a reader: whole, or not at all.

        Raises:
            Problem: status 413, it is over MAX_READER_BYTES; 507, it cannot be written.
        """
        if len(kept) > MAX_READER_BYTES:
            raise _too_large()
        path = self._path(reader)
        with self._lock:
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._make_room(path, len(kept))
                self._replace(path, kept)
            except OSError as error:
                raise _not_kept() from error

    def forget(self, reader: str) -> None:
        """Delete what is kept for a reader, also what a write that broke off left of it.

        Raises:
            Problem: status 500, it is there and cannot be deleted.
        """
        path = self._path(reader)
        with self._lock:
            try:
                for file in self._folder.glob(f"{path.stem}*"):
                    file.unlink(missing_ok=True)
            except OSError as error:
                raise _failed("deleted") from error

    def _path(self, reader: str) -> Path:
        return self._folder / f"{hashlib.sha256(reader.encode()).hexdigest()}.json"

    def _make_room(self, path: Path, needed: int) -> None:
        others = sorted(self._others(path))
        taken = max(needed, MIN_FILE_BYTES) + sum(size for _, size, _ in others)
        for _, size, file in others:
            if taken <= self._max_bytes:
                return
            file.unlink(missing_ok=True)
            taken -= size

    def _others(self, path: Path) -> Iterator[tuple[int, int, Path]]:
        """Give when each other file was written, what it counts, and its path."""
        for file in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another service may have deleted it since
                known = file.stat()
                if file != path:
                    yield known.st_mtime_ns, max(known.st_size, MIN_FILE_BYTES), file

    def _replace(self, path: Path, kept: bytes) -> None:
        """Write aside, then rename; `mkstemp` makes files that only their owner may read."""
        file, name = tempfile.mkstemp(_UNFINISHED, f"{path.stem}.", self._folder)
        try:
            with os.fdopen(file, "wb") as unfinished:
                unfinished.write(kept)
                unfinished.flush()
                os.fsync(unfinished.fileno())
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _too_large() -> Problem:
    detail = f"These conversations are over {MAX_READER_BYTES:,} bytes. Send fewer of them."
    return Problem(413, "too-large", "Too large", detail)


def _not_kept() -> Problem:
    detail = "The conversation could not be written to the service’s disk. Tell whoever runs the service."
    return Problem(507, "conversations-not-kept", "Conversations not kept", detail)


def _failed(what: str) -> Problem:
    detail = (
        f"The kept conversations could not be {what} on the service’s disk. Tell whoever runs the service."
    )
    return Problem(500, f"conversations-not-{what}", f"Conversations not {what}", detail)
