"""What people say of answers: one JSON line each, in one file that cannot grow for ever."""

import json
import os
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.api.problems import Problem

FILE = "feedback.jsonl"
MAX_LINE_BYTES = 4096
"""A question and a note of plain words fit whole; what does not is cut, the question first."""

CUT = "…"
_LINE_SEPARATORS = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
"""Unicode's own ends of lines, which JSON lets stand and some readers of lines split at."""

_MAY_BE_CUT = ("question", "note")


def _now() -> datetime:
    return datetime.now(UTC)


class Feedback:
    """Keeps feedback in one file of a data folder, each with its time in UTC; for use in any thread.

    Each line is one write at the end of the file, so that two services over one data folder mix no
    lines; they may overstep `max_bytes` by a line each.
    """

    def __init__(self, home: Path, max_bytes: int, now: Callable[[], datetime] = _now) -> None:
        self._path = home / FILE
        self._max_bytes = max_bytes
        self._now = now
        self._lock = threading.Lock()

    def keep(self, said: Mapping[str, Any]) -> None:
        """Add one line; it is on the disk when this returns.

        Raises:
            Problem: status 507, the file is full or cannot be written.
        """
        line = write_line({"at": self._now().isoformat(timespec="seconds")} | dict(said))
        with self._lock:
            try:
                self._append(line)
            except OSError as error:
                raise _not_kept("The feedback could not be written to the service’s disk.") from error

    def _append(self, line: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(file).st_size
            torn = size > 0 and _last_byte(file, size) != b"\n"
            whole = b"\n" + line if torn else line
            if size + len(whole) > self._max_bytes:
                raise _not_kept("The file that feedback is kept in is full.")
            if os.write(file, whole) < len(whole):
                os.ftruncate(file, size)
                raise _not_kept("There is no room left on the service’s disk.")
            os.fsync(file)
        finally:
            os.close(file)


def _last_byte(file: int, size: int) -> bytes:
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1)


def write_line(said: Mapping[str, Any]) -> bytes:
    """Return a line of at most MAX_LINE_BYTES; a long question, then a long note, ends with CUT."""
    kept = dict(said)
    for field in _MAY_BE_CUT:
        text = str(kept.get(field, ""))
        while text and len(_encode(kept)) > MAX_LINE_BYTES:
            text = text[: len(text) * 7 // 8]
            kept[field] = text + CUT
    return _encode(kept)


def _encode(said: Mapping[str, Any]) -> bytes:
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for separator, escaped in _LINE_SEPARATORS:
        written = written.replace(separator, escaped)
    return written.encode() + b"\n"


def _not_kept(reason: str) -> Problem:
    detail = f"{reason} Tell whoever runs the service; what you wrote was not kept."
    return Problem(507, "feedback-not-kept", "Feedback not kept", detail)
