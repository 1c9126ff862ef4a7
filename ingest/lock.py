"""One writer at a time: a lock of the operating system, gone with its holder however it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import HomeUnwritable, WriterBusy

LOCK = "writer.lock"
HOLDER = "writer.pid"
"""Names the holder to the one who is refused. Kept apart: opening the lock file empties it."""


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the data folder's lock; never wait for it.

    Raises:
        WriterBusy: another process ingests, with its number.
        HomeUnwritable: the folder cannot be made or written.
    """
    with writing(home):
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / LOCK, timeout=0, is_singleton=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise WriterBusy(f"another ingest into {home} is running{_holder(home)}; wait for it") from error
    try:
        with writing(home):
            (home / HOLDER).write_text(f"{os.getpid()}\n", encoding="ascii")
        yield
    finally:
        with suppress(OSError):
            (home / HOLDER).unlink(missing_ok=True)
        lock.release()


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Turn the system's refusals to write under the data folder into one clear error.

    Raises:
        HomeUnwritable: no right, no space, no such place, and what to do.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        where = f" at {error.filename}" if error.filename else ""
        raise HomeUnwritable(
            f"the data folder {home} cannot be written: {reason}{where}; "
            "make room or give yourself the right to write there, or set SSP_HOME to another folder"
        ) from error


def _holder(home: Path) -> str:
    try:
        return f" (process {int((home / HOLDER).read_text(encoding='ascii'))})"
    except (OSError, ValueError):
        return ""
