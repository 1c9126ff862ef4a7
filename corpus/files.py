"""Files that may be anything: opened only when they are plain files, read only up to a size, named safely."""

import os
import stat
from errno import EINVAL
from io import BufferedReader
from pathlib import Path

from corpus.errors import DocumentRejected

MAX_FILE_BYTES = 64 << 20
"""A document larger than this is mostly pictures; all of it is held in memory while it is read."""

_NOT_PLAIN = "it is a folder, a pipe or a device, and no plain file"


def read_file(path: Path, most: int = MAX_FILE_BYTES) -> bytes:
    """Return a plain file's bytes; anything else, and a file that is too large, is refused unread.

    Raises:
        DocumentRejected: it is missing, no plain file, larger than `most` bytes, or cannot be read.
    """
    try:
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            content = file.read(most + 1) if size <= most else b""
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise DocumentRejected(f"{show_path(path)} cannot be read: {said}") from error
    if (size := max(size, len(content))) > most:
        raise DocumentRejected(
            f"{show_path(path)} is {size / 2**20:,.0f} MiB large; {most >> 20} MiB are the most: "
            "compress its pictures, or split it into parts"
        )
    return content


def open_plain(path: Path) -> BufferedReader:
    """Open a plain file for reading; never wait for a pipe, nor touch a device.

    Raises:
        OSError: it cannot be opened, or is no plain file.
    """
    _check_plain(path.stat().st_mode)
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        _check_plain(os.fstat(file).st_mode)  # it may have been replaced since
        return os.fdopen(file, "rb")
    except BaseException:
        os.close(file)
        raise


def _check_plain(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(EINVAL, _NOT_PLAIN)


def show_path(path: Path | str) -> str:
    """Return a path as it can be shown and stored: what is no printable character is a replacement sign.

    Names may hold line breaks, bytes that are no text, and signs that turn the direction of writing.
    """
    return "".join(char if char.isprintable() else "\ufffd" for char in str(path))
