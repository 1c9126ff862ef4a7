"""The file itself: opened by pdfplumber, counted by pdfium, refused with what is wrong with it."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pdfplumber
import pypdf
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import DocumentRejected
from corpus.model import Document

MAX_PAGES = 2_000
_START = 1024
"""Bytes within which readers of PDF look for the file's mark."""


@contextmanager
def open_file(document: Document, source: bytes) -> Iterator[tuple[PDF, pypdfium2.PdfDocument]]:
    """Open a file with the two libraries that read it, and close it after.

    Raises:
        DocumentRejected: it is no PDF, encrypted, broken, without pages, or has more than MAX_PAGES.
    """
    where = f"document {document.id} ({document.file})"
    _check_mark(where, source)
    try:
        with pdfplumber.open(io.BytesIO(source)) as drawn, pypdfium2.PdfDocument(source) as checked:
            _check_pages(where, len(drawn.pages), len(checked))
            yield drawn, checked
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise DocumentRejected(
                f"{where} is encrypted: save it without a password and add it again"
            ) from error
        raise DocumentRejected(_broken(where, error)) from error
    except DocumentRejected:
        raise
    except RecursionError as error:
        raise DocumentRejected(_broken(where, error)) from error
    except (
        pypdfium2.PdfiumError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        EOFError,
        struct.error,
        zlib.error,
    ) as error:
        raise DocumentRejected(_broken(where, error)) from error


def _check_mark(where: str, source: bytes) -> None:
    if not source.strip():
        raise DocumentRejected(f"{where} is empty: save it again from the program that made it")
    if b"%PDF-" not in source[:_START]:
        raise DocumentRejected(
            f"{where} is not a PDF (it does not begin with %PDF): "
            "save it as a PDF again, or rename it to what it is"
        )


def _check_pages(where: str, pages: int, checked: int) -> None:
    if pages != checked:
        raise DocumentRejected(
            f"{where} is broken: one reader finds {pages} pages in it, another {checked}; "
            "open it and save it as a PDF again"
        )
    if not pages:
        raise DocumentRejected(f"{where} has no pages: save it as a PDF again")
    if pages > MAX_PAGES:
        raise DocumentRejected(
            f"{where} has {pages} pages, more than the {MAX_PAGES} that are read: split it into parts"
        )


def _broken(where: str, error: Exception) -> str:
    said = str(error) or type(error).__name__
    return f"{where} is broken ({said[:120]}): open it and save it as a PDF again"


def find_outline(source: bytes) -> dict[int, str]:
    """Return the outline's first entry for each page number; none when there is no outline to read."""
    titles: dict[int, str] = {}
    try:
        reader = pypdf.PdfReader(io.BytesIO(source))
        for title, number in _walk(reader, reader.outline):
            titles.setdefault(number, title)
    except (pypdf.errors.PyPdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}
    return titles


def _walk(reader: pypdf.PdfReader, entries: object) -> Iterator[tuple[str, int]]:
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, list):
            yield from _walk(reader, entry)
            continue
        number = reader.get_destination_page_number(entry)
        title = " ".join(str(entry.title or "").split())
        if number is not None and title:
            yield title, number + 1
