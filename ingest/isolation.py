"""A document's bytes -> its reading, made in a child process that cannot take this one down.

A hostile file of 1,290 bytes makes pdfium take 6 GB and abort, one of 1 MB makes python-pptx take
2.1 GB (both measured): what reads such formats runs apart, under limits, and says what happened.
"""

import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentRejected
from corpus.model import Document
from corpus.records import from_json, to_json
from ingest.model import Reading

COMMAND = (sys.executable, "-m", "ingest.child")
OUT_OF_MEMORY = 71
"""What the child ends with when its memory limit stopped it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: address space and output in bytes, processor and wall time in seconds."""

    memory_bytes: int = 1 << 30
    cpu_s: int = 30
    wall_s: float = 60.0
    output_bytes: int = 64 << 20


@dataclass(frozen=True, slots=True)
class Order:
    """What the child is told on the first line of its input; the document's bytes follow."""

    document: Document
    limits: Limits


@dataclass(frozen=True, slots=True)
class Reply:
    """What the child answers: a reading, or why the document is rejected."""

    reading: Reading | None = None
    rejected: str = ""


def read_apart(
    document: Document, source: bytes, limits: Limits | None = None, command: tuple[str, ...] = COMMAND
) -> Reading:
    """Return the reading of a document, made by a child process within limits.

    Raises:
        DocumentRejected: the reader refused it, or the child broke a limit or died; which, is said.
    """
    limits = limits or Limits()
    where = f"document {document.id} ({document.file})"
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, and no part of the document
                command,
                input=to_json(Order(document, limits)).encode() + b"\n" + source,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd=Path(__file__).parents[1],
                timeout=limits.wall_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise DocumentRejected(
                f"{where} was not read within {limits.wall_s:g} s and was given up; {_instead()}"
            ) from None
        if output.tell() > limits.output_bytes:
            raise DocumentRejected(f"{where} gives more than {limits.output_bytes:,} bytes of text")
        if done.returncode:
            reason = _reason(done.returncode, limits)
            raise DocumentRejected(f"{where} cannot be read: {reason}; {_instead()}")
        output.seek(0)
        return _open(output.read(), where)


def _open(content: bytes, where: str) -> Reading:
    try:
        reply = from_json(Reply, content)
    except ValueError as error:
        raise DocumentRejected(f"{where} cannot be read: the reader gave no whole reply") from error
    if reply.reading is None:
        raise DocumentRejected(reply.rejected)
    return reply.reading


def _reason(code: int, limits: Limits) -> str:
    signals = {
        -signal.SIGXCPU: f"it takes more than {limits.cpu_s} s of processor time",
        OUT_OF_MEMORY: f"it takes more than {limits.memory_bytes >> 20} MiB of memory",
    }
    ended = f"by signal {-code}" if code < 0 else f"with {code}"
    return signals.get(code, f"the reader ended {ended}")


def _instead() -> str:
    return "save it anew with its own program, or give a text export of it"
