"""A page's bytes to text, by the encoding it states."""

import codecs
import re

from corpus.errors import DocumentRejected

MOST_BYTES = 10 * 2**20

_STATED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_WHERE = 4_096
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LATIN = {"iso8859-1", "ascii", "cp1252"}
"""Encodings that browsers read as Windows-1252, as the HTML standard says."""


def decode_page(where: str, source: bytes) -> str:
    """Return a page's text: as its byte-order mark says, or it itself, or as UTF-8, or as Windows-1252.

    Bytes that the encoding does not know become U+FFFD, as in a browser.

    Raises:
        DocumentRejected: it is too large, or no text.
    """
    if len(source) > MOST_BYTES:
        raise DocumentRejected(
            f"{where} is {len(source) // 2**20} MiB; {MOST_BYTES // 2**20} MiB is the most for a page: "
            "save it without its pictures, or in parts"
        )
    for mark, name in _BOMS:
        if source.startswith(mark):
            return source[len(mark) :].decode(name, errors="replace")
    if b"\0" in source:
        raise DocumentRejected(f"{where} is no text: byte {source.index(0)} is zero; save the page again")
    stated = _STATED.search(source[:_WHERE])
    return _decode(source, _known(stated[1].decode("ascii")) if stated else "")


def _known(name: str) -> str:
    """Return an encoding's name as Python has it, empty for one that is none of text."""
    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except (LookupError, ValueError):
        return ""
    return "cp1252" if found in _LATIN else "" if found.startswith("utf-16") else found


def _decode(source: bytes, stated: str) -> str:
    """Return the text; a page that is UTF-8 through and through is read so, whatever it states."""
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        name = "cp1252" if stated in {"", "utf-8", "utf-8-sig"} and not _is_mostly_utf8(source) else stated
        return source.decode(name or "cp1252", errors="replace")


def _is_mostly_utf8(source: bytes) -> bool:
    """Return whether broken UTF-8 has more whole characters outside ASCII than broken bytes."""
    text = source.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(not char.isascii() for char in text) > 2 * broken
