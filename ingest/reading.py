"""A document's bytes -> its reading, made where a hostile file can do no harm."""

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentRejected
from corpus.model import Document
from corpus.records import from_json, to_json
from corpus.sources import Source
from ingest.isolation import Limits, WorkStopped, run_apart
from ingest.model import Reading
from ingest.readers import find_reader, finds_pictures
from ingest.seeing import Eyes
from ingest.sightings import UNSEEN, Sightings

WORK = "ingest.reading:reply_to"

BLIND = Eyes()
"""Reads no picture."""

SMALL_BYTES = 32 << 10
"""Up to this size a format that cannot harm is read here, which saves half a second of starting a process."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the child is told: the document, and what was seen in its pictures."""

    document: Document
    sightings: Sightings = UNSEEN


@dataclass(frozen=True, slots=True)
class Reply:
    """What the child answers: a reading, or why the document is rejected."""

    reading: Reading | None = None
    rejected: str = ""


def read_document(source: Source, eyes: Eyes = BLIND) -> Reading:
    """Read one document, in a process of its own unless it is small and its format cannot do harm.

    Raises:
        DocumentRejected: it cannot be read.
    """
    document, content = source.document, source.read()
    if len(content) <= SMALL_BYTES:
        reader = find_reader(document, content)
        if not reader.apart:
            return reader.read(document, content)
    return read_apart(document, content, sightings=eyes.see(document, content))


def read_apart(
    document: Document, source: bytes, limits: Limits | None = None, sightings: Sightings = UNSEEN
) -> Reading:
    """Return the reading of a document, made by a child process within limits.

    Raises:
        DocumentRejected: the reader refused it, or the child broke a limit or died; which, is said.
    """
    where = f"document {document.id} ({document.file})"
    try:
        content = run_apart(WORK, to_json(Order(document, sightings)).encode(), source, limits)
    except WorkStopped as stopped:
        raise DocumentRejected(f"{where} cannot be read: {stopped}; {_instead()}") from None
    try:
        reply = from_json(Reply, content)
    except ValueError as error:
        raise DocumentRejected(
            f"{where} cannot be read: the reader gave no whole reply; {_instead()}"
        ) from error
    if reply.reading is None:
        raise DocumentRejected(reply.rejected)
    return reply.reading


def reply_to(order: bytes, source: bytes, _folder: Path | None) -> bytes:
    """Return the reading of the document ordered, or why it is rejected: what runs in the child."""
    told = from_json(Order, order)
    try:
        reader = find_reader(told.document, source)
        if finds_pictures(reader):
            reply = Reply(reader.read(told.document, source, told.sightings))
        else:
            reply = Reply(reader.read(told.document, source))
    except DocumentRejected as error:
        reply = Reply(rejected=str(error))
    return to_json(reply).encode()


def _instead() -> str:
    return "save it anew with its own program, or give a text export of it"
