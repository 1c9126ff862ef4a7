"""The readers, one module a format, and the choice between them."""

import re
from pathlib import PurePath
from typing import Protocol

from corpus.errors import DocumentRejected
from corpus.model import Document
from ingest.model import Reading
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.text.reader import TextReader


class Reader(Protocol):
    """Turns one format's bytes into slides."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of file names that this format uses, in lower case, with their dot."""
        ...

    @property
    def apart(self) -> bool:
        """Whether the format can harm what reads it, so that it is read in a process of its own."""
        ...

    def read(self, document: Document, source: bytes) -> Reading:
        """Return the document's slides and what was left out.

        Raises:
            DocumentRejected: the bytes are not of this format, or hold nothing to read.
        """
        ...


READERS: tuple[Reader, ...] = (TextReader(), PdfReader())

_BY_CONTENT: tuple[tuple[re.Pattern[bytes], Reader], ...] = ((re.compile(rb"\s*%PDF-"), PdfReader()),)

_ZIPPED = (
    (b"ppt/", "a PowerPoint presentation"),
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
)
_STARTS = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Office file (before 2007)"),
    (re.compile(rb"\s*\{\\rtf"), "a rich text (RTF) file"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE),
        "a web page",
    ),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*"), "a picture"),
)


def find_reader(document: Document, source: bytes) -> Reader:
    """Return the reader for a document, by its content first, then by its file's name.

    Raises:
        DocumentRejected: the format is not supported; the message names it.
    """
    where = f"document {document.id} ({document.file})"
    if found := _name_format(source):
        raise DocumentRejected(f"{where} is {found}, which is not supported yet: {_instead()}")
    for start, reader in _BY_CONTENT:
        if start.match(source):
            return reader
    suffix = PurePath(document.file).suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    raise DocumentRejected(f"{where} ends in {suffix or 'nothing'}, which no reader knows: {_instead()}")


def _instead() -> str:
    names = ", ".join(TextReader.suffixes)
    return f"give a PDF (.pdf) or a text export of it instead (UTF-8, {names})"


def _name_format(source: bytes) -> str | None:
    """Return what a known but unsupported format is called, None for any other content."""
    if source.startswith(b"PK\x03\x04"):
        return next((name for part, name in _ZIPPED if part in source), "a zip archive")
    return next((name for start, name in _STARTS if start.match(source)), None)
