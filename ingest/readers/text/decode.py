"""A text export's bytes to text."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from corpus.errors import DocumentRejected
from corpus.model import Document
from ingest.readers.text.markup import is_visible

_AGAIN = "save it again as UTF-8 text"


def decode_text(document: Document, source: bytes) -> str:
    """Return the text; a byte-order mark stays, as its first character, so that offsets count it.

    Raises:
        DocumentRejected: the bytes are no UTF-8 text, or hold no words.
    """
    where = f"document {document.id} ({document.file})"
    if source.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise DocumentRejected(f"{where} is UTF-16 text: {_AGAIN}")
    if (at := source.find(b"\0")) >= 0:
        raise DocumentRejected(f"{where} is no text: byte {at} is zero; give a text export of it")
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise DocumentRejected(
            f"{where} is no UTF-8 text: byte {error.start}, on line {line}, "
            f"is 0x{source[error.start]:02x}; {_AGAIN}"
        ) from error
    if not any(map(is_visible, text)):
        raise DocumentRejected(
            f"{where} holds no words: export the document again, or take it out of the manifest"
        )
    return text
