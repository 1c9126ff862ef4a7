"""The readers, one module a format, and the choice between them."""

import re
from pathlib import PurePath
from typing import Protocol

from corpus.errors import DocumentRejected
from corpus.model import Document
from ingest.model import Reading
from ingest.readers.docx.reader import DocxReader
from ingest.readers.html.reader import HtmlReader
from ingest.readers.pdf.reader import PdfReader
from ingest.readers.pptx.reader import PptxReader
from ingest.readers.text.reader import TextReader
from ingest.readers.zipped import find_folder


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


_DOCX = DocxReader()
_PPTX = PptxReader()
_HTML = HtmlReader()
_TEXT = TextReader()
_PDF = PdfReader()
READERS: tuple[Reader, ...] = (_PDF, _PPTX, _DOCX, _HTML, _TEXT)

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_BY_CONTENT: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"\s*%PDF-"), _PDF),
    (_PAGE, _HTML),
)

_ZIPPED: dict[str, Reader] = {"ppt/": _PPTX, "word/": _DOCX}
"""The readers of zipped formats, by the folder that tells the format."""

_ZIPPED_NAMES = {"xl/": "an Excel workbook"}
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_OLE_NAMES = {
    "EncryptedPackage": "an Office file protected by a password",
    "PowerPoint Document": "an old PowerPoint file (before 2007)",
    "WordDocument": "an old Word file (before 2007)",
    "Workbook": "an old Excel file (before 2007)",
}
"""Streams of an OLE file and what a file that holds one is; names stand in it in UTF-16."""

_STARTS = (
    (re.compile(rb"\s*\{\\rtf"), "a rich text (RTF) file"),
    (
        re.compile(rb"[A-Za-z-]{4,40}:[^\0]{0,2000}?\bmultipart/related\b", re.IGNORECASE),
        'a web archive (.mhtml; a browser also saves the page as "HTML only")',
    ),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*"), "a picture"),
)


def find_reader(document: Document, source: bytes) -> Reader:
    """Return the reader for a document, by its content first, then by its file's name.

    Raises:
        DocumentRejected: the format is not supported; the message names it.
    """
    where = f"document {document.id} ({document.file})"
    zipped = find_folder(source) if source.startswith(_ZIP) else ""
    if zipped in _ZIPPED:
        return _ZIPPED[zipped]
    if found := _name_format(source, zipped):
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
    names = ", ".join(_TEXT.suffixes)
    return (
        "give a PDF, a PowerPoint presentation (.pptx), a Word document (.docx), a web page (.html) or a "
        f"text export of it instead (UTF-8, {names})"
    )


def _name_format(source: bytes, zipped: str) -> str | None:
    """Return what a known but unsupported format is called, None for any other content."""
    if source.startswith(_ZIP):
        return _ZIPPED_NAMES.get(zipped, "a zip archive")
    if source.startswith(_OLE):
        held = (name for stream, name in _OLE_NAMES.items() if stream.encode("utf-16-le") in source)
        return next(held, "an old Office file (before 2007)")
    return next((name for start, name in _STARTS if start.match(source)), None)
