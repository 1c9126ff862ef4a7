"""A document's bytes -> its reading, made where a hostile file can do no harm."""

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentRejected
from corpus.model import Document
from corpus.records import from_json, to_json
from corpus.sources import Source
from ingest.isolation import Ended, Limits, watch_apart
from ingest.model import Reading
from ingest.readers import find_reader, finds_pictures
from ingest.seeing import Eyes
from ingest.sightings import UNSEEN, Sightings

WORK = "ingest.reading:reply_to"

BLIND = Eyes()
"""Reads no picture."""

SMALL_BYTES = 32 << 10
"""Up to this size a format that cannot harm is read here, which saves half a second of starting a process."""


MAX_SLIDES, MAX_BLOCKS, MAX_CHARACTERS = 2_000, 50_000, 20_000_000
"""What a document may hold: 50,000 blocks take 12 minutes to embed on two cores."""


MAX_REASON = 500
"""Characters of why a document is refused: a library's own words may quote the file at length."""


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


def read_cover(source: Source, eyes: Eyes = BLIND) -> Reading:
    """Read one document as far as its pictures allow; these are read only if it says nothing else.

    Raises:
        DocumentRejected: it cannot be read.
    """
    try:
        reading = read_document(source)
    except DocumentRejected:
        if not eyes.engine:
            raise
        return read_document(source, eyes)
    silent = all(slide.picture_only for slide in reading.slides)
    return read_document(source, eyes) if silent and eyes.engine else reading


def read_apart(
    document: Document, source: bytes, limits: Limits | None = None, sightings: Sightings = UNSEEN
) -> Reading:
    """Return the reading of a document, made by a child process within limits.

    Raises:
        DocumentRejected: the reader refused it, or the child broke a limit or died; which, is said.
    """
    order = to_json(Order(document, sightings)).encode()
    return open_reply(document, watch_apart(WORK, order, source, limits))


def open_reply(document: Document, ended: Ended) -> Reading:
    """Return the reading that a child has replied, checked: the child met the file, so it is not believed.

    Raises:
        DocumentRejected: the reader refused the document, or gave no reading of it.
    """
    where = f"document {document.id} ({document.file})"
    if ended.fault:
        raise DocumentRejected(f"{where} cannot be read: {ended.fault}; {_instead()}")
    try:
        reply = from_json(Reply, ended.reply)
    except ValueError as error:
        raise DocumentRejected(
            f"{where} cannot be read: the reader gave no whole reply; {_instead()}"
        ) from error
    if reply.reading is None:
        raise DocumentRejected(reply.rejected or f"{where} was refused without a reason: {_instead()}")
    if not _belongs(reply.reading, document):
        raise DocumentRejected(f"{where} cannot be read: the reply is of another document; {_instead()}")
    return reply.reading


def _belongs(reading: Reading, document: Document) -> bool:
    """Return whether a reading is of this document alone, each slide there once."""
    refs = [slide.ref for slide in reading.slides]
    ours = all(ref.document_id == document.id and ref.number > 0 for ref in refs)
    return reading.document == document and ours and len({ref.number for ref in refs}) == len(refs)


def reply_to(order: bytes, source: bytes, _folder: Path | None) -> bytes:
    """Return the reading of the document ordered, or why it is rejected: what runs in the child."""
    told = from_json(Order, order)
    try:
        reader = find_reader(told.document, source)
        if finds_pictures(reader):
            reading = reader.read(told.document, source, told.sightings)
        else:
            reading = reader.read(told.document, source)
        _check_size(reading)
        reply = Reply(reading)
    except DocumentRejected as error:
        reply = Reply(rejected=" ".join(str(error).split())[:MAX_REASON])
    return to_json(reply).encode()


def _check_size(reading: Reading) -> None:
    blocks = sum(len(slide.blocks) for slide in reading.slides)
    found = ((len(reading.slides), MAX_SLIDES, "slides"), (blocks, MAX_BLOCKS, "blocks of text"))
    for count, most, what in (*found, (reading.characters, MAX_CHARACTERS, "characters")):
        if count > most:
            raise DocumentRejected(
                f"document {reading.document.id} ({reading.document.file}) holds {count:,} {what}; "
                f"{most:,} are the most: split it into parts"
            )


def _instead() -> str:
    return "save it anew with its own program, split it into parts, or give a text export of it"
